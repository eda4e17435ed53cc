"""Giving and taking: how many leads went each way, measured against what both sides agreed.

A lead belongs to the period in which it was shared. *Valid* are the leads shared, less those withdrawn and those
declined or disqualified as a duplicate or as not meeting the agreed criteria: the receiver can't shrink the other's
count by sitting on leads or by losing them, the sender can't grow his own by dumping or taking back. Joint leads stand
apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from fractions import Fraction
from math import ceil

from bot.domain.leads import EVER_ACCEPTED, EVER_QUALIFIED, INVALIDATING, OPEN, Direction, Reason, Stage
from bot.domain.money import Money, Rate, round_half_up
from bot.domain.periods import Days

WEIGHTS: Mapping[Stage, Rate] = {
    Stage.SHARED: Rate.percent(10),
    Stage.ACCEPTED: Rate.percent(20),
    Stage.QUALIFIED: Rate.percent(40),
    Stage.WON: Rate.percent(100),
}
"""What an open or won lead's value counts, unless agreed otherwise; leads that came to nothing count nothing."""
REFUSED = frozenset({Stage.DECLINED, Stage.DISQUALIFIED})
"""Stages at which a lead that could not have been used does not count as given."""

_HALF, _BAND = Rate.percent(50), Rate.percent(20)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What both sides agreed on giving and taking.

    `share` is our agreed share of the leads given by both, `band` how far it may be off (in points), `trust_credit` how
    many leads one side may be ahead before the alliance counts as one-sided, `minimum` how many valid leads of both
    directions are needed to judge at all, `window_days` the length of the sales cycle by which health is judged.

    Ahead is who gave more than the other's leads call for: agreed 60 : 40, five received call for 7.5 given, so with 12
    given we are 4.5 ahead.
    """

    share: Rate = _HALF
    band: Rate = _BAND
    trust_credit: int = 0
    minimum: int = 5
    window_days: int = 180


AGREEMENT = Agreement()
"""What counts where nothing else was agreed."""


@dataclass(frozen=True, slots=True)
class Tally:
    """So many leads of one direction that stand at one stage, for one reason, in one currency.

    `expected` and `won` are sums in minor units of `currency`; without a currency no value was given. `won` is the
    recipients' own revenue.
    """

    alliance_id: int
    direction: Direction
    stage: Stage
    reason: Reason | None
    currency: str | None
    count: int
    expected: int = 0
    won: int = 0

    @property
    def is_valid(self) -> bool:
        """Whether these leads count as given."""
        refused = self.stage in REFUSED and self.reason in INVALIDATING
        return self.stage is not Stage.WITHDRAWN and not refused


@dataclass(frozen=True, slots=True)
class AnswerTime:
    """How long a lead waited for its answer, by the clock on the wall, and whether that was in (working) time."""

    alliance_id: int
    direction: Direction
    waited: timedelta
    in_time: bool


@dataclass(frozen=True, slots=True)
class Flow:
    """The leads of one direction in a period. Later stages are part of earlier ones: what was won was accepted, too.

    Values are by currency; `expected_value` and `weighted_value` are those of the valid leads. `expired` are the leads
    that nobody answered until it was too late, `overdue` those that are past their time but not yet expired, as of now
    and whenever they were shared. `median_answer` is by the clock on the wall.
    """

    shared: int = 0
    valid: int = 0
    accepted: int = 0
    qualified: int = 0
    won: int = 0
    open: int = 0
    overdue: int = 0
    expired: int = 0
    expected_value: Mapping[str, Money] = field(default_factory=dict)
    weighted_value: Mapping[str, Money] = field(default_factory=dict)
    won_value: Mapping[str, Money] = field(default_factory=dict)
    median_answer: timedelta | None = None

    @property
    def accepted_share(self) -> Fraction | None:
        """The share of the leads shared that was accepted; None while there are none."""
        return Fraction(self.accepted, self.shared) if self.shared else None


class Verdict(StrEnum):
    """What the counts say, measured against the agreement."""

    NOT_ENOUGH = "not_enough"
    BALANCED = "balanced"
    WE_GIVE_MORE = "we_give_more"
    WE_TAKE_MORE = "we_take_more"


@dataclass(frozen=True, slots=True)
class Balance:
    """Giving and taking of one alliance in a period.

    `share` is our share of the valid leads, None while there are none; `off` is that share less the agreed one, in
    points. `value_shares` is our share of the stage-weighted value, by currency.
    """

    period: Days
    agreement: Agreement
    given: Flow
    received: Flow
    joint: Flow
    share: Fraction | None
    off: Fraction | None
    value_shares: Mapping[str, Fraction]
    verdict: Verdict

    @property
    def lacking(self) -> int:
        """How many more leads the side that is behind must give until it no longer gives less than the band allows.

        0 while nobody is outside the band. Where one side agreed to give all, without a band, no number does; then it
        is 1, a start.
        """
        given, received = self.given.valid, self.received.valid
        share, band = self.agreement.share.fraction, self.agreement.band.fraction
        return max(0, _until(given, received, share + band), _until(received, given, 1 - share + band))


def balance(
    period: Days,
    agreement: Agreement,
    tallies: Iterable[Tally],
    overdue: Mapping[Direction, int] | None = None,
    answers: Mapping[Direction, Sequence[timedelta]] | None = None,
) -> Balance:
    """Measures one alliance's tallies of a period against the agreement.

    Args:
        period: the days in which the leads were shared.
        agreement: what both sides agreed.
        tallies: the leads shared in the period, of this alliance only.
        overdue: how many unanswered leads are past their time, by direction.
        answers: how long each answered lead waited, by direction.
    """
    every = list(tallies)
    flows = {
        way: _flow([t for t in every if t.direction is way], (overdue or {}).get(way, 0), (answers or {}).get(way, ()))
        for way in Direction
    }
    given, received = flows[Direction.GIVEN], flows[Direction.RECEIVED]
    total = given.valid + received.valid
    share = Fraction(given.valid, total) if total else None
    off = None if share is None else share - agreement.share.fraction
    return Balance(
        period=period,
        agreement=agreement,
        given=given,
        received=received,
        joint=flows[Direction.JOINT],
        share=share,
        off=off,
        value_shares=_value_shares(given, received),
        verdict=_verdict(agreement, given.valid, received.valid, off),
    )


def _verdict(agreement: Agreement, given: int, received: int, off: Fraction | None) -> Verdict:
    total = given + received
    if off is None or total < agreement.minimum:
        return Verdict.NOT_ENOUGH
    if abs(off) <= agreement.band.fraction or _ahead(agreement, given, received) <= agreement.trust_credit:
        return Verdict.BALANCED
    return Verdict.WE_GIVE_MORE if off > 0 else Verdict.WE_TAKE_MORE


def _ahead(agreement: Agreement, given: int, received: int) -> Fraction:
    """How many leads the side that gave more than agreed is ahead."""
    share = agreement.share.fraction
    surplus = given - share * (given + received)
    # Who agreed to give all is never ahead, so the other side's share is not zero where it divides.
    return surplus / (1 - share if surplus > 0 else -share) if surplus else surplus


def _until(count: int, other: int, most: Fraction) -> int:
    """How many more of the other leads make these no more than the given share of all."""
    return ceil(count / most) - count - other if most else min(count, 1)


def _flow(tallies: Sequence[Tally], overdue: int, answers: Sequence[timedelta]) -> Flow:
    valid = [t for t in tallies if t.is_valid]
    return Flow(
        shared=_count(tallies),
        valid=_count(valid),
        accepted=_count(t for t in tallies if t.stage in EVER_ACCEPTED),
        qualified=_count(t for t in tallies if t.stage in EVER_QUALIFIED),
        won=_count(t for t in tallies if t.stage is Stage.WON),
        open=_count(t for t in tallies if t.stage in OPEN),
        overdue=overdue,
        expired=_count(t for t in tallies if t.stage is Stage.EXPIRED),
        expected_value=_sums((t.currency, Fraction(t.expected)) for t in valid),
        weighted_value=_sums((t.currency, _weighted(t)) for t in valid),
        won_value=_sums((t.currency, Fraction(t.won)) for t in tallies if t.stage is Stage.WON),
        median_answer=_median(answers),
    )


def _weighted(tally: Tally) -> Fraction:
    weight = WEIGHTS.get(tally.stage)
    if weight is None:
        return Fraction(0)
    return (tally.won if tally.stage is Stage.WON else tally.expected) * weight.fraction


def _sums(values: Iterable[tuple[str | None, Fraction]]) -> dict[str, Money]:
    sums: dict[str, Fraction] = {}
    for currency, value in values:
        if currency is not None:
            sums[currency] = sums.get(currency, Fraction(0)) + value
    return {currency: Money(round_half_up(total), currency) for currency, total in sorted(sums.items())}


def _value_shares(given: Flow, received: Flow) -> dict[str, Fraction]:
    shares = {}
    for currency in sorted({*given.weighted_value, *received.weighted_value}):
        ours, theirs = (
            flow.weighted_value[currency].minor if currency in flow.weighted_value else 0 for flow in (given, received)
        )
        if ours + theirs:
            shares[currency] = Fraction(ours, ours + theirs)
    return shares


def _count(tallies: Iterable[Tally]) -> int:
    return sum(t.count for t in tallies)


def _median(durations: Sequence[timedelta]) -> timedelta | None:
    if not durations:
        return None
    ordered, middle = sorted(durations), len(durations) // 2
    return ordered[middle] if len(durations) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
