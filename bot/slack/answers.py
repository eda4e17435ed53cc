"""Slack's answers as few reactions: posted, later, never, or nobody knows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from slack_sdk.errors import SlackApiError

from bot.domain.deliveries import Target

NOT_REACHED = 15
"""Seconds until a Slack that could not be reached is tried again."""
_TRY_LATER = 300

_CODE = re.compile("[a-z0-9_]+")
_UNPROVEN = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable"})
"""Slack's word that something broke: the message may have been posted all the same."""
_SLACK_CAN_RECOVER = frozenset({"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"})
"""Nothing was posted, and a person can mend it: the post waits."""


@dataclass(frozen=True, slots=True)
class Posted:
    """It stands there: in this channel, under this timestamp."""

    target: Target


@dataclass(frozen=True, slots=True)
class Later:
    """Slack certainly did not take it; worth another try after so many seconds."""

    seconds: int
    error: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """Slack certainly did not take it and never will, for this reason (one of its error codes)."""

    error: str


@dataclass(frozen=True, slots=True)
class Lost:
    """The answer was lost: it may stand in the channel or not."""

    error: str


Outcome = Posted | Later | Rejected | Lost


def outcome(refused: SlackApiError) -> Outcome:
    """What a refusal of a post proves: that it was not posted, for now or for ever, or nothing."""
    code = code_of(refused)
    if code == "ratelimited" or _status(refused) == 429:  # noqa: PLR2004 - HTTP's "Too Many Requests"
        return Later(max(1, int(refused.response.headers.get("Retry-After", NOT_REACHED))), "ratelimited")
    if code in _SLACK_CAN_RECOVER:
        return Later(_TRY_LATER, code)
    if not _CODE.fullmatch(code):
        return Lost("no_answer_of_slack")  # a proxy's page, say
    if code in _UNPROVEN or _status(refused) >= 500:  # noqa: PLR2004 - HTTP's server errors
        return Lost(code)
    return Rejected(code)


def code_of(refused: SlackApiError) -> str:
    """Slack's word for what is wrong; `unknown_error` where the answer has none."""
    data = refused.response.data if hasattr(refused.response, "data") else {}
    return str(data.get("error", "unknown_error")) if isinstance(data, dict) else "unknown_error"


def _status(refused: SlackApiError) -> int:
    return int(getattr(refused.response, "status_code", 0) or 0)
