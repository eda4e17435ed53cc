"""The real bot in this process, connected over a socket to a playground with the example company."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.config import Settings
from bot.example_world import WORKSPACE, fill
from bot.playground.server import Playground
from bot.playground.visitor import Visitor
from bot.wiring import Bot, build, open_books, settle_company, socket_mode

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
"""A Monday in the fourth quarter."""


@dataclass(frozen=True)
class Stage:
    playground: Playground
    bot: Bot

    def visitor(self, user_id: str) -> Visitor:
        return Visitor(self.playground.url, user_id)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with Playground(WORKSPACE) as playground:
        environment = {
            "DATABASE_URL": f"sqlite:///{tmp_path / 'book.db'}",
            "SLACK_API_URL": playground.api_url,
            "SLACK_BOT_TOKEN": WORKSPACE.bot_token,
            "SLACK_APP_TOKEN": WORKSPACE.app_token,
        }
        settings = Settings.read(environment, tmp_path)
        books = open_books(settings)
        books.migrate()
        settle_company(settings, books.library, WORKSPACE.team.id)
        fill(books.library, NOW)
        bot = build(settings, books.library, lambda: NOW)
        handler = socket_mode(settings, bot)
        handler.connect()
        bot.clock.start()
        try:
            yield Stage(playground, bot)
        finally:
            handler.close()
            bot.clock.stop()
            bot.app.listener_runner.listener_executor.shutdown()


@pytest.fixture
def visitor(stage: Stage) -> Callable[[str], Visitor]:
    return stage.visitor
