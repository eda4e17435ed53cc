"""Caps and floors: at, just below and just above them, for a deal and in a period."""

import pytest

from bot.domain.incentives import (
    Accelerator,
    AllianceRules,
    Basis,
    Cap,
    Clawback,
    Conditions,
    Credit,
    FixedAmount,
    Floor,
    Measure,
    Overage,
    Override,
    Percentage,
    Reckoned,
    Returns,
    Scope,
    Step,
    Threshold,
    Tier,
    Tiers,
)
from bot.domain.money import MixedCurrencies, Money, Rate
from bot.domain.pay import LimitLine, Situation, pay
from bot.domain.people import Figures, PayRole
from bot.domain.periods import PeriodKind
from tests.domain.builders import (
    NEXT_YEAR,
    TWO_PERCENT,
    UNKNOWN,
    YEAR,
    booked,
    deal,
    eur,
    exactly,
    goal,
    paid,
    percent,
    span,
    total,
)

YEARLY = PeriodKind.YEAR


def earned(amount, **figures):
    return Situation((Figures(YEAR, earned=eur(amount), **figures),))


def pays(amount):
    return FixedAmount(eur(amount))


@pytest.mark.parametrize(("amount", "left"), [("999.99", "999.99"), (1_000, 1_000), ("1000.01", 1_000)])
def test_a_deal_pays_at_most_its_cap(amount, left):
    assert total([pays(amount), Cap(eur(1_000))]) == exactly(left)


@pytest.mark.parametrize(("amount", "left"), [("999.99", 1_000), (1_000, 1_000), ("1000.01", "1000.01")])
def test_a_deal_pays_at_least_its_floor(amount, left):
    assert total([pays(amount), Floor(eur(1_000))]) == exactly(left)


def test_a_floor_with_nothing_before_it_is_a_guarantee():
    assert total([Floor(eur(150))]) == exactly(150)


@pytest.mark.parametrize(
    ("so_far", "pay_of_deal", "left"),
    [
        (0, 2_000, 2_000),
        ("7999.99", 2_000, 2_000),
        (8_000, 2_000, 2_000),
        ("8000.01", 2_000, "1999.99"),
        ("9999.99", 2_000, "0.01"),
        (10_000, 2_000, 0),
        (12_000, 2_000, 0),
    ],
)
def test_a_period_pays_what_is_left_of_its_cap(so_far, pay_of_deal, left):
    assert total([pays(pay_of_deal), Cap(eur(10_000), YEARLY)], situation=earned(so_far)) == exactly(left)


@pytest.mark.parametrize(("so_far", "left"), [("9999.99", 2_000), (10_000, 0), ("10000.01", 0)])
def test_a_cap_looked_at_before_the_deal_lets_the_last_one_through(so_far, left):
    capped = [pays(2_000), Cap(eur(10_000), YEARLY, Reckoned.BEFORE)]

    assert total(capped, situation=earned(so_far)) == exactly(left)


@pytest.mark.parametrize(
    ("so_far", "pay_of_deal", "left"),
    [(0, 400, 0), (500, 400, 0), (800, 400, 200), (1_000, 400, 400), (2_000, 400, 400), (0, 1_500, 500)],
)
def test_a_period_s_guarantee_is_used_up_by_what_is_earned(so_far, pay_of_deal, left):
    assert total([pays(pay_of_deal), Floor(eur(1_000), YEARLY)], situation=earned(so_far)) == exactly(left)


def test_while_the_period_s_pay_is_unknown_a_limit_makes_a_range():
    assert total([pays(2_000), Cap(eur(10_000), YEARLY)]) == span(0, 2_000)
    assert total([pays(12_000), Cap(eur(10_000), YEARLY)]) == span(0, 10_000)
    assert total([pays(12_000), Cap(eur(10_000), YEARLY, Reckoned.BEFORE)]) == span(0, 12_000)
    assert total([pays(400), Floor(eur(1_000), YEARLY)]) == span(0, 400)
    assert total([pays(1_500), Floor(eur(1_000), YEARLY)]) == span(500, 1_500)


def test_a_deal_that_loses_money_may_be_caught_by_a_guarantee_or_not():
    of_margin = Percentage(percent(10), Basis.MARGIN)
    asked = deal(margin=-1_000)

    assert total([of_margin, Floor(eur(1_000), YEARLY)], asked) == span(-100, 0)
    assert total([of_margin, Floor(eur(1_000), YEARLY)], asked, earned(1_040)) == exactly(-40)
    assert total([of_margin, Cap(eur(1_000), YEARLY)], asked) == exactly(-100)


def test_the_line_of_a_limit_tells_what_it_takes_or_adds():
    cap, floor = Cap(eur(10_000), YEARLY), Floor(eur(300))

    assert paid([pays(2_000), cap], situation=earned(9_000)).lines[1] == LimitLine(
        cap, exactly(2_000), eur(9_000), exactly(-1_000)
    )
    assert paid([pays(200), floor]).lines[1] == LimitLine(floor, exactly(200), None, exactly(100))


def test_a_limit_that_changes_nothing_has_no_line():
    assert len(paid([pays(300), Cap(eur(300)), Floor(eur(300))]).lines) == 1


