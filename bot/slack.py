"""Slack as the bot needs it: who somebody is, which channels are shared, and posting with a known outcome.

A post is never repeated blindly: only answers that prove nothing was posted lead to another try.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.deliveries import Delivery
from bot.domain.people import LanguageCode, SlackUser

TIMEOUT_SECONDS = 10
"""How long one call may take; the lease of a delivery is longer."""
EVENT_TYPE = "alliance_bot_delivery"
_TRY_LATER = 300
_NOT_REACHED = 15
_HISTORY_PAGE = 200
_SLACK_CLOCK = timedelta(seconds=2)
"""How far Slack's clock may be from ours."""

_CODE = re.compile("[a-z0-9_]+")
_UNPROVEN = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable"})
"""Slack's word that something broke: the message may have been posted all the same."""
_SLACK_CAN_RECOVER = frozenset({"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"})
"""Nothing was posted, and a person can mend it: the post waits."""


@dataclass(frozen=True, slots=True)
class Posted:
    """It stands in the channel, under this timestamp."""

    ts: str


@dataclass(frozen=True, slots=True)
class Later:
    """Slack certainly did not take it; worth another try after so many seconds."""

    seconds: int
    error: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """Slack certainly did not take it and never will, for this reason (one of its error codes)."""

    error: str


@dataclass(frozen=True, slots=True)
class Lost:
    """The answer was lost: it may stand in the channel or not."""

    error: str


Outcome = Posted | Later | Rejected | Lost


def post(client: WebClient, delivery: Delivery) -> Outcome:
    """Posts a delivery once and says what became of it. The client must not retry by itself."""
    payload: dict[str, Any] = json.loads(delivery.payload)
    metadata = {"event_type": EVENT_TYPE, "event_payload": {"mark": delivery.mark}}
    try:
        answer = client.chat_postMessage(
            channel=delivery.destination, metadata=metadata, unfurl_links=False, unfurl_media=False, **payload
        )
    except SlackApiError as refused:
        return _outcome(refused)
    except URLError as broken:
        never_reached = isinstance(broken.reason, ConnectionRefusedError)
        return Later(_NOT_REACHED, "not_reached") if never_reached else Lost(type(broken.reason).__name__)
    except Exception as broken:  # noqa: BLE001 - whatever it is, it does not prove that nothing was posted
        return Lost(type(broken).__name__)
    ts = answer.get("ts")
    return Posted(str(ts)) if ts else Lost("no_ts")


def _outcome(refused: SlackApiError) -> Outcome:
    code = _code(refused)
    if code == "ratelimited" or _status(refused) == 429:  # noqa: PLR2004 - HTTP's "Too Many Requests"
        return Later(max(1, int(refused.response.headers.get("Retry-After", _NOT_REACHED))), "ratelimited")
    if code in _SLACK_CAN_RECOVER:
        return Later(_TRY_LATER, code)
    if not _CODE.fullmatch(code):
        return Lost("no_answer_of_slack")  # a proxy's page, say
    if code in _UNPROVEN or _status(refused) >= 500:  # noqa: PLR2004 - HTTP's server errors
        return Lost(code)
    return Rejected(code)


@dataclass(eq=False)
class ChannelUnreadable(Exception):
    """Slack does not let the bot read the channel, and will not; `code` says why, in its words."""

    code: str


def find(client: WebClient, delivery: Delivery, lease: timedelta) -> str | None:
    """The timestamp of a post whose answer was lost, or None if it certainly does not stand in the channel.

    Raises:
        ChannelUnreadable: if the channel can't be read; the fate stays unknown then.
        SlackApiError: if it can't be read now, but may be later.
    """
    if delivery.claimed_at is None:
        return None
    since = _ts(delivery.claimed_at - _SLACK_CLOCK)
    until = _ts(delivery.claimed_at + lease + _SLACK_CLOCK)
    try:
        channel = _channel(client, delivery.destination)
        for message in _messages(client, channel, since, until):
            if message.get("metadata", {}).get("event_payload", {}).get("mark") == delivery.mark:
                return str(message["ts"])
    except SlackApiError as refused:
        outcome = _outcome(refused)
        if isinstance(outcome, Rejected):
            raise ChannelUnreadable(outcome.error) from None
        raise
    return None


def _messages(client: WebClient, channel: str, since: str, until: str) -> Iterator[dict[str, Any]]:
    """The messages of a channel between two timestamps, page by page to the end."""
    cursor: str | None = None
    while cursor != "":
        page = client.conversations_history(
            channel=channel, cursor=cursor, oldest=since, latest=until, limit=_HISTORY_PAGE, include_all_metadata=True
        )
        yield from page["messages"]
        cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")


def shared_with(client: WebClient, channel_id: str) -> frozenset[str] | None:
    """The ids of the other companies' workspaces in a channel; None if the bot can't look into it."""
    try:
        channel: dict[str, Any] = client.conversations_info(channel=channel_id)["channel"]
    except SlackApiError:
        return None
    own = {channel.get("context_team_id"), *channel.get("internal_team_ids", [])}
    others = frozenset(str(team) for team in channel.get("connected_team_ids", []) if team not in own)
    return others or (frozenset({"unknown"}) if channel.get("is_ext_shared") else frozenset())


def look_up(client: WebClient, user_id: str, at: datetime) -> SlackUser:
    """What Slack tells about a user.

    Raises:
        SlackApiError: if Slack does not know the user or does not answer.
    """
    user: dict[str, Any] = client.users_info(user=user_id, include_locale=True)["user"]
    german = str(user.get("locale") or "").startswith("de")
    return SlackUser(
        team_id=str(user["team_id"]),
        slack_user_id=user_id,
        language=LanguageCode.DE if german else LanguageCode.EN,
        is_workspace_admin=bool(user.get("is_admin") or user.get("is_owner")),
        seen_at=at,
    )


def _channel(client: WebClient, destination: str) -> str:
    if not destination.startswith(("U", "W")):
        return destination
    return str(client.conversations_open(users=destination)["channel"]["id"])


def _ts(moment: datetime) -> str:
    return f"{moment.timestamp():.6f}"


def _code(refused: SlackApiError) -> str:
    data = refused.response.data if hasattr(refused.response, "data") else {}
    return str(data.get("error", "unknown_error")) if isinstance(data, dict) else "unknown_error"


def _status(refused: SlackApiError) -> int:
    return int(getattr(refused.response, "status_code", 0) or 0)
