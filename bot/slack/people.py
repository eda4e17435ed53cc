"""Who somebody is in Slack."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from slack_sdk import WebClient

from bot.domain.people import LanguageCode, SlackUser

PERSON = ("U", "W")
"""What the id of a Slack user begins with."""


def look_up(client: WebClient, user_id: str, at: datetime) -> SlackUser:
    """What Slack tells about a user.

    Raises:
        SlackApiError: if Slack does not know the user or does not answer.
    """
    user: dict[str, Any] = client.users_info(user=user_id, include_locale=True)["user"]
    german = str(user.get("locale") or "").startswith("de")
    return SlackUser(
        team_id=str(user["team_id"]),
        slack_user_id=user_id,
        language=LanguageCode.DE if german else LanguageCode.EN,
        is_workspace_admin=bool(user.get("is_admin") or user.get("is_owner")),
        seen_at=at,
    )
