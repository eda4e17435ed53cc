"""What do I earn: the routes side by side, the rules they used, and until when."""

from dataclasses import replace

import pytest

from bot.domain.earnings import NO_GUESS, Question, RouteTerms, compare, exact_sum
from bot.domain.incentives import AllianceRules, Basis, Bonus, Conditions, FixedAmount, Mode, Owner, Percentage, Plan
from bot.domain.money import WHOLE, MixedCurrencies, Money, Rate
from bot.domain.periods import Days, PeriodKind
from tests.domain.builders import (
    GOAL,
    HALF,
    JUNE,
    MAY,
    NOTHING,
    PLAN_OF_FIVE_PERCENT,
    TWO_PERCENT,
    UNKNOWN,
    YEAR,
    ask,
    deal,
    eur,
    exactly,
    in_force,
    pay_line,
    plan,
    rules,
    span,
)


def test_rules_that_pay_on_the_credited_share_pay_less_with_less_credit():
    answer = ask(PLAN_OF_FIVE_PERCENT, rules(Percentage(Rate.percent(2), Basis.CREDITED), credit=HALF))

    assert answer.together.on_top == exactly(500)


def test_without_own_figures_a_goal_makes_every_route_a_range():
    answer = ask(plan(GOAL), rules(TWO_PERCENT))

    assert answer.alone.total == span(0, 15_675)
    assert answer.together.total == span(1_000, 16_675)
    assert answer.figures_missing


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
    terms = RouteTerms(PLAN_OF_FIVE_PERCENT, rules(TWO_PERCENT))

    answer = compare(
        question, RouteTerms(PLAN_OF_FIVE_PERCENT), terms, RouteTerms(PLAN_OF_FIVE_PERCENT, rules(TWO_PERCENT))
    )

    assert answer.together.deal == deal(80_000)
    assert answer.hand_over.deal == deal(50_000)
    assert answer.hand_over.total == exactly(3_500)


@pytest.mark.parametrize("component", [TWO_PERCENT, FixedAmount(Money.of(5, "CHF"))])
def test_rules_or_a_plan_in_another_currency_than_the_deal_are_refused(component):
    with pytest.raises(MixedCurrencies):
        ask(PLAN_OF_FIVE_PERCENT, in_force(AllianceRules("CHF", (component,))))
    with pytest.raises(MixedCurrencies):
        ask(in_force(Plan("CHF", (component,))), rules(TWO_PERCENT))


def test_a_stray_amount_in_another_currency_is_refused_where_it_is_added():
    with pytest.raises(MixedCurrencies):
        ask(PLAN_OF_FIVE_PERCENT, rules(FixedAmount(Money.of(5, "CHF"))))


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
        (PLAN_OF_FIVE_PERCENT, rules(TWO_PERCENT), None, None),
        (plan(TWO_PERCENT, until=JUNE), rules(TWO_PERCENT, until=MAY), JUNE, MAY),
        (plan(TWO_PERCENT, until=JUNE), rules(TWO_PERCENT), JUNE, JUNE),
        (PLAN_OF_FIVE_PERCENT, rules(Bonus(eur(5), Days.through(MAY, JUNE)), until=YEAR.last), None, JUNE),
        (plan(TWO_PERCENT, until=MAY), rules(TWO_PERCENT, until=JUNE, mode=Mode.INSTEAD), MAY, JUNE),
        (plan(TWO_PERCENT, until=MAY), rules(TWO_PERCENT, until=JUNE, credit=NOTHING), MAY, JUNE),
    ],
)
def test_an_answer_holds_until_the_first_of_its_rules_ends(of_plan, of_rules, alone_until, together_until):
    answer = ask(of_plan, of_rules)

    assert (answer.alone.until, answer.together.until) == (alone_until, together_until)


def test_a_component_for_large_deals_holds_as_long_together_whatever_the_credit():
    large_deals = Conditions(deal_from=eur(40_000), closes=Days.through(MAY, JUNE))
    answer = ask(plan(FixedAmount(eur(5), large_deals)), rules(TWO_PERCENT, credit=HALF))

    assert (answer.alone.until, answer.together.until) == (JUNE, JUNE)


def test_a_route_names_the_versions_it_used():
    of_plan, of_rules = PLAN_OF_FIVE_PERCENT, rules(TWO_PERCENT)

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
