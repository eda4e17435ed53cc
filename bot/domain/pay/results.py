"""Components paid by a period's result: what a deal adds, from a known result or over every result there could be.

A deal adds the period's pay with it minus the period's pay without it. Where a result is unknown, the ends of the range
are exact to the minor unit; rounding the two periods' pay may move an amount told as exact by one minor unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import ceil, floor, prod

from bot.domain.goals import Curve, bases, spread
from bot.domain.incentives import Accelerator, Deal, Factor, GoalBonus, Overage, Scope, Threshold, Tiers
from bot.domain.measures import Measure, Quantity, alike, size
from bot.domain.money import MixedCurrencies, Money, Rate, Span, round_half_up
from bot.domain.pay.ladders import Ladder, accelerated, ladder
from bot.domain.pay.lines import FactorState, GoalLine, Part, TieredLine
from bot.domain.pay.situation import Situation, counts, own_quota

_MOST_COMBINATIONS = 20_000
"""Beyond it a range is not worth the wait; it is then told as unknown."""


def exactly(minor: Fraction, currency: str) -> Span:
    """The exact number of minor units, rounded commercially."""
    return Span.exactly(Money(round_half_up(minor), currency))


def between(low: Fraction, high: Fraction, currency: str) -> Span:
    """The span between two exact numbers of minor units, rounded outwards; one amount where they are the same."""
    return exactly(low, currency) if low == high else Span(Money(floor(low), currency), Money(ceil(high), currency))


def _one_currency(deal: Deal, *amounts: Quantity | None) -> None:
    for amount in amounts:
        if isinstance(amount, Money) and amount.currency != deal.amount.currency:
            raise MixedCurrencies(deal.amount.currency, amount.currency)


def period_pay(goal: GoalBonus, quota: Quantity, target_bonus: Money, result: Quantity) -> Money:
    """What the goal pays for a whole period with this result, apart from goals that multiply it."""
    return target_bonus.times(goal.weight.fraction * goal.curve.payout(Fraction(size(result), size(quota))))


def goal_line(goal: GoalBonus, deal: Deal, situation: Situation) -> GoalLine:
    """The goal's line for a deal.

    Raises:
        MarginNeeded, UnitsNeeded: if the goal counts what the deal does not say.
        MixedCurrencies: if a figure is in another currency than the deal.
    """
    own = situation.of(goal.measure, goal.period, goal.owner, deal.closes)
    target = (own.target_bonus if own else None) or goal.target_bonus
    state, *others = _states(goal, deal, situation)
    _one_currency(deal, target, *(q for s in (state, *others) for q in (s.quota, s.so_far)))
    known = target is not None and state.quota is not None
    return GoalLine(
        component=goal,
        counts=state.counts,
        quota=state.quota,
        target_bonus=target,
        so_far=state.so_far if known else None,
        amount=_goal_adds(goal, target, [(s, 0, size(s.counts)) for s in (state, *others)], deal.amount.currency),
        others=tuple(others),
    )


def _states(goal: GoalBonus, deal: Deal, situation: Situation) -> list[FactorState]:
    """The goal itself and those that multiply it."""
    itself = Factor(goal.measure, goal.period, goal.curve, goal.quota, goal.owner)
    return [_state(factor, deal, situation) for factor in (itself, *goal.multiplied_by)]


def _state(factor: Factor, deal: Deal, situation: Situation) -> FactorState:
    own = situation.of(factor.measure, factor.period, factor.owner, deal.closes)
    quota = own_quota(own) or factor.quota
    so_far = situation.result(factor.measure, factor.period, factor.owner, deal.closes)
    return FactorState(factor, counts(factor.measure, deal), quota, so_far)


def goal_difference(goal: GoalBonus, less: Deal, more: Deal, situation: Situation) -> Span | None:
    """What the goal pays for one deal more than for another of the same periods, counted from the same result.

    It is narrower than subtracting two ranges: equal deals differ by nothing, whatever the figures are.
    """
    line = goal_line(goal, more, situation)
    before = _states(goal, less, situation)
    states = [(s, size(b.counts), size(s.counts)) for s, b in zip(_states(goal, more, situation), before, strict=True)]
    return _goal_adds(goal, line.target_bonus, states, more.amount.currency)


def _goal_adds(
    goal: GoalBonus, target: Money | None, states: Sequence[tuple[FactorState, int, int]], currency: str
) -> Span | None:
    if all(less == more for _, less, more in states):
        return Span.exactly(Money(0, currency))
    alone = len(states) == 1
    payouts = [_payouts(state, less, more, alone=alone) for state, less, more in states]
    if target is None or any(each is None for each in payouts):
        return None
    known = [each for each in payouts if each is not None]
    if prod(map(len, known)) > _MOST_COMBINATIONS:
        return None
    whole = target.minor * goal.weight.fraction
    pays = [(whole * prod(b for b, _ in chosen), whole * prod(a for _, a in chosen)) for chosen in product(*known)]
    if len(pays) == 1:
        before, after = pays[0]
        return Span.exactly(Money(round_half_up(after) - round_half_up(before), currency))
    added = [after - before for before, after in pays]
    return between(min(added), max(added), currency)


def _payouts(state: FactorState, less: int, more: int, *, alone: bool) -> list[tuple[Fraction, Fraction]] | None:
    """The payouts with the lesser and the larger deal, for every result that matters; None where they know no bound."""
    curve, quota = state.factor.curve, state.quota
    if quota is None:
        return _payouts_of_any_quota(curve, less, more)
    results = [size(state.so_far)] if state.so_far is not None else []
    if not results:
        if curve.cap is None and not alone:
            return None
        results = sorted(bases([turn * size(quota) for turn in curve.turns()], (0, less, more)))
    pays = [Fraction(result, size(quota)) for result in results]
    step = Fraction(1, size(quota))
    return [(curve.payout(at + less * step), curve.payout(at + more * step)) for at in pays]


def _payouts_of_any_quota(curve: Curve, less: int, more: int) -> list[tuple[Fraction, Fraction]] | None:
    if curve.cap is None:
        return None
    nothing, top = Fraction(0), curve.cap.fraction
    extreme = [] if less == more else [(nothing, top) if more > less else (top, nothing)]
    return [(nothing, nothing), (top, top), *extreme]


@dataclass(frozen=True, slots=True)
class _Climb:
    """A tiered component's period: its ladder, the result so far and the quota; None where unknown."""

    ladder: Ladder | None
    so_far: Quantity | None
    quota: Money | None


