from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select, true, update
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from bot.domain.evidence import Closed
from bot.domain.leads import OPEN, Attempt, Direction, Lead, LeadEvent, Stage
from bot.domain.reciprocity import AnswerTime, Tally
from bot.domain.refusals import ChangedMeanwhile
from storage.books.lead_rows import company_index, event_of, event_row, lead_columns, lead_of, text_columns
from storage.books.tallies import COUNTED, tallies_of
from storage.tables import AllianceRow, LeadEventRow, LeadRow, LeadTextRow
from storage.vault import Vault

_Order = Mapped[Any] | ColumnElement[Any]

_OLDEST_FIRST: tuple[_Order, ...] = (col(LeadRow.shared_at), col(LeadRow.id))
_NEWEST_FIRST: tuple[_Order, ...] = (col(LeadRow.shared_at).desc(), col(LeadRow.id).desc())

_CLOSED_JOINT = select(
    func.count(),
    func.count().filter(col(LeadRow.stage) == Stage.WON),
    func.count().filter(col(LeadRow.partner_came) == Attempt.AFTER),
).where(
    col(LeadRow.alliance_id) == bindparam("alliance_id"),
    # Written into the statement: SQLite takes the index of joint leads only where it reads that they are meant.
    col(LeadRow.direction) == bindparam("joint", Direction.JOINT, literal_execute=True),
    col(LeadRow.closed_at) >= bindparam("since"),
    col(LeadRow.stage).in_((Stage.WON, Stage.LOST, Stage.CANCELLED)),
)


