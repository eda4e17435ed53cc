"""Every kind of flaw, with the place it is told at; several are told at once."""

from dataclasses import replace

import pytest

from bot.domain.checks import amounts_of, flaws
from bot.domain.goals import Curve
from bot.domain.incentives import (
    Accelerator,
    AllianceRules,
    Basis,
    Bonus,
    Cap,
    Clawback,
    Conditions,
    Factor,
    FixedAmount,
    Floor,
    Measure,
    Mode,
    Multiplier,
    Overage,
    Override,
    Percentage,
    Plan,
    PlanningRate,
    Returns,
    Scope,
    Share,
    Split,
    Step,
    Threshold,
    Tier,
    Tiers,
    Trigger,
)
from bot.domain.money import Money
from bot.domain.people import PayRole
from bot.domain.periods import PeriodKind
from bot.domain.refusals import Flaw, FlawKind
from tests.domain.builders import TWO_PERCENT, YEAR, eur, goal, percent

YEARLY = PeriodKind.YEAR


def tiers(*bounds_and_pay, scope=Scope.MARGINAL, ends=(), **settings_of_tiers):
    made = [Tier(start, pays) for start, pays in bounds_and_pay]
    for number, end in ends:
        made[number] = replace(made[number], until=end)
    return Tiers(tuple(made), scope, **settings_of_tiers)


def steps(*pairs, scope=Overage.SLICE, **given):
    made = tuple(Step(percent(at), percent(by)) for at, by in pairs)
    return Accelerator(percent(5), made, scope, YEARLY, **given)


def split(*shares):
    return Split(tuple(Share(role, percent(rate)) for role, rate in shares))


SELLER, PRESALES, SUPPORT = PayRole.SELLER, PayRole.PRESALES, PayRole.SUPPORT
ZERO, ONE, TWO = eur(0), eur(1), eur(2)
FIRST_OF_MANY = (ZERO, percent(1))

