from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, tuple_
from sqlmodel import Session, col, select

from bot.domain.history import Entry
from storage.books.dialect import insert
from storage.tables import EntryRow, RequestRow


class StoredHistory:
    """The audit history, as `bot.ports.History` asks for it. There is no way to change or remove an entry."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, entry: Entry) -> None:
        """Writes down a deed."""
        row = EntryRow(
            at=entry.at,
            actor_id=entry.actor_id,
            deed=entry.deed,
            alliance_id=entry.alliance_id,
            version_id=entry.version_id,
            person_id=entry.person_id,
            fields=list(entry.fields),
        )
        self._session.add(row)
        self._session.flush()

    def of_alliance(self, alliance_id: int, limit: int) -> tuple[Entry, ...]:
        """The alliance's latest deeds, newest first."""
        newest_first = (col(EntryRow.at).desc(), col(EntryRow.id).desc())
        latest = select(EntryRow).where(EntryRow.alliance_id == alliance_id).order_by(*newest_first).limit(limit)
        return tuple(_entry(row) for row in self._session.exec(latest).all())


class StoredRequests:
    """What Slack has sent before, as `bot.ports.Requests` asks for it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def first(self, kind: str, key: str, at: datetime) -> bool:
        """Writes down the request; False if it was written down before."""
        statement = insert(self._session, RequestRow).values(kind=kind, key=key, at=at)
        written = self._session.exec(statement.on_conflict_do_nothing().returning(col(RequestRow.key)))
        return written.first() is not None

    def forget(self, before: datetime, limit: int) -> int:
        """Deletes requests handled before this moment, the oldest first, at most so many, and says how many."""
        name = (col(RequestRow.kind), col(RequestRow.key))
        oldest = select(*name).where(col(RequestRow.at) < before).order_by(col(RequestRow.at)).limit(limit)
        forgotten = delete(RequestRow).where(tuple_(*name).in_(oldest)).returning(col(RequestRow.key))
        return len(self._session.execute(forgotten).all())


def _entry(row: EntryRow) -> Entry:
    return Entry(row.at, row.actor_id, row.deed, row.alliance_id, row.version_id, row.person_id, tuple(row.fields))
