"""Files that people ask for: refused in Slack's words, never with a traceback."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient

from bot.domain.refusals import FileNotTaken
from bot.slack import send_file

OPENED = {"ok": True, "channel": {"id": "D1"}}


@pytest.mark.parametrize("code", ["missing_scope", "ratelimited", "file_uploads_disabled"])
def test_a_file_that_slack_refuses_is_refused_with_its_word(slack: Any, code: str) -> None:
    slack.says(OPENED, {"ok": False, "error": code})
    with pytest.raises(FileNotTaken) as refused:
        send_file(slack.client, "U1", "a.csv", b"a")
    assert refused.value.error == code
    assert slack.asked[0] == ("conversations.open", {"users": ["U1"]})


def test_a_file_whose_bytes_are_not_taken_is_refused(slack: Any) -> None:
    begun = {"ok": True, "upload_url": f"{slack.client.base_url}upload", "file_id": "F1"}
    slack.says(OPENED, begun)
    slack.answers.append((413, {}, b"too large"))
    with pytest.raises(FileNotTaken):
        send_file(slack.client, "U1", "a.csv", b"a")


def test_a_slack_out_of_reach_refuses_too() -> None:
    nowhere = WebClient(token="xoxb-1", base_url="http://127.0.0.1:9/api/", timeout=1, retry_handlers=[])
    with pytest.raises(FileNotTaken):
        send_file(nowhere, "U1", "a.csv", b"a")
