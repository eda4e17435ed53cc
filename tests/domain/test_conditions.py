"""When a component applies, and which one of a group is paid."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.checks import flaws
from bot.domain.incentives import (
    ALWAYS,
    AllianceRules,
    Bonus,
    Category,
    Conditions,
    Credit,
    Customer,
    FixedAmount,
    Percentage,
    Plan,
    PlanningRate,
)
from bot.domain.money import WHOLE, MixedCurrencies, Money
from bot.domain.pay import Situation, applying, case_of, holds_until, pay, specificity
from bot.domain.people import PayRole
from bot.domain.periods import Days
from tests.domain.builders import MAY, UNKNOWN, YEAR, deal, eur, exactly, paid, percent, total
from tests.domain.strategies import CATEGORIES, conditions, deals

HARDWARE = (Category("Hardware", ("Router", "Switch")),)


def applies(when, asked, role=PayRole.SELLER):
    terms = Plan("EUR", (FixedAmount(eur(1), when),), HARDWARE)
    return bool(pay(terms, asked, Situation(role=role)).lines)


@pytest.mark.parametrize(
    ("when", "asked", "holds"),
    [
        (Conditions(deal_below=eur(10_000)), deal("9999.99"), True),
        (Conditions(deal_below=eur(10_000)), deal(10_000), False),
        (Conditions(deal_from=eur(5_000), deal_below=eur(10_000)), deal("4999.99"), False),
        (Conditions(deal_from=eur(5_000), deal_below=eur(10_000)), deal(5_000), True),
        (Conditions(closes=Days.through(MAY, MAY)), deal(), True),
        (Conditions(closes=Days.through(MAY, MAY)), deal(closes=date(2026, 5, 19)), False),
        (Conditions(closes=Days.through(MAY, MAY)), deal(closes=date(2026, 5, 21)), False),
        (Conditions(product="Router"), deal(product="Router"), True),
        (Conditions(product="Router"), deal(product=" rOUTER "), True),
        (Conditions(product="Router"), deal(product="Switch"), False),
        (Conditions(product="Router"), deal(), False),
        (Conditions(category="Hardware"), deal(product="switch"), True),
        (Conditions(category="Hardware"), deal(product="HARDWARE"), True),
        (Conditions(category="Hardware"), deal(product="Cloud"), False),
        (Conditions(category="Hardware"), deal(), False),
        (Conditions(customer=Customer.NEW), deal(customer=Customer.NEW), True),
        (Conditions(customer=Customer.NEW), deal(customer=Customer.EXISTING), False),
        (Conditions(customer=Customer.NEW), deal(), False),
        (Conditions(region="Tyrol"), deal(region="TYROL"), True),
        (Conditions(region="Tyrol"), deal(region="Bavaria"), False),
        (Conditions(region="Tyrol"), deal(), False),
        (Conditions(months_from=12), deal(months=11), False),
        (Conditions(months_from=12), deal(months=12), True),
        (Conditions(months_from=12), deal(), False),
        (Conditions(months_below=12), deal(months=11), True),
        (Conditions(months_below=12), deal(months=12), False),
        (Conditions(months_below=12), deal(), False),
        (Conditions(roles=(PayRole.PRESALES,)), deal(), False),
        (Conditions(roles=(PayRole.PRESALES, PayRole.SELLER)), deal(), True),
    ],
)
def test_a_condition_holds_up_to_its_border(when, asked, holds):
    assert applies(when, asked) is holds


def test_a_component_for_a_role_is_paid_to_it_alone():
    assert [role for role in PayRole if applies(Conditions(roles=(PayRole.SUPPORT,)), deal(), role)] == [
        PayRole.SUPPORT
    ]


def test_a_condition_on_the_amount_looks_at_the_whole_deal_whatever_the_credit():
    from_40k = Conditions(deal_from=eur(40_000))

    assert total([FixedAmount(eur(5), from_40k)], deal(50_000), UNKNOWN, percent(60)) == exactly(5)
    credited = Percentage(percent(1), when=from_40k, credit=Credit.AFTER)
    assert total([credited], deal(50_000), UNKNOWN, percent(60)) == exactly(300)
    assert total([credited], deal(39_999), UNKNOWN, percent(100)) == exactly(0)


GENERAL = FixedAmount(eur(1), Conditions(group="rate"))
OF_CATEGORY = FixedAmount(eur(2), Conditions(group="rate", category="Hardware"))
OF_CATEGORY_AND_NEW = FixedAmount(eur(4), Conditions(group="rate", category="Hardware", customer=Customer.NEW))
OF_PRODUCT = FixedAmount(eur(8), Conditions(group="rate", product="Router"))
FOR_LARGE = FixedAmount(eur(16), Conditions(group="rate", deal_from=eur(100_000), deal_below=eur(200_000)))
OTHER_GROUP = FixedAmount(eur(32), Conditions(group="extra"))
UNGROUPED = FixedAmount(eur(64))


@pytest.mark.parametrize(
    ("asked", "pays"),
    [
        (deal(), 1),
        (deal(product="Switch"), 2),
        (deal(product="Switch", customer=Customer.NEW), 4),
        (deal(product="Router", customer=Customer.NEW), 8),
        (deal(100_000), 16),
        (deal(199_999), 16),
        (deal(200_000), 1),
        (deal(100_000, product="Switch"), 2),
    ],
)
@pytest.mark.parametrize("reverse", [False, True])
def test_of_a_group_the_most_specific_that_applies_is_paid_product_before_category_before_all(asked, pays, reverse):
    components = [GENERAL, OF_CATEGORY, OF_CATEGORY_AND_NEW, OF_PRODUCT, FOR_LARGE, OTHER_GROUP, UNGROUPED]
    terms = Plan("EUR", tuple(reversed(components) if reverse else components), HARDWARE)

    assert pay(terms, asked, UNKNOWN).total == exactly(pays + 32 + 64)


def test_a_bonus_s_window_makes_it_more_specific():
    in_may = Bonus(eur(100), Days.through(MAY, MAY), Conditions(group="rate"))

    assert specificity(in_may) == (0, 1)
    assert total([GENERAL, in_may], deal()) == exactly(100)
    assert total([GENERAL, in_may], deal(closes=date(2026, 5, 21))) == exactly(1)


@pytest.mark.parametrize(
    ("when", "specific"),
    [
        (ALWAYS, (0, 0)),
        (Conditions(deal_from=eur(1), deal_below=eur(9)), (0, 1)),
        (Conditions(months_from=1, months_below=9), (0, 1)),
        (Conditions(months_from=0), (0, 1)),
        (Conditions(category="A", region="B", roles=(PayRole.SELLER,), closes=YEAR), (1, 3)),
        (Conditions(product="A", category="B", customer=Customer.NEW), (2, 1)),
    ],
)
def test_how_specific_conditions_are(when, specific):
    assert when.specificity == specific


BOUNDS = [None, 10_000, 20_000, 30_000]
in_one_group = st.lists(
    st.tuples(st.sampled_from(list(pairwise([*BOUNDS, None]))), st.sampled_from(["", "product", "category"])),
    min_size=1,
    max_size=4,
)


@given(in_one_group, deals())
def test_exactly_one_component_of_a_group_is_paid(drawn, asked):
    """Components by deal size, whose bounds meet: whichever the deal falls between."""
    asked = replace(asked, amount=eur(15_000), product="Router")
    named = {"": {}, "product": {"product": "Router"}, "category": {"category": "Hardware"}}
    components = [FixedAmount(eur(1), Conditions(group="a"))]
    for (low, high), what in drawn:
        bounds = {"deal_from": low and eur(low), "deal_below": high and eur(high)}
        components.append(FixedAmount(eur(2), Conditions(group="a", **bounds, **named[what])))
    terms = Plan("EUR", tuple(components), CATEGORIES)

    if not flaws(terms):
        assert len(pay(terms, asked, UNKNOWN).lines) == 1


@settings(max_examples=60)
@given(st.lists(conditions(st.sampled_from(["a", "b"])), min_size=1, max_size=6), deals(), st.sampled_from(PayRole))
def test_of_each_group_at_most_one_component_applies_to_any_deal(drawn, asked, role):
    terms = Plan("EUR", tuple(FixedAmount(eur(1), when) for when in drawn), CATEGORIES)
    found = [c.when.group for c in applying(terms, case_of(terms, asked, WHOLE, Situation(role=role)))]
    holding = {when.group for when in drawn if when.hold(asked, role, CATEGORIES)}

    assert set(found) == holding
    if not flaws(terms):
        assert len(found) == len(holding)


def test_an_answer_holds_until_another_component_of_the_group_takes_over():
    until_june = FixedAmount(eur(5), Conditions(closes=Days(MAY, date(2026, 7, 1)), group="rate"))

    assert holds_until(Plan("EUR", (GENERAL, until_june)), deal(), UNKNOWN) == date(2026, 6, 30)


IN_FRANCS = Money.of(1_000, "CHF")


@pytest.mark.parametrize(
    ("currency", "ppm", "amount", "counted"),
    [
        ("CHF", 1_050_000, "1000", "1050"),
        ("CHF", 1_050_000, "0.01", "0.01"),
        ("CHF", 333_333, "0.05", "0.02"),
        ("JPY", 6_100, "1", "0.01"),
        ("JPY", 6_100, "10000", "61"),
        ("KWD", 3_000_000, "0.005", "0.02"),
        ("KWD", 3_000_000, "1.001", "3"),
    ],
)
def test_a_planning_rate_counts_a_deal_in_the_terms_currency_rounded_to_the_cent(currency, ppm, amount, counted):
    rate = PlanningRate(currency, ppm)

    assert rate.convert(Money.of(amount, currency), "EUR") == eur(counted)


def test_a_deal_in_another_currency_is_counted_margin_included_at_the_planning_rate_alone():
    terms = Plan(
        "EUR",
        (
            Percentage(percent(1)),
            Percentage(percent(10), "margin"),
            FixedAmount(eur(5), Conditions(deal_from=eur(900))),
        ),
        planning_rates=(PlanningRate("USD", 920_000), PlanningRate("CHF", 900_000)),
    )
    asked = replace(deal(), amount=IN_FRANCS, margin=Money.of(100, "CHF"))

    assert pay(terms, asked, UNKNOWN).total == exactly(9 + 9 + 5)
    with pytest.raises(MixedCurrencies):
        pay(replace(terms, planning_rates=terms.planning_rates[:1]), asked, UNKNOWN)


def test_an_unknown_margin_stays_unknown_at_a_planning_rate():
    terms = AllianceRules("EUR", (Percentage(percent(1)),), planning_rates=(PlanningRate("CHF", 900_000),))

    assert pay(terms, replace(deal(), amount=IN_FRANCS), UNKNOWN).total == exactly(9)


@pytest.mark.parametrize(
    ("so_far", "pays"), [(0, 100), (1, 100), (2, 0), (3, 0)], ids=["first", "second", "third", "fourth"]
)
def test_a_bonus_for_the_first_two_deals(so_far, pays):
    bonus = Bonus(eur(100), YEAR, first=2)

    assert total([bonus], situation=Situation(deals_so_far=so_far)) == exactly(pays)


def test_a_bonus_for_the_first_deals_is_a_range_while_nobody_knows_how_many_there_were():
    line = paid([Bonus(percent(1), YEAR, first=2)]).lines[0]

    assert (line.amount.low, line.amount.high) == (eur(0), eur(500))
