"""Which channels are shared with another company, and where the bot can post."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.refusals import NotInChannel, SharedChannel, SlackBusy, UnseenChannel
from bot.slack.answers import code_of
from bot.slack.people import PERSON

KEPT = timedelta(minutes=5)
"""How long it is believed who reads along in a channel: Slack answers about fifty questions about channels a minute
(docs.slack.dev/apis/web-api/rate-limits, tier 3), and every question about pay needs one.

A channel that was shared less than so long ago may still count as ours. That is safe, for an answer about pay is seen
by its asker alone, one of ours; what everybody in a channel can read asks Slack anew (`require_postable`).
"""
_UNSEEN = frozenset({"channel_not_found", "missing_scope", "access_denied", "method_not_supported_for_channel_type"})
"""The bot can't look into the channel, and won't be able to by itself."""


@dataclass(frozen=True)
class Channels:
    """Who reads along in which channel, as Slack told it within the last minutes."""

    client: WebClient
    now: Callable[[], datetime]
    _told: dict[str, tuple[datetime, frozenset[str]]] = field(default_factory=dict)

    def shared_with(self, channel_id: str) -> frozenset[str]:
        """The ids of the other companies' workspaces in a channel; Slack is asked unless it told so a moment ago.

        Raises:
            UnseenChannel: if the bot can't look into the channel.
            SlackBusy: if Slack can't tell just now.
        """
        now = self.now()
        told_at, others = self._told.get(channel_id, (None, frozenset[str]()))
        if told_at is None or now - told_at >= KEPT:
            others = shared_with(self.client, channel_id)
            self._told[channel_id] = (now, others)
        return others


def shared_with(client: WebClient, channel_id: str) -> frozenset[str]:
    """The ids of the other companies' workspaces in a channel, as Slack tells it now.

    Raises:
        UnseenChannel: if the bot can't look into the channel.
        SlackBusy: if Slack can't tell just now.
    """
    try:
        channel: dict[str, Any] = client.conversations_info(channel=channel_id)["channel"]
    except SlackApiError as refused:
        raise (UnseenChannel if code_of(refused) in _UNSEEN else SlackBusy) from None
    except OSError:
        raise SlackBusy from None
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
        if code_of(refused) not in _UNSEEN:
            raise
        raise NotInChannel(destination, archived=False) from None
    if channel.get("is_archived") or not channel.get("is_member"):
        raise NotInChannel(destination, archived=bool(channel.get("is_archived")))
    if _others(channel):
        raise SharedChannel
