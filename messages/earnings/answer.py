"""The answer to *what do I earn*: the result first, then the routes, how they add up, and the small print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block

from bot.domain.cards import Answer
from bot.domain.earnings import RoutePay
from bot.domain.incentives import Deal, Route
from bot.domain.money import WHOLE, Money
from bot.domain.pay import Base, GoalLine
from bot.domain.people import PayRole
from messages import names, parts
from messages.actions import FormId
from messages.earnings.chances import chances
from messages.earnings.result import result
from messages.language import Language
from messages.lines import formula
from messages.message import Form, Message
from messages.parts import bold, bullets, lines, section, typed
from messages.rules.sentences import credit_sentence


def answer(given: Answer, language: Language) -> Message:
    """What the routes of a deal pay, for the asker alone."""
    first = result(given, language)
    return Message(first, tuple(_blocks(given, first, language)))


def answer_view(given: Answer, language: Language) -> Form:
    """The same inside the modal in which it was asked."""
    blocks = _blocks(given, result(given, language), language)
    return Form(FormId.NOTICE, language.say("What do I earn?"), tuple(blocks), close=language.say("Close"))


def _commands(given: Answer, language: Language) -> Iterator[tuple[str, str]]:
    amount = given.comparison.alone.deal.amount
    yield language.say("Change the numbers"), f"/cosell change {given.handle} {amount.amount} {amount.currency}"
    if given.comparison.figures_missing:
        yield language.say("My figures"), "/cosell figures"
    yield language.say("Show the pitch"), f"/alliance show {given.handle}"


def _blocks(given: Answer, first: str, language: Language) -> list[Block]:
    compared = given.comparison
    routes = [route for route in (compared.alone, compared.together, compared.hand_over) if route is not None]
    blocks: list[Block] = [section(bold(first)), parts.context(_understood(given, language))]
    blocks.append(parts.columns(*(_column(route, language) for route in routes)))
    said = chances(compared, language)
    if said:
        blocks.append(section(lines(*said)))
    blocks.append(section(lines(bold(language.say("How it adds up")), bullets(_sums(routes, language)))))
    if compared.figures_missing:
        blocks.append(section(_figures_wanted(given, language)))
    blocks.append(parts.context(lines(*_small_print(given, routes, language))))
    blocks.append(parts.actions(*parts.commands(*_commands(given, language))))
    return blocks


def _understood(given: Answer, language: Language) -> str:
    """The deal as it was understood."""
    alone, together = given.comparison.alone.deal, given.comparison.together
    said = [typed(given.partner), *_deal(alone, language, today=given.closes_assumed)]
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


def _column(route: RoutePay, language: Language) -> str:
    head = bold(names.capitalised(names.route(route.route, language)))
    if route.total is not None:
        return lines(head, language.span(route.total))
    if route.plan_lines is not None:
        return lines(head, language.say("needs your figures"))
    return lines(head, _with_unknown_plan(route, language))


def _with_unknown_plan(route: RoutePay, language: Language) -> str:
    if route.on_top is None or route.on_top.high.minor == 0:
        return language.say("what your plan pays")
    on_top = language.span(route.on_top)
    if route.credit == WHOLE:
        return language.say("your plan + {amount}", amount=on_top)
    return language.say("your plan (credit {rate}) + {amount}", rate=language.rate(route.credit), amount=on_top)


def _sums(routes: Sequence[RoutePay], language: Language) -> Iterator[str]:
    """One line for each component that made the pay, and the credit where a partner is in."""
    if any(route.plan_lines is None for route in routes):
        yield language.say("Plan: none in the books for you yet, so I can’t tell what it pays.")
    for plan_lines in dict.fromkeys(route.plan_lines for route in routes if route.plan_lines):
        shared = [names.route(route.route, language) for route in routes if route.plan_lines == plan_lines]
        for line in plan_lines:
            where, sum_ = names.listed(shared, language), formula(line, language)
            yield language.say("Plan, {routes}: {formula}", routes=where, formula=sum_)
    if routes[0].plan_lines == ():
        yield language.say("Plan, alone: pays nothing for this deal.")
    for route in routes[1:]:
        yield from _rule_sums(route, language)


def _rule_sums(route: RoutePay, language: Language) -> Iterator[str]:
    name, how = names.capitalised(names.route(route.route, language)), names.mode(route.mode, language)
    for line in route.rule_lines:
        yield language.say("{route}, {how}: {formula}", route=name, how=how, formula=formula(line, language))
    if not route.rule_lines:
        yield language.say("{route}: no rule applies to this deal.", route=name)
    yield f"{name}: {credit_sentence(route.mode, route.credit, language)}"


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


def _small_print(given: Answer, routes: Sequence[RoutePay], language: Language) -> Iterator[str]:
    if given.same_deal and given.comparison.together is not None:
        yield language.say("Together is taken as the same deal.")
    if any(
        isinstance(line, GoalLine) and line.so_far is not None for route in routes for line in route.plan_lines or ()
    ):
        yield {
            Base.BOOKED: language.say("Goals are counted from what you have booked so far."),
            Base.EXPECTED: language.say("Goals are counted from the result you expect at the period’s end."),
        }[given.comparison.situation.base]
    yield from _holding(routes, language)
    versions = ", ".join(dict.fromkeys(_versions(routes, language)))
    yield language.say(
        "Amounts without VAT, pay before tax. An estimate from {versions}; the signed plan binds.", versions=versions
    )


def _holding(routes: Sequence[RoutePay], language: Language) -> Iterator[str]:
    """The last closing day: one for all where it is the same, else by route."""
    untils = {route.route: route.until for route in routes if route.until is not None}
    days = set(untils.values())
    if len(days) == 1:
        yield language.say("Holds if it closes by {day}.", day=language.day(days.pop()))
    elif untils:
        each = [f"{names.route(route, language)} {language.day(day)}" for route, day in untils.items()]
        yield language.say("Holds if it closes by: {days}.", days=", ".join(each))


def _versions(routes: Sequence[RoutePay], language: Language) -> Iterator[str]:
    for route in routes:
        if route.plan is not None:
            yield language.say("plan v{number}", number=route.plan.number)
    for route in routes:
        if route.rules is not None and route.route is Route.HAND_OVER:
            yield language.say("rules v{number} for handing over", number=route.rules.number)
        elif route.rules is not None:
            yield language.say("rules v{number}", number=route.rules.number)


def ambiguous(text: str, choices: Sequence[tuple[Money, str]], language: Language) -> Message:
    """Asks which amount was meant: each choice is an amount and the command that says it clearly."""
    amounts = [language.money(amount) for amount, _ in choices]
    ask = language.say("Did you mean {amounts}?", amounts=names.either(amounts, language))
    why = language.say("I can read “{words}” in two ways.", words=typed(text))
    buttons = parts.commands(*zip(amounts, (command for _, command in choices), strict=True))
    return Message(ask, (section(bold(ask)), parts.context(why), parts.actions(*buttons)))
