"""The standing orders of the example company, and what they posted lately."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from bot.domain.alliances import Alliance, Place
from bot.domain.people import LanguageCode, Person
from bot.domain.periods import Days, PeriodKind, period_containing
from bot.domain.schedules import Every, Kind, Rhythm, Schedule, Slot, Weekday, slots
from bot.example_world import people as world
from bot.ports import Books
from bot.posts import brief, post
from bot.use_cases import balance
from bot.use_cases.briefings import schedule
from bot.wiring import public_holidays
from messages import reports as say
from messages.language import Language

_BERLIN, _LONDON = "Europe/Berlin", "Europe/London"
_LOOK_BACK = timedelta(days=21)
_BRIEFINGS = 2
"""So many briefings of each order are in its channel already."""

ORDERS = (
    (
        world.MIRA,
        "acme",
        Kind.BRIEFING,
        world.DACH,
        LanguageCode.DE,
        Rhythm(frozenset({Weekday.TUESDAY}), time(9), _BERLIN),
    ),
    (
        world.OLIVER,
        "kranich",
        Kind.BRIEFING,
        world.INTERNATIONAL,
        LanguageCode.EN,
        Rhythm(frozenset({Weekday.THURSDAY}), time(9, 30), _LONDON),
    ),
    (
        world.MIRA,
        "acme",
        Kind.REPORT,
        world.MIRA,
        LanguageCode.DE,
        Rhythm(frozenset({Weekday.MONDAY}), time(9, 15), _BERLIN),
    ),
    (
        world.KARIN,
        None,
        Kind.DIGEST,
        world.LEADERSHIP,
        LanguageCode.DE,
        Rhythm(frozenset({Weekday.MONDAY}), time(9), _BERLIN, Every.MONTH),
    ),
)
"""Who ordered what for which alliance, where it goes, in which language and when."""


def post_standing(books: Books, people: Mapping[str, Person], alliances: Mapping[str, Alliance], now: datetime) -> None:
    """Makes the standing orders and writes down what they posted last, for the bot to post when it starts."""
    for orderer, key, kind, destination, language, rhythm in ORDERS:
        alliance = None if key is None else alliances[key]
        wanted = Schedule(0, kind, None if alliance is None else alliance.id, destination, language, rhythm)
        order = schedule(books, people[orderer], wanted, now)
        if kind is Kind.BRIEFING and alliance is not None:
            for slot in _past_slots(order, alliance.place, now)[-_BRIEFINGS:]:
                brief(books, order, alliance, slot.name, now)
        else:
            _report(books, order, alliance, now)


def _past_slots(order: Schedule, place: Place, now: datetime) -> list[Slot]:
    holidays = public_holidays(place, now.year)
    return list(takewhile(lambda slot: slot.moment <= now, slots(order.rhythm, now - _LOOK_BACK, holidays)))


def _report(books: Books, order: Schedule, alliance: Alliance | None, now: datetime) -> None:
    language, quarter = Language.of(order.language), _quarter(books, now)
    if alliance is None:
        seen = balance.digest(books, None, quarter, now)
        message, plain = say.digest(seen, language), say.digest(seen, language, charts=False)
    else:
        report = balance.report(books, None, alliance, quarter, now)
        message, plain = say.report(report, language), say.report(report, language, charts=False)
    post(books, f"schedule:{order.id}:example", order.destination, message, now, plain)


def _quarter(books: Books, now: datetime) -> Days:
    company = books.people.company()
    today = now.astimezone(ZoneInfo(company.time_zone)).date()
    return period_containing(today, PeriodKind.QUARTER, company.fiscal_year_starts)
