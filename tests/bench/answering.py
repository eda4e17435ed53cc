"""An answer beside its parts: what hello takes, what its SQL takes, what its words take."""

from __future__ import annotations

from dataclasses import dataclass
from unittest.mock import patch

from slack_bolt import App
from sqlalchemy import Engine

from messages import earnings, ranking
from tests.bench.bots import ASK, HELLO, RANK, told
from tests.bench.clock import Case, Times, side_by_side
from tests.bench.statements import Script, bare, recorded, repeat

RENDERED_BY = {ASK: (earnings, "answer"), RANK: (ranking, "ranking")}
"""The lines that are asked, each with the module and the name of the function that puts its answer into words."""

ANSWER, HELLO_ALONE, SQL, RENDERING = "answer", "hello", "its SQL, sent by the driver alone", "rendering of its blocks"
_ROUNDS, _SECONDS = 1_000, 15.0


@dataclass(frozen=True, slots=True)
class Recording:
    """One answer: which methods of Slack's it called, what it sent to the database, how it is put into words."""

    line: str
    asked: tuple[str, ...]
    script: Script
    rendering: Case


def record(engine: Engine, app: App, asked: list[str], line: str) -> Recording:
    """Records the second answer to a line; the first one also looks up what is kept from then on."""
    told(app, line)
    asked.clear()
    module, name = RENDERED_BY[line]
    render = getattr(module, name)
    with recorded(engine) as script, patch.object(module, name, wraps=render) as rendered:
        told(app, line)
    given = rendered.call_args
    return Recording(line, tuple(asked), script, lambda: render(*given.args, **given.kwargs).to_dict())


def times(engine: Engine, whole: App, hello: App, recording: Recording) -> dict[str, Times]:
    """What the answer, hello, the SQL alone and the words alone take."""
    with bare(engine) as connection:
        cases: dict[str, Case] = {
            ANSWER: lambda: told(whole, recording.line),
            HELLO_ALONE: lambda: told(hello, HELLO),
            SQL: lambda: repeat(connection, recording.script),
            RENDERING: recording.rendering,
        }
        return side_by_side(cases, _ROUNDS, _SECONDS)


def ratio(taken: dict[str, Times]) -> float:
    """What the answer costs beyond hello, at the median, as a multiple of its SQL and its words."""
    answer, hello, sql, rendering = (taken[name].median for name in (ANSWER, HELLO_ALONE, SQL, RENDERING))
    return (answer - hello) / (sql + rendering)