FLAWED = [
    (steps((100, 150), measure=Measure.UNITS), FlawKind.TIERS_MIXED, 0),
    (Threshold(percent(5), eur(9), Measure.DEALS, YEARLY), FlawKind.TIERS_MIXED, 0),
    (Threshold(percent(5), eur(0)), FlawKind.AMOUNT_NOT_POSITIVE, 0),
    (Threshold(percent(101), eur(9)), FlawKind.RATE_OUTSIDE, 0),
    (Override(percent(0)), FlawKind.RATE_OUTSIDE, 0),
    (steps((100, 150), quota=eur(0)), FlawKind.AMOUNT_NOT_POSITIVE, 0),
    (Tiers((), Scope.WHOLE), FlawKind.TIERS_MISSING, 0),
    (steps(), FlawKind.TIERS_MISSING, 0),
    (tiers((ONE, percent(1))), FlawKind.TIERS_GAP, 1),
    (tiers((2, ONE), measure=Measure.UNITS), FlawKind.TIERS_GAP, 1),
    (tiers(FIRST_OF_MANY, (TWO, percent(2)), ends=[(0, ONE)]), FlawKind.TIERS_GAP, 2),
    (tiers(FIRST_OF_MANY, (TWO, percent(2)), ends=[(1, eur(3))]), FlawKind.TIERS_GAP, 2),
    (tiers(FIRST_OF_MANY, (TWO, percent(2)), ends=[(0, eur(3))]), FlawKind.TIERS_OVERLAP, 2),
    (tiers(FIRST_OF_MANY, (ZERO, percent(2))), FlawKind.TIERS_OVERLAP, 2),
    (tiers(FIRST_OF_MANY, (TWO, percent(2)), (ONE, percent(3))), FlawKind.TIERS_OVERLAP, 3),
    (tiers((-ONE, percent(1))), FlawKind.NUMBER_TOO_SMALL, 1),
    (tiers((0, ONE), measure=Measure.UNITS), FlawKind.NUMBER_TOO_SMALL, 1),
    (tiers(FIRST_OF_MANY, (ONE, TWO)), FlawKind.TIERS_MIXED, 0),
    (tiers(FIRST_OF_MANY, (5, percent(2))), FlawKind.TIERS_MIXED, 2),
    (tiers((1, ONE), (5, TWO), ends=[(0, Money(5, "EUR"))], measure=Measure.UNITS), FlawKind.TIERS_MIXED, 1),
    (tiers(FIRST_OF_MANY, (ONE, percent("100.0001"))), FlawKind.RATE_OUTSIDE, 2),
    (tiers((ZERO, -ONE)), FlawKind.AMOUNT_NOT_POSITIVE, 1),
    (tiers((1, percent(1)), measure=Measure.UNITS), FlawKind.TIERS_BY_UNIT_RATE, 0),
    (tiers((1, ONE), measure=Measure.DEALS), FlawKind.DEALS_NEED_PERIOD, 0),
    (tiers((ZERO, percent(2)), (ONE, percent(1)), scope=Scope.WHOLE, period=YEARLY), FlawKind.TIERS_FALLING, 2),
    (tiers((ZERO, TWO), (ONE, ONE), scope=Scope.WHOLE, period=YEARLY), FlawKind.TIERS_FALLING, 2),
    (steps((100, 150), (120, 140), scope=Overage.WHOLE_OVERAGE), FlawKind.TIERS_FALLING, 2),
    (steps((100, 150), (100, 200)), FlawKind.STEPS_NOT_RISING, 2),
    (steps((120, 150), (100, 200)), FlawKind.STEPS_NOT_RISING, 2),
    (steps((-1, 150)), FlawKind.STEPS_NOT_RISING, 1),
    (steps((100, 150), (120, "10000.0001")), FlawKind.MULTIPLIER_OUTSIDE, 2),
    (steps((100, -1)), FlawKind.MULTIPLIER_OUTSIDE, 1),
    (Multiplier(percent(0)), FlawKind.MULTIPLIER_OUTSIDE, 0),
    (Multiplier(percent("10000.0001")), FlawKind.MULTIPLIER_OUTSIDE, 0),
    (goal(quota=5), FlawKind.QUOTA_OTHER_KIND, 0),
    (goal(measure=Measure.UNITS), FlawKind.QUOTA_OTHER_KIND, 0),
    (goal(measure=Measure.UNITS, quota=0), FlawKind.NUMBER_TOO_SMALL, 0),
    (goal(multiplied_by=(Factor(Measure.MARGIN, YEARLY, Curve(), 5),)), FlawKind.QUOTA_OTHER_KIND, 1),
    (goal(multiplied_by=(Factor(Measure.DEALS, YEARLY, Curve(), 0),)), FlawKind.NUMBER_TOO_SMALL, 1),
    (goal(multiplied_by=(Factor(Measure.DEALS, YEARLY, Curve(points=())),)), FlawKind.POINTS_NOT_RISING, 1),
    (goal(multiplied_by=(Factor(Measure.ORDERS, YEARLY, Curve(), eur(0)),)), FlawKind.AMOUNT_NOT_POSITIVE, 0),
    (goal(Curve(percent(50), percent(40))), FlawKind.CAP_BELOW_HURDLE, 0),
    (split((SELLER, 50), (PRESALES, 49)), FlawKind.SPLIT_NOT_WHOLE, 0),
    (split(), FlawKind.SPLIT_NOT_WHOLE, 0),
    (split((SELLER, 50), (SELLER, 30), (PRESALES, 20)), FlawKind.SPLIT_UNCLEAR, 2),
    (split((SELLER, 100), (PRESALES, 0)), FlawKind.RATE_OUTSIDE, 2),
    (Bonus(eur(5), YEAR, first=0), FlawKind.NUMBER_TOO_SMALL, 0),
    (Clawback(0, Returns.ALL), FlawKind.NUMBER_TOO_SMALL, 0),
    (Clawback(1, Returns.ALL, (Trigger.NOT_PAID, Trigger.OUR_FAULT)), FlawKind.OUR_FAULT_CLAWED_BACK, 0),
    (Clawback(1, Returns.ALL, ()), FlawKind.OUR_FAULT_CLAWED_BACK, 0),
    (Clawback(1, Returns.SHARE, share=percent(0)), FlawKind.RATE_OUTSIDE, 0),
    (Cap(eur(0)), FlawKind.AMOUNT_NOT_POSITIVE, 0),
    (Floor(eur(-1)), FlawKind.AMOUNT_NOT_POSITIVE, 0),
    (FixedAmount(eur(5), Conditions(category="Cloud")), FlawKind.CATEGORY_UNKNOWN, 0),
    (FixedAmount(eur(5), Conditions(deal_from=TWO, deal_below=TWO)), FlawKind.NEVER_HOLDS, 0),
    (FixedAmount(eur(5), Conditions(months_from=12, months_below=12)), FlawKind.NEVER_HOLDS, 0),
    (FixedAmount(eur(5), Conditions(deal_below=Money.of(5, "CHF"))), FlawKind.OTHER_CURRENCY, 0),
    (tiers(FIRST_OF_MANY, (Money.of(5, "CHF"), percent(2))), FlawKind.OTHER_CURRENCY, 0),
    (steps((100, 150), quota=Money.of(5, "CHF")), FlawKind.OTHER_CURRENCY, 0),
    (Cap(Money.of(5, "CHF")), FlawKind.OTHER_CURRENCY, 0),
]


