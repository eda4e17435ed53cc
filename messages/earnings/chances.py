"""Chance × pay: where the routes are worth the same. A relative rise is never called percentage points."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bot.domain.earnings import BreakEven, Comparison, RoutePay
from bot.domain.incentives import Route
from bot.domain.money import Money, Rate
from messages.language import Language

_EXAMPLE = Fraction(1, 2)


def chances(compared: Comparison, language: Language) -> list[str]:
    """The expected pay where chances were given, and the break-even in one sentence; nothing while pay is a range."""
    return [*_expected(compared, language), *_break_even(compared, language)]


def _expected(compared: Comparison, language: Language) -> Iterator[str]:
    for route, chance in ((compared.alone, compared.chances.alone), (compared.together, compared.chances.together)):
        if route is not None and chance is not None:
            expected, pay = compared.expected(route), _exact(route)
            if expected is not None and pay is not None:
                yield _weighted(route.route, chance, pay, expected, language)


def _weighted(route: Route, chance: Rate, pay: Money, expected: Money, language: Language) -> str:
    fields = {"chance": language.rate(chance), "pay": language.money(pay), "expected": language.money(expected)}
    if route is Route.ALONE:
        return language.say("Expected alone: {chance} × {pay} = {expected}", **fields)
    return language.say("Expected together: {chance} × {pay} = {expected}", **fields)


def _exact(route: RoutePay) -> Money | None:
    return None if route.total is None else route.total.exact


def _break_even(compared: Comparison, language: Language) -> Iterator[str]:
    even = compared.break_even
    if even is None:
        return
    if even.alone_above is not None:
        yield _alone_above(even.alone_above, compared.chances.together, language)
    elif compared.chances.alone is not None:
        yield _together_above(compared.chances.alone.fraction * (1 + even.uplift), language)
    else:
        yield _uplift(even, language)


def _alone_above(chance: Fraction, together: Rate | None, language: Language) -> str:
    if chance >= 1:
        return language.say("Alone does not pay more, however sure you are to win alone.")
    share = language.percent(chance)
    if together is not None and chance < together.fraction:
        return language.say("Alone pays more as soon as you are more than {share} sure to win alone.", share=share)
    return language.say("Alone pays more only if you are more than {share} sure to win alone.", share=share)


def _together_above(chance: Fraction, language: Language) -> str:
    if chance >= 1:
        return language.say("Together does not pay more, however sure you are to win together.")
    share = language.percent(chance)
    return language.say("Together pays more only if you are more than {share} sure to win together.", share=share)


def _uplift(even: BreakEven, language: Language) -> str:
    share = language.percent(abs(even.uplift))
    fields = {"example": language.percent(_EXAMPLE), "then": language.percent(_EXAMPLE * (1 + even.uplift))}
    if even.uplift < 0:
        return language.say(
            "Together stays ahead unless your chance falls by more than {share} (relative: from {example} to below"
            " {then}, say).",
            share=share,
            **fields,
        )
    if even.uplift == 0:
        return language.say("Both pay the same, so the better chance decides.")
    if even.uplift > 1:
        return language.say("The partner must raise your chance by more than {share} (relative).", share=share)
    return language.say(
        "The partner must raise your chance by more than {share} (relative: from {example} to above {then}, say).",
        share=share,
        **fields,
    )
