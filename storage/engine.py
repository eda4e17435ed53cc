"""Opens the database, SQLite as it should be used or PostgreSQL, and brings its tables up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

BUSY_SECONDS = 10
"""How long a writer waits on SQLite for another one."""
ANALYSED = 1000
"""Rows of each index that are looked at; a hundred to a thousand are enough (sqlite.org/lang_analyze.html)."""
CONNECT_SECONDS = 10
"""How long a connection to PostgreSQL may take."""

_LOCK = 7_264_417_105_311
"""Names the advisory lock under which PostgreSQL is migrated; any number that nobody else uses."""

_DRIVERS = {
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


class UnknownDatabase(ValueError):
    """The database URL is neither `sqlite:///path` nor `postgresql://user:password@host/name`."""


class BrokenReferences(Exception):
    """A migration left rows that refer to rows which are not there; it was undone."""


def open_engine(url: str) -> Engine:
    """The engine for the database; nothing is connected yet.

    Args:
        url: `sqlite:///path`, or `postgres://…` or `postgresql://…` as hosts give it.

    Raises:
        UnknownDatabase: if it is neither; the URL, which may hold a password, is not repeated.
    """
    parsed = _parsed(url)
    if parsed.get_backend_name() == "sqlite":
        engine = create_engine(parsed, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    connect_args = {"connect_timeout": CONNECT_SECONDS}
    # Errors don't quote what was to be written: a log holds no names.
    return create_engine(parsed, hide_parameters=True, pool_pre_ping=True, connect_args=connect_args)


def for_reading(engine: Engine) -> Engine:
    """The same engine for transactions that see one state of the books; what they write is refused."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def for_writing(engine: Engine) -> Engine:
    """The same engine for transactions that write; on SQLite they wait for each other when they start."""
    return engine.execution_options(writing=True)


def look_at_growth(engine: Engine) -> None:
    """Lets SQLite look at how large its tables have become, which decides the index a query takes.

    `PRAGMA optimize` would do so for tables which the same connection has read, on SQLite before 3.46 (see
    sqlite.org/pragma.html, "PRAGMA optimize"); one out of a pool may have read none.
    """
    if engine.dialect.name == "sqlite":
        with for_writing(engine).begin() as connection:
            connection.exec_driver_sql(f"PRAGMA analysis_limit={ANALYSED}")
            connection.exec_driver_sql("ANALYZE")


def reachable(engine: Engine) -> str | None:
    """Why the database can't be used, in one line and without its password; None if it can."""
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).strip()
        return reason.splitlines()[0] if reason else type(error).__name__
    return None


def migrate(engine: Engine) -> tuple[str, ...]:
    """Brings the database up to date, all or nothing, and says which revisions were applied, in their order.

    Of several processes that do so at once one works, the others wait and find nothing left to do.
    """
    with migrating(engine) as connection:
        revisions = _unapplied(connection)
        if revisions:
            command.upgrade(alembic_config(connection), "head")
        return revisions


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """A connection on which tables may be changed; one process at a time has it, and all is done or nothing is.

    Raises:
        BrokenReferences: if rows refer to rows that are gone.
    """
    # SQLite changes a table by making it anew. With foreign keys on, dropping the old one would empty others, so they
    # are off meanwhile and looked at afterwards.
    with for_writing(engine).execution_options(migrating=True).begin() as connection:
        if engine.dialect.name == "sqlite":
            yield connection
            if broken := connection.execute(text("PRAGMA foreign_key_check")).all():
                raise BrokenReferences(broken)
        else:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            yield connection


def pending(engine: Engine) -> bool:
    """Whether there are migrations the database has not seen; not so if it has seen newer ones than are known here."""
    with engine.connect() as connection:
        return bool(_unapplied(connection))


def alembic_config(connection: Connection) -> Config:
    """What Alembic's commands need to work on this connection."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise UnknownDatabase from None
    driver = _DRIVERS.get(parsed.drivername)
    if driver is None or (driver == "sqlite" and not parsed.database):
        raise UnknownDatabase
    return parsed.set(drivername=driver)


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 (whatever the driver opens)
    # The driver would begin transactions late and only to write: two could read the same and one change be lost.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    writing = options.get("writing", False)
    connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writing else 'ON'}")
    connection.exec_driver_sql(f"PRAGMA foreign_keys={'OFF' if options.get('migrating', False) else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _unapplied(connection: Connection) -> tuple[str, ...]:
    scripts = ScriptDirectory.from_config(alembic_config(connection))
    newest_first = [script.revision for script in scripts.walk_revisions()]
    current = MigrationContext.configure(connection).get_current_revision()
    if current is None:
        return tuple(reversed(newest_first))
    return tuple(reversed(newest_first[: newest_first.index(current)])) if current in newest_first else ()
