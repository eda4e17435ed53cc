"""Looking up a post whose answer was lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.deliveries import Delivery, Target
from bot.slack.answers import Rejected, outcome
from bot.slack.people import PERSON

_HISTORY_PAGE = 200
_SLACK_CLOCK = timedelta(seconds=2)
"""How far Slack's clock may be from ours."""


@dataclass(eq=False)
class ChannelUnreadable(Exception):
    """Slack does not let the bot read the channel, and will not; `code` says why, in its words."""

    code: str


def find(client: WebClient, delivery: Delivery, lease: timedelta) -> Target | None:
    """Where a post stands whose answer was lost, or None if it certainly does not stand in its channel or thread.

    Raises:
        ChannelUnreadable: if the channel can't be read; the fate stays unknown then.
        SlackApiError: if it can't be read now, but may be later.
    """
    if delivery.claimed_at is None:
        return None
    window = {
        "oldest": _ts(delivery.claimed_at - _SLACK_CLOCK),
        "latest": _ts(delivery.claimed_at + lease + _SLACK_CLOCK),
        "limit": _HISTORY_PAGE,
        "include_all_metadata": True,
    }
    try:
        method, place = _place(client, delivery)
        for message in _messages(client, method, {**place, **window}):
            if message.get("metadata", {}).get("event_payload", {}).get("mark") == delivery.mark:
                return Target(place["channel"], str(message["ts"]))
    except SlackApiError as refused:
        proven = outcome(refused)
        if isinstance(proven, Rejected):
            raise ChannelUnreadable(proven.error) from None
        raise
    return None


def _place(client: WebClient, delivery: Delivery) -> tuple[str, dict[str, str]]:
    """The method that reads where a delivery belongs, and its arguments: the channel, or the thread in it."""
    if delivery.target is None:
        return "conversations.history", {"channel": _channel(client, delivery.destination)}
    return "conversations.replies", {"channel": delivery.target.channel_id, "ts": delivery.target.ts}


def _messages(client: WebClient, method: str, params: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The messages of a channel or thread, page by page to the end."""
    cursor: str | None = None
    while cursor != "":
        page = client.api_call(method, params={**params, **({"cursor": cursor} if cursor else {})})
        yield from page["messages"]
        cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")


def _channel(client: WebClient, destination: str) -> str:
    if not destination.startswith(PERSON):
        return destination
    return str(client.conversations_open(users=destination)["channel"]["id"])


def _ts(moment: datetime) -> str:
    return f"{moment.timestamp():.6f}"
