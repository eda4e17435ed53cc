"""What a deal pays can't be told."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.people import PayRole
from bot.domain.refusals.base import Refusal


@dataclass(eq=False)
class CurrencyDiffers(Refusal):
    """The deal is in another currency than the plan or the rules."""

    asked: str
    terms: str


@dataclass(eq=False)
class MarginMissing(Refusal):
    """Something is paid on the margin, and the deal's margin was not given."""

    partner: str


@dataclass(eq=False)
class MarginAboveAmount(Refusal):
    """A margin can't be larger than the deal."""


@dataclass(eq=False)
class NoRules(Refusal):
    """The alliance has no released rules for this closing date; the partner manager is the one to ask.

    With the alliance's `handle` the question can be asked on the spot.
    """

    partner: str
    manager_slack_id: str
    ended: bool
    handle: str = ""


@dataclass(eq=False)
class UnitsMissing(Refusal):
    """Something is paid by units, and nobody said how many."""

    partner: str


@dataclass(eq=False)
class NotYourPay(Refusal):
    """The pay of another role is not the asker's to see."""

    role: PayRole


@dataclass(eq=False)
class WordsUnclear(Refusal):
    """A question holds words that belong to nothing; `typed` are those words."""

    typed: str


OfEarnings = CurrencyDiffers | MarginMissing | MarginAboveAmount | NoRules | UnitsMissing | NotYourPay | WordsUnclear
"""Every refusal of an answer about pay."""
