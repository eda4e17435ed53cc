"""Processes are killed while they post briefings, again and again, and each briefing is posted exactly once."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk import WebClient

from bot.domain.alliances import Place, Profile, ValueProposition
from bot.domain.people import Company, LanguageCode, Right, SlackUser
from bot.domain.schedules import WEEKDAYS, Kind, Rhythm, Schedule
from bot.domain.working_time import is_working_day
from bot.example_world import WORKSPACE
from bot.jobs import Sender
from bot.playground.server import Playground
from bot.playground.workspace import Channel
from bot.ports import Library
from bot.use_cases import alliances, briefings
from bot.wiring import public_holidays
from storage.books import StorageLibrary

ROOT = Path(__file__).parents[2]
BERLIN = "Europe/Berlin"
PARTNERS = ("Acme", "Kranich", "Meridian")
CHANNELS = tuple(f"C0SALES{number:02}" for number in range(10))
PROCESSES, KILLS = 3, 6
LEASE = timedelta(seconds=10)
SLOW = 0.15
"""Seconds an answer of Slack takes: long enough to be killed while waiting for it."""

PROCESS = """
import os, sys, time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from bot.config import Settings
from bot.jobs import Sender
from bot.timetable import Timetable
from bot.wiring import build, open_books, public_holidays

ahead, lease = (timedelta(seconds=float(each)) for each in sys.argv[1:])
now = lambda: datetime.now(UTC) + ahead
settings = Settings.read(os.environ, Path.cwd())
library = open_books(settings).library
client = build(settings, library, now).app.client
timetable, sender = Timetable(library, client, now, public_holidays), Sender(library, client, now, lease)
Path(f"ready-{os.getpid()}").touch()
while True:
    timetable.run()
    sender.run()
    time.sleep(0.2)
"""


def nine_on_a_working_day() -> datetime:
    """Five past nine in Berlin on the next working day; the processes and Slack are put ahead to it."""
    today = datetime.now(ZoneInfo(BERLIN)).date()
    days = (today + timedelta(days=n) for n in range(1, 15))
    holidays = public_holidays(Place(BERLIN, "DE"), today.year)
    day = next(day for day in days if is_working_day(day, holidays))
    return datetime.combine(day, clock_time(9, 5), ZoneInfo(BERLIN)).astimezone(UTC)


def order(library: Library, the_day_before: datetime) -> None:
    """Each partner is briefed about in each channel, every working day at nine."""
    rhythm = Rhythm(frozenset(WEEKDAYS), clock_time(9), BERLIN)
    with library.writing() as books:
        books.people.settle(Company(WORKSPACE.team.id, "EUR", BERLIN, "DE"))
        met = books.people.meet(
            SlackUser(WORKSPACE.team.id, "U0ROBIN", LanguageCode.EN, is_workspace_admin=True, seen_at=the_day_before)
        )
        assert Right.ADMINISTRATOR in met.rights
        for partner in PARTNERS:
            text = {LanguageCode.EN: ValueProposition(f"{partner} makes it quicker.")}
            entered = alliances.register(
                books, met, Profile(partner, met.id, text), keep_draft=False, now=the_day_before
            )
            for channel in CHANNELS:
                wanted = Schedule(0, Kind.BRIEFING, entered.id, channel, LanguageCode.EN, rhythm)
                briefings.schedule(books, met, wanted, the_day_before)


def start(folder: Path, environment: dict[str, str], ahead: timedelta, log: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", PROCESS, str(ahead.total_seconds()), str(LEASE.total_seconds())]
    with log.open("a") as errors:
        return subprocess.Popen(command, cwd=folder, env=environment, stderr=errors)


def calls(playground: Playground, method: str) -> list[dict[str, Any]]:
    """The calls of a Web API method that Slack carried out."""
    made = [entry for entry in playground.journal() if entry["kind"] == "call" and entry["method"] == method]
    return [call for call in made if call["answer"]["ok"]]


def posted(playground: Playground) -> Counter[str]:
    """The marks of everything that was posted, and how often."""
    told = [call["arguments"]["metadata"] for call in calls(playground, "chat.postMessage")]
    marks = [json.loads(metadata) if isinstance(metadata, str) else metadata for metadata in told]
    return Counter(mark["event_payload"]["mark"] for mark in marks)


def wait_for_more(playground: Playground, than: int, seconds: float = 60) -> None:
    give_up = time.monotonic() + seconds
    while sum(posted(playground).values()) <= than:
        assert time.monotonic() < give_up, f"no more than {than} were posted"
        time.sleep(0.05)


def left(library: Library, now: datetime) -> int:
    """How many posts are still on their way, or of an unknown fate."""
    with library.writing() as books:
        books.deliveries.expire(now)
        unknown = books.deliveries.unknown(now, LEASE, 99)
        return len(unknown) + (books.deliveries.next_due() is not None)


def test_processes_killed_while_they_brief_post_each_briefing_once(
    library: StorageLibrary, database_url: str, keys: dict[str, str], tmp_path: Path
) -> None:
    chance, moment = random.Random(20261124), nine_on_a_working_day()
    ahead = moment - datetime.now(UTC)
    order(library, moment - timedelta(days=1))
    channels = tuple(Channel(channel, channel.lower(), ("U0ROBIN", WORKSPACE.bot_user_id)) for channel in CHANNELS)
    with Playground(replace(WORKSPACE, channels=channels)) as playground:
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "DATABASE_URL": database_url,
            "SLACK_API_URL": playground.api_url,
            "SLACK_BOT_TOKEN": WORKSPACE.bot_token,
            **keys,
        }
        playground.developer.jump(ahead.total_seconds())
        playground.developer.disturb("slow", "chat.postMessage", times=None, seconds=SLOW)
        client = WebClient(WORKSPACE.bot_token, base_url=playground.api_url)
        log = tmp_path / "bots.log"
        bots = [start(tmp_path, environment, ahead, log) for _ in range(PROCESSES)]
        try:
            for _ in range(KILLS):
                wait_for_more(playground, sum(posted(playground).values()))
                working = [n for n, bot in enumerate(bots) if (tmp_path / f"ready-{bot.pid}").exists()]
                victim = chance.choice(working)
                bots[victim].kill()
                bots[victim].wait()
                bots[victim] = start(tmp_path, environment, ahead, log)
            wait_for_more(playground, len(PARTNERS) * len(CHANNELS) - 1)
        finally:
            for bot in bots:
                bot.kill()
                bot.wait()
        later = datetime.now(UTC) + ahead + 2 * LEASE
        Sender(library, client, lambda: later, LEASE).run()
        assert left(library, later + 2 * LEASE) == 0
        assert Counter(posted(playground).values()) == {1: len(PARTNERS) * len(CHANNELS)}
        looked_up = {call["arguments"].get("oldest") for call in calls(playground, "conversations.history")} - {None}
        assert looked_up, "nobody was killed between a post and the note that it was sent"
