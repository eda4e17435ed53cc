"""Days and the periods of a business year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.periods import Days, PeriodKind, period_containing

days = st.dates(date(1990, 1, 1), date(2100, 12, 31))
kinds = st.sampled_from(PeriodKind)
months = st.integers(1, 12)


def test_days_begin_on_the_first_and_end_before_the_last_one_named():
    march = Days(date(2026, 3, 1), date(2026, 4, 1))

    assert date(2026, 2, 28) not in march
    assert date(2026, 3, 1) in march
    assert date(2026, 3, 31) in march
    assert date(2026, 4, 1) not in march
    assert march.last == date(2026, 3, 31)


def test_days_through_a_last_day_include_it():
    assert Days.through(date(2026, 3, 1), date(2026, 3, 31)) == Days(date(2026, 3, 1), date(2026, 4, 1))


def test_one_day_is_the_shortest_span_of_days():
    one_day = Days.through(date(2026, 3, 1), date(2026, 3, 1))

    assert date(2026, 3, 1) in one_day
    assert date(2026, 3, 2) not in one_day


def test_days_without_an_end_go_on():
    onwards = Days.through(date(2026, 3, 1), None)

    assert onwards.last is None
    assert date(2126, 3, 1) in onwards
    assert date(2026, 2, 28) not in onwards


@pytest.mark.parametrize("end", [date(2026, 3, 1), date(2026, 2, 28)])
def test_days_that_end_before_one_has_passed_are_refused(end):
    with pytest.raises(ValueError, match="before a day of it has passed"):
        Days(date(2026, 3, 1), end)


@pytest.mark.parametrize(
    ("day", "kind", "fiscal_year_starts", "first", "last"),
    [
        (date(2026, 5, 20), PeriodKind.MONTH, 1, date(2026, 5, 1), date(2026, 5, 31)),
        (date(2028, 2, 29), PeriodKind.MONTH, 4, date(2028, 2, 1), date(2028, 2, 29)),
        (date(2026, 5, 20), PeriodKind.QUARTER, 1, date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 5, 20), PeriodKind.HALF, 1, date(2026, 1, 1), date(2026, 6, 30)),
        (date(2026, 12, 31), PeriodKind.YEAR, 1, date(2026, 1, 1), date(2026, 12, 31)),
        (date(2026, 3, 31), PeriodKind.YEAR, 4, date(2025, 4, 1), date(2026, 3, 31)),
        (date(2026, 4, 1), PeriodKind.YEAR, 4, date(2026, 4, 1), date(2027, 3, 31)),
        (date(2026, 1, 15), PeriodKind.HALF, 4, date(2025, 10, 1), date(2026, 3, 31)),
        (date(2026, 1, 15), PeriodKind.QUARTER, 2, date(2025, 11, 1), date(2026, 1, 31)),
        (date(2026, 11, 30), PeriodKind.QUARTER, 12, date(2026, 9, 1), date(2026, 11, 30)),
        (date(2026, 12, 1), PeriodKind.QUARTER, 12, date(2026, 12, 1), date(2027, 2, 28)),
    ],
)
def test_periods_count_from_the_month_the_fiscal_year_starts_in(day, kind, fiscal_year_starts, first, last):
    assert period_containing(day, kind, fiscal_year_starts) == Days.through(first, last)


@given(days, kinds, months)
def test_a_day_lies_in_its_period(day, kind, fiscal_year_starts):
    assert day in period_containing(day, kind, fiscal_year_starts)


@given(days, kinds, months)
def test_periods_follow_each_other_without_gap_or_overlap(day, kind, fiscal_year_starts):
    period = period_containing(day, kind, fiscal_year_starts)

    following = period_containing(period.end, kind, fiscal_year_starts)
    before = period_containing(period.start - timedelta(days=1), kind, fiscal_year_starts)

    assert (following.start, before.end) == (period.end, period.start)


@given(days, months)
def test_a_fiscal_year_is_two_halves_four_quarters_or_twelve_months(day, fiscal_year_starts):
    year = period_containing(day, PeriodKind.YEAR, fiscal_year_starts)
    every_day = [year.start + timedelta(days=n) for n in range((year.end - year.start).days)]

    found = {kind: {period_containing(d, kind, fiscal_year_starts) for d in every_day} for kind in PeriodKind}

    assert {kind: len(periods) for kind, periods in found.items()} == {
        PeriodKind.MONTH: 12,
        PeriodKind.QUARTER: 4,
        PeriodKind.HALF: 2,
        PeriodKind.YEAR: 1,
    }
