"""Whether an alliance is lived, with its reasons, and whose turn it is."""

from datetime import date, timedelta

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from bot.domain.health import Health, Move, Proposal, Pulse, State, Why, health, proposal
from bot.domain.leads import Direction, Side, Stage
from bot.domain.money import Rate
from bot.domain.reciprocity import AGREEMENT, Agreement
from tests.domain.lead_builders import given, joint, of, received

TODAY = date(2026, 7, 1)
THREE_EACH = (given(2), given(1, Stage.QUALIFIED), received(3, Stage.ACCEPTED))
EXPIRED = Stage.EXPIRED


def pulse(*tallies, age=400, idle=10, in_time=4, answered=4, agreement=AGREEMENT, overdue=(0, 0)):
    """The pulse of an alliance of this age whose last lead was so many days ago (None: there never was one)."""
    late = dict(zip((Direction.GIVEN, Direction.RECEIVED), overdue, strict=True))
    return Pulse(
        balance=of(*tallies, agreement=agreement, overdue=late),
        started=TODAY - timedelta(days=age),
        today=TODAY,
        last_lead=None if idle is None else TODAY - timedelta(days=idle),
        in_time=in_time,
        answered=answered,
    )


def agreed(share, **more):
    return Agreement(share=Rate.percent(share), **more)


def test_lived_is_given_by_both_answered_in_time_with_a_result():
    assert health(pulse(*THREE_EACH)) == Health(
        State.LIVED, (Why.BOTH_GIVE, Why.ANSWERED_IN_TIME, Why.HAS_RESULTS), days=10
    )


@pytest.mark.parametrize("age", [0, 1, 179])
def test_a_young_alliance_that_is_lived_already_is_called_so(age):
    assert health(pulse(*THREE_EACH, age=age, idle=0)).state is State.LIVED


@pytest.mark.parametrize(("age", "state"), [(0, State.BUILDING), (89, State.BUILDING), (90, State.ON_PAPER)])
def test_never_a_lead_in_half_a_window_is_on_paper_only(age, state):
    assert health(pulse(age=age, idle=None)) == Health(state, (Why.NEVER_A_LEAD,), days=age)


@pytest.mark.parametrize(("idle", "state"), [(0, State.LIVED), (59, State.LIVED), (60, State.ASLEEP)])
def test_no_lead_in_a_third_of_the_window_is_asleep(idle, state):
    assert health(pulse(*THREE_EACH, idle=idle)).state is state


def test_what_sleeps_says_since_when():
    assert health(pulse(*THREE_EACH, idle=61)) == Health(State.ASLEEP, (Why.NO_LEAD_FOR,), days=61)


def test_who_once_had_a_lead_is_asleep_and_not_on_paper_however_long_ago():
    assert health(pulse(age=2000, idle=1500)).state is State.ASLEEP


@pytest.mark.parametrize(
    ("window", "idle", "state"), [(90, 29, State.LIVED), (90, 30, State.ASLEEP), (365, 121, State.LIVED)]
)
def test_the_window_follows_the_sales_cycle(window, idle, state):
    assert health(pulse(*THREE_EACH, idle=idle, agreement=Agreement(window_days=window))).state is state


@pytest.mark.parametrize(
    ("ours", "theirs", "why"), [(8, 2, Why.WE_GIVE_MORE), (2, 8, Why.WE_TAKE_MORE), (6, 0, Why.WE_GIVE_MORE)]
)
def test_outside_the_agreed_band_is_one_sided(ours, theirs, why):
    sided = pulse(given(ours, Stage.QUALIFIED), received(theirs, Stage.QUALIFIED))

    assert health(sided) == Health(State.ONE_SIDED, (why,), days=10)


def test_a_trust_credit_keeps_an_alliance_from_being_one_sided():
    trusting = Agreement(trust_credit=6)

    assert health(pulse(given(8), received(2, Stage.QUALIFIED), agreement=trusting)).state is State.LIVED


