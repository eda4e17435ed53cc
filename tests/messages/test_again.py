from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.earnings import Chances
from bot.domain.incentives import Customer
from bot.domain.money import CURRENCIES, Money, Rate
from bot.domain.pay import Base
from bot.domain.people import LanguageCode, PayRole
from bot.domain.questions import Ask
from bot.listeners.amounts import LARGEST, read_amount
from bot.listeners.forms import read_day, read_rate
from bot.listeners.questions import Reader, read_question
from bot.listeners.questions import question as ask_of
from messages.actions import Field
from messages.earnings.again import command, fields, question, unmistakable
from messages.examples.answers import BETTER_TOGETHER

EURO = Money.of(50_000, "EUR")
EVERYTHING = Ask(
    amount=EURO,
    margin=Money.of(15_000, "EUR"),
    closes=date(2026, 12, 15),
    amount_together=Money.of(60_000, "EUR"),
    margin_together=Money.of(18_000, "EUR"),
    closes_together=date(2026, 11, 30),
    chances=Chances(Rate.percent(40), Rate.percent("62.5")),
    base=Base.EXPECTED,
    units=5,
    product='CRM "Suite"',
    customer=Customer.NEW,
    region="DACH",
    months=24,
    so_far=Money.of(120_000, "EUR"),
    deals_so_far=3,
    role=PayRole.PRESALES,
    registered=date(2026, 9, 3),
)


def test_only_what_was_said_is_asked_again():
    assert question("acme", Ask(EURO)) == "/cosell acme 50000.00 EUR"


def test_everything_that_was_said_is_asked_again():
    assert question("acme", EVERYTHING) == (
        "/cosell acme 50000.00 EUR alone 40% together 62.5% closing 2026-12-15 margin 15000.00 EUR months 24 units 5"
        ' product "CRM \'Suite\'" customer new region "DACH" deals 3 so far 120000.00 EUR role presales'
        " registered 2026-09-03 base expected together amount 60000.00 EUR together margin 18000.00 EUR"
        " together closing 2026-11-30"
    )


@pytest.mark.parametrize("language", LanguageCode)
def test_what_was_said_is_read_back_from_the_command(language):
    asked = replace(EVERYTHING, product="CRM 'Suite', large")
    said = question("acme", asked).removeprefix("/cosell acme ")

    typed, others = read_question(said, Reader(language, "CHF", date(2026, 11, 21)), strict=True)

    assert ask_of(read_amount(typed, language, "CHF"), others) == asked


def test_another_chance_changes_nothing_else():
    asked = command(BETTER_TOGETHER, chances=Chances(alone=Rate.percent(20)))

    assert asked == command(BETTER_TOGETHER) + " alone 20%"


def test_every_field_of_the_form_can_be_filled_in_again():
    filled = fields(EVERYTHING)

    assert filled[Field.AMOUNT] == "50000 EUR"
    assert fields(Ask(Money.of("49999.90", "EUR")))[Field.AMOUNT] == "49999.90 EUR"
    assert filled[Field.PRODUCT] == 'CRM "Suite"'
    assert read_day(filled[Field.REGISTERED_ON]) == EVERYTHING.registered
    assert read_rate(filled[Field.CHANCE_TOGETHER], 0, 100) == EVERYTHING.chances.together
    assert set(fields(Ask(EURO))) == {Field.AMOUNT}
    assert len(filled) == 18


@pytest.mark.parametrize("language", LanguageCode)
@given(st.integers(1, LARGEST * 100), st.sampled_from(sorted(CURRENCIES)))
def test_an_amount_is_read_back_as_it_was_in_either_language(language, minor, currency):
    amount = Money(minor, currency)
    if amount.amount <= Decimal(LARGEST):
        assert read_amount(unmistakable(amount), language, "EUR") == amount
        assert read_amount(fields(Ask(amount))[Field.AMOUNT], language, "EUR") == amount
