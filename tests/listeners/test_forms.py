"""What is filled into a form: every problem at its field, and nothing lost."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.incentives import Mode
from bot.domain.money import Money, Rate
from bot.domain.people import LanguageCode
from bot.domain.refusals import (
    AmountAmbiguous,
    AmountNotPositive,
    DayUnreadable,
    FormRefused,
    Missing,
    RateOutside,
    RateUnreadable,
    Refusal,
    TooLong,
    TooMany,
)
from bot.listeners.forms import Answers, read_day, read_rate
from messages.actions import Field


def answers(**typed: object) -> Answers:
    """A submitted form with texts in it; anything but a text is the whole element."""
    elements = {name: {"value": value} if isinstance(value, str) else value for name, value in typed.items()}
    values = {name: {name: element} for name, element in elements.items()}
    return Answers({"state": {"values": values}}, LanguageCode.DE, "EUR")


def test_all_problems_are_told_at_once_and_each_at_its_field() -> None:
    form = answers(partner=" ", amount="50,000", rate="abc", margin="0", benefit="x" * 141, first_day="soon")
    form.text(Field.PARTNER, 80, needed=True)
    form.amount(Field.AMOUNT)
    form.rate(Field.RATE, low=0, high=100)
    form.amount(Field.MARGIN)
    form.text(Field.BENEFIT, 140)
    form.day(Field.FIRST_DAY)
    form.one(Field.MANAGER, needed=True)
    with pytest.raises(FormRefused) as refused:
        form.settled()
    assert {field: type(problem) for field, problem in refused.value.problems.items()} == {
        "partner": Missing,
        "amount": AmountAmbiguous,
        "rate": RateUnreadable,
        "margin": AmountNotPositive,
        "benefit": TooLong,
        "first_day": DayUnreadable,
        "manager": Missing,
    }


def test_a_form_without_problems_is_settled() -> None:
    form = answers(amount="50k", rate="2,5 %", first_day={"selected_date": "2026-12-31"})
    assert form.amount(Field.AMOUNT, needed=True) == Money.of(50_000, "EUR")
    assert form.rate(Field.RATE, low=0, high=100) == Rate.percent("2.5")
    assert form.day(Field.FIRST_DAY) == date(2026, 12, 31)
    form.settled()


def test_what_is_left_empty_is_nothing_unless_it_is_needed() -> None:
    form = answers(amount={"value": None}, first_day={"selected_date": None})
    assert form.amount(Field.AMOUNT) is None
    assert form.day(Field.FIRST_DAY) is None
    assert form.text(Field.BENEFIT, 140) == ""
    form.settled()
    assert form.amount(Field.AMOUNT, needed=True) is None
    with pytest.raises(FormRefused):
        form.settled()


def test_the_first_problem_of_a_field_stays() -> None:
    form = answers(partner="")
    form.text(Field.PARTNER, 80, needed=True)
    form.refuse(Field.PARTNER, TooMany(3))
    assert isinstance(form.problems["partner"], Missing)


def test_lines_are_cleaned_of_bullets_blanks_and_repetitions() -> None:
    form = answers(signals="• one\n- two\n\n  one  \n•  \n", aliases="Acme, ACR ,, Acme")
    assert form.lines(Field.SIGNALS, 5, 300) == ("one", "two")
    assert form.lines(Field.ALIASES, 10, 80, ",") == ("Acme", "ACR")
    form.settled()


def test_too_many_lines_and_too_long_ones_are_refused() -> None:
    many = answers(signals="\n".join("abcdef"))
    many.lines(Field.SIGNALS, 5, 300)
    assert isinstance(many.problems["signals"], TooMany)
    long = answers(signals="x" * 3_000)
    long.lines(Field.SIGNALS, 5, 300)
    assert isinstance(long.problems["signals"], TooLong)


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ({"type": "static_select", "selected_option": {"value": "instead"}}, "instead"),
        ({"type": "static_select", "selected_option": None}, None),
        ({"type": "users_select", "selected_user": "U1"}, "U1"),
        ({"type": "channels_select", "selected_channel": "C1"}, "C1"),
        ({"type": "conversations_select", "selected_conversation": "C2"}, "C2"),
    ],
)
def test_one_choice_is_read_from_any_kind_of_select(element: dict[str, Any], value: str | None) -> None:
    assert answers(mode=element).one(Field.MODE) == value


@pytest.mark.parametrize(
    ("element", "values"),
    [
        ({"type": "checkboxes", "selected_options": [{"value": "a"}, {"value": "b"}]}, ("a", "b")),
        ({"type": "checkboxes", "selected_options": []}, ()),
        ({"type": "multi_conversations_select", "selected_conversations": ["C1", "C2"]}, ("C1", "C2")),
        ({"type": "multi_channels_select", "selected_channels": ["C1"]}, ("C1",)),
    ],
)
def test_several_choices_are_read_from_any_kind_of_list(element: dict[str, Any], values: tuple[str, ...]) -> None:
    assert answers(channels_en=element).several(Field.CHANNELS_EN) == values


def test_a_choice_not_made_is_the_default() -> None:
    assert answers().choice(Field.MODE, Mode, Mode.ON_TOP) is Mode.ON_TOP
    chosen = answers(mode={"selected_option": {"value": "instead"}})
    assert chosen.choice(Field.MODE, Mode, Mode.ON_TOP) is Mode.INSTEAD


@pytest.mark.parametrize(
    ("typed", "ppm"),
    [("2", 20_000), ("2,5", 25_000), ("2.5 %", 25_000), ("0.0001%", 1), ("100", 1_000_000), ("50 Prozent", 500_000)],
)
def test_a_percentage_is_read_in_both_forms(typed: str, ppm: int) -> None:
    assert read_rate(typed, 0, 100) == Rate(ppm)


@pytest.mark.parametrize("typed", ["", "abc", "2,5,1", "0.00001", "two", "%", "1 000", "2 x", "½"])
def test_what_is_no_percentage_is_refused(typed: str) -> None:
    with pytest.raises(RateUnreadable):
        read_rate(typed, 0, 100)


@pytest.mark.parametrize("typed", ["-1", "−0,5", "100.0001", "9" * 3_000])
def test_a_percentage_outside_of_what_makes_sense_says_its_bounds(typed: str) -> None:
    with pytest.raises(RateOutside) as refused:
        read_rate(typed, 0, 100)
    assert (refused.value.low, refused.value.high) == (0, 100)


@given(st.text(max_size=20) | st.from_regex(r"[-–−]?[0-9٠-٩]{1,9}[.,]?[0-9]{0,5} ?%?", fullmatch=True))
def test_any_text_is_a_percentage_within_the_bounds_or_a_refusal(text: str) -> None:
    with suppress(Refusal):
        assert 0 <= read_rate(text, 0, 100).ppm <= 1_000_000


@given(st.text(max_size=12))
def test_any_text_is_a_day_or_a_refusal(text: str) -> None:
    with suppress(Refusal):
        assert read_day(text).year
