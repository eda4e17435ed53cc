"""Caps and floors: what they make of the pay before them, for a deal or in a period."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.incentives import (
    ALWAYS,
    Accelerator,
    Basis,
    Cap,
    Clawback,
    Component,
    Floor,
    GoalBonus,
    Measure,
    Override,
    Owner,
    Percentage,
    Reckoned,
    Threshold,
    Tiers,
)
from bot.domain.money import MixedCurrencies, Money, Span
from bot.domain.pay.lines import LimitLine, Line
from bot.domain.pay.results import period_total
from bot.domain.pay.situation import Case, credit_of
from bot.domain.people import PayRole
from bot.domain.periods import PeriodKind


def limited(
    limit: Cap | Floor, case: Case, running: Span | None, before: Sequence[Component]
) -> tuple[Line | None, Span | None]:
    """The line of a cap or floor and the total with it; no line where it changes nothing.

    `before` are the components listed before it, those that don't apply to this deal included.
    """
    so_far = None if limit.period is None else _earned(limit.period, case, before)
    if running is None:
        nothing = Money(0, limit.amount.currency)
        may_lose = case.deal.margin is not None and case.deal.margin < nothing
        bounds_deal = isinstance(limit, Cap) and limit.period is None and not may_lose
        bounded = Span(nothing, limit.amount) if bounds_deal else None
        return LimitLine(limit, None, so_far, None), bounded
    if limit.amount.currency != running.low.currency:
        raise MixedCurrencies(running.low.currency, limit.amount.currency)
    lows, highs = _within(limit, running.low, so_far), _within(limit, running.high, so_far)
    total = Span(min(lows), max(highs))
    if total == running:
        return None, running
    ends = (total.low - running.low, total.high - running.high)
    return LimitLine(limit, running, so_far, Span(min(ends), max(ends))), total


def _within(limit: Cap | Floor, paid: Money, so_far: Money | None) -> tuple[Money, ...]:
    """What a deal's pay comes to under a cap or floor; every extreme where the period's pay so far is unknown."""
    nothing = Money(0, paid.currency)
    if limit.period is None:
        return (min(paid, limit.amount) if isinstance(limit, Cap) else max(paid, limit.amount),)
    if isinstance(limit, Floor):
        far_above = max(limit.amount, limit.amount - paid)
        at_all = [so_far] if so_far is not None else [nothing, limit.amount, far_above]
        return tuple(max(at + paid, limit.amount) - max(at, limit.amount) for at in at_all)
    possible = (so_far,) if so_far is not None else (nothing, limit.amount)
    if limit.reckoned is Reckoned.BEFORE:
        return tuple(paid if at < limit.amount else nothing for at in possible)
    return tuple(min(paid, max(nothing, limit.amount - at)) for at in possible)


def _earned(period: PeriodKind, case: Case, before: Sequence[Component]) -> Money | None:
    """The period's pay before the deal: as given, else worked out where all of it follows from results that are known.

    What was paid per deal follows only where it is an unconditional percentage of the orders or the margin. A component
    that does not apply to this deal may have paid for others of the period.
    """
    given = case.situation.earned(period, case.deal.closes)
    if given is not None:
        return given
    total = Money(0, case.deal.amount.currency)
    for component in before:
        paid = _paid_in_period(component, period, case)
        if paid is None:
            return None
        total += paid
    return total


def _paid_in_period(component: Component, period: PeriodKind, case: Case) -> Money | None:
    deal, situation = case.counted(credit_of(component)), case.situation
    if _pays_somebody_else(component, situation.role):
        return Money(0, deal.amount.currency)
    match component:
        case Percentage(basis=Basis.DEAL_AMOUNT | Basis.MARGIN, when=when) if when == ALWAYS:
            measure = Measure.MARGIN if component.basis is Basis.MARGIN else Measure.ORDERS
            result = situation.result(measure, period, Owner.PERSON, deal.closes)
            return result.times(component.rate.fraction) if isinstance(result, Money) else None
        case Tiers() | Accelerator() | Threshold() | GoalBonus():
            return period_total(component, deal, situation) if component.period is period else None
        case _:
            return None


def _pays_somebody_else(component: Component, role: PayRole) -> bool:
    """Whether it pays whoever is paid as the role nothing, for any deal."""
    if component.when.roles and role not in component.when.roles:
        return True
    return isinstance(component, Clawback) or (isinstance(component, Override) and component.to is not role)
