from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction

import pytest

from bot.domain.money import Money, Rate, Span
from bot.domain.people import LanguageCode
from bot.domain.periods import Days
from bot.domain.schedules import Weekday
from messages.language import NO_BREAK_SPACE, Language

EN, DE = Language.of(LanguageCode.EN), Language.of(LanguageCode.DE)


def spaced(text: str) -> str:
    """No-break spaces as plain ones, to be read in a test."""
    return text.replace(NO_BREAK_SPACE, " ")


@pytest.mark.parametrize(
    ("amount", "currency", "english", "german"),
    [
        ("1000", "EUR", "€1,000", "1.000 €"),
        ("0", "EUR", "€0", "0 €"),
        ("0.50", "EUR", "€0.50", "0,50 €"),
        ("1234567.80", "EUR", "€1,234,567.80", "1.234.567,80 €"),
        ("-200", "EUR", "-€200", "-200 €"),
        ("12", "CHF", "CHF 12", "12 CHF"),
        ("12.30", "USD", "US$12.30", "12,30 $"),
        ("1200", "JPY", "JP¥1,200", "1.200 ¥"),
        ("1.250", "KWD", "KWD 1.250", "1,250 KWD"),
    ],
)
def test_an_amount_stands_in_the_readers_form(amount, currency, english, german):
    money = Money.of(amount, currency)

    assert spaced(EN.money(money)) == english
    assert spaced(DE.money(money)) == german


def test_an_amount_never_breaks_across_lines():
    assert " " not in DE.money(Money.of("1000.50", "EUR"))
    assert " " not in EN.money(Money.of("1000.50", "CHF"))


def test_a_range_names_both_ends_and_an_exact_amount_only_itself():
    low, high = Money.of(0, "EUR"), Money.of(1200, "EUR")

    assert EN.span(Span(low, high)) == "between €0 and €1,200"
    assert spaced(DE.span(Span(low, high))) == "zwischen 0 € und 1.200 €"
    assert EN.span(Span.exactly(high)) == "€1,200"


@pytest.mark.parametrize(
    ("percent", "english", "german"),
    [("2", "2%", "2 %"), ("2.5", "2.5%", "2,5 %"), ("0.0001", "0.0001%", "0,0001 %"), ("100", "100%", "100 %")],
)
def test_an_entered_rate_is_shown_exactly(percent, english, german):
    rate = Rate.percent(percent)

    assert spaced(EN.rate(rate)) == english
    assert spaced(DE.rate(rate)) == german


@pytest.mark.parametrize(
    ("share", "english"),
    [
        (Fraction(73, 100), "73%"),
        (Fraction(1, 3), "33.3%"),
        (Fraction(1, 8), "12.5%"),
        (Fraction(24750, 100000), "24.8%"),  # a half goes up
        (Fraction(12, 1), "1,200%"),
    ],
)
def test_a_calculated_percentage_has_at_most_one_decimal(share, english):
    assert spaced(EN.percent(share)) == english


def test_a_day_is_written_out():
    assert EN.day(date(2026, 11, 5)) == "5 November 2026"
    assert DE.day(date(2026, 3, 5)) == "5. März 2026"


@pytest.mark.parametrize(
    ("first", "last", "english", "german"),
    [
        (date(2026, 10, 1), None, "from 1 October 2026 on", "ab dem 1. Oktober 2026"),
        (
            date(2026, 10, 1),
            date(2026, 12, 31),
            "from 1 October to 31 December 2026",
            "vom 1. Oktober bis zum 31. Dezember 2026",
        ),
        (
            date(2026, 10, 1),
            date(2027, 1, 31),
            "from 1 October 2026 to 31 January 2027",
            "vom 1. Oktober 2026 bis zum 31. Januar 2027",
        ),
    ],
)
def test_days_are_told_with_the_last_one_included(first, last, english, german):
    assert EN.days(Days.through(first, last)) == english
    assert DE.days(Days.through(first, last)) == german


def test_a_moment_is_told_in_the_time_zone_of_the_place():
    moment = datetime(2026, 11, 21, 23, 5, tzinfo=UTC)

    assert EN.moment(moment, "Europe/Berlin") == "22 November 2026, 00:05"
    assert DE.moment(moment, "UTC") == "21. November 2026, 23:05"


@pytest.mark.parametrize(
    ("length", "english", "german"),
    [
        (timedelta(), "0 minutes", "0 Minuten"),
        (timedelta(minutes=1), "1 minute", "1 Minute"),
        (timedelta(minutes=59, seconds=29), "59 minutes", "59 Minuten"),
        (timedelta(minutes=59, seconds=30), "1 hour", "1 Stunde"),
        (timedelta(hours=47, minutes=59), "48 hours", "48 Stunden"),
        (timedelta(days=2), "2 days", "2 Tage"),
        (timedelta(days=3, hours=12), "4 days", "4 Tage"),
    ],
)
def test_a_duration_is_told_in_the_unit_that_fits(length, english, german):
    assert (EN.duration(length), DE.duration(length)) == (english, german)


def test_a_slot_is_told_with_its_weekday():
    slot = datetime.combine(date(2026, 11, 24), time(9))

    assert EN.slot(slot) == "Tuesday, 24 November 2026, 09:00"
    assert DE.slot(slot) == "Dienstag, 24. November 2026, 09:00"
    assert [DE.weekday(day) for day in (Weekday.MONDAY, Weekday.FRIDAY)] == ["Montag", "Freitag"]


def test_points_are_the_number_of_a_percentage():
    assert (EN.points(Fraction(731, 1000)), DE.points(Fraction(731, 1000))) == ("73.1", "73,1")
    assert EN.points(Fraction(1, 2)) == "50"


def test_one_and_many_are_told_apart():
    assert [DE.say_n("{n} alliance", "{n} alliances", n) for n in (1, 2)] == ["1 Allianz", "2 Allianzen"]
    assert [EN.say_n("{n} alliance", "{n} alliances", n) for n in (1, 2)] == ["1 alliance", "2 alliances"]


def test_braces_in_a_filled_in_text_stay_as_they_are():
    assert EN.say("History of {partner}", partner="{0} {partner}") == "History of {0} {partner}"
