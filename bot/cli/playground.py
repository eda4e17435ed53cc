"""`alliance-bot try`: a local Slack in the browser, the real bot connected to it, and an example book."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import click
from slack_sdk import WebClient

from bot.cli.posting import post_all
from bot.cli.running import books_of
from bot.config import Settings
from bot.example_world import WORKSPACE, fill
from bot.playground.server import Playground, PortTaken
from bot.playground.visitor import Visitor
from bot.ports import Library
from bot.slack import TIMEOUT_SECONDS
from bot.wiring import check_keys, settle_company

PORT = 8765
FOLDER = "playground-data"
SCHEDULE_TOOL = "Run the schedule now · Zeitplan jetzt ausführen"
_PATIENCE = 30.0


@click.command("try")
@click.option("--port", type=click.IntRange(0, 65535), help=f"Where to listen; {PORT} if free, else any.")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=FOLDER, show_default=True)
@click.option("--fresh", is_flag=True, help="Start over: what was kept in the folder is deleted.")
@click.option("--no-browser", is_flag=True, help="Don't open the page.")
def try_out(*, port: int | None, folder: Path, fresh: bool, no_browser: bool) -> None:
    """Opens the playground: no Slack account needed, everything stays on this machine."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        _lock(stack, folder)
        if fresh:
            _clear(folder)
        click.echo("Starting the playground …", err=True)
        settings = _settings(folder)
        library = _fill(settings)
        playground = _open(stack, folder, port, library)
        environment = _environment(settings, playground.api_url)
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        keeper = threading.Thread(target=_keep_running, args=(folder, environment, stop))
        keeper.start()
        try:
            _wait_until_connected(playground.url, folder, stop)
            if not stop.is_set():
                click.echo(f"The playground is ready: {playground.url} (data in {folder.resolve()}, Ctrl-C stops)")
                if not no_browser:
                    webbrowser.open(playground.url)
            stop.wait()
        finally:
            stop.set()
            keeper.join()


def _settings(folder: Path) -> Settings:
    return Settings.read({"DATABASE_URL": f"sqlite:///{folder.resolve() / 'book.db'}"}, folder)


def _environment(settings: Settings, api_url: str) -> dict[str, str]:
    """What the bot process sees: nothing of a real workspace."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "DATABASE_URL": settings.database_url,
        "SLACK_API_URL": api_url,
        "SLACK_BOT_TOKEN": WORKSPACE.bot_token,
        "SLACK_APP_TOKEN": WORKSPACE.app_token,
    }


def _fill(settings: Settings) -> Library:
    books = books_of(settings)
    books.migrate()
    check_keys(books)
    settle_company(settings, books.library, WORKSPACE.team.id)
    fill(books.library, datetime.now(UTC), life=True)
    return books.library


def _open(stack: ExitStack, folder: Path, port: int | None, library: Library) -> Playground:
    """The playground at the port asked for; at the usual one or, if that is taken, at any."""
    try:
        return stack.enter_context(_playground(folder, PORT if port is None else port, library))
    except PortTaken as taken:
        if port is not None:
            raise click.ClickException(f"{taken}, with --port") from None
        return stack.enter_context(_playground(folder, 0, library))


def _playground(folder: Path, port: int, library: Library) -> Playground:
    playground: Playground

    def run_schedule() -> str:
        client = WebClient(WORKSPACE.bot_token, base_url=playground.api_url, timeout=TIMEOUT_SECONDS, retry_handlers=[])
        return _in_names("\n".join(post_all(library, client)))

    tools: dict[str, Callable[[], str]] = {SCHEDULE_TOOL: run_schedule}
    playground = Playground(WORKSPACE, folder, port, tools)
    return playground


def _in_names(text: str) -> str:
    """The text with the channels and people of the example company by name."""
    names = {channel.id: f"#{channel.name}" for channel in WORKSPACE.channels}
    names |= {user.id: user.real_name for user in WORKSPACE.users}
    for slack_id, name in names.items():
        text = text.replace(slack_id, name)
    return text


def _keep_running(folder: Path, environment: dict[str, str], stop: threading.Event) -> None:
    """Runs the real bot as a process of its own, and again if it dies; it ends with us even if we are killed."""
    command = [sys.executable, "-m", "bot", "run", "--stop-with-input"]
    with (folder / "bot.log").open("ab") as log:
        while not stop.is_set():
            bot = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                command, cwd=folder, env=environment, stdin=subprocess.PIPE, stdout=log, stderr=log
            )
            (folder / "bot.pid").write_text(str(bot.pid))
            while bot.poll() is None and not stop.wait(0.2):
                pass
            if bot.poll() is None:
                bot.terminate()
                bot.wait()
            elif not stop.wait(1):
                continue
    (folder / "bot.pid").unlink(missing_ok=True)


def _wait_until_connected(url: str, folder: Path, stop: threading.Event) -> None:
    visitor = Visitor(url, WORKSPACE.users[0].id)
    until = time.monotonic() + _PATIENCE
    while not visitor.bot_is_connected():
        if stop.wait(0.1):
            return
        if time.monotonic() > until:
            raise click.ClickException(f"the bot did not connect within {_PATIENCE:.0f} s: see {folder / 'bot.log'}")


def _lock(stack: ExitStack, folder: Path) -> None:
    """Keeps the folder for us until we end, however that happens: two playgrounds would write the same files."""
    lock = stack.enter_context((folder / "lock").open("w"))
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        told = f"a playground is running over {folder} already: stop it, or name another --folder"
        raise click.ClickException(told) from None


def _clear(folder: Path) -> None:
    """Deletes what a playground keeps, and nothing else somebody may have put there."""
    for name in ("book.db", "book.db-wal", "book.db-shm", "book.key", "playground.json", "bot.log", "bot.pid"):
        (folder / name).unlink(missing_ok=True)
