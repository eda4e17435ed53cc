"""Several real bots over one database, killed at random while drafts are sent: every request arrives exactly once."""

from __future__ import annotations

import http.client
import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from bot.config import Settings
from bot.domain.history import Deed
from bot.example_world import WORKSPACE, fill
from bot.playground.server import Playground
from bot.playground.visitor import PlaygroundFailure, Visitor
from bot.ports import Library
from bot.wiring import open_books, settle_company
from storage.engine import open_engine
from storage.vault import new_keys

ROOT = Path(__file__).parents[2]
BOTS = 3
KILLED_FOR = 6.0
"""Seconds."""
LEASE = timedelta(seconds=3)
"""Short, so that a claim of a killed bot is over within the test; a call to the playground takes milliseconds."""
ONE_IN = 6
"""Answers to posts that are dropped on their way back."""

BOT = f"""
import sys
from datetime import timedelta
from functools import partial
from bot import jobs, wiring
from bot.cli import main
jobs.TICK_SECONDS = 1
wiring.Sender = partial(jobs.Sender, lease=timedelta(seconds={LEASE.seconds}))
sys.argv = ["alliance-bot", "run", "--stop-with-input"]
main()
"""


@contextmanager
def losing_answers(playground: Playground) -> Iterator[str]:
    """A way to the playground on which answers to posts get lost now and then, after they were accepted."""
    dice = random.Random(7)
    target = playground.url.rpartition("/")[2]

    class Way(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name: value for name, value in self.headers.items() if name.lower() != "host"}
            there = http.client.HTTPConnection(target, timeout=10)
            there.request("POST", self.path, body, headers)
            answer = there.getresponse()
            content = answer.read()
            self.close_connection = True
            if self.path.endswith("chat.postMessage") and dice.randrange(ONE_IN) == 0:
                return
            with suppress(OSError):  # the bot was killed meanwhile
                self.send_response(answer.status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Way) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/api/"
        finally:
            server.shutdown()
            thread.join()


class Bots:
    """Real bot processes; one that was killed is started again."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._folder = folder
        self._environment = environment
        self.running = [self._start() for _ in range(BOTS)]

    def _start(self) -> subprocess.Popen[bytes]:
        with (self._folder / "bots.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-c", BOT],
                cwd=self._folder,
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
            )

    def kill_one(self, dice: random.Random) -> None:
        number = dice.randrange(len(self.running))
        self.running[number].kill()
        self.running[number].communicate()
        self.running[number] = self._start()

    def stop(self) -> None:
        for bot in self.running:
            bot.kill()
            bot.communicate()


def send_drafts(url: str, until: float, told: list[str]) -> None:
    """Mira drafts one rule after the other; where a bot died under her hands she begins again."""
    mira = Visitor(url, "U0MIRA")
    percent = 0
    while time.monotonic() < until:
        percent += 1
        rate = f"{percent // 100}.{percent % 100:02}"
        try:
            mira.command("D0MIRA", "/alliance regel acme")
            if mira.open_view() is None:
                continue
            preview = mira.fill_and_submit({"rate": rate, "join": "replace"})
            sent = mira.fill_and_submit({"lower": ["yes"]}) if preview.view else None
            if sent is not None and sent.view is not None and sent.view["callback_id"] == "notice":
                told.append(rate)
        except PlaygroundFailure:
            time.sleep(0.05)
        with suppress(PlaygroundFailure):
            mira.close_view(everything=True)


def waiting_drafts(library: Library) -> set[int]:
    """The ids of every draft that waits for release, as the history knows them."""
    with library.reading() as books:
        entries = [entry for a in books.alliances.all() for entry in books.history.of_alliance(a.id, 10_000)]
        drafted = {entry.version_id for entry in entries if entry.deed is Deed.DRAFTED and entry.version_id}
        return {version for version in drafted if books.versions.get(version).decided_by is None}


def asked_about(url: str, reviewer: str) -> Counter[int]:
    """How often a reviewer was asked about each draft."""
    posts = Visitor(url, reviewer).messages(f"D{reviewer[1:]}")
    elements = [element for post in posts for block in post["blocks"] for element in block.get("elements", [])]
    return Counter(int(one["value"]) for one in elements if one.get("action_id") == "version.release")


@pytest.mark.timeout(100)
def test_every_request_arrives_exactly_once_although_bots_are_killed_and_answers_are_lost(
    empty_url: str, tmp_path: Path
) -> None:
    with Playground(WORKSPACE) as playground, losing_answers(playground) as api_url:
        environment = {
            **new_keys(),
            "DATABASE_URL": empty_url,
            "SLACK_API_URL": api_url,
            "SLACK_BOT_TOKEN": WORKSPACE.bot_token,
            "SLACK_APP_TOKEN": WORKSPACE.app_token,
            "LOG_LEVEL": "WARNING",
        }
        settings = Settings.read(environment, tmp_path)
        books = open_books(settings)
        books.migrate()
        settle_company(settings, books.library, WORKSPACE.team.id)
        fill(books.library, datetime.now(UTC))
        bots = Bots(tmp_path, {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], **environment})
        try:
            told = draft_and_kill(playground.url, bots)
            wait_until_quiet(empty_url)
        finally:
            bots.stop()
        waiting = waiting_drafts(books.library)
        books.close()
        assert told > 2, (tmp_path / "bots.log").read_text()
        assert len(waiting) > told, "what was answered is in the books, beside the one of the example"
        for reviewer in ("U0SOFIA", "U0DANIEL"):
            assert asked_about(playground.url, reviewer) == Counter(waiting)


def draft_and_kill(url: str, bots: Bots) -> int:
    """How many drafts Mira was told to be sent, while bots died."""
    dice, told = random.Random(42), list[str]()
    give_up = time.monotonic() + 30
    while not Visitor(url, "U0MIRA").bot_is_connected():
        assert time.monotonic() < give_up, "no bot came up"
        time.sleep(0.1)
    until = time.monotonic() + KILLED_FOR
    mira = threading.Thread(target=send_drafts, args=(url, until, told))
    mira.start()
    while time.monotonic() < until:
        time.sleep(dice.uniform(0.3, 1.2))
        bots.kill_one(dice)
    mira.join()
    return len(told)


def wait_until_quiet(database_url: str) -> None:
    """Until no post is due, being sent, or of unknown fate; the bots bring that about by themselves."""
    give_up = time.monotonic() + 40
    engine = open_engine(database_url)
    while _open_posts(engine):
        assert time.monotonic() < give_up, "posts are still open"
        time.sleep(0.2)
    engine.dispose()


def _open_posts(engine: Engine) -> int:
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT count(*) FROM delivery WHERE state IN ('due', 'sending', 'unknown')"))
        return int(rows.scalar_one())
