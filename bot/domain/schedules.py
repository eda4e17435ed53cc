"""When something is posted by itself: days and a time on the wall clock of a time zone.

A slot is named by its local wall time without an offset, so the hour that comes twice in autumn is one slot.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.people import LanguageCode
from bot.domain.working_time import is_working_day


class Weekday(StrEnum):
    """A day people work on, by name."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"


WEEKDAYS = tuple(Weekday)


class Kind(StrEnum):
    """What is posted."""

    BRIEFING = "briefing"
    REPORT = "report"
    DIGEST = "digest"


class Every(StrEnum):
    """How often: on these days of each week, or on the first of these days of each month."""

    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """On which days, at what time, in which time zone (IANA).

    Raises:
        ValueError: if it names no day.
    """

    days: frozenset[Weekday]
    at: time
    time_zone: str
    every: Every = Every.WEEK

    def __post_init__(self) -> None:
        if not self.days:
            raise ValueError("a rhythm needs a day")


@dataclass(frozen=True, slots=True)
class Schedule:
    """A standing order to post something.

    `destination` is a channel, or a person's Slack user id; `alliance_id` is None for what concerns all alliances.
    """

    id: int
    kind: Kind
    alliance_id: int | None
    destination: str
    language: LanguageCode
    rhythm: Rhythm
    active: bool = True
    created_by: int | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """One time at which a schedule posts: the local wall time, and the moment (UTC) it stands for."""

    local: datetime
    moment: datetime

    @property
    def name(self) -> str:
        """The local wall time, as `2026-10-25T02:30`."""
        return self.local.isoformat(timespec="minutes")


def slots(rhythm: Rhythm, after: datetime, holidays: Container[date]) -> Iterator[Slot]:
    """The times after a moment, without end; what falls on a holiday is left out.

    A month's slot that falls on a holiday moves to the next of its days. A wall time the clocks skip in spring is
    taken as much later as they are put forward.
    """
    zone = ZoneInfo(rhythm.time_zone)
    day = after.astimezone(zone).date()
    first_left = _first_of_month(rhythm, day, holidays) if rhythm.every is Every.MONTH else None
    while True:
        if _is_day(rhythm, day, holidays) and (first_left is None or day == first_left):
            local = datetime.combine(day, rhythm.at)
            moment = local.replace(tzinfo=zone).astimezone(UTC)
            if moment > after:
                yield Slot(local, moment)
        day += timedelta(days=1)
        if first_left is not None and day.day == 1:
            first_left = _first_of_month(rhythm, day, holidays)


def _first_of_month(rhythm: Rhythm, day: date, holidays: Container[date]) -> date:
    first = day.replace(day=1)
    return next(d for d in (first + timedelta(days=n) for n in range(62)) if _is_day(rhythm, d, holidays))


def _is_day(rhythm: Rhythm, day: date, holidays: Container[date]) -> bool:
    return is_working_day(day, holidays) and WEEKDAYS[day.weekday()] in rhythm.days
