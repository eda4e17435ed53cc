"""How amounts stand in a formula."""

from __future__ import annotations

from fractions import Fraction

from bot.domain.money import Money, Span, round_half_up
from messages.language import Language


def signed(amount: Money, language: Language) -> str:
    """The amount with a minus as it is written in a sum."""
    return f"−{language.money(-amount)}" if amount.minor < 0 else language.money(amount)


def signed_span(span: Span, language: Language) -> str:
    """The amount, or both ends, with a minus as it is written in a sum."""
    if span.exact is not None:
        return signed(span.exact, language)
    return language.say("between {low} and {high}", low=signed(span.low, language), high=signed(span.high, language))


def worth(exact: Fraction, like: Money) -> Money:
    """The exact number of minor units as an amount of the same currency, rounded commercially."""
    return Money(round_half_up(exact), like.currency)


def equals(by_hand: Money, without: Money, amount: Money, language: Language) -> str:
    """The end of a formula: what it comes to.

    A deal pays the period's pay with it minus the period's pay without it, and each of them is rounded; where that
    makes a cent of difference to the formula `by_hand`, both are shown.
    """
    if by_hand == amount:
        return f" = {signed(amount, language)}"
    return language.say(
        ", rounded: {after} with the deal − {before} without it = {amount}",
        after=signed(without + amount, language),
        before=signed(without, language),
        amount=signed(amount, language),
    )
