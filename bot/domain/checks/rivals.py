"""Components that compete: whether two of them may apply to one deal."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.incentives import Bonus, Component, Conditions, Terms
from bot.domain.incentives.deals import in_category, same
from bot.domain.pay import specificity
from bot.domain.periods import Days
from bot.domain.refusals import Flaw, FlawKind


def rivals(terms: Terms) -> Iterator[Flaw]:
    """Components that nobody could choose between: another one before them in their group is as specific and may apply.

    Each is told once.
    """
    earlier: dict[tuple[str, tuple[int, int]], list[Component]] = {}
    for number, component in enumerate(terms.components, start=1):
        if not component.when.group:
            continue
        as_specific = earlier.setdefault((component.when.group, specificity(component)), [])
        if any(may_meet(one, component) and _products_meet(one.when, component.when, terms) for one in as_specific):
            yield Flaw(number, FlawKind.EQUALLY_SPECIFIC)
        as_specific.append(component)


def may_meet(one: Component, other: Component) -> bool:
    """Whether one deal could meet the conditions of both, whatever its product."""
    a, b = one.when, other.when
    return (
        _overlap((_low(a), _high(a)), (_low(b), _high(b)))
        and _overlap((a.months_from, a.months_below), (b.months_from, b.months_below))
        and (a.customer is None or b.customer is None or a.customer is b.customer)
        and (a.region is None or b.region is None or same(a.region, b.region))
        and (not a.roles or not b.roles or not set(a.roles).isdisjoint(b.roles))
        and all(_overlap(_days(x), _days(y)) for x in _windows(one) for y in _windows(other))
    )


def _products_meet(a: Conditions, b: Conditions, terms: Terms) -> bool:
    if a.product is not None and b.product is not None:
        return same(a.product, b.product)
    if a.category is not None and b.category is not None:
        members = [name for category in terms.categories for name in (category.name, *category.products)]
        return any(
            in_category(name, a.category, terms.categories) and in_category(name, b.category, terms.categories)
            for name in members
        )
    return True


def _windows(component: Component) -> list[Days]:
    own = [component.window] if isinstance(component, Bonus) else []
    return own if component.when.closes is None else [*own, component.when.closes]


def _days(days: Days) -> tuple[int, int | None]:
    return days.start.toordinal(), None if days.end is None else days.end.toordinal()


def _low(when: Conditions) -> int | None:
    return when.deal_from.minor if when.deal_from else None


def _high(when: Conditions) -> int | None:
    return when.deal_below.minor if when.deal_below else None


def _overlap(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> bool:
    """Whether two half-open ranges share a number; None is no bound."""
    low = max(bound for bound in (one[0], other[0], -1) if bound is not None)
    ends = [bound for bound in (one[1], other[1]) if bound is not None]
    return not ends or low < min(ends)
