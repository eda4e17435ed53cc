"""A PostgreSQL for one run, with the settings it comes with."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

STARTS_WITHIN = 30.0
"""Seconds it gets to come up."""


def binaries() -> Path | None:
    """The folder with `initdb`; None where PostgreSQL is not installed."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@contextmanager
def started(folder: Path) -> Iterator[str]:
    """The URL of an empty database of these binaries, reached by a unix socket; nothing is left of it afterwards."""
    # It refuses to run as root, and its own user can look into the temporary folder, but not into a private one there.
    user = "postgres" if os.geteuid() == 0 else None
    groups: list[int] | None = None if user is None else []
    data = Path(tempfile.mkdtemp(prefix="pg-"))
    if user is not None:
        os.chown(data, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)
    try:
        initdb: list[str | Path] = [folder / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N"]
        subprocess.run(initdb, user=user, extra_groups=groups, cwd=data, check=True, capture_output=True)
        command: list[str | Path] = [folder / "postgres", "-D", data, "-k", data, "-clisten_addresses="]
        server = subprocess.Popen(command, user=user, extra_groups=groups, cwd=data, stderr=subprocess.DEVNULL)
        try:
            url = f"postgresql://postgres@/postgres?host={data}"
            _wait_for(url, server)
            yield url
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(STARTS_WITHIN)
    finally:
        shutil.rmtree(data)


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > give_up:
                raise
            time.sleep(0.05)
        else:
            return
