from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from bot.domain.alliances import Alliance, Place, Profile, Status
from bot.domain.leads import (
    Attempt,
    Basis,
    Contact,
    Customer,
    Deadlines,
    Direction,
    Lead,
    LeadEvent,
    Offer,
    Reason,
    Side,
    Stage,
    Timing,
    Together,
    Verb,
)
from bot.domain.money import Money
from bot.domain.people import Person
from bot.domain.refusals import ChangedMeanwhile
from storage.books import StorageLibrary

NOBODY = 2_000_000_000
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DEADLINES = Deadlines(NOON + 8 * HOUR, NOON + 16 * HOUR, NOON + 24 * HOUR, NOON + 32 * HOUR)
WON = Money(9_000_000_000_000_00, "EUR")
FULL = Offer(
    customer=Customer("Müller & Söhne GmbH", "Handel", "Süd", "200"),
    need="Rechnungen werden abgetippt – dringend.",
    value=Money(4_999_999, "EUR"),
    timing=Timing.THIS_QUARTER,
    link="https://crm.example/1",
    confidential=True,
    contact=Contact("Zoe Zander", Basis.AGREED, "am 1. März am Telefon"),
)


@pytest.fixture
def lead(alliance: Alliance, people: tuple[Person, ...]) -> Lead:
    """A lead given to the partner on Monday at noon; it is not in the books yet."""
    return Lead(
        id=0,
        alliance_id=alliance.id,
        direction=Direction.GIVEN,
        stage=Stage.SHARED,
        offer=FULL,
        sender_id=people[0].id,
        owner_id=None,
        shared_at=NOON,
        deadlines=DEADLINES,
    )


@pytest.fixture
def beta(library: StorageLibrary, people: tuple[Person, ...]) -> Alliance:
    """Another active alliance."""
    with library.writing() as books:
        profile = Profile("Beta", people[0].id, {})
        return books.alliances.add("beta", Status.ACTIVE, profile, Place("Europe/Berlin", "DE"), NOON.date())


def added(library: StorageLibrary, *leads: Lead) -> list[Lead]:
    with library.writing() as books:
        return [books.leads.add(lead) for lead in leads]


def of_company(lead: Lead, company: str) -> Lead:
    return replace(lead, offer=replace(lead.offer, customer=Customer(company)))


def test_everything_about_a_lead_comes_back(library: StorageLibrary, lead: Lead):
    (shared,) = added(library, lead)
    assert shared == replace(lead, id=shared.id)
    with library.reading() as books:
        assert books.leads.get(shared.id) == shared


def test_a_lead_of_which_little_is_known_comes_back_too(library: StorageLibrary, lead: Lead):
    (shared,) = added(library, replace(lead, offer=Offer(Customer(""), ""), deadlines=None))
    with library.reading() as books:
        assert books.leads.get(shared.id) == shared


def test_a_joint_deal_keeps_who_leads_who_invoices_and_when_the_partner_came(library: StorageLibrary, lead: Lead):
    together = Together(Side.OURS, Side.PARTNERS, Attempt.AFTER)
    joint = replace(lead, direction=Direction.JOINT, stage=Stage.ACCEPTED, deadlines=None, together=together)
    (shared,) = added(library, replace(joint, answered_at=NOON))
    with library.reading() as books:
        assert books.leads.get(shared.id).together == together


def test_a_lead_that_was_never_added_is_not_there(library: StorageLibrary):
    with library.reading() as books, pytest.raises(KeyError):
        books.leads.get(NOBODY)


def test_saving_writes_every_change_and_counts_it(library: StorageLibrary, lead: Lead, people):
    (shared,) = added(library, lead)
    won = replace(
        shared,
        stage=Stage.WON,
        offer=Offer(Customer("Other AG"), "Other need", contact=None),
        owner_id=people[1].id,
        answered_at=NOON + HOUR,
        closed_at=NOON + 5 * HOUR,
        won=WON,
    )
    with library.writing() as books:
        saved = books.leads.save(won)
    assert saved == replace(won, revision=2)
    with library.reading() as books:
        assert books.leads.get(shared.id) == saved


