"""How amounts, percentages, factors and numbers stand in a file.

Amounts are written `50 000`, `50_000` or `50000.00`, in the file's currency unless another one stands behind them.
Percentages carry their sign and up to four decimals. What can be read in two ways is refused with both. No number
passes through binary floating point.
"""

from __future__ import annotations

import re
from decimal import Decimal

from bot.domain.measures import Quantity, size
from bot.domain.money import CURRENCIES, PARTS_PER_MILLION, Money, Rate
from bot.domain.refusals import ProblemKind
from bot.files.nodes import Node
from bot.files.notations import Context, Notation, Schema, refused, single

_GAP = "[ _\u00a0\u202f]"
_WHOLE = rf"(?:0|[1-9]\d{{0,2}}(?:{_GAP}\d{{3}}){{1,4}}|[1-9]\d{{0,14}})"
_AMOUNT = re.compile(rf"(-?{_WHOLE}(?:\.\d{{1,6}})?)(?:{_GAP}?([A-Z]{{3}}))?")
_AMBIGUOUS = re.compile(r"(-?[1-9]\d{0,2})[.,](\d{3})(?: ?[A-Z]{3})?")
_PERCENT = re.compile(rf"(-?(?:0|[1-9]\d{{0,6}})(?:\.\d{{1,20}})?){_GAP}?%")
_FACTOR = re.compile(r"(?:0|[1-9]\d{0,6})(?:\.\d{1,6})?")
_NUMBER = re.compile(rf"(?:0|[1-9]\d{{0,2}}(?:{_GAP}\d{{3}}){{1,2}}|[1-9]\d{{0,8}})")


def _bare(number: str) -> str:
    return re.sub(_GAP, "", number)


def _grouped(number: Decimal) -> str:
    """The number with a space between thousands: `50 000`, `1 234.50`."""
    return f"{number:,f}".replace(",", " ")


def _money(node: Node, context: Context) -> Money:
    value = single(node)
    fits = _AMOUNT.fullmatch(value.text)
    ambiguous = _AMBIGUOUS.fullmatch(value.text)
    if ambiguous:
        whole, part = ambiguous.groups()
        raise refused(value, ProblemKind.AMOUNT_AMBIGUOUS, f"{whole} {part}", f"{whole}.{part.removesuffix('0')}")
    if fits is None:
        raise refused(value, ProblemKind.AMOUNT_UNREADABLE, *_guess(value.text))
    currency = fits[2] or context.currency
    if currency not in CURRENCIES:
        raise refused(value, ProblemKind.CURRENCY_UNKNOWN)
    try:
        return Money.of(_bare(fits[1]), currency)
    except ValueError:
        raise refused(value, ProblemKind.TOO_PRECISE) from None


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
    text = _grouped(amount.quantize(1) if amount == amount.to_integral_value() else amount)
    if _AMBIGUOUS.fullmatch(text):
        text += "0"
    return text if money.currency == context.currency else f"{text} {money.currency}"


def _number(node: Node, _: Context) -> int:
    value = single(node)
    if not _NUMBER.fullmatch(value.text):
        raise refused(value, ProblemKind.NUMBER_UNREADABLE)
    return int(_bare(value.text))


def _percent(node: Node, _: Context) -> Rate:
    value = single(node)
    fits = _PERCENT.fullmatch(value.text)
    if fits is None:
        bare = re.fullmatch(r"((?:0|[1-9]\d*)(?:[.,]\d+)?) ?%?", value.text)
        raise refused(value, ProblemKind.PERCENT_UNREADABLE, *([f"{bare[1].replace(',', '.')} %"] if bare else []))
    try:
        return Rate.percent(fits[1])
    except ValueError:
        raise refused(value, ProblemKind.TOO_PRECISE) from None


def _written_percent(rate: Rate, _: Context) -> str:
    return f"{Decimal(rate.ppm).scaleb(-4).normalize():f} %"


def _factor(node: Node, _: Context) -> Rate:
    value = single(node)
    if not _FACTOR.fullmatch(value.text):
        raise refused(value, ProblemKind.FACTOR_UNREADABLE)
    return Rate(int(Decimal(value.text) * PARTS_PER_MILLION))


def _written_factor(rate: Rate, _: Context) -> str:
    return f"{Decimal(rate.ppm).scaleb(-6).normalize():f}"


def _quantity(node: Node, context: Context) -> Quantity:
    return _number(node, context) if context.is_count else _money(node, context)


def _written_quantity(quantity: Quantity, context: Context) -> str:
    return _written_money(quantity, context) if isinstance(quantity, Money) else str(quantity)


def _pays(node: Node, context: Context) -> Money | Rate:
    return _percent(node, context) if "%" in single(node).text else _money(node, context)


def _written_pays(pays: Money | Rate, context: Context) -> str:
    return _written_money(pays, context) if isinstance(pays, Money) else _written_percent(pays, context)


def at_least(minor: int) -> Notation[Quantity]:
    """Quantities of at least so many minor units, or so many things."""

    def read(node: Node, context: Context) -> Quantity:
        quantity = _quantity(node, context)
        if size(quantity) < minor:
            raise refused(single(node), ProblemKind.TOO_SMALL)
        return quantity

    return Notation(read, _written_quantity, AMOUNT_SCHEMA)


AMOUNT_SCHEMA: Schema = {
    "type": ["number", "string"],
    "pattern": rf"^-?{_WHOLE}(\.\d{{1,6}})?({_GAP}?[A-Z]{{3}})?$",
    "not": {"type": "string", "pattern": r"^-?[1-9]\d{0,2}\.\d{3}( ?[A-Z]{3})?$"},
}
PERCENT_SCHEMA: Schema = {"type": "string", "pattern": rf"^-?(0|[1-9]\d{{0,6}})(\.\d{{1,4}})?{_GAP}?%$"}

MONEY = Notation(_money, _written_money, AMOUNT_SCHEMA)
POSITIVE = at_least(1)
NOT_NEGATIVE = at_least(0)
PERCENT = Notation(_percent, _written_percent, PERCENT_SCHEMA)
PAYS = Notation(_pays, _written_pays, {"anyOf": [AMOUNT_SCHEMA, PERCENT_SCHEMA]})
QUANTITY = Notation(_quantity, _written_quantity, AMOUNT_SCHEMA)
FACTOR = Notation(_factor, _written_factor, {"type": ["number", "string"], "pattern": rf"^{_FACTOR.pattern}$"})
NUMBER = Notation(
    _number, lambda number, _: str(number), {"type": ["integer", "string"], "pattern": rf"^{_NUMBER.pattern}$"}
)
