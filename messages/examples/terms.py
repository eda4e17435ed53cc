"""Examples of every kind of component and of every kind of line, each in the states that are told differently."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.domain.goals import Curve
from bot.domain.incentives import (
    Accelerator,
    Basis,
    Bonus,
    Bound,
    Cap,
    Clawback,
    Component,
    Conditions,
    Credit,
    Customer,
    Factor,
    FixedAmount,
    Floor,
    Measure,
    Multiplier,
    Overage,
    Override,
    Owner,
    Per,
    Percentage,
    Reckoned,
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
from bot.domain.people import PayRole
from bot.domain.periods import Days, PeriodKind
from messages.examples import world as w

_BELOW_20K = Conditions(deal_below=w.euro(20_000), months_below=12, customer=Customer.EXISTING, category="Software")
_EVERYTHING = Conditions(
    deal_from=w.euro(1_000),
    deal_below=w.euro(20_000),
    closes=Days(date(2027, 1, 1)),
    product="CRM <Suite>",
    customer=Customer.NEW,
    region="DACH",
    months_from=12,
    months_below=24,
    roles=(PayRole.SELLER, PayRole.PRESALES),
)
_QUARTER, _YEAR = PeriodKind.QUARTER, PeriodKind.YEAR
_RATES = (Tier(w.euro(0), w.percent(2)), Tier(w.euro(100_000), w.percent(3)), Tier(w.euro(200_000), w.percent(4)))
_AMOUNTS = (Tier(w.euro(0), w.euro(0)), Tier(w.euro(100_000), w.euro(500)), Tier(w.euro(200_000), w.euro(1_000)))
_EACH = (Tier(1, w.euro(10)), Tier(6, w.euro(12)))
_BY_NUMBER = (Tier(1, w.percent(2)), Tier(6, w.percent(3)))
_STEPS = (Step(w.percent(100), w.percent(150)), Step(w.percent(120), w.percent(200)))

UPLIFT = Percentage(w.percent(10), Basis.COMMISSION)
PER_UNIT = FixedAmount(w.euro(10), per=Per.UNIT)
FIRST_THREE = replace(w.YEAR_END_BONUS, first=3)
SLICES = Tiers(_RATES, Scope.MARGINAL, period=_QUARTER)
WHOLE = Tiers(_RATES[:2], Scope.WHOLE, period=_QUARTER)
ONCE = Tiers(_AMOUNTS, Scope.MARGINAL, period=_QUARTER)
UNITS = Tiers(_EACH, Scope.MARGINAL, Measure.UNITS)
UNITS_WHOLE = Tiers(_EACH, Scope.WHOLE, Measure.UNITS, _QUARTER, Bound.LOWER)
DEALS_WHOLE = Tiers(_BY_NUMBER, Scope.WHOLE, Measure.DEALS, _QUARTER)
ACCELERATED = Accelerator(w.percent(10), _STEPS, Overage.SLICE, _YEAR, quota=w.euro(100_000))
OVERAGE = Accelerator(w.percent(10), _STEPS, Overage.WHOLE_OVERAGE, _YEAR, bound=Bound.LOWER)
REACHED = Threshold(w.percent(5), w.euro(100_000), period=_QUARTER)
LONG_CONTRACTS = Multiplier(w.percent(150), Conditions(months_from=13))
CAP_A_QUARTER = Cap(w.euro(10_000), _QUARTER)
FLOOR_A_QUARTER = Floor(w.euro(10_000), _QUARTER)
LEAD = Override(w.percent(10))
TWO_PEOPLE = Split((Share(PayRole.SELLER, w.percent(60)), Share(PayRole.PRESALES, w.percent(40))))
PRO_RATA = Clawback(12, Returns.PRO_RATA)
SEVERAL_GOALS = replace(
    w.GOAL,
    measure=Measure.DEALS,
    quota=20,
    curve=Curve(
        hurdle=w.percent(50),
        cap=w.percent(150),
        points=((w.percent(50), w.percent(50)), (w.percent(100), w.percent(100))),
        stepped=True,
    ),
    multiplied_by=(Factor(Measure.MARGIN, _YEAR, Curve(), w.euro(300_000), Owner.COMPANY),),
)

COMPONENTS: Mapping[str, Component] = {
    "percentage": w.TWO_PERCENT,
    "percentage-of-margin": w.OF_MARGIN,
    "percentage-of-credited-share": Percentage(w.percent(1), Basis.CREDITED),
    "percentage-before-credit": replace(w.TWO_PERCENT, credit=Credit.BEFORE),
    "percentage-after-credit": replace(w.TWO_PERCENT, credit=Credit.AFTER),
    "uplift": UPLIFT,
    "fixed-amount": w.FIXED,
    "fixed-amount-per-unit": PER_UNIT,
    "bonus": w.YEAR_END_BONUS,
    "bonus-for-first-deals": FIRST_THREE,
    "bonus-for-first-deal": replace(w.YEAR_END_BONUS, first=1),
    "bonus-rate": Bonus(w.percent("0.5"), w.YEAR_END_BONUS.window),
    "goal-bonus": w.GOAL_WITH_HURDLE,
    "goal-bonus-personal": w.PERSONAL_GOAL,
    "goal-bonus-multiplied": SEVERAL_GOALS,
    "goal-bonus-weighted": replace(w.GOAL, weight=w.percent(60), owner=Owner.TEAM),
    "tiers-slices": SLICES,
    "tiers-whole": WHOLE,
    "tiers-whole-lower-bound": Tiers(_RATES[:2], Scope.WHOLE, bound=Bound.LOWER),
    "tiers-slices-lower-bound": replace(SLICES, bound=Bound.LOWER),
    "tiers-of-team": replace(WHOLE, measure=Measure.REVENUE, owner=Owner.TEAM),
    "tiers-one": Tiers(_RATES[:1], Scope.MARGINAL),
    "tiers-amounts": ONCE,
    "tiers-amounts-highest": Tiers(_AMOUNTS, Scope.WHOLE, bound=Bound.LOWER),
    "tiers-units": UNITS,
    "tiers-units-whole": UNITS_WHOLE,
    "tiers-units-rates": Tiers(_BY_NUMBER, Scope.WHOLE, Measure.UNITS),
    "tiers-deals": Tiers((Tier(1, w.euro(100)), Tier(6, w.euro(120))), Scope.MARGINAL, Measure.DEALS, _QUARTER),
    "tiers-deals-rates": Tiers(_BY_NUMBER, Scope.MARGINAL, Measure.DEALS, _QUARTER),
    "tiers-deals-rates-whole": DEALS_WHOLE,
    "accelerator": ACCELERATED,
    "accelerator-overage": OVERAGE,
    "accelerator-one-step": replace(ACCELERATED, steps=_STEPS[:1], measure=Measure.MARGIN),
    "threshold": REACHED,
    "threshold-of-deal": Threshold(w.percent(5), w.euro(20_000), Measure.MARGIN),
    "multiplier": LONG_CONTRACTS,
    "cap": Cap(w.euro(1_000)),
    "cap-per-quarter": CAP_A_QUARTER,
    "cap-before-deal": replace(CAP_A_QUARTER, reckoned=Reckoned.BEFORE),
    "floor": Floor(w.euro(500)),
    "floor-per-quarter": FLOOR_A_QUARTER,
    "override": LEAD,
    "override-of-deals": Override(w.percent(1), Basis.DEAL_AMOUNT, PayRole.PRESALES, Conditions(region="DACH")),
    "split": TWO_PEOPLE,
    "clawback": PRO_RATA,
    "clawback-share": Clawback(6, Returns.SHARE, (Trigger.CUSTOMER_CANCELS, Trigger.NOT_PAID), share=w.percent(40)),
    "clawback-all": Clawback(1, Returns.ALL, (Trigger.CUSTOMER_CANCELS, Trigger.NOT_PAID, Trigger.RETURNED)),
    "clawback-recomputed": Clawback(12, Returns.RECOMPUTED),
    "conditions": replace(w.TWO_PERCENT, when=_EVERYTHING),
    "conditions-below": replace(w.TWO_PERCENT, when=_BELOW_20K),
    "conditions-from-amount": w.FIXED,
}
"""Name → component."""
