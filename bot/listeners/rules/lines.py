"""Lists typed as text, a line for each entry: tiers, steps, points of a curve, shares."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.domain.incentives import Share, Step, Tier
from bot.domain.money import PARTS_PER_MILLION, Money, Rate
from bot.domain.people import LanguageCode, PayRole
from bot.domain.refusals import FactorUnreadable, LineUnreadable
from bot.listeners.amounts import read_amount
from bot.listeners.forms import read_rate
from messages import names
from messages.language import Language

_FROM = re.compile(r"(?:from|ab|von)?\s*(?P<from>.+?)\s*(?::|=>|->|→|=)\s*(?P<pays>.+)", re.IGNORECASE)
_SHARE = re.compile(r"(?P<role>\D+?)\s*:?\s*(?P<rate>\d.*)")
_ZERO = re.compile(r"0+(?:[.,]0+)?\s*(?:\D{0,4})")
_MOST_PERCENT = 1_000
_MOST_TIMES = 100
"""A factor beyond it is a slip of the finger."""


def read_tier(line: str, language: LanguageCode, currency: str) -> Tier:
    """A tier such as `from 100,000: 3 %` or `ab 0: 500 €`.

    Raises:
        LineUnreadable: if it does not say from where on, and what is paid.
        RateOutside: if a percentage is above 100.
        And what `read_amount` raises for its amounts.
    """
    start, pays = _halves(line)
    begins = Money(0, currency) if _ZERO.fullmatch(start) else read_amount(start, language, currency)
    if "%" in pays:
        return Tier(begins, read_rate(pays, 0, 100))
    if _ZERO.fullmatch(pays):
        return Tier(begins, Money(0, currency))
    return Tier(begins, read_amount(pays, language, currency))


def read_step(line: str) -> Step:
    """A step such as `from 100 %: 1.5`. Raises LineUnreadable, RateUnreadable, RateOutside, FactorUnreadable."""
    attainment, factor = _halves(line)
    return Step(read_rate(attainment, 0, _MOST_PERCENT), read_factor(factor))


def read_point(line: str) -> tuple[Rate, Rate]:
    """Attainment and payout, `50 % → 0 %`. Raises LineUnreadable, RateUnreadable, RateOutside."""
    attainment, payout = _halves(line)
    return read_rate(attainment, 0, _MOST_PERCENT), read_rate(payout, 0, _MOST_PERCENT)


def read_share(line: str) -> Share:
    """A pay role, in either language, and its share: `seller 70 %`. Raises LineUnreadable, or as `read_rate` does."""
    found = _SHARE.fullmatch(line)
    role = None if found is None else _ROLES.get(" ".join(found["role"].split()).casefold())
    if found is None or role is None:
        raise LineUnreadable(line)
    return Share(role, read_rate(found["rate"], 0, 100))


def read_factor(typed: str) -> Rate:
    """A factor such as `1.5` or `× 1,5`, above zero, at most a hundred, with at most four decimal places.

    Raises:
        FactorUnreadable: if it is none.
    """
    found = re.fullmatch(r"[x×*]?\s*(\d{1,3}(?:[.,]\d{1,4})?)\s*(?:x|×)?", typed.strip(), re.IGNORECASE)
    value = Decimal(found[1].replace(",", ".")) if found else Decimal(0)
    if not 0 < value <= _MOST_TIMES:
        raise FactorUnreadable(typed)
    return Rate(int(value * PARTS_PER_MILLION))


def _halves(line: str) -> tuple[str, str]:
    found = _FROM.fullmatch(line)
    if found is None:
        raise LineUnreadable(line)
    return found["from"].strip(), found["pays"].strip()


_ROLES = {
    spoken.casefold(): role
    for role in PayRole
    for spoken in (role, role.replace("_", " "), *(names.pay_role(role, Language.of(code)) for code in LanguageCode))
}
