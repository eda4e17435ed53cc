"""What somebody filled into a form, read field by field; every problem is kept, and told at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from bot.domain.money import Money, Rate
from bot.domain.people import LanguageCode
from bot.domain.refusals import (
    AmountNotPositive,
    AnyRefusal,
    DayUnreadable,
    FormRefused,
    Missing,
    NumberOutside,
    RateOutside,
    RateUnreadable,
    Refusal,
    TooLong,
    TooMany,
)
from bot.listeners.amounts import read_amount
from messages.actions import ANEW, Field

_YEARS = range(2000, 2101)
"""A day outside of them is a slip of the finger."""

_LARGEST_COUNT = 1_000_000
"""Months, units or deals beyond it are a slip of the finger."""

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


class Answers:
    """The answers in a submitted form, by field.

    Each reader notes a problem at its field and goes on with a stand-in; `settled` refuses if there was any.
    """

    def __init__(self, view: Mapping[str, Any], language: LanguageCode, currency: str) -> None:
        """Reads `view.state.values` of a view_submission; bare amounts are in the currency given."""
        self._values: dict[str, Any] = {}
        self._blocks: dict[str, str] = {}
        for block, elements in view.get("state", {}).get("values", {}).items():
            field = block.partition(ANEW)[0]
            self._blocks[field] = block
            for element in elements.values():
                self._values[field] = _value(element)
        self.language = language
        self.currency = currency
        self.problems: dict[str, AnyRefusal] = {}

    def settled(self) -> None:
        """Passes when no field had a problem.

        Raises:
            FormRefused: with the problem of every field.
        """
        if self.problems:
            raise FormRefused(self.problems)

    def refuse(self, field: Field, problem: Refusal) -> None:
        """Notes a problem that was found outside."""
        block = self._blocks.get(field, str(field))
        self.problems.setdefault(block, problem)  # type: ignore[arg-type]  # AnyRefusal names every Refusal

    def typed(self, field: Field) -> str:
        """What stands in the field now, as it was typed or chosen."""
        return str(self._values.get(field) or "")

    def text(self, field: Field, limit: int, *, needed: bool = False) -> str:
        """A text without blanks at its ends."""
        value = str(self._values.get(field) or "").strip()
        if needed and not value:
            self.refuse(field, Missing())
        if len(value) > limit:
            self.refuse(field, TooLong(limit, len(value)))
        return value

    def lines(self, field: Field, most: int, limit: int, separator: str = "\n") -> tuple[str, ...]:
        """Entries on lines of their own (or with another separator), without empty and repeated ones."""
        typed = str(self._values.get(field) or "").split(separator)
        entries = tuple(dict.fromkeys(entry.strip(" \t\r•-") for entry in typed if entry.strip(" \t\r•-")))
        if len(entries) > most:
            self.refuse(field, TooMany(most))
        for entry in entries:
            if len(entry) > limit:
                self.refuse(field, TooLong(limit, len(entry)))
        return entries

    def each(self, field: Field, reader: Callable[[str], T], most: int, *, needed: bool = False) -> tuple[T, ...]:
        """What every line says, empty ones left out."""
        typed = [line.strip(" \t\r•") for line in str(self._values.get(field) or "").split("\n")]
        lines = [line for line in typed if line]
        if needed and not lines:
            self.refuse(field, Missing())
        if len(lines) > most:
            self.refuse(field, TooMany(most))
        found = []
        for line in lines:
            try:
                found.append(reader(line))
            except Refusal as problem:
                self.refuse(field, problem)
        return tuple(found)

    def choice(self, field: Field, kinds: type[E], default: E) -> E:
        """One of a list; the default where nothing was chosen."""
        value = self._values.get(field)
        return kinds(value) if value else default

    def one(self, field: Field, *, needed: bool = False) -> str | None:
        """A chosen id, of a user or channel or option."""
        value = self._values.get(field)
        if needed and not value:
            self.refuse(field, Missing())
        return str(value) if value else None

    def file(self, field: Field) -> Mapping[str, Any]:
        """The file that was dropped, as Slack describes it.

        Raises:
            FormRefused: if there is none.
        """
        found: tuple[Mapping[str, Any], ...] = tuple(self._values.get(field) or ())
        if not found:
            raise FormRefused({str(field): Missing()})
        return found[0]

    def several(self, field: Field) -> tuple[str, ...]:
        """Chosen ids or options."""
        return tuple(self._values.get(field) or ())

    def amount(self, field: Field, *, needed: bool = False, zero: bool = False) -> Money | None:
        """An amount of money above zero or, where that makes sense, a zero."""

        def reader(typed: str) -> Money:
            try:
                return read_amount(typed, self.language, self.currency)
            except AmountNotPositive:
                if zero and not re.search(r"[1-9–−-]", typed):
                    return Money(0, self.currency)
                raise

        return self._read(field, reader, needed=needed)

    def rate(self, field: Field, *, low: int, high: int, needed: bool = False) -> Rate | None:
        """A percentage between two whole numbers, both included."""
        return self._read(field, lambda typed: read_rate(typed, low, high), needed=needed)

    def some(self, field: Field, *, low: int, high: int) -> int | None:
        """A whole number between two, both included, or nothing."""
        return self.number(field, low=low, high=high) if str(self._values.get(field) or "").strip() else None

    def number(self, field: Field, *, low: int, high: int) -> int:
        """A whole number between two, both included; where it is none the lower one stands in."""

        def reader(typed: str) -> int:
            if not re.fullmatch(r"\d{1,6}", typed) or not low <= int(typed) <= high:
                raise NumberOutside(low, high)
            return int(typed)

        value = self._read(field, reader, needed=True)
        return low if value is None else value

    def count(self, field: Field) -> int | None:
        """A whole number from zero to a million, or nothing."""

        def reader(typed: str) -> int:
            if not re.fullmatch(r"\d{1,7}", typed) or int(typed) > _LARGEST_COUNT:
                raise NumberOutside(0, _LARGEST_COUNT)
            return int(typed)

        return self._read(field, reader, needed=False)

    def day(self, field: Field, *, needed: bool = False) -> date | None:
        """A day picked from the calendar."""
        return self._read(field, read_day, needed=needed)

    def _read(self, field: Field, reader: Callable[[str], T], *, needed: bool) -> T | None:
        typed = str(self._values.get(field) or "").strip()
        if not typed:
            if needed:
                self.refuse(field, Missing())
            return None
        try:
            return reader(typed)
        except Refusal as problem:
            self.refuse(field, problem)
            return None


def read_rate(typed: str, low: int, high: int) -> Rate:
    """A percentage such as `2,5 %`, with at most four decimal places.

    Raises:
        RateUnreadable: if it is none.
        RateOutside: if it lies below `low` or above `high` per cent.
    """
    number = re.fullmatch(r"([-–−]?\d+(?:[.,]\d{1,4})?)\s*(?:%|percent|prozent)?", typed.strip(), re.IGNORECASE)
    if number is None:
        raise RateUnreadable(typed)
    try:
        value = Decimal(re.sub("[–−]", "-", number[1]).replace(",", "."))
    except InvalidOperation:
        raise RateUnreadable(typed) from None
    if not low <= value <= high:
        raise RateOutside(low, high)
    return Rate.percent(value)


def read_day(typed: str) -> date:
    """A day as Slack's date picker sends it (2026-12-31).

    Raises:
        DayUnreadable: if it is none.
    """
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        raise DayUnreadable(typed) from None
    if day.year not in _YEARS:
        raise DayUnreadable(typed)
    return day


def _value(element: Mapping[str, Any]) -> Any:  # noqa: ANN401 - Slack's elements hold texts, lists or nothing
    """The value of one element, whatever its kind; options give their value."""
    if element.get("selected_option"):
        return element["selected_option"]["value"]
    if "selected_options" in element:
        return tuple(option["value"] for option in element["selected_options"] or ())
    if "files" in element:
        return tuple(element["files"] or ())
    kinds = (
        "value", "selected_date", "selected_time", "selected_user", "selected_users", "selected_channel",
        "selected_channels", "selected_conversation", "selected_conversations",
    )  # fmt: skip
    value = next((element[kind] for kind in kinds if element.get(kind)), None)
    return value.replace("\0", "") if isinstance(value, str) else value  # PostgreSQL keeps no such character
