"""Plans and rules can't be drafted or released like this."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.refusals.base import Refusal


@dataclass(eq=False)
class AlreadyDecided(Refusal):
    """The draft was released or returned before."""

    released: bool
    by_slack_id: str
    at: datetime


@dataclass(eq=False)
class Superseded(Refusal):
    """Another version was released since this one was drafted; it must be drafted anew."""


@dataclass(eq=False)
class TermsDiffer(Refusal):
    """An added component must be paid the same way and with the same credit as the rules it joins."""


class FlawKind(StrEnum):
    """What is wrong with terms."""

    EMPTY = "empty"
    CREDIT_OUTSIDE = "credit_outside"
    GOAL_IN_RULES = "goal_in_rules"
    RATE_OUTSIDE = "rate_outside"
    AMOUNT_NOT_POSITIVE = "amount_not_positive"
    POINTS_NOT_RISING = "points_not_rising"
    CAP_BELOW_HURDLE = "cap_below_hurdle"
    OTHER_CURRENCY = "other_currency"


@dataclass(frozen=True, slots=True)
class Flaw:
    """A problem of terms and the number of the component it is in; 0 for the whole."""

    component: int
    kind: FlawKind


@dataclass(eq=False)
class TermsFlawed(Refusal):
    """The terms can't be paid as they stand."""

    flaws: tuple[Flaw, ...]


OfRules = AlreadyDecided | Superseded | TermsDiffer | TermsFlawed
"""Every refusal about plans and rules."""
