"""One call of a Web API method: its arguments as Slack accepts them, in a form or as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.playground.wire import Json, SlackError
from bot.playground.world import World


@dataclass(frozen=True)
class Call:
    """The method's name, the token and the arguments; `host` is the address the caller used.

    `broken` is Slack's word for a body that could not be read.
    """

    method: str
    token: str
    arguments: Json
    host: str = "127.0.0.1"
    broken: str | None = None

    def text(self, name: str) -> str | None:
        """A text argument, None when it is missing or empty."""
        value = self.arguments.get(name)
        return None if value in (None, "") else str(value)

    def needed(self, name: str, error: str = "invalid_arguments") -> str:
        """A text argument that must be there.

        Raises:
            SlackError: `error`.
        """
        value = self.text(name)
        if value is None:
            raise SlackError(error, messages=[f"[ERROR] missing required field: {name}"])
        return value

    def flag(self, name: str) -> bool:
        """A yes or no, as JSON or as a form has it."""
        return str(self.arguments.get(name, "")).lower() in {"1", "true"}

    def number(self, name: str, default: int, most: int) -> int:
        """A whole number from 1 to `most`.

        Raises:
            SlackError: invalid_limit.
        """
        text = self.text(name)
        if text is None:
            return default
        try:
            value = int(text)
        except ValueError:
            raise SlackError("invalid_limit") from None
        return min(value, most) if value > 0 else default

    def json(self, name: str, error: str) -> Any:  # noqa: ANN401 - JSON is whatever it is
        """A JSON argument, which a form carries as text.

        Raises:
            SlackError: `error` when the text is no JSON.
        """
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise SlackError(error) from None


@dataclass(frozen=True)
class Answer:
    """What Slack answers: a body, HTTP's status, and after how many seconds to try again (0: no word of it)."""

    body: Json
    status: int = 200
    retry_after: int = 0


Handler = Callable[[World, Call], Json]


@dataclass(frozen=True)
class Method:
    """What answers a method and the scope it needs; "{kind}:read" stands for the scope of the channel's kind."""

    handler: Handler
    scope: str | None = None
    app_level: bool = False
