from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from bot.domain.incentives import Route
from bot.domain.people import PayRole
from bot.domain.versions import State
from storage.columns import currency_check, one_of
from storage.tables.row import Row


class VersionRow(Row, table=True):
    """A version of a plan (no alliance, no route) or of an alliance's rules. Validity is in half-open days."""

    __tablename__ = "version"
    __table_args__ = (
        UniqueConstraint("alliance_id", "route", "pay_role", "number"),
        # NULLs are distinct in a unique constraint, so plans need one of their own.
        Index(
            "uq_version_plan",
            "pay_role",
            "number",
            unique=True,
            sqlite_where=text("alliance_id IS NULL"),
            postgresql_where=text("alliance_id IS NULL"),
        ),
        CheckConstraint("(alliance_id IS NULL) = (route IS NULL)", name="plan_or_rules"),
        CheckConstraint("number > 0", name="number_counts"),
        CheckConstraint("valid_until > valid_from", name="validity_lasts"),
        CheckConstraint("(state = 'draft') = (decided_by IS NULL)", name="decided_by_somebody"),
        CheckConstraint("(decided_by IS NULL) = (decided_at IS NULL)", name="decided_at_a_moment"),
        CheckConstraint("state <> 'released' OR decided_by <> drafted_by", name="released_by_another"),
        CheckConstraint("(budget_minor IS NULL) = (budget_currency IS NULL)", name="budget_has_currency"),
        currency_check("currency"),
        currency_check("budget_currency"),
    )

    id: int | None = Field(default=None, primary_key=True)
    pay_role: PayRole = Field(sa_column=one_of(PayRole))
    alliance_id: int | None = Field(foreign_key="alliance.id")
    route: Route | None = Field(sa_column=one_of(Route, nullable=True))
    number: int
    format: int
    """The number of the form `terms` is written in, see `storage.terms`."""
    terms: str
    currency: str
    state: State = Field(sa_column=one_of(State))
    valid_from: date
    valid_until: date | None
    drafted_by: int = Field(foreign_key="person.id")
    drafted_at: datetime
    decided_by: int | None = Field(default=None, foreign_key="person.id")
    decided_at: datetime | None = None
    sealed_reason: str | None = None
    sealed_approval: str | None = None
    budget_minor: int | None = Field(default=None, sa_type=BigInteger)
    budget_currency: str | None = None
