"""What the deals of a period earn together, and what one earns whatever the period's result is: by trying them all."""

from dataclasses import replace
from itertools import product
from math import ceil

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain.goals import Curve
from bot.domain.incentives import (
    Accelerator,
    Bound,
    Deal,
    Factor,
    GoalBonus,
    Measure,
    Overage,
    Plan,
    Scope,
    Step,
    Threshold,
    Tier,
    Tiers,
)
from bot.domain.measures import size
from bot.domain.money import WHOLE, Money, Rate
from bot.domain.pay import Situation, difference_within
from bot.domain.people import Figures
from bot.domain.periods import PeriodKind
from tests.domain.builders import MAY, UNKNOWN, YEAR, total

YEARLY = PeriodKind.YEAR
FURTHEST = 120
"""Cents, units or deals beyond which nothing small enough to be tried turns any more."""

cents = st.integers(1, FURTHEST).map(lambda minor: Money(minor, "EUR"))
rates = st.sampled_from([Rate.percent(value) for value in (1, 7, 10, 33, 50, 100)]) | st.integers(1, 10**6).map(Rate)


@st.composite
def small_tiers(draw):
    measure = draw(st.sampled_from([Measure.ORDERS, Measure.MARGIN, Measure.UNITS, Measure.DEALS]))
    scope, bound = draw(st.sampled_from(Scope)), draw(st.sampled_from(Bound))
    first, furthest = (1, 12) if measure.is_count else (0, FURTHEST)
    starts = sorted({first, *draw(st.sets(st.integers(first, furthest), max_size=3))})
    amounts = st.integers(0, 30).map(lambda minor: Money(minor, "EUR"))
    pays = draw(st.lists(amounts if measure.is_count or draw(st.booleans()) else rates, min_size=4, max_size=4))
    if scope is Scope.WHOLE:
        pays.sort(key=lambda paid: getattr(paid, "minor", None) or getattr(paid, "ppm", 0))
    made = zip(starts if measure.is_count else [Money(start, "EUR") for start in starts], pays, strict=False)
    return Tiers(tuple(Tier(start, paid) for start, paid in made), scope, measure, YEARLY, bound)


@st.composite
def small_accelerators(draw):
    attained = sorted(draw(st.sets(st.integers(0, 150), min_size=1, max_size=3)))
    times = sorted(draw(st.lists(st.integers(0, 300), min_size=3, max_size=3)))
    steps = tuple(Step(Rate.percent(at), Rate.percent(by)) for at, by in zip(attained, times, strict=False))
    quota = Money(draw(st.integers(1, 80)), "EUR")
    return Accelerator(draw(rates), steps, draw(st.sampled_from(Overage)), YEARLY, quota=quota, bound=draw(bounds))


bounds = st.sampled_from(Bound)
small_thresholds = st.builds(Threshold, rates, cents, period=st.just(YEARLY))


@st.composite
def small_curves(draw):
    xs = sorted(draw(st.sets(st.integers(0, 120), min_size=2, max_size=3)))
    ys = sorted(draw(st.lists(st.integers(0, 150), min_size=len(xs), max_size=len(xs))))
    points = tuple((Rate.percent(x), Rate.percent(y)) for x, y in zip(xs, ys, strict=True))
    hurdle, cap = Rate.percent(draw(st.sampled_from([0, 50, 100]))), draw(st.sampled_from([None, Rate.percent(200)]))
    curve = Curve(hurdle, cap, points, draw(st.booleans()))
    return curve if cap is None or curve.straight(curve.entry) <= 2 else replace(curve, cap=None)


@st.composite
def small_goals(draw):
    measure = draw(st.sampled_from([Measure.ORDERS, Measure.MARGIN, Measure.DEALS]))
    quota = draw(st.integers(1, 10)) if measure.is_count else Money(draw(st.integers(1, 60)), "EUR")
    return GoalBonus(measure, YEARLY, draw(small_curves()), Money(draw(st.integers(1, 40)), "EUR"), quota, draw(rates))


one_component = small_tiers() | small_accelerators() | small_thresholds | small_goals()
small_deals = st.builds(lambda amount, margin, units: Deal(amount, MAY, margin, units), cents, cents, st.integers(1, 6))


def adds(measure, asked):
    return {
        Measure.ORDERS: asked.amount.minor,
        Measure.MARGIN: asked.margin.minor,
        Measure.UNITS: asked.units,
        Measure.DEALS: 1,
    }[measure]


def standing(results):
    return Situation(
        tuple(
            Figures(YEAR, booked=result if measure.is_count else Money(result, "EUR"), measure=measure)
            for measure, result in results.items()
        )
    )


def earns(component, asked, result):
    return total([component], asked, standing({component.measure: result})).exact.minor


@given(one_component, st.lists(small_deals, min_size=1, max_size=6))
def test_the_deals_of_a_period_earn_together_what_the_period_pays(component, deals):
    result, earned = 0, 0
    for each in deals:
        earned += earns(component, each, result)
        result += adds(component.measure, each)

    if component.measure is not Measure.DEALS:
        all_at_once = Deal(Money(result, "EUR"), MAY, Money(result, "EUR"), result)
        assert earned == earns(component, all_at_once, 0)
    other_order = 0
    for number, each in enumerate(reversed(deals)):
        before = sum(adds(component.measure, later) for later in [*reversed(deals)][:number])
        other_order += earns(component, each, before)
    assert earned == other_order


