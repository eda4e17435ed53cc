"""Money, rates and spans: exact, one currency, rounded once and commercially."""

import operator
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.money import CURRENCIES, NOTHING, WHOLE, MixedCurrencies, Money, Rate, Span, round_half_up

minors = st.integers(-(10**15), 10**15)
euros = minors.map(lambda minor: Money(minor, "EUR"))
spans = st.tuples(euros, euros).map(lambda ends: Span(*sorted(ends, key=lambda end: end.minor)))


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [
        ("0.5", 1),
        ("0.4999999999", 0),
        ("1.5", 2),
        ("2.5", 3),
        ("-0.5", -1),
        ("-0.4999999999", 0),
        ("-2.5", -3),
        ("-2.6", -3),
        ("7", 7),
    ],
)
def test_a_half_is_rounded_away_from_zero(exact, rounded):
    assert round_half_up(Fraction(exact)) == rounded


@given(st.fractions())
def test_rounding_moves_a_number_by_half_at_most_and_ignores_its_sign(exact):
    assert abs(round_half_up(exact) - exact) <= Fraction(1, 2)
    assert round_half_up(-exact) == -round_half_up(exact)


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        ("12.50", "EUR", 1250),
        (50_000, "EUR", 5_000_000),
        (Decimal("-0.01"), "CHF", -1),
        ("1500", "JPY", 1500),
        ("1.500", "KWD", 1500),
        ("1e3", "EUR", 100_000),
    ],
)
def test_an_amount_is_kept_in_the_minor_units_of_its_currency(amount, currency, minor):
    assert Money.of(amount, currency) == Money(minor, currency)


@pytest.mark.parametrize(
    ("amount", "currency"),
    [
        ("0.001", "EUR"),
        ("0.5", "JPY"),
        ("0.0001", "KWD"),
        ("1.000000000000000000000000000001", "EUR"),
    ],
)
def test_an_amount_finer_than_its_currency_is_refused(amount, currency):
    with pytest.raises(ValueError, match="too many decimal places"):
        Money.of(amount, currency)


@given(st.integers(), st.sampled_from(sorted(CURRENCIES)))
def test_every_amount_reads_back_as_it_was(minor, currency):
    amount = Money(minor, currency)

    assert Money.of(amount.amount, currency) == amount


def test_an_amount_shows_the_decimal_places_of_its_currency():
    assert str(Money(1250, "EUR").amount) == "12.50"
    assert str(Money(1250, "JPY").amount) == "1250"
    assert str(Money(1250, "KWD").amount) == "1.250"


@pytest.mark.parametrize("minor", [1.0, Decimal(1), "1", True])
def test_minor_units_are_whole_numbers(minor):
    with pytest.raises(TypeError, match="whole numbers"):
        Money(minor, "EUR")


@pytest.mark.parametrize("currency", ["eur", "XYZ", "", "€"])
def test_an_unknown_currency_is_refused(currency):
    with pytest.raises(ValueError, match="no currency"):
        Money(1, currency)


def test_money_times_a_factor_is_rounded_to_the_minor_unit():
    assert Money(101, "EUR").times(Fraction(1, 2)) == Money(51, "EUR")
    assert Money(-101, "EUR").times(Fraction(1, 2)) == Money(-51, "EUR")
    assert Money(100, "EUR").times(Fraction(1, 3)) == Money(33, "EUR")
    assert Money(101, "JPY").times(Fraction(1, 2)) == Money(51, "JPY")


@pytest.mark.parametrize(
    "put_together",
    [operator.add, operator.sub, operator.lt, operator.le, operator.gt, operator.ge, max, Span],
)
def test_two_currencies_never_mix(put_together):
    with pytest.raises(MixedCurrencies):
        put_together(Money(1, "EUR"), Money(1, "CHF"))


def test_the_same_number_in_two_currencies_is_not_the_same_amount():
    assert Money(1, "EUR") != Money(1, "CHF")


@given(euros, euros)
def test_money_adds_subtracts_and_compares_as_its_minor_units_do(a, b):
    assert (a + b).minor == a.minor + b.minor
    assert a - b == a + -b
    assert (a < b, a <= b, a > b) == (a.minor < b.minor, a.minor <= b.minor, a.minor > b.minor)


def test_a_rate_is_told_in_per_cent_and_kept_in_parts_per_million():
    assert Rate.percent("2.5") == Rate(25_000)
    assert Rate.percent("2.5").fraction == Fraction(1, 40)
    assert Rate.percent("0.0001") == Rate(1)
    assert (NOTHING.fraction, WHOLE.fraction) == (0, 1)


@pytest.mark.parametrize("value", ["0.00001", "33.333333", "1.000000000000000000000000000001"])
def test_a_rate_finer_than_a_part_per_million_is_refused(value):
    with pytest.raises(ValueError, match="four decimal places"):
        Rate.percent(value)


def test_a_span_of_one_amount_is_exact_and_any_other_is_not():
    assert Span.exactly(Money(5, "EUR")).exact == Money(5, "EUR")
    assert Span(Money(5, "EUR"), Money(6, "EUR")).exact is None


def test_a_span_upside_down_is_refused():
    with pytest.raises(ValueError, match="lies above"):
        Span(Money(2, "EUR"), Money(1, "EUR"))


@given(spans, spans, st.data())
def test_a_sum_or_difference_of_spans_holds_every_sum_or_difference_of_their_amounts(first, second, data):
    a = data.draw(st.integers(first.low.minor, first.high.minor))
    b = data.draw(st.integers(second.low.minor, second.high.minor))

    added, subtracted = first + second, first - second

    assert added.low.minor <= a + b <= added.high.minor
    assert subtracted.low.minor <= a - b <= subtracted.high.minor


@given(spans, spans)
def test_the_ends_of_a_sum_and_a_difference_of_spans_are_reached(first, second):
    assert (first + second).low == first.low + second.low
    assert (first + second).high == first.high + second.high
    assert (first - second).low == first.low - second.high
    assert (first - second).high == first.high - second.low


@given(spans, spans, spans)
def test_spans_add_in_any_order(first, second, third):
    assert first + second == second + first
    assert (first + second) + third == first + (second + third)


@given(spans, euros)
def test_adding_and_taking_away_an_exact_amount_leaves_a_span_as_it_was(span, amount):
    exactly = Span.exactly(amount)

    assert span + exactly - exactly == span
