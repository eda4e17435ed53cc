"""Which partner to take along: fit before pay, then the name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.alliances import Alliance, Place, Profile, Status, ValueProposition
from bot.domain.earnings import NO_GUESS, Question, RouteTerms, compare
from bot.domain.incentives import AllianceRules, FixedAmount, Mode, PlanningRate
from bot.domain.money import Money
from bot.domain.people import LanguageCode
from bot.domain.ranking import Candidate, Fit, Untold, fit, industries, is_named, ranked
from tests.domain.builders import PLAN_OF_FIVE_PERCENT, UNKNOWN, ask, deal, eur, exactly, rules

EN, DE = LanguageCode.EN, LanguageCode.DE


def alliance(partner, en="", de=None):
    """An alliance for these industries; without German ones there is no German text."""
    texts = {EN: ValueProposition("Less waste.", en)}
    if de is not None:
        texts[DE] = ValueProposition("Weniger Ausschuss.", de)
    return Alliance(1, partner.lower(), Status.ACTIVE, Profile(partner, 1, texts), Place("Europe/Berlin", "DE"))


def paying(amount):
    """What a deal pays where together adds this much to what alone pays."""
    return ask(PLAN_OF_FIVE_PERCENT, rules(FixedAmount(eur(amount))))


def order(industry, *candidates):
    return [choice.alliance.partner for choice in ranked([Candidate(*each) for each in candidates], industry)]


@pytest.mark.parametrize(
    ("audience", "industry", "how"),
    [
        ("Machinery", "machinery", Fit.NAMED),
        ("Machinery, automotive suppliers", "Automotive", Fit.NAMED),
        ("Health care; public sector", "  PUBLIC   sector ", Fit.NAMED),
        ("Retail, energy", "the retail trade", Fit.NAMED),
        ("Automotive suppliers", "auto", None),
        ("Auto", "automotive", None),
        ("Plant engineering, retail", "engineering retail", Fit.NAMED),
        ("Plant engineering, retail stores", "engineering retail", None),
        ("Machinery", "retail", None),
        ("Machinery", "", None),
        ("", "machinery", Fit.EVERYBODY),
        (" , ;", "machinery", Fit.EVERYBODY),
        ("", "", Fit.EVERYBODY),
    ],
)
def test_an_alliance_fits_an_industry_its_audience_names_or_everybody(audience, industry, how):
    assert fit(alliance("Acme", audience), industry) is how


def test_the_texts_of_both_languages_count():
    acme = alliance("Acme", "Machinery", "Maschinenbau, Öffentliche Hand")
    assert [fit(acme, named) for named in ("machinery", "MASCHINENBAU", "oeffentliche hand")] == [Fit.NAMED] * 3
    assert fit(alliance("Beta", "", "Maschinenbau"), "retail") is None


def test_fit_comes_before_pay():
    named, all_comers, other = alliance("Acme", "Retail"), alliance("Beta"), alliance("Gamma", "Energy")
    found = ((all_comers, paying(900)), (other, paying(950)), (named, paying(1)))
    assert order("retail", *found) == ["Acme", "Beta"]


def test_equal_fit_goes_by_what_is_certainly_paid_more_then_by_name():
    found = (("Zeta", paying(500)), ("delta", paying(100)), ("Eta", paying(500)), ("Alpha", paying(0)))
    assert order("", *((alliance(name), pay) for name, pay in found)) == ["Eta", "Zeta", "delta", "Alpha"]


def test_what_may_pay_more_goes_by_its_lower_end():
    certain, perhaps = paying(300), paying(300)
    perhaps = replace(perhaps, difference=replace(exactly(300), low=eur(200), high=eur(9000)))
    assert order("", (alliance("Acme"), perhaps), (alliance("Beta"), certain)) == ["Beta", "Acme"]


def test_partners_that_pay_less_than_alone_come_behind_those_that_pay_more():
    less = ask(PLAN_OF_FIVE_PERCENT, rules(FixedAmount(eur(1)), mode=Mode.INSTEAD))
    assert less.difference.low < eur(0)
    assert order("", (alliance("Acme"), less), (alliance("Beta"), paying(0))) == ["Beta", "Acme"]


def test_what_cannot_be_told_comes_behind_and_partners_without_rules_last_of_all():
    unbounded = replace(paying(1), difference=None)
    handed = replace(paying(1), together=None, difference=None)
    found = (
        (alliance("Acme", "Retail"), Untold.NO_RULES),
        (alliance("Beta"), Untold.MARGIN),
        (alliance("Gamma"), handed),
        (alliance("Delta"), unbounded),
        (alliance("Eta"), paying(-1)),
    )
    assert order("retail", *found) == ["Eta", "Delta", "Gamma", "Beta", "Acme"]


def test_currencies_are_not_compared_and_that_of_the_deal_comes_first():
    question = Question(deal(), deal(), UNKNOWN, NO_GUESS)
    in_euros = rules(FixedAmount(eur(1)))
    terms = AllianceRules("CHF", (FixedAmount(Money.of(9_000, "CHF")),), planning_rates=(PlanningRate("EUR", 950_000),))
    in_francs = replace(in_euros, version=replace(in_euros.version, terms=terms))
    euros, francs = (compare(question, RouteTerms(), RouteTerms(None, found), None) for found in (in_euros, in_francs))
    assert francs.difference.low.currency == "CHF"
    assert order("", (alliance("Acme"), francs), (alliance("Beta"), euros)) == ["Beta", "Acme"]


@given(st.permutations(range(6)))
def test_the_order_does_not_depend_on_the_order_they_are_given_in(shuffled):
    pays = [paying(5), paying(5), Untold.UNITS, Untold.NO_RULES, replace(paying(5), difference=None), paying(7)]
    found = [(alliance(f"Partner {n}", "Retail" if n % 2 else ""), pays[n]) for n in range(6)]
    assert order("retail", *(found[n] for n in shuffled)) == order("retail", *found)


def test_the_industries_to_choose_are_those_most_alliances_name_in_the_readers_language():
    book = [
        alliance("Acme", "Retail, energy", "Handel, Energie"),
        alliance("Beta", "retail; Machinery"),
        alliance("Gamma", "", "Energie"),
    ]
    assert industries(book, EN) == ("Retail", "energy", "Machinery")
    assert industries(book, DE) == ("Energie", "Handel", "Machinery", "retail")
    assert industries([alliance("Delta")], EN) == ()


def test_an_alliance_names_an_industry_once():
    assert industries(
        [alliance("Acme", "Retail, RETAIL"), alliance("Beta", "Energy"), alliance("Ceta", "energy")], EN
    ) == (
        "Energy",
        "Retail",
    )


def test_only_active_alliances_name_industries():
    book = [alliance("Acme", "Retail", "Handel"), replace(alliance("Beta", "Energy"), status=Status.PAUSED)]
    assert industries(book, EN) == ("Retail",)
    assert [is_named(book, word) for word in ("RETAIL", "handel", "energy", "")] == [True, True, False, False]
