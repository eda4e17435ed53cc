"""HTTP mode: requests signed by Slack, answered by a web server of ours."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
import uvicorn
from slack_sdk.signature import SignatureVerifier

from bot.config import Settings
from bot.example_world import WORKSPACE
from bot.listeners.http import PATH, web_app
from bot.wiring import build

SECRET = "an-example-secret"
SIGNER = SignatureVerifier(SECRET)


@pytest.fixture(scope="module")
def address(standing_stage: Any) -> Iterator[str]:
    """The same bot behind a web server."""
    environment = {
        "SLACK_API_URL": standing_stage.playground.api_url,
        "SLACK_BOT_TOKEN": WORKSPACE.bot_token,
        "SLACK_SIGNING_SECRET": SECRET,
    }
    bot = build(Settings.read(environment, Path("nowhere")), standing_stage.library, lambda: standing_stage.clock.now)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        config = uvicorn.Config(web_app(bot.app, SECRET, lambda: None), log_level="warning", ws="none", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
            bot.app.listener_runner.listener_executor.shutdown()


def signed(body: str, at: float | None = None) -> dict[str, str]:
    stamp = str(int(time.time() if at is None else at))
    signature = SIGNER.generate_signature(timestamp=stamp, body=body)
    assert signature is not None
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature}


def posted(address: str, body: str, headers: dict[str, str], kind: str = "x-www-form-urlencoded") -> tuple[int, str]:
    request = Request(address + PATH, body.encode(), {"Content-Type": f"application/{kind}", **headers})
    try:
        with urlopen(request, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as refused:
        return refused.code, refused.read().decode()


def command(text: str, user_id: str = "U0LENA") -> str:
    fields = {
        "command": "/cosell",
        "text": text,
        "user_id": user_id,
        "team_id": WORKSPACE.team.id,
        "channel_id": f"D{user_id[1:]}",
        "trigger_id": "1.2.3",
        "response_url": "http://127.0.0.1:9/none",
    }
    return urlencode(fields)


def test_a_signed_command_is_answered_in_the_response(address: str) -> None:
    body = command("acme 50k")
    status, answer = posted(address, body, signed(body))
    assert status == 200
    assert "2.925" in json.loads(answer)["text"]
    assert json.loads(answer)["response_type"] == "ephemeral"


def test_a_refusal_is_an_answer_too(address: str) -> None:
    body = command("acme -5")
    status, answer = posted(address, body, signed(body))
    assert status == 200
    assert "-5" in json.loads(answer)["text"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Request-Timestamp": "abc", "X-Slack-Signature": "v0=1"},
        {"X-Slack-Request-Timestamp": "²", "X-Slack-Signature": "v0=1"},
        {"X-Slack-Request-Timestamp": "1700000000"},
        signed(command("kranich 50k")),
        signed(command("acme 50k"), at=time.time() - 301),
    ],
    ids=["no signature", "no time", "a strange time", "half a signature", "signed something else", "signed long ago"],
)
def test_what_slack_did_not_sign_just_now_is_refused(address: str, headers: dict[str, str]) -> None:
    plain = {name: value.encode("utf-8").decode("latin-1") for name, value in headers.items()}
    status, answer = posted(address, command("acme 50k"), plain)
    assert status == 401
    assert "2.925" not in answer


def test_slacks_first_question_is_answered(address: str) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "a-word"})
    status, answer = posted(address, body, signed(body), "json")
    assert (status, json.loads(answer)) == (200, {"challenge": "a-word"})


@pytest.mark.parametrize("body", ["", "payload=", "payload=%7B%7D", "payload=%5B1%5D", "payload=nothing", "a=b", "{"])
def test_nonsense_gets_an_answer_and_no_traceback(address: str, body: str) -> None:
    status, answer = posted(address, body, signed(body))
    assert status in {400, 404}
    assert "Traceback" not in answer


def test_it_can_be_watched_over(address: str) -> None:
    with urlopen(f"{address}/healthz", timeout=10) as answer:
        assert (answer.status, answer.read()) == (200, b"ok")


def test_many_at_a_time_do_not_wait_for_each_other(address: str) -> None:
    found: list[int] = []

    def ask(number: int) -> None:
        body = command(f"acme {number}k")
        found.append(posted(address, body, signed(body))[0])

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(1, 25)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [200] * 24
