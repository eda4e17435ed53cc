"""What Slack refuses in blocks and views, in one place.

slack_sdk's models know most limits, so they are asked first; what they let through or drop silently stands here.
A pointer says where the fault lies, in the words of Slack's errors.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.playground.data_rules import data_table_faults, data_visualization_faults, table_faults
from bot.playground.faults import Fault
from bot.playground.forms import interactive, options_of
from bot.playground.wire import Json, SlackError

MESSAGE_BLOCKS = 50  # docs.slack.dev/reference/block-kit/blocks
MARKDOWN_LENGTH = 12_000  # docs.slack.dev/reference/block-kit/blocks/markdown-block: over all of a payload
CHARTS = 2  # docs.slack.dev/reference/block-kit/blocks/data-visualization-block: in a message
VIEW_BYTES = 250_000  # docs.slack.dev/reference/methods/views.open: view_too_large
FIELD_LENGTH = 2_000  # docs.slack.dev/reference/block-kit/blocks/section-block
_OWN = {"data_table": data_table_faults, "data_visualization": data_visualization_faults, "table": table_faults}
# docs.slack.dev/blocks.json, available-in-surfaces; of the last four the stored copies tell only messages, and
# Home for table. Every other block may stand anywhere.
_SURFACES = {
    "alert": {"modal"},
    "carousel": {"message", "home"},
    "container": {"message"},
    "markdown": {"message"},
    "table": {"message", "home"},
    "data_table": {"message"},
    "data_visualization": {"message"},
}
_UNEXPECTED = re.compile(r"unexpected keyword argument '(\w+)'")
_MISSING = re.compile(r"missing .* required .*?'(\w+)'")
_PLAIN_ONLY = {"header": ("text",), "input": ("label", "hint"), "button": ("text",)}


@dataclass(frozen=True)
class _Spot:
    pointer: str
    value: Json


def check_message(blocks: object) -> list[Json]:
    """The blocks of a message, when Slack would take them.

    Raises:
        SlackError: too_many_blocks or invalid_blocks, with the pointers.
    """
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    if len(blocks) > MESSAGE_BLOCKS:
        raise SlackError(
            "too_many_blocks", messages=[Fault("/blocks", f"no more than {MESSAGE_BLOCKS} items allowed").text]
        )
    faults = [*_blocks_faults(blocks, "/blocks"), *_message_faults(blocks)]
    if faults:
        raise SlackError("invalid_blocks", messages=[fault.text for fault in faults])
    return blocks


def check_view(view: object, *, home: bool = False) -> Json:
    """A modal or Home, when Slack would take it.

    Raises:
        SlackError: invalid_arguments with the pointers, or view_too_large.
    """
    if not isinstance(view, dict):
        raise SlackError("invalid_arguments", messages=["[ERROR] view must be an object [json-pointer:/view]"])
    if len(json.dumps(view).encode()) > VIEW_BYTES:
        raise SlackError("view_too_large")
    faults = list(_view_faults(view, home=home))
    if faults:
        raise SlackError("invalid_arguments", messages=[fault.text for fault in faults])
    return view


def _view_faults(view: Json, *, home: bool) -> Iterator[Fault]:
    wanted = "home" if home else "modal"
    if view.get("type") != wanted:
        yield Fault("/view/type", f"must be {wanted}")
    if not home and not view.get("title"):
        yield Fault("/view", "missing required field: title")
    if not isinstance(view.get("blocks"), list):
        yield Fault("/view/blocks", "must be an array")
        return
    try:
        View(**{**view, "blocks": [{"type": "divider"}] * len(view["blocks"])}).to_dict()
    except (SlackObjectFormationError, TypeError, KeyError, AttributeError) as wrong:
        yield Fault("/view", _said(wrong))
    yield from _blocks_faults(view["blocks"], "/view/blocks")
    yield from _surface_faults(view["blocks"], "/view/blocks", wanted)
    if not home and not view.get("submit") and "input" in map(_kind, view["blocks"]):
        yield Fault("/view", "missing required field: submit")


def _message_faults(blocks: list[Any]) -> Iterator[Fault]:
    yield from _surface_faults(blocks, "/blocks", "message")
    kinds = Counter(map(_kind, blocks))
    if kinds["table"] > 1:
        yield Fault("/blocks", "only_one_table_allowed")
    if kinds["data_visualization"] > CHARTS:
        yield Fault("/blocks", f"no more than {CHARTS} data_visualization blocks allowed")
    markdown = (block for block in blocks if isinstance(block, dict) and block.get("type") == "markdown")
    if sum(len(str(block.get("text", ""))) for block in markdown) > MARKDOWN_LENGTH:
        yield Fault("/blocks", f"markdown must be less than {MARKDOWN_LENGTH + 1} characters")


def _kind(block: object) -> str | None:
    kind = block.get("type") if isinstance(block, dict) else None
    return kind if isinstance(kind, str) else None


def _surface_faults(blocks: list[Any], pointer: str, surface: str) -> Iterator[Fault]:
    for index, kind in enumerate(map(_kind, blocks)):
        if kind is not None and surface not in _SURFACES.get(kind, {surface}):
            yield Fault(f"{pointer}/{index}", f"unsupported type: {kind}")


def _said(wrong: Exception) -> str:
    """What a model objects to, in Slack's words where Python spoke."""
    if found := _UNEXPECTED.search(str(wrong)):
        return f"invalid additional property: {found[1]}"
    if found := _MISSING.search(str(wrong)):
        return f"missing required field: {found[1]}"
    return str(wrong)


