"""The lead book: a lead goes one way, given to the partner or received from it, or it is joint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.incentives import Trigger
from bot.domain.money import Money
from bot.domain.names import normalised

FIRST_NUMBER = 1000
NEED_LIMIT = 300
_DIGITS_LIMIT = 9
"""Digits of a lead's number; longer ones don't fit where the books keep it."""


class Direction(StrEnum):
    """Which way a lead goes, seen from our company."""

    GIVEN = "given"
    RECEIVED = "received"
    JOINT = "joint"


class Side(StrEnum):
    """One of the two companies of an alliance."""

    OURS = "ours"
    PARTNERS = "partners"


class Stage(StrEnum):
    """Where a lead stands."""

    SHARED = "shared"
    ACCEPTED = "accepted"
    QUALIFIED = "qualified"
    WON = "won"
    LOST = "lost"
    DISQUALIFIED = "disqualified"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    """Won, and cancelled later: it was accepted and qualified, but counts as won no more."""


class Verb(StrEnum):
    """What can be done with a lead."""

    SHARE = "share"
    ACCEPT = "accept"
    DECLINE = "decline"
    QUALIFY = "qualify"
    DISQUALIFY = "disqualify"
    WIN = "win"
    LOSE = "lose"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    CANCEL = "cancel"


TRANSITIONS: Mapping[tuple[Stage, Verb], Stage] = {
    (Stage.SHARED, Verb.ACCEPT): Stage.ACCEPTED,
    (Stage.SHARED, Verb.DECLINE): Stage.DECLINED,
    (Stage.SHARED, Verb.WITHDRAW): Stage.WITHDRAWN,
    (Stage.SHARED, Verb.EXPIRE): Stage.EXPIRED,
    (Stage.ACCEPTED, Verb.QUALIFY): Stage.QUALIFIED,
    (Stage.ACCEPTED, Verb.DISQUALIFY): Stage.DISQUALIFIED,
    (Stage.QUALIFIED, Verb.WIN): Stage.WON,
    (Stage.QUALIFIED, Verb.LOSE): Stage.LOST,
    (Stage.WON, Verb.CANCEL): Stage.CANCELLED,
}
"""Which verb leads from which stage to which; anything else is refused."""

REASONED = frozenset({Verb.DECLINE, Verb.DISQUALIFY, Verb.LOSE})
"""What needs a reason."""
EVER_QUALIFIED = frozenset({Stage.QUALIFIED, Stage.WON, Stage.LOST, Stage.CANCELLED})
EVER_ACCEPTED = EVER_QUALIFIED | {Stage.ACCEPTED, Stage.DISQUALIFIED}
OPEN = frozenset({Stage.SHARED, Stage.ACCEPTED, Stage.QUALIFIED})


class Reason(StrEnum):
    """Why a lead was declined, disqualified or lost."""

    NOT_OUR_CUSTOMER = "not_our_customer"
    NO_BUDGET = "no_budget"
    NO_ANSWER = "no_answer"
    DUPLICATE = "duplicate"
    REQUIREMENT_NOT_MET = "requirement_not_met"
    TIMING = "timing"
    OTHER = "other"


INVALIDATING = frozenset({Reason.DUPLICATE, Reason.REQUIREMENT_NOT_MET})
"""Reasons for which a lead does not count as valid: it could not have been used."""


class Timing(StrEnum):
    """When the customer wants to decide."""

    NOW = "now"
    THIS_QUARTER = "this_quarter"
    NEXT_QUARTER = "next_quarter"
    LATER = "later"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """On what basis a contact person's data is passed on (GDPR Art. 6 (1) a and f)."""

    AGREED = "agreed"
    LEGITIMATE_INTEREST = "legitimate_interest"


