"""How often a method may be called.

Source: docs.slack.dev/apis/web-api/rate-limits; each method's tier is on its own page. Slack promises at least so many
calls a minute and tolerates bursts: here a minute's worth may come at once, and the rest at an even pace.
"""

from __future__ import annotations

import math

from bot.playground.clock import Clock
from bot.playground.wire import SlackError

TIERS = {1: 1, 2: 20, 3: 50, 4: 100}  # calls a minute
METHOD_TIERS = {
    "assistant.threads.setStatus": 3,
    "assistant.threads.setSuggestedPrompts": 3,
    "assistant.threads.setTitle": 3,
    "auth.test": 4,  # "special": hundreds a minute
    "apps.connections.open": 3,  # an older page says tier 1
    "blocks.validate": 4,  # "special", without a number
    "bots.info": 3,
    "chat.delete": 3,
    "chat.deleteScheduledMessage": 3,
    "chat.getPermalink": 4,  # "special"
    "chat.postEphemeral": 4,
    "chat.scheduleMessage": 3,
    "chat.scheduledMessages.list": 3,
    "chat.update": 3,
    "conversations.history": 3,  # of an app of the company's own
    "conversations.info": 3,
    "conversations.join": 3,
    "conversations.list": 2,
    "conversations.members": 4,
    "conversations.open": 3,
    "conversations.replies": 3,
    "files.completeUploadExternal": 4,
    "files.getUploadURLExternal": 4,
    "team.info": 3,
    "usergroups.list": 2,
    "usergroups.users.list": 2,
    "users.info": 4,
    "users.list": 2,
    "users.lookupByEmail": 3,
    "views.open": 4,
    "views.publish": 4,
    "views.push": 4,
    "views.update": 4,
}
CHANNEL_BURST = 10  # chat.postMessage: one a second in a channel; "short bursts" are tolerated, without a number
WORKSPACE_POSTS = 300  # chat.postMessage: "several hundred messages per minute" in a workspace


class RateLimits:
    """Buckets that fill up again with time, one for each thing that is counted."""

    def __init__(self, now: Clock) -> None:
        self._now = now
        self._buckets: dict[str, tuple[float, float]] = {}

    def count(self, method: str, channel: str | None) -> None:
        """Count a call.

        Raises:
            SlackError: ratelimited, with the seconds to wait.
        """
        if method == "chat.postMessage":
            self._take(f"{method} {channel}", CHANNEL_BURST, 1.0)
            self._take(method, WORKSPACE_POSTS, WORKSPACE_POSTS / 60)
        elif method in METHOD_TIERS:
            most = TIERS[METHOD_TIERS[method]]
            self._take(method, most, most / 60)

    def _take(self, what: str, most: int, a_second: float) -> None:
        now = self._now()
        left, then = self._buckets.get(what, (float(most), now))
        left = min(float(most), left + max(0.0, now - then) * a_second)
        if left < 1:
            self._buckets[what] = (left, now)
            raise rate_limited(math.ceil((1 - left) / a_second))
        self._buckets[what] = (left - 1, now)


def rate_limited(seconds: int) -> SlackError:
    """Slack's answer to too many calls: HTTP 429, to be tried again after so many seconds."""
    return SlackError("ratelimited", status=429, retry_after=seconds)
