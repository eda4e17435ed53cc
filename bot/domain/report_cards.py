"""Reports on giving and taking, put together by a use case, put into words by `messages.reports`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.domain.alliances import Status
from bot.domain.health import Health, Proposal
from bot.domain.periods import Days
from bot.domain.reciprocity import Balance


@dataclass(frozen=True, slots=True)
class Report:
    """The balance of one alliance in a period, its health today, and whose turn it is."""

    partner: str
    handle: str
    balance: Balance
    health: Health
    proposal: Proposal
    manager_slack_id: str
    today: date


@dataclass(frozen=True, slots=True)
class DigestRow:
    """One alliance in the digest."""

    partner: str
    handle: str
    status: Status
    balance: Balance
    health: Health
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Digest:
    """All alliances in a period, those that need somebody first."""

    period: Days
    rows: tuple[DigestRow, ...]
    today: date
