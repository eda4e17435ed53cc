from __future__ import annotations

from datetime import date, time
from typing import Any

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from bot.domain.alliances import Phase, Status
from bot.domain.people import LanguageCode
from storage.columns import lines, one_of, owned_by
from storage.tables.row import Row


class AllianceRow(Row, table=True):
    """An alliance, but for what there are several of."""

    __tablename__ = "alliance"
    __table_args__ = (
        CheckConstraint("revision > 0", name="revision_counts"),
        CheckConstraint("status NOT IN ('active', 'paused') OR started IS NOT NULL", name="started_on_a_day"),
        CheckConstraint("work_starts < work_ends", name="work_lasts"),
        CheckConstraint("assumed_chance_ppm BETWEEN 1 AND 1000000", name="assumed_chance_is_a_share"),
    )

    id: int | None = Field(default=None, primary_key=True)
    handle: str = Field(unique=True)
    status: Status = Field(sa_column=one_of(Status))
    phase: Phase = Field(sa_column=one_of(Phase))
    partner: str
    aliases: list[str] = Field(sa_column=lines())
    manager_id: int = Field(foreign_key="person.id")
    deputy_id: int | None = Field(foreign_key="person.id")
    sponsor_id: int | None = Field(foreign_key="person.id")
    sealed_partner_sponsor: str
    time_zone: str
    country: str
    subdivision: str
    shared_channel: str | None
    partner_team_id: str | None
    started: date | None
    criteria: list[str] = Field(sa_column=lines())
    response_hours: int
    protection_days: int
    share_ppm: int
    """Our agreed share of the leads given by both, parts per million, as `band_ppm` is."""
    band_ppm: int
    trust_credit: int
    minimum: int
    window_days: int
    work_starts: time
    """Local time in `time_zone`, as `work_ends` is."""
    work_ends: time
    competes: bool
    assumed_chance_ppm: int | None
    revision: int


class NameRow(Row, table=True):
    """A name an alliance goes by, as `bot.domain.names.normalised` spells it: two alliances can't share one."""

    __tablename__ = "alliance_name"

    name: str = Field(primary_key=True)
    alliance_id: int = Field(foreign_key="alliance.id", ondelete="CASCADE", index=True)


class CounterpartRow(Row, table=True):
    """Whom to call at the partner's, in the order people gave."""

    __tablename__ = "counterpart"

    alliance_id: int = Field(sa_column=owned_by("alliance.id"))
    position: int = Field(primary_key=True)
    sealed_name: str
    region: str
    industry: str


class ChannelRow(Row, table=True):
    """A sales channel that is briefed, in the order people gave."""

    __tablename__ = "sales_channel"

    alliance_id: int = Field(sa_column=owned_by("alliance.id"))
    position: int = Field(primary_key=True)
    channel_id: str
    language: LanguageCode = Field(sa_column=one_of(LanguageCode))


class PropositionRow(Row, table=True):
    """The value proposition in one language."""

    __tablename__ = "proposition"

    alliance_id: int = Field(sa_column=owned_by("alliance.id"))
    language: LanguageCode = Field(sa_column=one_of(LanguageCode, primary_key=True))
    benefit: str
    industry: str
    persona: str
    signals: list[str] = Field(sa_column=lines())
    proof: list[str] = Field(sa_column=lines())
    opening_question: str
    objections: list[Any] = Field(sa_column=lines())
    """Pairs of what the customer says and what to answer."""
