"""A series of versions on the calendar: what counts when, and what changes next."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.incentives import Percentage, Plan
from bot.domain.money import Rate
from bot.domain.people import PayRole
from bot.domain.periods import Days
from bot.domain.timelines import next_change, stretches
from bot.domain.versions import Series, State, Version, by_alliance, in_force

JANUARY, JULY, OCTOBER = date(2026, 1, 1), date(2026, 7, 1), date(2026, 10, 1)
TERMS = Plan("EUR", (Percentage(Rate.percent(5)),))


def version(number, start, end=None, state=State.RELEASED, alliance_id=None):
    series = Series(PayRole.SELLER, alliance_id)
    drafted_at = datetime(2025, 12, 1, tzinfo=UTC)
    return Version(number, series, number, TERMS, state, Days(start, end), drafted_by=1, drafted_at=drafted_at)


def told(*versions):
    return [(each.version.number, each.days) for each in stretches(versions)]


def change(day, *versions):
    found = next_change(versions, day)
    return found and (found.day, found.then and found.then.version.number)


def test_a_newer_version_ends_the_one_before_and_the_latest_comes_first():
    assert told(version(1, JANUARY), version(2, JULY, OCTOBER)) == [
        (2, Days(JULY, OCTOBER)),
        (1, Days(JANUARY, JULY)),
    ]


def test_a_version_that_a_newer_one_overtook_never_counts():
    assert told(version(1, JULY), version(2, JANUARY)) == [(2, Days(JANUARY)), (1, None)]
    assert told(version(1, JULY), version(2, JULY)) == [(2, Days(JULY)), (1, None)]


def test_a_version_keeps_its_own_end_where_the_next_one_starts_later():
    assert told(version(1, JANUARY, JULY), version(2, OCTOBER)) == [(2, Days(OCTOBER)), (1, Days(JANUARY, JULY))]


def test_drafts_and_returned_versions_are_no_part_of_it():
    others = (version(2, JULY, state=State.DRAFT), version(3, JULY, state=State.RETURNED))
    assert told(version(1, JANUARY), *others) == [(1, Days(JANUARY))]
    assert change(JANUARY, version(1, JANUARY), *others) is None


def test_what_changes_next_is_the_next_version_or_the_end():
    assert change(JANUARY, version(1, JANUARY)) is None
    assert change(JANUARY, version(1, JANUARY), version(2, JULY)) == (JULY, 2)
    assert change(JULY, version(1, JANUARY), version(2, JULY)) is None
    assert change(JANUARY, version(1, JANUARY, JULY), version(2, OCTOBER)) == (JULY, None)
    assert change(JULY, version(1, JANUARY, JULY), version(2, OCTOBER)) == (OCTOBER, 2)
    assert change(JANUARY, version(1, JULY)) == (JULY, 1)
    assert change(JANUARY) is None


def test_a_version_that_never_counts_changes_nothing():
    assert change(JANUARY, version(1, JULY), version(2, JANUARY)) is None


@given(
    st.lists(st.tuples(st.integers(0, 30), st.none() | st.integers(1, 20)), max_size=5),
    st.integers(0, 60),
)
def test_a_version_counts_on_exactly_the_days_of_its_stretch(spans, after):
    versions = [
        version(
            n, JANUARY + timedelta(days=start), None if length is None else JANUARY + timedelta(days=start + length)
        )
        for n, (start, length) in enumerate(spans, start=1)
    ]
    day = JANUARY + timedelta(days=after)
    current = in_force(versions, day)
    counting = [each.version for each in stretches(versions) if each.days is not None and day in each.days]
    assert counting == ([] if current is None else [current.version])


def test_versions_are_found_by_their_alliance_and_plans_by_none():
    plan, first, second = version(1, JANUARY), version(1, JANUARY, alliance_id=7), version(2, JULY, alliance_id=7)
    assert by_alliance([plan, first, second]) == {None: [plan], 7: [first, second]}
