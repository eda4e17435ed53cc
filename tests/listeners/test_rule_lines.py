"""Lists typed as text in the form of a rule: tiers, steps, points, shares, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.incentives import Share, Step, Tier
from bot.domain.money import Money, Rate
from bot.domain.people import LanguageCode, PayRole
from bot.domain.refusals import AmountAmbiguous, FactorUnreadable, LineUnreadable, RateOutside, RateUnreadable, Refusal
from bot.listeners.rules.lines import read_factor, read_point, read_share, read_step, read_tier

EN, DE = LanguageCode.EN, LanguageCode.DE


@pytest.mark.parametrize(
    ("line", "language", "start", "pays"),
    [
        ("from 0: 2 %", EN, 0, Rate.percent(2)),
        ("ab 0: 2,5 %", DE, 0, Rate.percent("2.5")),
        ("from 100,000: 3%", EN, 100_000, Rate.percent(3)),
        ("ab 100.000: 3 %", DE, 100_000, Rate.percent(3)),
        ("From 1.2m → 4 %", EN, 1_200_000, Rate.percent(4)),
        ("50k = 300", EN, 50_000, Money.of(300, "EUR")),
        ("ab 50.000 €: 300 €", DE, 50_000, Money.of(300, "EUR")),
        ("from 0 EUR: 0 €", EN, 0, Money.of(0, "EUR")),
        ("from 0: 0 %", EN, 0, Rate(0)),
    ],
)
def test_a_tier_says_from_where_on_and_what_it_pays(line, language, start, pays):
    assert read_tier(line, language, "EUR") == Tier(Money.of(start, "EUR"), pays)


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        ("two per cent", LineUnreadable),
        ("from 100", LineUnreadable),
        (": 2 %", LineUnreadable),
        ("from 0: 101 %", RateOutside),
        ("from 0: many %", RateUnreadable),
        ("ab 50,000: 2 %", AmountAmbiguous),
    ],
)
def test_a_tier_that_can_be_read_in_no_way_or_two_is_refused(line, refused):
    with pytest.raises(refused):
        read_tier(line, DE, "EUR")


def test_steps_points_and_shares_are_read_in_both_languages():
    assert read_step("from 100 %: 1.5") == read_step("ab 100 %: × 1,5") == Step(Rate.percent(100), Rate(1_500_000))
    assert read_point("50 % → 0 %") == read_point("50: 0") == (Rate.percent(50), Rate(0))
    assert read_share("seller 70 %") == read_share("Verkäufer: 70") == Share(PayRole.SELLER, Rate.percent(70))
    assert read_share("Team lead 12,5 %") == Share(PayRole.TEAM_LEAD, Rate.percent("12.5"))


@pytest.mark.parametrize("typed", ["", "0", "101", "-1", "1.23456", "half", "1/2"])
def test_a_factor_is_above_zero_and_at_most_a_hundred(typed):
    with pytest.raises(FactorUnreadable):
        read_factor(typed)


@pytest.mark.parametrize("line", ["boss 10 %", "seller", "70 %"])
def test_a_share_is_somebody_s(line):
    with pytest.raises(LineUnreadable):
        read_share(line)


@given(st.text(max_size=60), st.sampled_from(LanguageCode))
def test_whatever_is_typed_is_read_or_refused(line, language):
    for reader in (read_step, read_point, read_share, lambda typed: read_tier(typed, language, "EUR"), read_factor):
        try:
            assert reader(line) is not None
        except Refusal:
            continue
