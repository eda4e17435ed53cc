"""What reports are made of: leads counted and added up by the database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, event

from bot.domain.alliances import Alliance, Place, Profile, Status
from bot.domain.leads import Customer, Deadlines, Direction, Lead, Offer, Reason, Stage
from bot.domain.money import Money
from bot.domain.people import Person
from bot.domain.reciprocity import AnswerTime, Tally
from storage.books import StorageLibrary

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
DEADLINES = Deadlines(NOON + 8 * HOUR, NOON + 16 * HOUR, NOON + 24 * HOUR, NOON + 32 * HOUR)
GIVEN, RECEIVED, JOINT = Direction


@pytest.fixture
def lead(alliance: Alliance, people: tuple[Person, ...]) -> Lead:
    """A lead given to the partner on Monday at noon, without a value; it is not in the books yet."""
    offer = Offer(Customer("Nordwind"), "Needs help")
    return Lead(0, alliance.id, GIVEN, Stage.SHARED, offer, people[0].id, None, NOON, DEADLINES)


@pytest.fixture
def beta(library: StorageLibrary, people: tuple[Person, ...]) -> Alliance:
    """Another active alliance."""
    with library.writing() as books:
        profile = Profile("Beta", people[0].id, {})
        return books.alliances.add("beta", Status.ACTIVE, profile, Place("Europe/Berlin", "DE"), NOON.date())


def worth(lead: Lead, minor: int, currency: str = "EUR") -> Lead:
    return replace(lead, offer=replace(lead.offer, value=Money(minor, currency)))


def won(lead: Lead, minor: int, currency: str = "EUR") -> Lead:
    return replace(lead, stage=Stage.WON, answered_at=NOON, closed_at=NOON, won=Money(minor, currency))


def closed(lead: Lead, stage: Stage, reason: Reason | None = None) -> Lead:
    return replace(lead, stage=stage, closed_at=NOON, reason=reason)


def tallies(library: StorageLibrary, *leads: Lead, start=NOON, end=NOON + DAY, alliance_id=None) -> set[Tally]:
    with library.writing() as books:
        for lead in leads:
            books.leads.add(lead)
    with library.reading() as books:
        found = books.leads.tallies(start, end, alliance_id)
    assert len(found) == len({(t.alliance_id, t.direction, t.stage, t.reason, t.currency) for t in found})
    return set(found)


def test_leads_are_counted_by_direction_stage_and_reason(library, lead, alliance):
    leads = (
        lead,
        lead,
        replace(lead, direction=RECEIVED),
        closed(lead, Stage.DECLINED, Reason.DUPLICATE),
        closed(lead, Stage.DECLINED, Reason.TIMING),
        closed(lead, Stage.EXPIRED),
    )
    assert tallies(library, *leads) == {
        Tally(alliance.id, GIVEN, Stage.SHARED, None, None, 2),
        Tally(alliance.id, RECEIVED, Stage.SHARED, None, None, 1),
        Tally(alliance.id, GIVEN, Stage.DECLINED, Reason.DUPLICATE, None, 1),
        Tally(alliance.id, GIVEN, Stage.DECLINED, Reason.TIMING, None, 1),
        Tally(alliance.id, GIVEN, Stage.EXPIRED, None, None, 1),
    }


def test_values_are_added_up_by_currency_and_exactly(library, lead, alliance):
    a_lot = 4_000_000_000_000_000_001
    assert tallies(library, worth(lead, a_lot), worth(lead, a_lot), worth(lead, 7, "CHF"), lead) == {
        Tally(alliance.id, GIVEN, Stage.SHARED, None, "EUR", 2, 2 * a_lot),
        Tally(alliance.id, GIVEN, Stage.SHARED, None, "CHF", 1, 7),
        Tally(alliance.id, GIVEN, Stage.SHARED, None, None, 1),
    }


def test_what_was_won_is_added_up_beside_what_was_expected(library, lead, alliance):
    assert tallies(library, won(worth(lead, 100), 250), won(worth(lead, 50), 0), won(lead, 30)) == {
        Tally(alliance.id, GIVEN, Stage.WON, None, "EUR", 3, expected=150, won=280)
    }


def test_a_lead_won_in_another_currency_than_expected_is_counted_once(library, lead, alliance):
    leads = (won(worth(lead, 100, "EUR"), 90, "USD"), won(worth(lead, 10, "USD"), 20, "USD"), won(worth(lead, 5), 6))
    assert tallies(library, *leads) == {
        Tally(alliance.id, GIVEN, Stage.WON, None, "EUR", 2, expected=105, won=6),
        Tally(alliance.id, GIVEN, Stage.WON, None, "USD", 1, expected=10, won=110),
    }


def test_leads_belong_to_the_time_they_were_shared_in(library, lead, alliance):
    leads = [replace(lead, shared_at=NOON + offset) for offset in (-HOUR, timedelta(), DAY - HOUR, DAY)]
    assert {tally.count for tally in tallies(library, *leads)} == {2}
    assert tallies(library, start=NOON + 2 * DAY, end=NOON + 3 * DAY) == set()
    assert {tally.alliance_id for tally in tallies(library)} == {alliance.id}


def test_alliances_are_told_apart_or_asked_for_alone(library, lead, alliance, beta):
    of_beta = Tally(beta.id, GIVEN, Stage.SHARED, None, None, 1)
    of_acme = Tally(alliance.id, GIVEN, Stage.SHARED, None, None, 1)
    assert tallies(library, lead, replace(lead, alliance_id=beta.id)) == {of_acme, of_beta}
    assert tallies(library, alliance_id=beta.id) == {of_beta}


def test_an_empty_book_has_no_tallies(library):
    assert tallies(library) == set()


def test_how_long_leads_waited_is_told_for_those_that_were_answered(library, lead, alliance, beta):
    with library.writing() as books:
        for answered in (
            replace(lead, stage=Stage.ACCEPTED, answered_at=DEADLINES.due_at),
            replace(closed(lead, Stage.DECLINED), direction=RECEIVED, answered_at=DEADLINES.due_at + HOUR),
            replace(lead, shared_at=NOON + DAY, stage=Stage.ACCEPTED, answered_at=NOON + 2 * DAY),
            replace(lead, alliance_id=beta.id, stage=Stage.ACCEPTED, answered_at=NOON + HOUR),
            replace(lead, direction=JOINT, stage=Stage.ACCEPTED, deadlines=None, answered_at=NOON),
            lead,
            closed(lead, Stage.EXPIRED),
            closed(lead, Stage.WITHDRAWN),
        ):
            books.leads.add(answered)
    with library.reading() as books:
        in_time = AnswerTime(alliance.id, GIVEN, 16 * HOUR, in_time=True)
        late = AnswerTime(alliance.id, RECEIVED, 17 * HOUR, in_time=False)
        assert books.leads.answers(NOON, NOON + DAY, alliance.id) == (in_time, late)
        others = AnswerTime(beta.id, GIVEN, HOUR, in_time=True)
        assert books.leads.answers(NOON, NOON + DAY) == (in_time, late, others)


def test_overdue_leads_are_counted_by_alliance_and_direction(library, lead, alliance, beta):
    with library.writing() as books:
        for waiting in (
            lead,
            lead,
            replace(lead, direction=RECEIVED),
            replace(lead, alliance_id=beta.id),
            replace(lead, stage=Stage.ACCEPTED, answered_at=NOON),
            closed(lead, Stage.EXPIRED),
        ):
            books.leads.add(waiting)
    with library.reading() as books:
        assert books.leads.overdue(NOON, NOON + DAY, DEADLINES.due_at - timedelta(seconds=1)) == {}
        assert books.leads.overdue(NOON - DAY, NOON, DEADLINES.due_at) == {}
        late = {(alliance.id, GIVEN): 2, (alliance.id, RECEIVED): 1, (beta.id, GIVEN): 1}
        assert books.leads.overdue(NOON, NOON + DAY, DEADLINES.due_at) == late
        assert books.leads.overdue(NOON, NOON + DAY, DEADLINES.due_at, beta.id) == {(beta.id, GIVEN): 1}


def test_the_last_lead_of_each_alliance_is_known(library, lead, alliance, beta):
    with library.writing() as books:
        assert books.leads.last_shared() == {}
        for offset in (DAY, timedelta(), HOUR):
            books.leads.add(replace(lead, shared_at=NOON + offset))
        assert books.leads.last_shared() == {alliance.id: NOON + DAY}
        books.leads.add(replace(lead, alliance_id=beta.id))
        assert books.leads.last_shared() == {alliance.id: NOON + DAY, beta.id: NOON}


@pytest.mark.parametrize(("index", "alliance_id"), [("ix_lead_by_alliance", 1), ("ix_lead_by_moment", None)])
def test_an_index_alone_answers_what_reports_ask(library, engine: Engine, index, alliance_id):
    if engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL plans by how full its tables are")
    asked = []
    event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2:4]))
    tallies(library, alliance_id=alliance_id)
    (statement, values) = next(one for one in asked if "GROUP BY" in one[0])
    with engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
    assert any(f"USING COVERING INDEX {index}" in step.detail for step in plan), plan
