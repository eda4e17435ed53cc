"""Components that don't go together, and that terms without a flaw can be paid."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.checks import flaws
from bot.domain.incentives import (
    AllianceRules,
    Basis,
    Bonus,
    Cap,
    Category,
    Conditions,
    Customer,
    FixedAmount,
    Floor,
    Mode,
    Multiplier,
    Override,
    Percentage,
    Plan,
    Share,
    Split,
)
from bot.domain.money import MixedCurrencies
from bot.domain.pay import MarginNeeded, Situation, UnitsNeeded, pay
from bot.domain.people import PayRole
from bot.domain.periods import Days, PeriodKind
from bot.domain.refusals import Flaw, FlawKind
from tests.domain import strategies as a
from tests.domain.builders import JUNE, MAY, NEXT_YEAR, TWO_PERCENT, YEAR, deal, eur, percent

SELLER, PRESALES, SUPPORT = PayRole.SELLER, PayRole.PRESALES, PayRole.SUPPORT
ONE, TWO = eur(1), eur(2)
YEARLY = PeriodKind.YEAR
UPLIFT = Percentage(percent(5), Basis.COMMISSION)


@pytest.mark.parametrize(
    "looking_back",
    [UPLIFT, Override(percent(5)), Multiplier(percent(150)), Cap(eur(5)), Split((Share(SELLER, percent(100)),))],
)
def test_what_looks_at_the_pay_before_it_needs_some(looking_back):
    nothing_before = (Flaw(1, FlawKind.NOTHING_BEFORE),)
    is_uplift = getattr(looking_back, "basis", None) is Basis.COMMISSION

    assert flaws(Plan("EUR", (looking_back, TWO_PERCENT))) == nothing_before
    assert flaws(AllianceRules("EUR", (looking_back,), Mode.INSTEAD)) == nothing_before
    assert flaws(AllianceRules("EUR", (looking_back,))) == (() if is_uplift else nothing_before)
    assert flaws(Plan("EUR", (Floor(eur(5)), looking_back))) in [(), (Flaw(2, FlawKind.CAP_BELOW_FLOOR),)]


def test_an_override_of_the_deal_needs_nothing_before_it():
    assert flaws(Plan("EUR", (Override(percent(5), Basis.DEAL_AMOUNT),))) == ()


@pytest.mark.parametrize(
    ("one", "other", "flawed"),
    [
        (Floor(TWO), Cap(ONE), True),
        (Cap(ONE), Floor(TWO), True),
        (Floor(TWO), Cap(TWO), False),
        (Floor(TWO, YEARLY), Cap(ONE), False),
        (Floor(TWO, YEARLY), Cap(ONE, YEARLY), True),
        (Cap(TWO), Cap(ONE), False),
        (Floor(TWO, when=Conditions(region="A")), Cap(ONE, when=Conditions(region="B")), False),
        (Floor(TWO, when=Conditions(region="A")), Cap(ONE), True),
    ],
)
def test_a_cap_below_a_floor_over_the_same_span_is_found(one, other, flawed):
    assert flaws(Plan("EUR", (TWO_PERCENT, one, other))) == ((Flaw(3, FlawKind.CAP_BELOW_FLOOR),) if flawed else ())


HARDWARE = (Category("Hardware", ("Router", "Switch")), Category("Boxes", ("switch",)), Category("Cloud", ("SaaS",)))


def in_group(component=None, **when):
    return replace(component or FixedAmount(eur(5)), when=Conditions(group="a", **when))


@pytest.mark.parametrize(
    ("one", "other", "rivals"),
    [
        (in_group(), in_group(), True),
        (in_group(), FixedAmount(eur(5), Conditions(group="b")), False),
        (in_group(), FixedAmount(eur(5)), False),
        (in_group(), in_group(region="A"), False),
        (in_group(region="A"), in_group(region=" a"), True),
        (in_group(region="A"), in_group(region="B"), False),
        (in_group(region="A"), in_group(customer=Customer.NEW), True),
        (in_group(customer=Customer.NEW), in_group(customer=Customer.EXISTING), False),
        (in_group(deal_below=TWO), in_group(deal_from=TWO), False),
        (in_group(deal_below=eur("2.01")), in_group(deal_from=TWO), True),
        (in_group(months_below=12), in_group(months_from=12), False),
        (in_group(months_below=13), in_group(months_from=12), True),
        (in_group(roles=(SELLER,)), in_group(roles=(PRESALES, SUPPORT)), False),
        (in_group(roles=(SELLER, SUPPORT)), in_group(roles=(PRESALES, SUPPORT)), True),
        (in_group(closes=Days.through(MAY, JUNE)), in_group(closes=Days.through(JUNE, None)), True),
        (in_group(closes=Days.through(MAY, JUNE)), in_group(closes=Days.through(NEXT_YEAR, None)), False),
        (in_group(Bonus(eur(5), YEAR)), in_group(closes=Days(NEXT_YEAR)), False),
        (in_group(Bonus(eur(5), YEAR)), in_group(closes=Days(JUNE)), True),
        (in_group(Bonus(eur(5), YEAR), closes=Days.through(MAY, MAY)), in_group(region="A", closes=Days(JUNE)), False),
        (in_group(product="Router"), in_group(product="ROUTER"), True),
        (in_group(product="Router"), in_group(product="Switch"), False),
        (in_group(product="Router"), in_group(category="Hardware"), False),
        (in_group(category="Hardware"), in_group(category="Boxes"), True),
        (in_group(category="Hardware"), in_group(category="Cloud"), False),
    ],
)
def test_two_of_a_group_that_are_equally_specific_and_may_meet_are_refused(one, other, rivals):
    flaw = (Flaw(2, FlawKind.EQUALLY_SPECIFIC),) if rivals else ()

    assert flaws(Plan("EUR", (one, other), HARDWARE)) == flaw


def evaluate(terms, asked, situation):
    """What terms without flaws may still be refused for: what the deal does not say."""
    try:
        return pay(terms, asked, situation)
    except (MarginNeeded, UnitsNeeded, MixedCurrencies):
        return None


bare_deals = st.tuples(a.deals(), st.sets(st.sampled_from(["margin", "units", "product", "customer", "months"]))).map(
    lambda drawn: replace(drawn[0], **dict.fromkeys(drawn[1]))
)


@settings(max_examples=50)
@given(a.plans() | a.alliance_rules(), bare_deals, st.data())
def test_terms_without_flaws_can_always_be_paid(terms, asked, data):
    role = data.draw(st.sampled_from(PayRole))

    evaluate(terms, asked, Situation(role=role))
    evaluate(terms, asked, data.draw(a.standings(asked)))


def test_a_deal_in_a_currency_without_a_planning_rate_is_refused_by_terms_without_flaws():
    assert evaluate(Plan("CHF", (TWO_PERCENT,)), deal(), Situation()) is None
