"""Working hours: answers are due after so much of them, in the alliance's time zone and without its public holidays."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """From when until when people work on a working day, Monday to Friday, local time.

    Raises:
        ValueError: if it ends before it starts.
    """

    start: time = time(9)
    end: time = time(17)

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"work ends at {self.end}, before it starts at {self.start}")

    @property
    def a_day(self) -> timedelta:
        """How much time a working day has."""
        return datetime.combine(date.min, self.end) - datetime.combine(date.min, self.start)


OFFICE_HOURS = WorkingHours()


def is_working_day(day: date, holidays: Container[date]) -> bool:
    """Whether people work on this day at all."""
    return day.weekday() < _SATURDAY and day not in holidays


def is_working_time(moment: datetime, hours: WorkingHours, zone: str, holidays: Container[date]) -> bool:
    """Whether people work at this moment (any time zone)."""
    local = moment.astimezone(ZoneInfo(zone))
    return is_working_day(local.date(), holidays) and hours.start <= local.time() < hours.end


def after_working(
    start: datetime, length: timedelta, hours: WorkingHours, zone: str, holidays: Container[date]
) -> datetime:
    """The moment (UTC) at which so much working time has passed since `start`.

    What begins outside working hours begins to count when they begin. On the days the clocks change, hours that were
    really worked are counted.
    """
    # Python adds to a moment with a time zone on its wall clock, which on some days is not the time that passed.
    begun, left = start.astimezone(UTC), length
    for opens, closes in _shifts(begun, hours, ZoneInfo(zone), holidays):
        begins = max(opens, begun)
        if begins + left <= closes:
            return begins + left
        left -= max(closes - begins, timedelta())
    raise AssertionError("working days never end")


def _shifts(
    start: datetime, hours: WorkingHours, zone: ZoneInfo, holidays: Container[date]
) -> Iterator[tuple[datetime, datetime]]:
    """The working hours of each working day from `start` on, as moments (UTC)."""
    day = start.astimezone(zone).date()
    while True:
        if is_working_day(day, holidays):
            yield _moment(day, hours.start, zone), _moment(day, hours.end, zone)
        day += timedelta(days=1)


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)
