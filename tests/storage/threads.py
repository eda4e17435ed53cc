"""Several at once, in threads with a connection each."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

THREADS = 8

T = TypeVar("T")


def at_once(act: Callable[[int], T]) -> list[T]:
    """What every thread got; all start in the same moment."""
    ready = threading.Barrier(THREADS)

    def start(number: int) -> T:
        ready.wait()
        return act(number)

    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(start, range(THREADS)))
