"""The worked example people see before they agree to a rule."""

from datetime import date

import pytest
from hypothesis import given, settings

from bot.domain.goals import Curve
from bot.domain.incentives import (
    Accelerator,
    AllianceRules,
    Basis,
    Bonus,
    Cap,
    Conditions,
    Customer,
    Factor,
    FixedAmount,
    Floor,
    Measure,
    Mode,
    Overage,
    Override,
    Percentage,
    Plan,
    Scope,
    Step,
    Threshold,
    Tier,
    Tiers,
)
from bot.domain.people import PayRole
from bot.domain.periods import Days, PeriodKind
from bot.domain.worked import example_deal, worked_example
from tests.domain import strategies as a
from tests.domain.builders import HALF, MAY, NEXT_YEAR, TWO_PERCENT, YEAR, deal, eur, exactly, goal, percent

YEARLY = PeriodKind.YEAR


def example(*components, **settings_of_rules):
    terms = AllianceRules("EUR", components, **settings_of_rules) if settings_of_rules else Plan("EUR", components)
    return worked_example(terms, PayRole.SELLER, MAY, 1)


def test_a_plain_deal_is_one_of_50000_with_a_margin_of_30_percent_today():
    assert example(TWO_PERCENT).deal == deal(margin=15_000, units=1, customer=Customer.NEW, months=12)
    assert example(TWO_PERCENT).total == eur(1_000)
    assert not example(TWO_PERCENT).assumed


@pytest.mark.parametrize(
    ("when", "amount"),
    [
        (Conditions(), 50_000),
        (Conditions(deal_from=eur(10_000)), 50_000),
        (Conditions(deal_from=eur(100_000)), 100_000),
        (Conditions(deal_below=eur(50_000)), 25_000),
        (Conditions(deal_below=eur("50000.01")), 50_000),
        (Conditions(deal_from=eur(10_000), deal_below=eur(20_000)), 10_000),
    ],
)
def test_the_amount_is_one_the_conditions_are_for(when, amount):
    shown = example(FixedAmount(eur(300), when))

    assert (shown.deal.amount, shown.total) == (eur(amount), eur(300))


def test_the_amount_suits_most_of_the_components():
    small, large = Conditions(deal_below=eur(20_000)), Conditions(deal_from=eur(20_000))

    assert example(FixedAmount(eur(1), small), FixedAmount(eur(2), large), TWO_PERCENT).deal.amount == eur(50_000)


@pytest.mark.parametrize(
    ("when", "months"),
    [
        (Conditions(), 12),
        (Conditions(months_from=6), 12),
        (Conditions(months_from=24), 24),
        (Conditions(months_below=12), 11),
        (Conditions(months_from=3, months_below=6), 3),
    ],
)
def test_the_contract_runs_as_long_as_the_conditions_ask(when, months):
    shown = example(FixedAmount(eur(300), when))

    assert (shown.deal.months, shown.total) == (months, eur(300))


def test_the_deal_closes_on_the_first_day_it_can_and_has_what_conditions_ask_for():
    asked = Conditions(closes=Days(NEXT_YEAR), product="Router", customer=Customer.EXISTING, region="Tyrol")
    shown = example_deal([FixedAmount(eur(1), asked), Bonus(eur(1), YEAR)], "EUR", MAY)

    assert (shown.closes, shown.product, shown.customer, shown.region) == (
        NEXT_YEAR,
        "Router",
        Customer.EXISTING,
        "Tyrol",
    )
    assert example_deal([FixedAmount(eur(1), Conditions(category="Hardware"))], "EUR", MAY).product == "Hardware"


def test_a_bonus_for_the_first_deals_is_shown_for_the_first():
    assert example(Bonus(eur(300), Days(date(2026, 8, 1)), first=1)).total == eur(300)


def test_a_goal_is_shown_from_where_it_begins_to_pay():
    shown = example(goal())

    assert shown.lines[0].so_far == eur(500_000)
    assert (shown.total, shown.assumed) == (eur(1_425), False)


def test_figures_nobody_named_are_assumed_and_said_to_be():
    unnamed = goal(quota=None, target_bonus=None)
    by_number = goal(Curve(percent(99)), Measure.DEALS, quota=None)

    assert (example(unnamed).total, example(unnamed).assumed) == (eur(1_425), True)
    assert example(by_number).lines[0].so_far == 20
    assert example(by_number).total == eur(1_425)


def test_goals_that_multiply_are_shown_from_where_each_begins_to_pay():
    factor = Factor(Measure.MARGIN, YEARLY, Curve(HALF))
    shown = example(goal(multiplied_by=(factor,)))

    assert [other.so_far for other in shown.lines[0].others] == [eur(500_000)]
    assert shown.assumed


def test_tiers_and_accelerators_are_shown_from_nothing():
    tiers = Tiers((Tier(eur(0), percent(2)),), Scope.MARGINAL, period=YEARLY)
    by_deals = Tiers((Tier(1, eur(100)),), Scope.MARGINAL, Measure.DEALS, YEARLY)
    faster = Accelerator(percent(2), (Step(percent(1), percent(200)),), Overage.SLICE, YEARLY)

    assert example(tiers).total == eur(1_000)
    assert example(by_deals).total == eur(100)
    assert (example(faster).total, example(faster).assumed) == (eur(200 + 1_600), True)
    assert example(Threshold(percent(2), eur(50_000), period=YEARLY)).total == eur(1_000)


def test_a_period_s_limits_are_shown_from_nothing_earned():
    assert example(FixedAmount(eur(300)), Cap(eur(200), YEARLY)).total == eur(200)
    assert example(FixedAmount(eur(300)), Floor(eur(1_000), YEARLY)).total == eur(0)
    assert example(goal(), FixedAmount(eur(300)), Cap(eur(10_000), YEARLY)).total == eur(1_725)


def test_rules_are_shown_at_their_credit():
    assert example(Percentage(percent(2), Basis.CREDITED), credit=HALF).total == eur(500)
    assert example(Percentage(percent(2)), credit=HALF).total == eur(1_000)


@settings(max_examples=30)
@given(a.plans(), a.days)
def test_every_plan_can_be_shown(terms, day):
    shown = worked_example(terms, PayRole.SELLER, day, 4)

    assert shown.deal.closes >= day
    assert shown.total.currency == "EUR"


def test_rules_that_take_a_share_of_what_the_plan_pays_are_shown_with_an_assumed_plan():
    uplift, override = Percentage(percent(10), Basis.COMMISSION), Override(percent(10))

    assert example(uplift, credit=HALF).plan_pays == eur(1_000)
    assert example(uplift, credit=HALF).total == eur(100)
    assert example(TWO_PERCENT, override, credit=HALF).lines[1].amount == exactly(200)
    assert example(TWO_PERCENT, uplift, mode=Mode.INSTEAD).plan_pays is None
    assert example(TWO_PERCENT, credit=HALF).plan_pays is None


def test_the_amount_is_one_from_which_something_is_paid():
    nothing_first = Tiers((Tier(eur(0), percent(0)), Tier(eur(100_000), percent(3))), Scope.MARGINAL)

    assert example(nothing_first).total == eur(3_000)
    assert example(Threshold(percent(2), eur(80_000))).total == eur(1_600)
    assert example(Threshold(percent(2), eur(40_000))).deal.amount == eur(50_000)
