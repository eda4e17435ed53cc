"""What happens on the clock: posts that are due are sent, and those whose answer was lost are looked up.

The clock only says *now*; what is due is decided by the database, so any number of processes may run it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler
from slack_sdk import WebClient

from bot.domain.deliveries import Delivery, DeliveryState, Target
from bot.ports import Library
from bot.slack import ChannelUnreadable, Later, Lost, Posted, Rejected, find, post
from bot.timetable import Timetable
from bot.traces import trace

log = logging.getLogger(__name__)

TICK_SECONDS = 15
LEASE = timedelta(seconds=60)
"""How long a claim is held; longer than a call to Slack may take."""
_BATCH = 5
"""Claimed at once: their calls, each as slow as it may be, end before the lease does."""
_ATTEMPTS = 20
"""Tries that Slack or the network refused; being told to slow down is none."""
_SHORTEST_WAIT = 0.5
_SETTLED = timedelta(minutes=1)
"""So long after the start the tidying begins: a process that is started anew each day tidies, too."""


@dataclass(frozen=True)
class Sender:
    """Sends what is due."""

    library: Library
    client: WebClient
    now: Callable[[], datetime]
    lease: timedelta = LEASE

    def run(self) -> None:
        """Sends everything that is due now, and looks up what got lost."""
        with self.library.writing() as books:
            books.deliveries.expire(self.now())
        while self._send_some():
            pass
        self._look_up_lost()

    def idle_seconds(self) -> float:
        """How long nothing is due, at most until the next tick."""
        with self.library.reading() as books:
            due_at = books.deliveries.next_due()
        wait = TICK_SECONDS if due_at is None else (due_at - self.now()).total_seconds()
        return min(max(wait, _SHORTEST_WAIT), TICK_SECONDS)

    def _send_some(self) -> int:
        with self.library.writing() as books:
            claimed = books.deliveries.claim(self.now(), self.lease, _BATCH)
        for delivery in claimed:
            self._send(delivery)
        return len(claimed)

    def _send(self, delivery: Delivery) -> None:
        outcome = post(self.client, delivery)
        match outcome:
            case Posted(target=sent):
                self._settle(delivery, DeliveryState.SENT, sent=sent)
            case Later(seconds=seconds, error=error) if error == "ratelimited" or delivery.attempts < _ATTEMPTS:
                self._settle(delivery, DeliveryState.DUE, due_at=self.now() + timedelta(seconds=seconds), error=error)
            case Later(error=error) | Rejected(error=error):
                log.warning("post %s failed: %s", delivery.id, error)
                self._settle(delivery, DeliveryState.FAILED, error=error)
            case Lost(error=error):
                # The claim stays until its lease is over: a post may show up in the channel late.
                log.warning("the answer to post %s was lost: %s", delivery.id, error)

    def _look_up_lost(self) -> None:
        with self.library.writing() as books:
            lost = books.deliveries.unknown(self.now(), self.lease, _BATCH)
        for delivery in lost:
            try:
                found = find(self.client, delivery, self.lease)
            except ChannelUnreadable as unreadable:
                log.warning("post %s can't be looked up: %s; a person must", delivery.id, unreadable.code)
                self._settle(delivery, DeliveryState.UNKNOWN, error=unreadable.code)
                continue
            except Exception as broken:  # noqa: BLE001 - it is looked up again when the claim is over
                log.warning("post %s can't be looked up now: %s", delivery.id, type(broken).__name__)
                continue
            if found is None:
                self._settle(delivery, DeliveryState.DUE, due_at=self.now())
            else:
                self._settle(delivery, DeliveryState.SENT, sent=found)

    def _settle(
        self,
        delivery: Delivery,
        state: DeliveryState,
        *,
        due_at: datetime | None = None,
        sent: Target | None = None,
        error: str | None = None,
    ) -> None:
        with self.library.writing() as books:
            held = books.deliveries.settle(delivery, state, self.now(), due_at=due_at, sent=sent, error=error)
        if not held:
            log.warning("the claim of post %s was lost", delivery.id)


class Clock:
    """Rings every few seconds, and at once when a post was written down; whenever it rang, the sender runs.

    One thread runs the sender, so that a ring while it is at work is answered right after.
    """

    def __init__(self, sender: Sender, timetable: Timetable) -> None:
        """The clock stands still until it is started."""
        self._sender = sender
        self._timetable = timetable
        self._bell = threading.Event()
        self._stopping = False
        self._worker = threading.Thread(target=self._work, name="sender", daemon=True)
        self._scheduler = BackgroundScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )

    def start(self) -> None:
        """Starts ticking in threads of its own; timetable and sender run for the first time now."""
        self._scheduler.add_job(
            self._tick, "interval", seconds=TICK_SECONDS, id="tick", next_run_time=datetime.now(UTC)
        )
        self._each(timedelta(hours=1), "tidy", self._timetable.tidy)
        self._each(timedelta(days=1), "optimize", self._timetable.library.optimize)
        self._scheduler.start()
        self._worker.start()

    def _each(self, span: timedelta, name: str, job: Callable[[], None]) -> None:
        first = datetime.now(UTC) + _SETTLED
        seconds = span.total_seconds()
        self._scheduler.add_job(_kept_going(job), "interval", seconds=seconds, id=name, next_run_time=first)

    def wake(self) -> None:
        """Lets the sender run now or, if it is at work, once more."""
        self._bell.set()

    def stop(self) -> None:
        """Stops when timetable and sender have finished."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)
            self._stopping = True
            self._bell.set()
            self._worker.join()

    def _tick(self) -> None:
        _kept_going(self._timetable.run)()
        self.wake()

    def _work(self) -> None:
        self._bell.wait()
        while not self._stopping:
            self._bell.clear()
            _kept_going(self._sender.run)()
            self._bell.wait(_until_due(self._sender))


def _until_due(sender: Sender) -> float:
    """How long the sender may rest; until the next tick where the books can't say."""
    try:
        return sender.idle_seconds()
    except Exception as broken:  # noqa: BLE001 - the next run tells what is wrong
        log.warning("the clock: %s", type(broken).__qualname__)
        return TICK_SECONDS


def _kept_going(job: Callable[[], None]) -> Callable[[], None]:
    """The job, but what breaks in it is logged without the words of the exception, and tried again at the next tick."""

    def run() -> None:
        try:
            job()
        except Exception as broken:  # noqa: BLE001 - whatever it is, the clock goes on
            log.error("the clock: %s", trace(broken))  # noqa: TRY400 - a traceback would quote names and amounts

    return run
