"""Routes compared where periods, limits and first deals come in, and the rules a registered joint deal keeps."""

from dataclasses import replace

import pytest

from bot.domain.earnings import NO_GUESS, Chances, Question, RouteTerms, break_even, compare, kept_or_later
from bot.domain.goals import Curve
from bot.domain.incentives import (
    Accelerator,
    AllianceRules,
    Basis,
    Bonus,
    Cap,
    Conditions,
    Deal,
    Factor,
    FixedAmount,
    Floor,
    Measure,
    Mode,
    Multiplier,
    Overage,
    Override,
    Percentage,
    PlanningRate,
    Scope,
    Share,
    Split,
    Step,
    Threshold,
    Tier,
    Tiers,
)
from bot.domain.money import WHOLE, MixedCurrencies, Money
from bot.domain.pay import Situation, difference_within
from bot.domain.people import Figures, PayRole
from bot.domain.periods import PeriodKind
from tests.domain.builders import (
    HALF,
    MAY,
    NEXT_YEAR,
    PLAN_OF_FIVE_PERCENT,
    TWO_PERCENT,
    UNKNOWN,
    YEAR,
    ask,
    booked,
    deal,
    eur,
    exactly,
    goal,
    in_force,
    percent,
    plan,
    rules,
    span,
    total,
)

YEARLY = PeriodKind.YEAR


def fixed(amount):
    return FixedAmount(eur(amount))


def under(*components):
    """What the routes pay where the rules together are these, on top of 5 %."""
    return ask(PLAN_OF_FIVE_PERCENT, rules(*components))


NO_RULES_ANY_MORE = replace(under(fixed(1)), together=None)


@pytest.mark.parametrize(
    ("registered", "today", "kept"), [(1_000, 999, True), (1_000, 1_000, False), (999, 1_000, False)]
)
def test_a_registered_deal_keeps_its_rules_unless_later_ones_pay_as_much(registered, today, kept):
    before, later = under(fixed(registered)), under(fixed(today))

    answer = kept_or_later(before, later)

    assert answer.together.kept is kept
    assert answer.together.on_top == exactly(registered if kept else today)
    assert answer.difference == (before if kept else later).difference


def test_a_registered_deal_keeps_its_rules_where_there_are_none_any_more():
    before = under(fixed(1))

    assert kept_or_later(before, NO_RULES_ANY_MORE).together == replace(before.together, kept=True)


def test_without_rules_on_the_day_of_registration_the_later_ones_count():
    assert kept_or_later(NO_RULES_ANY_MORE, under(fixed(1))) == under(fixed(1))


def test_rules_nobody_can_tell_in_money_are_not_kept_and_do_not_replace_what_can_be_told():
    unclear = ask(None, rules(Percentage(percent(5), Basis.COMMISSION)))
    told = ask(None, rules(fixed(1)))

    assert kept_or_later(unclear, told) == told
    assert kept_or_later(told, unclear).together.kept


def test_a_range_is_given_up_only_for_what_pays_as_much_at_least_and_at_most():
    first_two = under(fixed(10), Bonus(eur(90), YEAR, first=2))

    assert kept_or_later(first_two, under(fixed(10))).together.kept
    assert kept_or_later(first_two, under(fixed(99))).together.kept
    assert kept_or_later(first_two, under(fixed(100))) == under(fixed(100))
    assert kept_or_later(under(fixed(11)), first_two).together.on_top == exactly(11)
    assert kept_or_later(under(fixed(10)), first_two) == first_two


def test_rules_on_top_of_a_plan_nobody_knows_are_not_given_up_for_less_of_the_deal():
    on_top, instead = ask(None, rules(fixed(900))), ask(None, rules(fixed(1_000), mode=Mode.INSTEAD))
    less_credit = ask(None, rules(fixed(1_000), credit=percent(60)))

    assert kept_or_later(on_top, instead).together.kept
    assert kept_or_later(on_top, less_credit).together.kept
    assert kept_or_later(less_credit, ask(None, rules(fixed(1_000)))).together.kept is False
    assert kept_or_later(instead, ask(None, rules(fixed(1_000)))).together.kept is False


