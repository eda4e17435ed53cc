"""Databases for tests: each test gets books of its own, on SQLite and on PostgreSQL."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings
from psycopg import sql
from sqlalchemy import Engine, make_url

from storage.books import StorageLibrary
from storage.engine import migrate, open_engine
from storage.tables import Row
from storage.vault import ENCRYPTION_KEYS, INDEX_KEY, Vault, new_keys

settings.register_profile("house", max_examples=40, deadline=None)
settings.load_profile("house")

STARTS_WITHIN = 30.0
"""Seconds PostgreSQL gets to come up."""
DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL of this test run alone, on a unix socket; skips where it is not installed."""
    binaries = _postgres_binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed: no initdb on PATH or in /usr/lib/postgresql")
    user = "postgres" if os.geteuid() == 0 else None
    # PostgreSQL refuses to run as root, and its user can look into the temporary folder but not into pytest's.
    data = Path(tempfile.mkdtemp(prefix="pg-"))
    if user is not None:
        os.chown(data, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)
    try:
        _run([binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N"], user, data)
        quick = [f"-c{setting}=off" for setting in ("fsync", "synchronous_commit", "full_page_writes")]
        server = subprocess.Popen(
            [binaries / "postgres", "-D", data, "-k", data, "-clisten_addresses=", *quick],
            user=user,
            extra_groups=None if user is None else [],
            cwd=data,
            stderr=subprocess.DEVNULL,
        )
        try:
            url = f"postgresql://postgres@/postgres?host={data}"
            _wait_for(url, server)
            yield url
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(STARTS_WITHIN)
    finally:
        shutil.rmtree(data)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables and nothing in them, to be copied."""
    path = tmp_path_factory.mktemp("template") / "books.db"
    _migrated(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def new_postgres_database(postgres_url: str) -> Callable[[], str]:
    """Makes a database without tables on the server and gives its URL."""
    numbers = itertools.count(1)

    def new_database() -> str:
        name = f"books_{next(numbers)}"
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        return make_url(postgres_url).set(database=name).render_as_string()

    return new_database


@pytest.fixture(scope="session")
def migrated_postgres_url(new_postgres_database: Callable[[], str]) -> str:
    """A PostgreSQL database with all tables; emptying it for a test is 25 times as fast as making another one."""
    url = new_postgres_database()
    _migrated(url)
    return url


@pytest.fixture(params=DATABASES)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'books.db'}"
    new_database: Callable[[], str] = request.getfixturevalue("new_postgres_database")
    return new_database()


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database with all tables and nothing in them."""
    if request.param == "sqlite":
        copy = shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "books.db")
        return f"sqlite:///{copy}"
    url: str = request.getfixturevalue("migrated_postgres_url")
    with psycopg.connect(url) as connection:
        for table in reversed(Row.metadata.sorted_tables):
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table.name)))
    return url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def keys() -> dict[str, str]:
    return new_keys()


@pytest.fixture(scope="session")
def vault(keys: dict[str, str]) -> Vault:
    return Vault([keys[ENCRYPTION_KEYS]], keys[INDEX_KEY])


@pytest.fixture
def library(engine: Engine, vault: Vault) -> StorageLibrary:
    """Empty books."""
    return StorageLibrary(engine, vault)


def _postgres_binaries() -> Path | None:
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def _run(command: list[str | Path], user: str | None, folder: Path) -> None:
    subprocess.run(
        command, user=user, extra_groups=None if user is None else [], cwd=folder, check=True, capture_output=True
    )


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


def _migrated(url: str) -> None:
    engine = open_engine(url)
    migrate(engine)
    engine.dispose()
