"""Giving and taking: what a quarter's leads come to, and what counts as given."""

from datetime import timedelta
from fractions import Fraction
from itertools import product

import pytest

from bot.domain.leads import EVER_ACCEPTED, EVER_QUALIFIED, Direction, Reason, Stage
from bot.domain.money import Money, Rate
from bot.domain.reciprocity import Agreement, Flow, Tally, Verdict
from tests.domain.builders import eur
from tests.domain.lead_builders import given, joint, of, received

SIXTY_FORTY = Agreement(share=Rate.percent(60))


def chf(amount):
    return Money.of(amount, "CHF")


# A quarter, worked out by hand


QUARTERS_LEADS = (
    given(4, currency="EUR", expected=200_000),
    given(3, Stage.ACCEPTED, currency="EUR", expected=150_000),
    given(2, Stage.QUALIFIED, currency="EUR", expected=100_000),
    given(1, Stage.WON, currency="EUR", expected=50_000, won=80_000),
    given(1, Stage.LOST, reason=Reason.NO_BUDGET, currency="EUR", expected=30_000),
    given(1, Stage.EXPIRED),
    given(2, Stage.DECLINED, reason=Reason.DUPLICATE, currency="EUR", expected=90_000),
    given(1, Stage.WITHDRAWN),
    received(2, currency="EUR", expected=100_000),
    received(2, Stage.QUALIFIED, currency="EUR", expected=60_000),
    received(1, Stage.DECLINED, reason=Reason.TIMING),
    received(1, Stage.DISQUALIFIED, reason=Reason.REQUIREMENT_NOT_MET, currency="EUR", expected=10_000),
    joint(3),
)


def test_twelve_given_and_five_received_at_sixty_forty_are_within_the_band():
    quarter = of(*QUARTERS_LEADS, agreement=SIXTY_FORTY)

    # 15 shared, less 2 duplicates and 1 withdrawn; 6 shared, less 1 that did not meet what was agreed.
    assert (quarter.given.shared, quarter.given.valid) == (15, 12)
    assert (quarter.received.shared, quarter.received.valid) == (6, 5)
    # 12 of 17 are 70.6 %, 10.6 points above 60.
    assert quarter.share == Fraction(12, 17)
    assert quarter.off == Fraction(12, 17) - Fraction(3, 5) == Fraction(9, 85)
    assert quarter.verdict is Verdict.BALANCED
    assert quarter.lacking == 0


def test_the_stages_of_a_quarter_hold_those_that_came_farther():
    quarter = of(*QUARTERS_LEADS, agreement=SIXTY_FORTY)

    # accepted: 3 + 2 + 1 won + 1 lost; qualified: 2 + 1 + 1; open: 4 + 3 + 2.
    ours, theirs = quarter.given, quarter.received
    assert (ours.accepted, ours.qualified, ours.won, ours.open, ours.expired) == (7, 4, 1, 9, 1)
    # accepted: 2 qualified + 1 disqualified; open: 2 + 2.
    assert (theirs.accepted, theirs.qualified, theirs.won, theirs.open, theirs.expired) == (3, 2, 0, 4, 0)
    assert ours.accepted_share == Fraction(7, 15)
    assert theirs.accepted_share == Fraction(3, 6)


def test_the_values_of_a_quarter_are_weighted_by_stage_and_won_is_what_was_won():
    quarter = of(*QUARTERS_LEADS, agreement=SIXTY_FORTY)

    # 200 + 150 + 100 + 50 + 30 thousand; the duplicates are not counted.
    assert quarter.given.expected_value == {"EUR": eur(530_000)}
    # 10 % of 200, 20 % of 150, 40 % of 100, all of the 80 won; what was lost counts nothing.
    assert quarter.given.weighted_value == {"EUR": eur(170_000)}
    assert quarter.given.won_value == {"EUR": eur(80_000)}
    # 10 % of 100 and 40 % of 60.
    assert quarter.received.weighted_value == {"EUR": eur(34_000)}
    assert quarter.received.won_value == {}
    assert quarter.value_shares == {"EUR": Fraction(170, 204)}


def test_joint_leads_stand_apart():
    with_joint, without = of(*QUARTERS_LEADS), of(*(t for t in QUARTERS_LEADS if t.direction is not Direction.JOINT))

    assert with_joint.joint == Flow(shared=3, valid=3, accepted=3, open=3)
    assert (with_joint.given, with_joint.received) == (without.given, without.received)
    assert (with_joint.share, with_joint.verdict) == (without.share, without.verdict)


# What counts as given


