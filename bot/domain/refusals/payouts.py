"""Payout notes can't be found or settled like this."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.money import Money
from bot.domain.refusals.base import Refusal


@dataclass(eq=False)
class UnknownPayout(Refusal):
    """No payout note has this number."""

    typed: str


@dataclass(eq=False)
class OwnPayout(Refusal):
    """A payout note is settled by somebody else than the one who is paid."""


@dataclass(eq=False)
class AlreadySettled(Refusal):
    """The payout note was confirmed or rejected before."""

    reference: str
    confirmed: bool
    by_slack_id: str
    at: datetime


@dataclass(eq=False)
class NothingPaid(Refusal):
    """A clawback can't be confirmed while the note it takes back was not; `paid_by` is that one's number."""

    paid_by: str


@dataclass(eq=False)
class MoreThanPaid(Refusal):
    """More can't be taken back than was `paid`."""

    paid: Money


@dataclass(eq=False)
class FileNotTaken(Refusal):
    """Slack did not take a file; `error` is its word for why."""

    error: str


OfPayouts = UnknownPayout | OwnPayout | AlreadySettled | NothingPaid | MoreThanPaid | FileNotTaken
"""Every refusal about payout notes."""
