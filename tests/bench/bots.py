"""The bot as it is wired, asked over HTTP as Slack asks, and one that only says hello.

Slack's own answers take no time here: the network is not ours to measure.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

from slack_bolt import Ack, App, BoltRequest
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web import SlackResponse

from bot.config import Settings
from bot.listeners.house import House
from bot.ports import Library
from bot.wiring import build
from tests.bench.book import CHANNEL, NOW, SELLER, TEAM

ASK, RANK, HELLO = "/cosell acme 50k", "/cosell partners 50k Logistics", "/hello"
_SECRET = "an-example-secret"
_SIGNER = SignatureVerifier(_SECRET)
_SLACK: dict[str, dict[str, Any]] = {
    "auth.test": {"team_id": TEAM, "user_id": "U0BOT", "bot_id": "B0BOT", "url": "https://bench.example.com/"},
    "conversations.info": {"channel": {"id": CHANNEL, "is_ext_shared": False, "context_team_id": TEAM}},
}


@contextmanager
def slack_at_once() -> Iterator[list[str]]:
    """Slack answers as soon as it is asked, without any way there and back. The methods called are listed."""
    asked: list[str] = []

    def api_call(client: WebClient, api_method: str, **_: object) -> SlackResponse:
        asked.append(api_method)
        data = {"ok": True, **_SLACK[api_method]}
        return SlackResponse(
            client=client, http_verb="POST", api_url=api_method, req_args={}, data=data, headers={}, status_code=200
        )

    with patch.object(WebClient, "api_call", api_call):
        yield asked


def whole_bot(library: Library) -> App:
    """The bot over these books, with all its listeners."""
    settings = Settings.read({"SLACK_BOT_TOKEN": "xoxb-bench", "SLACK_SIGNING_SECRET": _SECRET}, Path("nowhere"))
    return build(settings, library, lambda: NOW).app


def hello_bot(library: Library) -> App:
    """The same with one listener, which says hello."""

    def register(app: App, _house: House) -> None:
        @app.command(HELLO)
        def _hello(ack: Ack) -> None:
            ack("Hello")

    with patch("bot.wiring.register", register):
        return whole_bot(library)


def told(app: App, line: str) -> dict[str, Any]:
    """What the app answers to a signed slash command."""
    command, _, text = line.partition(" ")
    fields = {
        "command": command,
        "text": text,
        "user_id": SELLER,
        "team_id": TEAM,
        "channel_id": CHANNEL,
        "trigger_id": "1.2.3",
        "response_url": "http://127.0.0.1:9/none",
    }
    body, stamp = urlencode(fields), str(int(time.time()))
    headers: dict[str, str | Sequence[str]] = {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": stamp,
        "x-slack-signature": _SIGNER.generate_signature(timestamp=stamp, body=body) or "",
    }
    answer = app.dispatch(BoltRequest(body=body, headers=headers))
    assert answer.status == 200, answer.body
    said: dict[str, Any] = {"text": answer.body} if answer.body == "Hello" else json.loads(answer.body)
    return said
