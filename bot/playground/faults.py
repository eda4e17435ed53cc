"""One thing that is wrong in a payload, and where."""

from __future__ import annotations

from dataclasses import dataclass

from bot.playground.wire import Json


@dataclass(frozen=True)
class Fault:
    """What is wrong, a JSON pointer to it and, where one of a few words was expected, which."""

    pointer: str
    message: str
    expected: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The fault as Slack words it in response_metadata.messages."""
        return f"[ERROR] {self.message} [json-pointer:{self.pointer}]"

    @property
    def answer(self) -> Json:
        """The fault as blocks.validate tells it."""
        told: Json = {"code": "failed_constraint", "message": self.message, "pointer": self.pointer}
        if self.expected:
            told["constraint"] = {"type": "enum", "expected": list(self.expected)}
        return told
