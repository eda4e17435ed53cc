"""What deals come to under plans and rules that stand in files: for the terminal, and wherever a file is checked."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.earnings import RoutePay
from bot.domain.examples import ExampleResult, Unpayable
from bot.domain.incentives import Fact
from bot.domain.money import WHOLE, Span
from bot.domain.pay import MarginNeeded, UnitsNeeded
from messages import names
from messages.language import Language
from messages.lines import formula
from messages.refusals.files import example_line


def example_sentence(result: ExampleResult, language: Language) -> str:
    """Whether an example comes out, and as what."""
    example, broken = result.example, result.not_kept
    if result.unpayable is not None:
        why = unpayable_sentence(result.unpayable, language)
        return language.say("Example {number} (line {line}): {why}", number=example.number, line=example.line, why=why)
    if broken is not None:
        return example_line(broken, language)
    paid = _amount(result.paid, language)
    if example.expected is None:
        return language.say(
            "Example {number} (line {line}) pays {paid}.", number=example.number, line=example.line, paid=paid
        )
    return language.say(
        "Example {number} (line {line}) pays {paid}, as it says.", number=example.number, line=example.line, paid=paid
    )


def example_lines(result: ExampleResult, language: Language) -> Iterator[str]:
    """How an example comes to its pay, in mrkdwn: a formula for each component, and what is left open."""
    yield from (formula(line, language) for line in result.lines)
    yield from _depends(result.paid, result.depends_on, language)


def unpayable_sentence(why: Unpayable, language: Language) -> str:
    """Why a deal can't be paid."""
    match why:
        case MarginNeeded():
            return language.say("It pays on the margin, and the margin is not said.")
        case UnitsNeeded():
            return language.say("It pays by units, and nobody says how many.")
        case _:
            one, other = why.currencies
            return language.say("{one} and {other} don’t go together without a planning rate.", one=one, other=other)


def route_sentence(route: RoutePay, language: Language) -> str:
    """What a route pays, and what of it comes from the alliance's rules."""
    name, on_top = names.capitalised(names.route(route.route, language)), _amount(route.on_top, language)
    if route.plan_lines is None and route.rules is not None:
        return language.say("{route}: {amount} by the alliance’s rules, without the plan.", route=name, amount=on_top)
    total = _amount(route.total, language)
    if not route.plan_lines or route.rules is None:
        return language.say("{route}: {amount}.", route=name, amount=total)
    return language.say(
        "{route}: {amount}, of it {on_top} by the alliance’s rules.", route=name, amount=total, on_top=on_top
    )


def route_lines(route: RoutePay, language: Language) -> Iterator[str]:
    """How a route comes to its pay, in mrkdwn."""
    if route.plan_lines and route.credit != WHOLE:
        yield language.say("{credit} of the deal counts for the plan.", credit=language.rate(route.credit))
    yield from (formula(line, language) for line in (*(route.plan_lines or ()), *route.rule_lines))
    yield from _depends(route.total or route.on_top, route.depends_on, language)


def _depends(paid: Span | None, facts: tuple[Fact, ...], language: Language) -> Iterator[str]:
    """Facts change some route; one that is exact depends on none."""
    if facts and (paid is None or paid.exact is None):
        yield language.say(
            "It depends on {facts}.", facts=names.listed([names.fact(fact, language) for fact in facts], language)
        )


def _amount(span: Span | None, language: Language) -> str:
    return language.say("an amount that can’t be told") if span is None else language.span(span)
