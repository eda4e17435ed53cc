"""Days as people type them, in either language: 2026-12-15, 15.12., 15 December, june, Q1 2027, next quarter."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from bot.domain.periods import MONTHS_A_YEAR, Days, PeriodKind, period_containing
from bot.domain.refusals import DayUnreadable
from bot.listeners.forms import read_day

_NAMES = (
    "january januar jänner jan", "february februar feb", "march märz maerz mar mär mrz", "april apr", "may mai",
    "june juni jun", "july juli jul", "august aug", "september sept sep", "october oktober oct okt",
    "november nov", "december dezember dec dez",
)  # fmt: skip
_MONTHS = {name: month for month, names in enumerate(_NAMES, start=1) for name in names.split()}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_THIS, _NEXT = r"this|diese[mns]", r"next|nächste[mnrs]|naechste[mnrs]|kommende[mnrs]"
_SPAN = "month|monat|quarter|quartal"

DAY = (
    r"(?:\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})?(?!\d)|\d{1,2}/\d{1,2}/\d{4}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:{_MONTH})\b\.?(?:\s+\d{{4}}(?!\w))?"
    rf"|(?:{_MONTH})\b\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?![\w%.])(?:,?\s+\d{{4}})?(?!\w)"
    rf"|(?:{_MONTH})\b\.?(?:\s+\d{{4}}(?!\w))?"
    rf"|(?:{_THIS}|{_NEXT})\s+(?:{_SPAN})(?!\w)"
    r"|q[1-4](?:\s*/?\s*\d{4})?|today|heute|tomorrow|morgen|year[- ]end|end of (?:the )?year|jahresende)"
)
"""A day inside a text, as a pattern without groups; letters in any case."""


def read_typed_day(typed: str, today: date, fiscal_year_starts: int = 1, *, past: bool = False) -> date:
    """The day somebody typed.

    Without a year it is the next such day, or with `past` the last one. A month or quarter alone means its last day,
    with `past` its first; this or the next one is read forwards alone. Quarters are those of the fiscal year, 1 to 12
    being the month it starts in.

    Raises:
        DayUnreadable: if it is none, or can be read in two ways (03/04/2027).
    """
    text = re.sub(r"\s+", " ", typed.strip().lower())
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return read_day(text)
    if text in {"today", "heute"}:
        return today
    if text in {"tomorrow", "morgen"}:
        return today + timedelta(days=1)
    if re.fullmatch(r"year[- ]end|end of (?:the )?year|jahresende", text):
        return date(today.year, MONTHS_A_YEAR, 31)
    found = _quarter(text, today, fiscal_year_starts, past=past) or _month(text, today, past=past)
    found = found or _day(text, today, past=past)
    if found is None and not past:
        found = _this_or_next(text, today, fiscal_year_starts)
    if found is None:
        raise DayUnreadable(typed)
    return found


def _quarter(text: str, today: date, fiscal_year_starts: int, *, past: bool) -> date | None:
    found = re.fullmatch(r"q([1-4])(?: ?/? ?(\d{4}))?", text)
    if found is None:
        return None
    this_year = period_containing(today, PeriodKind.YEAR, fiscal_year_starts).start.year
    year = int(found[2] or this_year)
    quarter = _nth_quarter(int(found[1]), year, fiscal_year_starts)
    if found[2] is None and past and quarter.start > today:
        quarter = _nth_quarter(int(found[1]), year - 1, fiscal_year_starts)
    elif found[2] is None and not past and today >= (quarter.end or today):
        quarter = _nth_quarter(int(found[1]), year + 1, fiscal_year_starts)
    return quarter.start if past else quarter.last


def _this_or_next(text: str, today: date, fiscal_year_starts: int) -> date | None:
    found = re.fullmatch(rf"(?:({_THIS})|{_NEXT}) ({_SPAN})", text)
    if found is None:
        return None
    kind = PeriodKind.QUARTER if found[2].startswith("quar") else PeriodKind.MONTH
    period = period_containing(today, kind, fiscal_year_starts)
    if not found[1] and period.end is not None:
        period = period_containing(period.end, kind, fiscal_year_starts)
    return period.last


def _nth_quarter(number: int, year: int, fiscal_year_starts: int) -> Days:
    quarter = period_containing(date(year, fiscal_year_starts, 1), PeriodKind.QUARTER, fiscal_year_starts)
    for _ in range(number - 1):
        quarter = period_containing(quarter.end or quarter.start, PeriodKind.QUARTER, fiscal_year_starts)
    return quarter


def _month(text: str, today: date, *, past: bool) -> date | None:
    found = re.fullmatch(rf"({_MONTH})\.?(?: (\d{{4}}))?", text)
    if found is None:
        return None
    month, year = _MONTHS[found[1]], int(found[2] or today.year)
    if past:
        first = date(year, month, 1)
        return first if found[2] or first <= today else date(year - 1, month, 1)
    last = _last_of(year, month)
    return last if found[2] or last >= today else _last_of(year + 1, month)


def _last_of(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _day(text: str, today: date, *, past: bool) -> date | None:
    numbers = _day_month_year(text)
    if numbers is None:
        return None
    day, month, year = numbers
    try:
        found = date(year or today.year, month, day)
        if year is None and past and found > today:
            found = found.replace(year=today.year - 1)
        elif year is None and not past and found < today:
            found = found.replace(year=today.year + 1)
    except ValueError:
        return None
    return read_day(found.isoformat())


def _day_month_year(text: str) -> tuple[int, int, int | None] | None:
    if found := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})?", text):
        year = int(found[3]) if found[3] else None
        return int(found[1]), int(found[2]), year if year is None or year > 99 else 2000 + year  # noqa: PLR2004 - years of two digits
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        one, other = int(found[1]), int(found[2])
        if one > MONTHS_A_YEAR >= other or one == other:
            return one, other, int(found[3])
        return (other, one, int(found[3])) if other > MONTHS_A_YEAR >= one else None
    if found := re.fullmatch(rf"(\d{{1,2}})(?:st|nd|rd|th|\.)? ({_MONTH})\.?(?: (\d{{4}}))?", text):
        return int(found[1]), _MONTHS[found[2]], int(found[3]) if found[3] else None
    if found := re.fullmatch(rf"({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?(?:,? (\d{{4}}))?", text):
        return int(found[2]), _MONTHS[found[1]], int(found[3]) if found[3] else None
    return None
