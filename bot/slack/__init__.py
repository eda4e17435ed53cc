"""Slack as the bot needs it: who somebody is, which channels are shared, and posting with a known outcome."""

from bot.slack.answers import Later, Lost, Outcome, Posted, Rejected
from bot.slack.channels import KEPT, Channels, require_postable, shared_with
from bot.slack.files import send_file
from bot.slack.finding import ChannelUnreadable, find
from bot.slack.people import PERSON, look_up
from bot.slack.posting import EVENT_TYPE, TIMEOUT_SECONDS, post

__all__ = [
    "EVENT_TYPE",
    "KEPT",
    "PERSON",
    "TIMEOUT_SECONDS",
    "ChannelUnreadable",
    "Channels",
    "Later",
    "Lost",
    "Outcome",
    "Posted",
    "Rejected",
    "find",
    "look_up",
    "post",
    "require_postable",
    "send_file",
    "shared_with",
]
