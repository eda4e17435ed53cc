"""What somebody typed or filled in can't be taken as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from bot.domain.money import Money
from bot.domain.refusals.base import Refusal


@dataclass(eq=False)
class Missing(Refusal):
    """A field that is needed was left empty."""


@dataclass(eq=False)
class TooLong(Refusal):
    """A text has more characters than fit."""

    limit: int
    length: int


@dataclass(eq=False)
class TooMany(Refusal):
    """A list has more entries than fit."""

    limit: int


@dataclass(eq=False)
class AmountMissing(Refusal):
    """An amount of money is needed and none was given."""


@dataclass(eq=False)
class AmountUnreadable(Refusal):
    """The text is no amount of money."""

    typed: str


@dataclass(eq=False)
class AmountAmbiguous(Refusal):
    """The text can be read as two amounts: 50,000 is fifty thousand or fifty."""

    typed: str
    readings: tuple[Money, Money]


@dataclass(eq=False)
class AmountNotPositive(Refusal):
    """The amount is zero or less."""

    typed: str


@dataclass(eq=False)
class AmountTooLarge(Refusal):
    """The amount is beyond any deal."""

    limit: Money


@dataclass(eq=False)
class RateUnreadable(Refusal):
    """The text is no percentage."""

    typed: str


@dataclass(eq=False)
class RateOutside(Refusal):
    """The percentage lies outside what makes sense here."""

    low: int
    high: int


@dataclass(eq=False)
class FactorUnreadable(Refusal):
    """The text is no factor such as 1.5, or one beyond reason."""

    typed: str


@dataclass(eq=False)
class LineUnreadable(Refusal):
    """A line of a list typed as text does not say what such a line says; the field's hint shows how."""

    typed: str


@dataclass(eq=False)
class OneOfTwo(Refusal):
    """Two fields are filled in of which only one can count."""


@dataclass(eq=False)
class NumberOutside(Refusal):
    """The number lies outside what makes sense here, or is none."""

    low: int
    high: int


@dataclass(eq=False)
class DayUnreadable(Refusal):
    """The text is no day."""

    typed: str


@dataclass(eq=False)
class EndsBeforeStart(Refusal):
    """A span of days ends before it starts."""


@dataclass(eq=False)
class OutsideHours(Refusal):
    """The time lies outside working hours, from `start` until before `end`, local."""

    start: time
    end: time


@dataclass(eq=False)
class DayPast(Refusal):
    """The day lies in the past, where nothing is changed any more."""


@dataclass(eq=False)
class DayOutside(Refusal):
    """The day lies outside what makes sense here; both ends are included."""

    first: date
    last: date


@dataclass(eq=False)
class PeriodUnreadable(Refusal):
    """The text names no period."""

    typed: str


@dataclass(eq=False)
class BothLanguages(Refusal):
    """A sales channel was chosen for both languages; it is briefed in one."""


Entered = (
    Missing
    | TooLong
    | TooMany
    | AmountMissing
    | AmountUnreadable
    | AmountAmbiguous
    | AmountNotPositive
    | AmountTooLarge
    | RateUnreadable
    | RateOutside
    | FactorUnreadable
    | LineUnreadable
    | OneOfTwo
    | NumberOutside
    | DayUnreadable
    | EndsBeforeStart
    | OutsideHours
    | DayPast
    | DayOutside
    | PeriodUnreadable
    | BothLanguages
)
"""Every refusal of something entered."""
