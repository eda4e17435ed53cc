"""The other commands: what they print, and how they end."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from cryptography.fernet import Fernet

from bot.cli import main
from bot.example_world import WORKSPACE
from bot.listeners.surface import manifest
from bot.playground.server import Playground
from messages.examples import EXAMPLES
from messages.language import Language, LanguageCode

Command = Callable[..., subprocess.CompletedProcess[str]]
TOKENS = {"SLACK_BOT_TOKEN": WORKSPACE.bot_token, "SLACK_APP_TOKEN": WORKSPACE.app_token}


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Runs a command in this process, in an empty folder and with no settings but those given by name."""
    monkeypatch.chdir(tmp_path)
    for name in os.environ:
        if name.startswith(("SLACK_", "DATABASE_", "COMPANY_", "ENCRYPTION_", "INDEX_", "LOG_", "PORT", "HOST")):
            monkeypatch.delenv(name)

    def run(*words: str, **variables: str) -> Any:
        return CliRunner().invoke(main, words, env=variables)

    return run


def test_check_says_in_plain_words_what_is_missing(cli: Callable[..., Any]) -> None:
    checked = cli("check")
    assert checked.exit_code == 1
    assert "SLACK_BOT_TOKEN is not set" in checked.output
    assert "made at the first start" in checked.output
    assert "Traceback" not in checked.output


def test_check_names_every_wrong_setting_at_once(cli: Callable[..., Any]) -> None:
    checked = cli("check", COMPANY_CURRENCY="EURO", COMPANY_TIME_ZONE="Mars/Olympus", PORT="http", LOG_LEVEL="loud")
    assert checked.exit_code == 1
    for name in ("COMPANY_CURRENCY", "COMPANY_TIME_ZONE", "PORT", "LOG_LEVEL"):
        assert name in checked.output


def test_check_is_content_when_all_is_there(cli: Callable[..., Any]) -> None:
    with Playground(WORKSPACE) as slack:
        settings = {**TOKENS, "SLACK_API_URL": slack.api_url}
        assert cli("migrate", **settings).exit_code == 0
        checked = cli("check", **settings)
        assert checked.exit_code == 0, checked.output
        assert "MISSING" not in checked.output
        assert "all scopes are granted" in checked.output
        unknown = cli("check", **{**settings, "SLACK_BOT_TOKEN": "xoxb-somebody-elses"})
        assert unknown.exit_code == 1
        assert "invalid_auth" in unknown.output
    unreachable = cli("check", **{**settings, "SLACK_API_URL": "http://127.0.0.1:9/api"})
    assert unreachable.exit_code == 1
    assert "can't be reached" in unreachable.output


def test_check_notices_keys_that_do_not_fit(cli: Callable[..., Any]) -> None:
    assert cli("migrate").exit_code == 0
    other = {"ENCRYPTION_KEYS": Fernet.generate_key().decode(), "INDEX_KEY": "another-key-of-a-fair-length-1234567890"}
    checked = cli("check", **other)
    assert checked.exit_code == 1
    assert "KEY" in checked.output


@pytest.mark.parametrize("command", ["check", "migrate"])
@pytest.mark.parametrize(
    "url", ["mysql://localhost/x", "nonsense", "postgres://nobody:secret@127.0.0.1:9/none", "sqlite:////proc/no/x.db"]
)
def test_a_database_that_cannot_be_used_is_said_plainly_and_keeps_the_password(
    cli: Callable[..., Any], command: str, url: str
) -> None:
    keys = dict(line.split("=", 1) for line in cli("keys").output.splitlines())
    failed = cli(command, DATABASE_URL=url, **keys)
    assert failed.exit_code == 1
    assert "DATABASE_URL" in failed.output
    assert "secret" not in failed.output
    assert failed.exception is None or isinstance(failed.exception, SystemExit)