def test_why_a_lead_was_lost_comes_back(library: StorageLibrary, lead: Lead):
    (shared,) = added(library, lead)
    lost = replace(shared, stage=Stage.LOST, closed_at=NOON, reason=Reason.OTHER, reason_note="Bruder des Chefs")
    with library.writing() as books:
        books.leads.save(lost)
    with library.reading() as books:
        kept = books.leads.get(shared.id)
    assert (kept.reason, kept.reason_note) == (Reason.OTHER, "Bruder des Chefs")


def test_saving_what_others_changed_meanwhile_is_refused_and_changes_nothing(library: StorageLibrary, lead: Lead):
    (seen,) = added(library, lead)
    with library.writing() as books:
        accepted = books.leads.save(replace(seen, stage=Stage.ACCEPTED, answered_at=NOON))
    with library.writing() as books:
        books.leads.get(seen.id)
        with pytest.raises(ChangedMeanwhile):
            books.leads.save(of_company(replace(seen, stage=Stage.DECLINED, closed_at=NOON), "Other"))
        assert books.leads.get(seen.id) == accepted


def test_a_lead_that_is_not_there_can_not_be_saved(library: StorageLibrary, lead: Lead):
    with library.writing() as books, pytest.raises(ChangedMeanwhile):
        books.leads.save(replace(lead, id=NOBODY))


def test_the_latest_leads_are_those_of_the_alliances_or_of_the_person(library, lead, alliance, beta, people):
    manager, seller, owner = (person.id for person in people)
    first, second, third, fourth = added(
        library,
        replace(lead, sender_id=manager),
        replace(lead, alliance_id=beta.id, sender_id=seller, shared_at=NOON + HOUR),
        replace(lead, alliance_id=beta.id, sender_id=manager, owner_id=owner, shared_at=NOON + 2 * HOUR),
        replace(lead, sender_id=seller, shared_at=NOON + HOUR),
    )
    with library.reading() as books:

        def latest(alliances, person, limit=10):
            return [found.id for found in books.leads.latest(alliances, person, limit)]

        assert latest(None, None) == [third.id, fourth.id, second.id, first.id]
        assert latest(None, None, 2) == [third.id, fourth.id]
        assert latest([alliance.id], None) == [fourth.id, first.id]
        assert latest(None, seller) == [fourth.id, second.id]
        assert latest(None, owner) == [third.id]
        assert latest([alliance.id], owner) == [third.id, fourth.id, first.id]
        assert latest([], owner) == [third.id]
        assert latest([], None) == []


def test_open_leads_about_a_company_are_found_however_it_is_spelled(library, lead, beta):
    first, closed, _, _ = added(
        library,
        lead,
        replace(lead, stage=Stage.DECLINED, closed_at=NOON),
        replace(lead, alliance_id=beta.id),
        of_company(lead, "Müller"),
    )
    with library.reading() as books:
        assert [found.id for found in books.leads.about(lead.alliance_id, "MUELLER UND SOEHNE")] == [first.id]
        assert books.leads.about(lead.alliance_id, "Unknown") == ()
        assert books.leads.get(closed.id).stage is Stage.DECLINED


def test_a_lead_is_found_by_the_name_it_has_now(library, lead):
    (shared,) = added(library, lead)
    with library.writing() as books:
        books.leads.save(of_company(shared, "Renamed AG"))
    with library.reading() as books:
        assert books.leads.about(lead.alliance_id, "Müller & Söhne") == ()
        assert [found.id for found in books.leads.about(lead.alliance_id, "renamed")] == [shared.id]


