"""The few kinds of rule of which the table of limits is made: each tells what is wrong with a value at a pointer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeAlias

from bot.playground.faults import Fault

Rule: TypeAlias = Callable[[Any, str], Iterator[Fault]]

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def words(most: int | None = None, least: int = 1) -> Rule:
    """A string of so many characters."""

    def check(value: Any, pointer: str) -> Iterator[Fault]:  # noqa: ANN401 - whatever the app sent
        if not isinstance(value, str):
            yield Fault(pointer, "must be a string")
        elif len(value) < least:
            yield Fault(pointer, f"must be more than {least - 1} characters")
        elif most is not None and len(value) > most:
            yield Fault(pointer, f"must be less than {most + 1} characters")

    return check


def one_of(*allowed: str) -> Rule:
    """One of a few words."""

    def check(value: Any, pointer: str) -> Iterator[Fault]:  # noqa: ANN401 - whatever the app sent
        if value not in allowed:
            yield Fault(pointer, f"must be one of {', '.join(allowed)}", allowed)

    return check


def whole(least: int, most: int | None = None) -> Rule:
    """A whole number within these bounds."""

    def check(value: Any, pointer: str) -> Iterator[Fault]:  # noqa: ANN401 - whatever the app sent
        if not isinstance(value, int) or isinstance(value, bool):
            yield Fault(pointer, "must be a whole number")
        elif value < least or (most is not None and value > most):
            yield Fault(pointer, f"must be at least {least}" if most is None else f"must be from {least} to {most}")

    return check


def number(value: Any, pointer: str) -> Iterator[Fault]:  # noqa: ANN401 - whatever the app sent
    """Any number."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        yield Fault(pointer, "must be a number")


def above_zero(value: Any, pointer: str) -> Iterator[Fault]:  # noqa: ANN401 - whatever the app sent
    """A number above 0."""
    faults = list(number(value, pointer))
    yield from faults
    if not faults and value <= 0:
        yield Fault(pointer, "must be a number above 0")


def decimal(value: Any, pointer: str) -> Iterator[Fault]:  # noqa: ANN401 - whatever the app sent
    """A number written as a string, as number inputs have them."""
    if not isinstance(value, str) or not re.fullmatch(r"-?\d+(\.\d+)?", value):
        yield Fault(pointer, "must be a number in a string")


def flag(value: Any, pointer: str) -> Iterator[Fault]:  # noqa: ANN401 - whatever the app sent
    """True or false."""
    if not isinstance(value, bool):
        yield Fault(pointer, "must be a boolean")


def anything(_: Any, __: str) -> Iterator[Fault]:  # noqa: ANN401 - whatever the app sent
    """Whatever the app sent, where Slack's pages say no more."""
    return iter(())


def day(value: Any, pointer: str) -> Iterator[Fault]:  # noqa: ANN401 - whatever the app sent
    """A date as YYYY-MM-DD."""
    try:
        if len(value) == len("2026-11-23"):
            date.fromisoformat(value)
            return
    except (TypeError, ValueError):
        pass
    yield Fault(pointer, "must be a date as YYYY-MM-DD")


def time_of_day(value: Any, pointer: str) -> Iterator[Fault]:  # noqa: ANN401 - whatever the app sent
    """A time as HH:mm, 00:00 to 23:59."""
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        yield Fault(pointer, "must be a time as HH:mm")


def items(of: Rule, least: int, most: int | None = None) -> Rule:
    """An array with so many items that each pass a rule."""

    def check(value: Any, pointer: str) -> Iterator[Fault]:  # noqa: ANN401 - whatever the app sent
        if not isinstance(value, list):
            yield Fault(pointer, "must be an array")
            return
        if len(value) < least:
            yield Fault(pointer, f"no fewer than {least} items allowed")
        if most is not None and len(value) > most:
            yield Fault(pointer, f"no more than {most} items allowed")
        for index, item in enumerate(value):
            yield from of(item, f"{pointer}/{index}")

    return check


def shape(needed: str = "", either: str = "", /, **fields: Rule) -> Rule:
    """An object with these properties and no others; some are needed, and one at least of `either`."""

    def check(value: Any, pointer: str) -> Iterator[Fault]:  # noqa: ANN401 - whatever the app sent
        if not isinstance(value, dict):
            yield Fault(pointer, "must be an object")
            return
        sent = {name: inner for name, inner in value.items() if inner is not None}
        for name in needed.split():
            if name not in sent:
                yield Fault(pointer, f"missing required field: {name}")
        if either and not any(sent.get(name) for name in either.split()):
            yield Fault(pointer, f"missing required field: {' or '.join(either.split())}")
        for name, inner in sent.items():
            if name in fields:
                yield from fields[name](inner, f"{pointer}/{name}")
            elif name != "type":
                yield Fault(pointer, f"invalid additional property: {name}")

    return check


def kinds(table: dict[str, Rule]) -> Rule:
    """An object whose `type` says which rule holds; the table may grow after it was named here."""

    def check(value: Any, pointer: str) -> Iterator[Fault]:  # noqa: ANN401 - whatever the app sent
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str):
            yield Fault(pointer, "missing required field: type")
        elif kind not in table:
            yield Fault(f"{pointer}/type", f"unsupported type: {kind}", tuple(table))
        else:
            yield from table[kind](value, pointer)

    return check


def both(*rules: Rule) -> Rule:
    """Several rules over one value; a later one is asked when the earlier ones found nothing."""

    def check(value: Any, pointer: str) -> Iterator[Fault]:  # noqa: ANN401 - whatever the app sent
        for rule in rules:
            faults = list(rule(value, pointer))
            yield from faults
            if faults:
                return

    return check
