"""One thing that is wrong in a payload, and where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """What is wrong and a JSON pointer to it."""

    pointer: str
    message: str

    @property
    def text(self) -> str:
        """The fault as Slack words it in response_metadata.messages."""
        return f"[ERROR] {self.message} [json-pointer:{self.pointer}]"
