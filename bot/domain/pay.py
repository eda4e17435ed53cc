"""What the components of a plan or of alliance rules pay for a deal.

Each component pays a line, and lines add up. A line is rounded once, commercially, to the minor unit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from typing import assert_never

from bot.domain.goals import spread
from bot.domain.incentives import (
    Basis,
    Bonus,
    Component,
    Deal,
    FixedAmount,
    GoalBonus,
    Measure,
    Owner,
    Percentage,
    Terms,
)
from bot.domain.money import WHOLE, MixedCurrencies, Money, Rate, Span
from bot.domain.people import Figures
from bot.domain.periods import Days, period_containing


@dataclass(frozen=True, slots=True)
class PercentageLine:
    """A rate of a basis came to an amount."""

    component: Percentage
    basis: Money
    amount: Money


@dataclass(frozen=True, slots=True)
class FixedLine:
    """A fixed amount was paid."""

    component: FixedAmount
    amount: Money


@dataclass(frozen=True, slots=True)
class BonusLine:
    """A bonus was paid; `basis` is the deal amount where the bonus is a rate."""

    component: Bonus
    basis: Money
    amount: Money


@dataclass(frozen=True, slots=True)
class GoalLine:
    """What a goal bonus adds with the deal: the period's pay with it minus the period's pay without it.

    `counts` is what the deal adds to the goal's result. What is unknown is None; `amount` is then a range, or None
    where no bound can be given. `so_far` is given only where the amount was counted from it.
    """

    component: GoalBonus
    counts: Money
    quota: Money | None
    target_bonus: Money | None
    so_far: Money | None
    amount: Span | None


Line = PercentageLine | FixedLine | BonusLine | GoalLine


class MarginNeeded(ValueError):
    """A component pays on the margin, and the deal's margin was not given."""


class Base(StrEnum):
    """The result of the period that goals are counted from, without the deal asked about."""

    BOOKED = "booked"
    EXPECTED = "expected"


@dataclass(frozen=True, slots=True)
class Situation:
    """Where the asker stands: own figures by period, the base to count from, the month the fiscal year starts in."""

    figures: tuple[Figures, ...] = ()
    base: Base = Base.BOOKED
    fiscal_year_starts: int = 1

    def figures_for(self, goal: GoalBonus, day: date) -> Figures | None:
        """The own figures where they are for this goal's period; those of a team or the company are not one's own."""
        if goal.owner is not Owner.PERSON:
            return None
        period = period_containing(day, goal.period, self.fiscal_year_starts)
        return next((figures for figures in self.figures if figures.period == period), None)


def pay_line(component: Component, deal: Deal, credit: Rate, situation: Situation) -> Line | None:
    """What the component pays for the deal, or None where its conditions don't hold.

    Args:
        component: a component of a plan or of alliance rules.
        deal: the whole deal for alliance rules, the credited deal for a plan.
        credit: the share that counts for our seller; the basis *credited* is taken of it.
        situation: the asker's figures.

    Raises:
        MarginNeeded: if the component pays on the margin and the deal has none.
        MixedCurrencies: if a goal or a condition is in another currency than the deal. A plain amount in one is refused
            where lines are added up.
    """
    if not _applies(component, deal):
        return None
    match component:
        case Percentage(rate=rate, basis=basis):
            of = _basis(basis, deal, credit)
            return PercentageLine(component, of, of.times(rate.fraction))
        case FixedAmount(amount=amount):
            return FixedLine(component, amount)
        case Bonus(pays=pays):
            amount = pays if isinstance(pays, Money) else deal.amount.times(pays.fraction)
            return BonusLine(component, deal.amount, amount)
        case GoalBonus():
            return _goal_line(component, deal, situation)
        case _:
            assert_never(component)


def line_amount(paid: Line) -> Span | None:
    """What the line pays: an exact amount, a range, or None where no bound can be given."""
    return paid.amount if isinstance(paid, GoalLine) else Span.exactly(paid.amount)