class StoredLeads:
    """The lead book, as `bot.ports.Leads` asks for it. What names anybody, and free texts, are sealed."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    def add(self, lead: Lead) -> Lead:
        """A new lead; its id is given by the books."""
        row = LeadRow(**lead_columns(lead))
        self._session.add(row)
        self._session.flush()
        assert row.id is not None
        self._session.add(LeadTextRow(lead_id=row.id, **text_columns(lead, self._vault)))
        self._session.flush()
        return replace(lead, id=row.id)

    def save(self, lead: Lead) -> Lead:
        """Writes down a changed lead and returns it with the next revision.

        Raises ChangedMeanwhile unless the revision is the one in the books: of two clicks at once one wins.
        """
        saved = replace(lead, revision=lead.revision + 1)
        seen = and_(col(LeadRow.id) == lead.id, col(LeadRow.revision) == lead.revision)
        changed = update(LeadRow).where(seen).values(**lead_columns(saved)).returning(col(LeadRow.id))
        if self._session.execute(changed).first() is None:
            raise ChangedMeanwhile
        texts = update(LeadTextRow).where(col(LeadTextRow.lead_id) == lead.id)
        self._session.execute(texts.values(**text_columns(saved, self._vault)))
        return saved

    def get(self, lead_id: int) -> Lead:
        """The lead with this id. Raises KeyError if there is none."""
        found = self._leads(col(LeadRow.id) == lead_id)
        if not found:
            raise KeyError(lead_id)
        return found[0]

    def latest(self, alliance_ids: Collection[int] | None, person_id: int | None, limit: int) -> tuple[Lead, ...]:
        """The latest leads, newest first: of these alliances, or sent or owned by this person; None is no condition.

        With both given a lead needs to meet one of them.
        """
        of_these = [] if alliance_ids is None else [col(LeadRow.alliance_id).in_(alliance_ids)]
        theirs = [] if person_id is None else [col(LeadRow.sender_id) == person_id, col(LeadRow.owner_id) == person_id]
        either = [*of_these, *theirs]
        return self._leads(or_(*either) if either else true(), order=_NEWEST_FIRST, limit=limit)

    def about(self, alliance_id: int, company: str) -> tuple[Lead, ...]:
        """Open leads of the alliance about a company of this name, spelled the same once normalised; oldest first."""
        index = company_index(company, self._vault)
        if index is None:
            return ()
        # Asked first, so that a database without statistics does not go through all leads of the alliance.
        ids = self._session.execute(select(col(LeadTextRow.lead_id)).where(col(LeadTextRow.company_index) == index))
        of_alliance = and_(col(LeadRow.alliance_id) == alliance_id, col(LeadRow.stage).in_(OPEN))
        return self._leads(and_(col(LeadRow.id).in_(ids.scalars().all()), of_alliance))

    def waiting(self, now: datetime) -> tuple[Lead, ...]:
        """Leads that nobody answered and whose half time has passed, the oldest first."""
        return self._leads(and_(col(LeadRow.stage) == Stage.SHARED, col(LeadRow.half_at) <= now))

    def tallies(self, start: datetime, end: datetime, alliance_id: int | None = None) -> tuple[Tally, ...]:
        """Leads shared from `start` until before `end` (UTC), by alliance, direction, stage, reason and currency.

        What was won in another currency than was expected is a tally of its own that counts no lead.
        """
        counted = select(*COUNTED, func.count(), func.sum(LeadRow.expected_minor), func.sum(LeadRow.won_minor))
        shared = counted.where(_shared_in(start, end, alliance_id)).group_by(*COUNTED)
        return tallies_of(self._session.execute(shared).all())

    def answers(self, start: datetime, end: datetime, alliance_id: int | None = None) -> tuple[AnswerTime, ...]:
        """How long each lead shared in that time waited for its answer, the oldest lead first.

        Unanswered ones are left out, and joint ones, which nobody has to answer.
        """
        answered = and_(col(LeadRow.due_at).is_not(None), col(LeadRow.answered_at).is_not(None))
        moments = (col(LeadRow.shared_at), col(LeadRow.answered_at), col(LeadRow.due_at))
        found = select(col(LeadRow.alliance_id), col(LeadRow.direction), *moments)
        rows = self._session.execute(
            found.where(_shared_in(start, end, alliance_id), answered).order_by(*_OLDEST_FIRST)
        )
        return tuple(
            AnswerTime(alliance, direction, answered_at - shared_at, in_time=answered_at <= due_at)
            for alliance, direction, shared_at, answered_at, due_at in rows
        )

    def overdue(
        self, start: datetime, end: datetime, now: datetime, alliance_id: int | None = None
    ) -> Mapping[tuple[int, Direction], int]:
        """How many leads shared in that time are unanswered past their time now, by alliance and direction."""
        unanswered = and_(col(LeadRow.stage) == Stage.SHARED, col(LeadRow.due_at) <= now)
        late = and_(_shared_in(start, end, alliance_id), unanswered)
        ways = (col(LeadRow.alliance_id), col(LeadRow.direction))
        rows = self._session.execute(select(*ways, func.count()).where(late).group_by(*ways)).all()
        return {(alliance, direction): count for alliance, direction, count in rows}

    def closed_joint(self, alliance_id: int, since: date) -> Closed:
        """How many joint leads of the alliance were won or lost on that day (UTC) or later; cancelled is not won."""
        given = {"alliance_id": alliance_id, "since": datetime.combine(since, time(), UTC)}
        return Closed(*self._session.execute(_CLOSED_JOINT, given).one())

    def last_shared(self) -> Mapping[int, datetime]:
        """When the latest lead of each alliance was shared (UTC); alliances without leads are left out."""
        # Asked alliance by alliance the index knows at once; grouping would read all of it.
        latest = (
            select(func.max(LeadRow.shared_at)).where(col(LeadRow.alliance_id) == col(AllianceRow.id)).scalar_subquery()
        )
        rows = self._session.execute(select(col(AllianceRow.id), latest)).all()
        return {alliance_id: shared_at for alliance_id, shared_at in rows if shared_at is not None}

    def note(self, event: LeadEvent) -> None:
        """Adds a step to a lead's history."""
        self._session.add(event_row(event))
        self._session.flush()

    def history(self, lead_id: int) -> tuple[LeadEvent, ...]:
        """The steps of a lead, oldest first."""
        oldest_first = (col(LeadEventRow.at), col(LeadEventRow.id))
        rows = select(LeadEventRow).where(col(LeadEventRow.lead_id) == lead_id).order_by(*oldest_first)
        return tuple(map(event_of, self._session.execute(rows).scalars()))

    def _leads(
        self,
        condition: ColumnElement[bool],
        order: tuple[_Order, ...] = _OLDEST_FIRST,
        limit: int | None = None,
    ) -> tuple[Lead, ...]:
        texts_too = select(LeadRow, LeadTextRow).join(LeadTextRow, col(LeadTextRow.lead_id) == col(LeadRow.id))
        # What somebody else saved since this session last looked must show.
        found = texts_too.where(condition).order_by(*order).limit(limit).execution_options(populate_existing=True)
        return tuple(lead_of(row, texts, self._vault) for row, texts in self._session.execute(found))


def _shared_in(start: datetime, end: datetime, alliance_id: int | None) -> ColumnElement[bool]:
    return and_(col(LeadRow.shared_at) >= start, col(LeadRow.shared_at) < end, _of(alliance_id))


def _of(alliance_id: int | None) -> ColumnElement[bool]:
    return true() if alliance_id is None else col(LeadRow.alliance_id) == alliance_id
