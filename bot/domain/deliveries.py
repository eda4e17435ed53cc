"""Posts on their way to Slack: written with the change they tell of, sent once.

A delivery is claimed and that is committed before Slack is called. If the process dies or the answer is lost, its fate
is unknown: it is looked up in the channel, and never repeated blindly.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DeliveryState(StrEnum):
    """Where a post stands."""

    DUE = "due"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A post to a channel or a person.

    `key` is unique: the same thing is never written down twice. `mark` is an opaque word that travels in the message's
    metadata, so that the post can be found again. `payload` is the rendered message as JSON. Moments are UTC.
    """

    id: int
    key: str
    mark: str
    destination: str
    payload: str
    state: DeliveryState
    due_at: datetime
    attempts: int
    claimed_at: datetime | None
    """When it was last claimed; a lost post is looked for from here on."""
    claim: str | None
    """The token of the one who is sending it; whoever finishes it must hold it."""
