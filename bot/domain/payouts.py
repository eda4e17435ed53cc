"""Payout notes: what the alliance's rules pay for a won joint deal, confirmed by sales operations before it is paid.

A note is never edited. It is made when the deal is won, and settled once: confirmed or rejected. What is owed back
after a cancellation is a new note with a negative amount.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.leads import Cancellation
from bot.domain.leads import reference as lead_reference
from bot.domain.money import Money
from bot.domain.pay import Line
from bot.domain.people import PayRole

_DIGITS_LIMIT = 9
"""Digits of a note's number; longer ones don't fit where the books keep it."""


class NoteKind(StrEnum):
    """Whether a note pays, or takes back what another one paid."""

    PAY = "pay"
    CLAWBACK = "clawback"


class NoteState(StrEnum):
    """Where a note stands; it is settled once."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Promise:
    """What the alliance's rules pay somebody for a deal won together, and under which versions.

    `rules_id` is the version of the rules, `plan_id` that of the plan, None where the plan has no say or there is none.
    `as_of` is the day whose rules count: the closing day, or the day the deal was registered unless later ones pay as
    much; the plan is always that of the closing day.
    `lines` are those of the rules, what the plan pays is paid by the plan; None where the rules need more than the
    books know of the deal, its margin for instance. `amount` is what the lines come to, None while it can't be told
    exactly. `currency` (ISO 4217) is that of the rules.
    """

    as_of: date
    currency: str
    rules_id: int
    plan_id: int | None
    lines: tuple[Line, ...] | None
    amount: Money | None


@dataclass(frozen=True, slots=True)
class PayoutNote:
    """One person's part of a won joint deal, or what is owed back of it. Moments are UTC, days the company's.

    `closed` is the day the deal was won and `deal` its amount without VAT. `pay_role` is what the payee was paid as
    then. `amount` is positive to pay and negative to take back; where the promise can't be told it is None until sales
    operations enter it. `takes_back` is the id of the note that a clawback takes back, `cancellation` why and when.
    """

    id: int
    kind: NoteKind
    lead_id: int
    alliance_id: int
    payee_id: int
    pay_role: PayRole
    closed: date
    deal: Money
    promise: Promise
    amount: Money | None
    made_at: datetime
    takes_back: int | None = None
    cancellation: Cancellation | None = None
    state: NoteState = NoteState.OPEN
    settled_by: int | None = None
    settled_at: datetime | None = None
    reason: str = ""
    """Why it was rejected; the payee reads it."""

    @property
    def reference(self) -> str:
        """How people call it: P-17."""
        return reference(self.id)

    @property
    def lead_reference(self) -> str:
        """The reference of the lead it comes from: L-1042."""
        return lead_reference(self.lead_id)


def reference(note_id: int) -> str:
    """The public number of a note by its id."""
    return f"P-{note_id}"


def note_id_in(text: str) -> int | None:
    """The id behind a number such as `P-17`, `p17` or `17`; None if it is none."""
    digits = text.strip().lower().removeprefix("p").lstrip("- ")
    if not digits.isascii() or not digits.isdigit() or len(digits) > _DIGITS_LIMIT:
        return None
    return int(digits) or None
