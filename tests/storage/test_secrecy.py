"""What is sealed stands nowhere in plain, and books tell whose keys they were written with."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, MetaData, select
from sqlalchemy.engine import make_url

from bot.domain.alliances import Counterpart
from bot.domain.briefings import BriefingPost, Topic
from bot.domain.deliveries import DeliveryState, Operation
from bot.domain.incentives import Percentage, Plan
from bot.domain.leads import Basis, Contact, Customer, Direction, Lead, Offer, Reason, Stage
from bot.domain.money import Money, Rate
from bot.domain.payouts import NoteKind, NoteState, PayoutNote, Promise
from bot.domain.people import Figures, LanguageCode, PayRole
from bot.domain.periods import Days
from bot.domain.schedules import Kind, Rhythm, Schedule, Weekday
from bot.domain.versions import Series, State
from storage.books import StorageLibrary
from storage.vault import ENCRYPTION_KEYS, INDEX_KEY, Vault, WrongKey, new_keys

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LEASE = timedelta(seconds=60)
SECRETS = (
    *("Ilse Sponsorin", "Zoe Zander", "zu teuer", "Betriebsrat", "98765432100", "Gruss an alle", "Antwort an alle"),
    *("Nordwind", "nordwind", "Schiffbau", "Nordkueste", "zweitausend Leute", "Lager zieht um", "crm.example"),
    *("Karl Kontakt", "am Telefon zugesagt", "Bruder des Chefs", "T1:UGOTIT", "Rahmenvertrag mit Ilse"),
)
OFFER = Offer(
    Customer("Nordwind Logistik", "Schiffbau", "Nordkueste", "zweitausend Leute"),
    "Lager zieht um",
    link="https://crm.example/7",
    contact=Contact("Karl Kontakt", Basis.AGREED, "am Telefon zugesagt"),
)


@pytest.fixture
def written(library: StorageLibrary, people, alliance) -> StorageLibrary:
    """Books that hold one of each kind of secret."""
    with library.writing() as books:
        counterparts = (Counterpart("Zoe Zander"),)
        profile = replace(alliance.profile, partner_sponsor="Ilse Sponsorin", counterparts=counterparts)
        books.alliances.save(replace(alliance, profile=profile))
        plan = Plan("EUR", (Percentage(Rate(1)),))
        draft = books.versions.add(Series(PayRole.SELLER), plan, Days(date(2026, 1, 1)), people[0].id, NOON)
        decided = replace(draft, state=State.RETURNED, decided_by=people[1].id, decided_at=NOON)
        books.versions.decide(replace(decided, reason="zu teuer", approval="Betriebsrat"))
        quota = Money(98_765_432_100, "EUR")
        books.figures.save(people[0].id, Figures(Days(date(2026, 1, 1), date(2026, 4, 1)), quota))
        books.deliveries.add("k", "C1", '{"text": "Gruss an alle"}', NOON)
        books.deliveries.follow("told", Operation.REPLY, "k", '{"text": "Antwort an alle"}', NOON)
        shared = Lead(0, alliance.id, Direction.GIVEN, Stage.SHARED, OFFER, people[0].id, None, NOON, None)
        lead = books.leads.add(shared)
        reason = {"reason": Reason.OTHER, "reason_note": "Bruder des Chefs"}
        books.leads.save(replace(lead, stage=Stage.DECLINED, closed_at=NOON, **reason))
        promise = Promise(NOON.date(), "EUR", draft.id, None, (), Money(1, "EUR"))
        note = PayoutNote(
            *(0, NoteKind.PAY, lead.id, alliance.id, people[0].id, PayRole.SELLER),
            *(NOON.date(), Money(9, "EUR"), promise, Money(1, "EUR"), NOON),
            state=NoteState.REJECTED,
            settled_by=people[1].id,
            settled_at=NOON,
            reason="Rahmenvertrag mit Ilse",
        )
        assert books.payouts.add(note)
        rhythm = Rhythm(frozenset(Weekday), time(9), "Europe/Berlin")
        order = books.schedules.add(Schedule(0, Kind.BRIEFING, alliance.id, "C1", LanguageCode.DE, rhythm))
        post = books.schedules.posted(BriefingPost(0, order.id, "2026-03-02T09:00", Topic.PITCH, "pitch", NOON))
        books.schedules.acknowledge(post, "T1:UGOTIT", NOON)
    return library


def everything_kept(engine: Engine) -> str:
    """All that a thief of the database would see: the files of SQLite, the rows of PostgreSQL."""
    url = make_url(engine.url)
    if url.get_backend_name() == "sqlite":
        files = Path(str(url.database)).parent.glob("books.db*")
        return "".join(file.read_bytes().decode("latin-1") for file in files)
    tables = MetaData()
    with engine.connect() as connection:
        tables.reflect(connection)
        return "".join(str(connection.execute(select(table)).all()) for table in tables.sorted_tables)


@pytest.mark.usefixtures("written")
def test_nothing_that_is_sealed_stands_in_the_database_in_plain(engine: Engine):
    kept = everything_kept(engine)
    assert "Acme GmbH" in kept
    assert [secret for secret in SECRETS if secret in kept] == []


def test_a_forgotten_payload_is_gone(written: StorageLibrary, engine: Engine):
    with written.writing() as books:
        (post,) = books.deliveries.claim(NOON, LEASE, 1)
        books.deliveries.settle(post, DeliveryState.SENT, NOON)
        assert books.deliveries.forget(datetime(2027, 1, 1, tzinfo=UTC)) == 1
    with engine.connect() as connection:
        kept = "SELECT sealed_payload FROM delivery WHERE key = 'k'"
        assert connection.exec_driver_sql(kept).scalar_one() is None


def test_books_of_other_keys_are_noticed(written: StorageLibrary, engine: Engine, keys: dict[str, str]):
    written.check_keys()
    other = new_keys()
    for encryption_key, index_key in (
        (other[ENCRYPTION_KEYS], keys[INDEX_KEY]),
        (keys[ENCRYPTION_KEYS], other[INDEX_KEY]),
        (other[ENCRYPTION_KEYS], other[INDEX_KEY]),
    ):
        with pytest.raises(WrongKey, match="written with"):
            StorageLibrary(engine, Vault([encryption_key], index_key)).check_keys()
    written.check_keys()


@pytest.mark.usefixtures("written")
def test_names_can_not_be_read_with_other_keys(engine: Engine):
    other = new_keys()
    strange = StorageLibrary(engine, Vault([other[ENCRYPTION_KEYS]], other[INDEX_KEY]))
    with strange.reading() as books, pytest.raises(WrongKey):
        books.alliances.all()


def test_after_a_new_key_was_put_first_all_is_still_read(written: StorageLibrary, engine: Engine, keys, people):
    written.check_keys()
    rotated = Vault([new_keys()[ENCRYPTION_KEYS], keys[ENCRYPTION_KEYS]], keys[INDEX_KEY])
    library = StorageLibrary(engine, rotated)
    library.check_keys()
    with library.reading() as books:
        assert books.alliances.all()[0].profile.partner_sponsor == "Ilse Sponsorin"
        assert books.versions.of(Series(PayRole.SELLER))[0].reason == "zu teuer"
        assert books.figures.of(people[0].id)[0].quota == Money(98_765_432_100, "EUR")
        assert [lead.offer for lead in books.leads.latest(None, None, 9)] == [OFFER]
    with library.writing() as books:
        assert books.deliveries.claim(NOON, LEASE, 1)[0].payload == '{"text": "Gruss an alle"}'
