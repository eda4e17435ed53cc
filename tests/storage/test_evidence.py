"""What the books know of winning together: joint leads that were closed, counted by the database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, event

from bot.domain.alliances import Alliance, Place, Profile, Status
from bot.domain.evidence import Closed
from bot.domain.leads import Attempt, Customer, Direction, Lead, Offer, Reason, Side, Stage, Together
from bot.domain.money import Money
from bot.domain.people import Person
from storage.books import StorageLibrary

DAY = date(2026, 3, 2)
MIDNIGHT = datetime(2026, 3, 2, tzinfo=UTC)
SECOND = timedelta(seconds=1)
GIVEN, _, JOINT = Direction


@pytest.fixture
def lead(alliance: Alliance, people: tuple[Person, ...]) -> Lead:
    """A joint lead, shared long before the day; it is not in the books yet."""
    together = Together(Side.OURS, Side.OURS, Attempt.DURING)
    offer = Offer(Customer("Nordwind"), "Needs help")
    long_before = MIDNIGHT - timedelta(days=500)
    return Lead(0, alliance.id, JOINT, Stage.SHARED, offer, people[0].id, None, long_before, None, together=together)


def won(lead: Lead, at: datetime = MIDNIGHT) -> Lead:
    return replace(lead, stage=Stage.WON, closed_at=at, won=Money(1, "EUR"))


def lost(lead: Lead, at: datetime = MIDNIGHT) -> Lead:
    return replace(lead, stage=Stage.LOST, closed_at=at, reason=Reason.TIMING)


def came(lead: Lead, attempt: Attempt) -> Lead:
    return replace(lead, together=replace(lead.together, partner_came=attempt))


def closed(library: StorageLibrary, alliance: Alliance, *leads: Lead) -> Closed:
    with library.writing() as books:
        for lead in leads:
            books.leads.add(lead)
    with library.reading() as books:
        return books.leads.closed_joint(alliance.id, DAY)


def test_an_alliance_without_joint_leads_has_nothing_closed(library, alliance):
    assert closed(library, alliance) == Closed(0, 0, 0)


def test_joint_leads_count_when_they_were_won_or_lost(library, alliance, lead):
    others = (
        lead,
        replace(lead, stage=Stage.ACCEPTED),
        replace(lead, stage=Stage.QUALIFIED),
        replace(lead, stage=Stage.DISQUALIFIED, closed_at=MIDNIGHT),
        replace(lead, stage=Stage.WITHDRAWN, closed_at=MIDNIGHT),
    )
    assert closed(library, alliance, won(lead), lost(lead), lost(lead), *others) == Closed(3, 1, 0)


def test_a_deal_that_was_cancelled_counts_as_closed_and_not_as_won(library, alliance, lead):
    cancelled = replace(lead, stage=Stage.CANCELLED, closed_at=MIDNIGHT)
    assert closed(library, alliance, won(lead), cancelled) == Closed(2, 1, 0)


def test_leads_that_went_one_way_are_no_evidence(library, alliance, lead):
    given = replace(lead, direction=GIVEN, together=None)
    assert closed(library, alliance, won(given), lost(given)) == Closed(0, 0, 0)


def test_they_count_by_the_day_they_were_closed_on(library, alliance, lead):
    assert closed(library, alliance, won(lead), won(lead, MIDNIGHT - SECOND), lost(lead, MIDNIGHT + SECOND)) == (
        Closed(2, 1, 0)
    )


def test_those_the_partner_was_called_to_after_a_try_of_ours_are_told_apart(library, alliance, lead):
    after = came(lead, Attempt.AFTER)
    leads = (won(after), lost(after), won(lead), lost(came(lead, Attempt.BEFORE)), lost(replace(lead, together=None)))
    assert closed(library, alliance, *leads) == Closed(5, 2, 2)


def test_the_joint_leads_of_another_alliance_are_its_own(library, alliance, people, lead):
    with library.writing() as books:
        profile = Profile("Beta", people[0].id, {})
        beta = books.alliances.add("beta", Status.ACTIVE, profile, Place("Europe/Berlin", "DE"), DAY)
    assert closed(library, alliance, won(lead), won(replace(lead, alliance_id=beta.id))) == Closed(1, 1, 0)


def test_one_query_counts_them_and_an_index_alone_answers_it(library, engine: Engine, alliance, lead):
    asked = []
    closed(library, alliance, won(lead))
    event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2:4]))
    with library.reading() as books:
        books.leads.closed_joint(alliance.id, DAY)
    selects = [one for one in asked if "SELECT" in one[0]]
    assert len(selects) == 1
    assert "ix_lead_joint" in plan_of(engine, *selects[0])


def plan_of(engine: Engine, statement: str, values: object) -> str:
    """How the database goes about it; PostgreSQL, which reads small tables whole, as if this one were not small."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            steps = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            assert all("COVERING INDEX" in step.detail for step in steps), steps
            return "\n".join(step.detail for step in steps)
        for way in ("seqscan", "bitmapscan"):
            connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")
        steps = connection.exec_driver_sql(f"EXPLAIN {statement}", values).all()
        told = "\n".join(str(step[0]) for step in steps)
        assert "Index Only Scan" in told, told
        return told
