"""Goals: from attainment of a quota to a share of a target bonus.

A deal's share is the payout with it minus the payout without it. Where the result so far is unknown the share is a
range over every result the period might be at; its ends are exact, because payout is piecewise straight and can only
turn or jump at a few places.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from bot.domain.money import NOTHING, WHOLE, Rate


@dataclass(frozen=True, slots=True)
class Curve:
    """Payout by attainment: straight between `points` and, with the last slope, beyond the last one.

    Below `hurdle` (Einstiegshürde) and below the first point nothing is paid, at them the curve counts. `cap`
    (Kappung) is the highest payout. The default points pay attainment as it is. Points must rise;
    `bot.domain.checks` refuses others.
    """

    hurdle: Rate = NOTHING
    cap: Rate | None = None
    points: tuple[tuple[Rate, Rate], ...] = ((NOTHING, NOTHING), (WHOLE, WHOLE))

    def payout(self, attainment: Fraction, *, reached: bool = True) -> Fraction:
        """The share of the target bonus for an attainment; 1 is all of it.

        With `reached=False` it is the payout just below the attainment, which differs at the entry alone.
        """
        if attainment < self.entry or (attainment == self.entry and not reached):
            return Fraction(0)
        straight = self.straight(attainment)
        return straight if self.cap is None else min(straight, self.cap.fraction)

    @property
    def entry(self) -> Fraction:
        """The attainment from which something is paid: the hurdle or the first point, whichever is higher."""
        return max(self.hurdle, self.points[0][0]).fraction

    def straight(self, attainment: Fraction) -> Fraction:
        """The payout by the points alone, without hurdle and cap."""
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


def spread(curve: Curve, quota: int | None, less: int, more: int) -> tuple[Fraction, Fraction] | None:
    """The lowest and highest `payout(base + more) - payout(base + less)` over every base from zero up.

    With `less=0` it is what a deal that counts `more` adds; otherwise what one deal adds over another. Amounts are in
    minor units. Without a quota it holds for every quota; None means that there is no bound.
    """
    if less == more:
        return Fraction(0), Fraction(0)
    if quota is None:
        if curve.cap is None:
            return None
        top = curve.cap.fraction
        return (Fraction(0), top) if more > less else (-top, Fraction(0))
    turns = [turn * quota for turn in curve.turns()]
    bases = {Fraction(0)} | {turn - shift for turn in turns for shift in (less, more) if turn >= shift}

    def added(base: Fraction, *, reached: bool) -> Fraction:
        after, before = (base + more) / quota, (base + less) / quota
        return curve.payout(after, reached=reached) - curve.payout(before, reached=reached)

    at = [added(base, reached=True) for base in bases]
    below = [added(base, reached=False) for base in bases if base > 0]
    return min(at + below), max(at + below)
