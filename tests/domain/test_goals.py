"""Curves from attainment to payout, and what a deal can add whatever the result so far is."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.checks import flaws
from bot.domain.goals import Curve, spread
from bot.domain.incentives import GoalBonus, Measure, Plan
from bot.domain.money import Rate
from bot.domain.periods import PeriodKind

QUOTA = 1_000_000


def points(*pairs):
    return tuple((Rate.percent(x), Rate.percent(y)) for x, y in pairs)


def percent(value):
    return Fraction(value) / 100


STRAIGHT = Curve()
WITH_BORDERS = Curve(Rate.percent(50), Rate.percent(120))
BENT = Curve(points=points((50, 30), (100, 100), (120, 150)))
STEEP_START = Curve(Rate.percent(80), points=points((60, 20), (100, 100)))


@pytest.mark.parametrize(
    ("curve", "attainment", "payout"),
    [
        (STRAIGHT, 0, 0),
        (STRAIGHT, 37, 37),
        (STRAIGHT, 250, 250),
        (STRAIGHT, -10, 0),
        (WITH_BORDERS, "49.9999", 0),
        (WITH_BORDERS, 50, 50),
        (WITH_BORDERS, 119, 119),
        (WITH_BORDERS, 120, 120),
        (WITH_BORDERS, 300, 120),
        (BENT, "49.9999", 0),
        (BENT, 50, 30),
        (BENT, 75, 65),
        (BENT, 100, 100),
        (BENT, 110, 125),
        (BENT, 130, 175),
        (STEEP_START, 79, 0),
        (STEEP_START, 80, 60),
    ],
)
def test_a_payout_is_read_off_the_curve(curve, attainment, payout):
    assert curve.payout(percent(attainment)) == percent(payout)


def test_a_stepped_curve_stays_at_a_point_until_the_next_one_is_reached():
    stepped = Curve(points=points((50, 0), (100, 100), (120, 150)), stepped=True)

    assert [stepped.payout(percent(at)) for at in (49, 50, "99.9999", 100, "119.9999", 120, 500)] == [
        percent(paid) for paid in (0, 0, 0, 100, 100, 150, 150)
    ]


percents = st.integers(0, 150)


@st.composite
def curves(draw):
    """Curves that may be entered, whose turns lie on whole per cents."""
    xs = sorted(draw(st.lists(percents, min_size=2, max_size=4, unique=True)))
    ys = sorted(draw(st.lists(percents, min_size=len(xs), max_size=len(xs))))
    hurdle = draw(st.sampled_from([0, *xs]) | percents)
    cap = draw(st.none() | st.sampled_from(ys))
    stepped = draw(st.booleans())
    with_points = points(*zip(xs, ys, strict=True))
    curve = Curve(Rate.percent(hurdle), None if cap is None else Rate.percent(cap), with_points, stepped)
    return curve if payable(curve) else replace(curve, cap=None)


def payable(curve):
    return not flaws(Plan("EUR", (GoalBonus(Measure.ORDERS, PeriodKind.YEAR, curve),)))


def steepest(curve):
    pairs = [(x.fraction, y.fraction) for x, y in curve.points]
    return max((y1 - y0) / (x1 - x0) for (x0, y0), (x1, y1) in pairwise(pairs))


attainments = st.fractions(-1, 4, max_denominator=1000)


@given(curves(), attainments, attainments)
def test_more_attainment_never_pays_less(curve, one, other):
    low, high = sorted([one, other])

    assert 0 <= curve.payout(low) <= curve.payout(high)


@given(curves(), attainments)
def test_nothing_is_ever_paid_above_the_cap_or_below_the_hurdle(curve, attainment):
    payout = curve.payout(attainment)

    assert curve.cap is None or payout <= curve.cap.fraction
    assert attainment >= curve.hurdle.fraction or payout == 0


def added(curve, less, more, quota=QUOTA):
    """The least and the most one deal adds over another, as shares of the target bonus."""
    return spread(
        lambda result: curve.payout(Fraction(result, quota)), [turn * quota for turn in curve.turns()], less, more
    )


@pytest.mark.parametrize(
    ("curve", "deal", "low", "high"),
    [
        (STRAIGHT, 50_000, 5, 5),
        (Curve(Rate.percent(50)), 500_000, 50, 100),
        (Curve(Rate.percent(100), Rate.percent(100)), 1, 0, 100),
        (STRAIGHT, -50_000, -5, 0),
        (BENT, 50_000, 0, 37),
        (WITH_BORDERS, 50_000, 0, 55),
        (WITH_BORDERS, 500_000, 0, 100),
        (WITH_BORDERS, 2_000_000, 0, 120),
        (WITH_BORDERS, -50_000, -55, 0),
    ],
)
def test_a_deal_adds_least_and_most_at_known_places(curve, deal, low, high):
    """The hurdle is crossed from one unit below it at the nearest, and a straight piece is left by one unit."""
    least, most = added(curve, 0, deal)
    one_unit = 2 * steepest(curve) / QUOTA

    assert abs(least - percent(low)) <= one_unit
    assert abs(most - percent(high)) <= one_unit


def test_a_larger_deal_can_add_a_hurdle_that_a_smaller_one_misses():
    assert added(WITH_BORDERS, 25_000, 50_000) == (0, percent("52.4999"))
    assert added(WITH_BORDERS, 50_000, 25_000) == (-percent("52.4999"), 0)


def test_equal_deals_differ_by_nothing():
    assert added(WITH_BORDERS, 5, 5) == (0, 0)


quotas = st.sampled_from([100, 200, 300])
counts = st.integers(-120, 500)


@settings(max_examples=30)
@given(curves(), quotas, counts, counts)
def test_the_spread_is_the_least_and_the_most_over_every_result_so_far(curve, quota, less, more):
    low, high = added(curve, less, more, quota)

    pays = [curve.payout(Fraction(result, quota)) for result in range(-120, 2 * quota + 800)]
    over_every_result = [pays[base + more + 120] - pays[base + less + 120] for base in range(2 * quota + 200)]

    assert (low, high) == (min(over_every_result), max(over_every_result))


@given(curves(), quotas, counts, counts)
def test_the_spread_the_other_way_round_is_its_mirror_image(curve, quota, less, more):
    low, high = added(curve, less, more, quota)

    assert added(curve, more, less, quota) == (-high, -low)
