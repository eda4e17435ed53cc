"""Settings: read from the environment over the `.env` of a folder, every problem told at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.config import Settings, UnusableSettings


def test_without_anything_the_defaults_hold(tmp_path: Path) -> None:
    assert Settings.read({}, tmp_path) == Settings()
    assert not Settings().has_slack_tokens


def test_the_environment_wins_over_the_file_and_neither_is_changed(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("COMPANY_CURRENCY=CHF\nCOMPANY_COUNTRY=CH\nSOMETHING_ELSE=1\n")
    before = dict(os.environ)
    settings = Settings.read({"COMPANY_COUNTRY": "AT"}, tmp_path)
    assert (settings.company_currency, settings.company_country) == ("CHF", "AT")
    assert dict(os.environ) == before


def test_an_empty_value_counts_as_not_set(tmp_path: Path) -> None:
    assert Settings.read({"COMPANY_CURRENCY": "", "PORT": ""}, tmp_path) == Settings()


def test_every_problem_is_told_at_once_by_the_name_of_the_setting(tmp_path: Path) -> None:
    wrong = {
        "COMPANY_CURRENCY": "EURO",
        "COMPANY_TIME_ZONE": "Berlin",
        "COMPANY_COUNTRY": "Germany",
        "FISCAL_YEAR_STARTS": "13",
        "PORT": "70000",
        "LOG_LEVEL": "loud",
    }
    with pytest.raises(UnusableSettings) as refused:
        Settings.read(wrong, tmp_path)
    assert [problem.partition(":")[0] for problem in refused.value.problems] == list(wrong)


@pytest.mark.parametrize("zone", ["", "../../etc/passwd", "/etc/localtime", "Europe", "\0"])
def test_a_time_zone_is_one_by_its_name(tmp_path: Path, zone: str) -> None:
    if zone:
        with pytest.raises(UnusableSettings):
            Settings.read({"COMPANY_TIME_ZONE": zone}, tmp_path)
    else:
        assert Settings.read({"COMPANY_TIME_ZONE": zone}, tmp_path).company_time_zone == "Europe/Berlin"


def test_secrets_do_not_show(tmp_path: Path) -> None:
    secret = "xoxb-very-secret"
    settings = Settings.read({"SLACK_BOT_TOKEN": secret, "ENCRYPTION_KEYS": secret, "INDEX_KEY": secret}, tmp_path)
    assert secret not in repr(settings)
    assert secret not in str(settings)


def test_an_address_of_slack_may_be_given_with_or_without_its_last_slash(tmp_path: Path) -> None:
    for url in ("http://127.0.0.1:1/api", "http://127.0.0.1:1/api/"):
        assert Settings.read({"SLACK_API_URL": url}, tmp_path).slack_api_url == "http://127.0.0.1:1/api/"


def test_several_encryption_keys_keep_their_order(tmp_path: Path) -> None:
    assert Settings.read({"ENCRYPTION_KEYS": " b , a,"}, tmp_path).encryption_key_list == ("b", "a")


@pytest.mark.parametrize(
    ("given", "enough"),
    [
        ({"SLACK_BOT_TOKEN": "x"}, False),
        ({"SLACK_APP_TOKEN": "x"}, False),
        ({"SLACK_BOT_TOKEN": "x", "SLACK_APP_TOKEN": "x"}, True),
        ({"SLACK_BOT_TOKEN": "x", "SLACK_SIGNING_SECRET": "x"}, True),
    ],
)
def test_it_takes_a_bot_token_and_a_way_to_listen(tmp_path: Path, given: dict[str, str], *, enough: bool) -> None:
    assert Settings.read(given, tmp_path).has_slack_tokens is enough
