"""Days and the periods of a business year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Days:
    """From a day until before another day; without an end it goes on.

    Raises:
        ValueError: if it ends on or before the day it starts.
    """

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise ValueError(f"ends on {self.end}, before a day of it has passed since {self.start}")

    @classmethod
    def through(cls, first: date, last: date | None) -> Days:
        """From the first to the last day, both included, as people say it."""
        return cls(first, None if last is None else last + timedelta(days=1))

    @property
    def last(self) -> date | None:
        """The last day that belongs to it, or None if it goes on."""
        return None if self.end is None else self.end - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


class PeriodKind(StrEnum):
    """The span of time over which a goal is measured."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: MONTHS_A_YEAR}


def period_containing(day: date, kind: PeriodKind, fiscal_year_starts: int = 1) -> Days:
    """The month, quarter, half or fiscal year the day lies in.

    Args:
        day: a day in the company's time zone.
        kind: how long the period is.
        fiscal_year_starts: the month, 1 to 12, in which the fiscal year starts; quarters and halves count from it.
    """
    months = _MONTHS[kind]
    since_start = (day.month - fiscal_year_starts) % MONTHS_A_YEAR
    start = _month_after(date(day.year, day.month, 1), -(since_start % months))
    return Days(start, _month_after(start, months))


def _month_after(first: date, months: int) -> date:
    count = first.year * MONTHS_A_YEAR + first.month - 1 + months
    return date(count // MONTHS_A_YEAR, count % MONTHS_A_YEAR + 1, 1)
