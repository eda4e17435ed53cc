"""Chances: expected pay, and where alone and together are worth the same."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.earnings import NO_GUESS, BreakEven, Chances, Question, RouteTerms, break_even, compare
from bot.domain.money import Money, Rate, Span
from tests.domain.builders import PLAN_OF_FIVE_PERCENT, TWO_PERCENT, UNKNOWN, deal, eur, exactly, rules


def percent(value):
    return Fraction(value) / 100


def test_if_both_pay_the_same_the_larger_chance_wins():
    assert break_even(exactly(2_500), exactly(2_500), Chances(together=Rate.percent(40))) == BreakEven(
        Fraction(0), percent(40)
    )


def test_if_together_pays_more_alone_needs_a_larger_chance_than_together_has():
    found = break_even(exactly(2_500), exactly(3_650), Chances(together=Rate.percent(50)))

    assert found.alone_above == percent(73)
    assert found.uplift == Fraction(-23, 73)


def test_if_alone_pays_more_the_partner_must_raise_the_chance():
    found = break_even(exactly(1_230), exactly(1_000), Chances(together=Rate.percent(50)))

    assert found.uplift == percent(23)
    assert found.alone_above == Fraction(50, 123)


def test_a_chance_alone_above_certainty_says_that_alone_never_pays_more():
    assert break_even(exactly(1_000), exactly(2_000), Chances(together=Rate.percent(80))).alone_above == percent(160)


def test_the_uplift_needs_no_guess():
    assert break_even(exactly(1_230), exactly(1_000), NO_GUESS) == BreakEven(percent(23), None)


@pytest.mark.parametrize(
    ("alone", "together"),
    [
        (None, exactly(1)),
        (exactly(1), None),
        (Span(Money(1, "EUR"), Money(2, "EUR")), exactly(1)),
        (exactly(1), Span(Money(1, "EUR"), Money(2, "EUR"))),
        (exactly(0), exactly(1)),
        (exactly(1), exactly(0)),
        (exactly(-1), exactly(-1)),
    ],
)
def test_there_is_no_break_even_unless_both_pays_are_exact_and_above_zero(alone, together):
    assert break_even(alone, together, Chances(Rate.percent(50), Rate.percent(50))) is None


pays = st.integers(1, 10**9).map(lambda minor: Span.exactly(Money(minor, "EUR")))
chances = st.integers(0, 1_000_000).map(Rate)


@given(pays, pays, chances, chances)
def test_alone_is_expected_to_pay_more_exactly_above_the_break_even(alone, together, chance_alone, chance_together):
    found = break_even(alone, together, Chances(together=chance_together))

    expected_alone = chance_alone.fraction * alone.exact.minor
    expected_together = chance_together.fraction * together.exact.minor

    assert (chance_alone.fraction > found.alone_above) is (expected_alone > expected_together)


@given(pays, pays, st.fractions(0, 1))
def test_a_chance_raised_by_the_uplift_makes_together_worth_as_much(alone, together, chance):
    raised = chance * (1 + break_even(alone, together, NO_GUESS).uplift)

    assert raised * together.exact.minor == chance * alone.exact.minor


def ask(of_chances, of_plan=PLAN_OF_FIVE_PERCENT, amount=50_000):
    asked, together = deal(amount), RouteTerms(of_plan, rules(TWO_PERCENT))
    return compare(Question(asked, asked, UNKNOWN, of_chances), RouteTerms(of_plan), together, together)


def test_expected_pay_is_chance_times_pay():
    answer = ask(Chances(Rate.percent(60), Rate.percent(50)))

    assert answer.expected(answer.alone) == eur(1_500)
    assert answer.expected(answer.together) == eur(1_750)
    assert answer.break_even == BreakEven(Fraction(-2, 7), percent(70), Fraction(3, 7))


def test_expected_pay_is_rounded_to_the_cent():
    answer = ask(Chances(alone=Rate.percent(50)), amount="10.20")

    assert answer.expected(answer.alone) == eur("0.26")


@pytest.mark.parametrize("chance", [Chances(alone=Rate.percent(50)), Chances(together=Rate.percent(50)), NO_GUESS])
def test_a_chance_nobody_gave_is_not_made_up(chance):
    answer = ask(chance)

    assert (answer.expected(answer.alone) is None) is (chance.alone is None)
    assert (answer.expected(answer.together) is None) is (chance.together is None)
    assert (answer.break_even.alone_above is None) is (chance.together is None)


def test_the_chance_to_win_together_says_nothing_about_handing_over():
    answer = ask(Chances(Rate.percent(60), Rate.percent(50)))

    assert answer.expected(answer.hand_over) is None


def test_pay_that_can_not_be_told_is_not_expected():
    answer = ask(Chances(Rate.percent(60), Rate.percent(50)), of_plan=None)

    assert answer.expected(answer.alone) is None
    assert answer.expected(answer.together) is None
