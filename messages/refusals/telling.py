"""Where a refusal is told: in mrkdwn, or plain at the field of a form."""

from __future__ import annotations

from dataclasses import dataclass

from messages import parts
from messages.language import Language

_LONGEST = 60
"""Characters of a typed text that are repeated: enough to recognise it."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A language and a place; at a field of a form Slack shows texts as they are and knows no people."""

    language: Language
    plain: bool = False

    def literal(self, text: str) -> str:
        """A typed text, shown literally."""
        return text if self.plain else parts.typed(text)

    def short(self, text: str) -> str:
        """The beginning of a typed text, shown literally."""
        return self.literal(parts.cut(" ".join(text.split()), _LONGEST))

    def person(self, slack_user_id: str, otherwise: str) -> str:
        """Somebody by Slack id, or other words where Slack would show the bare id."""
        return otherwise if self.plain else parts.person(slack_user_id)
