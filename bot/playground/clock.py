"""The playground's own time: the machine's, until somebody makes it jump."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import Any, TypeVar

Result = TypeVar("Result")


class Clock:
    """Seconds since 1970, UTC; whoever sleeps by this clock wakes when it jumps past their moment."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self._sleepers: set[asyncio.Event] = set()

    def __call__(self) -> float:
        """What time it is here."""
        return time.time() + self._ahead

    def jump(self, seconds: float) -> None:
        """Move on by so many seconds, or back by a negative number of them."""
        self._ahead += seconds
        for sleeper in self._sleepers:
            sleeper.set()

    def reset(self) -> None:
        """Go back to the machine's time."""
        self.jump(-self._ahead)

    async def sleep(self, seconds: float) -> None:
        """Wait until so many seconds have passed here."""
        moment = self() + seconds
        while (left := moment - self()) > 0:
            moved = asyncio.Event()
            self._sleepers.add(moved)
            try:
                with suppress(TimeoutError):
                    await asyncio.wait_for(moved.wait(), left)
            finally:
                self._sleepers.discard(moved)

    async def wait_for(self, answer: asyncio.Future[Result], seconds: float) -> Result:
        """The answer, when it comes within so many seconds of this clock.

        Raises:
            TimeoutError: it did not come in time.
        """
        bell = asyncio.ensure_future(self.sleep(seconds))
        waiting: list[asyncio.Future[Any]] = [answer, bell]
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            if not answer.done():
                raise TimeoutError
            return answer.result()
        finally:
            bell.cancel()
