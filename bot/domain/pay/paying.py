"""A list of components and what it pays for a deal.

Each component pays a line; lines are rounded once, commercially, to the minor unit, and add up to the total. Components
that look at what was paid before them (uplift, multiplier, cap, floor, split, override) count the lines before them in
their list; the others don't depend on their order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import assert_never

from bot.domain.incentives import (
    ALWAYS,
    Accelerator,
    Basis,
    Bonus,
    Cap,
    Clawback,
    Component,
    Credit,
    Deal,
    FixedAmount,
    Floor,
    GoalBonus,
    Mode,
    Multiplier,
    Override,
    Per,
    Percentage,
    Plan,
    Split,
    Terms,
    Threshold,
    Tiers,
)
from bot.domain.money import WHOLE, MixedCurrencies, Money, Rate, Span
from bot.domain.pay.limits import limited
from bot.domain.pay.lines import (
    BonusLine,
    FixedLine,
    Line,
    OpenLine,
    PercentageLine,
    ShareLine,
    line_amount,
)
from bot.domain.pay.results import goal_line, tiered_line
from bot.domain.pay.shares import multiplied, split_among
from bot.domain.pay.situation import Case, Situation, credit_of, margin, units
from bot.domain.people import PayRole
from bot.domain.periods import Days


@dataclass(frozen=True, slots=True)
class Paid:
    """The lines of a list of components and what they pay together; None where no bound can be given."""

    lines: tuple[Line, ...]
    total: Span | None


def pay(terms: Terms, deal: Deal, situation: Situation, credit: Rate = WHOLE, before: Span | None = None) -> Paid:
    """What a plan or a set of alliance rules pays for a deal.

    Args:
        terms: the components, in the deal's currency or with a planning rate for it.
        deal: the whole deal.
        situation: where the asker stands; for rules, what was reached with the partner.
        credit: the share of the deal that counts for our seller.
        before: for rules on top, what the plan pays (None where that is unknown); for other terms it doesn't count.

    Raises:
        MarginNeeded, UnitsNeeded: if something pays on what the deal does not say.
        MixedCurrencies: if the deal is in another currency and there is no planning rate for it.
    """
    case = case_of(terms, deal, credit, situation, before)
    lines: list[Line] = []
    running: Span | None = Span.exactly(Money(0, terms.currency))
    for position, component in _applying(terms, case):
        line, running = _next(component, case, running, terms.components[:position])
        if line is not None:
            lines.append(line)
    return Paid(tuple(lines), running)


def case_of(terms: Terms, deal: Deal, credit: Rate, situation: Situation, before: Span | None = None) -> Case:
    """What the components of the terms are paid for: the deal in their currency. Raises MixedCurrencies."""
    deal = in_currency_of(terms, deal)
    if isinstance(terms, Plan) or terms.mode is Mode.INSTEAD:
        before = Span.exactly(Money(0, terms.currency))
    return Case(deal, credit, Credit.AFTER if isinstance(terms, Plan) else Credit.BEFORE, situation, before)


def in_currency_of(terms: Terms, deal: Deal) -> Deal:
    """The deal in the terms' currency, by a planning rate where it is in another. Raises MixedCurrencies."""
    if terms.currency == deal.amount.currency:
        return deal
    rate = next((rate for rate in terms.planning_rates if rate.currency == deal.amount.currency), None)
    if rate is None:
        raise MixedCurrencies(deal.amount.currency, terms.currency)
    kept = None if deal.margin is None else rate.convert(deal.margin, terms.currency)
    return replace(deal, amount=rate.convert(deal.amount, terms.currency), margin=kept)


def applying(terms: Terms, case: Case) -> tuple[Component, ...]:
    """The components whose conditions hold for the whole deal; of each group the most specific alone."""
    return tuple(component for _, component in _applying(terms, case))


def _applying(terms: Terms, case: Case) -> Iterator[tuple[int, Component]]:
    """The same with their positions in the list, from 0."""
    role = case.situation.role
    holding = [(n, c) for n, c in enumerate(terms.components) if _holds(c, case.deal, role, terms)]
    best: dict[str, tuple[int, int]] = {}
    for _, component in holding:
        group = component.when.group
        best[group] = max(best.get(group, (0, 0)), specificity(component))
    return ((n, c) for n, c in holding if not c.when.group or specificity(c) == best[c.when.group])


def specificity(component: Component) -> tuple[int, int]:
    """How specific the component is within its group; a bonus's window is a condition too."""
    product, others = component.when.specificity
    return product, others + isinstance(component, Bonus)


def _holds(component: Component, deal: Deal, role: PayRole, terms: Terms) -> bool:
    in_window = not isinstance(component, Bonus) or deal.closes in component.window
    if component.when is ALWAYS or not in_window:
        return in_window
    return component.when.hold(deal, role, terms.categories)


