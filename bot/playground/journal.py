"""A record of each Web API call and each envelope with its acknowledgement, for people and tests to read."""

from __future__ import annotations

from collections import deque

from bot.playground.clock import Clock
from bot.playground.wire import Json

KEPT = 2000


class Journal:
    """The latest entries, oldest first."""

    def __init__(self, now: Clock) -> None:
        self._now = now
        self.entries: deque[Json] = deque(maxlen=KEPT)

    def call(self, method: str, arguments: Json, answer: Json | None, disturbance: str | None = None) -> None:
        """A Web API call; the token stays out of the record. Without an answer, the call took no effect."""
        kept = {key: value for key, value in arguments.items() if key != "token"}
        entry: Json = {"kind": "call", "method": method, "arguments": kept, "answer": answer}
        self._add(entry if disturbance is None else entry | {"disturbance": disturbance})

    def envelope(self, envelope: Json, outcome: str, ack: Json | None) -> None:
        """An envelope and what became of it: acknowledged, operation_timeout or dispatch_failed."""
        self._add({"kind": "envelope", "type": envelope["type"], "envelope": envelope, "outcome": outcome, "ack": ack})

    def reset(self) -> None:
        """Forget what was recorded."""
        self.entries.clear()

    def _add(self, entry: Json) -> None:
        self.entries.append({"at": self._now(), **entry})
