"""Sentences about what somebody typed or filled in."""

from __future__ import annotations

from typing import assert_never

from bot.domain import refusals as r
from messages.refusals.telling import Telling

_Field = (
    r.Missing
    | r.TooLong
    | r.TooMany
    | r.RateUnreadable
    | r.RateOutside
    | r.DayUnreadable
    | r.EndsBeforeStart
    | r.OutsideHours
    | r.DayPast
    | r.DayOutside
    | r.FactorUnreadable
    | r.LineUnreadable
    | r.OneOfTwo
    | r.NumberOutside
    | r.BothLanguages
)
_Amount = r.AmountMissing | r.AmountUnreadable | r.AmountAmbiguous | r.AmountNotPositive | r.AmountTooLarge
Entered = _Field | _Amount


def entered(refused: Entered, tell: Telling) -> str:
    """What is wrong with it."""
    return _amount(refused, tell) if isinstance(refused, _Amount) else _field(refused, tell)


def _field(refused: _Field, tell: Telling) -> str:  # noqa: C901, PLR0912 - one arm for each refusal
    match refused:
        case r.Missing():
            text = tell.language.say("This is needed.")
        case r.TooLong(limit=limit, length=length):
            text = tell.language.say("At most {limit} characters fit; there are {length}.", limit=limit, length=length)
        case r.TooMany(limit=limit):
            text = tell.language.say("At most {limit} entries fit.", limit=limit)
        case r.RateUnreadable(typed=typed):
            text = tell.language.say("“{words}” is no percentage. Write 2.5, for instance.", words=tell.short(typed))
        case r.RateOutside(low=low, high=high):
            text = tell.language.say("Only percentages from {low} to {high} make sense here.", low=low, high=high)
        case r.DayUnreadable(typed=typed):
            text = tell.language.say(
                "I can’t read “{words}” as one day. Write 31 March 2027 or 2027-03-31.", words=tell.short(typed)
            )
        case r.EndsBeforeStart():
            text = tell.language.say("The last day comes before the first.")
        case r.OutsideHours(start=start, end=end):
            text = tell.language.say(
                "Post in working hours, from {start} and before {end}.",
                start=tell.language.clock(start),
                end=tell.language.clock(end),
            )
        case r.DayPast():
            text = tell.language.say("This day has passed. Choose today or later.")
        case r.DayOutside(first=first, last=last):
            text = tell.language.say(
                "Choose a day from {first} to {last}.", first=tell.language.day(first), last=tell.language.day(last)
            )
        case r.FactorUnreadable(typed=typed):
            text = tell.language.say("“{words}” is no factor. Write 1.5, for instance.", words=tell.short(typed))
        case r.LineUnreadable(typed=typed):
            text = tell.language.say(
                "I can’t read the line “{words}”. Write each line as in the example below.", words=tell.short(typed)
            )
        case r.OneOfTwo():
            text = tell.language.say("Fill in an amount or a percentage, not both.")
        case r.NumberOutside(low=low, high=high):
            text = tell.language.say("Write a whole number from {low} to {high}.", low=low, high=high)
        case r.BothLanguages():
            text = tell.language.say("A channel is briefed in one language. Leave this one in one of the two fields.")
        case _:
            assert_never(refused)
    return text


def _amount(refused: _Amount, tell: Telling) -> str:
    match refused:
        case r.AmountMissing():
            text = tell.language.say("How large is the deal? Add the amount, for instance 50k.")
        case r.AmountUnreadable(typed=typed):
            text = tell.language.say(
                "I can’t read “{words}” as an amount. Write 50k, 50,000 or 1.2 m.", words=tell.short(typed)
            )
        case r.AmountAmbiguous(typed=typed, readings=(one, other)):
            text = tell.language.say(
                "“{words}” can mean {one} or {other}. Write it without separators.",
                words=tell.short(typed),
                one=tell.language.money(one),
                other=tell.language.money(other),
            )
        case r.AmountNotPositive(typed=typed):
            text = tell.language.say(
                "“{words}” is not more than zero; I need a positive amount.", words=tell.short(typed)
            )
        case r.AmountTooLarge(limit=limit):
            text = tell.language.say(
                "More than {limit} is beyond any deal. Is there a zero too many?", limit=tell.language.money(limit)
            )
        case _:
            assert_never(refused)
    return text
