"""How much memory a process needed at most, in a process of its own."""

from __future__ import annotations

import re
import resource
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from storage.books import StorageLibrary
from storage.engine import open_engine
from storage.vault import ENCRYPTION_KEYS, INDEX_KEY, Vault
from tests.bench.bots import HELLO, hello_bot, slack_at_once, told, whole_bot

LONGEST = 25.0
"""Seconds one process may take."""
_STATUS = Path("/proc/self/status")


def peak_after(line: str, times: int, url: str, keys: Mapping[str, str]) -> tuple[int, int]:
    """How often a fresh process answered the line, and the bytes it held at most.

    It stops before `times` where that would take longer than `LONGEST`.
    """
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        return process.submit(_peak_after, line, times, url, dict(keys)).result()


def _peak_after(line: str, times: int, url: str, keys: Mapping[str, str]) -> tuple[int, int]:
    library = StorageLibrary(open_engine(url), Vault([keys[ENCRYPTION_KEYS]], keys[INDEX_KEY]))
    answered, until = 0, time.monotonic() + LONGEST
    with slack_at_once():
        app = (hello_bot if line == HELLO else whole_bot)(library)
        while answered < times and time.monotonic() < until:
            told(app, line)
            answered += 1
    return answered, _peak()


def _peak() -> int:
    # On Linux the usage of a process counts what its parent held when it started it; its status does not.
    if _STATUS.exists():
        found = re.search(r"^VmHWM:\s+(\d+) kB$", _STATUS.read_text(), re.MULTILINE)
        assert found is not None
        return int(found[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
