"""The little that SQLite and PostgreSQL say in different words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from psycopg.errors import UniqueViolation
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from bot.domain.refusals import ChangedMeanwhile
from storage.tables import Row

_UNIQUE_IN_SQLITE = {"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"}


def insert(session: Session, table: type[Row]) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that can say what to do `ON CONFLICT`."""
    return sqlite.insert(table) if session.get_bind().dialect.name == "sqlite" else postgresql.insert(table)


@contextmanager
def unless_taken(session: Session) -> Iterator[None]:
    """What is written inside is undone as a whole, and the transaction goes on, if something unique was taken.

    Raises:
        ChangedMeanwhile: if it was.
    """
    try:
        with session.begin_nested():
            yield
    except IntegrityError as error:
        if isinstance(error.orig, UniqueViolation) or (
            getattr(error.orig, "sqlite_errorname", None) in _UNIQUE_IN_SQLITE
        ):
            raise ChangedMeanwhile from error
        raise
