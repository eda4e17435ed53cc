"""The books are not any more as they were when it was opened or clicked."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.refusals.base import Refusal


@dataclass(eq=False)
class ChangedMeanwhile(Refusal):
    """Somebody else changed it after it was opened here."""


@dataclass(eq=False)
class AlreadyDone(Refusal):
    """The same form or click arrived twice; the first one counted."""


@dataclass(eq=False)
class Gone(Refusal):
    """What the button or form was about is not in the books."""


Meanwhile = ChangedMeanwhile | AlreadyDone | Gone
"""Every refusal because of what has happened since."""
