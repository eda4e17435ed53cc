from __future__ import annotations

from datetime import datetime, time

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from bot.domain.briefings import Topic
from bot.domain.people import LanguageCode
from bot.domain.schedules import Every, Kind
from storage.columns import lines, one_of, owned_by
from storage.tables.row import Row


class ScheduleRow(Row, table=True):
    """A standing order to post something."""

    __tablename__ = "schedule"

    id: int | None = Field(default=None, primary_key=True)
    kind: Kind = Field(sa_column=one_of(Kind))
    alliance_id: int | None = Field(foreign_key="alliance.id", index=True)
    destination: str
    language: LanguageCode = Field(sa_column=one_of(LanguageCode))
    days: list[str] = Field(sa_column=lines())
    """Weekdays by name, Monday first."""
    at: time
    """Local time in `time_zone`."""
    time_zone: str
    every: Every = Field(sa_column=one_of(Every))
    active: bool
    created_by: int | None = Field(foreign_key="person.id")
    seen_until: datetime
    """Up to here slots were dealt with."""


class BriefingPostRow(Row, table=True):
    """What a schedule posted at a slot. Once the first marker is forgotten it is `closed`: nobody else is counted."""

    __tablename__ = "briefing_post"
    __table_args__ = (
        UniqueConstraint("schedule_id", "slot"),
        Index(None, "schedule_id", "at"),
        CheckConstraint("confirmed >= 0", name="confirmed_counts"),
    )

    id: int | None = Field(default=None, primary_key=True)
    schedule_id: int = Field(foreign_key="schedule.id")
    slot: str
    topic: Topic = Field(sa_column=one_of(Topic))
    mark: str
    at: datetime
    confirmed: int
    closed: bool


class BriefingMarkRow(Row, table=True):
    """That somebody has confirmed a post: a keyed marker that tells nobody who, kept against counting twice."""

    __tablename__ = "briefing_mark"

    post_id: int = Field(sa_column=owned_by("briefing_post.id"))
    marker: str = Field(primary_key=True)
    at: datetime = Field(index=True)
