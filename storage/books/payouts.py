from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, func, true, update
from sqlmodel import Session, and_, col, select

from bot.domain.money import Money
from bot.domain.payouts import NoteState, PayoutNote, Promise
from bot.domain.refusals import ChangedMeanwhile
from storage import pay_lines
from storage.books.dialect import unless_taken
from storage.books.lead_rows import cancellation_columns, cancellation_of
from storage.tables import PayoutNoteRow
from storage.vault import Vault


class StoredPayouts:
    """Payout notes, as `bot.ports.Payouts` asks for them. Why one was rejected is sealed."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    def add(self, note: PayoutNote) -> PayoutNote | None:
        """A new note, its id given by the books; None if the lead has one of this kind for this payee already."""
        row = PayoutNoteRow(**_columns(note), **self._settling(note))
        try:
            with unless_taken(self._session):
                self._session.add(row)
        except ChangedMeanwhile:
            return None
        return self._note(row)

    def get(self, note_id: int) -> PayoutNote:
        """The note with this id. Raises KeyError if there is none."""
        found = self._where(col(PayoutNoteRow.id) == note_id)
        if not found:
            raise KeyError(note_id)
        return found[0]

    def of_lead(self, lead_id: int) -> tuple[PayoutNote, ...]:
        """The notes of a lead, oldest first."""
        return self._where(col(PayoutNoteRow.lead_id) == lead_id)

    def waiting(self) -> tuple[PayoutNote, ...]:
        """Every note that is open, oldest first."""
        return self._where(_open())

    def latest(self, payee_id: int | None, limit: int | None) -> tuple[PayoutNote, ...]:
        """Notes, the open ones first and then the newest: somebody's own, or everybody's; without a limit all."""
        order = (_open().desc(), col(PayoutNoteRow.id).desc())
        rows = self._session.exec(select(PayoutNoteRow).where(_of(payee_id)).order_by(*order).limit(limit)).all()
        return tuple(map(self._note, rows))

    def count(self, payee_id: int | None, *, only_open: bool = False) -> int:
        """How many notes there are, somebody's own or everybody's."""
        counted = and_(_of(payee_id), _open() if only_open else true())
        return self._session.exec(select(func.count()).select_from(PayoutNoteRow).where(counted)).one()

    def settle(self, settled: PayoutNote) -> bool:
        """Writes down state, amount, who, when and why.

        False if the note is open no more: of two who settle at once, one wins.
        """
        still_open = and_(col(PayoutNoteRow.id) == settled.id, _open())
        written = update(PayoutNoteRow).where(still_open).values(**self._settling(settled))
        return self._session.execute(written.returning(col(PayoutNoteRow.id))).first() is not None

    def _settling(self, note: PayoutNote) -> dict[str, Any]:
        rejected = note.state is NoteState.REJECTED
        return {
            "state": note.state,
            "amount_minor": note.amount and note.amount.minor,
            "settled_by": note.settled_by,
            "settled_at": note.settled_at,
            "sealed_reason": self._vault.seal(note.reason) if rejected else None,
        }

    def _where(self, condition: ColumnElement[bool]) -> tuple[PayoutNote, ...]:
        # What somebody else settled since this session last looked must show.
        rows = select(PayoutNoteRow).where(condition).order_by(col(PayoutNoteRow.id))
        return tuple(map(self._note, self._session.exec(rows.execution_options(populate_existing=True)).all()))

    def _note(self, row: PayoutNoteRow) -> PayoutNote:
        assert row.id is not None
        promise = Promise(
            as_of=row.as_of,
            currency=row.currency,
            rules_id=row.rules_id,
            plan_id=row.plan_id,
            lines=pay_lines.from_json(row.format, row.lines),
            amount=_money(row.promised_minor, row.currency),
        )
        return PayoutNote(
            id=row.id,
            kind=row.kind,
            lead_id=row.lead_id,
            alliance_id=row.alliance_id,
            payee_id=row.payee_id,
            pay_role=row.pay_role,
            closed=row.closed_on,
            deal=Money(row.deal_minor, row.deal_currency),
            promise=promise,
            amount=_money(row.amount_minor, row.currency),
            made_at=row.made_at,
            takes_back=row.takes_back,
            cancellation=cancellation_of(row.cancelled_for, row.cancelled_on),
            state=row.state,
            settled_by=row.settled_by,
            settled_at=row.settled_at,
            reason="" if row.sealed_reason is None else self._vault.open(row.sealed_reason),
        )


def _columns(note: PayoutNote) -> dict[str, Any]:
    """The part of a note that is written once, by column."""
    return {
        "kind": note.kind,
        "lead_id": note.lead_id,
        "alliance_id": note.alliance_id,
        "payee_id": note.payee_id,
        "pay_role": note.pay_role,
        "closed_on": note.closed,
        "deal_minor": note.deal.minor,
        "deal_currency": note.deal.currency,
        "as_of": note.promise.as_of,
        "rules_id": note.promise.rules_id,
        "plan_id": note.promise.plan_id,
        "format": pay_lines.FORMAT,
        "lines": pay_lines.to_json(note.promise.lines),
        "currency": note.promise.currency,
        "promised_minor": note.promise.amount and note.promise.amount.minor,
        "made_at": note.made_at,
        "takes_back": note.takes_back,
        **cancellation_columns(note.cancellation),
    }


def _money(minor: int | None, currency: str) -> Money | None:
    return None if minor is None else Money(minor, currency)


def _open() -> ColumnElement[bool]:
    return col(PayoutNoteRow.state) == NoteState.OPEN


def _of(payee_id: int | None) -> ColumnElement[bool]:
    return true() if payee_id is None else col(PayoutNoteRow.payee_id) == payee_id
