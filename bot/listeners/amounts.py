"""Amounts of money as people type them, in either language: 50k, 50.000, 50,000, 1,2 Mio., €50k, 50 000 EUR."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from bot.domain.money import CURRENCIES, Money, minor_digits, round_half_up
from bot.domain.people import LanguageCode
from bot.domain.refusals import AmountAmbiguous, AmountMissing, AmountNotPositive, AmountTooLarge, AmountUnreadable

LARGEST = 1_000_000_000
"""In major units: beyond any deal this product is asked about."""

_SIGNS = {
    "€": "EUR", "euro": "EUR", "euros": "EUR", "eur": "EUR", "us$": "USD", "$": "USD", "dollar": "USD",
    "dollars": "USD", "usd": "USD", "£": "GBP", "pound": "GBP", "pounds": "GBP", "pfund": "GBP", "gbp": "GBP",
    "¥": "JPY", "jpy": "JPY", "sfr.": "CHF", "fr.": "CHF", "franken": "CHF", "francs": "CHF", "chf": "CHF",
    "zł": "PLN", "pln": "PLN", "kč": "CZK", "czk": "CZK", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "huf": "HUF",
    "a$": "AUD", "au$": "AUD", "r$": "BRL", "ca$": "CAD", "cn¥": "CNY", "hk$": "HKD", "₪": "ILS", "₹": "INR",
    "jp¥": "JPY", "₩": "KRW", "mx$": "MXN", "nz$": "NZD", "₱": "PHP", "฿": "THB", "nt$": "TWD", "₫": "VND",
    "fcfa": "XAF", "ec$": "XCD", "cg.": "XCG", "f\u202fcfa": "XOF", "cfpf": "XPF",
}  # fmt: skip
"""Signs as people type them and as we show them, see `messages.language`."""
_TIMES = {
    "k": 3, "t": 3, "tsd": 3, "tausend": 3, "thousand": 3, "m": 6, "mn": 6, "mio": 6, "million": 6, "millions": 6,
    "millionen": 6, "bn": 9, "mrd": 9, "milliarde": 9, "milliarden": 9, "billion": 9,
}  # fmt: skip
_THOUSANDS_SIGN = {LanguageCode.EN: ",", LanguageCode.DE: "."}


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_SPACE = "[ \u00a0\u202f]"
_CURRENCY = f"(?i:{_either(list(_SIGNS))})|{_either(list(CURRENCIES))}"
"""Signs and common codes in any case; other codes in capitals only, for `all` and `try` are also words."""

AMOUNT = re.compile(
    rf"(?<![\w.,])(?:(?P<before>{_CURRENCY}){_SPACE}?)?(?P<sign>[-–−]{_SPACE}?)?"
    rf"(?P<number>\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)(?:[.,]\d+)?|\d(?:[\d.,'’]*\d)?)"
    rf"(?:{_SPACE}?(?P<times>(?i:{_either([word for word in _TIMES if word != 't'])})(?![^\W\d_])"
    rf"|[tT](?=€|(?i:eur)))\.?)?"
    rf"(?:{_SPACE}?(?P<after>{_CURRENCY})(?![^\W\d_]))?(?!\w|{_SPACE}?%)"
)
"""An amount inside a text; a bare number is one, a percentage is none. A thousand is also `T€` and `TEUR`."""

_DASHES_FOR_CENTS = re.compile(r"[.,][-–—]{1,2}(?=\D|$)")


def read_amount(typed: str, language: LanguageCode, currency: str) -> Money:
    """The amount somebody typed; without a currency it is in the one given.

    Raises:
        AmountMissing: if nothing was typed.
        AmountUnreadable: if it is no amount, names a currency nobody knows, or has parts of a cent.
        AmountAmbiguous: if it can be read in two ways, as `50,000` by a German.
        AmountNotPositive: if it is zero or less.
        AmountTooLarge: if it is above `LARGEST`.
    """
    text = typed.strip()
    if not text:
        raise AmountMissing
    found = AMOUNT.fullmatch(_DASHES_FOR_CENTS.sub("", text))
    if found is None:
        raise AmountUnreadable(text)
    named = _currency(found, currency)
    scale = _TIMES[found["times"].lower()] if found["times"] else 0
    values = _readings(found["number"], language, scale)
    if named is None or not values:
        raise AmountUnreadable(text)
    readings = [_money(value.scaleb(scale), named) for value in values]
    if len(values) == 1 and readings[0].amount != values[0].scaleb(scale):
        raise AmountUnreadable(text)
    if found["sign"] or readings[0].minor == 0:
        raise AmountNotPositive(text)
    within = [reading for reading in readings if reading <= Money.of(LARGEST, named)]
    if not within:
        raise AmountTooLarge(Money.of(LARGEST, named))
    if len(within) > 1:
        raise AmountAmbiguous(text, (within[0], within[1]))
    return within[0]


def _currency(found: re.Match[str], default: str) -> str | None:
    named = {_SIGNS.get(word.lower(), word.upper()) for word in (found["before"], found["after"]) if word}
    return default if not named else named.pop() if len(named) == 1 else None


def _money(value: Decimal, currency: str) -> Money:
    return Money(round_half_up(Fraction(value.scaleb(minor_digits(currency)))), currency)


def _readings(number: str, language: LanguageCode, scale: int) -> tuple[Decimal, ...]:
    """What the digits may mean: one value, or thousands and decimals where both are usual; none if neither."""
    one_sign = re.fullmatch(r"(?P<whole>\d+)(?P<sign>[.,])(?P<rest>\d+)", number)
    if one_sign:
        return _thousands_or_decimals(one_sign, language, scale)
    grouped = _GROUPED.fullmatch(number)
    if grouped and grouped["sign"] != grouped["point"]:
        whole = re.sub(r"\D", "", grouped["whole"])
        return (Decimal(f"{whole}.{grouped['rest'] or 0}"),)
    return (Decimal(number),) if number.isdecimal() else ()


_GROUPED = re.compile(
    rf"(?P<whole>\d{{1,3}}(?P<sign>[.,'’]|{_SPACE})\d{{3}}(?:(?P=sign)\d{{3}})*)(?:(?P<point>[.,])(?P<rest>\d+))?"
)


def _thousands_or_decimals(found: re.Match[str], language: LanguageCode, scale: int) -> tuple[Decimal, ...]:
    decimals = Decimal(f"{found['whole']}.{found['rest']}")
    if len(found["rest"]) != len("000") or len(found["whole"]) > len("000") or found["whole"].startswith("0"):
        return (decimals,)
    thousands = Decimal(found["whole"] + found["rest"])
    usual_for_thousands = found["sign"] == _THOUSANDS_SIGN[language]
    if scale:
        return (thousands, decimals) if usual_for_thousands else (decimals,)
    return (thousands,) if usual_for_thousands else (thousands, decimals)
