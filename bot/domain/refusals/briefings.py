"""Nothing can be posted there, or there is nothing to post."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.refusals.base import Refusal


@dataclass(eq=False)
class NotInChannel(Refusal):
    """The bot is not in the channel, or the channel is archived, so nothing can be posted there."""

    channel_id: str
    archived: bool


@dataclass(eq=False)
class NothingToSay(Refusal):
    """There is nothing new to post."""

    partner: str


OfBriefings = NotInChannel | NothingToSay
"""Every refusal about posts."""
