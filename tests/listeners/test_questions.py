"""The words of a question, in any order and both languages; and days as people type them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.earnings import Chances
from bot.domain.incentives import Customer
from bot.domain.money import Money, Rate
from bot.domain.pay import Base
from bot.domain.people import LanguageCode, PayRole
from bot.domain.questions import Ask
from bot.domain.refusals import (
    AmountAmbiguous,
    AmountUnreadable,
    DayUnreadable,
    NumberOutside,
    RateOutside,
    WordsUnclear,
)
from bot.listeners.days import read_typed_day
from bot.listeners.questions import Reader, question, read_question
from messages.earnings import again

TODAY = date(2026, 11, 23)
EN = Reader(LanguageCode.EN, "EUR", TODAY)
DE = Reader(LanguageCode.DE, "EUR", TODAY)
HANDLE = "/cosell acme "


def eur(amount: int) -> Money:
    return Money.of(amount, "EUR")


def asked(text: str, reader: Reader = EN) -> Ask:
    typed, fields = read_question(text, reader, strict=True)
    return question(reader.amount(typed), fields)


WORDS = [
    ("50k", "50k", {}),
    ("50k 30%", "50k 30 %", {"chances": Chances(alone=Rate.percent(30))}),
    (
        "alone 30% together 45.5%",
        "allein 30 % gemeinsam 45,5 %",
        {"chances": Chances(Rate.percent(30), Rate.percent("45.5"))},
    ),
    ("50k closing june", "50k abschluss juni", {"closes": date(2027, 6, 30)}),
    ("closing on 15 December", "schließt am 15.12.", {"closes": date(2026, 12, 15)}),
    ("by end of march 2027", "bis Ende März 2027", {"closes": date(2027, 3, 31)}),
    ("so far 120k", "bisher 120k", {"so_far": eur(120_000)}),
    ("so far 0", "bisher 0", {"so_far": eur(0)}),
    ("margin 12k", "marge 12k", {"margin": eur(12_000)}),
    ("margin of 12k", "deckungsbeitrag von 12k", {"margin": eur(12_000)}),
    ("months 24", "laufzeit 24", {"months": 24}),
    ("24 months", "24 Monate", {"months": 24}),
    ("units 5", "5 Stück", {"units": 5}),
    ("deals 3", "deals 3", {"deals_so_far": 3}),
    ("new customer", "neukunde", {"customer": Customer.NEW}),
    ("customer existing", "bestandskunde", {"customer": Customer.EXISTING}),
    ("product CRM", "produkt CRM", {"product": "CRM"}),
    ('product "CRM Suite"', "produkt „CRM Suite“", {"product": "CRM Suite"}),
    ("region DACH", "region DACH", {"region": "DACH"}),
    ("role presales", "rolle presales", {"role": PayRole.PRESALES}),
    ("role team lead", "rolle Teamleitung", {"role": PayRole.TEAM_LEAD}),
    ("registered on 3 September", "registriert am 3.9.", {"registered": date(2026, 9, 3)}),
    ("base expected", "basis erwartet", {"base": Base.EXPECTED}),
    ("together amount 60k", "gemeinsam betrag 60k", {"amount_together": eur(60_000)}),
    ("together margin 18k", "zusammen marge 18k", {"margin_together": eur(18_000)}),
    ("together closing january", "gemeinsam abschluss januar", {"closes_together": date(2027, 1, 31)}),
]


@pytest.mark.parametrize(("english", "german", "fields"), WORDS)
def test_each_word_is_understood_in_both_languages_before_and_after_the_amount(
    english: str, german: str, fields: dict[str, Any]
) -> None:
    for text, reader in ((english, EN), (german, DE)):
        without = text.removeprefix("50k").strip()
        assert asked(f"50k {without}", reader) == Ask(eur(50_000), **fields)
        assert asked(f"{without} 50k", reader) == Ask(eur(50_000), **fields)


@given(st.permutations(["50k", "30%", "closing june", "so far 120k", "role presales", "margin 12k", "months 24"]))
def test_the_words_stand_in_any_order(words: list[str]) -> None:
    assert asked(" ".join(words)) == Ask(
        eur(50_000),
        margin=eur(12_000),
        closes=date(2027, 6, 30),
        chances=Chances(alone=Rate.percent(30)),
        months=24,
        so_far=eur(120_000),
        role=PayRole.PRESALES,
    )


_amounts = st.integers(1, 10**9).map(lambda minor: Money(minor, "EUR"))
_days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
_numbers = st.integers(0, 1000)
_rates = st.integers(0, 1_000_000).map(Rate)
_names = (
    st.text("abcXYZ äöü-.&", min_size=1, max_size=20).map(str.strip).filter(bool).map(lambda n: " ".join(n.split()))
)
_asks = st.builds(
    Ask,
    _amounts,
    margin=st.none() | _amounts,
    closes=st.none() | _days,
    amount_together=st.none() | _amounts,
    margin_together=st.none() | _amounts,
    closes_together=st.none() | _days,
    chances=st.builds(Chances, st.none() | _rates, st.none() | _rates),
    base=st.none() | st.sampled_from(Base),
    units=st.none() | _numbers,
    product=st.none() | _names,
    customer=st.none() | st.sampled_from(Customer),
    region=st.none() | _names,
    months=st.none() | _numbers,
    so_far=st.none() | _amounts,
    deals_so_far=st.none() | _numbers,
    role=st.none() | st.sampled_from(PayRole),
    registered=st.none() | _days,
)


@given(_asks, st.sampled_from([EN, DE]))
def test_what_a_button_carries_is_read_back_as_the_same_question(ask: Ask, reader: Reader) -> None:
    assert asked(again.question("acme", ask).removeprefix(HANDLE), reader) == ask


@pytest.mark.parametrize(
    "text",
    [
        "alone 30% together 60%", "together 60% alone 30%", "30% together 60%", "together 60% 30%",
        "30% alone 60% together", "60% together 30% alone", "30% alone, 60% together", "60% together, 30% alone",
        "30 % allein und 60 Prozent gemeinsam", "60 % zusammen 30 % alleine", "gemeinsam 60% allein 30%",
        "30% alone together 60%", "alone 30% 60% together", "together 60% 30% alone", "60% together alone 30%",
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["50k {}", "{} 50k"])
def test_a_chance_belongs_to_the_word_beside_it_before_or_behind(text: str, place: str) -> None:
    fields = {"chances": Chances(Rate.percent(30), Rate.percent(60))}
    assert asked(place.format(text)) == Ask(eur(50_000), **fields)


def test_a_chance_together_alone_is_not_taken_for_one_alone() -> None:
    assert asked("50k 60% together").chances == Chances(together=Rate.percent(60))
    assert asked("50k 60% gemeinsam", DE).chances == Chances(together=Rate.percent(60))


def test_a_result_may_stand_before_its_word_where_no_amount_follows() -> None:
    assert asked("50k 120k so far") == Ask(eur(50_000), so_far=eur(120_000))
    assert asked("50k so far 120k") == Ask(eur(50_000), so_far=eur(120_000))


def test_what_belongs_to_nothing_is_named() -> None:
    with pytest.raises(WordsUnclear) as unclear:
        asked("50k banana split")
    assert unclear.value.typed == "banana split"


@pytest.mark.parametrize(
    ("text", "unclear"), [("50k so far 980k quota 1m", "quota"), ("50k abschluss februar so weit 120k", "so weit")]
)
def test_words_before_a_second_amount_are_named_rather_than_the_amounts(text: str, unclear: str) -> None:
    with pytest.raises(WordsUnclear) as refused:
        asked(text)
    assert refused.value.typed == unclear


@pytest.mark.parametrize("text", ["50k closing next quarter", "50k abschluss im nächsten Quartal"])
def test_the_next_quarter_is_a_closing_day(text: str) -> None:
    assert asked(text) == Ask(eur(50_000), closes=date(2027, 3, 31))


def test_words_that_only_connect_are_passed_over() -> None:
    assert asked("on a deal of 50k with margin 12k") == Ask(eur(50_000), margin=eur(12_000))


@pytest.mark.parametrize("text", ["50k 60k", "fifty", "2 50k", "50k margin"])
def test_two_amounts_or_none_are_refused(text: str) -> None:
    with pytest.raises((AmountUnreadable, WordsUnclear)):
        asked(text)


def test_in_a_sentence_other_words_are_passed_over() -> None:
    text = "what do I earn if we close 50k together by june, margin 12k, I guess 30%?"

    typed, fields = read_question(text, EN, strict=False)

    assert typed == "50k"
    assert fields == {"closes": date(2027, 6, 30), "margin": eur(12_000), "chance_alone": Rate.percent(30)}


def test_an_ambiguous_amount_is_asked_back_wherever_it_stands() -> None:
    with pytest.raises(AmountAmbiguous) as ambiguous:
        asked("50k so far 120,000", DE)
    assert ambiguous.value.typed == "120,000"


@pytest.mark.parametrize(("text", "refusal"), [("50k 130%", RateOutside), ("50k months 99999999", NumberOutside)])
def test_what_can_not_be_is_refused(text: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        asked(text)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2027-03-31", date(2027, 3, 31)),
        ("31.3.2027", date(2027, 3, 31)),
        ("31.3.27", date(2027, 3, 31)),
        ("22.11.", date(2027, 11, 22)),
        ("23.11.", TODAY),
        ("12/31/2026", date(2026, 12, 31)),
        ("31/12/2026", date(2026, 12, 31)),
        ("December 15", date(2026, 12, 15)),
        ("Dec 15, 2027", date(2027, 12, 15)),
        ("15. Dezember 2027", date(2027, 12, 15)),
        ("november", date(2026, 11, 30)),
        ("Okt", date(2027, 10, 31)),
        ("february 2028", date(2028, 2, 29)),
        ("q4", date(2026, 12, 31)),
        ("Q1", date(2027, 3, 31)),
        ("Q1 2028", date(2028, 3, 31)),
        ("this month", date(2026, 11, 30)),
        ("nächsten Monat", date(2026, 12, 31)),
        ("dieses Quartal", date(2026, 12, 31)),
        ("next quarter", date(2027, 3, 31)),
        ("today", TODAY),
        ("morgen", date(2026, 11, 24)),
        ("Jahresende", date(2026, 12, 31)),
    ],
)
def test_a_day_is_the_next_one_that_fits(typed: str, day: date) -> None:
    assert read_typed_day(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [("3.9.", date(2026, 9, 3)), ("24.11.", date(2025, 11, 24)), ("june", date(2026, 6, 1)), ("q1", date(2026, 1, 1))],
)
def test_a_day_that_has_been_is_the_last_one_that_fits(typed: str, day: date) -> None:
    assert read_typed_day(typed, TODAY, past=True) == day


def test_quarters_are_those_of_the_fiscal_year() -> None:
    assert read_typed_day("q1", TODAY, fiscal_year_starts=10) == date(2026, 12, 31)
    assert read_typed_day("q4", TODAY, fiscal_year_starts=10) == date(2027, 9, 30)


@pytest.mark.parametrize("typed", ["31.2.2027", "03/04/2027", "30 February", "someday", "1.1.1899", "2027-13-01"])
def test_what_is_no_day_or_two_is_refused(typed: str) -> None:
    with pytest.raises(DayUnreadable):
        read_typed_day(typed, TODAY)
