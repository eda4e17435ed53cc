"""Each setting where practice disagrees, by the example its documentation gives: the setting and both numbers."""

from datetime import date

import pytest

from bot.domain.clawbacks import owed_back
from bot.domain.goals import Curve
from bot.domain.incentives import (
    Accelerator,
    AllianceRules,
    Bound,
    Cap,
    Clawback,
    Credit,
    Factor,
    FixedAmount,
    Measure,
    Mode,
    Multiplier,
    Overage,
    Per,
    Percentage,
    Plan,
    PlanningRate,
    Reckoned,
    Returns,
    Scope,
    Step,
    Tier,
    Tiers,
    Trigger,
)
from bot.domain.money import Money, Rate
from bot.domain.pay import Base, Situation, pay
from bot.domain.people import Figures
from bot.domain.periods import PeriodKind
from tests.domain.builders import MAY, UNKNOWN, YEAR, ask, booked, deal, eur, goal, plan, rules


def percent(value):
    return Rate.percent(value)


def paid(components, asked, situation=UNKNOWN, credit="100"):
    return pay(Plan("EUR", components), asked, situation, percent(credit)).total.exact


def of_credit(setting):
    return paid((Percentage(percent(2), credit=setting),), deal(50_000), credit=60)


def of_five_units(setting):
    five = deal()
    return paid((FixedAmount(eur(10), per=setting),), type(five)(five.amount, five.closes, units=5))


TWO_TIERS = (Tier(eur(0), percent(2)), Tier(eur(100_000), percent(3)))


def of_150000(setting):
    return paid((Tiers(TWO_TIERS, setting),), deal(150_000))


def of_130_percent_of_quota(setting):
    steps = (Step(percent(100), percent(150)), Step(percent(120), percent(200)))
    accelerator = Accelerator(percent(10), steps, setting, PeriodKind.YEAR, quota=eur(100_000))
    return paid((accelerator,), deal(130_000), booked(0))


def of_exactly_the_bound(setting):
    return paid((Tiers(TWO_TIERS, Scope.WHOLE, bound=setting),), deal(100_000))


def below_a_cap_of_10000(setting, earned=9_000):
    capped = (Percentage(percent(2)), Cap(eur(10_000), PeriodKind.YEAR, setting))
    return paid(capped, deal(100_000), Situation((Figures(YEAR, earned=eur(earned)),)))


def taken_back(setting):
    clawback = Clawback(12, setting, share=percent(40))
    cancelled = date(2026, 8, 20)
    return owed_back(clawback, eur(1_000), MAY, cancelled, Trigger.CUSTOMER_CANCELS, recomputed=eur(620))


def on_top_or_instead(setting):
    answer = ask(plan(Percentage(percent(5))), rules(Percentage(percent(2)), mode=setting))
    return answer.together.total.exact


def from_a_base(setting):
    own = Figures(YEAR, booked=eur(400_000), expected=eur(800_000))
    return paid((goal(),), deal(50_000), Situation((own,), setting))


def at_80_percent(stepped):
    curve = Curve(points=((percent(50), percent(0)), (percent(100), percent(100))), stepped=stepped)
    return paid((goal(curve, target_bonus=eur(100), quota=eur(100)),), deal(80), booked(0))


@pytest.mark.parametrize(
    ("pays", "setting", "amount"),
    [
        (of_credit, Credit.BEFORE, "1000"),
        (of_credit, Credit.AFTER, "600"),
        (of_credit, None, "600"),
        (of_five_units, Per.UNIT, "50"),
        (of_five_units, Per.DEAL, "10"),
        (of_150000, Scope.MARGINAL, "3500"),
        (of_150000, Scope.WHOLE, "4500"),
        (of_130_percent_of_quota, Overage.SLICE, "15000"),
        (of_130_percent_of_quota, Overage.WHOLE_OVERAGE, "16000"),
        (of_exactly_the_bound, Bound.UPPER, "3000"),
        (of_exactly_the_bound, Bound.LOWER, "2000"),
        (below_a_cap_of_10000, Reckoned.AFTER, "1000"),
        (below_a_cap_of_10000, Reckoned.BEFORE, "2000"),
        (taken_back, Returns.ALL, "-1000"),
        (taken_back, Returns.SHARE, "-400"),
        (taken_back, Returns.PRO_RATA, "-750"),
        (taken_back, Returns.RECOMPUTED, "-620"),
        (on_top_or_instead, Mode.ON_TOP, "3500"),
        (on_top_or_instead, Mode.INSTEAD, "1000"),
        (from_a_base, Base.BOOKED, "0"),
        (from_a_base, Base.EXPECTED, "1425"),
        (at_80_percent, False, "60"),
        (at_80_percent, True, "0"),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_each_setting_pays_what_its_documentation_says(pays, setting, amount):
    assert pays(setting) == eur(amount)


def test_beyond_a_cap_that_is_looked_at_before_the_deal_nothing_is_paid():
    assert below_a_cap_of_10000(Reckoned.BEFORE, earned=10_000) == eur(0)
    assert below_a_cap_of_10000(Reckoned.BEFORE, earned="9999.99") == eur(2_000)


def test_rules_count_before_the_credit_and_plans_after_it_if_not_said():
    of_rules = pay(AllianceRules("EUR", (Percentage(percent(2)),)), deal(50_000), UNKNOWN, percent(60))

    assert of_rules.total.exact == eur(1_000)
    assert of_credit(None) == eur(600)


def test_two_goals_add_by_weight_or_one_multiplies_the_other():
    reached = Situation(tuple(Figures(YEAR, booked=eur(0), measure=m) for m in (Measure.ORDERS, Measure.MARGIN)))
    asked = deal(80_000, margin=100_000)
    figures = {"target_bonus": eur(1_000), "quota": eur(100_000)}
    added = [goal(Curve(), m, weight=percent(50), **figures) for m in (Measure.ORDERS, Measure.MARGIN)]
    factor = Factor(Measure.MARGIN, PeriodKind.YEAR, Curve(), eur(100_000))

    assert paid(tuple(added), asked, reached) == eur(900)
    assert paid((goal(Curve(), multiplied_by=(factor,), **figures),), asked, reached) == eur(800)


def test_a_multiplier_of_one_and_a_half_makes_1000_into_1500():
    assert paid((FixedAmount(eur(1_000)), Multiplier(percent(150))), deal()) == eur(1_500)


def test_a_planning_rate_of_92_cents_counts_a_dollar_as_92_cents():
    at_92_cents = Plan("EUR", (Percentage(percent(10)),), planning_rates=(PlanningRate("USD", 920_000),))
    asked = type(deal())(Money.of(1_000, "USD"), MAY)

    assert pay(at_92_cents, asked, UNKNOWN).total.exact == eur(92)


def test_from_the_sixth_deal_on_a_tier_from_six_pays():
    by_deals = Tiers((Tier(1, eur(10)), Tier(6, eur(20))), Scope.MARGINAL, Measure.DEALS, PeriodKind.YEAR)
    whole = Tiers((Tier(1, eur(10)), Tier(6, eur(20))), Scope.WHOLE, Measure.DEALS, PeriodKind.YEAR)

    def pays(tiers, before):
        return paid((tiers,), deal(), Situation(deals_so_far=before))

    assert [pays(by_deals, before) for before in (0, 4, 5, 6)] == [eur(10), eur(10), eur(20), eur(20)]
    assert [pays(whole, before) for before in (0, 4, 5, 6)] == [eur(10), eur(10), eur(70), eur(20)]
