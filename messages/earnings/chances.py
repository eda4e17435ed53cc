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
    weighted = {route.route: _weighted(route, compared, language) for route in _routes(compared)}
    alone, together = weighted.get(Route.ALONE), weighted.get(Route.TOGETHER)
    if alone is not None and together is not None:
        yield _verdict(compared, alone, together, language)
    elif alone is not None:
        yield language.say("Expected alone: {sum}", sum=alone)
    elif together is not None:
        yield language.say("Expected together: {sum}", sum=together)


def _routes(compared: Comparison) -> list[RoutePay]:
    return [route for route in (compared.alone, compared.together) if route is not None]


def _weighted(route: RoutePay, compared: Comparison, language: Language) -> str | None:
    """Chance × pay = expected pay, where both are known."""
    expected, pay = compared.expected(route), None if route.total is None else route.total.exact
    chance = compared.chances.alone if route.route is Route.ALONE else compared.chances.together
    if expected is None or pay is None or chance is None:
        return None
    return f"{language.rate(chance)} × {language.money(pay)} = {language.money(expected)}"


def _verdict(compared: Comparison, alone: str, together: str, language: Language) -> str:
    more = _more(compared)
    if more.minor > 0:
        return language.say(
            "By your chances together is worth {more} more: {together} instead of {alone}.",
            more=language.money(more),
            together=together,
            alone=alone,
        )
    if more.minor < 0:
        return language.say(
            "By your chances alone is worth {more} more: {alone} instead of {together}.",
            more=language.money(-more),
            alone=alone,
            together=together,
        )
    return language.say(
        "By your chances both are worth the same: {together} and {alone}.", together=together, alone=alone
    )


def _more(compared: Comparison) -> Money:
    alone, together = (compared.expected(route) for route in _routes(compared))
    assert alone is not None
    assert together is not None
    return together - alone


def _break_even(compared: Comparison, language: Language) -> Iterator[str]:
    even, alone = compared.break_even, compared.chances.alone
    if even is None:
        return
    if even.alone_above is not None:
        yield _alone_above(even.alone_above, compared.chances.together, language)
    elif alone is not None and even.together_from is not None:
        yield _from_alone(even, alone, even.together_from, language)
    else:
        yield _uplift(even, language)


def _alone_above(chance: Fraction, together: Rate | None, language: Language) -> str:
    if chance >= 1:
        return language.say("Alone does not pay more, however sure you are to win alone.")
    share = language.percent(chance)
    if together is not None and chance < together.fraction:
        return language.say("Alone pays more as soon as you are more than {share} sure to win alone.", share=share)
    return language.say("Alone pays more only if you are more than {share} sure to win alone.", share=share)


def _from_alone(even: BreakEven, alone: Rate, together_from: Fraction, language: Language) -> str:
    """From the chance alone to the one together, as a relative rise and in percentage points."""
    if together_from >= 1:
        return language.say("Together does not pay more, however sure you are to win together.")
    if alone.ppm == 0:
        return language.say("Alone you can’t win it, so together pays more with any chance.")
    if even.uplift == 0:
        return _same_pay(language)
    fields = {
        "share": language.percent(abs(even.uplift)),
        "alone": language.rate(alone),
        "together": language.percent(together_from),
        "points": language.points(abs(together_from - alone.fraction)),
    }
    if even.uplift < 0:
        return language.say(
            "Together stays ahead unless your chance falls by more than {share} (relative): from your {alone} to below"
            " {together}, that is {points} points.",
            **fields,
        )
    return language.say(
        "The partner must raise your chance by more than {share} (relative): from your {alone} to more than"
        " {together}, that is {points} points.",
        **fields,
    )


def _same_pay(language: Language) -> str:
    return language.say("Both pay the same, so the better chance decides.")


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
        return _same_pay(language)
    if even.uplift > 1:
        return language.say("The partner must raise your chance by more than {share} (relative).", share=share)
    return language.say(
        "The partner must raise your chance by more than {share} (relative: from {example} to above {then}, say).",
        share=share,
        **fields,
    )
