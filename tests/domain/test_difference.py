"""What together pays more than alone, counted from the same result."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.earnings import NO_GUESS, Question, RouteTerms, compare
from bot.domain.goals import Curve
from bot.domain.incentives import Basis, Bonus, Conditions, Deal, FixedAmount, Mode, Percentage
from bot.domain.money import WHOLE, Money, Rate, Span
from bot.domain.pay import MarginNeeded, PercentageLine, Situation
from bot.domain.people import Figures
from bot.domain.periods import Days
from tests.domain.builders import (
    GOAL,
    HALF,
    JUNE,
    MAY,
    NEXT_YEAR,
    NOTHING,
    PLAN_OF_FIVE_PERCENT,
    TWO_PERCENT,
    UNKNOWN,
    YEAR,
    ask,
    booked,
    deal,
    eur,
    exactly,
    plan,
    rules,
    span,
)


def test_on_top_of_the_plan_with_full_credit_together_pays_the_rules_more():
    answer = ask(PLAN_OF_FIVE_PERCENT, rules(TWO_PERCENT))

    assert answer.alone.total == exactly(2_500)
    assert answer.together.total == exactly(3_500)
    assert answer.together.on_top == exactly(1_000)
    assert answer.difference == exactly(1_000)


def test_with_half_the_credit_half_of_the_plan_is_lost():
    answer = ask(PLAN_OF_FIVE_PERCENT, rules(TWO_PERCENT, credit=HALF))

    assert answer.together.plan_lines == (PercentageLine(Percentage(Rate.percent(5)), eur(25_000), eur(1_250)),)
    assert answer.together.total == exactly(2_250)
    assert answer.difference == exactly(-250)


def test_instead_of_the_plan_the_rules_alone_are_paid():
    answer = ask(PLAN_OF_FIVE_PERCENT, rules(Percentage(Rate.percent(3)), mode=Mode.INSTEAD))

    assert answer.together.plan_lines == ()
    assert answer.together.total == exactly(1_500)
    assert answer.difference == exactly(-1_000)
    assert answer.together.plan is None


def test_instead_of_a_plan_with_an_unknown_result_the_difference_is_a_range():
    answer = ask(plan(GOAL), rules(TWO_PERCENT, mode=Mode.INSTEAD))

    assert answer.together.total == exactly(1_000)
    assert answer.difference == span(-14_675, 1_000)


def test_full_credit_without_a_plan_in_the_books_is_answered_with_the_difference():
    answer = ask(None, rules(TWO_PERCENT))

    assert (answer.alone.plan_lines, answer.together.plan_lines) == (None, None)
    assert (answer.alone.total, answer.together.total) == (None, None)
    assert answer.difference == exactly(1_000)


@pytest.mark.parametrize(
    ("of_rules", "together"),
    [
        (rules(TWO_PERCENT, credit=HALF), deal()),
        (rules(TWO_PERCENT), deal(60_000)),
        (rules(TWO_PERCENT), deal(closes=JUNE)),
        (rules(TWO_PERCENT, mode=Mode.INSTEAD), deal()),
        (rules(TWO_PERCENT, credit=NOTHING), deal()),
    ],
)
def test_without_a_plan_nothing_is_promised_where_less_or_another_deal_counts(of_rules, together):
    answer = ask(None, of_rules, together=together)

    assert answer.difference is None
    assert answer.break_even is None
    assert answer.together.on_top == exactly(together.amount.amount / 50)


@pytest.mark.parametrize(
    "situation", [UNKNOWN, booked(0), booked(480_000), booked(2_000_000), Situation((Figures(YEAR, quota=eur(1)),))]
)
def test_full_credit_on_top_is_exact_whatever_the_figures_are(situation):
    assert ask(plan(GOAL), rules(TWO_PERCENT), situation=situation).difference == exactly(1_000)


def test_full_credit_on_top_is_exact_even_where_the_plan_can_not_be_told_in_money():
    answer = ask(plan(replace(GOAL, target_bonus=None)), rules(TWO_PERCENT))

    assert answer.together.total is None
    assert answer.difference == exactly(1_000)


def test_half_the_credit_is_compared_from_the_same_unknown_result():
    answer = ask(plan(GOAL), rules(TWO_PERCENT, credit=HALF))

    assert answer.difference == span("-13962.50", 1_000)


def test_half_the_credit_from_a_known_result():
    answer = ask(plan(GOAL), rules(TWO_PERCENT, credit=HALF), situation=booked(600_000))

    assert answer.alone.total == exactly(1_425)
    assert answer.together.total == exactly("1712.50")
    assert answer.difference == exactly("287.50")
    assert not answer.figures_missing


def test_half_the_credit_can_cost_the_hurdle():
    answer = ask(plan(GOAL), rules(TWO_PERCENT, credit=HALF), situation=booked(460_000))

    assert answer.alone.total == exactly(14_535)
    assert answer.together.total == exactly(1_000)
    assert answer.difference == exactly(-13_535)


def test_together_the_deal_may_be_larger():
    answer = ask(plan(GOAL), rules(TWO_PERCENT), together=deal(80_000), situation=booked(600_000))

    assert answer.together.total == exactly(3_880)
    assert answer.difference == exactly(2_455)


def test_together_the_deal_may_be_larger_and_close_later_in_the_same_period():
    answer = ask(plan(GOAL), rules(TWO_PERCENT), together=deal(80_000, JUNE))

    assert answer.difference == span(1_600, 16_705)


def test_together_the_deal_may_close_in_a_period_whose_result_is_not_known():
    answer = ask(plan(GOAL), rules(TWO_PERCENT), together=deal(closes=NEXT_YEAR), situation=booked(600_000))

    assert answer.alone.total == exactly(1_425)
    assert answer.together.total == span(1_000, 16_675)
    assert answer.difference == span(-425, 15_250)


def test_together_the_deal_may_close_under_the_next_version_of_the_plan():
    answer = ask(PLAN_OF_FIVE_PERCENT, rules(TWO_PERCENT), plan_together=plan(Percentage(Rate.percent(4)), number=2))

    assert answer.difference == exactly(500)
    assert (answer.alone.plan.number, answer.together.plan.number) == (1, 2)


def test_a_plan_that_ends_before_the_deal_closes_together_leaves_no_difference_to_tell():
    question = Question(deal(), deal(closes=NEXT_YEAR), UNKNOWN, NO_GUESS)

    answer = compare(question, RouteTerms(PLAN_OF_FIVE_PERCENT), RouteTerms(None, rules(TWO_PERCENT)), None)

    assert answer.alone.total == exactly(2_500)
    assert answer.difference is None


def test_a_bonus_counts_on_the_route_that_closes_within_its_window():
    until_june = plan(Percentage(Rate.percent(5)), Bonus(eur(300), Days.through(MAY, JUNE)))

    answer = ask(until_june, rules(TWO_PERCENT), together=deal(closes=date(2026, 7, 1)))

    assert answer.difference == exactly(700)


def test_a_margin_alone_and_together():
    of_margin = plan(Percentage(Rate.percent(10), Basis.MARGIN))

    answer = ask(of_margin, rules(TWO_PERCENT), deal(margin=10_000), deal(margin=7_000))

    assert (answer.alone.total, answer.together.total) == (exactly(1_000), exactly(1_700))
    assert answer.difference == exactly(700)
    with pytest.raises(MarginNeeded):
        ask(of_margin, rules(TWO_PERCENT))


def test_together_without_credit_loses_all_of_the_plan_fixed_amounts_included():
    answer = ask(plan(FixedAmount(eur(700)), GOAL), rules(TWO_PERCENT, credit=NOTHING), situation=booked(600_000))

    assert answer.alone.total == exactly(2_125)
    assert answer.together.total == exactly(1_000)
    assert answer.difference == exactly(-1_125)


def test_two_components_that_are_the_same_are_both_counted():
    answer = ask(plan(TWO_PERCENT, TWO_PERCENT), rules(TWO_PERCENT), together=deal(80_000))

    assert (answer.alone.total, answer.together.total) == (exactly(2_000), exactly(4_800))
    assert answer.difference == exactly(2_800)


rates = st.integers(1, 1_000_000).map(Rate)
amounts = st.integers(1, 100_000_000).map(lambda minor: Money(minor, "EUR"))
deals = st.builds(Deal, amounts, st.sampled_from([MAY, JUNE, NEXT_YEAR]))
conditions = st.builds(Conditions, st.none() | amounts)
plain = st.one_of(
    st.builds(Percentage, rates, st.sampled_from([Basis.DEAL_AMOUNT, Basis.CREDITED]), conditions),
    st.builds(FixedAmount, amounts, conditions),
    st.builds(Bonus, rates | amounts, st.just(Days.through(MAY, JUNE)), conditions),
)
goals = st.builds(
    lambda hurdle, weight, when: replace(GOAL, curve=Curve(hurdle, Rate.percent(120)), weight=weight, when=when),
    st.integers(0, 100).map(Rate.percent),
    rates,
    conditions,
)
plans = st.lists(plain | goals, min_size=1, max_size=3).map(lambda components: plan(*components))
alliance_rules = st.builds(
    lambda components, mode, credit: rules(*components, mode=mode, credit=credit),
    st.lists(plain, min_size=1, max_size=2),
    st.sampled_from(Mode),
    st.sampled_from([WHOLE, NOTHING, HALF, Rate(333_333)]),
)
results = st.integers(0, 150_000_000).map(lambda minor: Money(minor, "EUR"))
same_or_other = st.none() | deals


@given(plans, alliance_rules, deals, same_or_other, results, results)
def test_with_every_result_known_the_difference_is_together_less_alone(
    of_plan, of_rules, alone, together, this_year, next_year
):
    closes = alone.closes
    period, result = (YEAR, this_year) if closes in YEAR else (Days(YEAR.end, date(2028, 1, 1)), next_year)
    together = together and replace(together, closes=closes)

    answer = ask(of_plan, of_rules, alone, together, Situation((Figures(period, booked=result),)))

    assert answer.difference == Span.exactly(answer.together.total.exact - answer.alone.total.exact)


@given(plans, alliance_rules, deals, same_or_other, results)
def test_to_know_the_result_only_narrows_the_answer(of_plan, of_rules, alone, together, result):
    unknown = ask(of_plan, of_rules, alone, together)
    known = ask(of_plan, of_rules, alone, together, Situation((Figures(YEAR, booked=result),)))

    assert_within(known.alone.total, unknown.alone.total)
    assert_within(known.together.total, unknown.together.total)
    assert_within(known.difference, unknown.difference)


def assert_within(inner, outer):
    assert outer.low <= inner.low
    assert inner.high <= outer.high
