"""The answer to *what do I earn*: the result first, then the routes, the chances, how it adds up, what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import ActionsBlock, Block

from bot.domain.cards import Answer
from bot.domain.earnings import RoutePay
from bot.domain.incentives import Clawback, Deal
from bot.domain.measures import Measure
from bot.domain.money import WHOLE, Money
from bot.domain.people import PayRole
from bot.domain.versions import Version
from messages import names, parts
from messages.actions import Action, FormId
from messages.components import component_sentence
from messages.earnings.again import command
from messages.earnings.chances import chances
from messages.earnings.guessing import chance_buttons, evidence
from messages.earnings.result import result
from messages.earnings.small_print import small_print
from messages.earnings.steps import adding_up, plan_head, rules_head
from messages.earnings.unknown import how_to_say, routes_of
from messages.language import Language
from messages.message import Form, Message
from messages.parts import bold, lines, section, typed


def answer(given: Answer, language: Language) -> Message:
    """What the routes of a deal pay, for the asker alone."""
    first = result(given, language)
    return Message(first, tuple(_blocks(given, first, language)))


def answer_view(given: Answer, language: Language) -> Form:
    """The same inside the modal in which it was asked."""
    blocks = _blocks(given, result(given, language), language)
    return Form(FormId.NOTICE, language.say("What do I earn?"), tuple(blocks), close=language.say("Close"))


def _blocks(given: Answer, first: str, language: Language) -> list[Block]:
    columns = [_column(route, language) for route in routes_of(given.comparison)]
    blocks: list[Block] = [section(bold(first)), parts.context(_understood(given, language)), parts.columns(*columns)]
    blocks += _section_of(_wanted(given, language))
    blocks += _section_of(chances(given.comparison, language))
    blocks += adding_up(given, language)
    blocks += _section_of(_clawbacks(given, language))
    blocks += _section_of([evidence(given, language)])
    blocks += chance_buttons(given, language)
    return [*blocks, _next_steps(given, language), parts.context(lines(*small_print(given, language)))]


def _section_of(said: Sequence[str] | Iterator[str]) -> list[Block]:
    text = lines(*said)
    return [section(text)] if text else []


def _understood(given: Answer, language: Language) -> str:
    """The deal as it was understood."""
    alone, together = given.comparison.alone.deal, given.comparison.together
    said = [typed(given.partner), *_deal(alone, language, today=given.closes_assumed), *_facts(alone, language)]
    said += _standing(given, language)
    if given.pay_role is not PayRole.SELLER:
        said.append(language.say("paid as {role}", role=names.pay_role(given.pay_role, language)))
    if together is not None and not given.same_deal:
        deal = ", ".join(_deal(together.deal, language))
        said.append(language.say("together: {deal}", deal=deal))
    return " · ".join(said)


def _deal(deal: Deal, language: Language, *, today: bool = False) -> Iterator[str]:
    day = language.day(deal.closes)
    yield language.say("a deal of {amount}", amount=language.money(deal.amount))
    if deal.margin is not None:
        yield language.say("margin {amount}", amount=language.money(deal.margin))
    yield language.say("if it closes today, {day}", day=day) if today else language.say("closing {day}", day=day)


def _facts(deal: Deal, language: Language) -> Iterator[str]:
    if deal.product is not None:
        yield typed(deal.product)
    if deal.units is not None:
        yield names.quantity(deal.units, Measure.UNITS, language)
    if deal.months is not None:
        yield language.say_n("{n} contract month", "{n} contract months", deal.months)
    if deal.customer is not None:
        yield names.customer(deal.customer, language)
    if deal.region is not None:
        yield language.say("region {region}", region=typed(deal.region))


def _standing(given: Answer, language: Language) -> Iterator[str]:
    """What the asker said about the chances and the period so far."""
    said = given.comparison.chances
    if said.alone is not None:
        yield language.say("{chance} to win alone", chance=language.rate(said.alone))
    if said.together is not None:
        yield language.say("{chance} to win together", chance=language.rate(said.together))
    if given.asked is None:
        return
    if given.asked.so_far is not None:
        yield language.say("{amount} so far", amount=language.money(given.asked.so_far))
    if given.asked.deals_so_far is not None:
        yield language.say_n("{n} deal so far", "{n} deals so far", given.asked.deals_so_far)


def _column(route: RoutePay, language: Language) -> str:
    head = bold(names.capitalised(names.route(route.route, language)))
    if route.total is not None:
        return lines(head, language.span(route.total))
    if route.plan_lines is not None:
        return lines(head, language.say("still open") if route.depends_on else language.say("needs your figures"))
    return lines(head, _with_unknown_plan(route, language))


def _with_unknown_plan(route: RoutePay, language: Language) -> str:
    if route.on_top is None:
        return language.say("your plan + a share of it")
    if route.on_top.high.minor == 0:
        return language.say("what your plan pays")
    on_top = language.span(route.on_top)
    if route.credit == WHOLE:
        return language.say("your plan + {amount}", amount=on_top)
    return language.say("your plan (credit {rate}) + {amount}", rate=language.rate(route.credit), amount=on_top)


def _wanted(given: Answer, language: Language) -> list[str]:
    """What would make the answer more exact, and how to say it."""
    figures = _figures_wanted(given, language) if given.comparison.figures_missing else ""
    return [how_to_say(given.comparison, language), figures]


def _figures_wanted(given: Answer, language: Language) -> str:
    if given.figures_elsewhere:
        return language.say(
            "Your figures are kept for another period. With this period’s I can say it exactly: `/cosell figures`."
        )
    total = given.comparison.alone.total
    if total is not None and total.exact is not None:
        return language.say(
            "This takes the quota and target bonus of your role. If yours are different, enter them:"
            " `/cosell figures`. Only you see them."
        )
    return language.say(
        "With your quota and your result so far I can say it exactly. Only you see them: `/cosell figures`."
    )


def _clawbacks(given: Answer, language: Language) -> Iterator[str]:
    """The terms on which pay is owed back, each behind the part of the pay it takes back, unless that is all of it."""
    routes = routes_of(given.comparison)
    for term in dict.fromkeys(term for route in routes for term in route.clawbacks):
        sentence = f"{component_sentence(term, language)}."
        if all(_is_all_owed(term, route) for route in routes):
            yield names.capitalised(sentence)
            continue
        by_plan = [route for route in routes if _is_owed(term, route, route.plan)]
        heads = [plan_head(by_plan, language)] if by_plan else []
        heads += [rules_head(route, language) for route in routes if _is_owed(term, route, route.rules)]
        yield from (f"{head} {sentence}" for head in heads)


def _is_all_owed(term: Clawback, route: RoutePay) -> bool:
    """Whether the term takes back whatever the route pays."""
    known = [version for version in (route.plan, route.rules) if version is not None]
    return bool(known) and all(_is_owed(term, route, version) for version in known)


def _is_owed(term: Clawback, route: RoutePay, version: Version | None) -> bool:
    """Whether the term takes back what the version pays on the route."""
    return version is not None and term in route.clawbacks and term in version.terms.components


def _next_steps(given: Answer, language: Language) -> ActionsBlock:
    change = command(given).replace("/cosell ", "/cosell change ", 1)
    more = [(language.say("Change the numbers"), change)]
    if given.comparison.figures_missing:
        more.append((language.say("My figures"), "/cosell figures"))
    return parts.actions(
        *parts.commands(
            (language.say("Share a lead"), f"/lead share {given.handle}"),
            (language.say("Show the pitch"), f"/alliance show {given.handle}"),
        ),
        parts.button(language.say("Ask the partner manager"), Action.ASK_MANAGER, given.handle),
        *parts.commands(*more, first=3),
    )


def ambiguous(text: str, choices: Sequence[tuple[Money, str]], language: Language) -> Message:
    """Asks which amount was meant: each choice is an amount and the command that says it clearly."""
    amounts = [language.money(amount) for amount, _ in choices]
    ask = language.say("Did you mean {amounts}?", amounts=names.either(amounts, language))
    why = language.say("I can read “{words}” in two ways.", words=typed(text))
    buttons = parts.commands(*zip(amounts, (command for _, command in choices), strict=True))
    return Message(ask, (section(bold(ask)), parts.context(why), parts.actions(*buttons)))
