"""Payout notes as one reader may see them, put together by a use case, put into words by `messages.payouts`."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.leads import Cancellation
from bot.domain.payouts import PayoutNote
from bot.domain.versions import Version


@dataclass(frozen=True, slots=True)
class PayoutCard:
    """A note with what it needs to be told; people appear as Slack user ids, the customer not at all."""

    note: PayoutNote
    partner: str
    payee_slack_id: str
    settled_by_slack_id: str | None
    rules: Version
    plan: Version | None
    cancelled: Cancellation | None
    """Why and when the deal was cancelled; of a list that is told with the clawback alone."""
    may_settle: bool
    """Whether the reader may confirm or reject it now."""


@dataclass(frozen=True, slots=True)
class PayoutList:
    """The first notes of a list, how many there are in all, and how many of all are open."""

    cards: tuple[PayoutCard, ...]
    total: int
    open: int
