from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.history import Deed, Entry
from bot.domain.incentives import Percentage, Plan
from bot.domain.money import Rate
from bot.domain.people import PayRole
from bot.domain.periods import Days
from bot.domain.versions import Series

NOBODY = 2_000_000_000
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_deeds_come_back_the_newest_first_and_no_more_than_asked_for(library, people, alliance):
    deeds = [
        Entry(NOON, people[0].id, Deed.REGISTERED, alliance.id),
        Entry(NOON + timedelta(hours=1), people[1].id, Deed.EDITED, alliance.id, fields=("aliases", "partner")),
        Entry(NOON + timedelta(hours=1), people[1].id, Deed.PAUSED, alliance.id),
    ]
    with library.writing() as books:
        for deed in deeds:
            books.history.add(deed)
        books.history.add(Entry(NOON, people[0].id, Deed.RIGHTS_ASSIGNED, person_id=people[1].id))
    with library.reading() as books:
        assert books.history.of_alliance(alliance.id, 10) == tuple(reversed(deeds))
        assert books.history.of_alliance(alliance.id, 1) == (deeds[2],)


def test_a_deed_tells_what_it_was_done_to(library, people, alliance):
    with library.writing() as books:
        plan = Plan("EUR", (Percentage(Rate(1)),))
        version = books.versions.add(Series(PayRole.SELLER), plan, Days(NOON.date()), people[0].id, NOON)
        deed = Entry(NOON, people[0].id, Deed.DRAFTED, alliance.id, version.id, people[2].id)
        books.history.add(deed)
        assert books.history.of_alliance(alliance.id, 1) == (deed,)


def test_a_deed_of_nobody_is_refused(library):
    with library.writing() as books, pytest.raises(IntegrityError):
        books.history.add(Entry(NOON, NOBODY, Deed.REGISTERED))


def test_a_request_is_first_once(library):
    with library.writing() as books:
        assert books.requests.first("command", "T1:123", NOON)
        assert not books.requests.first("command", "T1:123", NOON)
        assert books.requests.first("submission", "T1:123", NOON)
        assert books.requests.first("command", "T1:124", NOON)
    with library.writing() as books:
        assert not books.requests.first("command", "T1:123", NOON + timedelta(days=9))


def test_a_request_whose_work_failed_may_come_again(library):
    def breaks_off() -> None:
        with library.writing() as books:
            assert books.requests.first("command", "T1:123", NOON)
            raise LookupError

    with pytest.raises(LookupError):
        breaks_off()
    with library.writing() as books:
        assert books.requests.first("command", "T1:123", NOON)


def test_requests_handled_long_ago_are_forgotten_the_oldest_first_and_so_many_at_once(library):
    with library.writing() as books:
        for number in range(5):
            assert books.requests.first("view", f"V{number}", NOON + timedelta(days=number))
        assert books.requests.first("command", "V0", NOON + timedelta(days=9))
    later = NOON + timedelta(days=4)
    with library.writing() as books:
        assert books.requests.forget(later, 3) == 3
        assert not books.requests.first("view", "V3", later), "the oldest go first"
        assert books.requests.forget(later, 3) == 1
        assert books.requests.forget(later, 3) == 0
    with library.writing() as books:
        assert [books.requests.first("view", f"V{number}", later) for number in range(5)] == [*[True] * 4, False]
        assert not books.requests.first("command", "V0", later)
