"""A file somebody dropped is read with the token, and the token is shown to nobody but Slack."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from slack_sdk import WebClient

from bot.domain.refusals import FileTooLarge, FileUnreachable
from bot.slack.dropped import LARGEST_KB, fetch

TOKEN = "xoxb-1"


class Files(BaseHTTPRequestHandler):
    """Hands over `/plan`, sends `/away` to sign in, and has no more than that."""

    seen: list[tuple[str, str | None]]

    def do_GET(self) -> None:
        self.seen.append((self.path, self.headers["Authorization"]))
        if self.path == "/broken":
            self.wfile.write(b"no answer of HTTP\r\n\r\n")
            return
        status = {"/plan": 200, "/large": 200, "/away": 302}.get(self.path, 404)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/plan")
        self.end_headers()
        self.wfile.write({"/plan": b"plan: seller", "/large": b"#" * (LARGEST_KB * 1000 + 1)}.get(self.path, b""))

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    Files.seen = []
    with HTTPServer(("127.0.0.1", 0), Files) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def client(server: HTTPServer) -> WebClient:
    return WebClient(TOKEN, base_url=f"http://127.0.0.1:{server.server_port}/api/")


def at(server: HTTPServer, path: str) -> dict[str, str]:
    return {"url_private": f"http://127.0.0.1:{server.server_port}{path}"}


def test_a_file_is_read_with_the_token(server, client):
    assert fetch(client, at(server, "/plan")) == b"plan: seller"
    assert Files.seen == [("/plan", f"Bearer {TOKEN}")]


def test_a_page_to_sign_in_is_no_file_and_is_not_gone_to(server, client):
    with pytest.raises(FileUnreachable):
        fetch(client, at(server, "/away"))
    assert [path for path, _ in Files.seen] == ["/away"]


def test_an_answer_that_is_none_is_no_file(server, client):
    with pytest.raises(FileUnreachable):
        fetch(client, at(server, "/broken"))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://127.0.0.1:1/plan",
        "https://evil.example/files.slack.com/plan",
        "https://files.slack.com.evil.example/plan",
        "http://files.slack.com/plan",
        "file:///etc/hostname",
    ],
)
def test_nobody_else_is_shown_the_token(client, address):
    with pytest.raises(FileUnreachable):
        fetch(client, {"url_private": address})
    assert Files.seen == []


def test_what_is_gone_or_too_large_is_no_plan(server, client):
    with pytest.raises(FileUnreachable):
        fetch(client, at(server, "/gone"))
    with pytest.raises(FileTooLarge):
        fetch(client, at(server, "/large"))
    with pytest.raises(FileTooLarge):
        fetch(client, {**at(server, "/plan"), "size": LARGEST_KB * 1000 + 1})
