"""Versions in force: the newer takes over on its day, the older never comes back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.incentives import Percentage, Plan, Route
from bot.domain.money import Rate
from bot.domain.people import PayRole
from bot.domain.periods import Days
from bot.domain.versions import Series, State, Version, in_force

PLAN = Series(PayRole.SELLER)
TERMS = Plan("EUR", (Percentage(Rate.percent(5)),))
NEW_YEAR = date(2026, 1, 1)


def version(number, start, last=None, state=State.RELEASED):
    drafted_at = datetime(2025, 12, 1, tzinfo=UTC)
    return Version(number, PLAN, number, TERMS, state, Days.through(start, last), drafted_by=1, drafted_at=drafted_at)


def number_on(versions, day):
    found = in_force(versions, day)
    return found and found.version.number


def test_a_series_without_an_alliance_is_a_plan():
    assert PLAN.is_plan
    assert not Series(PayRole.SELLER, 1, Route.TOGETHER).is_plan


def test_nothing_is_in_force_without_versions_or_before_the_first():
    assert in_force([], NEW_YEAR) is None
    assert in_force([version(1, NEW_YEAR)], date(2025, 12, 31)) is None


def test_a_version_counts_from_its_first_to_its_last_day():
    only = [version(1, NEW_YEAR, date(2026, 3, 31))]

    assert number_on(only, NEW_YEAR) == 1
    assert number_on(only, date(2026, 3, 31)) == 1
    assert number_on(only, date(2026, 4, 1)) is None
    assert in_force(only, NEW_YEAR).until == date(2026, 3, 31)
    assert in_force(only, NEW_YEAR).terms is TERMS


def test_a_version_without_an_end_goes_on():
    assert in_force([version(1, NEW_YEAR)], date(2036, 1, 1)).until is None


def test_the_newer_version_takes_over_on_its_first_day():
    both = [version(1, NEW_YEAR), version(2, date(2026, 7, 1))]

    assert number_on(both, date(2026, 6, 30)) == 1
    assert in_force(both, date(2026, 6, 30)).until == date(2026, 6, 30)
    assert number_on(both, date(2026, 7, 1)) == 2
    assert in_force(both, date(2026, 7, 1)).until is None


def test_the_order_the_versions_are_given_in_does_not_matter():
    both = [version(2, date(2026, 7, 1)), version(1, NEW_YEAR)]

    assert number_on(both, date(2026, 6, 30)) == 1
    assert number_on(both, date(2026, 7, 1)) == 2


def test_the_older_version_never_comes_back_when_the_newer_one_ends():
    both = [version(1, NEW_YEAR), version(2, date(2026, 7, 1), date(2026, 8, 31))]

    assert number_on(both, date(2026, 8, 31)) == 2
    assert in_force(both, date(2026, 9, 1)) is None


def test_between_two_versions_there_may_be_a_gap():
    both = [version(1, NEW_YEAR, date(2026, 3, 31)), version(2, date(2026, 7, 1))]

    assert in_force(both, date(2026, 5, 1)) is None
    assert in_force(both, date(2026, 3, 31)).until == date(2026, 3, 31)
    assert number_on(both, date(2026, 7, 1)) == 2


def test_a_newer_version_that_starts_earlier_replaces_one_still_to_come():
    three = [version(1, NEW_YEAR), version(2, date(2026, 7, 1)), version(3, date(2026, 4, 1))]

    assert in_force(three, date(2026, 3, 31)).until == date(2026, 3, 31)
    assert number_on(three, date(2026, 4, 1)) == 3
    assert number_on(three, date(2026, 8, 1)) == 3


def test_of_two_versions_from_the_same_day_the_newer_counts():
    assert number_on([version(1, NEW_YEAR), version(2, NEW_YEAR)], NEW_YEAR) == 2


@pytest.mark.parametrize("state", [State.DRAFT, State.RETURNED])
def test_what_was_not_released_neither_counts_nor_takes_over(state):
    both = [version(1, NEW_YEAR), version(2, date(2026, 7, 1), state=state)]

    assert in_force([version(1, NEW_YEAR, state=state)], NEW_YEAR) is None
    assert number_on(both, date(2026, 7, 1)) == 1
    assert in_force(both, NEW_YEAR).until is None


offsets = st.integers(0, 60)
series = st.lists(st.tuples(offsets, st.none() | offsets, st.sampled_from(State)), max_size=5).map(
    lambda rows: [
        version(
            number,
            NEW_YEAR + timedelta(days=start),
            None if length is None else NEW_YEAR + timedelta(days=start + length),
            state,
        )
        for number, (start, length, state) in enumerate(rows, start=1)
    ]
)


@given(series, offsets)
def test_a_version_counts_unchanged_until_the_day_it_names_and_not_on_the_next(versions, offset):
    found = in_force(versions, NEW_YEAR + timedelta(days=offset))

    if found is not None:
        last = found.until or NEW_YEAR + timedelta(days=200)
        every_day = [NEW_YEAR + timedelta(days=n) for n in range(offset, (last - NEW_YEAR).days + 1)]
        assert {number_on(versions, day) for day in every_day} == {found.version.number}
        if found.until is not None:
            assert number_on(versions, found.until + timedelta(days=1)) != found.version.number


@given(series)
def test_numbers_in_force_only_rise_as_days_pass(versions):
    numbers = [number_on(versions, NEW_YEAR + timedelta(days=n)) for n in range(130)]
    in_use = [number for number in numbers if number is not None]

    assert in_use == sorted(in_use)


def test_a_version_without_components_ends_the_series_from_its_first_day_on():
    ending = replace(version(2, date(2026, 7, 1)), terms=Plan("EUR", ()))
    versions = [version(1, NEW_YEAR), ending]

    assert ending.ends
    assert in_force(versions, date(2026, 6, 30)).until == date(2026, 6, 30)
    assert in_force(versions, date(2026, 7, 1)) is None
    assert number_on([*versions, version(3, date(2027, 1, 1))], date(2026, 12, 31)) is None
    assert number_on([*versions, version(3, date(2027, 1, 1))], date(2027, 1, 1)) == 3
    assert number_on([versions[0], replace(ending, state=State.DRAFT)], date(2026, 7, 1)) == 1
