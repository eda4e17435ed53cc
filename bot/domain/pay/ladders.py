"""Pay by tiers: how much a deal, or a whole period, comes to by what it has reached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from bot.domain.incentives import Accelerator, Bound, Overage, Scope, Threshold, Tiers
from bot.domain.measures import Quantity, alike, size
from bot.domain.money import NOTHING, WHOLE, Money, Rate, round_half_up
from bot.domain.pay.lines import Part


@dataclass(frozen=True, slots=True)
class Rung:
    """From `start` on (minor units, or a number from 1) each unit counted pays `pays × times`."""

    start: int
    pays: Rate | Money
    times: Rate = WHOLE


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs of tiers, an accelerator or a threshold, the lowest first.

    `marginal`: each rung pays for its own slice; else the one reached pays for everything from `beyond` on, and the
    lowest for what lies below. `once`: a rung pays its amount once for being reached. `unit` is a quantity of the kind
    that is counted.
    """

    rungs: tuple[Rung, ...]
    marginal: bool
    unit: Quantity
    bound: Bound = Bound.UPPER
    beyond: int = 0
    once: bool = False

    def reached(self, result: int) -> Rung:
        """The rung a result stands on; the lowest one at least."""
        owns = self.bound is Bound.UPPER
        return [r for r in self.rungs if r.start < result or (owns and r.start == result) or r is self.rungs[0]][-1]

    def pays(self, result: int) -> Fraction:
        """The pay for a whole result, in minor units, not rounded."""
        return sum((part.minor for part in self.parts(0, result)), Fraction(0))

    def turns(self) -> tuple[Fraction, ...]:
        """The results at which pay turns or jumps."""
        return tuple(Fraction(rung.start) for rung in self.rungs)

    def parts(self, without: int, result: int) -> tuple[Part, ...]:
        """What lies between two results, piece by piece, taken off where the second is the lower one.

        A result below zero pays what zero pays: nothing.
        """
        if result < without:
            return tuple(replace(part, minus=not part.minus) for part in self.parts(result, without))
        pieces = self._once if self.once else self._slices if self.marginal else self._whole
        return tuple(pieces(max(without, 0), max(result, 0)))

    def _slices(self, without: int, result: int) -> Iterator[Part]:
        first = 1 if isinstance(self.unit, int) and self.bound is Bound.UPPER else 0
        ends = [rung.start - first for rung in self.rungs[1:]]
        for rung, start, end in zip(self.rungs, [0, *ends], [*ends, max(result, *ends, 0)], strict=True):
            slice_ = min(result, end) - max(without, start)
            if slice_ > 0:
                yield self._part(slice_, rung)

    def _whole(self, without: int, result: int) -> Iterator[Part]:
        after, before = self.reached(result), self.reached(without)
        below = min(result, self.beyond) - min(without, self.beyond)
        if below > 0:
            yield self._part(below, self.rungs[0])
        over_after, over_before = max(result - self.beyond, 0), max(without - self.beyond, 0)
        if after == before:
            over_after, over_before = over_after - over_before, 0
        if over_after > 0:
            yield self._part(over_after, after)
        if over_before > 0:
            yield self._part(over_before, before, minus=True)

    def _once(self, without: int, result: int) -> Iterator[Part]:
        after, before = self.rungs.index(self.reached(result)), self.rungs.index(self.reached(without))
        if self.marginal:
            first = before + 1 if without else 0
            gained = self.rungs[first : after + 1] if result else ()
            yield from (Part(1, rung.pays, rung.times) for rung in gained)
        elif result and (after != before or not without):
            yield Part(1, self.rungs[after].pays)
            if without:
                yield Part(1, self.rungs[before].pays, minus=True)

    def _part(self, number: int, rung: Rung, *, minus: bool = False) -> Part:
        return Part(alike(number, self.unit), rung.pays, rung.times, minus)


def ladder(component: Tiers | Threshold, unit: Quantity) -> Ladder:
    """The ladder of tiers, or of a threshold, which is two whole tiers the lower of which pays nothing."""
    if isinstance(component, Threshold):
        both = (Rung(0, NOTHING), Rung(component.reached.minor, component.rate))
        return Ladder(both, marginal=False, unit=unit)
    rungs = tuple(Rung(size(tier.start), tier.pays) for tier in component.tiers)
    by_amount = not component.measure.is_count
    return Ladder(
        rungs,
        marginal=component.scope is Scope.MARGINAL,
        unit=unit,
        bound=component.bound,
        once=by_amount and any(isinstance(tier.pays, Money) for tier in component.tiers),
    )


def accelerated(component: Accelerator, quota: Money) -> Ladder:
    """The ladder of an accelerator for a quota; where its steps start is rounded to the minor unit."""
    starts = [round_half_up(step.attainment.fraction * quota.minor) for step in component.steps]
    rungs = [Rung(start, component.rate, s.multiplier) for start, s in zip(starts, component.steps, strict=True)]
    if starts[0] > 0:
        rungs.insert(0, Rung(0, component.rate))
    return Ladder(
        tuple(rungs),
        marginal=component.scope is Overage.SLICE,
        unit=quota,
        bound=component.bound,
        beyond=0 if component.scope is Overage.SLICE else starts[0],
    )