def assert_told(told, found):
    """The ends of a range are rounded outwards; an amount told as exact may be a cent off for two periods rounded."""
    off = 0 if told.exact is None else 1
    assert told.low.minor - off <= min(found) <= told.low.minor + 1
    assert told.high.minor - 1 <= max(found) <= told.high.minor + off


def furthest(component):
    """A result beyond which nothing turns any more; where that is too far to try, the example is left out."""
    if not isinstance(component, GoalBonus):
        return 20 if component.measure.is_count else FURTHEST + 5
    far = ceil(max(component.curve.turns()) * size(component.quota)) + 3
    assume(far <= 2 * FURTHEST)
    return far


@settings(max_examples=50)
@given(one_component, small_deals)
def test_the_range_over_results_holds_every_one_and_its_ends_are_met(component, asked):
    found = [earns(component, asked, result) for result in range(furthest(component))]

    assert_told(total([component], asked), found)


@settings(max_examples=30)
@given(one_component, small_deals, small_deals)
def test_the_range_of_a_difference_holds_it_from_every_result_and_its_ends_are_met(component, less, more):
    every = range(furthest(component))
    found = [earns(component, more, result) - earns(component, less, result) for result in every]

    told = difference_within(Plan("EUR", (component,)), (less, WHOLE), (more, WHOLE), UNKNOWN)

    assert_told(told, found)


@settings(max_examples=50)
@given(one_component, small_deals, small_deals, st.integers(0, FURTHEST))
def test_from_a_known_result_two_deals_differ_by_what_each_of_them_earns(component, less, more, result):
    known = standing({component.measure: result})
    terms = Plan("EUR", (component,))

    told = difference_within(terms, (less, WHOLE), (more, WHOLE), known)

    assert told.exact.minor == earns(component, more, result) - earns(component, less, result)


tiny_goals = small_goals().map(lambda goal: replace(goal, quota=5 if goal.measure.is_count else Money(12, "EUR")))


@settings(max_examples=25)
@given(tiny_goals, small_curves(), st.integers(1, 6), small_deals, st.booleans())
def test_the_range_over_two_results_holds_every_pair_and_its_ends_are_met(goal, curve, quota, asked, one_is_known):
    """Goals that multiply have a bound where both are capped, or where what was reached is known."""
    own, by = (replace(each, cap=each.cap or Rate.percent(1_000)) for each in (goal.curve, curve))
    factor = Factor(Measure.UNITS, YEARLY, by, quota)
    multiplied = replace(goal, curve=own, multiplied_by=(factor,))
    own_results = [5] if one_is_known else range(furthest(multiplied))
    by_results = range(furthest(replace(goal, measure=Measure.UNITS, curve=by, quota=quota)))
    assume(len(own_results) * len(by_results) <= 2_000)

    found = [
        total([multiplied], asked, standing({multiplied.measure: own_result, Measure.UNITS: units})).exact.minor
        for own_result, units in product(own_results, by_results)
    ]

    known = {multiplied.measure: 5} if one_is_known else {}
    assert_told(total([multiplied], asked, standing(known)), found)


@given(small_accelerators(), small_deals, st.integers(1, 100), st.integers(0, 200))
def test_the_range_without_a_quota_holds_every_quota_and_result(component, asked, quota, result):
    told = total([replace(component, quota=None)], asked, standing({Measure.ORDERS: result}))
    earned = earns(replace(component, quota=Money(quota, "EUR")), asked, result)

    assert told is None or told.low.minor - 1 <= earned <= told.high.minor + 1


@st.composite
def rates_by_number(draw):
    starts = sorted({1, *draw(st.sets(st.integers(1, 8), max_size=3))})
    paid = sorted(draw(st.lists(rates, min_size=4, max_size=4)))
    made = tuple(Tier(start, rate) for start, rate in zip(starts, paid, strict=False))
    return Tiers(made, draw(st.sampled_from(Scope)), draw(st.sampled_from([Measure.DEALS])), YEARLY, draw(bounds))


@given(rates_by_number(), small_deals, st.integers(1, FURTHEST))
def test_the_range_over_numbers_holds_the_pay_by_each_and_its_ends_are_met(component, asked, orders):
    known_orders = standing({Measure.ORDERS: orders})
    found = [
        total([component], asked, standing({Measure.DEALS: number, Measure.ORDERS: orders})).exact.minor
        for number in range(12)
    ]

    told = total([component], asked, known_orders)

    assert (told.low.minor, told.high.minor) == (min(found), max(found))


@given(rates_by_number(), st.lists(small_deals, min_size=1, max_size=8))
def test_rates_by_number_come_to_what_the_period_pays_within_half_a_cent_a_deal(component, deals):
    earned, orders = 0, 0
    for number, each in enumerate(deals):
        before = standing({Measure.DEALS: number, Measure.ORDERS: orders})
        earned += total([component], each, before).exact.minor
        orders += each.amount.minor

    def rate(number):
        upper = component.bound is Bound.UPPER
        reached = [t.pays for t in component.tiers if t.start < number or (upper and t.start == number)]
        return (reached or [component.tiers[0].pays])[-1].fraction

    if component.scope is Scope.WHOLE:
        exact = orders * rate(len(deals))
    else:
        exact = sum(each.amount.minor * rate(number) for number, each in enumerate(deals, start=1))
    assert abs(earned - exact) <= len(deals)