def goal_difference(goal: GoalBonus, less: Deal, more: Deal, situation: Situation) -> Span | None:
    """What the goal pays for one deal more than for the other; None where no bound can be given.

    Deals of one period are counted from the same result, which is narrower than subtracting two ranges: equal deals
    differ by nothing, whatever the figures are.
    """
    first, second = (pay_line(goal, deal, WHOLE, situation) for deal in (less, more))
    known = second or first
    if not isinstance(known, GoalLine):
        return Span.exactly(Money(0, less.amount.currency))
    period_of_less, period_of_more = (_period(goal, deal, situation) for deal in (less, more))
    if known.so_far is None and period_of_less == period_of_more:
        return _share_of_target(known, _counts(first), _counts(second))
    nothing = Span.exactly(Money(0, known.counts.currency))
    before, after = (nothing if line is None else line_amount(line) for line in (first, second))
    return None if before is None or after is None else after - before


def _goal_line(goal: GoalBonus, deal: Deal, situation: Situation) -> GoalLine:
    own = situation.figures_for(goal, deal.closes)
    quota = (own.quota if own else None) or goal.quota
    target = (own.target_bonus if own else None) or goal.target_bonus
    so_far = (own.booked if situation.base is Base.BOOKED else own.expected) if own else None
    counts = _margin(deal) if goal.measure is Measure.MARGIN else deal.amount
    for amount in (quota, target, so_far):
        if amount is not None and amount.currency != counts.currency:
            raise MixedCurrencies(counts.currency, amount.currency)
    open_line = GoalLine(goal, counts, quota, target, None if quota is None or target is None else so_far, None)
    if quota is None or target is None or so_far is None:
        return replace(open_line, amount=_share_of_target(open_line, 0, counts.minor))
    pay = period_pay(goal, quota, target, so_far + counts) - period_pay(goal, quota, target, so_far)
    return replace(open_line, amount=Span.exactly(pay))


def period_pay(goal: GoalBonus, quota: Money, target_bonus: Money, result: Money) -> Money:
    """What the goal pays for a whole period with this result."""
    payout = goal.curve.payout(Fraction(result.minor, quota.minor))
    return target_bonus.times(goal.weight.fraction * payout)


def _share_of_target(known: GoalLine, less: int, more: int) -> Span | None:
    """The target bonus times what `more` adds over `less`, whatever the result so far is."""
    if less == more:
        return Span.exactly(Money(0, known.counts.currency))
    shares = spread(known.component.curve, None if known.quota is None else known.quota.minor, less, more)
    if shares is None or known.target_bonus is None:
        return None
    whole = known.target_bonus.minor * known.component.weight.fraction
    low, high = (whole * share for share in shares)
    return Span(Money(floor(low), known.counts.currency), Money(ceil(high), known.counts.currency))


def _counts(line: Line | None) -> int:
    return line.counts.minor if isinstance(line, GoalLine) else 0


def _period(goal: GoalBonus, deal: Deal, situation: Situation) -> Days:
    return period_containing(deal.closes, goal.period, situation.fiscal_year_starts)


def holds_until(terms: Terms, deal: Deal) -> date | None:
    """The last closing date for which the same components would apply as for this deal, or None if without end."""
    windows = [window for component in terms.components for window in _windows(component)]
    borders = sorted({day for w in windows for day in (w.start, w.end) if day is not None and day > deal.closes})
    changes = (day for day in borders if _applying(terms, replace(deal, closes=day)) != _applying(terms, deal))
    first = next(changes, None)
    return None if first is None else first - timedelta(days=1)


def _applying(terms: Terms, deal: Deal) -> list[bool]:
    return [_applies(component, deal) for component in terms.components]


def _applies(component: Component, deal: Deal) -> bool:
    return component.when.hold(deal) and all(deal.closes in window for window in _windows(component))


def _windows(component: Component) -> tuple[Days, ...]:
    own = (component.window,) if isinstance(component, Bonus) else ()
    return own if component.when.closes is None else (*own, component.when.closes)


def _basis(basis: Basis, deal: Deal, credit: Rate) -> Money:
    match basis:
        case Basis.DEAL_AMOUNT:
            return deal.amount
        case Basis.CREDITED:
            return deal.amount.times(credit.fraction)
        case Basis.MARGIN:
            return _margin(deal)
        case _:
            assert_never(basis)


def _margin(deal: Deal) -> Money:
    if deal.margin is None:
        raise MarginNeeded
    return deal.margin
