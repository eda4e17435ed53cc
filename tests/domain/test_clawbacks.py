"""What is owed back when a deal is cancelled."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.clawbacks import owed_back, whole_months
from bot.domain.incentives import AllianceRules, Bonus, Clawback, Conditions, Plan, Returns, Trigger
from bot.domain.money import Money
from bot.domain.pay import clawbacks, pay
from tests.domain import strategies as a
from tests.domain.builders import MAY, NEXT_YEAR, TWO_PERCENT, UNKNOWN, YEAR, deal, eur, exactly, paid, percent

CANCELS = Trigger.CUSTOMER_CANCELS
ALL = Clawback(12, Returns.ALL)


def owed(clawback, cancelled, trigger=CANCELS, amount=1_200, closed=MAY, recomputed=None):
    return owed_back(clawback, eur(amount), closed, cancelled, trigger, recomputed)


@pytest.mark.parametrize(
    ("cancelled", "back"),
    [
        (MAY, 1_200),
        (date(2026, 5, 1), 1_200),
        (date(2027, 5, 19), 1_200),
        (date(2027, 5, 20), 0),
        (date(2030, 1, 1), 0),
    ],
)
def test_it_is_owed_until_the_day_the_last_month_is_over(cancelled, back):
    assert owed(ALL, cancelled) == eur(-back)


@pytest.mark.parametrize(
    ("cancelled", "back"),
    [
        (MAY, 1_200),
        (date(2026, 4, 1), 1_200),
        (date(2026, 6, 19), 1_200),
        (date(2026, 6, 20), 1_100),
        (date(2027, 4, 19), 200),
        (date(2027, 4, 20), 100),
        (date(2027, 5, 19), 100),
        (date(2027, 5, 20), 0),
    ],
)
def test_pro_rata_a_month_is_earned_on_the_day_it_is_over(cancelled, back):
    assert owed(Clawback(12, Returns.PRO_RATA), cancelled) == eur(-back)


@pytest.mark.parametrize(
    ("start", "day", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), 0),
        (date(2026, 1, 31), date(2026, 3, 1), 1),
        (date(2026, 1, 31), date(2026, 3, 31), 2),
        (date(2026, 12, 15), date(2027, 1, 14), 0),
        (date(2026, 12, 15), date(2027, 1, 15), 1),
        (date(2026, 5, 20), date(2026, 5, 19), -1),
    ],
)
def test_a_month_is_over_on_the_same_day_of_the_next_or_the_first_after_it(start, day, months):
    assert whole_months(start, day) == months


@pytest.mark.parametrize("trigger", [Trigger.NOT_PAID, Trigger.RETURNED, Trigger.OUR_FAULT])
def test_it_is_owed_for_a_listed_reason_alone(trigger):
    assert owed(ALL, MAY, trigger) == eur(0)


def test_it_is_never_owed_for_our_own_fault():
    assert owed(Clawback(12, Returns.ALL, tuple(Trigger)), MAY, Trigger.OUR_FAULT) == eur(0)
    assert owed(Clawback(12, Returns.ALL, tuple(Trigger)), MAY, Trigger.NOT_PAID) == eur(-1_200)


@pytest.mark.parametrize(("amount", "back"), [("0.01", "0.01"), ("0.03", "0.02"), (1, "0.50"), (0, 0), (-50, 0)])
def test_a_share_is_rounded_to_the_cent_and_nothing_is_owed_of_nothing(amount, back):
    assert owed(Clawback(12, Returns.SHARE, share=percent(50)), MAY, amount=amount) == -eur(back)


@pytest.mark.parametrize(
    ("recomputed", "back"), [(None, 1_200), (500, 500), (1_200, 1_200), (5_000, 1_200), (0, 0), (-5, 0)]
)
def test_recomputed_it_is_what_the_period_s_pay_falls_by_and_never_more_than_was_paid(recomputed, back):
    fell_by = None if recomputed is None else eur(recomputed)

    assert owed(Clawback(12, Returns.RECOMPUTED), MAY, recomputed=fell_by) == eur(-back)


def test_it_pays_nothing_itself_and_has_no_line():
    assert [line.component for line in paid([TWO_PERCENT, ALL]).lines] == [TWO_PERCENT]
    assert paid([TWO_PERCENT, ALL]).total == exactly(1_000)


def test_the_terms_that_count_for_a_deal_are_those_whose_conditions_hold():
    for_large = Clawback(24, Returns.ALL, when=Conditions(deal_from=eur(100_000)))
    rules = AllianceRules("EUR", (TWO_PERCENT, ALL, for_large, Bonus(eur(5), YEAR)))

    assert clawbacks(rules, deal(), UNKNOWN) == (ALL,)
    assert clawbacks(rules, deal(100_000, NEXT_YEAR), UNKNOWN) == (ALL, for_large)
    assert clawbacks(Plan("EUR", (TWO_PERCENT, for_large)), deal(100_000), UNKNOWN, percent(60)) == (for_large,)


@settings(max_examples=40)
@given(st.lists(a.independent(), min_size=1, max_size=3), a.deals(), st.integers(0, 300))
def test_a_clawback_in_full_and_the_pay_are_nothing_together(components, asked, days):
    cancelled = date.fromordinal(asked.closes.toordinal() + days)
    pays = pay(Plan("EUR", (*components, ALL), a.CATEGORIES), asked, UNKNOWN).total

    for amount in () if pays is None else (pays.low, pays.high):
        assert amount + owed_back(ALL, amount, asked.closes, cancelled, CANCELS) == Money(0, "EUR")


@given(a.clawbacks(), a.euros(0), a.days, a.days, st.sampled_from(Trigger), st.none() | a.euros())
def test_what_is_owed_lies_between_nothing_and_what_was_paid(clawback, amount, closed, cancelled, trigger, recomputed):
    back = owed_back(clawback, amount, closed, cancelled, trigger, recomputed)

    assert -amount <= back <= Money(0, "EUR")


@given(st.integers(1, 36), a.euros(), a.days, a.days, a.days)
def test_the_later_a_deal_is_cancelled_the_less_is_owed(within, amount, closed, one, other):
    clawback = Clawback(within, Returns.PRO_RATA)
    sooner, later = (owed_back(clawback, amount, closed, day, CANCELS) for day in sorted([one, other]))

    assert sooner <= later
