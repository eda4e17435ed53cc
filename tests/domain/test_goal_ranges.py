"""What a goal pays where something is unknown: a range over every result, and what two deals differ by."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.goals import Curve
from bot.domain.incentives import Conditions, Deal, Plan
from bot.domain.money import WHOLE, Money, Rate, Span
from bot.domain.pay import Situation, difference_within, goal_difference, period_pay
from bot.domain.people import Figures
from tests.domain.builders import HALF, MAY, NEXT_YEAR, UNKNOWN, YEAR, booked, deal, eur, exactly, goal, pay_line, span


def amount(component, asked, situation):
    return pay_line(component, asked, WHOLE, situation).amount


def test_an_unknown_result_gives_the_range_over_all_results():
    assert amount(goal(), deal(), UNKNOWN) == span(0, 15_675)
    assert amount(goal(Curve()), deal(), UNKNOWN) == exactly(1_425)
    assert amount(goal(Curve(cap=WHOLE)), deal(), UNKNOWN) == span(0, 1_425)


def test_a_straight_goal_adds_the_same_from_every_result_and_is_rounded_once():
    assert amount(goal(Curve()), deal("33.33"), UNKNOWN) == exactly("0.95")
    assert amount(goal(Curve()), deal("33.50"), UNKNOWN) == exactly("0.95")
    assert amount(goal(Curve()), deal("33.51"), UNKNOWN) == exactly("0.96")


def test_the_ends_of_a_range_are_rounded_outwards():
    assert amount(goal(Curve(cap=WHOLE)), deal("33.33"), UNKNOWN) == span(0, "0.95")
    assert amount(goal(Curve(cap=WHOLE)), deal("33.51"), UNKNOWN) == span(0, "0.96")
    assert amount(goal(Curve(HALF)), deal("33.33"), UNKNOWN) == span(0, "14250.95")


def test_an_unknown_quota_gives_the_range_up_to_the_cap_or_none_at_all():
    assert amount(goal(quota=None), deal(), UNKNOWN) == span(0, 34_200)
    assert amount(goal(quota=None, weight=Rate.percent(50)), deal(), UNKNOWN) == span(0, 17_100)
    assert amount(goal(Curve(), quota=None), deal(), UNKNOWN) is None
    assert amount(goal(quota=None), deal(), booked(600_000)) == span(0, 34_200)


def test_an_unknown_target_bonus_gives_no_amount():
    assert amount(goal(target_bonus=None), deal(), booked(600_000)) is None


def test_a_result_that_could_not_be_used_is_not_shown_as_if_it_were():
    line = pay_line(goal(quota=None), deal(), WHOLE, booked(600_000))

    assert (line.so_far, line.amount) == (None, span(0, 34_200))


def test_a_larger_deal_of_the_same_period_is_compared_from_the_same_result():
    smaller, larger = deal(50_000), deal(60_000)

    assert goal_difference(goal(), smaller, larger, booked(600_000)) == exactly(285)
    assert goal_difference(goal(Curve()), smaller, larger, UNKNOWN) == exactly(285)
    assert goal_difference(goal(), smaller, larger, UNKNOWN) == span(0, "14535")
    assert goal_difference(goal(), larger, smaller, UNKNOWN) == span(-14_535, 0)


def test_equal_deals_differ_by_nothing_whatever_is_unknown():
    unclear = goal(quota=None, target_bonus=None)

    assert goal_difference(unclear, deal(), deal(), UNKNOWN) == exactly(0)
    assert goal_difference(goal(), deal(), deal(closes=date(2026, 12, 31)), UNKNOWN) == exactly(0)


def test_without_a_quota_or_target_bonus_different_deals_differ_by_what_nobody_can_tell():
    assert goal_difference(goal(target_bonus=None), deal(), deal(1), UNKNOWN) is None
    assert goal_difference(goal(Curve(), quota=None), deal(), deal(1), UNKNOWN) is None
    assert goal_difference(goal(quota=None), deal(), deal(1), UNKNOWN) == span(-34_200, 0)
    assert goal_difference(goal(quota=None), deal(), deal(1), booked(600_000)) == span(-34_200, 0)


def within(component, less, more, situation):
    """What a plan of one component pays for the second deal more than for the first."""
    return difference_within(Plan("EUR", (component,)), (less, WHOLE), (more, WHOLE), situation)


def test_deals_of_two_periods_are_counted_from_two_results():
    later = deal(closes=NEXT_YEAR)

    assert within(goal(), deal(), later, UNKNOWN) == span(-15_675, 15_675)
    assert within(goal(), deal(), later, booked(600_000)) == span(-1_425, 14_250)
    assert within(goal(), later, deal(), booked(600_000)) == span(-14_250, 1_425)


def test_a_deal_that_does_not_count_is_compared_as_nothing():
    from_100k = goal(when=Conditions(deal_from=eur(100_000)))

    assert within(from_100k, deal(50_000), deal(99_999), UNKNOWN) == exactly(0)
    assert within(from_100k, deal(50_000), deal(100_000), booked(600_000)) == exactly(2_850)
    assert within(from_100k, deal(100_000), deal(50_000), booked(600_000)) == exactly(-2_850)
    assert within(from_100k, deal(100_000), deal(50_000), UNKNOWN) == span(-17_100, 0)


QUOTA, LARGEST_DEAL = 200, 300


@st.composite
def small_goals(draw):
    """Goals whose turns lie on whole cents, so trying every cent meets them, and where a cent earns one at most."""
    rises = draw(st.lists(st.integers(0, 20), min_size=1, max_size=10))
    heights = [Rate.percent(sum(rises[:n])) for n in range(len(rises) + 1)]
    points = tuple((Rate.percent(10 * n), height) for n, height in enumerate(heights))
    hurdle, cap = Rate.percent(draw(st.integers(0, 110))), draw(st.sampled_from([None, heights[-1]]))
    weight = draw(st.sampled_from([WHOLE, Rate.percent(30), Rate(333_333)]))
    target = Money(draw(st.integers(1, 100)), "EUR")
    return goal(Curve(hurdle, cap, points), target_bonus=target, quota=Money(QUOTA, "EUR"), weight=weight)


small_deals = st.integers(1, LARGEST_DEAL).map(lambda minor: Deal(Money(minor, "EUR"), MAY))
RESULTS = range(2 * QUOTA + LARGEST_DEAL)


def pays_by_result(component):
    every_result = range(len(RESULTS) + LARGEST_DEAL)
    return [
        period_pay(component, component.quota, component.target_bonus, Money(result, "EUR")).minor
        for result in every_result
    ]


def assert_holds_and_ends_near(told, found):
    """The ends of a range are rounded outwards; an amount told as exact may be a cent off for two periods rounded."""
    off = 0 if told.exact is None else 1
    assert told.low.minor - off <= min(found) <= told.low.minor + 1
    assert told.high.minor - 1 <= max(found) <= told.high.minor + off


@given(small_goals(), st.lists(small_deals, max_size=8))
def test_the_deals_of_a_period_earn_together_what_the_period_pays(component, deals):
    result, earned = Money(0, "EUR"), Money(0, "EUR")
    for each in deals:
        earned += amount(component, each, Situation((Figures(YEAR, booked=result),))).exact
        result += each.amount

    assert earned == period_pay(component, component.quota, component.target_bonus, result)


@settings(max_examples=30)
@given(small_goals(), small_deals)
def test_the_range_holds_what_the_deal_earns_from_every_result_and_no_more(component, asked):
    pays = pays_by_result(component)

    earned = [pays[result + asked.amount.minor] - pays[result] for result in RESULTS]

    assert_holds_and_ends_near(amount(component, asked, UNKNOWN), earned)


@settings(max_examples=30)
@given(small_goals(), small_deals, small_deals)
def test_the_range_of_a_difference_holds_it_from_every_result_and_no_more(component, less, more):
    pays = pays_by_result(component)

    differences = [pays[result + more.amount.minor] - pays[result + less.amount.minor] for result in RESULTS]

    assert_holds_and_ends_near(goal_difference(component, less, more, UNKNOWN), differences)


@given(small_goals(), small_deals, small_deals, st.sampled_from(RESULTS))
def test_with_a_known_result_two_deals_differ_by_what_each_of_them_earns(component, less, more, result):
    known = Situation((Figures(YEAR, booked=Money(result, "EUR")),))

    difference = amount(component, more, known).exact - amount(component, less, known).exact

    assert goal_difference(component, less, more, known) == Span.exactly(difference)


@given(small_goals(), small_deals, st.integers(1, 500), st.sampled_from(RESULTS))
def test_the_range_without_a_quota_holds_every_quota_and_result(component, asked, quota, result):
    no_quota = replace(component, quota=None)
    own = Figures(YEAR, quota=Money(quota, "EUR"), booked=Money(result, "EUR"))

    told = amount(no_quota, asked, UNKNOWN)
    earned = amount(no_quota, asked, Situation((own,))).exact

    assert (told is None) is (component.curve.cap is None)
    assert told is None or told.low <= earned <= told.high
