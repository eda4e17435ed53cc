"""What makes terms impossible to pay; found when they are entered, every problem at once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bot.domain.goals import Curve
from bot.domain.incentives import AllianceRules, Bonus, Component, FixedAmount, GoalBonus, Percentage, Terms
from bot.domain.money import NOTHING, WHOLE, Money, Rate
from bot.domain.refusals import Flaw, FlawKind


def flaws(terms: Terms) -> tuple[Flaw, ...]:
    """Every problem of a plan or a set of rules, with the number of its component (from 1; 0 for the whole)."""
    found: list[Flaw] = []
    if not terms.components:
        found.append(Flaw(0, FlawKind.EMPTY))
    if isinstance(terms, AllianceRules):
        if not NOTHING <= terms.credit <= WHOLE:
            found.append(Flaw(0, FlawKind.CREDIT_OUTSIDE))
        found += [Flaw(n, FlawKind.GOAL_IN_RULES) for n, c in _numbered(terms) if isinstance(c, GoalBonus)]
    for number, component in _numbered(terms):
        kinds = [*_flaws_of(component), *_currency_flaws(component, terms.currency)]
        found += [Flaw(number, kind) for kind in dict.fromkeys(kinds)]
    return tuple(found)


def _numbered(terms: Terms) -> Iterator[tuple[int, Component]]:
    return enumerate(terms.components, start=1)


def _flaws_of(component: Component) -> Iterator[FlawKind]:
    rates = [value for value in _values(component) if isinstance(value, Rate)]
    if any(not NOTHING < rate <= WHOLE for rate in rates):
        yield FlawKind.RATE_OUTSIDE
    if any(amount.minor <= 0 for amount in amounts_of(component)):
        yield FlawKind.AMOUNT_NOT_POSITIVE
    if isinstance(component, GoalBonus):
        yield from _curve_flaws(component.curve)


def _curve_flaws(curve: Curve) -> Iterator[FlawKind]:
    points, cap = curve.points, curve.cap
    rising = all(x0 < x1 and y0 <= y1 for (x0, y0), (x1, y1) in pairwise(points))
    if len(points) <= 1 or min(points[0]) < NOTHING or not rising:
        yield FlawKind.POINTS_NOT_RISING
    elif curve.hurdle < NOTHING or (cap is not None and (cap <= NOTHING or cap.fraction < curve.straight(curve.entry))):
        yield FlawKind.CAP_BELOW_HURDLE


def _currency_flaws(component: Component, currency: str) -> Iterator[FlawKind]:
    if any(amount.currency != currency for amount in amounts_of(component)):
        yield FlawKind.OTHER_CURRENCY


def amounts_of(component: Component) -> list[Money]:
    """Every amount of money a component names."""
    amounts = [value for value in _values(component) if isinstance(value, Money)]
    return amounts if component.when.deal_from is None else [*amounts, component.when.deal_from]


def _values(component: Component) -> tuple[Money | Rate | None, ...]:
    match component:
        case Percentage(rate=rate):
            return (rate,)
        case FixedAmount(amount=amount):
            return (amount,)
        case Bonus(pays=pays):
            return (pays,)
        case GoalBonus(target_bonus=target_bonus, quota=quota, weight=weight):
            return (target_bonus, quota, weight)