def test_what_sleeps_is_asleep_before_it_is_one_sided():
    assert health(pulse(given(9), idle=60)).state is State.ASLEEP


@pytest.mark.parametrize(
    ("share", "tallies"),
    [
        (100, (given(5), given(1, Stage.QUALIFIED))),
        (0, (received(5), received(1, Stage.WON))),
    ],
)
def test_an_alliance_in_which_one_side_agreed_to_give_all_is_lived_that_way(share, tallies):
    assert health(pulse(*tallies, agreement=agreed(share))).state is State.LIVED


@pytest.mark.parametrize(
    ("share", "missing"),
    [(100, (Why.NOTHING_GIVEN,)), (0, (Why.NOTHING_RECEIVED,)), (50, (Why.NOTHING_GIVEN, Why.NOTHING_RECEIVED))],
)
def test_a_direction_nobody_agreed_on_is_not_missed(share, missing):
    only_joint = pulse(joint(3, Stage.QUALIFIED), agreement=agreed(share))

    assert health(only_joint) == Health(State.BUILDING, missing, days=10)


@pytest.mark.parametrize(
    ("in_time", "answered", "state"),
    [
        (2, 3, State.LIVED),
        (3, 5, State.BUILDING),
        (4, 6, State.LIVED),
        (65, 100, State.BUILDING),
        (0, 1, State.BUILDING),
    ],
)
def test_two_of_three_answers_must_come_in_time(in_time, answered, state):
    assert health(pulse(*THREE_EACH, in_time=in_time, answered=answered)).state is state


@pytest.mark.parametrize(
    ("more", "overdue"),
    [
        ((given(3, EXPIRED),), (0, 0)),
        ((received(3, EXPIRED),), (0, 0)),
        ((), (3, 0)),
        ((), (0, 3)),
        ((given(2, EXPIRED),), (0, 1)),
    ],
)
def test_a_lead_nobody_answered_is_answered_late(more, overdue):
    """Four of four in time; with three that never were answered it is four of seven."""
    unanswered = pulse(*THREE_EACH, *more, overdue=overdue)

    assert Why.ANSWERED_LATE in health(unanswered).reasons


def test_two_unanswered_leads_beside_four_answered_in_time_are_borne():
    assert health(pulse(*THREE_EACH, given(2, EXPIRED))).state is State.LIVED


@pytest.mark.parametrize("stage", [Stage.QUALIFIED, Stage.WON, Stage.LOST])
@pytest.mark.parametrize("direction", [given, received, joint])
def test_one_qualified_lead_of_any_direction_is_a_result(direction, stage):
    assert health(pulse(given(2), received(2), direction(1, stage))).state is State.LIVED


def test_an_old_alliance_that_is_not_there_yet_says_what_is_missing():
    assert health(pulse(given(2, Stage.ACCEPTED), received(2), in_time=1)) == Health(
        State.BUILDING, (Why.ANSWERED_LATE, Why.NOTHING_QUALIFIED), days=10
    )


@pytest.mark.parametrize(("age", "young"), [(179, (Why.YOUNG,)), (180, ())])
def test_an_alliance_is_young_until_its_window_has_passed(age, young):
    assert health(pulse(given(1), received(1), age=age)) == Health(
        State.BUILDING, (*young, Why.NOTHING_QUALIFIED), days=10
    )


def test_what_is_missing_is_told_in_the_order_of_what_comes_first():
    nothing_right = pulse(given(2, EXPIRED), age=30, in_time=0, answered=0)

    assert health(nothing_right).reasons == (
        Why.YOUNG,
        Why.NOTHING_RECEIVED,
        Why.ANSWERED_LATE,
        Why.NOTHING_QUALIFIED,
    )


# Whose turn it is


def asks(side, move, leads=0):
    return Proposal(side, move, leads)


OURS, PARTNERS = Side.OURS, Side.PARTNERS
LEADS_AND_A_RESULT = (given(5, Stage.QUALIFIED), received(5))


