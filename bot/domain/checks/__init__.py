"""What makes terms impossible to pay; found when they are entered, every problem at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from bot.domain.checks.parts import MOST_TIMES, Found, clawback_flaws, goal_flaws, split_flaws, step_flaws, tier_flaws
from bot.domain.checks.rivals import may_meet, rivals
from bot.domain.incentives import (
    Accelerator,
    AllianceRules,
    Basis,
    Bonus,
    Cap,
    Clawback,
    Component,
    Conditions,
    FixedAmount,
    Floor,
    GoalBonus,
    Mode,
    Multiplier,
    Override,
    Percentage,
    Split,
    Terms,
    Threshold,
    Tiers,
)
from bot.domain.incentives.deals import same
from bot.domain.measures import Quantity
from bot.domain.money import NOTHING, WHOLE, Money, Rate
from bot.domain.refusals import Flaw, FlawKind

__all__ = ["amounts_of", "flaws"]


def flaws(terms: Terms) -> tuple[Flaw, ...]:
    """Every problem of a plan or a set of rules, with the number of its component (from 1; 0 for the whole)."""
    found = [Flaw(0, kind) for kind in _of_the_whole(terms)]
    for number, component in enumerate(terms.components, start=1):
        problems = [
            *_flaws_of(component),
            *_condition_flaws(component, terms),
            *_order_flaws(terms, number),
            *_currency_flaws(component, terms.currency),
        ]
        if isinstance(terms, AllianceRules) and isinstance(component, GoalBonus | Accelerator):
            problems.append((FlawKind.GOAL_IN_RULES, 0))
        found += [Flaw(number, kind, part) for kind, part in dict.fromkeys(problems)]
    return (*found, *rivals(terms))


def _of_the_whole(terms: Terms) -> Iterator[FlawKind]:
    if not terms.components:
        yield FlawKind.EMPTY
    if isinstance(terms, AllianceRules) and not NOTHING <= terms.credit <= WHOLE:
        yield FlawKind.CREDIT_OUTSIDE
    if any(rate.ppm <= 0 or rate.currency == terms.currency for rate in terms.planning_rates):
        yield FlawKind.PLANNING_RATE_OUTSIDE


def _flaws_of(component: Component) -> Found:
    if any(not NOTHING < rate <= WHOLE for rate in _rates(component)):
        yield FlawKind.RATE_OUTSIDE, 0
    if any(amount.minor <= 0 for amount in (*_own_amounts(component), *_in_conditions(component))):
        yield FlawKind.AMOUNT_NOT_POSITIVE, 0
    match component:
        case GoalBonus():
            yield from goal_flaws(component)
        case Tiers():
            yield from tier_flaws(component)
        case Accelerator():
            yield from step_flaws(component)
        case Split():
            yield from split_flaws(component)
        case Clawback():
            yield from clawback_flaws(component)
        case _:
            yield from _flaws_of_a_number(component)


def _flaws_of_a_number(component: Component) -> Found:
    match component:
        case Multiplier(factor=factor) if not NOTHING < factor <= MOST_TIMES:
            yield FlawKind.MULTIPLIER_OUTSIDE, 0
        case Bonus(first=first) if first is not None and first < 1:
            yield FlawKind.NUMBER_TOO_SMALL, 0
        case Threshold(measure=measure) if measure.is_count:
            yield FlawKind.TIERS_MIXED, 0
        case _:
            pass


def _condition_flaws(component: Component, terms: Terms) -> Found:
    when = component.when
    known = [category.name for category in terms.categories]
    if when.category is not None and not any(same(when.category, name) for name in known):
        yield FlawKind.CATEGORY_UNKNOWN, 0
    if _never(when):
        yield FlawKind.NEVER_HOLDS, 0


def _never(when: Conditions) -> bool:
    low, high = when.deal_from, when.deal_below
    if low and high and low.currency == high.currency and high <= low:
        return True
    return when.months_from is not None and when.months_below is not None and when.months_below <= when.months_from


def _order_flaws(terms: Terms, number: int) -> Found:
    """What looks at the lines before it needs some; rules on top of a plan have the plan's before them."""
    component, before = terms.components[number - 1], terms.components[: number - 1]
    paying = any(not isinstance(each, Multiplier | Cap | Split | Clawback) for each in before)
    after_plan = isinstance(terms, AllianceRules) and terms.mode is Mode.ON_TOP
    of_commission = isinstance(component, Percentage | Override) and component.basis is Basis.COMMISSION
    if of_commission and not paying and not after_plan:
        yield FlawKind.NOTHING_BEFORE, 0
    if isinstance(component, Multiplier | Cap | Split) and not paying:
        yield FlawKind.NOTHING_BEFORE, 0
    if isinstance(component, Cap | Floor) and any(_undercuts(component, other) for other in before):
        yield FlawKind.CAP_BELOW_FLOOR, 0


def _undercuts(one: Cap | Floor, other: Component) -> bool:
    """Whether one is a cap below the other, a floor over the same span, or the other way round."""
    if not isinstance(other, Cap | Floor) or type(one) is type(other) or one.period is not other.period:
        return False
    cap, floor = (one, other) if isinstance(one, Cap) else (other, one)
    return cap.amount.currency == floor.amount.currency and cap.amount < floor.amount and may_meet(one, other)


def _currency_flaws(component: Component, currency: str) -> Found:
    if any(amount.currency != currency for amount in amounts_of(component)):
        yield FlawKind.OTHER_CURRENCY, 0


def amounts_of(component: Component) -> list[Money]:
    """Every amount of money a component names."""
    in_tiers: Sequence[Quantity | Rate | None] = ()
    if isinstance(component, Tiers):
        in_tiers = [part for tier in component.tiers for part in (tier.start, tier.pays, tier.until)]
    named = [part for part in in_tiers if isinstance(part, Money)]
    return [*_own_amounts(component), *named, *_in_conditions(component)]


def _in_conditions(component: Component) -> list[Money]:
    return [amount for amount in (component.when.deal_from, component.when.deal_below) if amount is not None]


def _own_amounts(component: Component) -> list[Money]:
    """The amounts that must be above zero."""
    match component:
        case FixedAmount(amount=amount) | Cap(amount=amount) | Floor(amount=amount) | Threshold(reached=amount):
            found: list[Quantity | Rate | None] = [amount]
        case Bonus(pays=pays):
            found = [pays]
        case GoalBonus(target_bonus=target_bonus, quota=quota):
            found = [target_bonus, quota, *(factor.quota for factor in component.multiplied_by)]
        case Accelerator(quota=quota):
            found = [quota]
        case Percentage() | Tiers() | Multiplier() | Override() | Split() | Clawback():
            found = []
        case _:
            assert_never(component)
    return [part for part in found if isinstance(part, Money)]


def _rates(component: Component) -> list[Rate]:
    """The rates that are shares: above 0 % and at most 100 %."""
    match component:
        case Percentage(rate=rate) | Accelerator(rate=rate) | Threshold(rate=rate) | Override(rate=rate):
            return [rate]
        case Bonus(pays=Rate() as rate) | GoalBonus(weight=rate) | Clawback(share=rate):
            return [rate]
        case _:
            return []
