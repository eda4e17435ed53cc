"""What happens on the clock: what is due is sent, what got lost is looked up, and nothing twice."""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot import jobs
from bot.domain.deliveries import Delivery, DeliveryState, Target
from bot.jobs import Clock, Sender
from bot.ports import Library
from bot.slack import ChannelUnreadable, Later, Lost, Outcome, Posted, Rejected

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
WORDS = "the database is gone"


@dataclass
class Slack:
    """What Slack answers to posts and to looks into the channel, one after the other."""

    outcomes: deque[Outcome] = field(default_factory=deque)
    found: deque[Target | Exception | None] = field(default_factory=deque)
    posted: list[str] = field(default_factory=list)
    now: datetime = NOON

    def post(self, _client: object, delivery: Delivery) -> Outcome:
        self.posted.append(delivery.key)
        return self.outcomes.popleft()

    def find(self, _client: object, _delivery: Delivery, _lease: timedelta) -> Target | None:
        found = self.found.popleft()
        if isinstance(found, Exception):
            raise found
        return found


@pytest.fixture
def slack(monkeypatch: pytest.MonkeyPatch) -> Slack:
    slack = Slack()
    monkeypatch.setattr(jobs, "post", slack.post)
    monkeypatch.setattr(jobs, "find", slack.find)
    return slack


@pytest.fixture
def sender(library: Library, slack: Slack) -> Sender:
    with library.writing() as books:
        books.deliveries.add("a", "C1", json.dumps({"text": "Hello"}), NOON)
    return Sender(library, Any, lambda: slack.now)  # type: ignore[arg-type]  # the client is never used here


def state(library: Library) -> DeliveryState | None:
    """Where the one post stands, as far as the books tell: due, unknown, or settled."""
    with library.writing() as books:
        if books.deliveries.next_due() is not None:
            return DeliveryState.DUE
        unknown = books.deliveries.unknown(NOON + timedelta(days=9), timedelta(0), 9)
        return DeliveryState.UNKNOWN if unknown else None


def test_what_is_due_is_sent_once(sender: Sender, slack: Slack, library: Library) -> None:
    slack.outcomes.append(Posted(Target("C1", "1.2")))
    sender.run()
    sender.run()
    assert slack.posted == ["a"]
    assert state(library) is None


def test_what_is_due_later_waits(sender: Sender, slack: Slack, library: Library) -> None:
    with library.writing() as books:
        books.deliveries.add("b", "C1", "{}", NOON + timedelta(hours=1))
    slack.outcomes.extend([Posted(Target("C1", "1.2")), Posted(Target("C1", "1.3"))])
    sender.run()
    assert slack.posted == ["a"]
    slack.now += timedelta(hours=1)
    sender.run()
    assert slack.posted == ["a", "b"]


def test_after_too_many_requests_it_tries_again_when_slack_said(sender: Sender, slack: Slack, library: Library) -> None:
    slack.outcomes.extend([Later(30, "ratelimited"), Posted(Target("C1", "1.2"))])
    sender.run()
    slack.now += timedelta(seconds=29)
    sender.run()
    assert slack.posted == ["a"]
    slack.now += timedelta(seconds=1)
    sender.run()
    assert slack.posted == ["a", "a"]
    assert state(library) is None


def test_it_gives_up_in_the_end(sender: Sender, slack: Slack, library: Library) -> None:
    for _ in range(30):
        slack.outcomes.append(Later(1, "not_reached"))
        sender.run()
        slack.now += timedelta(seconds=1)
    assert len(slack.posted) == 20
    assert state(library) is None


def test_a_final_refusal_is_not_tried_again(sender: Sender, slack: Slack, library: Library) -> None:
    slack.outcomes.append(Rejected("channel_not_found"))
    sender.run()
    slack.now += timedelta(days=1)
    sender.run()
    assert slack.posted == ["a"]
    assert state(library) is None


def test_a_lost_answer_is_looked_up_after_the_lease_and_not_before(
    sender: Sender, slack: Slack, library: Library
) -> None:
    slack.outcomes.append(Lost("TimeoutError"))
    sender.run()
    slack.now += timedelta(seconds=59)
    sender.run()
    slack.now += timedelta(seconds=1)
    slack.found.append(Target("C1", "1.2"))
    sender.run()
    assert slack.posted == ["a"]
    assert not slack.found
    assert state(library) is None


def test_what_is_certainly_not_in_the_channel_is_sent_again(sender: Sender, slack: Slack, library: Library) -> None:
    slack.outcomes.extend([Lost("TimeoutError"), Posted(Target("C1", "1.3"))])
    sender.run()
    slack.now += timedelta(seconds=60)
    slack.found.append(None)
    sender.run()
    sender.run()
    assert slack.posted == ["a", "a"]
    assert state(library) is None


