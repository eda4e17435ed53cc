"""What an answer stands on, in small print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.domain.cards import Answer
from bot.domain.earnings import RoutePay
from bot.domain.incentives import Route
from bot.domain.money import Rate
from bot.domain.pay import Base, GoalLine, TieredLine
from messages import names
from messages.earnings.again import asked
from messages.earnings.unknown import routes_of
from messages.language import Language

_SURE = Rate.percent(95)
"""How sure the interval of `bot.domain.evidence` is."""


def small_print(given: Answer, language: Language) -> Iterator[str]:
    """One sentence a line: deal, base, until when, versions."""
    routes = routes_of(given.comparison)
    if given.same_deal and given.comparison.together is not None:
        yield language.say("Together is taken as the same deal.")
    yield from _later_rules(given, language)
    if any(_counts_from_a_result(route) for route in routes):
        yield _base(given, language)
    if given.evidence is not None:
        yield language.say("Likely: with {sure} confidence, by Wilson’s score interval.", sure=language.rate(_SURE))
    yield from _holding(routes, language)
    versions = ", ".join(dict.fromkeys(_versions(routes, language)))
    yield language.say(
        "Amounts without VAT, pay before tax. An estimate from {versions}; the signed plan binds.", versions=versions
    )


def _counts_from_a_result(route: RoutePay) -> bool:
    return any(isinstance(line, GoalLine | TieredLine) and line.so_far is not None for line in route.plan_lines or ())


def _base(given: Answer, language: Language) -> str:
    if asked(given).so_far is not None:
        return language.say("Goals are counted from the result you named.")
    return {
        Base.BOOKED: language.say("Goals are counted from what you have booked so far."),
        Base.EXPECTED: language.say("Goals are counted from the result you expect at the period’s end."),
    }[given.comparison.situation.base]


def _later_rules(given: Answer, language: Language) -> Iterator[str]:
    """For a registered deal that today's rules serve no worse."""
    together, registered = given.comparison.together, asked(given).registered
    if together is not None and registered is not None and not together.kept:
        yield language.say(
            "The deal was registered on {day}; the rules of its closing day pay no less.", day=language.day(registered)
        )


def _holding(routes: Sequence[RoutePay], language: Language) -> Iterator[str]:
    """The last closing day: one for all where it is the same, else by route; kept rules hold for any."""
    untils = {route.route: route.until for route in routes if route.until is not None and not route.kept}
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
