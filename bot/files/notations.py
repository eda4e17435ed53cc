"""How single values stand in a file: read, written, and described to editors. Here words, names and days.

A value is the text that was written: a region `NO` is Norway's, a product `1.0` has a point.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, Generic, TypeVar
from unicodedata import category

from bot.domain.money import CURRENCIES
from bot.domain.periods import Days
from bot.domain.refusals import ProblemKind
from bot.files.nodes import Group, Listing, Node, Unreadable, Value

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

Written = str | list[Any] | dict[str, Any]
"""A value as it is written: text ready for YAML, or lists and groups of such texts."""
Schema = Mapping[str, Any]
"""A JSON Schema."""

MOST_SIGNS = 200
"""Characters of a name."""
_UNSEEN = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Unicode's categories of control characters, halves of characters, and breaks of lines and paragraphs."""
_DAY = re.compile(r"(?:19|2\d)\d\d-\d\d-\d\d")
_PLAIN = re.compile(r"[^\W\d_](?:[\w .&/+-]*[\w.&/+])?")
_NOT_AS_TEXT = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""What other readers of YAML take for something else than text."""


@dataclass(frozen=True, slots=True)
class Context:
    """What values are read in: the file's currency, and whether a number of things is counted rather than money."""

    currency: str
    is_count: bool = False


@dataclass(frozen=True, slots=True)
class Notation(Generic[T]):
    """How a value stands in a file. `read` raises Unreadable; `schema` accepts all that `write` writes."""

    read: Callable[[Node, Context], T]
    write: Callable[[T, Context], Written]
    schema: Schema


def single(node: Node) -> Value:
    """The node as a single value. Raises Unreadable if it is a group or a list, or if nothing stands there."""
    if isinstance(node, Group | Listing):
        raise Unreadable(node.place.problem(ProblemKind.NOT_A_VALUE))
    if not node.quoted and node.text in {"", "~", "null"}:
        raise Unreadable(node.place.problem(ProblemKind.VALUE_MISSING))
    return node


def near(word: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """The word that was meant, or all there are."""
    return tuple(get_close_matches(word.casefold().replace("_", " "), words, n=1)) or words


def in_words(which: StrEnum) -> str:
    """A member of an enumeration as it is written."""
    return which.value.replace("_", " ")


def refused(value: Value, kind: ProblemKind, *meant: str) -> Unreadable:
    """What is wrong with a value, and what may have been meant."""
    return Unreadable(value.place.problem(kind, value.text, meant))


def _day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _day(node: Node, _: Context) -> date:
    value = single(node)
    day = _day_of(value.text)
    if day is None:
        raise refused(value, ProblemKind.DAY_UNREADABLE)
    return day


def _days(node: Node, _: Context) -> Days:
    value = single(node)
    first_text, has_end, last_text = value.text.removeprefix("from ").partition(" to ")
    first, last = _day_of(first_text), _day_of(last_text)
    if first is None or (last is None and (has_end or not value.text.startswith("from "))):
        raise refused(value, ProblemKind.DAYS_UNREADABLE)
    try:
        return Days.through(first, last)
    except ValueError:
        raise refused(value, ProblemKind.ENDS_BEFORE_START) from None


def _written_days(days: Days, _: Context) -> str:
    return f"from {days.start}" if days.last is None else f"{days.start} to {days.last}"


def _text(node: Node, _: Context) -> str:
    value = single(node)
    if not value.text.strip():
        raise refused(value, ProblemKind.VALUE_MISSING)
    if len(value.text) > MOST_SIGNS or any(category(sign) in _UNSEEN for sign in value.text):
        raise refused(value, ProblemKind.TEXT_ODD)
    return value.text


def quoted(text: str) -> str:
    """The text as every reader of YAML takes it for this text."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _NOT_AS_TEXT:
        return text
    signs = {'"': '\\"', "\\": "\\\\"}
    return '"' + "".join(signs.get(s, s if s.isprintable() else f"\\U{ord(s):08x}") for s in text) + '"'


def _currency(node: Node, _: Context) -> str:
    value = single(node)
    if value.text not in CURRENCIES:
        kind, meant = ProblemKind.CURRENCY_UNKNOWN, value.text.upper()
        raise refused(value, kind, *([meant] if meant in CURRENCIES else []))
    return value.text


def choice(by_word: Mapping[str, T]) -> Notation[T]:
    """One of these words."""

    def read(node: Node, _: Context) -> T:
        value = single(node)
        if value.text not in by_word:
            raise refused(value, ProblemKind.WORD_UNKNOWN, *near(value.text, tuple(by_word)))
        return by_word[value.text]

    def write(chosen: T, _: Context) -> str:
        return next(word for word, meaning in by_word.items() if meaning == chosen)

    return Notation(read, write, {"enum": list(by_word)})


def words(kind: type[E]) -> Notation[E]:
    """The members of an enumeration, written with spaces."""
    return choice({in_words(member): member for member in kind})


def optional(notation: Notation[T], word: str) -> Notation[T | None]:
    """A value, or the word that stands for none."""

    def read(node: Node, context: Context) -> T | None:
        if isinstance(node, Value) and node.text == word:
            return None
        return notation.read(node, context)

    def write(value: T | None, context: Context) -> Written:
        return word if value is None else notation.write(value, context)

    return Notation(read, write, {"anyOf": [notation.schema, {"const": word}]})


DAY = Notation(_day, lambda day, _: day.isoformat(), {"type": "string", "pattern": rf"^{_DAY.pattern}$"})
DAYS = Notation(
    _days,
    _written_days,
    {"type": "string", "pattern": rf"^(from {_DAY.pattern}( to {_DAY.pattern})?|{_DAY.pattern} to {_DAY.pattern})$"},
)
TEXT = Notation(_text, lambda text, _: quoted(text), {"type": ["string", "number", "boolean"], "maxLength": MOST_SIGNS})
CURRENCY = Notation(_currency, lambda code, _: code, {"enum": sorted(CURRENCIES)})