def test_migrate_says_what_it_did_and_does_it_once(cli: Callable[..., Any], tmp_path: Path) -> None:
    first = cli("migrate")
    assert first.exit_code == 0
    assert "Applied" in first.output
    assert (tmp_path / "alliance-bot.db").exists()
    key = tmp_path / "alliance-bot.key"
    assert key.stat().st_mode & 0o077 == 0, "the key file is its owner's alone"
    kept = key.read_bytes()
    assert "up to date" in cli("migrate").output
    assert key.read_bytes() == kept


def test_the_manifest_is_the_one_the_listeners_are_registered_from(cli: Callable[..., Any]) -> None:
    assert json.loads(cli("manifest").output) == manifest()
    address = "https://bot.example.com/slack/events"
    assert json.loads(cli("manifest", "--request-url", address).output) == manifest(address)


def test_keys_are_fresh_each_time_and_fit_the_settings(cli: Callable[..., Any]) -> None:
    printed = [dict(line.split("=", 1) for line in cli("keys").output.splitlines()) for _ in range(2)]
    assert [set(keys) for keys in printed] == [{"ENCRYPTION_KEYS", "INDEX_KEY"}] * 2
    assert printed[0] != printed[1]
    assert cli("migrate", **printed[0]).exit_code == 0


def test_preview_lists_and_prints_every_example(cli: Callable[..., Any]) -> None:
    assert cli("preview", "--list").output.split() == list(EXAMPLES)
    for code in LanguageCode:
        printed = json.loads(cli("preview", "card", "--language", code.value).output)
        assert printed == EXAMPLES["card"](Language.of(code)).to_dict()


def test_preview_writes_a_file_for_each_example_and_language(cli: Callable[..., Any], tmp_path: Path) -> None:
    assert cli("preview", "--all", "--out", "shown").exit_code == 0
    written = {file.name for file in (tmp_path / "shown").iterdir()}
    assert written == {f"{name}.{code}.json" for name in EXAMPLES for code in LanguageCode}
    for file in (tmp_path / "shown").iterdir():
        assert json.loads(file.read_text(encoding="utf-8"))["blocks"]


@pytest.mark.parametrize("words", [["preview", "nothing-like-it"], ["preview"], ["preview", "--all"], ["fly"]])
def test_what_cannot_be_done_ends_with_a_hint(cli: Callable[..., Any], words: list[str]) -> None:
    ended = cli(*words)
    assert ended.exit_code == 2
    assert "Error:" in ended.output


def test_run_says_which_tokens_it_needs(cli: Callable[..., Any]) -> None:
    ended = cli("run")
    assert ended.exit_code == 1
    assert "SLACK_BOT_TOKEN, SLACK_APP_TOKEN" in ended.output
    assert "alliance-bot try" in ended.output
    assert "SLACK_SIGNING_SECRET" in cli("run", "--http", **TOKENS).output


def test_run_says_when_slack_does_not_know_the_token_or_cannot_be_reached(alliance_bot: Command) -> None:
    with Playground(WORKSPACE) as slack:
        wrong = {**TOKENS, "SLACK_API_URL": slack.api_url, "SLACK_BOT_TOKEN": "xoxb-somebody-elses"}
        refused = alliance_bot("run", **wrong)
    assert refused.returncode == 1
    assert "invalid_auth" in refused.stderr
    away = alliance_bot("run", **TOKENS, SLACK_API_URL="http://127.0.0.1:9/api/")
    assert away.returncode == 1
    assert "can't be reached" in away.stderr
    assert "Traceback" not in refused.stderr + away.stderr


def test_the_env_file_of_the_working_directory_is_read(cli: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DATABASE_URL=sqlite:///elsewhere.db\nLOG_LEVEL=\n")
    assert cli("migrate").exit_code == 0
    assert (tmp_path / "elsewhere.db").exists()
    assert cli("migrate", DATABASE_URL="sqlite:///here.db").exit_code == 0
    assert (tmp_path / "here.db").exists(), "the environment comes first"


def test_every_command_has_help(cli: Callable[..., Any]) -> None:
    assert cli("--help").exit_code == 0
    for name in main.commands:
        shown = cli(name, "--help")
        assert shown.exit_code == 0
        assert f"Usage: main {name}" in shown.output
        assert f"  {name}" in cli("--help").output
