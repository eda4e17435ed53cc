from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from bot.domain.incentives import Trigger
from bot.domain.leads import Attempt, Direction, Reason, Side, Stage, Timing, Verb
from storage.columns import currency_check, one_of, owned_by
from storage.tables.row import Row

_COUNTED = ("direction", "stage", "reason", "expected_currency", "won_currency", "expected_minor", "won_minor")
"""What reports count and add up; behind the alliance and the moment it makes an index that answers them alone."""


class LeadRow(Row, table=True):
    """A lead, but for what names anybody. `source` and `external_id` say where an imported one comes from."""

    __tablename__ = "lead"
    __table_args__ = (
        UniqueConstraint("source", "external_id"),
        Index("ix_lead_by_alliance", "alliance_id", "shared_at", *_COUNTED),
        Index("ix_lead_by_moment", "shared_at", "alliance_id", *_COUNTED),
        Index(
            "ix_lead_joint",
            "alliance_id",
            "closed_at",
            "stage",
            "partner_came",
            "direction",  # always the same, but without it SQLite looks into the lead itself
            sqlite_where=text("direction = 'joint'"),
            postgresql_where=text("direction = 'joint'"),
        ),
        Index(None, "stage", "half_at"),
        CheckConstraint("(source IS NULL) = (external_id IS NULL)", name="source_has_id"),
        CheckConstraint("(expected_minor IS NULL) = (expected_currency IS NULL)", name="expected_has_currency"),
        CheckConstraint("(won_minor IS NULL) = (won_currency IS NULL)", name="won_has_currency"),
        CheckConstraint("expected_minor >= 0 AND won_minor >= 0", name="values_not_negative"),
        CheckConstraint("won_minor IS NULL OR stage = 'won'", name="won_an_amount"),
        CheckConstraint("(closed_at IS NULL) = (stage IN ('shared', 'accepted', 'qualified'))", name="closed_or_open"),
        CheckConstraint(
            "(half_at IS NULL) = (due_at IS NULL) AND (half_at IS NULL) = (sponsor_at IS NULL)"
            " AND (half_at IS NULL) = (expires_at IS NULL)",
            name="deadlines_together",
        ),
        CheckConstraint("direction <> 'joint' OR due_at IS NULL", name="joint_needs_no_answer"),
        CheckConstraint(
            "(led_by IS NULL) = (invoiced_by IS NULL) AND (led_by IS NULL) = (partner_came IS NULL)",
            name="attributed_as_a_whole",
        ),
        CheckConstraint("led_by IS NULL OR direction = 'joint'", name="joint_is_attributed"),
        CheckConstraint("revision > 0", name="revision_counts"),
        currency_check("expected_currency"),
        currency_check("won_currency"),
    )

    id: int | None = Field(default=None, primary_key=True)
    source: str | None = None
    external_id: str | None = None
    alliance_id: int = Field(foreign_key="alliance.id")
    direction: Direction = Field(sa_column=one_of(Direction))
    stage: Stage = Field(sa_column=one_of(Stage))
    sender_id: int = Field(foreign_key="person.id", index=True)
    owner_id: int | None = Field(foreign_key="person.id", index=True)
    shared_at: datetime
    half_at: datetime | None
    due_at: datetime | None
    sponsor_at: datetime | None
    expires_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    reason: Reason | None = Field(sa_column=one_of(Reason, nullable=True))
    timing: Timing = Field(sa_column=one_of(Timing))
    confidential: bool
    expected_minor: int | None = Field(sa_type=BigInteger)
    expected_currency: str | None
    won_minor: int | None = Field(sa_type=BigInteger)
    won_currency: str | None
    led_by: Side | None = Field(sa_column=one_of(Side, nullable=True))
    invoiced_by: Side | None = Field(sa_column=one_of(Side, nullable=True))
    partner_came: Attempt | None = Field(sa_column=one_of(Attempt, nullable=True))
    revision: int


class LeadTextRow(Row, table=True):
    """What names somebody or was written freely about a lead, sealed; it can be erased and the lead still counts."""

    __tablename__ = "lead_text"

    lead_id: int = Field(sa_column=owned_by("lead.id"))
    sealed_customer: str
    company_index: str | None = Field(index=True)
    """The blind index of the company's name as `bot.domain.names.normalised` spells it; None if it has none."""
    sealed_need: str
    sealed_link: str
    sealed_contact: str | None
    sealed_reason_note: str


class LeadEventRow(Row, table=True):
    """A step of a lead. Rows are added and never touched again; they hold ids, words of ours and amounts."""

    __tablename__ = "lead_event"
    __table_args__ = (
        Index(None, "lead_id", "at"),
        CheckConstraint("(amount_minor IS NULL) = (amount_currency IS NULL)", name="amount_has_currency"),
        CheckConstraint("(cancelled_for IS NULL) = (cancelled_on IS NULL)", name="cancelled_for_a_reason"),
        CheckConstraint("(cancelled_on IS NOT NULL) = (verb = 'cancel')", name="cancelled_on_a_day"),
        currency_check("amount_currency"),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    lead_id: int = Field(foreign_key="lead.id")
    actor_id: int | None = Field(foreign_key="person.id")
    verb: Verb = Field(sa_column=one_of(Verb))
    stage: Stage = Field(sa_column=one_of(Stage))
    reason: Reason | None = Field(sa_column=one_of(Reason, nullable=True))
    amount_minor: int | None = Field(sa_type=BigInteger)
    amount_currency: str | None
    cancelled_for: Trigger | None = Field(sa_column=one_of(Trigger, nullable=True))
    cancelled_on: date | None
