"""`alliance-bot post`: what it posts now, and how it refuses what can't be posted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from slack_sdk import WebClient

from bot.cli import main
from bot.cli.posting import post_all
from bot.config import Settings
from bot.domain.alliances import Status
from bot.domain.people import LanguageCode
from bot.domain.schedules import Kind, Rhythm, Schedule, Weekday
from bot.example_world import WORKSPACE, fill
from bot.playground.server import Playground
from bot.playground.visitor import Visitor
from bot.wiring import open_books, settle_company

DACH, LEADERSHIP, SHARED, DEAL_ROOM = "C0DACH", "C0LEAD", "C0ACMESHARED", "C0DEALROOM"
WEEKLY = Rhythm(frozenset({Weekday.MONDAY}), time(9), "Europe/Berlin")


@pytest.fixture
def playground():
    with Playground(WORKSPACE) as running:
        yield running


@pytest.fixture
def library(tmp_path, playground, monkeypatch):
    environment = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'book.db'}",
        "SLACK_API_URL": playground.api_url,
        "SLACK_BOT_TOKEN": WORKSPACE.bot_token,
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    opened = open_books(Settings.read(environment, tmp_path))
    opened.migrate()
    settle_company(Settings.read(environment, tmp_path), opened.library, WORKSPACE.team.id)
    fill(opened.library, datetime.now(UTC))
    return opened.library


@pytest.fixture
def order(library):
    """Makes a standing order; says what it is called on the terminal."""

    def order(kind=Kind.BRIEFING, destination=DACH, *, active=True):
        with library.writing() as books:
            acme = next(one for one in books.alliances.all() if one.handle == "acme-robotics")
            alliance = None if kind is Kind.DIGEST else acme.id
            manager = acme.profile.manager
            wanted = Schedule(0, kind, alliance, destination, LanguageCode.DE, WEEKLY, active, manager)
            made = books.schedules.add(wanted)
        return f"{made.kind}-{made.id}"

    return order


@pytest.fixture
def run(library):
    assert library is not None
    return lambda *words: CliRunner().invoke(main, ["post", *words])


def texts(playground, user, channel):
    return [message["text"] for message in Visitor(playground.url, user).messages(channel)]


def test_it_names_every_standing_order(run, order):
    briefing, digest = order(), order(Kind.DIGEST, LEADERSHIP, active=False)

    told = run("--list")

    assert told.exit_code == 0
    assert told.output.splitlines() == [
        f"{briefing}: Acme Robotics to {DACH}",
        f"{digest}: all alliances to {LEADERSHIP}, paused",
    ]


def test_without_standing_orders_it_says_how_to_make_one(run):
    told = run("--list")

    assert told.exit_code == 0
    assert "/briefing schedule" in told.output


@pytest.mark.parametrize(
    ("kind", "destination", "seen", "words"),
    [
        (Kind.BRIEFING, DACH, ("U0LENA", DACH), "Acme Robotics"),
        (Kind.REPORT, "U0MIRA", ("U0MIRA", "D0MIRA"), "Acme Robotics"),
        (Kind.DIGEST, LEADERSHIP, ("U0KARIN", LEADERSHIP), "Allianzen"),
    ],
)
def test_it_posts_what_the_order_posts_at_once(playground, run, order, kind, destination, seen, words):
    name = order(kind, destination)

    told = run(name)

    assert (told.exit_code, told.output) == (0, f"{name} is posted.\n")
    [posted] = texts(playground, *seen)
    assert words in posted


def test_what_was_posted_is_remembered_so_that_the_next_one_says_something_else(library, run, order):
    name = order()
    assert run(name).exit_code == 0

    with library.reading() as books:
        [made] = books.schedules.all()
        [posted] = books.schedules.latest_posts(made.id)
    assert posted.slot.startswith(datetime.now(ZoneInfo(WEEKLY.time_zone)).date().isoformat())


def test_an_unknown_name_is_wrong_use(run, order):
    order()

    told = run("briefing-99")

    assert told.exit_code == 2
    assert "--list" in told.output


def test_no_name_at_all_is_wrong_use(run):
    assert run().exit_code == 2


def test_a_paused_order_posts_nothing(playground, run, order):
    told = run(order(active=False))

    assert told.exit_code == 1
    assert "paused" in told.output
    assert texts(playground, "U0LENA", DACH) == []


@pytest.mark.parametrize("channel", [DEAL_ROOM, SHARED])
def test_where_the_bot_can_not_post_it_says_so_and_tells_nobody_else(playground, run, order, channel):
    told = run(order(destination=channel))

    assert told.exit_code == 1
    assert told.output.startswith("Error: ")
    assert texts(playground, "U0MIRA", channel) == []
    assert texts(playground, "U0MIRA", "D0MIRA") == []


def test_an_alliance_with_nothing_to_say_posts_nothing(library, run, order):
    name = order()
    with library.writing() as books:
        acme = next(one for one in books.alliances.all() if one.handle == "acme-robotics")
        books.alliances.save(replace(acme, status=Status.PAUSED))

    told = run(name)

    assert told.exit_code == 1
    assert "nothing new to say" in told.output


def test_without_a_token_it_says_what_is_missing(run, order, monkeypatch):
    name = order()
    monkeypatch.delenv("SLACK_BOT_TOKEN")

    told = run(name)

    assert told.exit_code == 1
    assert "SLACK_BOT_TOKEN" in told.output


def test_without_slack_it_says_so(run, order, monkeypatch):
    name = order()
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:9/api/")

    told = run(name)

    assert told.exit_code == 1
    assert "Slack could not be asked" in told.output


def test_a_database_that_is_behind_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'empty.db'}")

    told = CliRunner().invoke(main, ["post", "--list"])

    assert told.exit_code == 1
    assert "migrate" in told.output


def test_all_active_orders_run_at_once_and_each_says_how_it_went(playground, library, order):
    briefing, nowhere = order(), order(destination=DEAL_ROOM)
    order(Kind.DIGEST, LEADERSHIP, active=False)
    client = WebClient(WORKSPACE.bot_token, base_url=playground.api_url)

    first, second = post_all(library, client)

    assert first == f"{briefing}: Acme Robotics to {DACH}: posted"
    assert second.startswith(f"{nowhere}: Acme Robotics to {DEAL_ROOM}: ")
    assert "posted" not in second
    assert len(texts(playground, "U0LENA", DACH)) == 1
