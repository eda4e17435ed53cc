"""Accelerators and thresholds at, just below and just above where they begin, with and without a quota."""

import pytest

from bot.domain.incentives import Accelerator, Bound, Measure, Overage, Step, Threshold
from bot.domain.money import MixedCurrencies, Money
from bot.domain.pay import MarginNeeded, Situation
from bot.domain.people import Figures
from bot.domain.periods import PeriodKind
from tests.domain.builders import UNKNOWN, YEAR, booked, deal, eur, exactly, paid, percent, span, total

YEARLY = PeriodKind.YEAR


def accelerator(*steps, scope=Overage.SLICE, **settings):
    """10 % of the orders of a year for a quota of 100,000, unless said otherwise; steps in per cent."""
    made = tuple(Step(percent(at), percent(times)) for at, times in steps)
    given = {"quota": eur(100_000), "period": YEARLY, **settings}
    return Accelerator(percent(10), made, scope, **given)


ONE_STEP = ((100, 150),)
TWO_STEPS = ((100, 150), (120, 200))


@pytest.mark.parametrize("scope", Overage)
@pytest.mark.parametrize(
    ("so_far", "asked", "pays"),
    [
        (0, 100_000, "10000"),
        (0, "99999.90", "9999.99"),
        (0, "100000.10", "10000.02"),
        (90_000, 20_000, "2500"),
        ("99999.90", "0.10", "0.01"),
        (100_000, "0.10", "0.02"),
        (100_000, 20_000, "3000"),
        (500_000, 1_000, "150"),
    ],
)
def test_one_step_lifts_what_lies_beyond_it_and_nothing_else(scope, so_far, asked, pays):
    assert total([accelerator(*ONE_STEP, scope=scope)], deal(asked), booked(so_far)) == exactly(pays)


@pytest.mark.parametrize(
    ("scope", "bound", "so_far", "pays"),
    [
        (Overage.SLICE, Bound.UPPER, 110_000, 1_500),
        (Overage.SLICE, Bound.UPPER, 115_000, 1_750),
        (Overage.SLICE, Bound.UPPER, 120_000, 2_000),
        (Overage.WHOLE_OVERAGE, Bound.UPPER, "109999.99", 1_500),
        (Overage.WHOLE_OVERAGE, Bound.UPPER, 110_000, 2_500),
        (Overage.WHOLE_OVERAGE, Bound.LOWER, 110_000, 1_500),
        (Overage.WHOLE_OVERAGE, Bound.LOWER, "110000.01", 2_500),
        (Overage.WHOLE_OVERAGE, Bound.UPPER, 120_000, 2_000),
        (Overage.WHOLE_OVERAGE, Bound.LOWER, 120_000, 3_000),
    ],
)
def test_a_second_step_lifts_its_slice_or_all_that_lies_beyond_the_first(scope, bound, so_far, pays):
    component = accelerator(*TWO_STEPS, scope=scope, bound=bound)

    assert total([component], deal(10_000), booked(so_far)) == exactly(pays)


@pytest.mark.parametrize(
    ("so_far", "asked", "pays"),
    [
        (0, "79999.99", 4_000),
        (0, 80_000, 8_000),
        ("79999.99", 10_000, 5_000),
        (90_000, 10_000, 1_000),
        (100_000, 5_000, 500),
    ],
)
def test_a_first_step_at_zero_counts_for_everything_once_another_is_reached(so_far, asked, pays):
    """Half the rate on everything below 80 % of the quota, the full rate on everything from there on."""
    component = accelerator((0, 50), (80, 100), scope=Overage.WHOLE_OVERAGE)

    assert total([component], deal(asked), booked(so_far)) == exactly(pays)


def test_a_multiplier_may_fall_again_slice_by_slice():
    component = accelerator((100, 125), (120, 110), (150, 100))

    assert total([component], deal(160_000), booked(0)) == exactly(10_000 + 2_500 + 3_300 + 1_000)


