from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import Session, and_, col, select

from bot.domain.briefings import BriefingPost
from bot.domain.schedules import WEEKDAYS, Rhythm, Schedule, Weekday
from storage.books.dialect import insert
from storage.tables import BriefingMarkRow, BriefingPostRow, ScheduleRow
from storage.vault import Vault

_LATEST = 20


class StoredSchedules:
    """Standing orders and what was posted by them, as `bot.ports.Schedules` asks for them."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    def add(self, schedule: Schedule) -> Schedule:
        """A new schedule; its id is given by the books. Slots up to now are taken as dealt with."""
        row = ScheduleRow(seen_until=datetime.now(UTC), **_columns(schedule))
        self._session.add(row)
        self._session.flush()
        return _schedule(row)

    def save(self, schedule: Schedule) -> None:
        """Writes down a changed schedule. Raises KeyError if there is none with its id."""
        which = col(ScheduleRow.id) == schedule.id
        changed = update(ScheduleRow).where(which).values(**_columns(schedule)).returning(col(ScheduleRow.id))
        if self._session.execute(changed).first() is None:
            raise KeyError(schedule.id)

    def get(self, schedule_id: int) -> Schedule:
        """The schedule with this id. Raises KeyError if there is none."""
        return _schedule(self._row(schedule_id))

    def all(self) -> tuple[Schedule, ...]:
        """Every schedule, by id."""
        by_id = select(ScheduleRow).order_by(col(ScheduleRow.id)).execution_options(populate_existing=True)
        return tuple(map(_schedule, self._session.exec(by_id).all()))

    def advance(self, schedule_id: int, seen_until: datetime | None, now_until: datetime) -> bool:
        """Moves the moment up to which slots were dealt with; False if another process has moved it since.

        With None it is moved from wherever it is.
        """
        which = col(ScheduleRow.id) == schedule_id
        unmoved = which if seen_until is None else and_(which, col(ScheduleRow.seen_until) == seen_until)
        moved = update(ScheduleRow).where(unmoved).values(seen_until=now_until).returning(col(ScheduleRow.id))
        return self._session.execute(moved).first() is not None

    def seen_until(self, schedule_id: int) -> datetime:
        """The moment (UTC) up to which slots were dealt with; when it was made, at first. Raises KeyError."""
        return self._row(schedule_id).seen_until

    def posted(self, post: BriefingPost) -> int:
        """Writes down what a briefing said, and gives its id; for a slot written down before, the id it had."""
        columns = {
            "schedule_id": post.schedule_id,
            "slot": post.slot,
            "topic": post.topic,
            "mark": post.mark,
            "at": post.at,
            "confirmed": post.confirmed,
            "closed": False,
        }
        self._session.exec(insert(self._session, BriefingPostRow).values(**columns).on_conflict_do_nothing())
        same_slot = and_(BriefingPostRow.schedule_id == post.schedule_id, BriefingPostRow.slot == post.slot)
        post_id = self._session.exec(select(BriefingPostRow.id).where(same_slot)).one()
        assert post_id is not None
        return post_id

    def post(self, post_id: int) -> BriefingPost:
        """The post with this id. Raises KeyError if there is none."""
        row = self._session.get(BriefingPostRow, post_id, populate_existing=True)
        if row is None:
            raise KeyError(post_id)
        return _post(row)

    def latest_posts(self, schedule_id: int) -> tuple[BriefingPost, ...]:
        """What the schedule posted, newest first, at most twenty."""
        newest_first = (col(BriefingPostRow.at).desc(), col(BriefingPostRow.id).desc())
        posts = select(BriefingPostRow).where(BriefingPostRow.schedule_id == schedule_id)
        latest = posts.order_by(*newest_first).limit(_LATEST).execution_options(populate_existing=True)
        return tuple(map(_post, self._session.exec(latest).all()))

    def acknowledge(self, post_id: int, person: str, at: datetime) -> int:
        """Counts a *got it* once for each person, kept as a keyed marker, and says how many there are.

        Once markers of the post were forgotten nobody is counted any more: it could be for the second time.

        Raises:
            KeyError: if there is no such post.
        """
        which = col(BriefingPostRow.id) == post_id
        counted = select(BriefingPostRow.confirmed, BriefingPostRow.closed).where(which)
        # The lock keeps the markers from being forgotten between the look and the count.
        found = self._session.exec(counted.with_for_update()).first()
        if found is None:
            raise KeyError(post_id)
        confirmed, closed = found
        if closed or not self._marked(post_id, person, at):
            return confirmed
        self._session.execute(update(BriefingPostRow).where(which).values(confirmed=confirmed + 1))
        return confirmed + 1

    def forget_marks(self, before: datetime) -> int:
        """Deletes markers made before this moment, and says how many; the counts stay, and are closed."""
        old = col(BriefingMarkRow.at) < before
        posts = select(BriefingMarkRow.post_id).where(old)
        self._session.execute(update(BriefingPostRow).where(col(BriefingPostRow.id).in_(posts)).values(closed=True))
        forgotten = delete(BriefingMarkRow).where(old).returning(col(BriefingMarkRow.post_id))
        return len(self._session.execute(forgotten).all())

    def _marked(self, post_id: int, person: str, at: datetime) -> bool:
        marker = self._vault.index(f"{post_id}:{person}")
        statement = insert(self._session, BriefingMarkRow).values(post_id=post_id, marker=marker, at=at)
        written = statement.on_conflict_do_nothing().returning(col(BriefingMarkRow.post_id))
        return self._session.exec(written).first() is not None

    def _row(self, schedule_id: int) -> ScheduleRow:
        # What another process moved since this session last looked must show.
        row = self._session.get(ScheduleRow, schedule_id, populate_existing=True)
        if row is None:
            raise KeyError(schedule_id)
        return row


def _columns(schedule: Schedule) -> dict[str, Any]:
    rhythm = schedule.rhythm
    return {
        "kind": schedule.kind,
        "alliance_id": schedule.alliance_id,
        "destination": schedule.destination,
        "language": schedule.language,
        "days": [day.value for day in WEEKDAYS if day in rhythm.days],
        "at": rhythm.at,
        "time_zone": rhythm.time_zone,
        "every": rhythm.every,
        "active": schedule.active,
        "created_by": schedule.created_by,
    }


def _schedule(row: ScheduleRow) -> Schedule:
    assert row.id is not None
    return Schedule(
        id=row.id,
        kind=row.kind,
        alliance_id=row.alliance_id,
        destination=row.destination,
        language=row.language,
        rhythm=Rhythm(frozenset(map(Weekday, row.days)), row.at, row.time_zone, row.every),
        active=row.active,
        created_by=row.created_by,
    )


def _post(row: BriefingPostRow) -> BriefingPost:
    assert row.id is not None
    return BriefingPost(row.id, row.schedule_id, row.slot, row.topic, row.mark, row.at, row.confirmed)
