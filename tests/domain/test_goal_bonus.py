"""What a deal earns from a goal: the period's pay with it minus the period's pay without it."""

import pytest

from bot.domain.goals import Curve
from bot.domain.incentives import Conditions, Measure, Owner
from bot.domain.money import WHOLE, MixedCurrencies, Money, Rate
from bot.domain.pay import Base, GoalLine, Situation
from bot.domain.people import Figures
from bot.domain.periods import PeriodKind
from tests.domain.builders import MAY, NEXT_YEAR, UNKNOWN, YEAR, booked, deal, eur, exactly, goal, pay_line, span


def amount(component, asked, situation):
    return pay_line(component, asked, WHOLE, situation).amount


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


def of_margin(result):
    return booked(result, measure=Measure.MARGIN)


def test_a_margin_goal_counts_the_margin():
    assert amount(goal(measure=Measure.MARGIN), deal(margin=10_000), of_margin(600_000)) == exactly(285)
    assert amount(goal(Curve(), Measure.MARGIN), deal(margin=10_000), booked(600_000)) == exactly(285)


def test_figures_of_another_measure_are_no_result_of_the_goal():
    assert pay_line(goal(measure=Measure.MARGIN), deal(margin=10_000), WHOLE, booked(600_000)).so_far is None
    assert pay_line(goal(), deal(margin=10_000), WHOLE, of_margin(600_000)).so_far is None


def test_a_negative_margin_costs_what_it_takes_away_and_no_more():
    component = goal(Curve(), Measure.MARGIN)

    assert amount(component, deal(margin=-10_000), of_margin(600_000)) == exactly(-285)
    assert amount(component, deal(margin=-10_000), of_margin(2_000)) == exactly(-57)
    assert amount(component, deal(margin=-10_000), of_margin(0)) == exactly(0)
    assert amount(component, deal(margin=-10_000), UNKNOWN) == span(-285, 0)
    assert amount(goal(measure=Measure.MARGIN), deal(margin=-10_000), of_margin(505_000)) == exactly("-14392.50")


def test_a_result_below_zero_counts_from_where_it_stands():
    assert amount(goal(Curve()), deal(), booked(-20_000)) == exactly(855)


def test_own_figures_come_before_those_of_the_role():
    own = booked(600_000, quota=eur(2_000_000), target_bonus=eur(57_000))
    without_hurdle = goal(Curve())

    assert amount(without_hurdle, deal(), own) == exactly(1_425)
    assert amount(without_hurdle, deal(), booked(600_000, quota=eur(2_000_000))) == exactly("712.50")
    assert amount(without_hurdle, deal(), booked(600_000, target_bonus=eur(57_000))) == exactly(2_850)


@pytest.mark.parametrize("nothing", [0, eur(0), eur(-5)])
def test_a_quota_of_nothing_is_none_and_that_of_the_role_counts(nothing):
    own = booked(600_000, quota=nothing)

    assert pay_line(goal(), deal(), WHOLE, own).quota == eur(1_000_000)
    assert amount(goal(Curve(), quota=None), deal(), own) is None


def test_the_base_is_what_is_booked_or_what_is_expected_as_the_asker_chooses():
    own = Figures(YEAR, booked=eur(100_000), expected=eur(900_000))

    assert amount(goal(), deal(), Situation((own,), Base.BOOKED)) == exactly(0)
    assert amount(goal(), deal(), Situation((own,), Base.EXPECTED)) == exactly(1_425)


@pytest.mark.parametrize("base", Base)
def test_a_base_that_was_not_given_is_not_guessed_from_the_other(base):
    other = {"expected": eur(900_000)} if base is Base.BOOKED else {"booked": eur(900_000)}
    line = pay_line(goal(), deal(), WHOLE, Situation((Figures(YEAR, **other),), base))

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
    situation = Situation((own,), fiscal_year_starts=fiscal_year_starts)

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
        pay_line(goal(), deal(), WHOLE, Situation((Figures(YEAR, **{figure: Money.of(5, "CHF")}),)))
