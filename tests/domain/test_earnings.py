"""What do I earn: the routes side by side, and what together pays more than alone."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.earnings import NO_GUESS, Question, RouteTerms, compare, exact_sum
from bot.domain.goals import Curve
from bot.domain.incentives import (
    AllianceRules,
    Basis,
    Bonus,
    Conditions,
    Deal,
    FixedAmount,
    GoalBonus,
    Measure,
    Mode,
    Owner,
    Percentage,
    Plan,
    Route,
)
from bot.domain.money import WHOLE, MixedCurrencies, Money, Rate, Span
from bot.domain.pay import MarginNeeded, PercentageLine, Situation, pay_line
from bot.domain.people import Figures, PayRole
from bot.domain.periods import Days, PeriodKind
from bot.domain.versions import InForce, Series, State, Version

YEAR = Days(date(2026, 1, 1), date(2027, 1, 1))
MAY, JUNE, NEXT_YEAR = date(2026, 5, 20), date(2026, 6, 30), date(2027, 5, 20)
NOTHING, HALF = Rate.percent(0), Rate.percent(50)
UNKNOWN = Situation()


def eur(amount):
    return Money.of(amount, "EUR")


def span(low, high):
    return Span(eur(low), eur(high))


def exactly(amount):
    return Span.exactly(eur(amount))


def deal(amount=50_000, closes=MAY, margin=None):
    return Deal(eur(amount), closes, None if margin is None else eur(margin))


def booked(result):
    return Situation(Figures(YEAR, booked=eur(result)))


def in_force(terms, until=None, number=1):
    series = Series(PayRole.SELLER) if isinstance(terms, Plan) else Series(PayRole.SELLER, 1, Route.TOGETHER)
    drafted_at = datetime(2025, 12, 1, tzinfo=UTC)
    return InForce(Version(number, series, number, terms, State.RELEASED, Days(YEAR.start), 1, drafted_at), until)


def plan(*components, until=None, number=1):
    return in_force(Plan("EUR", components), until, number)


def rules(*components, mode=Mode.ON_TOP, credit=WHOLE, until=None):
    return in_force(AllianceRules("EUR", components, mode, credit), until)


FIVE_PERCENT = plan(Percentage(Rate.percent(5)))
TWO_PERCENT = Percentage(Rate.percent(2))
GOAL = GoalBonus(
    Measure.ORDERS,
    PeriodKind.YEAR,
    Curve(hurdle=HALF, cap=Rate.percent(120)),
    target_bonus=eur(28_500),
    quota=eur(1_000_000),
)


def ask(of_plan, of_rules, alone=None, together=None, situation=UNKNOWN, plan_together=None):
    alone = alone or deal()
    question = Question(alone, together or alone, situation, NO_GUESS)
    return compare(question, RouteTerms(of_plan), RouteTerms(plan_together or of_plan, of_rules), None)


def test_on_top_of_the_plan_with_full_credit_together_pays_the_rules_more():
    answer = ask(FIVE_PERCENT, rules(TWO_PERCENT))

    assert answer.alone.total == exactly(2_500)
    assert answer.together.total == exactly(3_500)
    assert answer.together.on_top == eur(1_000)
    assert answer.difference == exactly(1_000)


def test_with_half_the_credit_half_of_the_plan_is_lost():
    answer = ask(FIVE_PERCENT, rules(TWO_PERCENT, credit=HALF))

    assert answer.together.plan_lines == (PercentageLine(Percentage(Rate.percent(5)), eur(25_000), eur(1_250)),)
    assert answer.together.total == exactly(2_250)
    assert answer.difference == exactly(-250)


def test_instead_of_the_plan_the_rules_alone_are_paid():
    answer = ask(FIVE_PERCENT, rules(Percentage(Rate.percent(3)), mode=Mode.INSTEAD))

    assert answer.together.plan_lines == ()
    assert answer.together.total == exactly(1_500)
    assert answer.difference == exactly(-1_000)
    assert answer.together.plan is None


def test_instead_of_a_plan_with_an_unknown_result_the_difference_is_a_range():
    answer = ask(plan(GOAL), rules(TWO_PERCENT, mode=Mode.INSTEAD))

    assert answer.together.total == exactly(1_000)
    assert answer.difference == span(-14_675, 1_000)


def test_rules_that_pay_on_the_credited_share_pay_less_with_less_credit():
    answer = ask(FIVE_PERCENT, rules(Percentage(Rate.percent(2), Basis.CREDITED), credit=HALF))

    assert answer.together.on_top == eur(500)


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
    assert answer.together.on_top == eur(together.amount.amount / 50)


@pytest.mark.parametrize(
    "situation", [UNKNOWN, booked(0), booked(480_000), booked(2_000_000), Situation(Figures(YEAR, quota=eur(1)))]
)
def test_full_credit_on_top_is_exact_whatever_the_figures_are(situation):
    assert ask(plan(GOAL), rules(TWO_PERCENT), situation=situation).difference == exactly(1_000)


def test_full_credit_on_top_is_exact_even_where_the_plan_can_not_be_told_in_money():
    answer = ask(plan(replace(GOAL, target_bonus=None)), rules(TWO_PERCENT))

    assert answer.together.total is None
    assert answer.difference == exactly(1_000)


def test_without_own_figures_a_goal_makes_every_route_a_range():
    answer = ask(plan(GOAL), rules(TWO_PERCENT))

    assert answer.alone.total == span(0, 15_675)
    assert answer.together.total == span(1_000, 16_675)
    assert answer.figures_missing


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
    answer = ask(FIVE_PERCENT, rules(TWO_PERCENT), plan_together=plan(Percentage(Rate.percent(4)), number=2))

    assert answer.difference == exactly(500)
    assert (answer.alone.plan.number, answer.together.plan.number) == (1, 2)


def test_a_plan_that_ends_before_the_deal_closes_together_leaves_no_difference_to_tell():
    question = Question(deal(), deal(closes=NEXT_YEAR), UNKNOWN, NO_GUESS)

    answer = compare(question, RouteTerms(FIVE_PERCENT), RouteTerms(None, rules(TWO_PERCENT)), None)

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


def test_handing_over_without_credit_pays_the_rules_alone_and_needs_no_figures():
    question = Question(deal(), deal(), UNKNOWN, NO_GUESS)
    fee = RouteTerms(plan(GOAL), rules(FixedAmount(eur(400)), credit=NOTHING))

    answer = compare(question, RouteTerms(plan(GOAL)), None, fee)

    assert answer.hand_over.plan_lines == ()
    assert answer.hand_over.total == exactly(400)
    assert answer.hand_over.plan is None
    assert (answer.together, answer.difference, answer.break_even) == (None, None, None)


def test_handing_over_is_known_without_a_plan_in_the_books():
    question = Question(deal(), deal(), UNKNOWN, NO_GUESS)

    answer = compare(question, RouteTerms(), None, RouteTerms(None, rules(TWO_PERCENT, credit=NOTHING)))

    assert answer.hand_over.total == exactly(1_000)


def test_handing_over_is_about_the_deal_alone():
    question = Question(deal(50_000), deal(80_000), UNKNOWN, NO_GUESS)
    terms = RouteTerms(FIVE_PERCENT, rules(TWO_PERCENT))

    answer = compare(question, RouteTerms(FIVE_PERCENT), terms, RouteTerms(FIVE_PERCENT, rules(TWO_PERCENT)))

    assert answer.together.deal == deal(80_000)
    assert answer.hand_over.deal == deal(50_000)
    assert answer.hand_over.total == exactly(3_500)


def test_together_without_credit_loses_all_of_the_plan_fixed_amounts_included():
    answer = ask(plan(FixedAmount(eur(700)), GOAL), rules(TWO_PERCENT, credit=NOTHING), situation=booked(600_000))

    assert answer.alone.total == exactly(2_125)
    assert answer.together.total == exactly(1_000)
    assert answer.difference == exactly(-1_125)


@pytest.mark.parametrize("component", [TWO_PERCENT, FixedAmount(Money.of(5, "CHF"))])
def test_rules_or_a_plan_in_another_currency_than_the_deal_are_refused(component):
    with pytest.raises(MixedCurrencies):
        ask(FIVE_PERCENT, in_force(AllianceRules("CHF", (component,))))
    with pytest.raises(MixedCurrencies):
        ask(in_force(Plan("CHF", (component,))), rules(TWO_PERCENT))


def test_a_stray_amount_in_another_currency_is_refused_where_it_is_added():
    with pytest.raises(MixedCurrencies):
        ask(FIVE_PERCENT, rules(FixedAmount(Money.of(5, "CHF"))))


@pytest.mark.parametrize(
    ("goal", "missing"),
    [
        (GOAL, True),
        (replace(GOAL, period=PeriodKind.QUARTER), True),
        (replace(GOAL, owner=Owner.TEAM), False),
        (replace(GOAL, owner=Owner.COMPANY), False),
    ],
)
def test_own_figures_are_asked_for_only_where_they_would_count(goal, missing):
    assert ask(plan(goal), rules(TWO_PERCENT)).figures_missing is missing


@pytest.mark.parametrize(
    ("of_plan", "of_rules", "alone_until", "together_until"),
    [
        (FIVE_PERCENT, rules(TWO_PERCENT), None, None),
        (plan(TWO_PERCENT, until=JUNE), rules(TWO_PERCENT, until=MAY), JUNE, MAY),
        (plan(TWO_PERCENT, until=JUNE), rules(TWO_PERCENT), JUNE, JUNE),
        (FIVE_PERCENT, rules(Bonus(eur(5), Days.through(MAY, JUNE)), until=YEAR.last), None, JUNE),
        (plan(TWO_PERCENT, until=MAY), rules(TWO_PERCENT, until=JUNE, mode=Mode.INSTEAD), MAY, JUNE),
        (plan(TWO_PERCENT, until=MAY), rules(TWO_PERCENT, until=JUNE, credit=NOTHING), MAY, JUNE),
    ],
)
def test_an_answer_holds_until_the_first_of_its_rules_ends(of_plan, of_rules, alone_until, together_until):
    answer = ask(of_plan, of_rules)

    assert (answer.alone.until, answer.together.until) == (alone_until, together_until)


def test_a_bonus_too_large_for_the_credited_share_does_not_end_the_answer():
    large_deals = Conditions(deal_from=eur(40_000), closes=Days.through(MAY, JUNE))
    answer = ask(plan(FixedAmount(eur(5), large_deals)), rules(TWO_PERCENT, credit=HALF))

    assert (answer.alone.until, answer.together.until) == (JUNE, None)


def test_a_route_names_the_versions_it_used():
    of_plan, of_rules = FIVE_PERCENT, rules(TWO_PERCENT)

    answer = ask(of_plan, of_rules)

    assert (answer.alone.plan, answer.alone.rules) == (of_plan.version, None)
    assert (answer.together.plan, answer.together.rules) == (of_plan.version, of_rules.version)


def test_only_exact_lines_have_an_exact_sum():
    percentage = pay_line(TWO_PERCENT, deal(), WHOLE, UNKNOWN)
    goal = pay_line(GOAL, deal(), WHOLE, UNKNOWN)

    assert exact_sum([percentage, percentage], "EUR") == eur(2_000)
    assert exact_sum([], "EUR") == eur(0)
    with pytest.raises(ValueError, match="not exact"):
        exact_sum([percentage, goal], "EUR")


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

    answer = ask(of_plan, of_rules, alone, together, Situation(Figures(period, booked=result)))

    assert answer.difference == Span.exactly(answer.together.total.exact - answer.alone.total.exact)


@given(plans, alliance_rules, deals, same_or_other, results)
def test_to_know_the_result_only_narrows_the_answer(of_plan, of_rules, alone, together, result):
    unknown = ask(of_plan, of_rules, alone, together)
    known = ask(of_plan, of_rules, alone, together, Situation(Figures(YEAR, booked=result)))

    assert_within(known.alone.total, unknown.alone.total)
    assert_within(known.together.total, unknown.together.total)
    assert_within(known.difference, unknown.difference)


def assert_within(inner, outer):
    assert outer.low <= inner.low
    assert inner.high <= outer.high
