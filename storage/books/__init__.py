"""The books: one transaction, rows inside and domain values outside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlmodel import Session, select

from bot import ports
from storage.books.alliances import StoredAlliances
from storage.books.deliveries import StoredDeliveries
from storage.books.dialect import insert
from storage.books.figures import StoredFigures
from storage.books.leads import StoredLeads
from storage.books.payouts import StoredPayouts
from storage.books.people import StoredPeople
from storage.books.records import StoredHistory, StoredRequests
from storage.books.schedules import StoredSchedules
from storage.books.versions import StoredVersions
from storage.engine import for_reading, for_writing, look_at_growth
from storage.tables import KeyProbeRow
from storage.vault import Vault, WrongKey

_PROBE = "alliance-bot"


class StoredBooks:
    """Everything the company has written down, as one transaction sees it."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self.people: ports.People = StoredPeople(session)
        self.alliances: ports.Alliances = StoredAlliances(session, vault)
        self.versions: ports.Versions = StoredVersions(session, vault)
        self.figures: ports.FiguresBook = StoredFigures(session, vault)
        self.history: ports.History = StoredHistory(session)
        self.requests: ports.Requests = StoredRequests(session)
        self.deliveries: ports.Deliveries = StoredDeliveries(session, vault)
        self.leads: ports.Leads = StoredLeads(session, vault)
        self.payouts: ports.Payouts = StoredPayouts(session, vault)
        self.schedules: ports.Schedules = StoredSchedules(session, vault)


class StorageLibrary:
    """Opens the books of a database with the keys of a vault."""

    def __init__(self, engine: Engine, vault: Vault) -> None:
        self._reading = for_reading(engine)
        self._writing = for_writing(engine)
        self._vault = vault

    @contextmanager
    def reading(self) -> Iterator[ports.Books]:
        """A transaction that sees one state of the books and changes nothing."""
        with _session(self._reading) as session:
            yield StoredBooks(session, self._vault)

    @contextmanager
    def writing(self) -> Iterator[ports.Books]:
        """A transaction that is kept when its block is left, and undone when an exception leaves it."""
        with _session(self._writing) as session, session.begin():
            yield StoredBooks(session, self._vault)

    def optimize(self) -> None:
        """Lets SQLite count a sample of each index; PostgreSQL does so by itself (autovacuum)."""
        look_at_growth(self._writing)

    def check_keys(self) -> None:
        """Makes sure that these keys open the books. New books are marked with them; the database must be migrated.

        Raises:
            WrongKey: if the books were written with other keys.
        """
        ours = self._vault.fingerprint()
        mark = {"id": 1, "fingerprint": ours, "sealed_probe": self._vault.seal(_PROBE), "blind_index": self._index()}
        with _session(self._writing) as session, session.begin():
            session.exec(insert(session, KeyProbeRow).values(**mark).on_conflict_do_nothing())
            probe = session.exec(select(KeyProbeRow)).one()
            if not self._opens(probe):
                raise WrongKey(f"the books were written with {probe.fingerprint}, not with {ours}")

    def _opens(self, probe: KeyProbeRow) -> bool:
        try:
            return self._vault.open(probe.sealed_probe) == _PROBE and probe.blind_index == self._index()
        except WrongKey:
            return False

    def _index(self) -> str:
        return self._vault.index(_PROBE)


def _session(engine: Engine) -> Session:
    """A session that refuses to be used after it was closed: books are of no use outside their block."""
    return Session(engine, close_resets_only=False)