def test_a_deal_s_cap_bounds_what_nobody_can_tell_otherwise():
    unclear = goal(quota=None, target_bonus=None)
    of_margin = goal(quota=None, target_bonus=None, measure=Measure.MARGIN)

    assert total([unclear]) is None
    assert total([unclear, Cap(eur(500))]) == span(0, 500)
    assert total([unclear, Cap(eur(500), YEARLY)]) is None
    assert total([unclear, Floor(eur(500))]) is None
    assert total([of_margin, Cap(eur(500))], deal(margin=-5)) is None


def test_a_cap_in_another_currency_is_refused():
    with pytest.raises(MixedCurrencies):
        total([pays(5), Cap(Money.of(5, "CHF"))])


CAP = Cap(eur(10_000), YEARLY)
BY_AMOUNT = Tiers((Tier(eur(0), Rate.percent(2)),), Scope.MARGINAL, period=YEARLY)
FASTER = Accelerator(
    percent(2), (Step(percent(100), percent(200)),), period=YEARLY, scope=Overage.SLICE, quota=eur(10**9)
)


@pytest.mark.parametrize("component", [TWO_PERCENT, BY_AMOUNT, FASTER, Threshold(percent(2), eur(1), period=YEARLY)])
def test_what_is_earned_so_far_follows_from_the_result_where_nobody_said_it(component):
    """2 % of 495,000 booked are 9,900: 100 are left."""
    assert total([component, CAP], deal(50_000), booked(495_000)) == exactly(100)
    assert total([component, CAP], deal(50_000), earned(9_950, booked=eur(495_000))) == exactly(50)


def test_what_is_earned_so_far_follows_from_a_goal_but_not_from_goals_that_multiply():
    assert total([goal(), Cap(eur(20_000), YEARLY)], deal(), booked(700_000)) == exactly(50)


def test_what_is_earned_so_far_follows_from_the_margin():
    of_margin = Percentage(percent(10), Basis.MARGIN)
    situation = booked(99_000, measure=Measure.MARGIN)

    assert total([of_margin, CAP], deal(margin=5_000), situation) == exactly(100)


@pytest.mark.parametrize(
    "component",
    [
        pays(1_000),
        Percentage(percent(2), when=Conditions(deal_from=eur(1))),
        Percentage(percent(2), Basis.COMMISSION),
        Tiers((Tier(eur(0), percent(2)),), Scope.MARGINAL),
        Tiers((Tier(eur(0), percent(2)),), Scope.MARGINAL, period=PeriodKind.MONTH),
        Floor(eur(1_000)),
    ],
)
def test_what_is_paid_deal_by_deal_can_not_be_worked_out_from_a_result(component):
    line = paid([TWO_PERCENT, component, CAP], deal(50_000), booked(10_000)).lines[-1]

    assert isinstance(line, LimitLine)
    assert line.so_far is None


def test_what_does_not_apply_to_this_deal_may_have_been_paid_for_others():
    """The 300 for large deals may have used up the cap although this deal is a small one."""
    for_large = FixedAmount(eur(300), Conditions(deal_from=eur(10_000)))

    assert total([TWO_PERCENT, for_large, CAP], deal(5_000), booked(10_000)) == span(0, 100)
    assert total([TWO_PERCENT, CAP, for_large], deal(5_000), booked(10_000)) == exactly(100)


@pytest.mark.parametrize(
    "component",
    [
        FixedAmount(eur(300), Conditions(roles=(PayRole.PRESALES,))),
        Override(percent(10)),
        Clawback(12, Returns.ALL),
    ],
)
def test_what_is_never_paid_to_the_asker_counts_for_nothing_in_the_period(component):
    assert total([TWO_PERCENT, component, CAP], deal(5_000), booked(499_000)) == exactly(20)


def test_a_second_cap_counts_from_what_stands_before_it():
    per_deal, yearly = Cap(eur(400)), Cap(eur(10_000), YEARLY)

    assert total([pays(500), per_deal, pays(500), per_deal]) == exactly(400)
    assert total([TWO_PERCENT, yearly, TWO_PERCENT, yearly], deal(), booked(495_000)) == span(0, 1_100)


def test_a_cap_of_another_period_than_the_figures_is_unknown():
    assert total([TWO_PERCENT, CAP], deal(closes=NEXT_YEAR), earned(9_500)) == span(0, 1_000)
    assert total([TWO_PERCENT, Cap(eur(10_000), PeriodKind.MONTH)], deal(), earned(9_500)) == span(0, 1_000)


def test_rules_cap_what_was_reached_with_the_partner_alone():
    capped = AllianceRules("EUR", (TWO_PERCENT, CAP))
    own = Situation((Figures(YEAR, earned=eur(10_000)),), with_partner=(Figures(YEAR, earned=eur(9_500)),))

    assert pay(capped, deal(), own.in_rules()).total == exactly(500)


def test_a_cap_counts_before_or_after_the_credit_as_the_components_do():
    before = Percentage(percent(2), credit=Credit.BEFORE)

    assert total([before, Cap(eur(800))], deal(), UNKNOWN, percent(50)) == exactly(800)
    assert total([TWO_PERCENT, Cap(eur(800))], deal(), UNKNOWN, percent(50)) == exactly(500)
