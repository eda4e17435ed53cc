"""Leads counted and added up by the database, as tallies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from sqlmodel import col

from bot.domain.leads import Direction, Reason, Stage
from bot.domain.reciprocity import Tally
from storage.tables import LeadRow

COUNTED = (
    col(LeadRow.alliance_id),
    col(LeadRow.direction),
    col(LeadRow.stage),
    col(LeadRow.reason),
    col(LeadRow.expected_currency),
    col(LeadRow.won_currency),
)
"""What leads are grouped by; a lead may be won in another currency than was expected."""

_Group = tuple[int, Direction, Stage, Reason | None, str | None]


def tallies_of(rows: Sequence[Sequence[Any]]) -> tuple[Tally, ...]:
    """Tallies of rows that hold `COUNTED`, how many there are, and the sums of what was expected and won."""
    tallies: dict[_Group, Tally] = {}
    for tally in (tally for row in rows for tally in _by_currency(*row)):
        group = (tally.alliance_id, tally.direction, tally.stage, tally.reason, tally.currency)
        tallies[group] = _together(tally, tallies[group]) if group in tallies else tally
    return tuple(tallies.values())


def _by_currency(  # noqa: PLR0913, PLR0917 (a row has that many columns)
    alliance_id: int,
    direction: Direction,
    stage: Stage,
    reason: Reason | None,
    expected_currency: str | None,
    won_currency: str | None,
    count: int,
    expected: int | None,
    won: int | None,
) -> Iterator[Tally]:
    """One tally, or two where leads were won in another currency: they are counted once, where they were expected."""
    of = partial(Tally, alliance_id, direction, stage, reason)
    currency = expected_currency or won_currency
    # PostgreSQL adds up whole numbers to decimals, and both databases add up nothing to NULL.
    expected, won = int(expected or 0), int(won or 0)
    if won_currency in {None, currency}:
        yield of(currency, count, expected, won)
    else:
        yield of(currency, count, expected, 0)
        yield of(won_currency, 0, 0, won)


def _together(one: Tally, other: Tally) -> Tally:
    return replace(
        one,
        count=one.count + other.count,
        expected=one.expected + other.expected,
        won=one.won + other.won,
    )
