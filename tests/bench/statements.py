"""What an answer asks of the database: recorded, repeated without anything of ours around it, and explained."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from psycopg import IsolationLevel
from sqlalchemy import Engine, event


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement with its parameters, as the driver gets them."""

    sql: str
    parameters: Any

    @property
    def tables(self) -> list[str]:
        """What it reads from; nothing where it begins or sets something."""
        return list(dict.fromkeys(re.findall(r"\b(?:FROM|JOIN) (\w+)", self.sql)))


Script = list[Statement | None]
"""Statements in their order; None is where a transaction ends."""


@dataclass(frozen=True, slots=True)
class Explained:
    """How the database finds what a statement reads, and how much it touches on the way.

    PostgreSQL tells rows. SQLite does not: there it is the steps of its virtual machine, several for each row.
    """

    how: str
    touched: int


@contextmanager
def recorded(engine: Engine) -> Iterator[Script]:
    """Everything that is sent on the engine meanwhile."""
    script: Script = []

    def sent(_connection: object, _cursor: object, sql: str, parameters: object, *_: object) -> None:
        script.append(Statement(sql, parameters))

    def ended(_connection: object) -> None:
        script.append(None)

    listeners: dict[str, Callable[..., None]] = {"before_cursor_execute": sent, "rollback": ended, "commit": ended}
    for name, listener in listeners.items():
        event.listen(engine, name, listener)
    yield script
    for name, listener in listeners.items():
        event.remove(engine, name, listener)


@contextmanager
def bare(engine: Engine) -> Iterator[Any]:
    """A connection as the driver opened it, which reads as the books do."""
    pooled = engine.raw_connection()
    connection: Any = pooled.driver_connection
    if engine.dialect.name == "postgresql":
        connection.isolation_level, connection.read_only = IsolationLevel.REPEATABLE_READ, True
    try:
        yield connection
    finally:
        pooled.invalidate()


def repeat(connection: Any, script: Script) -> None:
    """Sends the statements again and fetches what they give."""
    for statement in script:
        if statement is None:
            connection.rollback()
        else:
            _fetched(connection, statement.sql, statement.parameters)


def reading(script: Script) -> list[Statement]:
    """The statements that read a table, each once."""
    found: list[Statement] = []
    for statement in script:
        if statement is not None and statement.tables and statement not in found:
            found.append(statement)
    return found


def explained(engine: Engine, statements: Sequence[Statement]) -> list[Explained]:
    """How each of the statements is carried out."""
    explain = _by_sqlite if engine.dialect.name == "sqlite" else _by_postgresql
    with bare(engine) as connection:
        return [explain(connection, statement) for statement in statements]


def _by_sqlite(connection: Any, statement: Statement) -> Explained:
    plan = _fetched(connection, f"EXPLAIN QUERY PLAN {statement.sql}", statement.parameters)
    steps = 0

    def step() -> None:
        nonlocal steps
        steps += 1

    connection.set_progress_handler(step, 1)
    _fetched(connection, statement.sql, statement.parameters)
    connection.set_progress_handler(None, 1)
    return Explained("; ".join(detail for *_, detail in plan), steps)


def _by_postgresql(connection: Any, statement: Statement) -> Explained:
    explain = f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {statement.sql}"
    ((plan,),) = _fetched(connection, explain, statement.parameters)
    scans = [node for node in _nodes(plan[0]["Plan"]) if "Relation Name" in node]
    how = [" ".join(node.get(key, "") for key in ("Node Type", "Relation Name", "Index Name")) for node in scans]
    touched = sum(
        (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"] for node in scans
    )
    return Explained("; ".join(how), round(touched))


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for inner in node.get("Plans", ()):
        yield from _nodes(inner)


def _fetched(connection: Any, sql: str, parameters: Any) -> list[Any]:
    cursor = connection.cursor()
    cursor.execute(sql, parameters)
    return list(cursor.fetchall()) if cursor.description else []
