"""What Slack refuses in messages and views: the table of limits, and what holds over all of a payload.

A pointer says where the fault lies, in the words of Slack's errors.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from bot.playground.faults import Fault
from bot.playground.forms import interactive
from bot.playground.limits import (
    BLOCK,
    CHARTS,
    MARKDOWN_LENGTH,
    MESSAGE_BLOCKS,
    SURFACES,
    TABLES,
    VIEW_BYTES,
    VIEWS,
)
from bot.playground.wire import Json, SlackError


def check_message(blocks: object) -> list[Json]:
    """The blocks of a message, when Slack would take them.

    Raises:
        SlackError: invalid_blocks_format, too_many_blocks or invalid_blocks, with the pointers.
    """
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    if len(blocks) > MESSAGE_BLOCKS:
        too_many = Fault("/blocks", f"no more than {MESSAGE_BLOCKS} items allowed")
        raise SlackError("too_many_blocks", messages=[too_many.text])
    faults = message_faults(blocks, "/blocks")
    if faults:
        raise SlackError("invalid_blocks", messages=[fault.text for fault in faults])
    return blocks


def check_view(view: object, *, home: bool = False) -> Json:
    """A modal or Home, when Slack would take it.

    Raises:
        SlackError: invalid_arguments with the pointers, or view_too_large.
    """
    if not isinstance(view, dict):
        raise SlackError("invalid_arguments", messages=[Fault("/view", "must be an object").text])
    if len(json.dumps(view).encode()) > VIEW_BYTES:
        raise SlackError("view_too_large")
    faults = view_faults(view, "/view", "home" if home else "modal")
    if faults:
        raise SlackError("invalid_arguments", messages=[fault.text for fault in faults])
    return view


def message_faults(blocks: list[Any], pointer: str) -> list[Fault]:
    """What is wrong with the blocks of a message."""
    return [*_blocks_faults(blocks, pointer, "message"), *_whole_message_faults(blocks, pointer)]


def view_faults(view: Json, pointer: str, kind: str) -> list[Fault]:
    """What is wrong with a view that should be of this kind, modal or home."""
    if view.get("type") != kind:
        return [Fault(f"{pointer}/type", f"must be {kind}", (kind,))]
    faults = list(VIEWS[kind](view, pointer))
    blocks = view.get("blocks")
    if isinstance(blocks, list):
        faults += _surface_faults(blocks, f"{pointer}/blocks", kind)
        faults += [] if faults else _duplicates(blocks, f"{pointer}/blocks")
        if kind == "modal" and not view.get("submit") and "input" in map(_kind, blocks):
            faults.append(Fault(pointer, "missing required field: submit"))
    return faults


def _blocks_faults(blocks: list[Any], pointer: str, surface: str) -> list[Fault]:
    faults = [fault for index, block in enumerate(blocks) for fault in BLOCK(block, f"{pointer}/{index}")]
    faults += _surface_faults(blocks, pointer, surface)
    return faults or list(_duplicates(blocks, pointer))


def _kind(block: object) -> str | None:
    kind = block.get("type") if isinstance(block, dict) else None
    return kind if isinstance(kind, str) else None


def _surface_faults(blocks: list[Any], pointer: str, surface: str) -> Iterator[Fault]:
    for index, kind in enumerate(map(_kind, blocks)):
        if kind is not None and surface not in SURFACES.get(kind, {surface}):
            yield Fault(f"{pointer}/{index}/type", f"unsupported type: {kind}")


def _whole_message_faults(blocks: list[Any], pointer: str) -> Iterator[Fault]:
    everything = list(_with_children(blocks))
    count = Counter(map(_kind, everything))
    if count["table"] > TABLES:
        yield Fault(pointer, "only_one_table_allowed")
    if count["data_visualization"] > CHARTS:
        yield Fault(pointer, f"no more than {CHARTS} data_visualization blocks allowed")
    if sum(len(str(block.get("text"))) for block in everything if _kind(block) == "markdown") > MARKDOWN_LENGTH:
        yield Fault(pointer, f"markdown must be less than {MARKDOWN_LENGTH + 1} characters")


def _with_children(blocks: list[Any]) -> Iterator[Any]:
    for block in blocks:
        yield block
        children = block.get("child_blocks") if isinstance(block, dict) else None
        if isinstance(children, list):
            yield from _with_children(children)


def _duplicates(blocks: list[Json], pointer: str) -> Iterator[Fault]:
    """Ids that stand twice: of blocks in a payload, of elements in a block."""
    ids = Counter(block["block_id"] for block in _with_children(blocks) if block.get("block_id"))
    for block_id, times in ids.items():
        if times > 1:
            yield Fault(pointer, f"`block_id` {block_id} already exists")
    for index, block in enumerate(blocks):
        placed = interactive([{"block_id": "", **block}])
        action_ids = Counter(one.element["action_id"] for one in placed if "action_id" in one.element)
        for action_id, times in action_ids.items():
            if times > 1:
                yield Fault(f"{pointer}/{index}", f"`action_id` {action_id} already exists")