@pytest.mark.parametrize(("component", "kind", "part"), FLAWED)
def test_a_flaw_is_told_with_its_component_and_its_part(component, kind, part):
    assert flaws(Plan("EUR", (TWO_PERCENT, component))) == (Flaw(2, kind, part),)


@pytest.mark.parametrize(
    "component",
    [
        tiers((ZERO, percent(2)), (ONE, percent(1)), period=YEARLY),
        tiers((ZERO, percent(2)), (ONE, percent(1)), scope=Scope.WHOLE),
        tiers(FIRST_OF_MANY, (ONE, percent(0)), ends=[(0, ONE)]),
        tiers((1, ONE), (2, ZERO), measure=Measure.DEALS, period=YEARLY),
        tiers((1, percent(1)), measure=Measure.UNITS, scope=Scope.WHOLE),
        steps((100, 150), (120, 140)),
        steps((0, 0)),
        split((SELLER, 40), (SELLER, 40), (PRESALES, 20)),
        Multiplier(percent(10_000)),
        goal(measure=Measure.UNITS, quota=1),
        Clawback(1, Returns.ALL, tuple(t for t in Trigger if t is not Trigger.OUR_FAULT)),
        Override(percent(10)),
        FixedAmount(eur(5), Conditions(deal_from=ONE, deal_below=TWO, months_from=1, months_below=2)),
    ],
)
def test_what_can_be_paid_has_no_flaw(component):
    assert flaws(Plan("EUR", (TWO_PERCENT, component))) == ()


@pytest.mark.parametrize("kind", [goal(), steps((100, 150))])
def test_goals_and_accelerators_belong_in_a_plan(kind):
    assert flaws(AllianceRules("EUR", (TWO_PERCENT, kind))) == (Flaw(2, FlawKind.GOAL_IN_RULES),)


@pytest.mark.parametrize("rate", [PlanningRate("USD", 0), PlanningRate("USD", -1), PlanningRate("EUR", 1)])
def test_a_planning_rate_is_above_zero_and_for_another_currency(rate):
    flaw = Flaw(0, FlawKind.PLANNING_RATE_OUTSIDE)

    assert flaws(Plan("EUR", (TWO_PERCENT,), planning_rates=(PlanningRate("USD", 1), rate))) == (flaw,)


def test_every_kind_of_flaw_is_raised_by_a_test():
    raised = {kind for _, kind, _ in FLAWED} | {
        FlawKind.EMPTY,
        FlawKind.CREDIT_OUTSIDE,
        FlawKind.GOAL_IN_RULES,
        FlawKind.PLANNING_RATE_OUTSIDE,
        FlawKind.NOTHING_BEFORE,
        FlawKind.CAP_BELOW_FLOOR,
        FlawKind.EQUALLY_SPECIFIC,
    }

    assert raised == set(FlawKind)


def test_everything_that_is_wrong_is_told_at_once_each_at_its_place():
    broken = tiers((ONE, percent(101)), (ZERO, Money.of(5, "CHF")))
    uplift, grouped = Percentage(percent(5), Basis.COMMISSION), FixedAmount(eur(5), Conditions(group="a"))
    terms = AllianceRules(
        "EUR",
        (uplift, broken, split((SELLER, 50), (SELLER, 30)), grouped, grouped),
        Mode.INSTEAD,
        credit=percent(101),
        planning_rates=(PlanningRate("EUR", 0),),
    )

    assert flaws(terms) == (
        Flaw(0, FlawKind.CREDIT_OUTSIDE),
        Flaw(0, FlawKind.PLANNING_RATE_OUTSIDE),
        Flaw(1, FlawKind.NOTHING_BEFORE),
        Flaw(2, FlawKind.RATE_OUTSIDE, 1),
        Flaw(2, FlawKind.TIERS_MIXED),
        Flaw(2, FlawKind.OTHER_CURRENCY),
        Flaw(3, FlawKind.SPLIT_NOT_WHOLE),
        Flaw(3, FlawKind.SPLIT_UNCLEAR, 2),
        Flaw(5, FlawKind.EQUALLY_SPECIFIC),
    )


def test_the_amounts_of_a_component_are_all_it_names():
    conditions = Conditions(deal_from=ONE, deal_below=TWO)
    by_size = tiers((ZERO, eur(3)), (eur(4), eur(5)), ends=[(0, eur(4))], when=conditions)

    assert amounts_of(by_size) == [ZERO, eur(3), eur(4), eur(4), eur(5), ONE, TWO]
    assert amounts_of(Override(percent(5))) == []
