"""Which partner to take along to a customer: fit comes before pay."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from bot.domain.alliances import Alliance, active
from bot.domain.earnings import Comparison
from bot.domain.money import Money
from bot.domain.names import normalised
from bot.domain.people import LanguageCode, PayRole
from bot.domain.questions import Ask

_BETWEEN_INDUSTRIES = re.compile(r"[,;\n]")


class Fit(IntEnum):
    """How well an alliance fits an industry, the best first."""

    NAMED = 0
    """Its audience names the industry."""
    EVERYBODY = 1
    """Its audience names none, so it is for all."""


class Untold(StrEnum):
    """Why it can't be told what a deal pays with an alliance."""

    MARGIN = "margin"
    """Something is paid on the margin, which nobody said."""
    UNITS = "units"
    """Something is paid by units, and nobody said how many."""
    CURRENCY = "currency"
    """The deal is in another currency than the plan or the rules."""
    NO_RULES = "no_rules"
    """There are no rules for the pay role yet, or no more."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An alliance and what a deal pays with it, or why that can't be told."""

    alliance: Alliance
    pay: Comparison | Untold


@dataclass(frozen=True, slots=True)
class Choice:
    """An alliance in its place, and how it fits."""

    alliance: Alliance
    pay: Comparison | Untold
    fit: Fit


@dataclass(frozen=True, slots=True)
class Ranking:
    """The partners that fit a customer's industry, the one to ask first in front.

    The industry is empty where it is another than those that alliances name. `closes` is the day the deal closes,
    `pay_role` whose pay it is.
    """

    asked: Ask
    industry: str
    choices: tuple[Choice, ...]
    closes: date
    pay_role: PayRole


def ranked(candidates: Sequence[Candidate], industry: str) -> tuple[Choice, ...]:
    """The alliances that fit the industry, the one to ask first in front.

    Those that name the industry come before those for everybody; then those that certainly pay more on top of what
    alone pays; then by name. Amounts are compared within a currency. Those whose pay can't be told come behind, those
    without rules behind all. With an empty industry, which nobody names, only those for everybody are left.
    """
    fitting = [(found, fit(found.alliance, industry)) for found in candidates]
    chosen = [Choice(found.alliance, found.pay, how) for found, how in fitting if how is not None]
    return tuple(sorted(chosen, key=_place))


def fit(alliance: Alliance, industry: str) -> Fit | None:
    """How the alliance fits the industry, None if it is for others; texts of both languages count.

    Either may stand in the other as whole words: *automotive* in *Automotive suppliers*, *retail* in *the retail
    trade*.
    """
    named = [each for text in alliance.profile.propositions.values() for each in _industries(text.industry)]
    if not named:
        return Fit.EVERYBODY
    wanted = normalised(industry)
    if wanted and any(_within(wanted, one) or _within(one, wanted) for one in map(normalised, named)):
        return Fit.NAMED
    return None


def is_named(alliances: Sequence[Alliance], industry: str) -> bool:
    """Whether an active one of the alliances names the industry, in either language."""
    return any(fit(alliance, industry) is Fit.NAMED for alliance in active(alliances))


def industries(alliances: Sequence[Alliance], language: LanguageCode) -> tuple[str, ...]:
    """The industries that active alliances name in this language or, where that text is missing, in the other.

    Those that most alliances name come first; each is spelled as it was met first.
    """
    spelled: dict[str, str] = {}
    named: Counter[str] = Counter()
    for alliance in active(alliances):
        text, _ = alliance.proposition(language)
        for each in _industries(text.industry):
            spelled.setdefault(normalised(each), each)
        named.update({normalised(each) for each in _industries(text.industry)})
    return tuple(spelled[each] for each in sorted(spelled, key=lambda each: (-named[each], each)))


def _within(words: str, others: str) -> bool:
    return f" {words} " in f" {others} "


def _industries(audience: str) -> list[str]:
    """The industries of an audience: *Machinery, automotive suppliers*."""
    parts = (part.strip() for part in _BETWEEN_INDUSTRIES.split(audience))
    return [part for part in parts if normalised(part)]


def _place(choice: Choice) -> tuple[bool, Fit, int, bool, str, int, str]:
    """What choices are sorted by; see `ranked`."""
    lowest = _least_more(choice.pay)
    foreign = lowest is not None and lowest.currency != _asked_in(choice.pay)
    return (
        choice.pay is Untold.NO_RULES,
        choice.fit,
        _telling(choice.pay),
        foreign,
        "" if lowest is None else lowest.currency,
        0 if lowest is None else -lowest.minor,
        normalised(choice.alliance.partner),
    )


def _telling(pay: Comparison | Untold) -> int:
    """How much is known of the pay together: what it adds, that it adds something, only handing over, nothing."""
    if isinstance(pay, Untold):
        return 3
    if pay.together is None:
        return 2
    return 1 if pay.difference is None else 0


def _least_more(pay: Comparison | Untold) -> Money | None:
    """What together certainly pays more than alone."""
    return None if isinstance(pay, Untold) or pay.difference is None else pay.difference.low


def _asked_in(pay: Comparison | Untold) -> str:
    return "" if isinstance(pay, Untold) else pay.alone.deal.amount.currency
