"""How the pay adds up, line by line: whole where it is short, else the first lines and the rest behind a button."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from slack_sdk.models.blocks import Block

from bot.domain.cards import Answer
from bot.domain.earnings import RoutePay
from bot.domain.incentives import Deal, Terms
from bot.domain.money import Rate
from bot.domain.pay import in_currency_of
from messages import names, parts
from messages.actions import Action, FormId
from messages.earnings.again import command
from messages.earnings.unknown import routes_of
from messages.language import Language
from messages.lines import formula
from messages.message import Form
from messages.parts import SECTION_LIMIT, bold, bullets, lines, section
from messages.rules.sentences import credit_sentence

WHOLE_UP_TO = 8
"""So many lines are shown at once."""
_FIRST = 5
"""Of more, so many are shown."""

_Group = tuple[str, list[str]]
"""What some lines are about, and the lines."""


def adding_up(given: Answer, language: Language) -> list[Block]:
    """The lines within an answer, folded where there are many."""
    groups = list(_groups(given, language))
    n = sum(len(said) for _, said in groups)
    shown = groups if n <= WHOLE_UP_TO else _first(groups, _FIRST)
    blocks = _sections([bold(language.say("How it adds up")), *_told(shown)])
    if n > WHOLE_UP_TO:
        text = language.say("Show every step ({n})", n=n)
        blocks.append(parts.actions(parts.button(text, Action.STEPS, command(given))))
    return blocks


def steps_view(given: Answer, language: Language) -> Form:
    """Every line, in a modal."""
    blocks = _sections(_told(_groups(given, language)))
    return Form(FormId.NOTICE, language.say("Every step"), tuple(blocks), close=language.say("Close"))


def _first(groups: Iterable[_Group], n: int) -> Iterator[_Group]:
    """The groups with their first n lines in all."""
    for about, said in groups:
        if n > 0:
            yield about, said[:n]
        n -= len(said)


def _told(groups: Iterable[_Group]) -> Iterator[str]:
    for about, said in groups:
        if about:
            yield about
        yield from (bullets([line]) for line in said)


def _sections(said: Iterable[str]) -> list[Block]:
    """The lines in as few paragraphs as they fit into."""
    texts: list[str] = []
    for line in said:
        joined = lines(texts[-1], line) if texts else line
        if texts and len(joined) <= SECTION_LIMIT:
            texts[-1] = joined
        else:
            texts.append(line)
    return [section(text) for text in texts]


def _groups(given: Answer, language: Language) -> Iterator[_Group]:
    """One line for each component that made the pay, and the credit where a partner is in."""
    routes = routes_of(given.comparison)
    rates = list(dict.fromkeys(line for route in routes for line in _planning_rates(route, language)))
    if any(route.plan_lines is None for route in routes):
        rates.append(language.say("Plan: none in the books for you yet, so I can’t tell what it pays."))
    if rates:
        yield "", rates
    if routes[0].plan_lines == ():
        yield plan_head(routes[:1], language), [language.say("Nothing is paid for this deal.")]
    for plan_lines in dict.fromkeys(route.plan_lines for route in routes if route.plan_lines):
        sharing = [route for route in routes if route.plan_lines == plan_lines]
        yield plan_head(sharing, language), [formula(line, language) for line in plan_lines]
    yield from (_by_rules(route, language) for route in routes[1:])


def plan_head(routes: Sequence[RoutePay], language: Language) -> str:
    """What stands before the plan's part of the pay on these routes: `Plan, alone and together:`."""
    where = names.listed([names.route(route.route, language) for route in routes], language)
    return language.say("Plan, {routes}:", routes=where)


def rules_head(route: RoutePay, language: Language) -> str:
    """What stands before the rules' part of the pay: `Together, on top of the plan:`."""
    name, how = names.capitalised(names.route(route.route, language)), names.mode(route.mode, language)
    return language.say("{route}, {how}:", route=name, how=how)


def _by_rules(route: RoutePay, language: Language) -> _Group:
    paid = [formula(line, language) for line in route.rule_lines]
    said = paid or [language.say("No rule applies to this deal.")]
    return rules_head(route, language), [*said, credit_sentence(route.mode, route.credit, language)]


def _planning_rates(route: RoutePay, language: Language) -> Iterator[str]:
    """How a deal in another currency was counted."""
    for version in (route.plan, route.rules):
        if version is not None:
            yield from _converted(version.terms, route.deal, language)


def _converted(terms: Terms, deal: Deal, language: Language) -> Iterator[str]:
    fixed = next((rate for rate in terms.planning_rates if rate.currency == deal.amount.currency), None)
    if fixed is None or terms.currency == deal.amount.currency:
        return
    counted = in_currency_of(terms, deal)
    for before, after in ((deal.amount, counted.amount), (deal.margin, counted.margin)):
        if before is not None and after is not None:
            yield language.say(
                "Planning rate: {amount} × {rate} = {counted}",
                amount=language.money(before),
                rate=language.factor(Rate(fixed.ppm)),
                counted=language.money(after),
            )