def test_rules_in_another_currency_do_not_replace_those_that_are_kept():
    in_francs = AllianceRules(
        "CHF", (FixedAmount(Money.of(2_000, "CHF")),), planning_rates=(PlanningRate("EUR", 950_000),)
    )
    francs = in_force(in_francs)

    assert kept_or_later(ask(None, rules(fixed(1_000))), ask(None, francs)).together.kept


def test_a_bonus_for_the_first_deals_counts_on_both_routes_or_on_neither():
    first_two = plan(Bonus(percent(1), YEAR, first=2))

    assert ask(first_two, rules(TWO_PERCENT), together=deal(80_000)).difference == span(1_600, 1_900)
    assert ask(first_two, rules(TWO_PERCENT), together=deal(30_000)).difference == span(400, 600)
    known = ask(first_two, rules(TWO_PERCENT), together=deal(80_000), situation=Situation(deals_so_far=0))
    assert known.difference == exactly(1_900)


@pytest.mark.parametrize(
    "looking_back",
    [
        Cap(eur(1_000)),
        Floor(eur(1_000)),
        Multiplier(percent(150)),
        Override(percent(5)),
        Split((Share(PayRole.SELLER, WHOLE),)),
        Percentage(percent(5), Basis.COMMISSION),
    ],
)
def test_what_looks_at_the_pay_before_it_has_no_difference_of_its_own(looking_back):
    terms = plan(goal(), looking_back).terms

    assert difference_within(terms, (deal(), WHOLE), (deal(80_000), WHOLE), UNKNOWN) is None
    answer = ask(plan(goal(), looking_back), rules(TWO_PERCENT), together=deal(80_000))
    assert answer.difference == answer.together.total - answer.alone.total


def test_together_a_capped_plan_pays_the_same_and_the_rules_on_top():
    answer = ask(plan(TWO_PERCENT, Cap(eur(500))), rules(TWO_PERCENT), together=deal(80_000))

    assert (answer.alone.total, answer.together.total) == (exactly(500), exactly(2_100))
    assert answer.difference == exactly(1_600)


TIERED = Tiers((Tier(eur(0), percent(2)), Tier(eur(100_000), percent(3))), Scope.MARGINAL)
BY_NUMBER = Tiers((Tier(1, percent(2)), Tier(3, percent(3))), Scope.MARGINAL, Measure.DEALS, YEARLY)


def within(component, less, more, situation=UNKNOWN):
    return difference_within(plan(component).terms, (less, WHOLE), (more, WHOLE), situation)


def test_tiers_differ_by_deal_from_one_result_or_from_any():
    yearly = replace(TIERED, period=YEARLY)

    assert within(TIERED, deal(50_000), deal(150_000)) == exactly(2_500)
    assert within(yearly, deal(50_000), deal(80_000)) == span(600, 900)
    assert within(yearly, deal(50_000), deal(80_000), booked(30_000)) == exactly(700)
    assert within(yearly, deal(50_000), deal(50_000, NEXT_YEAR), booked(100_000)) == span(-500, 0)
    assert within(BY_NUMBER, deal(50_000), deal(60_000), Situation(deals_so_far=2)) == exactly(300)
    assert within(replace(BY_NUMBER, scope=Scope.WHOLE), deal(50_000), deal(60_000)) is None


def test_without_a_quota_an_accelerator_differs_within_its_rates():
    faster = Accelerator(percent(10), (Step(WHOLE, percent(150)),), Overage.SLICE, YEARLY)

    assert within(faster, deal(50_000), deal(60_000)) == span(1_000, 1_500)
    assert within(faster, deal(60_000), deal(50_000)) == span(-1_500, -1_000)


def test_what_counts_for_one_route_alone_is_compared_with_nothing():
    unclear = goal(target_bonus=None, when=Conditions(deal_from=eur(60_000)))

    assert within(unclear, deal(50_000), deal(80_000)) is None
    assert within(Threshold(percent(5), eur(60_000)), deal(50_000), deal(80_000)) == exactly(4_000)


