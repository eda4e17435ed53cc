"""`alliance-bot check` says what is missing, and makes nothing by looking."""

import os

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.example_world import WORKSPACE
from bot.playground.server import Playground


@pytest.fixture(scope="module")
def slack():
    with Playground(WORKSPACE) as playground:
        yield {
            "SLACK_API_URL": playground.api_url,
            "SLACK_BOT_TOKEN": WORKSPACE.bot_token,
            "SLACK_APP_TOKEN": WORKSPACE.app_token,
        }


@pytest.fixture
def alliance_bot(tmp_path, slack, monkeypatch):
    """Runs a command in an empty folder, with nothing in the environment but what is given."""
    monkeypatch.chdir(tmp_path)

    def alliance_bot(command, **more):
        monkeypatch.setattr(os, "environ", {**slack, **more})
        return CliRunner().invoke(main, [command])

    return alliance_bot


def lines(ended):
    return ended.output.splitlines()


def test_before_the_first_start_it_says_what_will_be_made_and_makes_nothing(alliance_bot, tmp_path):
    ended = alliance_bot("check")

    assert lines(ended)[-1] == "ok       made at the first start: alliance-bot.db and alliance-bot.key"
    assert "MISSING" not in ended.output
    assert ended.exit_code == 0
    assert list(tmp_path.iterdir()) == []


def test_with_keys_in_the_environment_no_key_file_will_be_made(alliance_bot, tmp_path, keys):
    ended = alliance_bot("check", **keys)

    assert lines(ended)[-1] == "ok       made at the first start: alliance-bot.db"
    assert list(tmp_path.iterdir()) == []


def test_what_is_wrong_is_told_before_the_first_start_too(alliance_bot, tmp_path, keys):
    half = alliance_bot("check", ENCRYPTION_KEYS=keys["ENCRYPTION_KEYS"])
    assert lines(half)[-1].startswith("MISSING  INDEX_KEY")
    nowhere = alliance_bot("check", DATABASE_URL="sqlite:///no/such/folder/book.db")
    assert lines(nowhere)[-1] == "MISSING  DATABASE_URL: there is no folder no/such/folder"
    other = alliance_bot("check", DATABASE_URL="mysql://localhost/book")
    assert lines(other)[-1].startswith("MISSING  DATABASE_URL: neither")
    assert {half.exit_code, nowhere.exit_code, other.exit_code} == {1}
    assert list(tmp_path.iterdir()) == []


def test_once_there_is_a_database_it_is_looked_at_and_a_lost_key_file_is_missed(alliance_bot, tmp_path):
    assert alliance_bot("migrate").exit_code == 0
    assert lines(alliance_bot("check"))[-1] == "ok       the keys fit the database"

    (tmp_path / "alliance-bot.key").unlink()
    ended = alliance_bot("check")
    assert lines(ended)[-1].startswith("MISSING  alliance-bot.key is not there")
    assert ended.exit_code == 1
    assert not (tmp_path / "alliance-bot.key").exists()
