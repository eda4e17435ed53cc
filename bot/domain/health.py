"""Whether an alliance is lived, with the reasons; never a bare score."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from bot.domain.leads import Side
from bot.domain.money import NOTHING, WHOLE
from bot.domain.reciprocity import Balance, Verdict

ANSWERED_IN_TIME = Fraction(2, 3)
"""The share of answers that must come in time for an alliance to be lived; what was never answered came late."""


class State(StrEnum):
    """How an alliance does."""

    LIVED = "lived"
    BUILDING = "building"
    ONE_SIDED = "one_sided"
    ASLEEP = "asleep"
    ON_PAPER = "on_paper"


class Why(StrEnum):
    """A reason for the state."""

    NEVER_A_LEAD = "never_a_lead"
    NO_LEAD_FOR = "no_lead_for"
    YOUNG = "young"
    WE_GIVE_MORE = "we_give_more"
    WE_TAKE_MORE = "we_take_more"
    NOTHING_GIVEN = "nothing_given"
    NOTHING_RECEIVED = "nothing_received"
    ANSWERED_LATE = "answered_late"
    NOTHING_QUALIFIED = "nothing_qualified"
    BOTH_GIVE = "both_give"
    ANSWERED_IN_TIME = "answered_in_time"
    HAS_RESULTS = "has_results"


@dataclass(frozen=True, slots=True)
class Pulse:
    """What health is judged by: the balance over the alliance's window, and how old things are.

    `started` is the day the alliance began, `last_lead` the day of its latest lead ever. `answered` counts the leads
    given or received within the window that were answered, `in_time` those of them that were answered in time.
    """

    balance: Balance
    started: date
    today: date
    last_lead: date | None
    in_time: int = 0
    answered: int = 0


@dataclass(frozen=True, slots=True)
class Health:
    """The state and its reasons, the most telling first.

    `days` is how long ago the last lead was or, if there never was one, the alliance began.
    """

    state: State
    reasons: tuple[Why, ...]
    days: int


def health(pulse: Pulse) -> Health:
    """Judges an alliance by its window (the length of its sales cycle).

    *On paper only*: never a lead in half a window. *Asleep*: no lead in a third of the window. *One-sided*: outside the
    agreed band. *Lived*: leads in the agreed directions, answered in time, at least one qualified or won. Else it is
    *building*: younger than its window, or not there yet, with what is missing.
    """
    window = pulse.balance.agreement.window_days
    age = (pulse.today - pulse.started).days
    if pulse.last_lead is None:
        state = State.ON_PAPER if age * 2 >= window else State.BUILDING
        return Health(state, (Why.NEVER_A_LEAD,), age)
    idle = (pulse.today - pulse.last_lead).days
    if idle * 3 >= window:
        return Health(State.ASLEEP, (Why.NO_LEAD_FOR,), idle)
    sided = {Verdict.WE_GIVE_MORE: Why.WE_GIVE_MORE, Verdict.WE_TAKE_MORE: Why.WE_TAKE_MORE}.get(pulse.balance.verdict)
    if sided is not None:
        return Health(State.ONE_SIDED, (sided,), idle)
    missing = _missing(pulse)
    if not missing:
        return Health(State.LIVED, (Why.BOTH_GIVE, Why.ANSWERED_IN_TIME, Why.HAS_RESULTS), idle)
    young = (Why.YOUNG,) if age < window else ()
    return Health(State.BUILDING, (*young, *missing), idle)


def _missing(pulse: Pulse) -> tuple[Why, ...]:
    agreed, given, received = pulse.balance.agreement.share, pulse.balance.given, pulse.balance.received
    unanswered = sum(flow.expired + flow.overdue for flow in (given, received))
    wanting = {
        Why.NOTHING_GIVEN: agreed > NOTHING and not given.valid,
        Why.NOTHING_RECEIVED: agreed < WHOLE and not received.valid,
        Why.ANSWERED_LATE: pulse.in_time < ANSWERED_IN_TIME * (pulse.answered + unanswered),
        Why.NOTHING_QUALIFIED: not _qualified(pulse.balance),
    }
    return tuple(why for why, holds in wanting.items() if holds)


def _qualified(balance: Balance) -> int:
    return balance.given.qualified + balance.received.qualified + balance.joint.qualified


class Move(StrEnum):
    """What should happen next in an alliance."""

    ANSWER = "answer"
    SHARE = "share"
    QUALIFY = "qualify"
    KEEP_GOING = "keep_going"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Whose turn it is: which side should do what, and how many leads it is about."""

    side: Side
    move: Move
    leads: int = 0


def proposal(pulse: Pulse) -> Proposal:
    """The one thing that helps the alliance most now.

    Answers that are overdue come first, ours before the partner's; then leads of the side that is behind, then of a
    side that agreed to give and has not; then bringing open leads as far as qualified. Where nothing is open, or no
    lead came for long, the side whose turn it is shares one.
    """
    given, received, verdict = pulse.balance.given, pulse.balance.received, pulse.balance.verdict
    missing, lacking, unqualified = _missing(pulse), pulse.balance.lacking, not _qualified(pulse.balance)
    stuck = given.open + received.open
    moves = (
        (received.overdue, Proposal(Side.OURS, Move.ANSWER, received.overdue)),
        (given.overdue, Proposal(Side.PARTNERS, Move.ANSWER, given.overdue)),
        (verdict is Verdict.WE_GIVE_MORE, Proposal(Side.PARTNERS, Move.SHARE, lacking)),
        (verdict is Verdict.WE_TAKE_MORE, Proposal(Side.OURS, Move.SHARE, lacking)),
        (Why.NOTHING_GIVEN in missing, Proposal(Side.OURS, Move.SHARE, 1)),
        (Why.NOTHING_RECEIVED in missing, Proposal(Side.PARTNERS, Move.SHARE, 1)),
        (unqualified and stuck, Proposal(Side.OURS, Move.QUALIFY, stuck)),
        (unqualified or health(pulse).state is State.ASLEEP, Proposal(_next_to_give(pulse.balance), Move.SHARE, 1)),
    )
    return next((move for holds, move in moves if holds), Proposal(Side.OURS, Move.KEEP_GOING))


def _next_to_give(balance: Balance) -> Side:
    """The side that gave less than agreed; ours where both gave as agreed, unless the partner agreed to give all."""
    ours = balance.agreement.share > NOTHING and (balance.off or NOTHING.fraction) <= 0
    return Side.OURS if ours else Side.PARTNERS
