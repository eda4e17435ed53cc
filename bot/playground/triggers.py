"""Trigger ids and response urls: what lets an app answer something a person just did."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from bot.playground.clock import Clock
from bot.playground.wire import SlackError

TRIGGER_SECONDS = 3  # docs.slack.dev/surfaces/modals: a trigger_id lives three seconds and serves once
RESPONSE_USES = 5  # docs.slack.dev/interactivity/handling-user-interaction: five uses within thirty minutes
RESPONSE_SECONDS = 30 * 60


@dataclass
class Trigger:
    """Somebody did something at a time and place; a modal may follow."""

    user: str
    channel: str | None
    born: float
    in_modal: bool = False
    used: bool = False


class Triggers:
    """The trigger ids given out so far."""

    def __init__(self, now: Clock) -> None:
        self._now = now
        self._known: dict[str, Trigger] = {}

    def issue(self, user: str, channel: str | None, *, in_modal: bool = False) -> str:
        """A new trigger id for what this person just did."""
        born = self._now()
        trigger_id = f"{int(born * 1000)}.{len(self._known) + 1}.{secrets.token_hex(16)}"
        self._known[trigger_id] = Trigger(user, channel, born, in_modal)
        return trigger_id

    def look(self, trigger_id: str | None) -> Trigger | None:
        """Whose trigger it is, without using it up."""
        return self._known.get(trigger_id or "")

    def exchange(self, trigger_id: str | None) -> Trigger:
        """Use a trigger up.

        Raises:
            SlackError: invalid_trigger_id, exchanged_trigger_id or expired_trigger_id.
        """
        trigger = self.look(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self._now() - trigger.born > TRIGGER_SECONDS:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger


@dataclass
class Reply:
    """Where an answer by response_url goes: a person in a channel and, after a click, a message."""

    user: str
    channel: str
    message_ts: str | None
    born: float
    uses: int = 0


class Replies:
    """The response urls given out so far."""

    def __init__(self, now: Clock) -> None:
        self._now = now
        self._known: dict[str, Reply] = {}

    def issue(self, user: str, channel: str, message_ts: str | None = None) -> str:
        """The secret last part of a new response url."""
        key = secrets.token_urlsafe(18)
        self._known[key] = Reply(user, channel, message_ts, self._now())
        return key

    def use(self, key: str) -> Reply:
        """Count one use.

        Raises:
            SlackError: expired_url or used_url.
        """
        reply = self._known.get(key)
        if reply is None or self._now() - reply.born > RESPONSE_SECONDS:
            raise SlackError("expired_url")
        if reply.uses >= RESPONSE_USES:
            raise SlackError("used_url")
        reply.uses += 1
        return reply