def _next(
    component: Component, case: Case, running: Span | None, before: Sequence[Component]
) -> tuple[Line | None, Span | None]:
    """The component's line and the running total with it."""
    match component:
        case Clawback():
            return None, running
        case Multiplier():
            return multiplied(component, running)
        case Cap() | Floor():
            return limited(component, case, running, before)
        case Split():
            return split_among(component, case.situation.role, running)
        case _:
            line = line_of(component, case, running)
            if isinstance(line, ShareLine) and not line.own:
                return line, running
            amount = line_amount(line)
            return line, None if running is None or amount is None else running + amount


def line_of(
    component: Percentage | FixedAmount | Bonus | GoalBonus | Tiers | Accelerator | Threshold | Override,
    case: Case,
    running: Span | None,
) -> Line:
    """The line of a component that takes nothing away from those before it; `running` is what they pay."""
    deal = case.counted(credit_of(component))
    match component:
        case Percentage() | Override():
            line: Line = _percentage(component, deal, case, running)
        case FixedAmount():
            line = _fixed(component, deal)
        case Bonus():
            line = _bonus(component, deal, case.situation)
        case GoalBonus():
            line = goal_line(component, deal, case.situation)
        case Tiers() | Accelerator() | Threshold():
            line = tiered_line(component, deal, case.situation)
        case _:
            assert_never(component)
    return line


def _percentage(component: Percentage | Override, deal: Deal, case: Case, running: Span | None) -> Line:
    own = isinstance(component, Percentage) or component.to is case.situation.role
    if component.basis is Basis.COMMISSION:
        return _share(component, _so_far(case, running), own=own)
    of = _basis(component.basis, deal, case)
    if isinstance(component, Override):
        return _share(component, Span.exactly(of), own=own)
    return PercentageLine(component, of, of.times(component.rate.fraction))


def _fixed(component: FixedAmount, deal: Deal) -> FixedLine:
    if component.per is Per.DEAL:
        return FixedLine(component, component.amount)
    number = units(deal)
    return FixedLine(component, Money(component.amount.minor * number, component.amount.currency), number)


def _basis(basis: Basis, deal: Deal, case: Case) -> Money:
    match basis:
        case Basis.MARGIN:
            return margin(deal)
        case Basis.CREDITED:
            return case.counted(Credit.AFTER).amount
        case _:
            return deal.amount


def _so_far(case: Case, running: Span | None) -> Span | None:
    """The commission so far: what the plan pays, where the list is on top of it, and the lines before."""
    return None if running is None or case.before is None else case.before + running


def _share(component: Percentage | Override, of: Span | None, *, own: bool) -> ShareLine:
    rate = component.rate.fraction
    return ShareLine(component, of, None if of is None else Span(of.low.times(rate), of.high.times(rate)), own)


def _bonus(bonus: Bonus, deal: Deal, situation: Situation) -> BonusLine:
    amount = bonus.pays if isinstance(bonus.pays, Money) else deal.amount.times(bonus.pays.fraction)
    nothing = Money(0, amount.currency)
    if bonus.first is None:
        return BonusLine(bonus, deal.amount, amount)
    if situation.deals_so_far is None:
        return BonusLine(bonus, deal.amount, Span(nothing, amount))
    return BonusLine(bonus, deal.amount, amount if situation.deals_so_far < bonus.first else nothing)


def clawbacks(terms: Terms, deal: Deal, situation: Situation, credit: Rate = WHOLE) -> tuple[Clawback, ...]:
    """The clawback terms that count for the deal."""
    case = case_of(terms, deal, credit, situation)
    return tuple(c for c in applying(terms, case) if isinstance(c, Clawback))


def holds_until(terms: Terms, deal: Deal, situation: Situation, credit: Rate = WHOLE) -> date | None:
    """The last closing date for which the same components would apply as for this deal, or None if without end."""
    windows = [window for component in terms.components for window in _windows(component)]
    borders = sorted({day for w in windows for day in (w.start, w.end) if day is not None and day > deal.closes})

    def applying_on(day: date) -> tuple[Component, ...]:
        return applying(terms, case_of(terms, replace(deal, closes=day), credit, situation))

    now = applying_on(deal.closes) if borders else ()
    first = next((day for day in borders if applying_on(day) != now), None)
    return None if first is None else first - timedelta(days=1)


def _windows(component: Component) -> Iterator[Days]:
    if isinstance(component, Bonus):
        yield component.window
    if component.when.closes is not None:
        yield component.when.closes


def own_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines that are part of the asker's pay; an override for somebody else is not."""
    return tuple(line for line in lines if not isinstance(line, ShareLine | OpenLine) or line.own)
