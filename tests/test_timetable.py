"""What is kept for a time only is deleted when it is over."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot import timetable as timetables
from bot.domain.alliances import Place, Profile, Status, ValueProposition
from bot.domain.briefings import BriefingPost, Topic
from bot.domain.people import Company, LanguageCode, SlackUser
from bot.domain.schedules import Kind, Rhythm, Schedule, Weekday
from bot.ports import Library
from bot.timetable import Timetable

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAYS = [timedelta(days=days) for days in (29, 30, 31, 400)]


@pytest.fixture
def timetable(library: Library) -> Timetable:
    unused: Any = None
    return Timetable(library, unused, lambda: NOON, unused)


def test_requests_are_forgotten_after_thirty_days(timetable: Timetable, library: Library) -> None:
    with library.writing() as books:
        for age in DAYS:
            books.requests.first("view", str(age.days), NOON - age)
    timetable.tidy()
    with library.writing() as books:
        again = {age.days: books.requests.first("view", str(age.days), NOON) for age in DAYS}
    assert again == {29: False, 30: False, 31: True, 400: True}


def test_so_many_requests_are_forgotten_at_once(
    timetable: Timetable, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timetables, "_AT_ONCE", 2)
    with library.writing() as books:
        for number in range(3):
            books.requests.first("view", str(number), NOON - timedelta(days=90 - number))
    timetable.tidy()
    with library.writing() as books:
        assert [books.requests.first("view", str(number), NOON) for number in range(3)] == [True, True, False]
    timetable.tidy()
    with library.writing() as books:
        assert books.requests.first("view", "2", NOON)


def test_who_confirmed_a_briefing_is_forgotten_after_thirty_days(timetable: Timetable, library: Library) -> None:
    posts = [confirmed_post(library, NOON - age) for age in DAYS]
    timetable.tidy()
    with library.writing() as books:
        marks = [books.schedules.forget_marks(NOON - age + timedelta(seconds=1)) for age in reversed(DAYS)]
        assert [books.schedules.post(post).id for post in posts] == posts
    assert marks == [0, 0, 1, 1], "only those of the last thirty days were left"


def confirmed_post(library: Library, at: datetime) -> int:
    """The id of a briefing that somebody confirmed at a moment."""
    with library.writing() as books:
        books.people.settle(Company("T1", "EUR", "Europe/Berlin", "DE"))
        seen = SlackUser("T1", "U1", LanguageCode.DE, is_workspace_admin=False, seen_at=at)
        mira = books.people.meet(seen)
        known = [alliance for alliance in books.alliances.all() if alliance.handle == "acme"]
        profile = Profile("Acme GmbH", mira.id, {LanguageCode.EN: ValueProposition("Booked the same day.")})
        place = Place("Europe/Berlin", "DE")
        acme = known[0] if known else books.alliances.add("acme", Status.ACTIVE, profile, place, date(2025, 1, 1))
        rhythm = Rhythm(frozenset({Weekday.MONDAY}), time(9), "Europe/Berlin")
        order = books.schedules.add(Schedule(0, Kind.BRIEFING, acme.id, "C1", LanguageCode.DE, rhythm))
        post = books.schedules.posted(BriefingPost(0, order.id, at.isoformat(), Topic.PITCH, "pitch 1", at))
        books.schedules.acknowledge(post, "U1", at)
        return post
