"""Where something broke, in words that may stand in a log: an exception's own words may quote names or amounts."""

from __future__ import annotations

from traceback import format_tb

from slack_sdk.errors import SlackApiError


def trace(error: BaseException) -> str:
    """The kinds of the exception and of those behind it, each with its way through the code; Slack's error code."""
    kind = type(error).__qualname__
    if isinstance(error, SlackApiError):
        kind = f"{kind} {error.response.get('error')}"
    before = error.__cause__ or error.__context__
    return "\n".join([kind, *format_tb(error.__traceback__), *([trace(before)] if before else [])])
