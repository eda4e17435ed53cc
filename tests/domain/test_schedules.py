"""When a schedule posts: by the clock on the wall, on working days, once for each slot."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.schedules import WEEKDAYS, Every, Rhythm, Weekday, slots

BERLIN = "Europe/Berlin"
MON, TUE, WED, THU, FRI = Weekday
NO_HOLIDAYS = frozenset()


def rhythm(*days, at="09:00", zone=BERLIN, every=Every.WEEK):
    return Rhythm(frozenset(days), time.fromisoformat(at), zone, every)


def coming(of, after, count=3, holidays=NO_HOLIDAYS):
    """The local wall times of the next slots after a local moment."""
    moment = datetime.fromisoformat(after).replace(tzinfo=ZoneInfo(of.time_zone))
    return [slot.local.isoformat(sep=" ", timespec="minutes") for slot in islice(slots(of, moment, holidays), count)]


def moments(of, after, count, holidays=NO_HOLIDAYS):
    moment = datetime.fromisoformat(after).replace(tzinfo=ZoneInfo(of.time_zone))
    return [slot.moment for slot in islice(slots(of, moment, holidays), count)]


# The next dates


def test_the_next_three_dates_of_one_day_are_a_week_apart():
    assert coming(rhythm(TUE), "2026-11-21T12:00") == ["2026-11-24 09:00", "2026-12-01 09:00", "2026-12-08 09:00"]


def test_the_next_three_dates_of_two_days_take_turns():
    assert coming(rhythm(THU, TUE), "2026-11-25T12:00") == ["2026-11-26 09:00", "2026-12-01 09:00", "2026-12-03 09:00"]


@pytest.mark.parametrize(("weekday", "day"), list(zip(Weekday, range(16, 21), strict=True)))
def test_a_weekday_is_the_day_it_is_called(weekday, day):
    assert coming(rhythm(weekday), "2026-11-15T00:00", 1) == [f"2026-11-{day} 09:00"]
    assert date(2026, 11, day).strftime("%A").lower() == weekday


@pytest.mark.parametrize(
    ("after", "first"),
    [
        ("2026-11-24T08:59:59", "2026-11-24 09:00"),
        ("2026-11-24T09:00:00", "2026-12-01 09:00"),
        ("2026-11-24T09:00:01", "2026-12-01 09:00"),
    ],
)
def test_a_slot_is_past_from_its_moment_on(after, first):
    assert coming(rhythm(TUE), after, 1) == [first]


def test_a_rhythm_without_a_day_is_refused():
    with pytest.raises(ValueError, match="needs a day"):
        rhythm()


# Holidays


def test_what_falls_on_a_holiday_is_left_out():
    easter = {date(2026, 4, 3), date(2026, 4, 6)}

    assert coming(rhythm(MON, FRI), "2026-04-01T12:00", holidays=easter) == [
        "2026-04-10 09:00",
        "2026-04-13 09:00",
        "2026-04-17 09:00",
    ]


# The first of a month


def test_once_a_month_is_the_first_of_its_days():
    assert coming(rhythm(MON, every=Every.MONTH), "2026-10-20T12:00") == [
        "2026-11-02 09:00",
        "2026-12-07 09:00",
        "2027-01-04 09:00",
    ]


def test_the_first_working_day_of_a_month_is_the_first_of_all_days():
    every_day = rhythm(*Weekday, every=Every.MONTH)

    assert coming(every_day, "2026-04-15T00:00", 4, holidays={date(2026, 5, 1)}) == [
        "2026-05-04 09:00",
        "2026-06-01 09:00",
        "2026-07-01 09:00",
        "2026-08-03 09:00",
    ]


def test_a_months_slot_on_a_holiday_moves_to_the_next_of_its_days():
    first_of_may = {date(2026, 5, 1)}

    assert coming(rhythm(FRI, every=Every.MONTH), "2026-04-20T12:00", 2, first_of_may) == [
        "2026-05-08 09:00",
        "2026-06-05 09:00",
    ]


@pytest.mark.parametrize(
    ("after", "first"), [("2026-11-02T08:00", "2026-11-02 09:00"), ("2026-11-02T09:00", "2026-12-07 09:00")]
)
def test_a_month_whose_slot_is_past_is_over(after, first):
    assert coming(rhythm(MON, every=Every.MONTH), after, 1) == [first]


def test_a_month_full_of_holidays_is_skipped():
    november = {date(2026, 11, day) for day in range(1, 31)}

    assert coming(rhythm(MON, every=Every.MONTH), "2026-10-20T12:00", 2, november) == [
        "2026-12-07 09:00",
        "2027-01-04 09:00",
    ]


# Changes of the clocks


@pytest.mark.parametrize(
    ("after", "offsets"), [("2026-03-25T12:00", (1, 2)), ("2026-10-21T12:00", (2, 1))], ids=["spring", "autumn"]
)
def test_a_slot_keeps_its_time_on_the_wall_when_the_clocks_change(after, offsets):
    friday, monday = moments(rhythm(FRI, MON), after, 2)

    assert friday.hour == 9 - offsets[0]
    assert monday.hour == 9 - offsets[1]
    assert coming(rhythm(FRI, MON), after, 2)[1].endswith("09:00")


def test_a_time_the_clocks_skip_is_taken_as_much_later():
    """In Jerusalem the clocks go from 02:00 to 03:00 on Friday, 27 March 2026."""
    nightly = rhythm(*Weekday, at="02:30", zone="Asia/Jerusalem")

    assert coming(nightly, "2026-03-26T12:00", 2) == ["2026-03-27 02:30", "2026-03-30 02:30"]
    skipped, after_it = moments(nightly, "2026-03-26T12:00", 2)
    assert skipped.astimezone(ZoneInfo("Asia/Jerusalem")).time() == time(3, 30)
    assert after_it.astimezone(ZoneInfo("Asia/Jerusalem")).time() == time(2, 30)


def test_an_hour_that_comes_twice_is_one_slot_the_first_time_it_comes():
    """In Cairo the clocks go from 24:00 back to 23:00 on Thursday, 29 October 2026."""
    cairo = ZoneInfo("Africa/Cairo")
    nightly = rhythm(*Weekday, at="23:30", zone="Africa/Cairo")
    first = datetime(2026, 10, 29, 20, 30, tzinfo=UTC)
    assert first.astimezone(cairo).time() == (first + timedelta(hours=1)).astimezone(cairo).time() == time(23, 30)

    before, between = first - timedelta(minutes=1), first + timedelta(minutes=30)

    assert next(slots(nightly, before, NO_HOLIDAYS)).moment == first
    assert next(slots(nightly, between, NO_HOLIDAYS)).name == "2026-10-30T23:30"


def test_a_slot_is_called_by_its_wall_time_without_an_offset():
    assert [slot.name for slot in islice(slots(rhythm(TUE), datetime(2026, 11, 21, tzinfo=UTC), NO_HOLIDAYS), 2)] == [
        "2026-11-24T09:00",
        "2026-12-01T09:00",
    ]


def test_the_day_is_that_of_the_schedules_time_zone():
    """Tuesday 02:00 in Auckland is still Monday in Europe."""
    [moment] = moments(rhythm(TUE, at="02:00", zone="Pacific/Auckland"), "2026-11-20T12:00", 1)

    assert moment == datetime(2026, 11, 23, 13, tzinfo=UTC)


# Laws


RHYTHMS = st.builds(
    Rhythm,
    st.frozensets(st.sampled_from(Weekday), min_size=1),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.sampled_from([BERLIN, "Asia/Jerusalem", "Africa/Cairo", "America/New_York", "Pacific/Auckland"]),
    st.sampled_from(Every),
)
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: NEW_YEAR + timedelta(minutes=minutes))
HOLIDAYS = st.frozensets(st.dates(date(2026, 1, 1), date(2028, 6, 1)), max_size=40)


@given(RHYTHMS, MOMENTS, HOLIDAYS)
def test_slots_come_in_order_after_the_moment_on_days_of_the_rhythm_and_never_twice(of, after, holidays):
    found = list(islice(slots(of, after, holidays), 6))

    assert [after, *(slot.moment for slot in found)] == sorted({after, *(slot.moment for slot in found)})
    assert len({slot.name for slot in found}) == len(found)
    for slot in found:
        assert slot.local.time() == of.at
        assert slot.local.date() not in holidays
        assert WEEKDAYS[slot.local.weekday()] in of.days


@given(RHYTHMS, MOMENTS, HOLIDAYS)
def test_asking_again_from_a_slot_on_goes_on_behind_it(of, after, holidays):
    first, *rest = islice(slots(of, after, holidays), 4)

    assert list(islice(slots(of, first.moment, holidays), 3)) == rest


@given(RHYTHMS, MOMENTS, HOLIDAYS)
def test_once_a_month_is_at_most_once_in_each_month(of, after, holidays):
    monthly = Rhythm(of.days, of.at, of.time_zone, Every.MONTH)

    months = [(slot.local.year, slot.local.month) for slot in islice(slots(monthly, after, holidays), 6)]

    assert len(set(months)) == len(months)
