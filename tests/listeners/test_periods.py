"""Periods as people name them in both languages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.periods import Days
from bot.domain.refusals import PeriodUnreadable
from bot.listeners.periods import read_period

TODAY = date(2026, 11, 23)
Q4 = Days(date(2026, 10, 1), date(2027, 1, 1))
Q3 = Days(date(2026, 7, 1), date(2026, 10, 1))
YEAR = Days(date(2026, 1, 1), date(2027, 1, 1))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", Q4),
        ("  ", Q4),
        ("this quarter", Q4),
        ("dieses Quartal", Q4),
        ("QUARTER", Q4),
        ("aktuelles quartal", Q4),
        ("last quarter", Q3),
        ("letztes Quartal", Q3),
        ("voriges quartal", Q3),
        ("2026", YEAR),
        ("this year", YEAR),
        ("dieses Jahr", YEAR),
        ("last year", Days(date(2025, 1, 1), date(2026, 1, 1))),
        ("letztes jahr", Days(date(2025, 1, 1), date(2026, 1, 1))),
        ("Q3 2026", Q3),
        ("q3/2026", Q3),
        ("quartal 3 2026", Q3),
        ("this month", Days(date(2026, 11, 1), date(2026, 12, 1))),
        ("letzter Monat", Days(date(2026, 10, 1), date(2026, 11, 1))),
        ("this half", Days(date(2026, 7, 1), date(2027, 1, 1))),
        ("letztes Halbjahr", Days(date(2026, 1, 1), date(2026, 7, 1))),
    ],
)
def test_it_is_understood_as_it_is_meant(typed: str, meant: Days) -> None:
    assert read_period(typed, TODAY, 1) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("this quarter", Days(date(2026, 10, 1), date(2027, 1, 1))),
        ("this year", Days(date(2026, 4, 1), date(2027, 4, 1))),
        ("2026", Days(date(2026, 4, 1), date(2027, 4, 1))),
        ("Q1 2026", Days(date(2026, 4, 1), date(2026, 7, 1))),
        ("Q4 2026", Days(date(2027, 1, 1), date(2027, 4, 1))),
    ],
)
def test_years_and_quarters_are_those_of_the_fiscal_year(typed: str, meant: Days) -> None:
    assert read_period(typed, TODAY, 4) == meant


@pytest.mark.parametrize("typed", ["soon", "1999", "2101", "Q5 2026", "next quarter", "last", "20260", "quarter last"])
def test_anything_else_is_refused_with_what_was_typed(typed: str) -> None:
    with pytest.raises(PeriodUnreadable) as refused:
        read_period(typed, TODAY, 1)
    assert refused.value.typed == typed


@given(st.text(), st.integers(1, 12))
def test_whatever_is_typed_it_is_a_period_that_ends_or_refused(typed: str, fiscal_year_starts: int) -> None:
    try:
        period = read_period(typed, TODAY, fiscal_year_starts)
    except PeriodUnreadable:
        return
    assert period.end is not None
    assert period.start < period.end
