"""Amounts as people type them, in both languages."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.money import CURRENCIES, Money, minor_digits
from bot.domain.people import LanguageCode
from bot.domain.refusals import (
    AmountAmbiguous,
    AmountMissing,
    AmountNotPositive,
    AmountTooLarge,
    AmountUnreadable,
    Refusal,
)
from bot.listeners.amounts import LARGEST, read_amount
from messages.language import Language

EN, DE = LanguageCode.EN, LanguageCode.DE
LANGUAGES = st.sampled_from(LanguageCode)


def euros(typed: str, language: LanguageCode) -> Decimal:
    amount = read_amount(typed, language, "EUR")
    assert amount.currency == "EUR"
    return amount.amount


@pytest.mark.parametrize("language", LanguageCode)
@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("50k", 50_000),
        ("50K", 50_000),
        ("50 k", 50_000),
        ("€50k", 50_000),
        ("50k€", 50_000),
        ("50k €", 50_000),
        ("EUR 50k", 50_000),
        ("eur50k", 50_000),
        ("50000", 50_000),
        ("50 000 EUR", 50_000),
        ("50\u00a0000\u00a0€", 50_000),
        ("50\u202f000", 50_000),
        ("50'000", 50_000),
        ("50’000.50", "50000.5"),
        ("1.2m", 1_200_000),
        ("1,2 Mio.", 1_200_000),
        ("1,2 Mio. €", 1_200_000),
        ("0,5 Mio", 500_000),
        ("1.2 million euros", 1_200_000),
        ("2 Millionen €", 2_000_000),
        ("50 Tsd. €", 50_000),
        ("50 tausend", 50_000),
        ("50 thousand", 50_000),
        ("50 TEUR", 50_000),
        ("50 T€", 50_000),
        ("1,5k", 1_500),
        ("1.5k", 1_500),
        ("50,5", "50.5"),
        ("50.00", 50),
        ("50000,00", 50_000),
        ("1 000 000", 1_000_000),
        ("1.234.567", 1_234_567),
        ("1,234,567", 1_234_567),
        ("1.234.567,89 €", "1234567.89"),
        ("€1,234,567.89", "1234567.89"),
        ("0,50", "0.5"),
        ("0.01", "0.01"),
        (str(LARGEST), LARGEST),
    ],
)
def test_the_usual_forms_are_read_by_everybody(typed: str, amount: int | str, language: LanguageCode) -> None:
    assert euros(typed, language) == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "language", "amount"),
    [
        ("50.000", DE, 50_000),
        ("50,000", EN, 50_000),
        ("50.000 €", DE, 50_000),
        ("€50,000", EN, 50_000),
        ("1.500k", EN, 1_500),
        ("1,500k", DE, 1_500),
        ("0.500 Mio", DE, 500_000),
        ("50.000,- €", DE, 50_000),
        ("50.000,–", DE, 50_000),
        ("50,000.-", EN, 50_000),
    ],
)
def test_what_a_language_uses_for_thousands_is_taken_as_that(typed: str, language: LanguageCode, amount: int) -> None:
    assert euros(typed, language) == amount


def test_what_would_be_beyond_any_deal_is_not_meant() -> None:
    assert euros("1,500 Mio", EN) == 1_500_000


@pytest.mark.parametrize(
    ("typed", "language", "one", "other"),
    [
        ("50,000", DE, "50000", "50"),
        ("50.000", EN, "50000", "50"),
        ("1.500k", DE, "1500000", "1500"),
        ("1,500k", EN, "1500000", "1500"),
        ("KWD 1.234", EN, "1234", "1.234"),
    ],
)
def test_what_may_be_thousands_or_decimals_is_asked_back_with_both_readings(
    typed: str, language: LanguageCode, one: str, other: str
) -> None:
    with pytest.raises(AmountAmbiguous) as asked:
        read_amount(typed, language, "EUR")
    assert asked.value.typed == typed
    assert [reading.amount for reading in asked.value.readings] == [Decimal(one), Decimal(other)]


@pytest.mark.parametrize(
    ("typed", "currency", "amount"),
    [
        ("$50", "USD", 50),
        ("US$50k", "USD", 50_000),
        ("50 dollars", "USD", 50),
        ("£50", "GBP", 50),
        ("50 Pfund", "GBP", 50),
        ("Fr. 50'000.–", "CHF", 50_000),
        ("50 000 CHF", "CHF", 50_000),
        ("¥5000", "JPY", 5_000),
        ("50 zł", "PLN", 50),
        ("50 TRY", "TRY", 50),
    ],
)
def test_a_currency_beside_the_amount_counts(typed: str, currency: str, amount: int) -> None:
    assert read_amount(typed, EN, "EUR") == Money.of(amount, currency)


def test_without_a_currency_it_is_the_one_given() -> None:
    assert read_amount("50k", EN, "CHF") == Money.of(50_000, "CHF")


@pytest.mark.parametrize("typed", ["", "   ", "\n"])
def test_nothing_typed_is_said_to_be_missing(typed: str) -> None:
    with pytest.raises(AmountMissing):
        read_amount(typed, DE, "EUR")


@pytest.mark.parametrize("typed", ["0", "0,00", "-5", "- 5", "−50k", "–50.000 €", "0k", "€-50"])
def test_zero_and_less_are_refused(typed: str) -> None:
    with pytest.raises(AmountNotPositive):
        read_amount(typed, DE, "EUR")


@pytest.mark.parametrize("typed", ["1000000000,01", "1,5 Mrd.", "2 billion", "9999999999", "9" * 3_000])
def test_more_than_any_deal_is_refused(typed: str) -> None:
    with pytest.raises(AmountTooLarge) as refused:
        read_amount(typed, DE, "EUR")
    assert refused.value.limit == Money.of(LARGEST, "EUR")


@pytest.mark.parametrize(
    "typed",
    [
        "abc", "k", "€", "50%", "50 %", "10 00", "1,23,456", "50.000.00", "0,001", "12,3456", "50k 60k", "50k-60k",
        "5e4", "50 EUR USD", "$50 EUR", "50 all", "1/2", "50k netto", "<!channel>", "50t",
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(AmountUnreadable) as refused:
        read_amount(typed, DE, "EUR")
    assert refused.value.typed == typed


def test_a_currency_without_cents_has_no_parts() -> None:
    with pytest.raises(AmountUnreadable):
        read_amount("JPY 12,5", DE, "EUR")


@given(
    minor=st.integers(1, LARGEST * 100),
    currency=st.sampled_from(sorted(CURRENCIES)),
    language=LANGUAGES,
)
def test_every_amount_we_show_is_read_back_by_whom_it_is_shown_to(
    minor: int, currency: str, language: LanguageCode
) -> None:
    shown = Money(min(minor, LARGEST * 10 ** minor_digits(currency)), currency)
    assert shown in readings(Language.of(language).money(shown), language)


def readings(typed: str, language: LanguageCode) -> tuple[Money, ...]:
    """What a text may mean: three decimals, as those of KWD, look like thousands; then it is asked, never guessed."""
    try:
        return (read_amount(typed, language, "EUR"),)
    except AmountAmbiguous as asked:
        return asked.readings


@given(minor=st.integers(1, LARGEST * 100), language=LANGUAGES)
def test_an_amount_with_its_cents_is_never_ambiguous(minor: int, language: LanguageCode) -> None:
    amount = Money(minor, "EUR")
    assert readings(f"{amount.amount} {amount.currency}", language) == (amount,)


@given(text=st.text(), language=LANGUAGES)
def test_any_text_is_an_amount_or_a_refusal(text: str, language: LanguageCode) -> None:
    with suppress(Refusal):
        assert read_amount(text, language, "EUR").minor > 0


PIECES = st.sampled_from(
    [*"0123456789.,'’-–− %€$k", "Mio.", "EUR", "000", "T€", "\u00a0", "\u202f", "tsd", "all", "٥", "²", "½"]
)


@given(pieces=st.lists(PIECES, max_size=12), language=LANGUAGES)
def test_anything_that_looks_like_an_amount_is_one_or_a_refusal(pieces: list[str], language: LanguageCode) -> None:
    with suppress(Refusal):
        assert 0 < read_amount("".join(pieces), language, "EUR").amount <= LARGEST
