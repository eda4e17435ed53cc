"""What one deal pays more than another, counted from the same result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.domain.incentives import (
    Accelerator,
    Basis,
    Bonus,
    Cap,
    Clawback,
    Component,
    Deal,
    Floor,
    GoalBonus,
    Multiplier,
    Override,
    Percentage,
    Split,
    Terms,
    Threshold,
    Tiers,
)
from bot.domain.money import Money, Rate, Span
from bot.domain.pay.lines import line_amount
from bot.domain.pay.paying import applying, case_of, line_of
from bot.domain.pay.results import goal_difference, tiered_difference
from bot.domain.pay.situation import Case, Situation, credit_of


def difference_within(
    terms: Terms, less: tuple[Deal, Rate], more: tuple[Deal, Rate], situation: Situation
) -> Span | None:
    """What terms pay for one deal, at its credit, more than for another, both counted from the same unknown results.

    None where a component looks at what was paid before it, or where no bound can be given.
    """
    cases = [case_of(terms, deal, credit, situation) for deal, credit in (less, more)]
    applied = [applying(terms, case) for case in cases]
    total: Span | None = Span.exactly(Money(0, terms.currency))
    either = Counter(applied[0]) | Counter(applied[1])
    for component in either.elements():
        step = _difference(component, cases, [component in each for each in applied])
        total = None if total is None or step is None else total + step
    return total


def _difference(component: Component, cases: Sequence[Case], applies: Sequence[bool]) -> Span | None:
    if isinstance(component, Multiplier | Cap | Floor | Split | Override | Clawback) or _is_uplift(component):
        return None
    if all(applies) and isinstance(component, GoalBonus | Tiers | Accelerator | Threshold):
        less, more = (case.counted(credit_of(component)) for case in cases)
        if _same_period(component, less, more, cases[0].situation):
            if isinstance(component, GoalBonus):
                return goal_difference(component, less, more, cases[0].situation)
            return tiered_difference(component, less, more, cases[0].situation)
    nothing = Span.exactly(Money(0, cases[0].deal.amount.currency))
    before, after = (
        line_amount(line_of(component, case, nothing)) if applied else nothing
        for case, applied in zip(cases, applies, strict=True)
    )
    if before is None or after is None:
        return None
    if isinstance(component, Bonus) and all(applies):
        # Both are among the first deals, or neither is.
        return _between(before.low, after.low, before.high, after.high)
    return after - before


def _between(less: Money, more: Money, less_else: Money, more_else: Money) -> Span:
    added = (more - less, more_else - less_else)
    return Span(min(added), max(added))


def _same_period(
    component: GoalBonus | Tiers | Accelerator | Threshold, less: Deal, more: Deal, situation: Situation
) -> bool:
    kind = component.period
    return kind is None or situation.period(kind, less.closes) == situation.period(kind, more.closes)


def _is_uplift(component: Component) -> bool:
    return isinstance(component, Percentage) and component.basis is Basis.COMMISSION
