"""What every room of the playground shares: JSON, Slack's errors, and ids that look like Slack's."""

from __future__ import annotations

import secrets
import string
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

_LETTERS = string.ascii_uppercase + string.digits


class SlackError(Exception):
    """Slack would refuse this call; `error` is Slack's own word for it, `status` HTTP's number, which is mostly 200."""

    def __init__(
        self, error: str, *, messages: list[str] | None = None, status: int = 200, retry_after: int = 0, **extra: object
    ) -> None:
        super().__init__(error)
        self.error = error
        self.messages = messages or []
        self.status = status
        self.retry_after = retry_after
        self.extra = extra

    def answer(self) -> Json:
        """The body Slack would send: ok false, the error, and where it lies when that is known."""
        body: Json = {"ok": False, "error": self.error, **self.extra}
        if self.messages:
            body["response_metadata"] = {"messages": self.messages}
        return body


def new_id(prefix: str) -> str:
    """An id such as Slack gives: a letter that tells the kind, then ten letters and digits."""
    return prefix + "".join(secrets.choice(_LETTERS) for _ in range(10))
