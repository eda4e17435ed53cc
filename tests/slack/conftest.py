"""A Slack that answers as a test tells it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from slack_sdk import WebClient


@dataclass
class Slack:
    """A Slack that answers as it is told, one answer a call, the last one for ever; it notes what it was asked."""

    answers: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    client: WebClient = field(default_factory=WebClient)
    delay: float = 0

    def says(self, *answers: dict[str, Any]) -> None:
        self.answers = [(200, {}, json.dumps(answer).encode()) for answer in answers]

    def breaks(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.answers = [(status, headers or {}, body)]


@pytest.fixture
def slack() -> Iterator[Slack]:
    slack = Slack()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            sent = json.loads(body) if "json" in self.headers.get("Content-Type", "") else parse_qs(body)
            slack.asked.append((self.path.rpartition("/")[2], sent))
            status, headers, answer = slack.answers[0] if len(slack.answers) == 1 else slack.answers.pop(0)
            time.sleep(slack.delay)
            self.close_connection = True
            if status == 0:
                self.wfile.write(answer)
                return
            self.send_response(status)
            for name, value in {"Content-Length": str(len(answer)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        url = f"http://127.0.0.1:{server.server_port}/api/"
        slack.client = WebClient(token="xoxb-1", base_url=url, timeout=1, retry_handlers=[])
        yield slack
        server.shutdown()
        thread.join()