def test_what_can_never_be_looked_up_waits_for_a_person(sender: Sender, slack: Slack) -> None:
    slack.outcomes.append(Lost("TimeoutError"))
    sender.run()
    slack.now += timedelta(seconds=60)
    slack.found.append(ChannelUnreadable("missing_scope"))
    sender.run()
    slack.now += timedelta(days=1)
    sender.run()
    assert slack.posted == ["a"], "and is never repeated blindly"


@pytest.mark.parametrize("trouble", [SlackApiError("later", {"error": "ratelimited"}), TimeoutError(), ValueError()])
def test_what_can_not_be_looked_up_now_is_looked_up_later(
    sender: Sender, slack: Slack, library: Library, trouble: Exception
) -> None:
    slack.outcomes.append(Lost("TimeoutError"))
    sender.run()
    slack.found.extend([trouble, Target("C1", "1.2")])
    for _ in range(2):
        slack.now += timedelta(seconds=60)
        sender.run()
    assert not slack.found
    assert slack.posted == ["a"]
    assert state(library) is None


def test_one_post_that_fails_does_not_hold_up_the_others(sender: Sender, slack: Slack, library: Library) -> None:
    with library.writing() as books:
        for number in range(11):
            books.deliveries.add(f"b{number}", "C1", "{}", NOON)
    slack.outcomes.extend([Rejected("no_text"), Lost("x"), *[Posted(Target("C1", "1.2"))] * 10])
    sender.run()
    assert len(slack.posted) == 12
    assert len(set(slack.posted)) == 12


@dataclass
class SlowSender:
    """Counts its runs; the first one lasts until it is let go."""

    runs: int = 0
    at_work: threading.Event = field(default_factory=threading.Event)
    let_go: threading.Event = field(default_factory=threading.Event)
    breaks: bool = False

    def run(self) -> None:
        self.runs += 1
        self.at_work.set()
        if self.breaks:
            raise ConnectionError(WORDS)
        assert self.let_go.wait(5)


class NothingDue:
    """A timetable on which nothing stands; it notes how the house is kept."""

    def __init__(self) -> None:
        self.tidied = threading.Event()
        self.optimized = threading.Event()
        self.library = self

    def run(self) -> None:
        """Has nothing to do."""

    def tidy(self) -> None:
        self.tidied.set()

    def optimize(self) -> None:
        self.optimized.set()


@pytest.fixture
def clock_of() -> Iterator[Callable[[SlowSender], Clock]]:
    clocks = []

    def clock_of(sender: SlowSender) -> Clock:
        clocks.append(Clock(sender, NothingDue()))  # type: ignore[arg-type]  # all it needs of them
        clocks[-1].start()
        return clocks[-1]

    yield clock_of
    for clock in clocks:
        clock.stop()


def eventually(true: Callable[[], bool]) -> bool:
    give_up = time.monotonic() + 5
    while not true() and time.monotonic() < give_up:
        time.sleep(0.01)
    return true()


def test_a_post_written_down_while_the_sender_is_at_work_is_sent_right_after(
    clock_of: Callable[[SlowSender], Clock],
) -> None:
    sender = SlowSender()
    clock = clock_of(sender)
    assert sender.at_work.wait(5)
    for _ in range(3):
        clock.wake()
    assert sender.runs == 1, "one at a time"
    sender.let_go.set()
    assert eventually(lambda: sender.runs == 2), "and not only with the next tick"


def test_a_sender_that_breaks_goes_on_with_the_next_ring(
    clock_of: Callable[[SlowSender], Clock], caplog: pytest.LogCaptureFixture
) -> None:
    sender = SlowSender(breaks=True)
    clock = clock_of(sender)
    assert eventually(lambda: sender.runs == 1)
    sender.at_work.clear()
    assert eventually(lambda: "ConnectionError" in caplog.text)
    clock.wake()
    assert sender.at_work.wait(5)
    assert WORDS not in caplog.text


def test_the_house_is_kept_soon_after_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_SETTLED", timedelta(0))
    sender, timetable = SlowSender(), NothingDue()
    sender.let_go.set()
    clock = Clock(sender, timetable)  # type: ignore[arg-type]  # all it needs of them
    clock.start()
    assert timetable.tidied.wait(5)
    assert timetable.optimized.wait(5)
    clock.stop()


def test_stopping_waits_for_the_post_that_is_being_sent(clock_of: Callable[[SlowSender], Clock]) -> None:
    sender = SlowSender()
    clock = clock_of(sender)
    assert sender.at_work.wait(5)
    stopping = threading.Thread(target=clock.stop)
    stopping.start()
    stopping.join(0.1)
    assert stopping.is_alive()
    sender.let_go.set()
    stopping.join(5)
    assert not stopping.is_alive()
