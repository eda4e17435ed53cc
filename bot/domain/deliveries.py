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


class Operation(StrEnum):
    """What is done in Slack: a new message, a changed one, or an answer in a message's thread."""

    POST = "post"
    UPDATE = "update"
    REPLY = "reply"


@dataclass(frozen=True, slots=True)
class Target:
    """The message that an update or a reply is about, once it was sent: channel id and timestamp."""

    channel_id: str
    ts: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """Something that is said in Slack: to a channel or a person, or about a message that was sent before.

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
    operation: Operation = Operation.POST
    target: Target | None = None
