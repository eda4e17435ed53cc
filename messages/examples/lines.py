"""Examples of every kind of line, as the engine pays them; what is told differently is here in each of its states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.domain.incentives import (
    Basis,
    Bonus,
    Cap,
    Component,
    Conditions,
    Deal,
    Floor,
    Measure,
    Multiplier,
    Override,
    Owner,
    Percentage,
    Reckoned,
    Share,
    Split,
)
from bot.domain.measures import Quantity
from bot.domain.money import WHOLE, Money, Span
from bot.domain.pay import Line, OpenLine, Situation, pay
from bot.domain.people import Figures, PayRole
from bot.domain.periods import Days, PeriodKind
from messages.examples import terms as t
from messages.examples import world as w

_DAY = date(2026, 12, 15)
_QUARTER = Days(date(2026, 10, 1), date(2027, 1, 1))
_TWO_PERCENT = (w.TWO_PERCENT,)
_NOTHING = Span.exactly(Money(0, "EUR"))


def _line(
    component: Component,
    *known: Figures,
    before: tuple[Component, ...] = (),
    amount: str | int = 50_000,
    role: PayRole = PayRole.SELLER,
    deals: int | None = None,
) -> Line:
    """The last line of a plan with the component at its end."""
    deal = Deal(w.euro(amount), _DAY, w.euro(15_000), units=8)
    situation = Situation(known, role=role, deals_so_far=deals)
    return pay(w.plan(*before, component), deal, situation, WHOLE, _NOTHING).lines[-1]


def _so_far(
    booked: Quantity,
    period: PeriodKind = PeriodKind.QUARTER,
    measure: Measure = Measure.ORDERS,
    owner: Owner = Owner.PERSON,
) -> Figures:
    days = _QUARTER if period is PeriodKind.QUARTER else w.YEAR
    return Figures(days, booked=booked, measure=measure, owner=owner)


def _year(booked: int, measure: Measure = Measure.ORDERS, owner: Owner = Owner.PERSON) -> Figures:
    return _so_far(booked if measure.is_count else w.euro(booked), PeriodKind.YEAR, measure, owner)


def _earned(amount: int) -> Figures:
    return Figures(_QUARTER, earned=w.euro(amount))


_DEALS, _UNITS = Measure.DEALS, Measure.UNITS
_HALVES = Split((Share(PayRole.SELLER, w.percent(50)), Share(PayRole.PRESALES, w.percent(50))))
_HALF = Multiplier(w.percent(50))
_BOTH_GOALS = (_year(15, _DEALS), _year(200_000, Measure.MARGIN, Owner.COMPANY))

LINES: Mapping[str, Line] = {
    "percentage": _line(w.TWO_PERCENT),
    "percentage-of-margin": _line(w.OF_MARGIN),
    "percentage-of-credited-share": _line(Percentage(w.percent(1), Basis.CREDITED)),
    "fixed-amount": _line(w.FIXED),
    "fixed-amount-per-unit": _line(t.PER_UNIT),
    "bonus": _line(w.YEAR_END_BONUS),
    "bonus-rate": _line(Bonus(w.percent("0.5"), w.YEAR_END_BONUS.window)),
    "bonus-for-first-deals": _line(t.FIRST_THREE, deals=2),
    "bonus-too-late": _line(t.FIRST_THREE, deals=3),
    "bonus-unknown-number": _line(t.FIRST_THREE),
    "goal-bonus": _line(w.GOAL, _year(450_000)),
    "goal-bonus-rounded": _line(replace(w.GOAL, quota=w.euro(700_000)), _year(100_000)),
    "goal-bonus-weighted": _line(replace(w.GOAL, weight=w.percent(60)), _year(450_000)),
    "goal-bonus-past-hurdle": _line(w.GOAL_WITH_HURDLE, _year(471_234)),
    "goal-bonus-multiplied": _line(t.SEVERAL_GOALS, *_BOTH_GOALS),
    "goal-bonus-multiplied-open": _line(t.SEVERAL_GOALS),
    "goal-bonus-any-result": _line(w.GOAL),
    "goal-bonus-range": _line(w.GOAL_WITH_HURDLE),
    "goal-bonus-any-quota": _line(replace(w.GOAL_WITH_HURDLE, quota=None)),
    "goal-bonus-open": _line(w.PERSONAL_GOAL),
    "tiers-slices": _line(t.SLICES, _so_far(w.euro(70_000))),
    "tiers-slices-cent": _line(t.SLICES, _so_far(w.euro("0.25")), amount="0.30"),
    "tiers-whole": _line(t.WHOLE, _so_far(w.euro(70_000))),
    "tiers-amounts": _line(t.ONCE, _so_far(w.euro(70_000)), amount=150_000),
    "tiers-amount": _line(t.ONCE, _so_far(w.euro(70_000))),
    "tiers-amounts-none": _line(t.ONCE, _so_far(w.euro(10_000))),
    "tiers-units": _line(t.UNITS),
    "tiers-units-whole": _line(t.UNITS_WHOLE, _so_far(3, measure=_UNITS)),
    "tiers-deals-whole": _line(t.DEALS_WHOLE, _so_far(5, measure=_DEALS), _so_far(w.euro(70_000))),
    "tiers-range": _line(t.SLICES),
    "tiers-open": _line(t.DEALS_WHOLE),
    "tiers-any-result": _line(t.COMPONENTS["tiers-of-team"], before=(), amount="0.01"),
    "accelerator": _line(t.ACCELERATED, _year(90_000)),
    "accelerator-overage": _line(replace(t.OVERAGE, quota=w.euro(100_000)), _year(90_000)),
    "accelerator-range": _line(t.ACCELERATED),
    "accelerator-any-quota": _line(replace(t.ACCELERATED, quota=None)),
    "accelerator-open": _line(t.OVERAGE),
    "threshold-now": _line(t.REACHED, _so_far(w.euro(70_000))),
    "threshold-before": _line(t.REACHED, _so_far(w.euro(110_000))),
    "threshold-not-yet": _line(t.REACHED, _so_far(w.euro(10_000))),
    "threshold-range": _line(t.REACHED),
    "uplift": _line(t.UPLIFT, before=_TWO_PERCENT),
    "uplift-range": _line(t.UPLIFT, before=(t.SLICES,)),
    "uplift-open": _line(t.UPLIFT, before=(w.PERSONAL_GOAL,)),
    "multiplier": _line(replace(t.LONG_CONTRACTS, when=Conditions()), before=_TWO_PERCENT),
    "multiplier-down": _line(_HALF, before=_TWO_PERCENT),
    "multiplier-range": _line(_HALF, before=(t.SLICES,)),
    "multiplier-open": _line(_HALF, before=(w.PERSONAL_GOAL,)),
    "override": _line(t.LEAD, before=_TWO_PERCENT, role=PayRole.TEAM_LEAD),
    "override-of-somebody-else": _line(t.LEAD, before=_TWO_PERCENT),
    "override-of-deal": _line(Override(w.percent(1), Basis.DEAL_AMOUNT)),
    "cap": _line(Cap(w.euro(900)), before=_TWO_PERCENT),
    "cap-range": _line(Cap(w.euro(1_500)), before=(t.SLICES,)),
    "cap-open": _line(Cap(w.euro(900)), before=(w.PERSONAL_GOAL,)),
    "cap-per-quarter": _line(t.CAP_A_QUARTER, _earned(9_500), before=_TWO_PERCENT),
    "cap-per-quarter-open": _line(t.CAP_A_QUARTER, before=(t.SLICES,)),
    "cap-before-deal": _line(replace(t.CAP_A_QUARTER, reckoned=Reckoned.BEFORE), _earned(10_500), before=_TWO_PERCENT),
    "floor": _line(Floor(w.euro(2_000)), before=_TWO_PERCENT),
    "floor-range": _line(Floor(w.euro(1_500)), before=(t.SLICES,)),
    "floor-open": _line(Floor(w.euro(1_500)), before=(w.PERSONAL_GOAL,)),
    "floor-per-quarter": _line(t.FLOOR_A_QUARTER, _earned(9_500), before=_TWO_PERCENT),
    "floor-per-quarter-open": _line(t.FLOOR_A_QUARTER, before=(t.SLICES,)),
    "split": _line(t.TWO_PEOPLE, before=_TWO_PERCENT),
    "split-cent": _line(_HALVES, before=_TWO_PERCENT, amount="0.50", role=PayRole.PRESALES),
    "split-without-share": _line(t.TWO_PEOPLE, before=_TWO_PERCENT, role=PayRole.SUPPORT),
    "split-range": _line(t.TWO_PEOPLE, before=(t.SLICES,)),
    "split-open": _line(t.TWO_PEOPLE, before=(w.PERSONAL_GOAL,)),
    "depends-on-product": OpenLine(t.COMPONENTS["conditions-below"], Span(w.euro(0), w.euro(1_000))),
    "depends-on-everything": OpenLine(t.COMPONENTS["conditions"], Span(w.euro(0), w.euro(1_000))),
    "depends-on-others": OpenLine(t.TWO_PEOPLE, Span(w.euro(-400), w.euro(0))),
    "depends-without-bound": OpenLine(t.LONG_CONTRACTS, None),
}
"""Name → line."""
