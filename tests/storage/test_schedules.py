from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import Engine

from bot.domain.briefings import BriefingPost, Topic
from bot.domain.people import LanguageCode
from bot.domain.schedules import Every, Kind, Rhythm, Schedule, Weekday
from storage.books import StorageLibrary

NOBODY = 2_000_000_000
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
RHYTHM = Rhythm(frozenset({Weekday.THURSDAY, Weekday.MONDAY}), time(9, 30), "Europe/Berlin")


@pytest.fixture
def schedule(library: StorageLibrary, alliance, people) -> Schedule:
    """A weekly briefing that was made just now."""
    with library.writing() as books:
        wanted = Schedule(0, Kind.BRIEFING, alliance.id, "C1", LanguageCode.DE, RHYTHM, created_by=people[0].id)
        return books.schedules.add(wanted)


@pytest.fixture
def post_id(library: StorageLibrary, schedule: Schedule) -> int:
    """The id of a briefing that was posted."""
    return posted(library, schedule, NOON)


def posted(library: StorageLibrary, schedule: Schedule, at: datetime, mark: str = "pitch 1") -> int:
    with library.writing() as books:
        slot = at.strftime("%Y-%m-%dT%H:%M")
        return books.schedules.posted(BriefingPost(0, schedule.id, slot, Topic.PITCH, mark, at))


def acknowledge(library: StorageLibrary, post_id: int, person: str, at: datetime = NOON) -> int:
    with library.writing() as books:
        return books.schedules.acknowledge(post_id, person, at)


def forget(library: StorageLibrary, before: datetime) -> int:
    with library.writing() as books:
        return books.schedules.forget_marks(before)


def test_everything_about_a_schedule_comes_back(library, schedule, alliance, people):
    assert schedule == Schedule(
        schedule.id, Kind.BRIEFING, alliance.id, "C1", LanguageCode.DE, RHYTHM, created_by=people[0].id
    )
    with library.reading() as books:
        assert books.schedules.get(schedule.id) == schedule


def test_a_schedule_may_concern_all_alliances_and_be_made_by_nobody(library):
    monthly = Rhythm(frozenset(Weekday), time(8), "Europe/Zurich", Every.MONTH)
    digest = Schedule(0, Kind.DIGEST, None, "C9", LanguageCode.EN, monthly)
    with library.writing() as books:
        added = books.schedules.add(digest)
        assert added == replace(digest, id=added.id)
        assert books.schedules.all() == (added,)


def test_schedules_are_listed_by_id_and_changes_are_kept(library, schedule):
    with library.writing() as books:
        second = books.schedules.add(replace(schedule, kind=Kind.REPORT, destination="U1"))
        paused = replace(schedule, active=False, rhythm=replace(RHYTHM, days=frozenset({Weekday.FRIDAY})))
        books.schedules.save(paused)
        assert books.schedules.get(schedule.id) == paused
    with library.reading() as books:
        assert books.schedules.all() == (paused, second)


def test_a_schedule_that_was_never_added_is_not_there(library, schedule):
    with library.writing() as books:
        for asked in (books.schedules.get, books.schedules.seen_until, books.schedules.post):
            with pytest.raises(KeyError):
                asked(NOBODY)
        with pytest.raises(KeyError):
            books.schedules.save(replace(schedule, id=NOBODY))
        assert not books.schedules.advance(NOBODY, None, NOON)


def test_a_new_schedule_makes_up_for_nothing(library, alliance):
    before = datetime.now(UTC)
    with library.writing() as books:
        added = books.schedules.add(Schedule(0, Kind.BRIEFING, alliance.id, "C1", LanguageCode.DE, RHYTHM))
        assert before <= books.schedules.seen_until(added.id) <= datetime.now(UTC)


def test_of_two_who_deal_with_the_same_slots_one_does(library, schedule):
    with library.writing() as books:
        made = books.schedules.seen_until(schedule.id)
        assert books.schedules.advance(schedule.id, made, NOON)
        assert not books.schedules.advance(schedule.id, made, NOON + HOUR)
        assert books.schedules.seen_until(schedule.id) == NOON
        assert books.schedules.advance(schedule.id, NOON, NOON + HOUR)


