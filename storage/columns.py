"""Kinds of columns. A moment is always UTC: SQLModel refuses a datetime without a zone and returns UTC."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Column, Dialect, ForeignKey, Table, Text, event
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""How constraints are named, so that a migration can name what it drops."""


class Word(TypeDecorator[StrEnum]):
    """A word of an enumeration, kept as its value in a text column."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:  # noqa: ARG002 (SQLAlchemy's)
        """The word as text. Raises ValueError if it is none of the enumeration."""
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:  # noqa: ARG002 (SQLAlchemy's)
        """The text as a word."""
        return None if value is None else self.words(value)


class Lines(TypeDecorator[list[Any]]):
    """A short list of texts, or of lists of texts, as JSON in a text column; it is read and written whole."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: list[Any] | None, dialect: Dialect) -> str | None:  # noqa: ARG002 (SQLAlchemy's)
        """The list as JSON."""
        return None if value is None else json.dumps(value, ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> list[Any] | None:  # noqa: ARG002 (SQLAlchemy's)
        """The JSON as a list."""
        return None if value is None else list(json.loads(value))


def one_of(words: type[StrEnum], *, primary_key: bool = False, nullable: bool = False) -> Column[StrEnum]:
    """A column for a word of the enumeration; its table refuses every other."""
    column: Column[StrEnum] = Column(Word(words), primary_key=primary_key, nullable=nullable)
    known = ", ".join(f"'{word.value}'" for word in words)

    def refuse_others(column: Column[StrEnum], table: Table) -> None:
        table.append_constraint(CheckConstraint(f"{column.name} IN ({known})", name=f"{column.name}_known"))

    event.listen(column, "after_parent_attach", refuse_others)
    return column


def lines() -> Column[list[Any]]:
    """A column for a short list."""
    return Column(Lines, nullable=False)


def owned_by(column: str) -> Column[int]:
    """A column for the row that this one is a part of; where that one goes, this one goes with it."""
    return Column(ForeignKey(column, ondelete="CASCADE"), primary_key=True, nullable=False)


def currency_check(column: str) -> CheckConstraint:
    """Lets only codes of three letters into the column (ISO 4217)."""
    return CheckConstraint(f"length({column}) = 3", name=f"{column}_code")
