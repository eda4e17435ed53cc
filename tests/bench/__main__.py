"""`make bench`: what an answer costs, beside what it can't do without. It measures, and never fails."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from storage.books import StorageLibrary
from storage.engine import migrate, open_engine
from storage.vault import ENCRYPTION_KEYS, INDEX_KEY, Vault, new_keys
from tests.bench import answering, book, comparing, postgres, showing
from tests.bench.bots import ASK, HELLO, hello_bot, slack_at_once, whole_bot
from tests.bench.memory import peak_after
from tests.bench.statements import explained, reading

ANSWERS = 1_000
"""Answers after which the memory is looked at."""


def main() -> None:
    """Measures the domain alone, then answers on SQLite and, where it is installed, on PostgreSQL."""
    showing.times("In the domain alone", comparing.times())
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        measure("SQLite", f"sqlite:///{Path(folder) / 'books.db'}")
    binaries = postgres.binaries()
    if binaries is None:
        click.echo("\nPostgreSQL is not installed: no initdb on PATH or in /usr/lib/postgresql")
        return
    with postgres.started(binaries) as url:
        measure("PostgreSQL", url)


def measure(database: str, url: str) -> None:
    """Fills the books and asks them, while there are few leads and when there are many."""
    keys, engine = new_keys(), open_engine(url)
    migrate(engine)
    vault = Vault([keys[ENCRYPTION_KEYS]], keys[INDEX_KEY])
    library = StorageLibrary(engine, vault)
    book.fill(library, engine, vault)
    with slack_at_once() as asked:
        whole, hello = whole_bot(library), hello_bot(library)
        recordings = [answering.record(engine, whole, asked, line) for line in answering.RENDERED_BY]
        few = [explained(engine, reading(recording.script)) for recording in recordings]
        book.multiply(engine)
        for recording, before in zip(recordings, few, strict=True):
            times = answering.times(engine, whole, hello, recording)
            showing.times(f"{recording.line} on {database}", times)
            showing.ratio("(answer - hello) / (SQL + rendering)", answering.ratio(times))
            showing.asked(recording.asked)
            unit = "steps of its machine" if engine.dialect.name == "sqlite" else "rows"
            showing.touched(unit, reading(recording.script), before, explained(engine, reading(recording.script)))
    engine.dispose()
    peaks = {line: peak_after(line, ANSWERS, url, keys) for line in (ASK, HELLO)}
    showing.memory(f"Memory at most, on {database}", peaks)


if __name__ == "__main__":
    main()
