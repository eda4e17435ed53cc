"""A worked example: what terms pay for one plain deal, so that people see a rule before they agree to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction
from math import ceil

from bot.domain.cards import WorkedExample
from bot.domain.incentives import (
    Accelerator,
    AllianceRules,
    Basis,
    Cap,
    Component,
    Conditions,
    Customer,
    Deal,
    Factor,
    Floor,
    GoalBonus,
    Mode,
    Override,
    Percentage,
    Terms,
    Threshold,
    Tiers,
)
from bot.domain.measures import Quantity, alike, size
from bot.domain.money import WHOLE, Money, Rate, Span
from bot.domain.pay import Situation, pay
from bot.domain.people import Figures, PayRole
from bot.domain.periods import period_containing

_AMOUNT = 50_000
_MARGIN = Fraction(3, 10)
_QUOTA = 1_000_000
_QUOTA_NUMBER = 20
_TARGET = 28_500
_MONTHS = 12
_PLAN_PAYS = Fraction(2, 100)
"""Of the deal amount: what a plan is assumed to pay where rules take a share of it."""


def worked_example(terms: Terms, role: PayRole, day: date, fiscal_year_starts: int) -> WorkedExample:
    """What terms pay for one plain deal of 50,000 with a margin of 30 %, closing on the day or on the first day it can.

    The deal has the first product, customer and region that conditions ask for, and another amount or number of months
    where more conditions hold with it. A goal is shown from where it begins to pay, other results and the period's pay
    from nothing; where the terms name no quota or target bonus, 1,000,000 (or 20 deals or units) and 28,500 are
    assumed. Rules on top are shown without the plan, unless they take a share of what it pays: then 2 % of the deal
    amount is assumed for it.
    """
    deal = example_deal(terms.components, terms.currency, day)
    figures = tuple(_figures(terms.components, terms.currency, deal.closes, fiscal_year_starts))
    situation = Situation(figures, fiscal_year_starts=fiscal_year_starts, role=role, deals_so_far=0)
    credit = terms.credit if isinstance(terms, AllianceRules) else WHOLE
    plan_pays = deal.amount.times(_PLAN_PAYS) if _takes_of_the_plan(terms) else None
    paid = pay(terms, deal, situation, credit, Span.exactly(plan_pays or Money(0, terms.currency)))
    total = paid.total and paid.total.exact
    assumed = any(_is_assumed(component) for component in terms.components)
    return WorkedExample(deal, paid.lines, total or Money(0, terms.currency), assumed, plan_pays)


def _takes_of_the_plan(terms: Terms) -> bool:
    """Whether rules on top pay a share of the commission so far, which begins with what the plan pays."""
    if not isinstance(terms, AllianceRules) or terms.mode is not Mode.ON_TOP:
        return False
    return any(isinstance(c, Percentage | Override) and c.basis is Basis.COMMISSION for c in terms.components)


def example_deal(components: Iterable[Component], currency: str, day: date) -> Deal:
    """A plain deal for which the components' conditions hold, as far as they hold together."""
    components = tuple(components)
    conditions = [component.when for component in components]
    amount = _amount(conditions, [_pays_from(component) for component in components], currency)
    starts = [c.window.start for c in components if c.kind == "bonus"]
    starts += [when.closes.start for when in conditions if when.closes is not None]
    return Deal(
        amount,
        max([day, *starts]),
        amount.times(_MARGIN),
        units=1,
        product=next((when.product or when.category for when in conditions if when.product or when.category), None),
        customer=next((when.customer for when in conditions if when.customer), Customer.NEW),
        region=next((when.region for when in conditions if when.region), None),
        months=_months(conditions),
    )


def _pays_from(component: Component) -> Money | None:
    """A deal amount from which a threshold or tiers by deal size pay something, where smaller deals get nothing."""
    if isinstance(component, Threshold) and component.period is None:
        return component.reached
    if isinstance(component, Tiers) and component.period is None and not component.measure.is_count:
        paying = next((n for n, tier in enumerate(component.tiers) if _worth(tier.pays)), 0)
        start = component.tiers[paying].start if paying else None
        return start.times(Fraction(2)) if isinstance(start, Money) else None
    return None


def _worth(pays: Rate | Money) -> int:
    return pays.ppm if isinstance(pays, Rate) else pays.minor


def _amount(conditions: Sequence[Conditions], pays_from: Sequence[Money | None], currency: str) -> Money:
    """50,000, or the first amount for which more of the conditions hold and more components pay."""
    bounds = [(when.deal_from, when.deal_below) for when in conditions]
    bounds += [(low, None) for low in pays_from if low is not None]
    ours = [(_minor(low, currency), _minor(high, currency)) for low, high in bounds]
    usual = Money.of(_AMOUNT, currency).minor
    return Money(_within_most(ours, usual, lambda high: high // 2), currency)


def _months(conditions: Sequence[Conditions]) -> int:
    """12, or the first number for which more of the conditions hold."""
    return _within_most([(when.months_from, when.months_below) for when in conditions], _MONTHS, lambda high: high - 1)


def _minor(amount: Money | None, currency: str) -> int | None:
    return amount.minor if amount is not None and amount.currency == currency else None


def _within_most(bounds: Sequence[tuple[int | None, int | None]], usual: int, below: Callable[[int], int]) -> int:
    tried = [usual, *(low for low, _ in bounds if low is not None), *(below(high) for _, high in bounds if high)]

    def holding(number: int) -> int:
        return sum((low is None or low <= number) and (high is None or number < high) for low, high in bounds)

    return max(tried, key=holding)


def _is_assumed(component: Component) -> bool:
    if isinstance(component, GoalBonus):
        return component.target_bonus is None or any(goal.quota is None for goal in _goals(component))
    return isinstance(component, Accelerator) and component.quota is None


def _goals(goal: GoalBonus) -> tuple[Factor, ...]:
    return (Factor(goal.measure, goal.period, goal.curve, goal.quota, goal.owner), *goal.multiplied_by)


def _figures(components: Sequence[Component], currency: str, day: date, fiscal_year_starts: int) -> Iterable[Figures]:
    yield from _results(components, currency, day, fiscal_year_starts)
    for component in components:
        if isinstance(component, Cap | Floor) and component.period is not None:
            yield Figures(period_containing(day, component.period, fiscal_year_starts), earned=Money(0, currency))


def _results(components: Sequence[Component], currency: str, day: date, fiscal_year_starts: int) -> Iterable[Figures]:
    for component in components:
        if isinstance(component, GoalBonus):
            for goal in _goals(component):
                quota = goal.quota or (_QUOTA_NUMBER if goal.measure.is_count else Money.of(_QUOTA, currency))
                target = component.target_bonus or Money.of(_TARGET, currency)
                entry = alike(ceil(goal.curve.entry * size(quota)), quota)
                days = period_containing(day, goal.period, fiscal_year_starts)
                yield Figures(days, quota, target, entry, None, goal.measure, goal.owner)
        elif isinstance(component, Tiers | Accelerator | Threshold) and component.period is not None:
            none: Quantity = 0 if component.measure.is_count else Money(0, currency)
            assumes = isinstance(component, Accelerator) and not component.quota
            days = period_containing(day, component.period, fiscal_year_starts)
            yield Figures(
                days,
                Money.of(_QUOTA, currency) if assumes else None,
                None,
                none,
                None,
                component.measure,
                component.owner,
            )
