"""Giving and taking: the balance of one alliance, and the digest over all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.alliances import Alliance, Status
from bot.domain.health import Pulse, State, health, proposal
from bot.domain.leads import Direction
from bot.domain.people import Person
from bot.domain.periods import Days
from bot.domain.reciprocity import AnswerTime, Balance, Tally, balance
from bot.domain.refusals import Act
from bot.domain.report_cards import Digest, DigestRow, Report
from bot.domain.rights import require
from bot.ports import Books

_URGENT = (State.ONE_SIDED, State.ASLEEP, State.ON_PAPER, State.BUILDING, State.LIVED)


def report(books: Books, reader: Person | None, alliance: Alliance, period: Days, now: datetime) -> Report:
    """The balance of an alliance for leads shared in a period, its health today, and one proposal.

    Args:
        books: the books.
        reader: who asks; None when the clock does.
        alliance: the alliance.
        period: days in the alliance's time zone, with an end.
        now: this moment (UTC).

    Raises:
        Outsider: if the reader belongs to another company.
        NotAllowed: unless the alliance is the reader's, or the reader in leadership, sales operations, administration.
        ValueError: if the period has no end.
    """
    if reader is not None:
        require(reader, Act.SEE_BALANCE, alliance)
    today, pulse = _today(alliance, now), _pulse(books, alliance, books.leads.last_shared(), now)
    return Report(
        partner=alliance.partner,
        handle=alliance.handle,
        balance=_counts(books, alliance, period, now).balance,
        health=health(pulse),
        proposal=proposal(pulse),
        manager_slack_id=books.people.get(alliance.profile.manager).slack_user_id,
        today=today,
    )


def digest(books: Books, reader: Person | None, period: Days, now: datetime) -> Digest:
    """All active and paused alliances, those that need somebody first.

    Raises:
        Outsider: if the reader belongs to another company.
        NotAllowed: unless the reader is in leadership or an administrator (None: the clock asks).
        ValueError: if the period has no end.
    """
    if reader is not None:
        require(reader, Act.SEE_DIGEST)
    current = [a for a in books.alliances.all() if a.status in {Status.ACTIVE, Status.PAUSED}]
    last = books.leads.last_shared()
    rows = [_row(books, alliance, period, last, now) for alliance in current]
    zone = ZoneInfo(books.people.company().time_zone)
    in_order = sorted(rows, key=lambda row: (_URGENT.index(row.health.state), row.partner))
    return Digest(period, tuple(in_order), now.astimezone(zone).date())


@dataclass(frozen=True, slots=True)
class _Counts:
    balance: Balance
    answers: Sequence[AnswerTime]


def _row(
    books: Books, alliance: Alliance, period: Days, last_shared: Mapping[int, datetime], now: datetime
) -> DigestRow:
    pulse = _pulse(books, alliance, last_shared, now)
    seen = _counts(books, alliance, period, now).balance
    return DigestRow(alliance.partner, alliance.handle, alliance.status, seen, health(pulse), proposal(pulse))


def _pulse(books: Books, alliance: Alliance, last_shared: Mapping[int, datetime], now: datetime) -> Pulse:
    """What health is judged by: the alliance's own window up to today."""
    today = _today(alliance, now)
    window = Days.through(today - timedelta(days=alliance.game.agreement.window_days - 1), today)
    counts = _counts(books, alliance, window, now)
    last = last_shared.get(alliance.id)
    return Pulse(
        balance=counts.balance,
        started=alliance.started or today,
        today=today,
        last_lead=None if last is None else last.astimezone(ZoneInfo(alliance.place.time_zone)).date(),
        in_time=sum(answer.in_time for answer in counts.answers),
        answered=len(counts.answers),
    )


def _counts(books: Books, alliance: Alliance, period: Days, now: datetime) -> _Counts:
    start, end = _moments(period, alliance.place.time_zone)
    tallies: tuple[Tally, ...] = books.leads.tallies(start, end, alliance.id)
    answers = books.leads.answers(start, end, alliance.id)
    waited = {way: [a.waited for a in answers if a.direction is way] for way in Direction}
    overdue = _of(alliance.id, books.leads.overdue(start, end, now, alliance.id))
    return _Counts(balance(period, alliance.game.agreement, tallies, overdue, waited), answers)


def _of(alliance_id: int, overdue: Mapping[tuple[int, Direction], int]) -> dict[Direction, int]:
    return {way: count for (of, way), count in overdue.items() if of == alliance_id}


def _moments(period: Days, zone: str) -> tuple[datetime, datetime]:
    """When the period starts and ends, as moments (UTC)."""
    if period.end is None:
        raise ValueError("a balance is of a period that ends")
    return _midnight(period.start, zone), _midnight(period.end, zone)


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def _today(alliance: Alliance, now: datetime) -> date:
    return now.astimezone(ZoneInfo(alliance.place.time_zone)).date()