def test_a_margin_that_differs_by_nothing_makes_no_difference():
    of_margin = goal(measure=Measure.MARGIN)

    assert within(of_margin, deal(50_000, margin=5), deal(80_000, margin=5)) == exactly(0)


def test_a_period_s_cap_after_goals_that_multiply_or_tiers_by_number_is_unknown():
    cap = Cap(eur(10_000), YEARLY)
    multiplied = goal(multiplied_by=(Factor(Measure.ORDERS, YEARLY, Curve(cap=WHOLE), eur(1_000_000)),))

    assert total([multiplied, cap], deal(), booked(1_000_000)) == span(0, 1_425)
    assert total([BY_NUMBER, cap], deal(), Situation(deals_so_far=0)) == span(0, 1_000)
    assert total([goal(quota=None), cap], deal(), booked(1_000_000)) == span(0, 10_000)
    faster = Accelerator(percent(10), (Step(WHOLE, WHOLE),), Overage.SLICE, YEARLY)
    assert total([faster, cap], deal(), booked(1_000_000)) == span(0, 5_000)


def test_so_many_goals_that_nobody_can_try_every_result_have_no_bound():
    many_points = Curve(cap=percent(300), points=tuple((percent(n), percent(n)) for n in range(0, 200, 20)))
    factors = tuple(Factor(measure, YEARLY, many_points, eur(100)) for measure in (Measure.REVENUE, Measure.MARGIN))
    several = goal(many_points, multiplied_by=factors)

    assert total([several], deal(margin=5_000)) is None
    assert total([several, Cap(eur(5))], deal(margin=5_000)) == span(0, 5)


def test_goals_that_multiply_have_no_bound_where_one_of_them_has_none():
    factor = Factor(Measure.MARGIN, YEARLY, Curve(), eur(100_000))

    assert total([goal(multiplied_by=(factor,))], deal(margin=5_000)) is None
    assert total([goal(multiplied_by=(replace(factor, quota=None),))], deal(margin=5_000)) is None
    assert total([goal(multiplied_by=(factor,))], deal(margin=0), booked(2_000_000)) is None


def test_plan_and_rules_on_top_are_in_one_currency():
    asked, in_francs = deal(), in_force(replace(rules(TWO_PERCENT).terms, currency="CHF"))

    with pytest.raises(MixedCurrencies):
        ask(PLAN_OF_FIVE_PERCENT, in_francs, asked)


def test_rules_instead_of_the_plan_pay_a_deal_in_another_currency_at_the_planning_rate():
    at_two = replace(rules(TWO_PERCENT, mode=Mode.INSTEAD).terms, planning_rates=(PlanningRate("CHF", 2_000_000),))
    in_francs = Deal(Money.of(1_000, "CHF"), MAY)
    question = Question(in_francs, in_francs, UNKNOWN, NO_GUESS)

    answer = compare(question, RouteTerms(), RouteTerms(None, in_force(at_two)), None)

    assert answer.together.total == exactly(40)
    assert answer.alone.total is None


def test_uplift_and_points_of_the_chance_are_told_apart():
    found = break_even(exactly(100), exactly(80), Chances(alone=percent(20)))

    assert (found.uplift, found.points(percent(20))) == (percent(25).fraction, percent(5).fraction)
    assert break_even(exactly(100), exactly(80), NO_GUESS).points(percent(20)) is None


def test_what_is_capped_in_the_rules_is_counted_with_the_partner_alone():
    own, joint = Figures(YEAR, earned=eur(99_999)), Figures(YEAR, earned=eur(600))
    capped = rules(TWO_PERCENT, Cap(eur(1_000), YEARLY), credit=HALF)

    answer = ask(PLAN_OF_FIVE_PERCENT, capped, situation=Situation((own,), with_partner=(joint,)))

    assert answer.together.on_top == exactly(400)
    assert answer.together.total == exactly(1_250 + 400)
