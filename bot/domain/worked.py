"""A worked example: what terms pay for one plain deal, so that people see a rule before they agree to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from bot.domain.cards import WorkedExample
from bot.domain.incentives import (
    Accelerator,
    AllianceRules,
    Component,
    Customer,
    Deal,
    Factor,
    GoalBonus,
    Terms,
    Threshold,
    Tiers,
)
from bot.domain.measures import Quantity, alike, size
from bot.domain.money import WHOLE, Money, Span
from bot.domain.pay import Situation, pay
from bot.domain.people import Figures, PayRole
from bot.domain.periods import period_containing

_AMOUNT = 50_000
_MARGIN = Fraction(3, 10)
_QUOTA = 1_000_000
_QUOTA_NUMBER = 20
_TARGET = 28_500


def worked_example(terms: Terms, role: PayRole, day: date, fiscal_year_starts: int) -> WorkedExample:
    """What terms pay for one plain deal of 50,000 with a margin of 30 %, closing on the day or on the first day it can.

    The deal is such that the first condition of each kind holds. A goal is shown from where it begins to pay, other
    results from nothing; where the terms name no quota or target bonus, 1,000,000 (or 20 deals or units) and 28,500 are
    assumed. Rules on top are shown without the plan.
    """
    deal = example_deal(terms.components, terms.currency, day)
    figures = tuple(_figures(terms.components, terms.currency, deal.closes, fiscal_year_starts))
    situation = Situation(figures, fiscal_year_starts=fiscal_year_starts, role=role, deals_so_far=0)
    credit = terms.credit if isinstance(terms, AllianceRules) else WHOLE
    paid = pay(terms, deal, situation, credit, Span.exactly(Money(0, terms.currency)))
    total = paid.total and paid.total.exact
    assumed = any(_is_assumed(component) for component in terms.components)
    return WorkedExample(deal, paid.lines, total or Money(0, terms.currency), assumed)


def example_deal(components: Iterable[Component], currency: str, day: date) -> Deal:
    """A plain deal for which the components' conditions hold, as far as they hold together."""
    components = tuple(components)
    conditions = [component.when for component in components]
    smallest = [when.deal_from for when in conditions if when.deal_from is not None]
    amount = max([Money.of(_AMOUNT, currency), *(m for m in smallest if m.currency == currency)])
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
        months=max([12, *(when.months_from for when in conditions if when.months_from is not None)]),
    )


def _is_assumed(component: Component) -> bool:
    if isinstance(component, GoalBonus):
        return component.target_bonus is None or any(goal.quota is None for goal in _goals(component))
    return isinstance(component, Accelerator) and component.quota is None


def _goals(goal: GoalBonus) -> tuple[Factor, ...]:
    return (Factor(goal.measure, goal.period, goal.curve, goal.quota, goal.owner), *goal.multiplied_by)


def _figures(components: Iterable[Component], currency: str, day: date, fiscal_year_starts: int) -> Iterable[Figures]:
    for component in components:
        if isinstance(component, GoalBonus):
            for goal in _goals(component):
                quota = goal.quota or (_QUOTA_NUMBER if goal.measure.is_count else Money.of(_QUOTA, currency))
                target = component.target_bonus or Money.of(_TARGET, currency)
                entry = alike(int(goal.curve.entry * size(quota)), quota)
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