@pytest.mark.parametrize(
    ("stage", "reason", "valid"),
    [
        *((stage, None, True) for stage in Stage if stage is not Stage.WITHDRAWN),
        (Stage.WITHDRAWN, None, False),
        *(
            (stage, reason, reason not in {Reason.DUPLICATE, Reason.REQUIREMENT_NOT_MET})
            for stage, reason in product((Stage.DECLINED, Stage.DISQUALIFIED), Reason)
        ),
        *((Stage.LOST, reason, True) for reason in Reason),
    ],
)
def test_all_shared_leads_count_but_those_taken_back_or_refused_as_of_no_use(stage, reason, valid):
    assert of(given(3, stage, reason=reason)).given.valid == (3 if valid else 0)


@pytest.mark.parametrize("stage", Stage)
def test_each_lead_is_counted_at_each_stage_it_passed(stage):
    flow = of(received(2, stage)).received

    assert flow.shared == 2
    assert flow.accepted == (2 if stage in EVER_ACCEPTED else 0)
    assert flow.qualified == (2 if stage in EVER_QUALIFIED else 0)
    assert flow.won == (2 if stage is Stage.WON else 0)
    assert flow.expired == (2 if stage is Stage.EXPIRED else 0)


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.WON])
def test_what_was_not_won_has_no_value_won(stage):
    assert of(given(1, stage, currency="EUR", expected=10_000)).given.won_value == {}


@pytest.mark.parametrize(
    ("stage", "per_cent"),
    [
        (Stage.SHARED, 10),
        (Stage.ACCEPTED, 20),
        (Stage.QUALIFIED, 40),
        (Stage.LOST, 0),
        (Stage.DISQUALIFIED, 0),
        (Stage.DECLINED, 0),
        (Stage.EXPIRED, 0),
    ],
)
def test_a_value_weighs_what_its_stage_is_worth(stage, per_cent):
    flow = of(given(1, stage, currency="EUR", expected=1_000)).given

    assert flow.weighted_value == {"EUR": eur(10 * per_cent)}
    assert flow.expected_value == {"EUR": eur(1_000)}


def test_a_won_lead_weighs_what_it_brought_not_what_was_expected():
    assert of(given(1, Stage.WON, currency="EUR", expected=90_000, won=20_000)).given.weighted_value == {
        "EUR": eur(20_000)
    }


def test_a_value_is_rounded_once_at_the_end_of_its_sum():
    half_a_cent = Tally(1, Direction.GIVEN, Stage.SHARED, None, "EUR", 1, expected=5)

    assert of(half_a_cent).given.weighted_value == {"EUR": Money(1, "EUR")}
    assert of(half_a_cent, half_a_cent).given.weighted_value == {"EUR": Money(1, "EUR")}


def test_currencies_never_mix():
    both = of(
        given(1, Stage.WON, currency="EUR", won=30_000),
        given(1, Stage.WON, currency="CHF", won=20_000),
        received(1, Stage.WON, currency="CHF", won=60_000),
        received(1),
    )

    assert both.given.won_value == {"EUR": eur(30_000), "CHF": chf(20_000)}
    assert both.received.won_value == {"CHF": chf(60_000)}
    assert both.value_shares == {"CHF": Fraction(1, 4), "EUR": Fraction(1)}


def test_without_a_value_in_either_direction_there_is_no_share_of_it():
    lost_only = of(given(1, Stage.LOST, currency="EUR", expected=10_000), received(1))

    assert lost_only.value_shares == {}


def test_no_lead_at_all_is_no_share_and_not_enough():
    nothing = of()

    assert (nothing.share, nothing.off, nothing.lacking) == (None, None, 0)
    assert nothing.verdict is Verdict.NOT_ENOUGH
    assert nothing.given == nothing.received == nothing.joint == Flow()
    assert nothing.given.accepted_share is None


# Answers


@pytest.mark.parametrize(
    ("hours", "median"),
    [([], None), ([7], 7), ([9, 1], 5), ([30, 2, 4], 4), ([8, 2, 100, 4], 6), ([1, 2], 1.5)],
)
def test_the_usual_answer_time_is_the_median_of_its_direction(hours, median):
    waited = [timedelta(hours=hour) for hour in hours]

    measured = of(given(4), answers={Direction.GIVEN: waited})

    assert measured.given.median_answer == (None if median is None else timedelta(hours=median))
    assert measured.received.median_answer is None


def test_overdue_answers_are_those_of_their_direction():
    measured = of(given(4), received(2), overdue={Direction.GIVEN: 3})

    assert (measured.given.overdue, measured.received.overdue, measured.joint.overdue) == (3, 0, 0)
