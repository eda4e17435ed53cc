"""What makes terms impossible to pay is found at entry, all of it at once."""

from datetime import date

import pytest

from bot.domain.checks import flaws
from bot.domain.goals import Curve
from bot.domain.incentives import (
    AllianceRules,
    Bonus,
    Conditions,
    FixedAmount,
    GoalBonus,
    Measure,
    Percentage,
    Plan,
)
from bot.domain.money import Money, Rate
from bot.domain.periods import Days, PeriodKind
from bot.domain.refusals import Flaw, FlawKind

MARCH = Days(date(2026, 3, 1), date(2026, 4, 1))
FIVE_PERCENT = Percentage(Rate.percent(5))


def eur(amount):
    return Money.of(amount, "EUR")


def points(*pairs):
    return tuple((Rate.percent(x), Rate.percent(y)) for x, y in pairs)


def goal(curve=None, **given):
    return GoalBonus(Measure.ORDERS, PeriodKind.YEAR, curve or Curve(), **given)


def kinds(*components):
    return {flaw.kind for flaw in flaws(Plan("EUR", components))}


def test_payable_terms_have_no_flaw():
    whole_plan = Plan(
        "EUR",
        (
            Percentage(Rate.percent(100)),
            FixedAmount(eur("0.01"), Conditions(deal_from=eur(1), closes=MARCH)),
            Bonus(eur(500), MARCH),
            Bonus(Rate.percent("0.0001"), MARCH),
            goal(),
            goal(Curve(Rate.percent(50), Rate.percent(120)), target_bonus=eur(28_500), quota=eur(1_000_000)),
        ),
    )

    assert flaws(whole_plan) == ()
    assert flaws(AllianceRules("EUR", (FIVE_PERCENT,), credit=Rate.percent(0))) == ()


def test_terms_without_components_are_empty():
    assert flaws(Plan("EUR", ())) == (Flaw(0, FlawKind.EMPTY),)


@pytest.mark.parametrize("credit", ["-0.0001", "100.0001"])
def test_a_credit_is_between_nothing_and_the_whole(credit):
    rules = AllianceRules("EUR", (FIVE_PERCENT,), credit=Rate.percent(credit))

    assert flaws(rules) == (Flaw(0, FlawKind.CREDIT_OUTSIDE),)


def test_alliance_rules_know_no_goals():
    assert flaws(AllianceRules("EUR", (FIVE_PERCENT, goal()))) == (Flaw(2, FlawKind.GOAL_IN_RULES),)


@pytest.mark.parametrize("percent", ["-1", "0", "100.0001"])
def test_rates_and_weights_are_above_nothing_and_at_most_the_whole(percent):
    rate = Rate.percent(percent)

    assert kinds(Percentage(rate)) == {FlawKind.RATE_OUTSIDE}
    assert kinds(Bonus(rate, MARCH)) == {FlawKind.RATE_OUTSIDE}
    assert kinds(goal(weight=rate)) == {FlawKind.RATE_OUTSIDE}


@pytest.mark.parametrize("amount", [0, -1])
def test_amounts_are_above_zero(amount):
    not_positive = {FlawKind.AMOUNT_NOT_POSITIVE}

    assert kinds(FixedAmount(eur(amount))) == not_positive
    assert kinds(Bonus(eur(amount), MARCH)) == not_positive
    assert kinds(goal(quota=eur(amount))) == not_positive
    assert kinds(goal(target_bonus=eur(amount))) == not_positive
    assert kinds(Percentage(Rate.percent(5), when=Conditions(deal_from=eur(amount)))) == not_positive
    assert kinds(Percentage(Rate.percent(5), when=Conditions(deal_below=eur(amount)))) == not_positive


def test_amounts_are_in_the_currency_of_the_terms():
    francs = Money.of(100, "CHF")
    other = {FlawKind.OTHER_CURRENCY}

    assert kinds(FixedAmount(francs)) == other
    assert kinds(Bonus(francs, MARCH)) == other
    assert kinds(goal(quota=francs)) == other
    assert kinds(goal(target_bonus=francs)) == other
    assert kinds(Percentage(Rate.percent(5), when=Conditions(deal_from=francs))) == other


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        points((0, 0)),
        points((0, 0), (0, 100)),
        points((100, 100), (0, 0)),
        points((0, 0), (50, 60), (100, 40)),
        points((-10, 0), (100, 100)),
        points((0, -10), (100, 100)),
    ],
)
def test_the_points_of_a_curve_rise_from_zero(wrong):
    assert kinds(goal(Curve(points=wrong))) == {FlawKind.POINTS_NOT_RISING}


def test_a_curve_may_stay_level_between_points():
    assert kinds(goal(Curve(points=points((0, 0), (50, 50), (80, 50), (100, 100))))) == set()


@pytest.mark.parametrize(
    ("hurdle", "cap", "with_points"),
    [
        (50, 40, points((0, 0), (100, 100))),
        (0, 0, points((0, 0), (100, 100))),
        (0, 20, points((50, 30), (100, 100))),
        (-1, None, points((0, 0), (100, 100))),
    ],
)
def test_a_cap_below_what_the_hurdle_pays_is_found(hurdle, cap, with_points):
    curve = Curve(Rate.percent(hurdle), None if cap is None else Rate.percent(cap), with_points)

    assert kinds(goal(curve)) == {FlawKind.CAP_BELOW_HURDLE}


def test_all_or_nothing_is_a_hurdle_that_pays_the_cap_at_once():
    assert kinds(goal(Curve(Rate.percent(100), Rate.percent(100)))) == set()


def test_every_flaw_is_told_once_with_the_number_of_its_component():
    rules = AllianceRules(
        "EUR",
        (
            FIVE_PERCENT,
            FixedAmount(Money.of(-5, "CHF"), Conditions(deal_from=Money.of(0, "CHF"))),
            goal(Curve(cap=Rate.percent(0)), weight=Rate.percent(0)),
        ),
        credit=Rate.percent(101),
    )

    assert flaws(rules) == (
        Flaw(0, FlawKind.CREDIT_OUTSIDE),
        Flaw(2, FlawKind.AMOUNT_NOT_POSITIVE),
        Flaw(2, FlawKind.OTHER_CURRENCY),
        Flaw(3, FlawKind.RATE_OUTSIDE),
        Flaw(3, FlawKind.CAP_BELOW_HURDLE),
        Flaw(3, FlawKind.GOAL_IN_RULES),
    )
