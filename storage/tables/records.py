from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from bot.domain.deliveries import DeliveryState, Operation
from bot.domain.history import Deed
from storage.columns import lines, one_of
from storage.tables.row import Row


class EntryRow(Row, table=True):
    """A deed of the audit history. Rows are added and never touched again; they hold ids and words of ours."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index(None, "alliance_id", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    actor_id: int = Field(foreign_key="person.id")
    deed: Deed = Field(sa_column=one_of(Deed))
    alliance_id: int | None = Field(foreign_key="alliance.id")
    version_id: int | None = Field(foreign_key="version.id")
    person_id: int | None = Field(foreign_key="person.id")
    fields: list[str] = Field(sa_column=lines())


class RequestRow(Row, table=True):
    """A request of Slack's that was handled."""

    __tablename__ = "handled_request"

    kind: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    at: datetime


class DeliveryRow(Row, table=True):
    """A post on its way, or what follows one. The payload is sealed, and gone once it was forgotten.

    `channel_id` and `message_ts` are the message in Slack, once it is known.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        Index(None, "state", "due_at"),
        CheckConstraint("attempts >= 0", name="attempts_count"),
        CheckConstraint("(claim IS NULL) = (lease_until IS NULL)", name="claim_has_lease"),
        CheckConstraint("state <> 'sending' OR claim IS NOT NULL", name="sending_is_claimed"),
        CheckConstraint(
            "(settled_at IS NOT NULL) = (state IN ('sent', 'failed', 'skipped'))", name="settled_at_a_moment"
        ),
        CheckConstraint("(operation = 'post') = (target_id IS NULL)", name="follows_a_post"),
        CheckConstraint("channel_id IS NULL OR message_ts IS NOT NULL", name="channel_of_a_message"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    mark: str = Field(unique=True)
    operation: Operation = Field(sa_column=one_of(Operation))
    target_id: int | None = Field(default=None, foreign_key="delivery.id", index=True)
    """What it changes or answers; what has the same target goes out in the order of the ids."""
    destination: str
    sealed_payload: str | None
    state: DeliveryState = Field(sa_column=one_of(DeliveryState))
    due_at: datetime
    attempts: int
    claim: str | None = None
    claimed_at: datetime | None = None
    lease_until: datetime | None = None
    looked_up_at: datetime | None = None
    """When a post of unknown fate was looked for to the end and not found; a person decides from there on."""
    settled_at: datetime | None = None
    channel_id: str | None = None
    message_ts: str | None = None
    error: str | None = None


class KeyProbeRow(Row, table=True):
    """What tells whether the book was written with the keys at hand: a single row."""

    __tablename__ = "key_probe"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: int = Field(primary_key=True)
    fingerprint: str
    sealed_probe: str
    blind_index: str
