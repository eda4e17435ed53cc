"""Files for a person, in the direct message with the bot."""

from __future__ import annotations

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackRequestError

from bot.domain.refusals import FileNotTaken
from bot.slack.answers import code_of


def send_file(client: WebClient, user_id: str, name: str, content: bytes) -> None:
    """Sends a file that somebody has just asked for; it needs the scopes `im:write` and `files:write`.

    Raises:
        FileNotTaken: if Slack refuses it or can't be reached.
    """
    try:
        channel = str(client.conversations_open(users=user_id)["channel"]["id"])
        client.files_upload_v2(channel=channel, filename=name, title=name, content=content)
    except SlackApiError as refused:
        raise FileNotTaken(code_of(refused)) from None
    except (SlackRequestError, OSError) as broken:
        raise FileNotTaken(type(broken).__name__) from None
