"""What nobody said about a deal is tried with every value that makes a difference."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain.earnings import NO_GUESS, Question, RouteTerms, compare
from bot.domain.incentives import (
    AllianceRules,
    Basis,
    Category,
    Clawback,
    Conditions,
    Customer,
    Fact,
    FixedAmount,
    Percentage,
    Plan,
    Returns,
)
from bot.domain.money import Span
from bot.domain.pay import OpenLine, PercentageLine, line_amount, pay
from bot.domain.ranges import over_all
from bot.domain.routes import PlanPay
from bot.domain.worlds import MOST_WORLDS, open_facts, worlds
from tests.domain import strategies as a
from tests.domain.builders import (
    GOAL,
    TWO_PERCENT,
    UNKNOWN,
    ask,
    deal,
    eur,
    exactly,
    in_force,
    percent,
    plan,
    rules,
    span,
)

NEW = Customer.NEW


def fixed(amount, **when):
    return FixedAmount(eur(amount), Conditions(**when))


def test_a_deal_of_which_nothing_is_asked_is_the_only_one():
    assert worlds(deal(), [Plan("EUR", (TWO_PERCENT,))]) == (deal(),)


def test_only_what_conditions_ask_and_nobody_said_is_open():
    asking = Plan(
        "EUR", (fixed(1, product="A"), fixed(1, customer=NEW), fixed(1, region="B"), fixed(1, months_below=12))
    )

    assert open_facts(deal(), [asking]) == tuple(Fact)
    assert open_facts(deal(product="A", months=5), [asking]) == (Fact.CUSTOMER, Fact.REGION)
    assert open_facts(deal(), [Plan("EUR", (fixed(1, category="C"),))]) == (Fact.PRODUCT,)
    assert open_facts(deal(), [Plan("EUR", (fixed(1, months_from=5),)), Plan("EUR", ())]) == (Fact.MONTHS,)


def test_months_are_tried_at_each_bound_and_at_nothing():
    bounds = Plan("EUR", (fixed(1, months_from=12, months_below=24), fixed(1, months_from=24)))

    assert [world.months for world in worlds(deal(), [bounds])] == [0, 12, 24]


def test_a_product_in_two_categories_is_tried_too():
    categories = (Category("A", ("only a", "both")), Category("B", ("both", "only b")))
    terms = Plan("EUR", (fixed(100, category="A"), fixed(10, category="B")), categories)

    totals = {pay(terms, world, UNKNOWN).total.exact for world in worlds(deal(), [terms])}

    assert totals == {eur(0), eur(10), eur(100), eur(110)}


def test_a_category_may_hold_other_products_in_the_plan_than_in_the_rules():
    of_plan = Plan("EUR", (fixed(1, category="A"),), (Category("A", ("one", "two")),))
    of_rules = AllianceRules("EUR", (fixed(1, category="A"),), categories=(Category("A", ("two", "three")),))

    assert {world.product for world in worlds(deal(), [of_plan, of_rules])} == {"\0", "A", "one", "three"}


def test_names_that_differ_in_case_alone_are_one_value():
    terms = Plan(
        "EUR", (fixed(1, region="Tyrol"), fixed(1, region=" tyrol"), fixed(1, product="A"), fixed(1, product="a"))
    )

    assert len(worlds(deal(), [terms])) == 4


def test_beyond_so_many_combinations_the_pay_is_left_open_and_says_what_for():
    many = [fixed(1, product=f"p{n}") for n in range(40)] + [fixed(1, region=f"r{n}") for n in range(40)]
    of_plan = plan(TWO_PERCENT, *many, *(fixed(1, months_from=n) for n in range(1, 40)))
    assert worlds(deal(), [of_plan.terms]) == ()

    answer = ask(of_plan, rules(Percentage(percent(1))))

    assert (answer.alone.total, answer.together.total, answer.difference) == (None, None, None)
    assert answer.alone.depends_on == (Fact.PRODUCT, Fact.REGION, Fact.MONTHS)
    assert answer.alone.plan_lines[0] == PercentageLine(TWO_PERCENT, eur(50_000), eur(1_000))
    assert {line.amount for line in answer.alone.plan_lines[1:]} == {None}
    said = replace(deal(), product="p1", region="r1")
    assert ask(of_plan, rules(TWO_PERCENT), said).alone.total == span(1_002, 1_041)
    assert len(worlds(said, [of_plan.terms])) == 40 <= MOST_WORLDS


def test_pay_that_depends_on_an_open_fact_is_a_range_that_names_it():
    answer = ask(plan(TWO_PERCENT, fixed(300, customer=NEW), fixed(7, region="Tyrol", group="x")), rules(TWO_PERCENT))

    assert answer.alone.total == span(1_000, 1_307)
    assert answer.alone.depends_on == (Fact.CUSTOMER, Fact.REGION)
    assert [type(line).__name__ for line in answer.alone.plan_lines] == ["PercentageLine", "OpenLine", "OpenLine"]
    assert answer.alone.plan_lines[1].amount == span(0, 300)
    assert answer.difference == exactly(1_000)
    assert answer.alone.deal == deal()


def test_a_fact_that_changes_nothing_is_not_asked_for():
    either_way = [Percentage(percent(2), when=Conditions(customer=who)) for who in Customer]

    answer = ask(plan(*either_way), rules(TWO_PERCENT))

    assert answer.alone.total == exactly(1_000)
    assert answer.alone.depends_on == ()
    assert all(isinstance(line, OpenLine) for line in answer.alone.plan_lines)


def test_a_fact_said_for_one_route_alone_is_open_for_the_other():
    answer = ask(plan(fixed(300, customer=NEW)), rules(TWO_PERCENT), together=deal(customer=NEW))

    assert answer.alone.total == span(0, 300)
    assert answer.together.total == exactly(1_300)


def test_routes_that_the_books_have_no_plan_for_depend_on_facts_of_the_rules():
    answer = ask(None, rules(fixed(300, customer=NEW)))

    assert answer.together.on_top == span(0, 300)
    assert answer.together.depends_on == (Fact.CUSTOMER,)
    assert answer.together.plan_lines is None


def test_what_nobody_can_bound_in_one_case_has_no_bound_at_all():
    of_commission = Percentage(percent(10), Basis.COMMISSION, Conditions(customer=NEW))

    answer = ask(None, rules(of_commission))

    assert answer.together.on_top is None


def test_handing_over_depends_on_facts_too_and_clawbacks_of_every_case_are_told():
    new, existing = (Clawback(n, Returns.ALL, when=Conditions(customer=who)) for n, who in enumerate(Customer, start=1))
    fee = RouteTerms(None, rules(fixed(300, customer=NEW), new, existing, credit=percent(0)))

    answer = compare(Question(deal(), deal(), UNKNOWN, NO_GUESS), RouteTerms(plan(TWO_PERCENT)), None, fee)

    assert answer.hand_over.total == span(0, 300)
    assert answer.together is None
    assert answer.hand_over.clawbacks == (new, existing)


@settings(max_examples=40)
@given(st.lists(a.independent(a.conditions(a.groups)), min_size=1, max_size=4), a.deals())
def test_the_range_over_open_facts_holds_each_and_its_ends_are_met(components, asked):
    terms = Plan("EUR", tuple(components), a.CATEGORIES)
    of_plan = in_force(terms)
    unsaid = replace(asked, product=None, customer=None, region=None, months=None)

    told = ask(of_plan, rules(TWO_PERCENT), unsaid).alone.total
    known = pay(terms, asked, UNKNOWN).total
    tried = [pay(terms, world, UNKNOWN).total for world in worlds(unsaid, [terms])]

    assert (told is None) is any(each is None for each in tried)
    if told is not None:
        assert told == Span(min(each.low for each in tried), max(each.high for each in tried))
        assert told.low <= known.low
        assert known.high <= told.high


@settings(max_examples=40)
@given(st.lists(a.fixed_amounts(a.conditions(a.groups)), min_size=1, max_size=4), a.deals(facts=False))
def test_lines_that_are_open_hold_what_each_case_pays(components, asked):
    terms = Plan("EUR", tuple(components), a.CATEGORIES)

    lines = [line_amount(line) for line in ask(in_force(terms), rules(TWO_PERCENT), asked).alone.plan_lines]
    totals = [pay(terms, world, UNKNOWN).total.exact for world in worlds(asked, [terms])]

    assert sum(line.low.minor for line in lines) <= min(total.minor for total in totals)
    assert max(total.minor for total in totals) <= sum(line.high.minor for line in lines)


@pytest.mark.parametrize("product", ["Router", "ROUTER ", "Cloud"])
def test_a_fact_that_was_said_is_not_tried(product):
    terms = Plan("EUR", (fixed(1, product="Router"),))

    assert worlds(deal(product=product), [terms]) == (deal(product=product),)


def test_each_route_names_what_its_own_pay_depends_on():
    answer = ask(plan(TWO_PERCENT), rules(fixed(300, customer=NEW)))

    assert (answer.alone.total, answer.alone.depends_on) == (exactly(1_000), ())
    assert (answer.together.total, answer.together.depends_on) == (span(1_000, 1_300), (Fact.CUSTOMER,))


@settings(max_examples=60)
@given(
    st.lists(a.independent(a.conditions(a.groups)), min_size=1, max_size=3),
    st.lists(a.independent(a.conditions(a.groups)), min_size=1, max_size=3),
    a.deals(),
    st.sampled_from([percent(100), percent(50), percent(0)]),
    st.booleans(),
)
def test_what_is_worked_out_once_is_what_every_case_pays_by_itself(of_plan, of_rules, asked, credit, with_a_goal):
    alone = RouteTerms(in_force(Plan("EUR", (*of_plan, *([GOAL] if with_a_goal else [])), a.CATEGORIES)))
    terms = AllianceRules("EUR", tuple(of_rules), credit=credit, categories=a.CATEGORIES)
    together = RouteTerms(alone.plan, in_force(terms))
    hand_over = RouteTerms(alone.plan, in_force(AllianceRules("EUR", tuple(of_rules), categories=a.CATEGORIES)))
    unsaid = replace(asked, product=None, customer=None, region=None, months=None)
    every, facts = (about(unsaid, [alone.plan.terms, terms]) for about in (worlds, open_facts))
    assume(len(every) > 1)

    def compared(of_alone, of_together):
        return compare(Question(of_alone, of_together, UNKNOWN, NO_GUESS), alone, together, hand_over)

    for of_together in (unsaid, asked):
        said = {fact.value: getattr(of_together, fact) for fact in Fact if getattr(of_together, fact) is not None}
        one_by_one = [compared(world, replace(world, **said)) for world in every]
        question = Question(unsaid, of_together, UNKNOWN, NO_GUESS)
        assert compared(unsaid, of_together) == over_all(question, every, one_by_one, facts)


def test_plans_that_were_paid_for_one_alliance_pay_the_same_for_the_next():
    first, second = plan(TWO_PERCENT, fixed(300, customer=NEW)), plan(TWO_PERCENT, fixed(7, customer=NEW))
    question = Question(deal(), deal(), UNKNOWN, NO_GUESS)
    plans = PlanPay(UNKNOWN)

    for _ in range(2):
        for of_plan in (first, second):
            routes = (RouteTerms(of_plan), RouteTerms(of_plan, rules(TWO_PERCENT, credit=percent(50))), None)
            assert compare(question, *routes, plans) == compare(question, *routes)
