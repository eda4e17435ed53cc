"""Small tables on the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

from tests.bench.clock import Times
from tests.bench.statements import Explained, Statement

_NAME, _HOW = 44, 92


def times(title: str, taken: Mapping[str, Times]) -> None:
    """Median and 99th percentile of each case, in milliseconds."""
    rounds = min(len(one.rounds) for one in taken.values())
    click.echo(f"\n{title + f', {rounds:,} rounds':{_NAME}}   median ms      p99 ms")
    for name, one in taken.items():
        click.echo(f"  {name:{_NAME}}{one.median:10.3f}{one.p99:12.3f}")


def ratio(words: str, value: float) -> None:
    """A number made of others."""
    click.echo(f"  {words:{_NAME}}{value:10.2f}")


def asked(methods: Sequence[str]) -> None:
    """What Slack was asked meanwhile; its answers take no time here."""
    click.echo(f"  {'asked of Slack':{_NAME + 4}}{', '.join(methods) or 'nothing'}")


def touched(unit: str, statements: Sequence[Statement], few: Sequence[Explained], many: Sequence[Explained]) -> None:
    """What each statement touches with few leads and with many, of which the alliance asked about has as many."""
    click.echo(f"  {'reads':{_HOW}}{unit}, few leads → many")
    for statement, before, after in zip(statements, few, many, strict=True):
        grew = "  GREW" if "lead" in statement.tables and after.touched > before.touched else ""
        click.echo(f"  {_cut(after.how, _HOW - 2):{_HOW}}{before.touched:8,} → {after.touched:,}{grew}")


def memory(title: str, peaks: Mapping[str, tuple[int, int]]) -> None:
    """How often each process answered, and the most memory it held."""
    click.echo(f"\n{title:{_NAME}}      answers          MiB")
    for name, (answers, peak) in peaks.items():
        click.echo(f"  {name:{_NAME}}{answers:10,}{peak / 2**20:12.1f}")


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
