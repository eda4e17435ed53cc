from __future__ import annotations

import pytest

from bot.domain.incentives import (
    Basis,
    Bound,
    Credit,
    Customer,
    Fact,
    Measure,
    Mode,
    Moment,
    Overage,
    Owner,
    Per,
    Reckoned,
    Returns,
    Route,
    Scope,
    Trigger,
)
from bot.domain.people import LanguageCode, PayRole
from bot.domain.periods import PeriodKind
from messages import names, settings
from messages.examples import world as w
from messages.language import Language

EN, DE = Language.of(LanguageCode.EN), Language.of(LanguageCode.DE)
NAMED = [
    (names.basis, Basis),
    (names.of_basis, Basis),
    (names.mode, Mode),
    (names.measure, Measure),
    (names.owner, Owner),
    (names.period, PeriodKind),
    (names.per_period, PeriodKind),
    (names.in_period, PeriodKind),
    (names.customer, Customer),
    (names.fact, Fact),
    (names.trigger, Trigger),
    (names.moment, Moment),
    (names.route, Route),
    (names.pay_role, PayRole),
    (settings.scope, Scope),
    (settings.overage, Overage),
    (settings.bound, Bound),
    (settings.reckoned, Reckoned),
    (settings.returns, Returns),
    (settings.per, Per),
    (settings.credit, Credit),
]


@pytest.mark.parametrize("language", [EN, DE])
@pytest.mark.parametrize(("name", "kind"), NAMED)
def test_every_one_has_a_name_of_its_own(name, kind, language):
    found = {name(one, language) for one in kind}

    assert len(found) == len(kind)
    assert all(found)


@pytest.mark.parametrize(("name", "kind"), NAMED)
def test_the_names_are_told_in_both_languages(name, kind):
    assert {name(one, EN) for one in kind} != {name(one, DE) for one in kind}


@pytest.mark.parametrize(
    ("quantity", "measure", "english", "german"),
    [
        (w.euro(50_000), Measure.ORDERS, "€50,000", "50.000\u00a0€"),
        (1, Measure.DEALS, "1 deal", "1 Auftrag"),
        (3, Measure.DEALS, "3 deals", "3 Aufträge"),
        (1, Measure.UNITS, "1 unit", "1 Stück"),
        (5, Measure.UNITS, "5 units", "5 Stück"),
    ],
)
def test_a_quantity_says_what_is_counted(quantity, measure, english, german):
    assert names.quantity(quantity, measure, EN) == english
    assert names.quantity(quantity, measure, DE) == german
