"""Interactive elements: finding them in blocks, and the shapes their values take on the wire."""

from __future__ import annotations

import copy
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.playground.wire import Json

# docs.slack.dev/reference/block-kit/block-elements: the key each element's value has in state and actions
VALUE_KEYS = {
    "plain_text_input": "value",
    "number_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "overflow": "selected_option",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
    "file_input": "files",
}
_NO_STATE = {"overflow", "button"}
TEXT_LENGTH = 3000  # docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element
MOST_FILES = 10  # docs.slack.dev/reference/block-kit/block-elements/file-input-element
_PATTERNS = {
    "email_text_input": (re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), "email"),
    "url_text_input": (re.compile(r"https?://\S+"), "url"),
}


@dataclass(frozen=True)
class Placed:
    """An interactive element and the block it stands in."""

    block: Json
    element: Json

    @property
    def block_id(self) -> str:
        """The id of the block."""
        return str(self.block["block_id"])

    @property
    def action_id(self) -> str:
        """The id of the element."""
        return str(self.element["action_id"])

    @property
    def kind(self) -> str:
        """The type of the element."""
        return str(self.element["type"])


def interactive(blocks: list[Json]) -> Iterator[Placed]:
    """Every interactive element of these blocks, in order."""
    for block in blocks:
        held = [block.get("accessory"), block.get("element"), *block.get("elements", [])]
        actions = block.get("actions", []) if block.get("type") == "card" else []
        for element in [*held, *actions]:
            if isinstance(element, dict) and (element.get("type") in VALUE_KEYS or element.get("type") == "button"):
                yield Placed(block, element)
        yield from interactive(block.get("child_blocks", []))


def with_ids(blocks: list[Json]) -> list[Json]:
    """A copy in which every block has a block_id and every interactive element an action_id, as Slack adds them."""
    named = copy.deepcopy(blocks)
    _name(named)
    for placed in interactive(named):
        placed.element.setdefault("action_id", secrets.token_urlsafe(4))
    return named


def _name(blocks: list[Json]) -> None:
    for block in blocks:
        block.setdefault("block_id", secrets.token_urlsafe(4))
        _name(block.get("child_blocks", []))


def options_of(element: Json) -> list[Json]:
    """The options an element offers by itself, groups flattened, the chosen ones of an external select included."""
    groups = element.get("option_groups") or []
    listed = [*(element.get("options") or []), *(option for group in groups for option in group.get("options", []))]
    initial = element.get("initial_option")
    return [*listed, *([initial] if initial else []), *(element.get("initial_options") or [])]


def _option(element: Json, value: object) -> object:
    """The option meant by a value; an option that was suggested arrives whole."""
    if isinstance(value, dict) or value is None:
        return value
    for option in options_of(element):
        if option.get("value") == value:
            return option
    return {"text": {"type": "plain_text", "text": str(value), "emoji": True}, "value": str(value)}


def initial(element: Json) -> object:
    """The value an element starts with, None when it starts empty."""
    key = VALUE_KEYS.get(str(element["type"]), "value")
    name = "initial_value" if key == "value" else key.replace("selected_", "initial_")
    return element.get(name)


def shape(element: Json, value: object) -> Json:
    """A value in the shape Slack gives it: {"type": …, "selected_option": …}."""
    kind = str(element["type"])
    key = VALUE_KEYS[kind]
    shaped: Any = value if value != "" else None
    if key == "selected_option":
        shaped = _option(element, shaped)
    elif key == "selected_options":
        shaped = [_option(element, one) for one in shaped or []]
    elif key == "files":
        shaped = [one for one in shaped or [] if isinstance(one, dict)]
    elif key.endswith("s"):
        shaped = list(shaped or [])
    return {"type": kind, key: shaped}


def entered(placed: Placed, values: dict[str, Json]) -> object:
    """What a person entered in an element, or what it started with."""
    block = values.get(placed.block_id, {})
    return block[placed.action_id] if placed.action_id in block else initial(placed.element)


def state_of(blocks: list[Json], values: dict[str, Json]) -> dict[str, Json]:
    """The state of all elements that hold one: block_id → action_id → shaped value."""
    state: dict[str, Json] = {}
    for placed in interactive(blocks):
        if placed.kind not in _NO_STATE:
            shaped = shape(placed.element, entered(placed, values))
            state.setdefault(placed.block_id, {})[placed.action_id] = shaped
    return state


def problems(blocks: list[Json], values: dict[str, Json]) -> dict[str, tuple[str, int]]:
    """What Slack's own client would not let a person submit: block_id → (word, number in it)."""
    found: dict[str, tuple[str, int]] = {}
    for placed in interactive(blocks):
        if placed.block.get("type") == "input":
            value = entered(placed, values)
            problem = _problem(placed, value)
            if problem:
                found[placed.block_id] = problem
    return found


def _problem(placed: Placed, value: object) -> tuple[str, int] | None:
    if value is None or value in ("", []):
        return None if placed.block.get("optional") else ("required", 0)
    text, element = str(value).strip(), placed.element
    if placed.kind == "number_input":
        return _number_problem(element, text)
    if placed.kind == "plain_text_input":
        return _length_problem(element, text)
    if placed.kind == "file_input":
        return _files_problem(element, value)
    pattern, word = _PATTERNS.get(placed.kind, (re.compile(".*", re.DOTALL), ""))
    return None if pattern.fullmatch(text) else (word, 0)


def _files_problem(element: Json, value: object) -> tuple[str, int] | None:
    """Too many files, or one of another kind than the element takes."""
    names = [str(one["name"]).lower() for one in value if isinstance(one, dict)] if isinstance(value, list) else []
    most = int(element.get("max_files", MOST_FILES))
    if len(names) > most:
        return "too_many_files", most
    taken = tuple(f".{ending}" for ending in element.get("filetypes", []))
    return ("file_type", 0) if taken and not all(name.endswith(taken) for name in names) else None


def _length_problem(element: Json, text: str) -> tuple[str, int] | None:
    least, most = int(element.get("min_length", 0)), int(element.get("max_length", TEXT_LENGTH))
    if len(text) < least:
        return "too_short", least
    return ("too_long", most) if len(text) > most else None


def _number_problem(element: Json, text: str) -> tuple[str, int] | None:
    pattern = r"-?\d+(\.\d+)?" if element.get("is_decimal_allowed") else r"-?\d+"
    if not re.fullmatch(pattern, text):
        return "number", 0
    if "min_value" in element and float(text) < float(element["min_value"]):
        return "too_small", int(float(element["min_value"]))
    if "max_value" in element and float(text) > float(element["max_value"]):
        return "too_big", int(float(element["max_value"]))
    return None
