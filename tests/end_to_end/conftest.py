"""The command line as a process of its own: an empty working directory and a stated environment, nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.config import Settings
from bot.example_world import WORKSPACE, fill
from bot.playground.server import Playground
from bot.playground.visitor import Visitor
from bot.wiring import open_books, settle_company

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Trial:
    """A running `alliance-bot try`; `line` is what it printed when it was ready."""

    process: subprocess.Popen[str]
    folder: Path
    line: str
    environment: dict[str, str]

    @property
    def url(self) -> str:
        return self.line.split(": ", 1)[1].split()[0]

    def visitor(self, user_id: str) -> Visitor:
        return Visitor(self.url, user_id)

    @property
    def bot_pid(self) -> int:
        return int((self.folder / "bot.pid").read_text())

    def kill_bot(self) -> None:
        """Kills the bot process, and waits until another one is connected."""
        os.kill(self.bot_pid, signal.SIGKILL)
        self.wait_for_bot()

    def wait_for_bot(self) -> None:
        """Waits until a killed bot is gone and another one is connected."""
        time.sleep(0.3)
        give_up = time.monotonic() + 30
        while not self.visitor("U0LENA").bot_is_connected():
            assert time.monotonic() < give_up, "no bot came back"
            time.sleep(0.05)

    def another(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Tries to start a second playground in the same place."""
        return subprocess.run(
            [sys.executable, "-m", "bot", "try", "--no-browser", *words],
            cwd=self.folder.parent,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """All that a process of a test sees; without the variables of a real workspace it can't reach one."""
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "PYTHONWARNINGS": "error"}


@pytest.fixture
def alliance_bot(tmp_path: Path, environment: dict[str, str]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs `python -m bot` with these words to its end; further variables may be given by name."""
    folder = tmp_path / "here"
    folder.mkdir()

    def run(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot", *words],
            cwd=folder,
            env={**environment, **variables},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture
def trying(tmp_path: Path, environment: dict[str, str]) -> Iterator[Callable[..., Trial]]:
    """Starts `python -m bot try` over a folder, and stops it when the test is over, if it still runs."""
    with ExitStack() as stack:

        def start(*words: str, folder: str = "data") -> Trial:
            return stack.enter_context(_trial(tmp_path, environment, tmp_path / folder, *words))

        yield start


@contextmanager
def _trial(here: Path, environment: dict[str, str], folder: Path, *words: str) -> Iterator[Trial]:
    command = [sys.executable, "-m", "bot", "try", "--no-browser", "--port", "0", "--folder", str(folder), *words]
    with subprocess.Popen(
        command, cwd=here, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        too_long = threading.Timer(40, process.kill)
        too_long.start()
        assert process.stdout is not None
        line = process.stdout.readline()
        too_long.cancel()
        try:
            yield Trial(process, folder, line, environment)
        finally:
            process.terminate()
            process.communicate()


@dataclass(frozen=True)
class ExampleCompany:
    """The example company without a past: its Slack, its books in a folder, and its terminal."""

    playground: Playground
    folder: Path

    def visitor(self, user_id: str) -> Visitor:
        return Visitor(self.playground.url, user_id)

    @property
    def environment(self) -> dict[str, str]:
        """All that its processes see."""
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PYTHONWARNINGS": "error",
            "DATABASE_URL": f"sqlite:///{self.folder / 'book.db'}",
            "SLACK_API_URL": self.playground.api_url,
            "SLACK_BOT_TOKEN": WORKSPACE.bot_token,
            "SLACK_APP_TOKEN": WORKSPACE.app_token,
        }

    def fill(self) -> None:
        """Fills its books."""
        books = open_books(Settings.read(self.environment, self.folder))
        books.migrate()
        settle_company(Settings.read(self.environment, self.folder), books.library, WORKSPACE.team.id)
        fill(books.library, datetime.now(UTC))
        books.close()

    def terminal(self, *words: str) -> str:
        """What `alliance-bot` prints there; it must end well."""
        command = [sys.executable, "-m", "bot", *words]
        ended = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=60, check=False
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    @contextmanager
    def bot(self) -> Iterator[None]:
        """The bot as a process; nothing of what it logs may be an error."""
        log = self.folder / "bot.log"
        command = [sys.executable, "-m", "bot", "run"]
        with (
            log.open("w") as written,
            subprocess.Popen(command, cwd=self.folder, env=self.environment, stdout=written, stderr=written) as bot,
        ):
            give_up = time.monotonic() + 40
            try:
                while not self.visitor("U0LENA").bot_is_connected():
                    assert bot.poll() is None, log.read_text()
                    assert time.monotonic() < give_up, "the bot did not connect"
                    time.sleep(0.05)
                yield
            finally:
                bot.terminate()
        assert "ERROR" not in log.read_text()
