"""The audit history: who did what and when. Entries are only ever added, and hold ids and words of ours, no texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Deed(StrEnum):
    """What was done."""

    REGISTERED = "registered"
    EDITED = "edited"
    PAUSED = "paused"
    RESUMED = "resumed"
    ENDED = "ended"
    DRAFTED = "drafted"
    RELEASED = "released"
    RETURNED = "returned"
    RIGHTS_ASSIGNED = "rights_assigned"
    CUSTOMER_SHOWN = "customer_shown"
    GAME_CHANGED = "game_changed"
    SCHEDULED = "scheduled"
    PAYOUT_CONFIRMED = "payout_confirmed"
    PAYOUT_REJECTED = "payout_rejected"


@dataclass(frozen=True, slots=True)
class Entry:
    """One deed: at which moment (UTC), by whom, on what.

    `fields` are the names of the fields that changed; for rights, the rights and pay role now held; for a lead or a
    payout note its reference.
    """

    at: datetime
    actor_id: int
    deed: Deed
    alliance_id: int | None = None
    version_id: int | None = None
    person_id: int | None = None
    fields: tuple[str, ...] = ()
