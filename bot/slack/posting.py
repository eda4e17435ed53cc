"""Posting with a known outcome: a post is never repeated blindly, only where it is proven that nothing was posted."""

from __future__ import annotations

import json
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.domain.deliveries import Delivery, Operation, Target
from bot.slack.answers import NOT_REACHED, Later, Lost, Outcome, Posted, Rejected, outcome

TIMEOUT_SECONDS = 10
"""How long one call may take; the lease of a delivery is longer."""
EVENT_TYPE = "alliance_bot_delivery"


def post(client: WebClient, delivery: Delivery) -> Outcome:
    """Says a delivery once, and what became of it. The client must not retry by itself.

    Where Slack does not take charts yet, the message goes without them: the refusal proves that nothing was posted.
    """
    payload: dict[str, Any] = json.loads(delivery.payload)
    plain_blocks = payload.pop("plain_blocks", None)
    said = _say(client, delivery, payload)
    if plain_blocks is not None and said == Rejected("invalid_blocks"):
        return _say(client, delivery, {**payload, "blocks": plain_blocks})
    return said


def _say(client: WebClient, delivery: Delivery, payload: dict[str, Any]) -> Outcome:
    try:
        answer = _call(client, delivery, payload)
    except SlackApiError as refused:
        return outcome(refused)
    except URLError as broken:
        if isinstance(broken.reason, ConnectionRefusedError):
            return Later(NOT_REACHED, "not_reached")
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
    return Later(NOT_REACHED, error) if delivery.operation is Operation.UPDATE else Lost(error)