def _blocks_faults(blocks: list[Any], pointer: str) -> Iterator[Fault]:
    clean = True
    for index, block in enumerate(blocks):
        for fault in _block_faults(block, f"{pointer}/{index}"):
            clean = False
            yield fault
    if clean:
        yield from _duplicates(blocks, pointer)


def _block_faults(block: Any, pointer: str) -> Iterator[Fault]:  # noqa: ANN401 - whatever the app sent
    if not isinstance(block, dict) or not isinstance(block.get("type"), str):
        yield Fault(pointer, "missing required field: type")
        return
    own = _OWN.get(block["type"])
    if own is not None:
        yield from own(block, pointer)
        return
    try:
        parsed = Block.parse(block)
        understood = parsed.to_dict() if parsed is not None else None
    except (SlackObjectFormationError, TypeError, KeyError, AttributeError, ValueError) as wrong:
        yield Fault(pointer, _said(wrong))
        return
    if understood is None:
        yield Fault(pointer, f"unsupported type: {block['type']}")
        return
    yield from _dropped(block, understood, pointer)
    yield from _missed(block, pointer)


def _dropped(sent: Any, understood: Any, pointer: str) -> Iterator[Fault]:  # noqa: ANN401 - any JSON
    """What the model left out without a word: unknown elements and properties Slack calls additional."""
    if isinstance(sent, dict) and isinstance(understood, dict):
        for key, value in sent.items():
            if key not in understood:
                if value not in (None, "", [], {}):
                    yield Fault(pointer, f"invalid additional property: {key}")
            else:
                yield from _dropped(value, understood[key], f"{pointer}/{key}")
    elif isinstance(sent, list) and isinstance(understood, list):
        for index, value in enumerate(sent):
            yield from _dropped(value, understood[index], f"{pointer}/{index}")
    elif understood is None and isinstance(sent, dict):
        yield Fault(pointer, f"unsupported type: {sent.get('type')}")


def _missed(block: Json, pointer: str) -> Iterator[Fault]:
    """What the models accept and Slack does not."""
    if block["type"] in {"actions", "context", "context_actions"} and not block.get("elements"):
        yield Fault(f"{pointer}/elements", "no fewer than 1 items allowed")
    for index, element in enumerate(block.get("elements", [])):
        if block["type"] == "context" and element.get("type") not in {"mrkdwn", "plain_text", "image"}:
            yield Fault(f"{pointer}/elements/{index}", f"unsupported type: {element.get('type')}")
    for index, text in enumerate(block.get("fields") or []):
        if len(text["text"]) > FIELD_LENGTH:
            yield Fault(f"{pointer}/fields/{index}/text", f"must be less than {FIELD_LENGTH + 1} characters")
    for spot in _objects(block, pointer):
        yield from _object_faults(spot)
    for placed in interactive([{"block_id": "", **block}]):
        yield from _select_faults(placed.element, pointer)


def _objects(value: Any, pointer: str) -> Iterator[_Spot]:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        yield _Spot(pointer, value)
        for key, inner in value.items():
            yield from _objects(inner, f"{pointer}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _objects(inner, f"{pointer}/{index}")


def _object_faults(spot: _Spot) -> Iterator[Fault]:
    kind = spot.value.get("type")
    if kind in {"mrkdwn", "plain_text", "raw_text"} and not spot.value.get("text"):
        yield Fault(f"{spot.pointer}/text", "must be more than 0 characters")
    for key in _PLAIN_ONLY.get(str(kind), ()):
        text = spot.value.get(key)
        if isinstance(text, dict) and text.get("type") != "plain_text":
            yield Fault(f"{spot.pointer}/{key}/type", "must be plain_text")
    if kind == "button" and spot.value.get("style", "primary") not in {"primary", "danger"}:
        yield Fault(f"{spot.pointer}/style", "must be primary or danger")
    if kind == "image" and not (spot.value.get("image_url") or spot.value.get("slack_file")):
        yield Fault(spot.pointer, "missing required field: image_url")


def _select_faults(element: Json, pointer: str) -> Iterator[Fault]:
    offered = [*(element.get("options") or []), *(element.get("option_groups") or [])]
    if element["type"] in {"static_select", "multi_static_select", "overflow", "checkboxes", "radio_buttons"}:
        if not offered:
            yield Fault(f"{pointer}/options", "no fewer than 1 items allowed")
        chosen = [element.get("initial_option"), *(element.get("initial_options") or [])]
        own = options_of({**element, "initial_option": None, "initial_options": None})
        if any(option is not None and option not in own for option in chosen):
            yield Fault(f"{pointer}/initial_option", "must be one of the options")
    for index, option in enumerate(options_of(element)):
        if len(option["text"]["text"]) > 75:  # noqa: PLR2004 - docs.slack.dev/reference/block-kit/composition-objects/option-object
            yield Fault(f"{pointer}/options/{index}/text", "must be less than 76 characters")
        if len(option.get("value", "")) > 150:  # noqa: PLR2004 - the same page
            yield Fault(f"{pointer}/options/{index}/value", "must be less than 151 characters")


def _duplicates(blocks: list[Json], pointer: str) -> Iterator[Fault]:
    block_ids = Counter(block["block_id"] for block in blocks if block.get("block_id"))
    for block_id, times in block_ids.items():
        if times > 1:
            yield Fault(pointer, f"`block_id` {block_id} already exists")
    for index, block in enumerate(blocks):
        placed = interactive([{"block_id": "", **block}])
        action_ids = Counter(one.element["action_id"] for one in placed if "action_id" in one.element)
        for action_id, times in action_ids.items():
            if times > 1:
                yield Fault(f"{pointer}/{index}", f"`action_id` {action_id} already exists")
