"""What an answer depends on because nobody said it, and the words that say it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.earnings import Comparison, RoutePay
from bot.domain.incentives import Conditions, Fact, Owner
from bot.domain.money import Span
from bot.domain.pay import BonusLine, GoalLine, LimitLine, Line, TieredLine
from messages import names
from messages.earnings.again import quoted
from messages.language import Language
from messages.parts import typed

_SOME_MONTHS, _SOME_DEALS = 24, 3
"""Numbers to give as an example."""


def routes_of(compared: Comparison) -> tuple[RoutePay, ...]:
    """The routes there are, in the order in which they are shown."""
    return tuple(route for route in (compared.alone, compared.together, compared.hand_over) if route is not None)


def depending_on(compared: Comparison, language: Language) -> str:
    """What the pay depends on, behind *depending on*."""
    return names.listed(_reasons(compared, language) or [_figures(language)], language)


def only_figures(compared: Comparison) -> bool:
    """Whether nothing but the asker's own figures is missing."""
    return compared.figures_missing and not (_facts(compared) or _first_deals(compared))


def _figures(language: Language) -> str:
    return language.say("your figures")


def _reasons(compared: Comparison, language: Language) -> list[str]:
    said = [names.fact(fact, language) for fact in _facts(compared)]
    if compared.figures_missing:
        said.append(_figures(language))
    if _first_deals(compared):
        said.append(language.say("the number of your deals so far"))
    plan_lines = [line for route in routes_of(compared) for line in route.plan_lines or ()]
    rule_lines = [line for route in routes_of(compared) for line in route.rule_lines]
    if any(_of_others(line) for line in plan_lines):
        said.append(language.say("the result of your team or the company"))
    if any(_without_result(line) for line in rule_lines):
        said.append(language.say("your result with the partner so far"))
    if any(_without_pay_so_far(line) for line in (*plan_lines, *rule_lines)):
        said.append(language.say("your pay in the period so far"))
    return said


def _facts(compared: Comparison) -> tuple[Fact, ...]:
    return tuple(dict.fromkeys(fact for route in routes_of(compared) for fact in route.depends_on))


def _first_deals(compared: Comparison) -> bool:
    lines = (line for route in routes_of(compared) for line in (*(route.plan_lines or ()), *route.rule_lines))
    return any(isinstance(line, BonusLine) and isinstance(line.amount, Span) for line in lines)


def _without_result(line: Line) -> bool:
    return isinstance(line, GoalLine | TieredLine) and line.component.period is not None and line.so_far is None


def _of_others(line: Line) -> bool:
    return isinstance(line, GoalLine | TieredLine) and _without_result(line) and line.component.owner != Owner.PERSON


def _without_pay_so_far(line: Line) -> bool:
    return isinstance(line, LimitLine) and line.component.period is not None and line.so_far is None


def how_to_say(compared: Comparison, language: Language) -> str:
    """The words that would make the answer exact, as code to type; empty where none would."""
    words = [_word(fact, list(_conditions(compared)), language) for fact in _facts(compared)]
    if _first_deals(compared):
        words.append(language.say("deals {n}", n=_SOME_DEALS))
    if not words:
        return ""
    shown = names.listed([f"`{typed(word)}`" for word in words], language)
    return language.say("I can say it more exactly if you add what you know, for instance {words}.", words=shown)


def _conditions(compared: Comparison) -> Iterator[Conditions]:
    for route in routes_of(compared):
        for version in (route.plan, route.rules):
            if version is not None:
                yield from (component.when for component in version.terms.components)


def _word(fact: Fact, conditions: list[Conditions], language: Language) -> str:
    """The fact with a value the rules know, as it is typed."""
    match fact:
        case Fact.PRODUCT:
            name = next((when.product or when.category for when in conditions if when.product or when.category), None)
            return language.say("product {name}", name=quoted(name or ""))
        case Fact.CUSTOMER:
            return language.say("customer new")
        case Fact.REGION:
            region = next((when.region for when in conditions if when.region), "")
            return language.say("region {name}", name=quoted(region))
        case Fact.MONTHS:
            bounds = (when.months_from or when.months_below for when in conditions)
            return language.say("months {n}", n=next((bound for bound in bounds if bound), _SOME_MONTHS))
