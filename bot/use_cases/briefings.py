"""Briefings and other standing orders: made, read back, paused, and what comes next."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.alliances import Alliance, Status, ValueProposition
from bot.domain.briefings import Briefing, BriefingPost, Content, Topic, next_content
from bot.domain.history import Deed, Entry
from bot.domain.incentives import Route
from bot.domain.people import LanguageCode, PayRole, Person
from bot.domain.refusals import Act, FormRefused, Gone, NotActive, OutsideHours
from bot.domain.rights import may, require
from bot.domain.schedules import Kind, Rhythm, Schedule, Slot, slots
from bot.domain.versions import InForce, Series, State, Version, in_force
from bot.domain.working_time import OFFICE_HOURS
from bot.ports import Books

NEW_RULE_DAYS = 28
"""So long a changed rule is news: no longer than the books keep what was posted on working days."""


def schedule(books: Books, actor: Person, wanted: Schedule, now: datetime) -> Schedule:
    """Makes a standing order for an alliance.

    Raises:
        NotAllowed: unless the alliance is the actor's, or the actor an administrator.
        NotActive: if the alliance has ended.
    """
    alliance = _alliance_of(books, wanted)
    require(actor, _act(wanted), alliance)
    if alliance is not None and alliance.status is Status.ENDED:
        raise NotActive(alliance.partner, alliance.status)
    hours = OFFICE_HOURS if alliance is None else alliance.game.hours
    if not hours.start <= wanted.rhythm.at < hours.end:
        raise FormRefused({"time": OutsideHours(hours.start, hours.end)})
    made = books.schedules.add(replace(wanted, created_by=actor.id))
    books.schedules.advance(made.id, None, now)
    books.history.add(Entry(now, actor.id, Deed.SCHEDULED, alliance_id=wanted.alliance_id))
    return made


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A briefing somebody took notice of, of which order and partner, and how many people did by now."""

    order: Schedule
    post: BriefingPost
    partner: str
    confirmed: int


def acknowledge(books: Books, reader: Person, post_id: int, now: datetime) -> Acknowledged:
    """Counts that somebody took notice of a briefing, once for each person.

    Raises:
        Outsider: if the reader belongs to another company.
        Gone: if there is no such post.
    """
    require(reader, Act.ASK)
    try:
        post = books.schedules.post(post_id)
    except KeyError:
        raise Gone from None
    order = books.schedules.get(post.schedule_id)
    alliance = _alliance_of(books, order)
    confirmed = books.schedules.acknowledge(post_id, reader.slack_user_id, now)
    return Acknowledged(order, post, "" if alliance is None else alliance.partner, confirmed)


def switch(books: Books, actor: Person, schedule_id: int, now: datetime, *, active: bool) -> Schedule:
    """Pauses or resumes a standing order; what it missed while paused is not made up for.

    Raises:
        Gone: if there is none.
        NotAllowed: as for `schedule`.
    """
    try:
        found = books.schedules.get(schedule_id)
    except KeyError:
        raise Gone from None
    require(actor, _act(found), _alliance_of(books, found))
    changed = replace(found, active=active)
    books.schedules.save(changed)
    if active:
        books.schedules.advance(schedule_id, None, now)
    books.history.add(Entry(now, actor.id, Deed.SCHEDULED, alliance_id=found.alliance_id))
    return changed


def schedules_of(books: Books, reader: Person) -> tuple[tuple[Schedule, Alliance | None], ...]:
    """The standing orders the reader may change, with their alliance."""
    found = [(each, _alliance_of(books, each)) for each in books.schedules.all()]
    return tuple((each, alliance) for each, alliance in found if may(reader, _act(each), alliance))


def next_slots(rhythm: Rhythm, now: datetime, holidays: Container[date], count: int) -> tuple[Slot, ...]:
    """The next times a rhythm posts at."""
    coming = slots(rhythm, now, holidays)
    return tuple(next(coming) for _ in range(count))


def next_briefing(
    books: Books, alliance: Alliance, language: LanguageCode, posted: tuple[BriefingPost, ...], today: date
) -> Briefing | None:
    """What to post next about an alliance, or None if there is nothing new to say or it is not active."""
    if alliance.status is not Status.ACTIVE:
        return None
    proposition, written = alliance.proposition(language)
    versions = books.versions.of_alliance(alliance.id)
    rules = tuple(_in_force(alliance, versions, today))
    content = next_content(_contents(proposition, written, rules, versions, today), posted)
    if content is None:
        return None
    version = next((v for v in versions if v.id == content.version_id), None)
    return Briefing(content, alliance.partner, alliance.handle, language, proposition, rules, version)


def _contents(
    proposition: ValueProposition,
    written: LanguageCode,
    rules: tuple[InForce, ...],
    versions: tuple[Version, ...],
    today: date,
) -> list[Content]:
    said = hashlib.sha256(repr((written, proposition)).encode()).hexdigest()[:16]
    contents = [Content(Topic.PITCH, f"pitch {said}")]
    if rules:
        paid = ",".join(str(force.version.id) for force in rules)
        contents.append(Content(Topic.PAY, f"pay {paid}"))
    return [*_news(versions, today), *contents]


def _news(versions: tuple[Version, ...], today: date) -> Iterator[Content]:
    """Rules for sellers that replaced others lately; the first rules of a series are told as pay."""
    for version in versions:
        is_news = version.state is State.RELEASED and version.series.pay_role is PayRole.SELLER and version.number > 1
        if is_news and 0 <= (today - version.valid.start).days <= NEW_RULE_DAYS:
            yield Content(Topic.RULE_CHANGED, f"rule {version.id}", version.id)


def _in_force(alliance: Alliance, versions: tuple[Version, ...], today: date) -> Iterator[InForce]:
    for route in (Route.TOGETHER, Route.HAND_OVER):
        series = Series(PayRole.SELLER, alliance.id, route)
        force = in_force([version for version in versions if version.series == series], today)
        if force is not None:
            yield force


def _act(of: Schedule) -> Act:
    return Act.SEE_DIGEST if of.kind is Kind.DIGEST else Act.SCHEDULE


def _alliance_of(books: Books, of: Schedule) -> Alliance | None:
    return None if of.alliance_id is None else books.alliances.get(of.alliance_id)


def today_of(alliance: Alliance, now: datetime) -> date:
    """The day it is where the alliance counts its days."""
    return now.astimezone(ZoneInfo(alliance.place.time_zone)).date()
