"""What can go wrong between Slack and an app, on demand."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from bot.playground.wire import Json, SlackError

KINDS = {
    "drop": "the connection closes instead of an answer",
    "hang": "no answer for so many seconds, then the connection closes",
    "error": "HTTP 500 instead of an answer",
    "rate_limited": "HTTP 429 with so many seconds in Retry-After",
    "slow": "the answer comes so many seconds late",
    "no_charts": "charts and data tables are invalid_blocks, as in workspaces that do not have them yet",
    "twice": "what the app is told comes a second time",
}
_LOSES_ANSWER = {"drop", "hang", "error"}
_NEW_BLOCKS = {"data_visualization", "data_table"}


@dataclass
class Disturbance:
    """One thing that goes wrong, the next so many times; `times` None means until calm.

    `method` names a Web API method, "*" any. `taken` says whether a call whose answer is lost took effect. Seconds are
    of the playground's clock.
    """

    kind: str
    method: str = "*"
    times: int | None = 1
    seconds: float = 0.0
    taken: bool = True

    @property
    def loses_answer(self) -> bool:
        """Whether the caller learns nothing of what became of the call."""
        return self.kind in _LOSES_ANSWER

    @property
    def reaches_slack(self) -> bool:
        """Whether the call takes effect."""
        return self.kind != "rate_limited" and (self.taken or not self.loses_answer)


class Disturbances:
    """What goes wrong at the moment, in the order in which it was asked for."""

    def __init__(self) -> None:
        self._waiting: list[Disturbance] = []

    def add(self, asked: Json) -> None:
        """Let something go wrong from now on.

        Raises:
            SlackError: invalid_arguments, for what is no disturbance.
        """
        if asked.get("kind") not in KINDS or not asked.keys() <= Disturbance.__dataclass_fields__.keys():
            raise SlackError("invalid_arguments", messages=[f"kind is one of {', '.join(KINDS)}"])
        self._waiting.append(Disturbance(**asked))

    def calm(self) -> None:
        """Let nothing go wrong any more."""
        self._waiting.clear()

    @property
    def listed(self) -> list[Json]:
        """What still goes wrong."""
        return [asdict(one) for one in self._waiting]

    def of_call(self, method: str) -> Disturbance | None:
        """What befalls a call of this method, counted as having happened."""
        calls = (one for one in self._waiting if one.kind not in {"no_charts", "twice"} and one.method in {"*", method})
        return self._happened(next(calls, None))

    def refuses(self, method: str, blocks: Any) -> bool:  # noqa: ANN401 - whatever the app sent
        """Whether these blocks are refused for being too new."""
        listed = blocks if isinstance(blocks, list) else []
        if not any(isinstance(block, dict) and block.get("type") in _NEW_BLOCKS for block in listed):
            return False
        refusals = (one for one in self._waiting if one.kind == "no_charts" and one.method in {"*", method})
        return self._happened(next(refusals, None)) is not None

    def doubles(self) -> bool:
        """Whether what the app is told now comes a second time."""
        return self._happened(next((one for one in self._waiting if one.kind == "twice"), None)) is not None

    def _happened(self, found: Disturbance | None) -> Disturbance | None:
        if found is not None and found.times is not None:
            found.times -= 1
            if found.times <= 0:
                self._waiting.remove(found)
        return found