@pytest.mark.parametrize(
    ("now", "turn"),
    [
        (pulse(given(9), overdue=(2, 3)), asks(OURS, Move.ANSWER, 3)),
        (pulse(given(9), overdue=(2, 0)), asks(PARTNERS, Move.ANSWER, 2)),
        (pulse(given(10)), asks(PARTNERS, Move.SHARE, 5)),
        (pulse(received(10)), asks(OURS, Move.SHARE, 5)),
        (pulse(given(8), received(3)), asks(PARTNERS, Move.SHARE, 1)),
        (pulse(), asks(OURS, Move.SHARE, 1)),
        (pulse(received(3)), asks(OURS, Move.SHARE, 1)),
        (pulse(given(3)), asks(PARTNERS, Move.SHARE, 1)),
        (pulse(given(2), received(3, Stage.ACCEPTED)), asks(OURS, Move.QUALIFY, 5)),
        (pulse(given(3, EXPIRED), received(2, EXPIRED)), asks(PARTNERS, Move.SHARE, 1)),
        (pulse(given(2, EXPIRED), received(2, EXPIRED)), asks(OURS, Move.SHARE, 1)),
        (pulse(given(2), received(2), joint(1, Stage.QUALIFIED)), asks(OURS, Move.KEEP_GOING)),
        (pulse(*LEADS_AND_A_RESULT), asks(OURS, Move.KEEP_GOING)),
        (pulse(*LEADS_AND_A_RESULT, idle=60), asks(OURS, Move.SHARE, 1)),
        (pulse(given(1), *LEADS_AND_A_RESULT, idle=60), asks(PARTNERS, Move.SHARE, 1)),
        (pulse(received(1), *LEADS_AND_A_RESULT, idle=60), asks(OURS, Move.SHARE, 1)),
    ],
)
def test_the_one_thing_that_helps_most_is_proposed(now, turn):
    assert proposal(now) == turn


@pytest.mark.parametrize(
    ("now", "turn"),
    [
        (pulse(agreement=agreed(0)), asks(PARTNERS, Move.SHARE, 1)),
        (pulse(agreement=agreed(100)), asks(OURS, Move.SHARE, 1)),
        (pulse(received(6, Stage.QUALIFIED), agreement=agreed(0)), asks(OURS, Move.KEEP_GOING)),
        (pulse(given(6, Stage.QUALIFIED), agreement=agreed(100)), asks(OURS, Move.KEEP_GOING)),
        (pulse(received(6, Stage.QUALIFIED), idle=60, agreement=agreed(0)), asks(PARTNERS, Move.SHARE, 1)),
        (pulse(given(6, Stage.QUALIFIED), idle=60, agreement=agreed(100)), asks(OURS, Move.SHARE, 1)),
        # The partner may give 20 % at most: 3 of 15.
        (pulse(given(7), received(3), agreement=agreed(100)), asks(OURS, Move.SHARE, 5)),
    ],
)
def test_nobody_is_asked_for_leads_of_a_direction_that_was_not_agreed(now, turn):
    assert proposal(now) == turn


STAGES = st.lists(st.tuples(st.sampled_from([given, received, joint]), st.sampled_from(Stage), st.integers(1, 9)))


@for_all(STAGES, st.integers(0, 400), st.integers(0, 400), st.sampled_from([0, 10, 50, 90, 100]))
def test_every_alliance_has_a_state_with_a_reason_and_a_turn_it_can_take(leads, age, idle, share):
    any_pulse = pulse(
        *(way(count, stage) for way, stage, count in leads), age=age, idle=min(idle, age), agreement=agreed(share)
    )

    found, turn = health(any_pulse), proposal(any_pulse)

    assert found.reasons
    assert (turn.leads > 0) is (turn.move is not Move.KEEP_GOING)
    if found.state in {State.ASLEEP, State.ONE_SIDED, State.ON_PAPER}:
        assert turn.move is not Move.KEEP_GOING
    if (share, turn.move) in {(0, Move.SHARE), (100, Move.SHARE)}:
        assert turn.side is (PARTNERS if share == 0 else OURS)
