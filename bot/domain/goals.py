"""Goals: from attainment of a quota to a share of a target bonus.

A deal's share is the payout with it minus the payout without it. Where the result so far is unknown the share is a
range over every result the period might be at; its ends are exact, because payout is piecewise straight and can only
turn or jump at a few places. The same holds for whatever else is paid by a period's result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import floor

from bot.domain.money import NOTHING, WHOLE, Rate


@dataclass(frozen=True, slots=True)
class Curve:
    """Payout by attainment: straight between `points` and, with the last slope, beyond the last one.

    Below `hurdle` (Einstiegshürde) and below the first point nothing is paid, at them the curve counts. `cap`
    (Kappung) is the highest payout. The default points pay attainment as it is. Points must rise;
    `bot.domain.checks` refuses others. With `stepped` the payout stays at a point's until the next one is reached.

    Points 50 % → 0 %, 100 % → 100 % and an attainment of 80 %: straight pays 60 %, stepped 0 %.
    """

    hurdle: Rate = NOTHING
    cap: Rate | None = None
    points: tuple[tuple[Rate, Rate], ...] = ((NOTHING, NOTHING), (WHOLE, WHOLE))
    stepped: bool = False

    def payout(self, attainment: Fraction) -> Fraction:
        """The share of the target bonus for an attainment; 1 is all of it."""
        if attainment < self.entry:
            return Fraction(0)
        straight = self.straight(attainment)
        return straight if self.cap is None else min(straight, self.cap.fraction)

    @property
    def entry(self) -> Fraction:
        """The attainment from which something is paid: the hurdle or the first point, whichever is higher."""
        return max(self.hurdle, self.points[0][0]).fraction

    def straight(self, attainment: Fraction) -> Fraction:
        """The payout by the points alone, without hurdle and cap."""
        if self.stepped:
            return max((y.fraction for x, y in self.points if x.fraction <= attainment), default=Fraction(0))
        segments = list(pairwise(self.points))
        (x0, y0), (x1, y1) = next((s for s in segments if attainment < s[1][0].fraction), segments[-1])
        slope = (y1.fraction - y0.fraction) / (x1.fraction - x0.fraction)
        return y0.fraction + slope * (attainment - x0.fraction)

    def turns(self) -> tuple[Fraction, ...]:
        """The attainments at which payout turns or jumps."""
        places = [self.entry, *(x.fraction for x, _ in self.points)]
        if self.cap is not None:
            places += self._reaching(self.cap.fraction)
        return tuple(sorted(set(places)))

    def _reaching(self, payout: Fraction) -> list[Fraction]:
        found = []
        for (x0, y0), (x1, y1) in pairwise(self.points):
            rise = y1.fraction - y0.fraction
            last = x1 == self.points[-1][0]
            if rise > 0 and payout >= y0.fraction and (last or payout <= y1.fraction):
                found.append(x0.fraction + (payout - y0.fraction) / rise * (x1.fraction - x0.fraction))
        return found


def bases(turns: Iterable[Fraction], shifts: Iterable[int]) -> set[int]:
    """Every result so far that need be looked at to find the most and the least a deal can add.

    Results are whole numbers from zero up. Pay by result is piecewise straight: what a deal adds can only be extreme
    where the result with or without it comes next to one of the `turns`. `shifts` is what deals count, 0 for none.
    """
    near = {floor(turn) + step for turn in turns for step in (-1, 0, 1)}
    return {0} | {place - shift for place in near for shift in shifts if place > shift}


def spread(
    pays: Callable[[int], Fraction], turns: Iterable[Fraction], less: int, more: int
) -> tuple[Fraction, Fraction]:
    """The lowest and highest `pays(base + more) - pays(base + less)` over every base from zero up.

    With `less=0` it is what a deal that counts `more` adds; otherwise what one deal adds over another. `pays` is the
    pay of a whole period by its result, piecewise straight between the `turns`.
    """
    if less == more:
        return Fraction(0), Fraction(0)
    added = [pays(base + more) - pays(base + less) for base in bases(turns, (less, more))]
    return min(added), max(added)
