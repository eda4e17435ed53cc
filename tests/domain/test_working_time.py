"""Working time: what is due after so many hours of it, over nights, weekends, holidays and changes of the clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.working_time import OFFICE_HOURS, WorkingHours, after_working, is_working_day, is_working_time

BERLIN = "Europe/Berlin"
EASTER = frozenset({date(2026, 4, 3), date(2026, 4, 6)})
"""Good Friday and Easter Monday."""
NO_HOLIDAYS = frozenset()


def berlin(day, clock):
    return datetime.fromisoformat(f"2026-{day}T{clock}").replace(tzinfo=ZoneInfo(BERLIN))


def after(start, hours, *, zone=BERLIN, holidays=NO_HOLIDAYS, working=OFFICE_HOURS):
    return after_working(start, timedelta(hours=hours), working, zone, holidays)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        (("03-02", "09:00"), 3, ("03-02", "12:00")),
        (("03-02", "12:15"), 2, ("03-02", "14:15")),
        (("03-02", "09:00"), 8, ("03-02", "17:00")),
        (("03-02", "16:00"), 2, ("03-03", "10:00")),
        (("03-02", "12:00"), 16, ("03-04", "12:00")),
        (("03-02", "09:00"), 40, ("03-06", "17:00")),
    ],
)
def test_only_the_hours_of_working_days_count(start, hours, due):
    assert after(berlin(*start), hours) == berlin(*due)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (("03-02", "06:30"), ("03-02", "10:00")),
        (("03-02", "17:00"), ("03-03", "10:00")),
        (("03-02", "23:59"), ("03-03", "10:00")),
        (("03-06", "18:00"), ("03-09", "10:00")),
        (("03-07", "11:00"), ("03-09", "10:00")),
        (("03-08", "23:00"), ("03-09", "10:00")),
    ],
)
def test_what_begins_outside_working_hours_counts_from_their_next_beginning(start, due):
    assert after(berlin(*start), 1) == berlin(*due)


def test_friday_afternoon_goes_on_on_monday():
    assert after(berlin("03-06", "15:00"), 4) == berlin("03-09", "11:00")


def test_holidays_do_not_count():
    # Thursday 15:00, two hours; Good Friday, the weekend and Easter Monday are free; Tuesday two more.
    assert after(berlin("04-02", "15:00"), 4, holidays=EASTER) == berlin("04-07", "11:00")
    assert after(berlin("04-03", "10:00"), 1, holidays=EASTER) == berlin("04-07", "10:00")


@pytest.mark.parametrize(
    ("friday", "monday", "really"),
    [("03-27", "03-30", 64 - 1), ("10-23", "10-26", 64 + 1)],
)
def test_a_weekend_on_which_the_clocks_change_keeps_the_hours_on_the_wall(friday, monday, really):
    start, due = berlin(friday, "16:00"), berlin(monday, "09:30")

    assert after(start, 1.5) == due
    assert after(start, 1.5) - start.astimezone(UTC) == timedelta(hours=really + 1.5)


@pytest.mark.parametrize(
    ("day", "due"),
    [(date(2026, 3, 27), "06:00"), (date(2026, 3, 26), "05:00")],
)
def test_an_hour_the_clocks_skip_on_a_working_day_is_not_worked(day, due):
    """In Jerusalem the clocks go from 02:00 to 03:00 on Friday, 27 March 2026."""
    zone = ZoneInfo("Asia/Jerusalem")
    start = datetime.combine(day, time(1), zone)

    ends = after(start, 4, zone="Asia/Jerusalem", working=WorkingHours(time(0), time(8)))

    assert ends.astimezone(zone).time() == time.fromisoformat(due)


def test_a_moment_may_be_given_in_any_time_zone_and_comes_back_as_utc():
    start = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)

    due = after(start.astimezone(ZoneInfo("America/New_York")), 0.25)

    assert due == after(start, 0.25) == berlin("03-02", "16:45")
    assert due.tzinfo is UTC


def test_the_same_moment_is_another_time_of_day_elsewhere():
    start = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)

    assert after(start, 1, zone="America/New_York") == datetime(2026, 3, 2, 16, 30, tzinfo=UTC)


def test_half_of_an_odd_time_is_exact():
    assert after(berlin("03-02", "16:00"), 3.5) == berlin("03-03", "11:30")


# Working days and hours


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 4, 2), True),
        (date(2026, 4, 3), False),
        (date(2026, 4, 4), False),
        (date(2026, 4, 5), False),
        (date(2026, 4, 6), False),
        (date(2026, 4, 7), True),
    ],
)
def test_people_work_from_monday_to_friday_but_for_holidays(day, works):
    assert is_working_day(day, EASTER) is works


@pytest.mark.parametrize(
    ("moment", "works"),
    [
        (berlin("04-02", "08:59"), False),
        (berlin("04-02", "09:00"), True),
        (berlin("04-02", "16:59"), True),
        (berlin("04-02", "17:00"), False),
        (berlin("04-03", "12:00"), False),
        (berlin("04-04", "12:00"), False),
        (datetime(2026, 4, 2, 7, tzinfo=UTC), True),
        (datetime(2026, 4, 2, 15, tzinfo=UTC), False),
    ],
)
def test_work_begins_and_ends_on_the_clock_of_the_place(moment, works):
    assert is_working_time(moment, OFFICE_HOURS, BERLIN, EASTER) is works


def test_an_office_day_has_eight_hours():
    assert OFFICE_HOURS.a_day == timedelta(hours=8)


@pytest.mark.parametrize("end", [time(9), time(8, 59)])
def test_work_that_ends_before_it_starts_is_refused(end):
    with pytest.raises(ValueError, match="before it starts"):
        WorkingHours(time(9), end)


# Laws


NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: NEW_YEAR + timedelta(minutes=minutes))
LENGTHS = st.integers(0, 100 * 60).map(lambda minutes: timedelta(minutes=minutes))
ZONES = st.sampled_from([BERLIN, "America/Sao_Paulo", "Asia/Jerusalem", "Asia/Kolkata", "Pacific/Auckland"])
HOLIDAYS = st.frozensets(st.dates(date(2026, 1, 1), date(2028, 2, 1)), max_size=30)
HOURS = st.builds(WorkingHours, st.times(time(5), time(10)), st.times(time(12), time(22)))


@given(MOMENTS, LENGTHS, LENGTHS, HOURS, ZONES, HOLIDAYS)
def test_two_stretches_after_each_other_are_one_of_both_lengths(start, one, other, hours, zone, holidays):
    halfway = after_working(start, one, hours, zone, holidays)

    assert after_working(halfway, other, hours, zone, holidays) == after_working(
        start, one + other, hours, zone, holidays
    )


@given(MOMENTS, MOMENTS, LENGTHS, ZONES, HOLIDAYS)
def test_what_began_earlier_is_due_no_later(one, other, length, zone, holidays):
    earlier, later = sorted([one, other])

    assert after_working(earlier, length, OFFICE_HOURS, zone, holidays) <= after_working(
        later, length, OFFICE_HOURS, zone, holidays
    )


@given(MOMENTS, LENGTHS, LENGTHS, ZONES, HOLIDAYS)
def test_more_working_time_ends_later(start, length, more, zone, holidays):
    first = after_working(start, length, OFFICE_HOURS, zone, holidays)
    second = after_working(start, length + more + timedelta(minutes=1), OFFICE_HOURS, zone, holidays)

    assert second >= first + more + timedelta(minutes=1)


@given(MOMENTS, LENGTHS, ZONES, HOLIDAYS)
def test_the_last_minute_before_it_is_due_was_worked(start, length, zone, holidays):
    length += timedelta(minutes=1)

    due = after_working(start, length, OFFICE_HOURS, zone, holidays)

    assert due >= start + length
    assert is_working_time(due - timedelta(microseconds=1), OFFICE_HOURS, zone, holidays)