def _climb(component: Tiers | Accelerator | Threshold, deal: Deal, situation: Situation) -> _Climb:
    if component.period is None:
        return _Climb(_ladder_of(component, deal, None), alike(0, counts(component.measure, deal)), None)
    own = situation.of(component.measure, component.period, component.owner, deal.closes)
    so_far = situation.result(component.measure, component.period, component.owner, deal.closes)
    quota = None
    if isinstance(component, Accelerator):
        kept = own_quota(own)
        quota = kept if isinstance(kept, Money) else component.quota
    _one_currency(deal, so_far, quota)
    return _Climb(_ladder_of(component, deal, quota), so_far, quota)


def _ladder_of(component: Tiers | Accelerator | Threshold, deal: Deal, quota: Money | None) -> Ladder | None:
    if isinstance(component, Accelerator):
        return None if quota is None else accelerated(component, quota)
    return ladder(component, counts(component.measure, deal))


def tiered_line(component: Tiers | Accelerator | Threshold, deal: Deal, situation: Situation) -> TieredLine:
    """The line of tiers, an accelerator or a threshold for a deal. Raises what `goal_line` raises."""
    climb, adds = _climb(component, deal, situation), counts(component.measure, deal)
    shown = None if component.period is None else climb.so_far
    if isinstance(component, Tiers) and component.measure.is_count and _pays_rates(component):
        parts, amount = _rates_by_number(component, deal, climb.so_far, situation)
        return TieredLine(component, parts, adds, shown, None, amount)
    parts = ()
    if climb.ladder is not None and climb.so_far is not None:
        parts = climb.ladder.parts(size(climb.so_far), size(climb.so_far) + size(adds))
    amount = _adds(component, climb, 0, size(adds), deal.amount.currency)
    return TieredLine(component, parts, adds, shown, climb.quota, amount)


