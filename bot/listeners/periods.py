"""Periods as people name them: this quarter, letztes Quartal, Q3 2026, 2026."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.domain.periods import Days, PeriodKind, period_containing
from bot.domain.refusals import PeriodUnreadable

_KINDS = {
    "month": PeriodKind.MONTH,
    "monat": PeriodKind.MONTH,
    "quarter": PeriodKind.QUARTER,
    "quartal": PeriodKind.QUARTER,
    "half": PeriodKind.HALF,
    "halbjahr": PeriodKind.HALF,
    "year": PeriodKind.YEAR,
    "jahr": PeriodKind.YEAR,
}
_LAST = re.compile(r"last|previous|letzte[rsnm]?|vorige[rsnm]?")
_THIS = re.compile(r"this|current|diese[rsnm]?|aktuelle[rsnm]?|laufende[rsnm]?|")
_YEARS = range(2000, 2101)


def read_period(text: str, today: date, fiscal_year_starts: int) -> Days:
    """The period that was named; nothing said means this quarter. Quarters and halves are those of the fiscal year.

    A year alone is the calendar's where the fiscal year is, else the fiscal year that starts in it.

    Raises:
        PeriodUnreadable: if it is none.
    """
    words = text.lower().split()
    if not words:
        return period_containing(today, PeriodKind.QUARTER, fiscal_year_starts)
    named = _with_year(words, fiscal_year_starts)
    if named is not None:
        return named
    kind, which = _KINDS.get(words[-1]), " ".join(words[:-1])
    if kind is None or not (_LAST.fullmatch(which) or _THIS.fullmatch(which)):
        raise PeriodUnreadable(text)
    current = period_containing(today, kind, fiscal_year_starts)
    if _LAST.fullmatch(which):
        return period_containing(current.start - timedelta(days=1), kind, fiscal_year_starts)
    return current


def _with_year(words: list[str], fiscal_year_starts: int) -> Days | None:
    found = re.fullmatch(r"(?:(?:q|quartal )([1-4]) ?/? ?)?(\d{4})", " ".join(words))
    if found is None or int(found[2]) not in _YEARS:
        return None
    year = period_containing(date(int(found[2]), fiscal_year_starts, 1), PeriodKind.YEAR, fiscal_year_starts)
    if found[1] is None:
        return year
    quarter = year
    for _ in range(int(found[1])):
        first = year.start if quarter is year else quarter.end or year.start
        quarter = period_containing(first, PeriodKind.QUARTER, fiscal_year_starts)
    return quarter
