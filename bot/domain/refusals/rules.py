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


@dataclass(eq=False)
class NotInForce(Refusal):
    """No rules are in force that could be ended."""


@dataclass(eq=False)
class LowersPay(Refusal):
    """The draft lowers what somebody earns, and nobody has said that this is meant."""


@dataclass(eq=False)
class FileElsewhere(Refusal):
    """A file holds the plan where rules are drafted, or the rules where the plan is, or those of another alliance."""


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
    TIERS_MISSING = "tiers_missing"
    TIERS_GAP = "tiers_gap"
    TIERS_OVERLAP = "tiers_overlap"
    TIERS_MIXED = "tiers_mixed"
    """Rates beside amounts, or bounds of another kind than what is counted."""
    TIERS_FALLING = "tiers_falling"
    """A period all paid at the tier it reaches, and a higher tier pays less: a deal could cost pay."""
    TIERS_BY_UNIT_RATE = "tiers_by_unit_rate"
    """Marginal rates by units: a slice of a deal has no amount of its own."""
    DEALS_NEED_PERIOD = "deals_need_period"
    STEPS_NOT_RISING = "steps_not_rising"
    MULTIPLIER_OUTSIDE = "multiplier_outside"
    QUOTA_OTHER_KIND = "quota_other_kind"
    NOTHING_BEFORE = "nothing_before"
    CAP_BELOW_FLOOR = "cap_below_floor"
    SPLIT_NOT_WHOLE = "split_not_whole"
    SPLIT_UNCLEAR = "split_unclear"
    """Two shares of one role that differ: nobody can tell whose is whose."""
    NUMBER_TOO_SMALL = "number_too_small"
    EQUALLY_SPECIFIC = "equally_specific"
    NEVER_HOLDS = "never_holds"
    CATEGORY_UNKNOWN = "category_unknown"
    OUR_FAULT_CLAWED_BACK = "our_fault_clawed_back"
    PLANNING_RATE_OUTSIDE = "planning_rate_outside"


@dataclass(frozen=True, slots=True)
class Flaw:
    """A problem of terms, the number of the component it is in and of its tier, step or share; 0 for the whole."""

    component: int
    kind: FlawKind
    part: int = 0


@dataclass(eq=False)
class TermsFlawed(Refusal):
    """The terms can't be paid as they stand."""

    flaws: tuple[Flaw, ...]


OfRules = AlreadyDecided | Superseded | TermsDiffer | NotInForce | LowersPay | FileElsewhere | TermsFlawed
"""Every refusal about plans and rules."""
