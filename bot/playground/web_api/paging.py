"""Cursors: Slack hands out long lists in pages."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import TypeVar

from bot.playground.web_api.call import Call
from bot.playground.wire import SlackError

Item = TypeVar("Item")

DEFAULT = 100
MOST = 1000  # docs.slack.dev/apis/web-api/pagination: 999 or 1000 by method


def page(items: Sequence[Item], call: Call, default: int = DEFAULT) -> tuple[list[Item], str]:
    """The items of the page asked for, and the cursor of the next one ("" at the end).

    Raises:
        SlackError: invalid_cursor.
    """
    start = _start(call.text("cursor"))
    end = start + call.number("limit", default, MOST)
    following = base64.b64encode(f"next:{end}".encode()).decode() if end < len(items) else ""
    return list(items[start:end]), following


def _start(cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        word, _, number = base64.b64decode(cursor, validate=True).decode().partition(":")
        start = int(number)
    except ValueError:
        raise SlackError("invalid_cursor") from None
    if word != "next" or start < 0:
        raise SlackError("invalid_cursor")
    return start
