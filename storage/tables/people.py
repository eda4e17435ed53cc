from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from bot.domain.measures import Measure, Owner
from bot.domain.people import LanguageCode, PayRole, Right
from storage.columns import currency_check, one_of, owned_by
from storage.tables.row import Row


class CompanyRow(Row, table=True):
    """The one company: a single row."""

    __tablename__ = "company"
    __table_args__ = (
        CheckConstraint("id = 1", name="only_one"),
        CheckConstraint("fiscal_year_starts BETWEEN 1 AND 12", name="fiscal_year_starts_month"),
        currency_check("currency"),
    )

    id: int = Field(primary_key=True)
    team_id: str
    currency: str
    time_zone: str
    country: str
    fiscal_year_starts: int


class PersonRow(Row, table=True):
    """Somebody known by workspace and Slack user id. Names are not kept."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("team_id", "slack_user_id"),)

    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    slack_user_id: str
    language: LanguageCode = Field(sa_column=one_of(LanguageCode))
    pay_role: PayRole = Field(sa_column=one_of(PayRole))
    is_workspace_admin: bool
    seen_at: datetime


class RightRow(Row, table=True):
    """A right that was assigned to a person."""

    __tablename__ = "person_right"

    person_id: int = Field(sa_column=owned_by("person.id"))
    assigned: Right = Field(sa_column=one_of(Right, primary_key=True))


class FiguresRow(Row, table=True):
    """A seller's own numbers for what is counted of whose results in a period, sealed; half-open days."""

    __tablename__ = "personal_figures"
    __table_args__ = (CheckConstraint("period_end > period_start", name="period_lasts"),)

    person_id: int = Field(sa_column=owned_by("person.id"))
    period_start: date = Field(primary_key=True)
    period_end: date = Field(primary_key=True)
    measure: Measure = Field(sa_column=one_of(Measure, primary_key=True))
    owner: Owner = Field(sa_column=one_of(Owner, primary_key=True))
    sealed_figures: str
