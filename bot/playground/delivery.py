"""What is told to the bot, and its acknowledgement, whichever of Slack's two ways the app has chosen."""

from __future__ import annotations

from contextlib import suppress
from typing import Protocol
from uuid import uuid4

from bot.playground.disturbances import Disturbances
from bot.playground.journal import Journal
from bot.playground.wire import Json

ACK_SECONDS = 3.0  # docs.slack.dev/interactivity/handling-user-interaction: acknowledge within three seconds


class NotAnswered(Exception):
    """The app did not answer; `error` is the word Slack shows: dispatch_failed or operation_timeout.

    `retry_reason` is what Slack gives as the reason when it sends an event once more; None when it does not.
    """

    def __init__(self, error: str, retry_reason: str | None = None) -> None:
        super().__init__(error)
        self.error = error
        self.retry_reason = retry_reason


class Way(Protocol):
    """Socket Mode or HTTP: takes an envelope to the bot."""

    @property
    def connected(self) -> bool:
        """Whether a bot listens."""

    async def carry(self, envelope: Json, seconds: float) -> Json:
        """The payload of the bot's acknowledgement; empty when there is none.

        Raises:
            NotAnswered: dispatch_failed without a bot, operation_timeout without an answer in time.
        """


class Courier:
    """Delivers to the bot and keeps a record of it."""

    def __init__(self, way: Way, journal: Journal, disturbances: Disturbances) -> None:
        self._way = way
        self._journal = journal
        self._disturbances = disturbances

    @property
    def connected(self) -> bool:
        """Whether a bot listens."""
        return self._way.connected

    async def deliver(self, kind: str, payload: Json, *, answers: bool, retry: tuple[int, str] | None = None) -> Json:
        """Take a payload to the bot and return what came with the acknowledgement.

        Raises:
            NotAnswered: the bot is not there, or took too long.
        """
        doubled = self._disturbances.doubles()
        ack = await self._carry(kind, payload, answers=answers, retry=retry)
        if doubled:
            with suppress(NotAnswered):
                await self._carry(kind, payload, answers=answers, retry=retry)
        return ack

    async def _carry(self, kind: str, payload: Json, *, answers: bool, retry: tuple[int, str] | None) -> Json:
        envelope: Json = {
            "envelope_id": str(uuid4()),
            "type": kind,
            "payload": payload,
            "accepts_response_payload": answers,
        }
        if kind == "events_api":
            envelope["retry_attempt"], envelope["retry_reason"] = retry or (0, "")
        try:
            ack = await self._way.carry(envelope, ACK_SECONDS)
        except NotAnswered as silence:
            self._journal.envelope(envelope, silence.error, None)
            raise
        self._journal.envelope(envelope, "acknowledged", ack)
        return ack
