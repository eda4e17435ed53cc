"""One answer over every value that nobody said: what differs is told as a range."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.domain.comparisons import Comparison, Question, RoutePay, break_even
from bot.domain.incentives import (
    Clawback,
    Component,
    Deal,
    Fact,
)
from bot.domain.money import Money, Span
from bot.domain.pay import (
    Line,
    OpenLine,
    line_amount,
    own_lines,
)
from bot.domain.versions import Version
from bot.domain.worlds import asks


def untold(answer: Comparison, facts: tuple[Fact, ...]) -> Comparison:
    """An answer that leaves the pay open, for there are too many values the facts could have."""
    return replace(
        answer,
        alone=_untold(answer.alone, facts),
        together=answer.together and _untold(answer.together, facts),
        hand_over=answer.hand_over and _untold(answer.hand_over, facts),
        difference=None,
        break_even=None,
    )


def _untold(route: RoutePay, facts: tuple[Fact, ...]) -> RoutePay:
    plan_lines = None if route.plan_lines is None else tuple(_told(route.plan_lines, route.plan, facts))
    rule_lines = tuple(_told(route.rule_lines, route.rules, facts))
    return replace(route, plan_lines=plan_lines, rule_lines=rule_lines, on_top=None, total=None, depends_on=facts)


def _told(lines: Sequence[Line], version: Version | None, facts: Sequence[Fact]) -> Iterator[Line]:
    """The lines that stay as they are up to the first component that asks for one of the facts; all others open."""
    known = {line.component: line for line in lines}
    is_open = False
    for component in version.terms.components if version else ():
        is_open = is_open or not asks(component.when).isdisjoint(facts)
        if is_open and not isinstance(component, Clawback):
            yield OpenLine(component, None)
        elif component in known:
            yield known[component]


def over_all(
    question: Question, every: Sequence[Deal], answers: Sequence[Comparison], facts: Sequence[Fact]
) -> Comparison:
    """One answer that holds in every world: what differs is told as a range.

    Args:
        question: as it was asked.
        every: the worlds.
        answers: one for each of them.
        facts: what they differ in.
    """
    alone = _union([answer.alone for answer in answers], question.alone, every, facts)
    togethers = [answer.together for answer in answers if answer.together]
    handed = [answer.hand_over for answer in answers if answer.hand_over]
    together = _union(togethers, question.together, every, facts) if togethers else None
    return replace(
        answers[0],
        alone=alone,
        together=together,
        hand_over=_union(handed, question.alone, every, facts) if handed else None,
        difference=_hull([answer.difference for answer in answers]) if together else None,
        break_even=None if together is None else break_even(alone.total, together.total, question.chances),
        figures_missing=any(answer.figures_missing for answer in answers),
    )


def _that_matter(every: Sequence[Deal], routes: Sequence[RoutePay], facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts whose value alone changes what the route pays."""
    found = []
    for fact in facts:
        others = [other.value for other in facts if other is not fact]
        pays: dict[tuple[object, ...], set[Span | None]] = {}
        for world, route in zip(every, routes, strict=True):
            pays.setdefault(tuple(getattr(world, other) for other in others), set()).add(route.total or route.on_top)
        if any(len(different) > 1 for different in pays.values()):
            found.append(fact)
    return tuple(found)


def _union(routes: Sequence[RoutePay], deal: Deal, every: Sequence[Deal], facts: Sequence[Fact]) -> RoutePay:
    plans = [route.plan_lines for route in routes if route.plan_lines is not None]
    ends = [route.until for route in routes if route.until is not None]
    currency = next(
        (total.low.currency for r in routes for total in (r.total, r.on_top) if total), deal.amount.currency
    )
    return replace(
        routes[0],
        deal=deal,
        plan_lines=_lines_of_all(plans, routes[0].plan, currency) if plans else None,
        rule_lines=_lines_of_all([route.rule_lines for route in routes], routes[0].rules, currency),
        on_top=_hull([route.on_top for route in routes]),
        total=_hull([route.total for route in routes]),
        until=min(ends, default=None),
        depends_on=_that_matter(every, routes, facts),
        clawbacks=tuple(dict.fromkeys(term for route in routes for term in route.clawbacks)),
    )


def _hull(spans: Sequence[Span | None]) -> Span | None:
    known = [span for span in spans if span is not None]
    if len(known) < len(spans):
        return None
    return Span(min(span.low for span in known), max(span.high for span in known))


def _lines_of_all(every: Sequence[tuple[Line, ...]], version: Version | None, currency: str) -> tuple[Line, ...]:
    """The lines that are the same in every world, and those that differ as open ones, in the order of the terms."""
    every = list({id(lines): lines for lines in every}.values())  # most worlds share theirs
    order = version.terms.components if version else ()
    by_component: dict[tuple[Component, int], list[Line]] = {}
    for lines in every:
        met: dict[Component, int] = {}
        for line in lines:
            met[line.component] = met.get(line.component, 0) + 1
            by_component.setdefault((line.component, met[line.component]), []).append(line)
    placed = sorted(by_component.items(), key=lambda item: order.index(item[0][0]))
    return tuple(_one_line(component, found, len(every), currency) for (component, _), found in placed)


def _one_line(component: Component, found: Sequence[Line], n: int, currency: str) -> Line:
    if len(found) == n and all(line == found[0] for line in found):
        return found[0]
    missing = [Span.exactly(Money(0, currency))] if len(found) < n else []
    own = all(len(own_lines([line])) > 0 for line in found)
    return OpenLine(component, _hull([*(line_amount(line) for line in found), *missing]), own)