@pytest.mark.parametrize("company", ["", "–"])
def test_leads_without_a_name_are_not_about_the_same_company(library, lead, company):
    added(library, of_company(lead, company))
    with library.reading() as books:
        assert books.leads.about(lead.alliance_id, company) == ()


def test_leads_wait_from_their_half_time_until_somebody_answers(library, lead):
    younger, older, _, _ = added(
        library,
        replace(lead, shared_at=NOON + HOUR),
        lead,
        replace(lead, stage=Stage.ACCEPTED, answered_at=NOON),
        replace(lead, direction=Direction.JOINT, stage=Stage.ACCEPTED, deadlines=None),
    )
    with library.reading() as books:
        assert books.leads.waiting(DEADLINES.half_at - timedelta(seconds=1)) == ()
        assert [found.id for found in books.leads.waiting(DEADLINES.half_at)] == [older.id, younger.id]


def test_the_steps_of_a_lead_come_back_the_oldest_first(library, lead, people):
    first, second = added(library, lead, lead)
    steps = [
        LeadEvent(NOON, first.id, people[0].id, Verb.SHARE, Stage.SHARED),
        LeadEvent(NOON, first.id, people[1].id, Verb.ACCEPT, Stage.ACCEPTED),
        LeadEvent(NOON + HOUR, first.id, people[1].id, Verb.WIN, Stage.WON, amount=WON),
    ]
    with library.writing() as books:
        for step in (steps[2], steps[0], steps[1]):
            books.leads.note(step)
        expired = LeadEvent(NOON, second.id, None, Verb.EXPIRE, Stage.EXPIRED)
        books.leads.note(expired)
    with library.reading() as books:
        assert books.leads.history(first.id) == tuple(steps)
        assert books.leads.history(second.id) == (expired,)


def test_why_a_step_was_taken_comes_back(library, lead, people):
    (shared,) = added(library, lead)
    declined = LeadEvent(NOON, shared.id, people[0].id, Verb.DECLINE, Stage.DECLINED, Reason.DUPLICATE)
    with library.writing() as books:
        books.leads.note(declined)
        assert books.leads.history(shared.id) == (declined,)


@pytest.mark.parametrize(
    ("nonsense", "rule"),
    [
        ({"won": WON}, "won_an_amount"),
        ({"stage": Stage.LOST}, "closed_or_open"),
        ({"closed_at": NOON}, "closed_or_open"),
        ({"direction": Direction.JOINT}, "joint_needs_no_answer"),
        ({"together": Together(Side.OURS, Side.OURS, Attempt.BEFORE)}, "joint_is_attributed"),
        ({"offer": replace(FULL, value=Money(-1, "EUR"))}, "values_not_negative"),
        ({"revision": 0}, "revision_counts"),
    ],
)
def test_a_lead_that_can_not_be_is_refused(library, lead, nonsense, rule):
    with library.writing() as books, pytest.raises(IntegrityError, match=rule):
        books.leads.add(replace(lead, **nonsense))


def test_an_imported_lead_comes_in_once(library: StorageLibrary, lead: Lead, engine: Engine):
    first, second, _ = added(library, lead, lead, lead)
    mark = text("UPDATE lead SET source = 'crm', external_id = '7' WHERE id = :id")
    with engine.execution_options(writing=True).begin() as connection:
        connection.execute(mark, {"id": first.id})
    with (
        engine.execution_options(writing=True).connect() as connection,
        pytest.raises(IntegrityError, match=r"(?i)unique"),
    ):
        connection.execute(mark, {"id": second.id})


def test_a_lead_still_counts_after_what_was_written_about_it_was_erased(library, lead, engine):
    (shared,) = added(library, lead)
    with engine.execution_options(writing=True).begin() as connection:
        connection.execute(text("DELETE FROM lead_text WHERE lead_id = :id"), {"id": shared.id})
    with library.reading() as books:
        assert sum(tally.count for tally in books.leads.tallies(NOON, NOON + HOUR)) == 1
