"""What can be wrong inside a component: goals, tiers, steps, splits, clawbacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.domain.goals import Curve
from bot.domain.incentives import (
    Accelerator,
    Clawback,
    GoalBonus,
    Measure,
    Overage,
    Scope,
    Split,
    Tier,
    Tiers,
    Trigger,
)
from bot.domain.measures import size
from bot.domain.money import NOTHING, PARTS_PER_MILLION, WHOLE, Money, Rate
from bot.domain.refusals import FlawKind

Found = Iterator[tuple[FlawKind, int]]
"""A problem and the number of the part it is in; 0 for the component itself."""

MOST_TIMES = Rate(100 * PARTS_PER_MILLION)
"""A multiplier beyond it is a slip of the finger."""


def goal_flaws(goal: GoalBonus) -> Found:
    """Curves that don't rise and quotas of the wrong kind, of the goal and of those that multiply it."""
    parts = [(goal.curve, goal.measure, goal.quota), *((f.curve, f.measure, f.quota) for f in goal.multiplied_by)]
    for number, (curve, measure, quota) in enumerate(parts):
        yield from ((kind, number) for kind in _curve_flaws(curve))
        if quota is not None and isinstance(quota, int) is not measure.is_count:
            yield FlawKind.QUOTA_OTHER_KIND, number
        if isinstance(quota, int) and quota < 1:
            yield FlawKind.NUMBER_TOO_SMALL, number


def _curve_flaws(curve: Curve) -> Iterator[FlawKind]:
    points, cap = curve.points, curve.cap
    rising = all(x0 < x1 and y0 <= y1 for (x0, y0), (x1, y1) in pairwise(points))
    if len(points) <= 1 or min(points[0]) < NOTHING or not rising:
        yield FlawKind.POINTS_NOT_RISING
    elif curve.hurdle < NOTHING or (cap is not None and (cap <= NOTHING or cap.fraction < curve.straight(curve.entry))):
        yield FlawKind.CAP_BELOW_HURDLE


def tier_flaws(tiers: Tiers) -> Found:
    """No tiers, tiers of mixed kinds, and bounds that leave a gap or overlap."""
    if not tiers.tiers:
        yield FlawKind.TIERS_MISSING, 0
        return
    if tiers.measure is Measure.DEALS and tiers.period is None:
        yield FlawKind.DEALS_NEED_PERIOD, 0
    kinds = {isinstance(tier.pays, Rate) for tier in tiers.tiers}
    if tiers.measure is Measure.UNITS and True in kinds and tiers.scope is Scope.MARGINAL:
        yield FlawKind.TIERS_BY_UNIT_RATE, 0
    for number, tier in enumerate(tiers.tiers, start=1):
        yield from ((kind, number) for kind in _one_tier(tier, tiers.measure))
    if len(kinds) > 1:
        yield FlawKind.TIERS_MIXED, 0
        return
    yield from _bound_flaws(tiers)
    if tiers.scope is Scope.WHOLE and tiers.period is not None:
        yield from (
            (FlawKind.TIERS_FALLING, number) for number in _falling([_worth(tier.pays) for tier in tiers.tiers])
        )


def _worth(pays: Rate | Money) -> int:
    return pays.ppm if isinstance(pays, Rate) else pays.minor


def _falling(worths: Sequence[int]) -> Iterator[int]:
    """The numbers, from 2, of those that are worth less than the one before."""
    return (number for number, (one, following) in enumerate(pairwise(worths), start=2) if following < one)


def _bound_flaws(tiers: Tiers) -> Found:
    first = 1 if tiers.measure.is_count else 0
    if size(tiers.tiers[0].start) > first:
        yield FlawKind.TIERS_GAP, 1
    if size(tiers.tiers[0].start) < first:
        yield FlawKind.NUMBER_TOO_SMALL, 1
    for number, (one, following) in enumerate(pairwise(tiers.tiers), start=2):
        end = size(following.start if one.until is None else one.until)
        if size(following.start) <= size(one.start) or end > size(following.start):
            yield FlawKind.TIERS_OVERLAP, number
        elif end < size(following.start):
            yield FlawKind.TIERS_GAP, number
    if tiers.tiers[-1].until is not None:
        yield FlawKind.TIERS_GAP, len(tiers.tiers)


def _one_tier(tier: Tier, measure: Measure) -> Iterator[FlawKind]:
    if any(isinstance(bound, int) is not measure.is_count for bound in (tier.start, tier.until) if bound is not None):
        yield FlawKind.TIERS_MIXED
    if isinstance(tier.pays, Rate) and not NOTHING <= tier.pays <= WHOLE:
        yield FlawKind.RATE_OUTSIDE
    if isinstance(tier.pays, Money) and tier.pays.minor < 0:
        yield FlawKind.AMOUNT_NOT_POSITIVE


def step_flaws(accelerator: Accelerator) -> Found:
    """Steps that are missing or don't rise, and multipliers beyond reason."""
    if accelerator.measure.is_count:
        yield FlawKind.TIERS_MIXED, 0
    if not accelerator.steps:
        yield FlawKind.TIERS_MISSING, 0
    for number, step in enumerate(accelerator.steps, start=1):
        if not NOTHING <= step.multiplier <= MOST_TIMES:
            yield FlawKind.MULTIPLIER_OUTSIDE, number
        if step.attainment < NOTHING:
            yield FlawKind.STEPS_NOT_RISING, number
    for number, (one, following) in enumerate(pairwise(accelerator.steps), start=2):
        if following.attainment <= one.attainment:
            yield FlawKind.STEPS_NOT_RISING, number
    if accelerator.scope is Overage.WHOLE_OVERAGE:
        multipliers = [step.multiplier.ppm for step in accelerator.steps]
        yield from ((FlawKind.TIERS_FALLING, number) for number in _falling(multipliers))


def split_flaws(split: Split) -> Found:
    """Shares that are not 100 % together, or that nobody could tell apart."""
    if sum(share.rate.ppm for share in split.shares) != PARTS_PER_MILLION:
        yield FlawKind.SPLIT_NOT_WHOLE, 0
    for number, share in enumerate(split.shares, start=1):
        if not NOTHING < share.rate <= WHOLE:
            yield FlawKind.RATE_OUTSIDE, number
        if any(other.role is share.role and other.rate != share.rate for other in split.shares[: number - 1]):
            yield FlawKind.SPLIT_UNCLEAR, number


def clawback_flaws(clawback: Clawback) -> Found:
    """A time of no month, and our own fault as a reason."""
    if clawback.within_months < 1:
        yield FlawKind.NUMBER_TOO_SMALL, 0
    if Trigger.OUR_FAULT in clawback.triggers or not clawback.triggers:
        yield FlawKind.OUR_FAULT_CLAWED_BACK, 0