def tiered_difference(
    component: Tiers | Accelerator | Threshold, less: Deal, more: Deal, situation: Situation
) -> Span | None:
    """What the component pays for one deal more than for another of the same period, from the same result."""
    lines = [tiered_line(component, deal, situation) for deal in (less, more)]
    by_number = isinstance(component, Tiers) and component.measure.is_count and _pays_rates(component)
    if component.period is None or by_number:
        before, after = (line.amount for line in lines)
        return None if before is None or after is None else after - before
    climb = _climb(component, more, situation)
    fewer, further = (size(line.counts) for line in lines)
    return _adds(component, climb, fewer, further, more.amount.currency)


def period_total(
    component: Tiers | Accelerator | Threshold | GoalBonus, deal: Deal, situation: Situation
) -> Money | None:
    """What the component has paid for its period before the deal, or None where that is not known."""
    if isinstance(component, GoalBonus):
        line = goal_line(component, deal, situation)
        if line.quota is None or line.target_bonus is None or line.so_far is None or line.others:
            return None
        return period_pay(component, line.quota, line.target_bonus, line.so_far)
    if isinstance(component, Tiers) and component.measure.is_count and _pays_rates(component):
        return None
    climb = _climb(component, deal, situation)
    if climb.ladder is None or climb.so_far is None:
        return None
    return Money(round_half_up(climb.ladder.pays(size(climb.so_far))), deal.amount.currency)


def _adds(
    component: Tiers | Accelerator | Threshold, climb: _Climb, less: int, more: int, currency: str
) -> Span | None:
    if climb.ladder is None:
        return _whatever_the_quota(component, more - less, currency)
    pays = climb.ladder.pays
    if climb.so_far is None:
        return between(*spread(pays, climb.ladder.turns(), less, more), currency)
    so_far = size(climb.so_far)
    after, before = round_half_up(pays(so_far + more)), round_half_up(pays(so_far + less))
    return Span.exactly(Money(after - before, currency))


def _whatever_the_quota(component: Tiers | Accelerator | Threshold, more: int, currency: str) -> Span | None:
    """An accelerator whose quota nobody knows: each slice lies between its lowest and its highest multiplier."""
    if not isinstance(component, Accelerator):
        return None
    multipliers = [step.multiplier.fraction for step in component.steps]
    if component.steps[0].attainment.ppm > 0:
        multipliers.append(Fraction(1))
    if component.scope is Overage.WHOLE_OVERAGE and len(component.steps) > 1:
        return None
    ends = sorted(more * component.rate.fraction * times for times in (min(multipliers), max(multipliers)))
    return between(ends[0], ends[1], currency)


def _pays_rates(tiers: Tiers) -> bool:
    return any(isinstance(tier.pays, Rate) for tier in tiers.tiers)


def _rates_by_number(
    tiers: Tiers, deal: Deal, so_far: Quantity | None, situation: Situation
) -> tuple[tuple[Part, ...], Span | None]:
    """Rates of the deal amount by the number of deals or units: the tier is that of the number with this deal in it.

    With `Scope.WHOLE` over a period a tier that is reached also raises what the period's orders before it earned.
    """
    adds = size(counts(tiers.measure, deal))
    rungs = ladder(tiers, 1)
    numbers = [size(so_far)] if so_far is not None else sorted(bases(rungs.turns(), (0, adds)))
    booked = None
    retroactive = tiers.scope is Scope.WHOLE and tiers.period is not None
    if retroactive and tiers.period is not None:
        booked = situation.result(Measure.ORDERS, tiers.period, tiers.owner, deal.closes)
    parts: list[tuple[Part, ...]] = []
    for number in numbers:
        after, before = rungs.reached(number + adds), rungs.reached(number)
        if not retroactive or after == before or number == 0:
            parts.append((Part(deal.amount, after.pays),))
        elif not isinstance(booked, Money):
            return (), None
        else:
            parts.append((Part(booked + deal.amount, after.pays), Part(booked, before.pays, minus=True)))
    amounts = [_worth(each, deal.amount.currency) for each in parts]
    return (parts[0] if len(parts) == 1 else ()), Span(min(amounts), max(amounts))


def _worth(parts: Sequence[Part], currency: str) -> Money:
    exact = sum((part.minor for part in parts), Fraction(0))
    return Money(round_half_up(exact), currency)
