"""Running the bot against Slack, and what comes before it."""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import uvicorn
from slack_sdk.errors import SlackApiError

from bot.config import Settings, UnusableSettings
from bot.listeners.http import PATH, web_app
from bot.listeners.surface import manifest
from bot.wiring import Books, Bot, build, check_keys, fresh_keys, open_books, socket_mode


def settings_here() -> Settings:
    """The settings of the environment and of the `.env` in the working directory; problems end the command."""
    try:
        return Settings.read(os.environ, Path.cwd())
    except UnusableSettings as unusable:
        raise click.ClickException(str(unusable)) from None


def books_of(settings: Settings) -> Books:
    """The opened books; a database that can't be used ends the command."""
    try:
        books = open_books(settings)
    except UnusableSettings as unusable:
        raise click.ClickException(str(unusable)) from None
    reason = books.unreachable()
    if reason is not None:
        raise click.ClickException(f"DATABASE_URL: the database can't be used: {reason}")
    return books


@click.command()
@click.option("--http", is_flag=True, help="Serve Slack's requests over HTTP instead of connecting to Slack's socket.")
@click.option("--stop-with-input", is_flag=True, hidden=True, help="Stop when standard input ends.")
def run(*, http: bool, stop_with_input: bool) -> None:
    """Connects to Slack and works until it is stopped.

    Start as many as you like over one PostgreSQL database. A SQLite database is brought up to date by itself.
    """
    settings = settings_here()
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)  # it tells of every tick
    # Bolt finds the token in the environment too, and warns that ours, in the client, comes first.
    logging.getLogger("slack_bolt.App").addFilter(lambda record: "`token` will be unused" not in record.getMessage())
    _require_tokens(settings, http=http)
    books = books_of(settings)
    if books.pending():
        if not settings.database_url.startswith("sqlite:"):
            raise click.ClickException("the database is not up to date: run `alliance-bot migrate` first")
        books.migrate()
    stop = _stop_signal(with_input=stop_with_input)
    try:
        check_keys(books)
        bot = build(settings, books.library)
    except UnusableSettings as unusable:
        raise click.ClickException(str(unusable)) from None
    except SlackApiError as refused:
        told = f"SLACK_BOT_TOKEN: Slack says {refused.response['error']}; `alliance-bot check` tells more"
        raise click.ClickException(told) from None
    except OSError as broken:
        raise click.ClickException(f"SLACK_API_URL: Slack can't be reached: {broken}") from None
    bot.clock.start()
    try:
        if http:
            _serve(settings, bot, books.unreachable, stop)
        else:
            _listen(settings, bot, stop)
    finally:
        bot.clock.stop()
        books.close()


@click.command()
def migrate() -> None:
    """Brings the database up to date; does nothing if it is."""
    books = books_of(settings_here())
    click.echo("Looking at the database …")
    applied = books.migrate()
    check_keys(books)
    click.echo(f"Applied: {', '.join(applied)}" if applied else "The database is up to date.")


@click.command("manifest")
@click.option("--request-url", help=f"For HTTP mode: the address Slack shall call, ending in {PATH}.")
def print_manifest(request_url: str | None) -> None:
    """Prints the app manifest to create the Slack app from."""
    click.echo(json.dumps(manifest(request_url), indent=2, ensure_ascii=False))


@click.command()
def keys() -> None:
    """Prints fresh keys for ENCRYPTION_KEYS and INDEX_KEY."""
    for name, key in fresh_keys().items():
        click.echo(f"{name}={key}")


def _require_tokens(settings: Settings, *, http: bool) -> None:
    needed = {
        "SLACK_BOT_TOKEN": settings.slack_bot_token,
        **({"SLACK_SIGNING_SECRET": settings.slack_signing_secret} if http else {}),
        **({} if http else {"SLACK_APP_TOKEN": settings.slack_app_token}),
    }
    missing = [name for name, value in needed.items() if not value.get_secret_value()]
    if missing:
        told = f"not set: {', '.join(missing)}. The README says where to find them; `alliance-bot try` needs none."
        raise click.ClickException(told)


def _listen(settings: Settings, bot: Bot, stop: threading.Event) -> None:
    handler = socket_mode(settings, bot)
    handler.connect()  # type: ignore[no-untyped-call]  # Bolt gives it no types
    click.echo("Connected to Slack.")
    stop.wait()
    handler.close()  # type: ignore[no-untyped-call]  # Bolt gives it no types


def _serve(settings: Settings, bot: Bot, unreachable: Callable[[], str | None], stop: threading.Event) -> None:
    app = web_app(bot.app, settings.slack_signing_secret.get_secret_value(), unreachable)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    with _open_port(settings) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="http")
        thread.start()
        click.echo(f"Listening for Slack on http://{settings.host}:{listener.getsockname()[1]}{PATH}")
        while thread.is_alive() and not stop.wait(1):
            pass
        server.should_exit = True
        thread.join()


def _open_port(settings: Settings) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        return socket.create_server((settings.host, settings.port), family=family)
    except OSError as refused:
        told = f"HOST, PORT: can't listen on {settings.host}:{settings.port}: {refused.strerror}"
        raise click.ClickException(told) from None


def _stop_signal(*, with_input: bool) -> threading.Event:
    stop = threading.Event()

    def asked(_number: int, _frame: Any) -> None:  # noqa: ANN401 - a frame nobody looks at
        stop.set()

    signal.signal(signal.SIGTERM, asked)
    signal.signal(signal.SIGINT, asked)
    if with_input:
        threading.Thread(target=_set_at_end_of_input, args=(stop,), daemon=True).start()
    return stop


def _set_at_end_of_input(stop: threading.Event) -> None:
    sys.stdin.read()
    stop.set()
