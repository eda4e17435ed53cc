from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from bot.domain.incentives import Trigger
from bot.domain.payouts import NoteKind, NoteState
from bot.domain.people import PayRole
from storage.columns import currency_check, one_of
from storage.tables.row import Row


class PayoutNoteRow(Row, table=True):
    """A payout note. Once written only its settling changes, and an amount that was open."""

    __tablename__ = "payout_note"
    __table_args__ = (
        UniqueConstraint("lead_id", "payee_id", "kind"),
        Index(None, "payee_id", "id"),
        Index(None, "state", "id"),
        CheckConstraint("amount_minor <> 0 AND (amount_minor > 0) = (kind = 'pay')", name="amount_pays_or_takes"),
        CheckConstraint("(kind = 'clawback') = (takes_back IS NOT NULL)", name="clawback_takes_back"),
        CheckConstraint("(kind = 'clawback') = (cancelled_on IS NOT NULL)", name="clawback_after_cancelling"),
        CheckConstraint("(cancelled_for IS NULL) = (cancelled_on IS NULL)", name="cancelled_for_a_reason"),
        CheckConstraint("(state = 'open') = (settled_by IS NULL)", name="settled_by_somebody"),
        CheckConstraint("(settled_by IS NULL) = (settled_at IS NULL)", name="settled_at_a_moment"),
        CheckConstraint("settled_by <> payee_id", name="settled_by_another"),
        CheckConstraint("state <> 'confirmed' OR amount_minor IS NOT NULL", name="confirmed_an_amount"),
        CheckConstraint("(state = 'rejected') = (sealed_reason IS NOT NULL)", name="rejected_for_a_reason"),
        CheckConstraint("deal_minor >= 0", name="deal_not_negative"),
        currency_check("deal_currency"),
        currency_check("currency"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: NoteKind = Field(sa_column=one_of(NoteKind))
    lead_id: int = Field(foreign_key="lead.id")
    alliance_id: int = Field(foreign_key="alliance.id")
    payee_id: int = Field(foreign_key="person.id")
    pay_role: PayRole = Field(sa_column=one_of(PayRole))
    closed_on: date
    deal_minor: int = Field(sa_type=BigInteger)
    deal_currency: str
    as_of: date
    rules_id: int = Field(foreign_key="version.id")
    plan_id: int | None = Field(foreign_key="version.id")
    format: int
    """The number of the form `lines` is written in, see `storage.pay_lines`."""
    lines: str
    currency: str
    promised_minor: int | None = Field(sa_type=BigInteger)
    amount_minor: int | None = Field(sa_type=BigInteger)
    made_at: datetime
    takes_back: int | None = Field(foreign_key="payout_note.id")
    cancelled_for: Trigger | None = Field(sa_column=one_of(Trigger, nullable=True))
    cancelled_on: date | None
    state: NoteState = Field(sa_column=one_of(NoteState))
    settled_by: int | None = Field(foreign_key="person.id")
    settled_at: datetime | None
    sealed_reason: str | None