def test_own_quota_comes_before_that_of_the_role():
    own = booked(0, quota=eur(50_000))

    assert total([accelerator(*ONE_STEP)], deal(100_000), own) == exactly(5_000 + 7_500)
    assert paid([accelerator(*ONE_STEP)], deal(), own).lines[0].quota == eur(50_000)


def test_an_own_quota_of_nothing_is_none_and_that_of_the_role_counts():
    assert paid([accelerator(*ONE_STEP)], deal(), booked(0, quota=eur(0))).lines[0].quota == eur(100_000)


def test_where_a_step_starts_is_rounded_to_the_cent():
    third = accelerator(("33.3333", 200), quota=eur("0.05"))

    assert total([third], deal("0.02"), booked(0)) == exactly("0.00")
    assert total([third], deal("10.02"), booked(0)) == exactly("2.00")


@pytest.mark.parametrize("result", [UNKNOWN, booked(150_000)])
def test_without_a_quota_an_accelerator_lies_between_its_lowest_and_its_highest_rate(result):
    assert total([accelerator(*TWO_STEPS, quota=None)], deal(10_000), result) == span(1_000, 2_000)
    assert total([accelerator((0, 80), (100, 150), quota=None)], deal(10_000), result) == span(800, 1_500)
    assert total([accelerator((0, 80), quota=None)], deal(10_000), result) == exactly(800)


def test_without_a_quota_nobody_can_tell_how_much_of_the_overage_is_lifted_again():
    whole = Overage.WHOLE_OVERAGE

    assert total([accelerator(*TWO_STEPS, scope=whole, quota=None)], deal(10_000), booked(1)) is None
    assert total([accelerator(*ONE_STEP, scope=whole, quota=None)], deal(10_000), booked(1)) == span(1_000, 1_500)


def test_with_an_unknown_result_an_accelerator_is_a_range():
    assert total([accelerator(*ONE_STEP)], deal(10_000)) == span(1_000, 1_500)
    assert total([accelerator(*TWO_STEPS, scope=Overage.WHOLE_OVERAGE)], deal(10_000)) == span(1_000, 3_000)


def test_a_quota_or_result_in_another_currency_is_refused():
    with pytest.raises(MixedCurrencies):
        total([accelerator(*ONE_STEP, quota=Money.of(5, "CHF"))])
    with pytest.raises(MixedCurrencies):
        total([accelerator(*ONE_STEP)], deal(), Situation((Figures(YEAR, booked=Money.of(5, "CHF")),)))


@pytest.mark.parametrize(
    ("asked", "pays"), [("9999.99", "0"), (10_000, "500"), ("10000.10", "500.01"), (40_000, "2000")]
)
def test_a_threshold_of_a_deal_pays_nothing_below_it_and_from_it_on_from_the_first_euro(asked, pays):
    assert total([Threshold(percent(5), eur(10_000))], deal(asked)) == exactly(pays)


@pytest.mark.parametrize(
    ("so_far", "asked", "pays"),
    [
        (0, "9999.99", 0),
        (9_000, "999.99", 0),
        (9_000, 1_000, 500),
        (9_000, 3_000, 600),
        (10_000, 1_000, 50),
        (50_000, 1_000, 50),
        (-2_000, 12_000, 500),
    ],
)
def test_the_deal_that_reaches_a_period_s_threshold_is_paid_for_those_before_it(so_far, asked, pays):
    component = Threshold(percent(5), eur(10_000), period=YEARLY)

    assert total([component], deal(asked), booked(so_far)) == exactly(pays)


def test_a_threshold_of_a_period_is_a_range_while_the_result_is_unknown():
    assert total([Threshold(percent(5), eur(10_000), period=YEARLY)], deal(1_000)) == span(0, 550)


def test_a_threshold_may_be_one_of_the_margin():
    component = Threshold(percent(5), eur(10_000), Measure.MARGIN)

    assert total([component], deal(margin=10_000)) == exactly(500)
    assert total([component], deal(margin="9999.99")) == exactly(0)
    with pytest.raises(MarginNeeded):
        total([component], deal())
