"""What is sent to Slack, refused at once where Slack would refuse it.

slack_sdk's models check most limits when they become JSON; what they let through is checked here.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from messages.actions import FormId
from messages.data_limits import data_problems

Json = dict[str, Any]

TEXT_LIMIT = 4_000
"""Characters of a message's text, docs.slack.dev/reference/methods/chat.postMessage."""
BLOCKS_LIMIT = 50
"""Blocks of a message, docs.slack.dev/reference/block-kit/blocks."""
FIELD_LIMIT = 2_000
"""Characters of a section's field, docs.slack.dev/reference/block-kit/blocks/section-block."""
CONTEXT_LIMIT = 3_000
"""Characters of a context's text, docs.slack.dev/reference/block-kit/composition-objects/text-object."""


CHARTS = 2
"""Charts of a message, docs.slack.dev/reference/block-kit/blocks/data-visualization-block."""
MESSAGE_ONLY = frozenset({"table", "markdown", "data_table", "data_visualization"})
"""Blocks that views don't take."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message: `text` for notifications and screen readers, `blocks` for the eye.

    Blocks are slack_sdk's where it has a class, and JSON where it has none.

    Raises:
        ValueError: if Slack would refuse it; says what and where.
    """

    text: str
    blocks: tuple[Block | Mapping[str, Any], ...]
    _shown: list[Json] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a message needs a text")
        if len(self.text) > TEXT_LIMIT:
            raise ValueError(f"the text has {len(self.text)} characters, Slack takes {TEXT_LIMIT}")
        if not 1 <= len(self.blocks) <= BLOCKS_LIMIT:
            raise ValueError(f"{len(self.blocks)} blocks, Slack takes 1 to {BLOCKS_LIMIT}")
        object.__setattr__(self, "_shown", _as_json(self.blocks))
        _refuse(_problems(self._shown))

    def to_dict(self) -> Json:
        """Text and blocks, as `chat.postMessage`, `ack` and `respond` take them."""
        return {"text": self.text, "blocks": [dict(block) for block in self._shown]}

    def blocks_json(self) -> str:
        """The blocks alone, as JSON."""
        return json.dumps(self._shown, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Form:
    """A modal. With `submit` it can be sent; without, it only tells something.

    `private_metadata` comes back with the submission, at most 3,000 characters; title and buttons have at most 24.

    Raises:
        ValueError: if Slack would refuse it; says what and where.
    """

    callback_id: str
    title: str
    blocks: tuple[Block, ...]
    submit: str | None = None
    close: str | None = None
    private_metadata: str = ""

    def __post_init__(self) -> None:
        if not self.title:
            raise ValueError("a form needs a title")
        shown = self.to_dict()["blocks"]
        if self.submit is None and any(block["type"] == "input" for block in shown):
            raise ValueError("a form with inputs needs a submit button")
        if any(block["type"] in MESSAGE_ONLY for block in shown):
            raise ValueError("tables, charts and markdown blocks are for messages only")
        _refuse(_problems(shown))

    def to_dict(self) -> Json:
        """The view, as `views.open`, `views.update` and `response_action` take it."""
        view = View(
            type="modal",
            callback_id=self.callback_id,
            title=self.title,
            blocks=self.blocks,
            submit=self.submit,
            close=self.close,
            private_metadata=self.private_metadata,
        )
        try:
            shown: Json = view.to_dict()
        except SlackObjectFormationError as wrong:
            raise ValueError(str(wrong)) from wrong
        return shown


def as_form(message: Message) -> Form:
    """The message as a view that only tells something, for where only views can be shown; tables stay out of it."""
    shown = tuple(block for block in message.blocks if isinstance(block, Block))
    return Form(FormId.NOTICE, "Alliance Bot", shown)


def _as_json(blocks: Sequence[Block | Mapping[str, Any]]) -> list[Json]:
    try:
        return [block.to_dict() if isinstance(block, Block) else dict(block) for block in blocks]
    except SlackObjectFormationError as wrong:
        raise ValueError(str(wrong)) from wrong


def _refuse(problems: Iterator[str]) -> None:
    found = list(problems)
    if found:
        raise ValueError("; ".join(found))


def _problems(blocks: list[Json]) -> Iterator[str]:
    """What Slack refuses and slack_sdk does not check."""
    for number, block in enumerate(blocks, start=1):
        for text in block.get("fields", ()):
            if len(text["text"]) > FIELD_LIMIT:
                yield f"a field of block {number} has more than {FIELD_LIMIT} characters"
        if block["type"] in {"actions", "context"} and not block.get("elements"):
            yield f"block {number} ({block['type']}) is empty"
        if block["type"] == "context" and any(
            len(e.get("text", "")) > CONTEXT_LIMIT for e in block.get("elements", ())
        ):
            yield f"a text of block {number} has more than {CONTEXT_LIMIT} characters"
        yield from _text_problems(block, number)
        yield from (f"block {number}: {problem}" for problem in data_problems(block))
    if sum(block["type"] == "table" for block in blocks) > 1:
        yield "a message holds one table"
    if sum(block["type"] == "data_visualization" for block in blocks) > CHARTS:
        yield f"a message holds {CHARTS} charts"
    yield from _repeated("block_id", (block.get("block_id") for block in blocks))
    yield from _repeated("action_id", (found.get("action_id") for block in blocks for found in objects(block)))


def _text_problems(block: Json, number: int) -> Iterator[str]:
    for found in objects(block):
        if found.get("type") in {"mrkdwn", "plain_text", "raw_text"} and not found.get("text"):
            yield f"a text of block {number} is empty"


def _repeated(name: str, ids: Iterator[str | None]) -> Iterator[str]:
    for one, times in Counter(ids).items():
        if one is not None and times > 1:
            yield f"{name} {one} stands {times} times"


def objects(value: object) -> Iterator[Json]:
    """Every object within a piece of JSON, the outermost first."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from objects(inner)
