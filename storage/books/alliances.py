from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import BindParameter, ColumnElement, bindparam, delete, true, update
from sqlmodel import Session, col, select

from bot.domain.alliances import USUAL_RULES, Alliance, Phase, Place, Profile, Status
from bot.domain.names import normalised
from bot.domain.refusals import ChangedMeanwhile
from storage.books.alliance_rows import Part, Parts, alliance_of, game_columns, of_each, parts_of, profile_columns
from storage.books.dialect import unless_taken
from storage.tables import AllianceRow, ChannelRow, CounterpartRow, NameRow, PropositionRow
from storage.vault import Vault

_PARTS: tuple[type[Part], ...] = (NameRow, CounterpartRow, ChannelRow, PropositionRow)

_IS_NAMED = select(NameRow.alliance_id).where(col(NameRow.name).in_(bindparam("names", expanding=True)))
_NAMED = select(AllianceRow).where(col(AllianceRow.id).in_(_IS_NAMED)).order_by(col(AllianceRow.id))
_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_COUNTERPARTS = (
    select(CounterpartRow).where(col(CounterpartRow.alliance_id).in_(_IDS)).order_by(col(CounterpartRow.position))
)
_CHANNELS = select(ChannelRow).where(col(ChannelRow.alliance_id).in_(_IDS)).order_by(col(ChannelRow.position))
_PROPOSITIONS = select(PropositionRow).where(col(PropositionRow.alliance_id).in_(_IDS))


class StoredAlliances:
    """The alliance book, as `bot.ports.Alliances` asks for it. Names of the partner's people are sealed."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    def add(self, handle: str, status: Status, profile: Profile, place: Place, started: date | None) -> Alliance:
        """A new alliance that plays by the usual rules; `started` is None for a draft.

        Raises ChangedMeanwhile if the handle or a name was taken a moment ago.
        """
        columns = {**profile_columns(profile, place, self._vault), **game_columns(USUAL_RULES)}
        row = AllianceRow(handle=handle, status=status, phase=Phase.INSTALL, started=started, revision=1, **columns)
        with unless_taken(self._session):
            self._session.add(row)
            self._session.flush()
            assert row.id is not None
            self._session.add_all(parts_of(row.id, handle, profile, self._vault))
        return self.get(row.id)

    def save(self, alliance: Alliance) -> Alliance:
        """Writes down a changed alliance (its handle stays) and returns it with the next revision.

        Raises ChangedMeanwhile unless the revision is the one in the books, or if a name was taken a moment ago.
        """
        with unless_taken(self._session):
            handle = self._save_row(alliance)
            for table in _PARTS:
                self._session.execute(delete(table).where(col(table.alliance_id) == alliance.id))
            self._session.add_all(parts_of(alliance.id, handle, alliance.profile, self._vault))
        return self.get(alliance.id)

    def get(self, alliance_id: int) -> Alliance:
        """The alliance with this id. Raises KeyError if there is none."""
        found = self._where(col(AllianceRow.id) == alliance_id)
        if not found:
            raise KeyError(alliance_id)
        return found[0]

    def named(self, names: Collection[str]) -> tuple[Alliance, ...]:
        """The alliances that go by one of these normalised names, by id."""
        return self._of_rows(self._session.execute(_NAMED, {"names": list(names)}).scalars().all())

    def all(self) -> tuple[Alliance, ...]:
        """Every alliance, by partner name."""
        return tuple(sorted(self._where(true()), key=lambda alliance: (normalised(alliance.partner), alliance.id)))

    def _save_row(self, alliance: Alliance) -> str:
        seen = (col(AllianceRow.id) == alliance.id) & (col(AllianceRow.revision) == alliance.revision)
        changed = self._session.execute(
            update(AllianceRow)
            .where(seen)
            .values(
                status=alliance.status,
                phase=alliance.phase,
                revision=alliance.revision + 1,
                started=alliance.started,
                **profile_columns(alliance.profile, alliance.place, self._vault),
                **game_columns(alliance.game),
            )
            .returning(col(AllianceRow.handle))
        )
        handle: str | None = changed.scalar()
        if handle is None:
            raise ChangedMeanwhile
        return handle

    def _where(self, condition: ColumnElement[bool]) -> tuple[Alliance, ...]:
        return self._of_rows(self._session.exec(select(AllianceRow).where(condition)).all())

    def _of_rows(self, rows: Sequence[AllianceRow]) -> tuple[Alliance, ...]:
        ids = {"ids": [row.id for row in rows]}
        parts = Parts(
            of_each(self._session.execute(_COUNTERPARTS, ids).scalars().all()),
            of_each(self._session.execute(_CHANNELS, ids).scalars().all()),
            of_each(self._session.execute(_PROPOSITIONS, ids).scalars().all()),
        )
        return tuple(alliance_of(row, parts, self._vault) for row in rows)
