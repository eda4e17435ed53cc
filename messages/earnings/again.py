"""The question once more: as a command that a button carries, and as the fields of the form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from bot.domain.cards import Answer
from bot.domain.money import Money, Rate, minor_digits
from bot.domain.questions import Ask
from messages.actions import Field

_LIKE_THOUSANDS = 3
"""So many decimal places look like thousands; one more makes them decimals in both languages."""

_QUOTES = str.maketrans(dict.fromkeys('"“”„', "'"))


def command(given: Answer, **changed: Any) -> str:  # noqa: ANN401 - the fields of Ask, each of its own kind
    """The question of an answer as a command, with some fields of `Ask` changed."""
    return question(given.handle, replace(asked(given), **changed))


def asked(given: Answer) -> Ask:
    """The question of an answer; where nobody kept it, the deal alone."""
    return given.asked or Ask(given.comparison.alone.deal.amount)


def question(handle: str, ask: Ask) -> str:
    """The question as a command: `/cosell acme 50000.00 EUR alone 40% closing 2026-12-15`.

    It holds what was said and nothing else, always in English words, with days in ISO form; a double quote within a
    name becomes a single one.
    """
    said = (f"{word} {value}" for word, value in _said(ask) if value is not None)
    return " ".join([f"/cosell {handle} {unmistakable(ask.amount)}", *said])


def unmistakable(amount: Money) -> str:
    """The amount as both languages read it the same way: `50000.00 EUR`."""
    digits = minor_digits(amount.currency)
    places = digits + 1 if digits == _LIKE_THOUSANDS else digits
    return f"{amount.amount:.{places}f} {amount.currency}"


def quoted(name: str) -> str:
    """A name as one word of a command; quotes within it become single ones."""
    return f'"{" ".join(name.translate(_QUOTES).split())}"'


def fields(ask: Ask) -> dict[Field, str]:
    """What was said, as it is filled into the ask form."""
    of = {
        Field.AMOUNT: _plain(ask.amount),
        Field.MARGIN: _plain(ask.margin),
        Field.CLOSES: _day(ask.closes),
        Field.CHANCE_ALONE: _rate(ask.chances.alone),
        Field.CHANCE_TOGETHER: _rate(ask.chances.together),
        Field.MONTHS: _number(ask.months),
        Field.PRODUCT: ask.product,
        Field.CUSTOMER_KIND: ask.customer,
        Field.REGION: ask.region,
        Field.UNITS: _number(ask.units),
        Field.SO_FAR: _plain(ask.so_far),
        Field.DEALS_SO_FAR: _number(ask.deals_so_far),
        Field.PAY_ROLE: ask.role,
        Field.REGISTERED_ON: _day(ask.registered),
        Field.BASE: ask.base,
        Field.AMOUNT_TOGETHER: _plain(ask.amount_together),
        Field.MARGIN_TOGETHER: _plain(ask.margin_together),
        Field.CLOSES_TOGETHER: _day(ask.closes_together),
    }
    return {field: value for field, value in of.items() if value is not None}


def _said(ask: Ask) -> Iterator[tuple[str, str | None]]:
    yield "alone", _rate(ask.chances.alone)
    yield "together", _rate(ask.chances.together)
    yield "closing", _day(ask.closes)
    yield "margin", _amount(ask.margin)
    yield "months", _number(ask.months)
    yield "units", _number(ask.units)
    yield "product", _name(ask.product)
    yield "customer", ask.customer
    yield "region", _name(ask.region)
    yield "deals", _number(ask.deals_so_far)
    yield "so far", _amount(ask.so_far)
    yield "role", None if ask.role is None else ask.role.replace("_", " ")
    yield "registered", _day(ask.registered)
    yield "base", ask.base
    yield "together amount", _amount(ask.amount_together)
    yield "together margin", _amount(ask.margin_together)
    yield "together closing", _day(ask.closes_together)


def _amount(amount: Money | None) -> str | None:
    return None if amount is None else unmistakable(amount)


def _plain(amount: Money | None) -> str | None:
    """The amount as one types it: without decimals where they are zero."""
    if amount is None or amount.amount % 1:
        return _amount(amount)
    return f"{amount.amount:.0f} {amount.currency}"


def _rate(rate: Rate | None) -> str | None:
    return None if rate is None else f"{Decimal(rate.ppm).scaleb(-4).normalize():f}%"


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _number(number: int | None) -> str | None:
    return None if number is None else str(number)


def _name(name: str | None) -> str | None:
    return None if name is None else quoted(name)
