"""Examples of reports and digests: the empty book, one lead, every verdict and every state of health."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.domain.alliances import Status
from bot.domain.health import Pulse, health, proposal
from bot.domain.leads import Direction, Reason, Stage
from bot.domain.periods import Days
from bot.domain.reciprocity import AGREEMENT, Agreement, Balance, Tally, balance
from bot.domain.report_cards import Digest, DigestRow, Report
from messages import reports
from messages.examples import world as w
from messages.language import Language
from messages.message import Form, Message

QUARTER = Days(date(2026, 7, 1), date(2026, 10, 1))
_LOPSIDED = Agreement(share=w.percent(60))
_MINOR = 100


def tally(
    direction: Direction,
    stage: Stage,
    count: int,
    euros: int = 0,
    reason: Reason | None = None,
    currency: str = "EUR",
) -> Tally:
    """So many leads, worth so many euros together; what is won, is won for that."""
    minor = euros * _MINOR
    won = minor if stage is Stage.WON else 0
    return Tally(1, direction, stage, reason, currency if euros else None, count, minor, won)


_G, _R, _J = Direction.GIVEN, Direction.RECEIVED, Direction.JOINT
_MUCH = (
    tally(_G, Stage.SHARED, 2, 60_000),
    tally(_G, Stage.ACCEPTED, 3, 210_000),
    tally(_G, Stage.QUALIFIED, 4, 480_000),
    tally(_G, Stage.WON, 2, 164_000),
    tally(_G, Stage.DECLINED, 1, 20_000, Reason.NO_BUDGET),
    tally(_G, Stage.DECLINED, 1, 30_000, Reason.DUPLICATE),
    tally(_R, Stage.ACCEPTED, 2, 90_000),
    tally(_R, Stage.QUALIFIED, 2, 140_000),
    tally(_R, Stage.WON, 1, 75_000),
    tally(_R, Stage.WITHDRAWN, 1),
    tally(_J, Stage.QUALIFIED, 1, 320_000),
)
_ONE = (tally(_G, Stage.SHARED, 1),)
_FEW = (tally(_G, Stage.ACCEPTED, 2, 50_000), tally(_R, Stage.SHARED, 1, 40_000))
_EVEN = (tally(_G, Stage.WON, 3, 90_000), tally(_R, Stage.QUALIFIED, 3, 120_000))
_WE_GIVE = (tally(_G, Stage.SHARED, 9, 90_000), tally(_R, Stage.ACCEPTED, 1, 12_000))
_WE_TAKE = (tally(_G, Stage.QUALIFIED, 1, 12_000), tally(_R, Stage.QUALIFIED, 8, 400_000))
_AHEAD = (tally(_G, Stage.QUALIFIED, 5, 50_000), tally(_R, Stage.QUALIFIED, 1, 10_000))
_OPEN = (tally(_G, Stage.ACCEPTED, 3, 60_000), tally(_R, Stage.ACCEPTED, 3, 60_000))
_LATE = (tally(_G, Stage.SHARED, 3, 60_000), tally(_R, Stage.SHARED, 4, 60_000), tally(_R, Stage.EXPIRED, 2))
_ABROAD = (
    *_EVEN,
    tally(_G, Stage.WON, 1, 33_000, currency="CHF"),
    tally(_R, Stage.WON, 1, 48_500, currency="CHF"),
    tally(_R, Stage.SHARED, 1, 12_000, currency="GBP"),
)
_WAITED = {_G: [timedelta(hours=h) for h in (2, 5, 30)], _R: [timedelta(days=2), timedelta(days=5)]}


def balanced(
    tallies: Sequence[Tally], agreement: Agreement = AGREEMENT, overdue: Mapping[Direction, int] | None = None
) -> Balance:
    """The balance of these leads in the third quarter."""
    answered = {t.direction for t in tallies if t.stage not in {Stage.SHARED, Stage.EXPIRED, Stage.WITHDRAWN}}
    waited = {way: times for way, times in _WAITED.items() if way in answered}
    return balance(QUARTER, agreement, tallies, overdue, waited)


def report_of(shown: Balance, *, idle: int | None = 3, age: int = 400, partner: str = "Acme Robotics") -> Report:
    """The report, `idle` days after the last lead and `age` days after the alliance began; all answers were in time."""
    last = None if idle is None else w.TODAY - timedelta(days=idle)
    pulse = Pulse(shown, w.TODAY - timedelta(days=age), w.TODAY, last, in_time=5, answered=5)
    return Report(partner, "acme", shown, health(pulse), proposal(pulse), w.MANAGER, w.TODAY)


REPORTS: Mapping[str, Report] = {
    "empty": report_of(balanced(()), idle=None, age=12),
    "one-lead": report_of(balanced(_ONE), age=12),
    "not-enough": report_of(balanced(_FEW), age=60),
    "lived": report_of(balanced(_MUCH, _LOPSIDED)),
    "even": report_of(balanced(_EVEN)),
    "we-give-more": report_of(balanced(_WE_GIVE)),
    "we-take-more": report_of(balanced(_WE_TAKE)),
    "trust-credit": report_of(balanced(_AHEAD, replace(AGREEMENT, trust_credit=4))),
    "building": report_of(balanced(_OPEN), age=90),
    "overdue": report_of(balanced(_LATE, overdue={_G: 1, _R: 3})),
    "overdue-at-partner": report_of(balanced(_LATE, overdue={_G: 2})),
    "asleep": report_of(balanced(_EVEN), idle=75),
    "on-paper": report_of(balanced(()), idle=None),
    "currencies": report_of(balanced(_ABROAD)),
    "hostile": report_of(balanced(_WE_GIVE), partner=w.HOSTILE),
}
"""Reports by what they show."""


def digest_row(shown: Report, status: Status = Status.ACTIVE) -> DigestRow:
    """The report as a line of the digest."""
    return DigestRow(shown.partner, shown.handle, status, shown.balance, shown.health, shown.proposal)


def _named(name: str, partner: str) -> Report:
    return replace(REPORTS[name], partner=partner)


_ROWS = (
    digest_row(_named("we-give-more", "Acme Robotics")),
    digest_row(_named("overdue-at-partner", "Agrarwerk")),
    digest_row(_named("asleep", "Nordlicht Cloud")),
    digest_row(_named("on-paper", "Seehafen Logistik"), Status.PAUSED),
    digest_row(_named("building", "Turmuhr Software")),
    digest_row(_named("currencies", "Bergblick Energie")),
    digest_row(_named("lived", "Weitwinkel Optik")),
)
_MANY = tuple(replace(row, partner=f"Partner {n}") for n, row in enumerate(_ROWS * 18, start=1))


def _report(name: str, *, charts: bool = True) -> Callable[[Language], Message | Form]:
    return lambda language: reports.report(REPORTS[name], language, charts=charts)


def _digest(rows: Sequence[DigestRow], *, charts: bool = True) -> Callable[[Language], Message | Form]:
    return lambda language: reports.digest(Digest(QUARTER, tuple(rows), w.TODAY), language, charts=charts)


EXAMPLES: Mapping[str, Callable[[Language], Message | Form]] = {
    **{f"report-{name}": _report(name) for name in REPORTS},
    "report-without-charts": _report("lived", charts=False),
    "digest": _digest(_ROWS),
    "digest-without-charts": _digest(_ROWS, charts=False),
    "digest-empty": _digest(()),
    "digest-one": _digest(_ROWS[-1:]),
    "digest-long": _digest(_MANY),
    "digest-hostile": _digest([digest_row(REPORTS["hostile"], Status.PAUSED)]),
}
