"""The real bot in this process, connected over a socket to a playground with the example company."""

from __future__ import annotations

import json
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.adapter.socket_mode import SocketModeHandler

from bot.config import Settings
from bot.domain.people import LanguageCode, Person
from bot.example_world import WORKSPACE, fill
from bot.playground.server import Playground
from bot.playground.visitor import Visitor
from bot.ports import Library
from bot.wiring import Bot, build, open_books, settle_company, socket_mode
from messages.language import Language

# A busy machine is no reason to fail.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

Json = dict[str, Any]
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
"""A Monday in the fourth quarter."""


@dataclass
class Clock:
    """The bot's time, which stands still until a test moves it."""

    now: datetime = NOW

    def pass_by(self, span: timedelta) -> None:
        self.now += span


@dataclass(frozen=True)
class Stage:
    playground: Playground
    bot: Bot
    library: Library
    clock: Clock = field(default_factory=Clock)

    def visitor(self, user_id: str) -> Visitor:
        return Visitor(self.playground.url, user_id)

    def person(self, user_id: str) -> Person:
        with self.library.reading() as books:
            found = books.people.find(WORKSPACE.people[user_id].team_id, user_id)
        assert found is not None
        return found

    def language(self, user_id: str) -> Language:
        german = WORKSPACE.people[user_id].locale.startswith("de")
        return Language.of(LanguageCode.DE if german else LanguageCode.EN)

    def close_forms(self) -> None:
        """Closes what people have left open."""
        for user in WORKSPACE.users:
            visitor = self.visitor(user.id)
            if visitor.open_view():
                visitor.close_view(everything=True)

    def once_more(self, kind: str) -> BoltResponse:
        """Slack sends its latest request of this kind again, as it does when an answer came too late."""
        sent = [e["envelope"] for e in self.playground.journal() if e["kind"] == "envelope" and e["type"] == kind]
        return self.bot.app.dispatch(BoltRequest(mode="socket_mode", body=sent[-1]["payload"]))


@pytest.fixture(scope="session")
def example_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the book of the example company and its keys, to be copied."""
    folder = tmp_path_factory.mktemp("example")
    read = Settings.read({"DATABASE_URL": f"sqlite:///{folder / 'book.db'}"}, folder)
    books = open_books(read)
    books.migrate()
    settle_company(read, books.library, WORKSPACE.team.id)
    fill(books.library, NOW)
    books.close()
    return folder


@contextmanager
def _raised(example_book: Path, folder: Path) -> Iterator[Stage]:
    shutil.copytree(example_book, folder)
    with pytest.MonkeyPatch.context() as patch, Playground(WORKSPACE) as playground:
        # Tests ask faster than people do; how the bot bears Slack's limits is tested apart.
        patch.setattr("bot.playground.rate_limits.RateLimits.count", lambda *_: None)
        environment = {
            "DATABASE_URL": f"sqlite:///{folder / 'book.db'}",
            "SLACK_API_URL": playground.api_url,
            "SLACK_BOT_TOKEN": WORKSPACE.bot_token,
            "SLACK_APP_TOKEN": WORKSPACE.app_token,
        }
        read = Settings.read(environment, folder)
        books = open_books(read)
        clock = Clock()
        bot = build(read, books.library, lambda: clock.now)
        handler = socket_mode(read, bot)
        handler.connect()
        bot.clock.start()
        try:
            yield Stage(playground, bot, books.library, clock)
        finally:
            bot.clock.stop()
            bot.app.listener_runner.listener_executor.shutdown()
            _hang_up(handler)
            books.close()


@pytest.fixture
def stage(example_book: Path, tmp_path: Path) -> Iterator[Stage]:
    """A stage for one test."""
    with _raised(example_book, tmp_path / "book") as stage:
        yield stage


@pytest.fixture(scope="module")
def standing_stage(example_book: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One stage for all tests of a module, which change nothing the others look at."""
    with _raised(example_book, tmp_path_factory.mktemp("standing") / "book") as stage:
        yield stage


def _hang_up(handler: SocketModeHandler) -> None:
    """Closes the connection without waiting for the client's threads, which look up every few seconds only."""
    handler.client.auto_reconnect_enabled = False
    handler.client.current_session.sock.shutdown(socket.SHUT_RDWR)
    threading.Thread(target=handler.close).start()


@pytest.fixture
def visitor(stage: Stage) -> Callable[[str], Visitor]:
    return stage.visitor


@pytest.fixture
def told() -> Callable[[object], str]:
    """Everything a message, a view or several of them say, with plain spaces and none before a per cent sign."""
    return _told


def _told(shown: object) -> str:
    return "\n".join(_texts(shown)).replace("\u00a0", " ").replace(" %", "%")


def _texts(shown: object) -> Iterator[str]:
    if isinstance(shown, dict):
        for name, value in shown.items():
            if isinstance(value, str) and name in {"text", "initial_value"}:
                yield value
            else:
                yield from _texts(value)
    elif isinstance(shown, list):
        for one in shown:
            yield from _texts(one)


@pytest.fixture
def buttons() -> Callable[[Json], dict[str, Json]]:
    """The buttons of a message or view, by what they say."""

    def buttons(shown: Json) -> dict[str, Json]:
        elements = [element for block in shown["blocks"] for element in block.get("elements", [])]
        return {element["text"]["text"]: element for element in elements if element.get("type") == "button"}

    return buttons


@pytest.fixture
def press(visitor: Callable[[str], Visitor]) -> Callable[[str, Json, str], list[Json]]:
    """Somebody presses the button whose command, or action, starts like this."""

    def press(user_id: str, shown: Json, what: str) -> list[Json]:
        for block in shown["blocks"]:
            for element in block.get("elements", []):
                if element.get("type") == "button" and what in {element["action_id"], element.get("value")}:
                    return visitor(user_id).click(shown, element["action_id"], block_id=block["block_id"])
        raise AssertionError(f"no button {what!r} in {json.dumps(shown)}")

    return press


@pytest.fixture
def arrived(stage: Stage) -> Callable[[str, str], Json]:
    """The newest post in the direct message with the bot that says these words, as soon as there is one."""

    def arrived(user_id: str, words: str) -> Json:
        give_up = time.monotonic() + 5
        while True:
            for message in reversed(stage.visitor(user_id).messages(f"D{user_id[1:]}")):
                if not message["is_ephemeral"] and words in _told(message):
                    return message
            assert time.monotonic() < give_up, f"nothing with {words!r} reached {user_id}"
            time.sleep(0.02)

    return arrived
