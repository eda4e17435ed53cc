"""Sentences about what somebody typed or filled in.

Each takes `literal`, which makes a typed text safe for where the sentence is shown: mrkdwn, or plain at a field.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from bot.domain import refusals as r
from messages.language import Language
from messages.parts import cut

Literal = Callable[[str], str]

_Field = (
    r.Missing
    | r.TooLong
    | r.TooMany
    | r.RateUnreadable
    | r.RateOutside
    | r.DayUnreadable
    | r.EndsBeforeStart
    | r.DayPast
)
_Amount = r.AmountMissing | r.AmountUnreadable | r.AmountAmbiguous | r.AmountNotPositive | r.AmountTooLarge
Entered = _Field | _Amount

_LONGEST = 60
"""Characters of a typed text that are repeated: enough to recognise it."""


def short(text: str, literal: Literal) -> str:
    """A typed text as it is repeated in a sentence."""
    return literal(cut(" ".join(text.split()), _LONGEST))


def entered(refused: Entered, literal: Literal, language: Language) -> str:
    """What is wrong with it."""
    return _amount(refused, literal, language) if isinstance(refused, _Amount) else _field(refused, literal, language)


def _field(refused: _Field, literal: Literal, language: Language) -> str:
    match refused:
        case r.Missing():
            text = language.say("This is needed.")
        case r.TooLong(limit=limit, length=length):
            text = language.say("At most {limit} characters fit; there are {length}.", limit=limit, length=length)
        case r.TooMany(limit=limit):
            text = language.say("At most {limit} entries fit.", limit=limit)
        case r.RateUnreadable(typed=typed):
            text = language.say("“{words}” is no percentage. Write 2.5, for instance.", words=short(typed, literal))
        case r.RateOutside(low=low, high=high):
            text = language.say("Only percentages from {low} to {high} make sense here.", low=low, high=high)
        case r.DayUnreadable(typed=typed):
            text = language.say("“{words}” is no day. Pick one from the calendar.", words=short(typed, literal))
        case r.EndsBeforeStart():
            text = language.say("The last day comes before the first.")
        case r.DayPast():
            text = language.say("This day has passed. Choose today or later.")
        case _:
            assert_never(refused)
    return text


def _amount(refused: _Amount, literal: Literal, language: Language) -> str:
    match refused:
        case r.AmountMissing():
            text = language.say("How large is the deal? Add the amount, for instance 50k.")
        case r.AmountUnreadable(typed=typed):
            text = language.say(
                "I can’t read “{words}” as an amount. Write 50k, 50,000 or 1.2 m.", words=short(typed, literal)
            )
        case r.AmountAmbiguous(typed=typed, readings=(one, other)):
            text = language.say(
                "“{words}” can mean {one} or {other}. Write it without separators.",
                words=short(typed, literal),
                one=language.money(one),
                other=language.money(other),
            )
        case r.AmountNotPositive(typed=typed):
            text = language.say(
                "“{words}” is not more than zero; I need a positive amount.", words=short(typed, literal)
            )
        case r.AmountTooLarge(limit=limit):
            text = language.say(
                "More than {limit} is beyond any deal. Is there a zero too many?", limit=language.money(limit)
            )
        case _:
            assert_never(refused)
    return text