def test_a_schedule_can_be_moved_from_wherever_it_is(library, schedule):
    with library.writing() as books:
        assert books.schedules.advance(schedule.id, None, NOON)
        assert books.schedules.advance(schedule.id, None, NOON + HOUR)
        assert books.schedules.seen_until(schedule.id) == NOON + HOUR


def test_saving_a_schedule_leaves_alone_what_was_dealt_with(library, schedule):
    with library.writing() as books:
        books.schedules.advance(schedule.id, None, NOON)
        books.schedules.save(replace(schedule, active=False))
        assert books.schedules.seen_until(schedule.id) == NOON


def test_the_latest_posts_come_back_the_newest_first_and_no_more_than_twenty(library, schedule):
    with library.writing() as books:
        other = books.schedules.add(schedule)
    ids = [posted(library, schedule, NOON + number * HOUR, f"mark {number}") for number in range(22)]
    posted(library, other, NOON)
    with library.reading() as books:
        latest = books.schedules.latest_posts(schedule.id)
        assert [post.id for post in latest] == ids[:1:-1]
        assert books.schedules.latest_posts(NOBODY) == ()
        newest = BriefingPost(ids[21], schedule.id, "2026-03-03T09:00", Topic.PITCH, "mark 21", NOON + 21 * HOUR)
        assert latest[0] == books.schedules.post(ids[21]) == newest


def test_a_slot_is_posted_once(library, schedule, post_id):
    assert posted(library, schedule, NOON, "another") == post_id
    with library.reading() as books:
        (post,) = books.schedules.latest_posts(schedule.id)
    assert post.mark == "pitch 1"


def test_got_it_is_counted_once_for_each_person(library, schedule, post_id):
    assert acknowledge(library, post_id, "T1:U1") == 1
    assert acknowledge(library, post_id, "T1:U1", NOON + HOUR) == 1
    assert acknowledge(library, post_id, "T1:U2") == 2
    other = posted(library, schedule, NOON + HOUR)
    assert acknowledge(library, other, "T1:U1") == 1
    with library.reading() as books:
        assert books.schedules.post(post_id).confirmed == 2


def test_got_it_is_not_counted_for_what_was_never_posted(library):
    with library.writing() as books, pytest.raises(KeyError):
        books.schedules.acknowledge(NOBODY, "T1:U1", NOON)


def test_who_got_it_is_kept_as_a_keyed_marker(library, engine: Engine, vault, post_id):
    acknowledge(library, post_id, "T1:U1")
    with engine.connect() as connection:
        markers = connection.exec_driver_sql("SELECT marker FROM briefing_mark").scalars().all()
    assert markers == [vault.index(f"{post_id}:T1:U1")]


def test_markers_are_forgotten_and_counts_stay(library, post_id, engine: Engine):
    acknowledge(library, post_id, "T1:U1", NOON)
    acknowledge(library, post_id, "T1:U2", NOON + HOUR)
    assert forget(library, NOON) == 0
    assert forget(library, NOON + HOUR) == 1
    assert forget(library, NOON + 2 * HOUR) == 1
    assert forget(library, NOON + 2 * HOUR) == 0
    with library.reading() as books:
        assert books.schedules.post(post_id).confirmed == 2
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM briefing_mark").scalar_one() == 0


def test_nobody_is_counted_twice_after_the_markers_were_forgotten(library, schedule, post_id):
    acknowledge(library, post_id, "T1:U1", NOON)
    forget(library, NOON + HOUR)
    assert acknowledge(library, post_id, "T1:U1", NOON + 2 * HOUR) == 1
    assert acknowledge(library, post_id, "T1:U2", NOON + 2 * HOUR) == 1
    other = posted(library, schedule, NOON + HOUR)
    assert acknowledge(library, other, "T1:U1", NOON + 2 * HOUR) == 1
