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
from slack_sdk.web import SlackResponse

from bot.domain.deliveries import Delivery, Operation, Target
from bot.domain.people import LanguageCode, SlackUser
from bot.domain.refusals import NotInChannel, SharedChannel

TIMEOUT_SECONDS = 10
"""How long one call may take; the lease of a delivery is longer."""
PERSON = ("U", "W")
"""What the id of a Slack user begins with."""
EVENT_TYPE = "alliance_bot_delivery"
_TRY_LATER = 300
_NOT_REACHED = 15
_HISTORY_PAGE = 200
_SLACK_CLOCK = timedelta(seconds=2)
"""How far Slack's clock may be from ours."""

_CODE = re.compile("[a-z0-9_]+")
_UNPROVEN = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable"})
"""Slack's word that something broke: the message may have been posted all the same."""
_UNSEEN = frozenset({"channel_not_found", "missing_scope", "access_denied", "method_not_supported_for_channel_type"})
"""The bot can't look into the channel, and won't be able to by itself."""
_SLACK_CAN_RECOVER = frozenset({"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"})
"""Nothing was posted, and a person can mend it: the post waits."""


@dataclass(frozen=True, slots=True)
class Posted:
    """It stands there: in this channel, under this timestamp."""

    target: Target


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
    """Says a delivery once, and what became of it. The client must not retry by itself.

    Where Slack does not take charts yet, the message goes without them: the refusal proves that nothing was posted.
    """
    payload: dict[str, Any] = json.loads(delivery.payload)
    plain_blocks = payload.pop("plain_blocks", None)
    outcome = _say(client, delivery, payload)
    if plain_blocks is not None and outcome == Rejected("invalid_blocks"):
        return _say(client, delivery, {**payload, "blocks": plain_blocks})
    return outcome


def _say(client: WebClient, delivery: Delivery, payload: dict[str, Any]) -> Outcome:
    try:
        answer = _call(client, delivery, payload)
    except SlackApiError as refused:
        return _outcome(refused)
    except URLError as broken:
        if isinstance(broken.reason, ConnectionRefusedError):
            return Later(_NOT_REACHED, "not_reached")
        return _lost(delivery, type(broken.reason).__name__)
    except Exception as broken:  # noqa: BLE001 - whatever it is, it does not prove that nothing was posted
        return _lost(delivery, type(broken).__name__)
    channel, ts = answer.get("channel"), answer.get("ts")
    return Posted(Target(str(channel), str(ts))) if channel and ts else _lost(delivery, "no_ts")


def _call(client: WebClient, delivery: Delivery, payload: dict[str, Any]) -> SlackResponse:
    metadata = {"event_type": EVENT_TYPE, "event_payload": {"mark": delivery.mark}}
    if delivery.operation is Operation.UPDATE and delivery.target is not None:
        target = delivery.target
        return client.chat_update(channel=target.channel_id, ts=target.ts, **payload)
    thread_ts = None if delivery.target is None else delivery.target.ts
    return client.chat_postMessage(
        channel=delivery.destination if delivery.target is None else delivery.target.channel_id,
        thread_ts=thread_ts,
        metadata=metadata,
        unfurl_links=False,
        unfurl_media=False,
        **payload,
    )


def _lost(delivery: Delivery, error: str) -> Outcome:
    """A lost answer; changing a message again to the same words does no harm."""
    return Later(_NOT_REACHED, error) if delivery.operation is Operation.UPDATE else Lost(error)


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
        outcome = _outcome(refused)
        if isinstance(outcome, Rejected):
            raise ChannelUnreadable(outcome.error) from None
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


def shared_with(client: WebClient, channel_id: str) -> frozenset[str] | None:
    """The ids of the other companies' workspaces in a channel; None if the bot can't look into it."""
    try:
        channel: dict[str, Any] = client.conversations_info(channel=channel_id)["channel"]
    except SlackApiError:
        return None
    return _others(channel)


def _others(channel: dict[str, Any]) -> frozenset[str]:
    own = {channel.get("context_team_id"), *channel.get("internal_team_ids", [])}
    others = frozenset(str(team) for team in channel.get("connected_team_ids", []) if team not in own)
    return others or (frozenset({"unknown"}) if channel.get("is_ext_shared") else frozenset())


def require_postable(client: WebClient, destination: str) -> None:
    """Passes where the bot can post, and nobody of another company reads along; a person can always be written to.

    Raises:
        NotInChannel: if the bot is not in the channel, or it is archived.
        SharedChannel: if the channel is shared with another company.
        SlackApiError: if Slack can't tell just now; another time it may.
    """
    if destination.startswith((*PERSON, "D")):
        return
    try:
        channel: dict[str, Any] = client.conversations_info(channel=destination)["channel"]
    except SlackApiError as refused:
        if _code(refused) not in _UNSEEN:
            raise
        raise NotInChannel(destination, archived=False) from None
    if channel.get("is_archived") or not channel.get("is_member"):
        raise NotInChannel(destination, archived=bool(channel.get("is_archived")))
    if _others(channel):
        raise SharedChannel


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
    if not destination.startswith(PERSON):
        return destination
    return str(client.conversations_open(users=destination)["channel"]["id"])


def _ts(moment: datetime) -> str:
    return f"{moment.timestamp():.6f}"


def _code(refused: SlackApiError) -> str:
    data = refused.response.data if hasattr(refused.response, "data") else {}
    return str(data.get("error", "unknown_error")) if isinstance(data, dict) else "unknown_error"


def _status(refused: SlackApiError) -> int:
    return int(getattr(refused.response, "status_code", 0) or 0)
