"""How single values stand in a file: read, written, and described to editors.

Amounts are written `50 000`, `50_000` or `50000.00`, in the file's currency unless another one stands behind them.
Percentages carry their sign. What can be read in two ways is refused with both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, Generic, TypeVar
from unicodedata import category

from bot.domain.measures import Quantity
from bot.domain.money import CURRENCIES, PARTS_PER_MILLION, Money, Rate
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
_GAP = "[ _\u00a0\u202f]"
_WHOLE = rf"(?:0|[1-9]\d{{0,2}}(?:{_GAP}\d{{3}}){{1,4}}|[1-9]\d{{0,14}})"
_AMOUNT = re.compile(rf"(-?{_WHOLE}(?:\.\d{{1,6}})?)(?:{_GAP}?([A-Z]{{3}}))?")
_AMBIGUOUS = re.compile(r"(-?[1-9]\d{0,2})[.,](\d{3})(?: ?[A-Z]{3})?")
_PERCENT = re.compile(rf"(-?(?:0|[1-9]\d{{0,6}})(?:\.\d+)?){_GAP}?%")
_FACTOR = re.compile(r"(?:0|[1-9]\d{0,6})(?:\.\d{1,6})?")
_NUMBER = re.compile(rf"-?(?:0|[1-9]\d{{0,2}}(?:{_GAP}\d{{3}}){{1,2}}|[1-9]\d{{0,8}})")
_DAY = re.compile(r"[12]\d{3}-\d\d-\d\d")
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


def _refused(value: Value, kind: ProblemKind, *meant: str) -> Unreadable:
    return Unreadable(value.place.problem(kind, value.text, meant))


def _bare(number: str) -> str:
    return re.sub(_GAP, "", number)


def grouped(number: Decimal) -> str:
    """The number with a space between thousands: `50 000`, `1 234.50`."""
    return f"{number:,f}".replace(",", " ")


def _money(node: Node, context: Context) -> Money:
    value = single(node)
    fits = _AMOUNT.fullmatch(value.text)
    ambiguous = _AMBIGUOUS.fullmatch(value.text)
    if ambiguous:
        whole, part = ambiguous.groups()
        raise _refused(value, ProblemKind.AMOUNT_AMBIGUOUS, f"{whole} {part}", f"{whole}.{part.removesuffix('0')}")
    if fits is None:
        raise _refused(value, ProblemKind.AMOUNT_UNREADABLE, *_guess(value.text))
    currency = fits[2] or context.currency
    if currency not in CURRENCIES:
        raise _refused(value, ProblemKind.CURRENCY_UNKNOWN)
    try:
        return Money.of(_bare(fits[1]), currency)
    except ValueError:
        raise _refused(value, ProblemKind.TOO_PRECISE) from None


def _guess(typed: str) -> tuple[str, ...]:
    """The amount as it would be written here, where there is only one way to read it."""
    thousands = re.fullmatch(r"([1-9]\d{0,2})((?:([.,'’])\d{3}(?:\3\d{3})*))(?:[.,](\d{1,2}))?", typed)
    if thousands:
        whole = thousands[1] + re.sub(r"\D", " ", thousands[2])
        return (f"{whole}.{thousands[4]}" if thousands[4] else whole,)
    decimal = re.fullmatch(r"(\d+),(\d{1,2})", typed)
    return (f"{decimal[1]}.{decimal[2]}",) if decimal else ()


def _written_money(money: Money, context: Context) -> str:
    amount = money.amount
    text = grouped(amount.quantize(1) if amount == amount.to_integral_value() else amount)
    if _AMBIGUOUS.fullmatch(text):
        text += "0"
    return text if money.currency == context.currency else f"{text} {money.currency}"


def _number(node: Node, _: Context) -> int:
    value = single(node)
    if not _NUMBER.fullmatch(value.text):
        raise _refused(value, ProblemKind.NUMBER_UNREADABLE)
    return int(_bare(value.text))


def _percent(node: Node, _: Context) -> Rate:
    value = single(node)
    fits = _PERCENT.fullmatch(value.text)
    if fits is None:
        bare = re.fullmatch(r"((?:0|[1-9]\d*)(?:[.,]\d+)?) ?%?", value.text)
        raise _refused(value, ProblemKind.PERCENT_UNREADABLE, *([f"{bare[1].replace(',', '.')} %"] if bare else []))
    try:
        return Rate.percent(fits[1])
    except ValueError:
        raise _refused(value, ProblemKind.TOO_PRECISE) from None


def _written_percent(rate: Rate, _: Context) -> str:
    return f"{Decimal(rate.ppm).scaleb(-4).normalize():f} %"


def _factor(node: Node, _: Context) -> Rate:
    value = single(node)
    if not _FACTOR.fullmatch(value.text):
        raise _refused(value, ProblemKind.FACTOR_UNREADABLE)
    return Rate(int(Decimal(value.text) * PARTS_PER_MILLION))


def _written_factor(rate: Rate, _: Context) -> str:
    return f"{Decimal(rate.ppm).scaleb(-6).normalize():f}"


def _day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _day(node: Node, _: Context) -> date:
    value = single(node)
    day = _day_of(value.text)
    if day is None:
        raise _refused(value, ProblemKind.DAY_UNREADABLE)
    return day


def _days(node: Node, _: Context) -> Days:
    value = single(node)
    first_text, has_end, last_text = value.text.removeprefix("from ").partition(" to ")
    first, last = _day_of(first_text), _day_of(last_text)
    if first is None or (last is None and (has_end or not value.text.startswith("from "))):
        raise _refused(value, ProblemKind.DAYS_UNREADABLE)
    try:
        return Days.through(first, last)
    except ValueError:
        raise _refused(value, ProblemKind.ENDS_BEFORE_START) from None


def _written_days(days: Days, _: Context) -> str:
    return f"from {days.start}" if days.last is None else f"{days.start} to {days.last}"


def _text(node: Node, _: Context) -> str:
    value = single(node)
    if not value.text.strip():
        raise _refused(value, ProblemKind.VALUE_MISSING)
    if len(value.text) > MOST_SIGNS or any(category(sign) in _UNSEEN for sign in value.text):
        raise _refused(value, ProblemKind.TEXT_ODD)
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
        raise _refused(value, kind, *([meant] if meant in CURRENCIES else []))
    return value.text


def choice(by_word: Mapping[str, T]) -> Notation[T]:
    """One of these words."""

    def read(node: Node, _: Context) -> T:
        value = single(node)
        if value.text not in by_word:
            raise _refused(value, ProblemKind.WORD_UNKNOWN, *near(value.text, tuple(by_word)))
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


def _quantity(node: Node, context: Context) -> Quantity:
    return _number(node, context) if context.is_count else _money(node, context)


def _written_quantity(quantity: Quantity, context: Context) -> str:
    return _written_money(quantity, context) if isinstance(quantity, Money) else str(quantity)


def _pays(node: Node, context: Context) -> Money | Rate:
    return _percent(node, context) if "%" in single(node).text else _money(node, context)


def _written_pays(pays: Money | Rate, context: Context) -> str:
    return _written_money(pays, context) if isinstance(pays, Money) else _written_percent(pays, context)


AMOUNT_SCHEMA: Schema = {
    "type": ["number", "string"],
    "pattern": rf"^-?{_WHOLE}(\.\d{{1,6}})?({_GAP}?[A-Z]{{3}})?$",
    "not": {"type": "string", "pattern": r"^-?[1-9]\d{0,2}\.\d{3}( ?[A-Z]{3})?$"},
}
PERCENT_SCHEMA: Schema = {"type": "string", "pattern": rf"^-?(0|[1-9]\d{{0,6}})(\.\d{{1,4}})?{_GAP}?%$"}

MONEY = Notation(_money, _written_money, AMOUNT_SCHEMA)
PERCENT = Notation(_percent, _written_percent, PERCENT_SCHEMA)
PAYS = Notation(_pays, _written_pays, {"anyOf": [AMOUNT_SCHEMA, PERCENT_SCHEMA]})
QUANTITY = Notation(_quantity, _written_quantity, AMOUNT_SCHEMA)
FACTOR = Notation(_factor, _written_factor, {"type": ["number", "string"], "pattern": rf"^{_FACTOR.pattern}$"})
NUMBER = Notation(
    _number, lambda number, _: str(number), {"type": ["integer", "string"], "pattern": rf"^{_NUMBER.pattern}$"}
)
DAY = Notation(_day, lambda day, _: day.isoformat(), {"type": "string", "pattern": rf"^{_DAY.pattern}$"})
DAYS = Notation(
    _days,
    _written_days,
    {"type": "string", "pattern": rf"^(from )?{_DAY.pattern}( to {_DAY.pattern})?$"},
)
TEXT = Notation(_text, lambda text, _: quoted(text), {"type": ["string", "number", "boolean"], "maxLength": MOST_SIGNS})
CURRENCY = Notation(_currency, lambda code, _: code, {"enum": sorted(CURRENCIES)})
