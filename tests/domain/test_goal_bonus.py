"""What a deal earns from a goal: the period's pay with it minus the period's pay without it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.goals import Curve
from bot.domain.incentives import Conditions, Deal, GoalBonus, Measure, Owner
from bot.domain.money import WHOLE, MixedCurrencies, Money, Rate, Span
from bot.domain.pay import Base, GoalLine, Situation, goal_difference, pay_line, period_pay
from bot.domain.people import Figures
from bot.domain.periods import Days, PeriodKind

YEAR = Days(date(2026, 1, 1), date(2027, 1, 1))
MAY, NEXT_YEAR = date(2026, 5, 20), date(2027, 5, 20)
HURDLE_AND_CAP = Curve(Rate.percent(50), Rate.percent(120))
PAY_ROLE = {"target_bonus": Money.of(28_500, "EUR"), "quota": Money.of(1_000_000, "EUR")}


def eur(amount):
    return Money.of(amount, "EUR")


def span(low, high):
    return Span(eur(low), eur(high))


def goal(curve=HURDLE_AND_CAP, measure=Measure.ORDERS, period=PeriodKind.YEAR, **given):
    return GoalBonus(measure, period, curve, **{**PAY_ROLE, **given})


def deal(amount=50_000, closes=MAY, margin=None):
    return Deal(eur(amount), closes, None if margin is None else eur(margin))


def booked(result, **given):
    return Situation(Figures(YEAR, booked=eur(result), **given))


def amount(component, asked, situation):
    return pay_line(component, asked, WHOLE, situation).amount


def exactly(value):
    return Span.exactly(eur(value))


UNKNOWN = Situation()


@pytest.mark.parametrize("result", [500_000, 600_000, "1149999.99"])
def test_between_hurdle_and_cap_50000_of_a_million_at_28500_are_worth_1425(result):
    assert amount(goal(), deal(), booked(result)) == exactly(1_425)


@pytest.mark.parametrize(
    ("result", "worth"),
    [
        (0, 0),
        (400_000, 0),
        ("449999.99", 0),
        (450_000, 14_250),
        (480_000, 15_105),
        ("499999.99", 15_675),
        (500_000, 1_425),
        (1_180_000, 570),
        (1_200_000, 0),
        (3_000_000, 0),
    ],
)
def test_the_deal_that_crosses_the_hurdle_earns_it_and_above_the_cap_none_does(result, worth):
    assert amount(goal(), deal(), booked(result)) == exactly(worth)


def test_one_deal_can_cross_hurdle_and_cap_at_once():
    assert amount(goal(), deal(1_000_000), booked(400_000)) == exactly(34_200)


def test_a_line_shows_the_numbers_it_was_made_from():
    component = goal()
    line = pay_line(component, deal(), WHOLE, booked(600_000))

    assert line == GoalLine(component, eur(50_000), eur(1_000_000), eur(28_500), eur(600_000), exactly(1_425))


def test_a_goal_counts_with_its_weight():
    assert amount(goal(weight=Rate.percent(40)), deal(), booked(600_000)) == exactly(570)


def test_several_points_are_paid_straight_between_them():
    bent = Curve(points=tuple((Rate.percent(x), Rate.percent(y)) for x, y in ((50, 25), (100, 100), (150, 200))))
    component = goal(bent, target_bonus=eur(10_000), quota=eur(100_000))

    assert amount(component, deal(30_000), booked(90_000)) == exactly(5_500)
    assert amount(component, deal(10_000), booked(45_000)) == exactly(3_250)


@pytest.mark.parametrize("measure", [Measure.ORDERS, Measure.REVENUE])
def test_orders_and_revenue_count_the_deal_amount(measure):
    assert pay_line(goal(measure=measure), deal(margin=7_000), WHOLE, UNKNOWN).counts == eur(50_000)


def test_a_margin_goal_counts_the_margin():
    assert amount(goal(measure=Measure.MARGIN), deal(margin=10_000), booked(600_000)) == exactly(285)


def test_a_negative_margin_costs_what_it_takes_away_and_no_more():
    component = goal(Curve(), Measure.MARGIN)

    assert amount(component, deal(margin=-10_000), booked(600_000)) == exactly(-285)
    assert amount(component, deal(margin=-10_000), booked(2_000)) == exactly(-57)
    assert amount(component, deal(margin=-10_000), booked(0)) == exactly(0)
    assert amount(component, deal(margin=-10_000), UNKNOWN) == span(-285, 0)
    assert amount(goal(measure=Measure.MARGIN), deal(margin=-10_000), booked(505_000)) == exactly("-14392.50")


def test_a_result_below_zero_counts_from_where_it_stands():
    assert amount(goal(Curve()), deal(), booked(-20_000)) == exactly(855)


def test_own_figures_come_before_those_of_the_role():
    own = booked(600_000, quota=eur(2_000_000), target_bonus=eur(57_000))
    without_hurdle = goal(Curve())

    assert amount(without_hurdle, deal(), own) == exactly(1_425)
    assert amount(without_hurdle, deal(), booked(600_000, quota=eur(2_000_000))) == exactly("712.50")
    assert amount(without_hurdle, deal(), booked(600_000, target_bonus=eur(57_000))) == exactly(2_850)


def test_the_base_is_what_is_booked_or_what_is_expected_as_the_asker_chooses():
    own = Figures(YEAR, booked=eur(100_000), expected=eur(900_000))

    assert amount(goal(), deal(), Situation(own, Base.BOOKED)) == exactly(0)
    assert amount(goal(), deal(), Situation(own, Base.EXPECTED)) == exactly(1_425)


@pytest.mark.parametrize("base", Base)
def test_a_base_that_was_not_given_is_not_guessed_from_the_other(base):
    other = {"expected": eur(900_000)} if base is Base.BOOKED else {"booked": eur(900_000)}
    line = pay_line(goal(), deal(), WHOLE, Situation(Figures(YEAR, **other), base))

    assert (line.so_far, line.amount) == (None, span(0, 15_675))


@pytest.mark.parametrize(
    ("closes", "period", "fiscal_year_starts"),
    [
        (NEXT_YEAR, PeriodKind.YEAR, 1),
        (MAY, PeriodKind.YEAR, 4),
        (MAY, PeriodKind.QUARTER, 1),
    ],
)
def test_figures_of_another_period_are_ignored(closes, period, fiscal_year_starts):
    own = Figures(YEAR, quota=eur(5), target_bonus=eur(5), booked=eur(5), expected=eur(5))
    situation = Situation(own, fiscal_year_starts=fiscal_year_starts)

    assert pay_line(goal(period=period), deal(closes=closes), WHOLE, situation) == pay_line(
        goal(period=period), deal(closes=closes), WHOLE, UNKNOWN
    )


@pytest.mark.parametrize("owner", [Owner.TEAM, Owner.COMPANY])
def test_a_goal_of_the_team_or_the_company_ignores_own_figures(owner):
    own = booked(600_000, quota=eur(5), target_bonus=eur(5))

    assert pay_line(goal(owner=owner), deal(), WHOLE, own) == pay_line(goal(owner=owner), deal(), WHOLE, UNKNOWN)


def test_a_deal_that_does_not_meet_the_conditions_adds_nothing_to_the_goal():
    component = goal(when=Conditions(deal_from=eur(100_000)))

    assert pay_line(component, deal(), WHOLE, booked(600_000)) is None


@pytest.mark.parametrize("figure", ["quota", "target_bonus", "booked"])
def test_own_figures_in_another_currency_than_the_deal_are_refused(figure):
    with pytest.raises(MixedCurrencies):
        pay_line(goal(), deal(), WHOLE, Situation(Figures(YEAR, **{figure: Money.of(5, "CHF")})))


def test_an_unknown_result_gives_the_range_over_all_results():
    assert amount(goal(), deal(), UNKNOWN) == span(0, 15_675)
    assert amount(goal(Curve()), deal(), UNKNOWN) == exactly(1_425)
    assert amount(goal(Curve(cap=WHOLE)), deal(), UNKNOWN) == span(0, 1_425)


def test_the_ends_of_a_range_are_rounded_outwards():
    assert amount(goal(Curve()), deal("33.33"), UNKNOWN) == span("0.94", "0.95")


def test_an_unknown_quota_gives_the_range_up_to_the_cap_or_none_at_all():
    assert amount(goal(quota=None), deal(), UNKNOWN) == span(0, 34_200)
    assert amount(goal(quota=None, weight=Rate.percent(50)), deal(), UNKNOWN) == span(0, 17_100)
    assert amount(goal(Curve(), quota=None), deal(), UNKNOWN) is None
    assert amount(goal(quota=None), deal(), booked(600_000)) == span(0, 34_200)


def test_an_unknown_target_bonus_gives_no_amount():
    assert amount(goal(target_bonus=None), deal(), booked(600_000)) is None


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


def test_deals_of_two_periods_are_counted_from_two_results():
    later = deal(closes=NEXT_YEAR)

    assert goal_difference(goal(), deal(), later, UNKNOWN) == span(-15_675, 15_675)
    assert goal_difference(goal(), deal(), later, booked(600_000)) == span(-1_425, 14_250)
    assert goal_difference(goal(), later, deal(), booked(600_000)) == span(-14_250, 1_425)


def test_a_deal_that_does_not_count_is_compared_as_nothing():
    from_100k = goal(when=Conditions(deal_from=eur(100_000)))

    assert goal_difference(from_100k, deal(50_000), deal(99_999), UNKNOWN) == exactly(0)
    assert goal_difference(from_100k, deal(50_000), deal(100_000), booked(600_000)) == exactly(2_850)
    assert goal_difference(from_100k, deal(100_000), deal(50_000), booked(600_000)) == exactly(-2_850)
    assert goal_difference(from_100k, deal(100_000), deal(50_000), UNKNOWN) == span(-17_100, 0)


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
    """An end may lie a cent off for being rounded outwards, and one for a hurdle that is just not reached."""
    assert told.low.minor <= min(found) <= told.low.minor + 2
    assert told.high.minor - 2 <= max(found) <= told.high.minor


@given(small_goals(), st.lists(small_deals, max_size=8))
def test_the_deals_of_a_period_earn_together_what_the_period_pays(component, deals):
    result, earned = Money(0, "EUR"), Money(0, "EUR")
    for each in deals:
        earned += amount(component, each, Situation(Figures(YEAR, booked=result))).exact
        result += each.amount

    assert earned == period_pay(component, component.quota, component.target_bonus, result)


@settings(deadline=None, max_examples=50)
@given(small_goals(), small_deals)
def test_the_range_holds_what_the_deal_earns_from_every_result_and_no_more(component, asked):
    pays = pays_by_result(component)

    earned = [pays[result + asked.amount.minor] - pays[result] for result in RESULTS]

    assert_holds_and_ends_near(amount(component, asked, UNKNOWN), earned)


@settings(deadline=None, max_examples=50)
@given(small_goals(), small_deals, small_deals)
def test_the_range_of_a_difference_holds_it_from_every_result_and_no_more(component, less, more):
    pays = pays_by_result(component)

    differences = [pays[result + more.amount.minor] - pays[result + less.amount.minor] for result in RESULTS]

    assert_holds_and_ends_near(goal_difference(component, less, more, UNKNOWN), differences)


@given(small_goals(), small_deals, small_deals, st.sampled_from(RESULTS))
def test_with_a_known_result_two_deals_differ_by_what_each_of_them_earns(component, less, more, result):
    known = Situation(Figures(YEAR, booked=Money(result, "EUR")))

    difference = amount(component, more, known).exact - amount(component, less, known).exact

    assert goal_difference(component, less, more, known) == Span.exactly(difference)


@given(small_goals(), small_deals, st.integers(1, 500), st.sampled_from(RESULTS))
def test_the_range_without_a_quota_holds_every_quota_and_result(component, asked, quota, result):
    no_quota = replace(component, quota=None)
    own = Figures(YEAR, quota=Money(quota, "EUR"), booked=Money(result, "EUR"))

    told = amount(no_quota, asked, UNKNOWN)
    earned = amount(no_quota, asked, Situation(own)).exact

    assert (told is None) is (component.curve.cap is None)
    assert told is None or told.low <= earned <= told.high
