"""`alliance-bot check`: what is missing before the bot can run, in plain words."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.config import Settings, UnusableSettings
from bot.listeners.surface import SCOPES
from bot.slack import TIMEOUT_SECONDS
from bot.wiring import check_keys, missing_database, missing_key_file, open_books

Finding = tuple[bool, str]


@click.command()
def check() -> None:
    """Says what is missing: settings, tokens, scopes, database, keys. Ends with 1 if something is."""
    try:
        settings = Settings.read(os.environ, Path.cwd())
    except UnusableSettings as unusable:
        findings = [(False, problem) for problem in unusable.problems]
    else:
        findings = [(True, "settings can be read"), *_tokens(settings), *_database(settings)]
    for fine, told in findings:
        click.echo(f"{'ok     ' if fine else 'MISSING'}  {told}")
    sys.exit(0 if all(fine for fine, _ in findings) else 1)


def _tokens(settings: Settings) -> Iterator[Finding]:
    if not settings.slack_bot_token.get_secret_value():
        yield False, "SLACK_BOT_TOKEN is not set: README, «Connecting a workspace»"
        return
    if settings.slack_app_token.get_secret_value():
        yield True, "SLACK_APP_TOKEN is set: Socket Mode"
    elif settings.slack_signing_secret.get_secret_value():
        yield True, "SLACK_SIGNING_SECRET is set: HTTP mode"
    else:
        yield False, "neither SLACK_APP_TOKEN (Socket Mode) nor SLACK_SIGNING_SECRET (HTTP mode) is set"
    yield from _scopes(settings)


def _scopes(settings: Settings) -> Iterator[Finding]:
    client = WebClient(
        token=settings.slack_bot_token.get_secret_value(), base_url=settings.slack_api_url, timeout=TIMEOUT_SECONDS
    )
    try:
        answer = client.auth_test()
    except SlackApiError as refused:
        yield False, f"SLACK_BOT_TOKEN: Slack says {refused.response['error']}"
        return
    except OSError as broken:
        yield False, f"Slack can't be reached at {settings.slack_api_url}: {broken}"
        return
    yield True, f"Slack knows the bot in the workspace {answer['team']}"
    granted = {scope.strip() for scope in str(answer.headers.get("x-oauth-scopes", "")).split(",")}
    missing = [scope for scope in SCOPES if scope not in granted]
    if missing:
        yield False, f"scopes not granted: {', '.join(missing)}; update the app from `alliance-bot manifest`"
    else:
        yield True, "all scopes are granted"


def _database(settings: Settings) -> Iterator[Finding]:
    """Looks without making anything: opening books that are not there would."""
    database, key_file = missing_database(settings), missing_key_file(settings)
    if key_file is not None:
        yield _lost(key_file) if database is None else _to_be_made([database, key_file])
        return
    try:
        books = open_books(settings)
    except UnusableSettings as unusable:
        yield from ((False, problem) for problem in unusable.problems)
        return
    if database is not None:
        yield _to_be_made([database])
        return
    reason = books.unreachable()
    if reason is not None:
        yield False, f"DATABASE_URL: the database can't be used: {reason}"
        return
    yield True, "the database can be reached"
    if books.pending():
        yield False, "the database is not up to date: run `alliance-bot migrate`"
        return
    yield True, "the database is up to date"
    try:
        check_keys(books)
    except UnusableSettings as unusable:
        yield False, str(unusable)
    else:
        yield True, "the keys fit the database"


def _to_be_made(files: list[Path]) -> Finding:
    folder = files[0].parent
    if not folder.is_dir():
        return False, f"DATABASE_URL: there is no folder {folder}"
    return True, f"made at the first start: {' and '.join(map(str, files))}"


def _lost(key_file: Path) -> Finding:
    return False, f"{key_file} is not there: names in the database can't be read without it, bring it back"