class Attempt(StrEnum):
    """Whether the partner came before, during or after our own attempt at the customer."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Customer:
    """The company a lead is about; all but its name may be seen before acceptance."""

    company: str
    industry: str = ""
    region: str = ""
    size: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A person at the customer's, the basis for passing the name on, and how or why (when agreed; which interest)."""

    name: str
    basis: Basis
    note: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What a sender says about a lead. `value` is what the recipient may expect, without VAT."""

    customer: Customer
    need: str
    value: Money | None = None
    timing: Timing = Timing.UNKNOWN
    link: str = ""
    confidential: bool = False
    """The company stays hidden after acceptance, too; the sender introduces both sides."""
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class Together:
    """Of a joint deal: who leads at the customer's, who invoices, when the partner came in."""

    leads: Side
    invoices: Side
    partner_came: Attempt


@dataclass(frozen=True, slots=True)
class Cancellation:
    """Why a won deal was cancelled, and on which day (the company's)."""

    trigger: Trigger
    day: date


@dataclass(frozen=True, slots=True)
class Deadlines:
    """When a lead that nobody answers is brought to mind (UTC), all in working time.

    At half time the recipient is reminded; when the answer is due, the partner manager; then the executive sponsor;
    then the lead expires and its sender is told.
    """

    half_at: datetime
    due_at: datetime
    sponsor_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Lead:
    """One lead. Moments are UTC.

    `sender_id` is the person of ours who wrote it down; `owner_id` the person of ours who answers a received one.
    `deadlines` are None for a joint lead, which nobody has to answer. `won` is the recipient's own revenue; None where
    the partner competes with us, and again once the deal was cancelled. `closed_at` stays the moment it was won.
    """

    id: int
    alliance_id: int
    direction: Direction
    stage: Stage
    offer: Offer
    sender_id: int
    owner_id: int | None
    shared_at: datetime
    deadlines: Deadlines | None
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    reason: Reason | None = None
    reason_note: str = ""
    won: Money | None = None
    together: Together | None = None
    revision: int = 1

    @property
    def reference(self) -> str:
        """How people call it: L-1042."""
        return reference(self.id)

    @property
    def recipient(self) -> Side:
        """The side that answers; of a joint lead, which needs no answer, our own."""
        return Side.PARTNERS if self.direction is Direction.GIVEN else Side.OURS

    def is_overdue(self, now: datetime) -> bool:
        """Whether an answer is missing though its time has passed."""
        return self.stage is Stage.SHARED and self.deadlines is not None and self.deadlines.due_at <= now


@dataclass(frozen=True, slots=True)
class LeadEvent:
    """A step of a lead's history; only ever added. Nobody acts when the clock does."""

    at: datetime
    lead_id: int
    actor_id: int | None
    verb: Verb
    stage: Stage
    reason: Reason | None = None
    amount: Money | None = None
    cancellation: Cancellation | None = None


def steps(stage: Stage) -> tuple[Verb, ...]:
    """What people may do with a lead at this stage, in the order it is offered; only the clock lets one expire."""
    return tuple(verb for at, verb in TRANSITIONS if at is stage and verb is not Verb.EXPIRE)


def reference(lead_id: int) -> str:
    """The public reference of a lead by its id."""
    return f"L-{FIRST_NUMBER + lead_id}"


def lead_id_in(text: str) -> int | None:
    """The id behind a reference such as `L-1042`, `l1042` or `1042`; None if it is none."""
    digits = text.strip().lower().removeprefix("l").lstrip("- ")
    if not digits.isascii() or not digits.isdigit() or len(digits) > _DIGITS_LIMIT:
        return None
    return int(digits) - FIRST_NUMBER if int(digits) > FIRST_NUMBER else None


def names_customer(text: str, company: str) -> bool:
    """Whether a text that others read before acceptance gives the customer away."""
    words, name = f" {normalised(text)} ", normalised(company)
    return bool(name) and f" {name} " in words


BAND_STEPS = (10_000, 50_000, 250_000, 1_000_000)
"""Where value bands begin, in major units."""


def value_band(value: Money) -> tuple[Money | None, Money | None]:
    """The band a value lies in, from (included) and below; None where it is open."""
    steps = [Money.of(step, value.currency) for step in BAND_STEPS]
    low = max((step for step in steps if step <= value), default=None)
    high = min((step for step in steps if value < step), default=None)
    return low, high
