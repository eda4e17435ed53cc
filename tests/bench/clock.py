"""How long something takes, beside something else: cases take turns, so that what disturbs one disturbs all."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median, quantiles

Case = Callable[[], object]

_WARMING = 10
"""Rounds that are not counted: caches fill, statements get prepared."""


@dataclass(frozen=True, slots=True)
class Times:
    """What each round of a case took, in milliseconds."""

    rounds: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.rounds)

    @property
    def p99(self) -> float:
        return quantiles(self.rounds, n=100, method="inclusive")[-1]


def side_by_side(cases: Mapping[str, Case], rounds: int, seconds: float) -> dict[str, Times]:
    """The times of each case. There are fewer rounds than asked for where they would take longer than `seconds`."""
    for case in cases.values():
        for _ in range(_WARMING):
            case()
    taken: dict[str, list[float]] = {name: [] for name in cases}
    until = time.monotonic() + seconds
    while len(next(iter(taken.values()))) < rounds and time.monotonic() < until:
        for name, case in cases.items():
            taken[name].append(_milliseconds(case))
    return {name: Times(tuple(times)) for name, times in taken.items()}


def _milliseconds(case: Case) -> float:
    start = time.perf_counter_ns()
    case()
    return (time.perf_counter_ns() - start) / 1e6
