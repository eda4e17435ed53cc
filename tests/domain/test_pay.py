"""What percentages, fixed amounts and bonuses pay, and until when."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.goals import Curve
from bot.domain.incentives import Basis, Bonus, Conditions, Deal, FixedAmount, GoalBonus, Measure, Percentage, Plan
from bot.domain.money import WHOLE, MixedCurrencies, Money, Rate, Span
from bot.domain.pay import (
    BonusLine,
    FixedLine,
    MarginNeeded,
    PercentageLine,
    Situation,
    holds_until,
    line_amount,
)
from bot.domain.periods import Days, PeriodKind
from tests.domain.builders import pay_line

HALF = Rate.percent(50)
MARCH = Days(date(2026, 3, 1), date(2026, 4, 1))
NOBODY = Situation()


def eur(amount):
    return Money.of(amount, "EUR")


def deal(amount=50_000, closes=date(2026, 3, 15), margin=None):
    return Deal(eur(amount), closes, None if margin is None else eur(margin))


def paid(component, asked=None, credit=WHOLE):
    return pay_line(component, asked or deal(), credit, NOBODY)


def test_a_percentage_of_the_deal_amount():
    component = Percentage(Rate.percent("2.5"))

    assert paid(component) == PercentageLine(component, eur(50_000), eur(1_250))


def test_a_percentage_of_the_margin():
    component = Percentage(Rate.percent(10), Basis.MARGIN)

    assert paid(component, deal(margin=12_000)) == PercentageLine(component, eur(12_000), eur(1_200))


def test_a_percentage_of_a_negative_margin_takes_something_away():
    assert paid(Percentage(Rate.percent(10), Basis.MARGIN), deal(margin="-1000.05")).amount == eur("-100.01")


def test_a_percentage_of_the_credited_share():
    component = Percentage(Rate.percent(4), Basis.CREDITED)

    assert paid(component, credit=HALF) == PercentageLine(component, eur(25_000), eur(1_000))


def test_credit_counts_for_the_credited_share_alone():
    assert paid(Percentage(Rate.percent(4)), credit=HALF).amount == eur(2_000)
    assert paid(Percentage(Rate.percent(4), Basis.MARGIN), deal(margin=10_000), credit=HALF).amount == eur(400)


def test_a_line_is_rounded_to_the_cent_half_up():
    assert paid(Percentage(Rate.percent(5)), deal("0.10")).amount == eur("0.01")
    assert paid(Percentage(Rate.percent("4.9")), deal("0.10")).amount == eur(0)


def test_a_deal_has_its_share_credited_margin_included():
    assert deal(50_000, margin="10000.01").credited(HALF) == deal(25_000, margin="5000.01")
    assert deal(50_000).credited(HALF) == deal(25_000)
    assert deal(50_000, margin=1).credited(Rate(0)) == deal(0, margin=0)


@pytest.mark.parametrize(
    "component", [Percentage(HALF, Basis.MARGIN), GoalBonus(Measure.MARGIN, PeriodKind.YEAR, Curve())]
)
def test_pay_on_the_margin_needs_the_margin(component):
    with pytest.raises(MarginNeeded):
        paid(component)


def test_a_fixed_amount_is_the_same_for_every_deal():
    component = FixedAmount(eur(300))

    assert paid(component) == FixedLine(component, eur(300))
    assert paid(component, deal(1)).amount == eur(300)


@pytest.mark.parametrize(
    ("closes", "bonus"),
    [
        (date(2026, 2, 28), None),
        (date(2026, 3, 1), 1_000),
        (date(2026, 3, 31), 1_000),
        (date(2026, 4, 1), None),
    ],
)
def test_a_bonus_is_paid_from_the_first_to_the_last_day_of_its_window(closes, bonus):
    line = paid(Bonus(eur(1_000), MARCH), deal(closes=closes))

    assert (line and line.amount) == (None if bonus is None else eur(bonus))


def test_a_bonus_may_be_a_rate_of_the_deal_amount():
    component = Bonus(Rate.percent(2), MARCH)

    assert paid(component, credit=HALF) == BonusLine(component, eur(50_000), eur(1_000))


@pytest.mark.parametrize(("amount", "applies"), [("9999.99", False), (10_000, True), ("10000.01", True)])
def test_a_condition_on_the_amount_holds_from_that_amount_on(amount, applies):
    component = FixedAmount(eur(300), Conditions(deal_from=eur(10_000)))

    assert (paid(component, deal(amount)) is not None) is applies


def test_conditions_and_the_window_must_all_hold():
    component = Bonus(eur(300), MARCH, Conditions(deal_from=eur(10_000), closes=Days(date(2026, 3, 20))))

    assert paid(component, deal(closes=date(2026, 3, 19))) is None
    assert paid(component, deal(closes=date(2026, 4, 2))) is None
    assert paid(component, deal(9_999, closes=date(2026, 3, 20))) is None
    assert paid(component, deal(closes=date(2026, 3, 20))).amount == eur(300)


@pytest.mark.parametrize(
    "component",
    [
        FixedAmount(Money.of(300, "CHF"), Conditions(deal_from=Money.of(1, "CHF"))),
        GoalBonus(Measure.ORDERS, PeriodKind.YEAR, Curve(), quota=Money.of(300, "CHF")),
        GoalBonus(Measure.ORDERS, PeriodKind.YEAR, Curve(), target_bonus=Money.of(300, "CHF")),
    ],
)
def test_a_goal_or_condition_in_another_currency_than_the_deal_is_refused(component):
    with pytest.raises(MixedCurrencies):
        paid(component)


@given(st.integers(1, 10**12), st.integers(1, 10**6))
def test_a_percentage_of_a_deal_is_never_more_than_half_a_cent_off(minor, ppm):
    line = paid(Percentage(Rate(ppm)), Deal(Money(minor, "EUR"), date(2026, 3, 15)))

    assert abs(line.amount.minor * 1_000_000 - minor * ppm) <= 500_000
    assert line_amount(line) == Span.exactly(line.amount)


ALL_YEAR = Percentage(HALF)
BIG_DEALS_UNTIL_JUNE = Percentage(HALF, when=Conditions(eur(100_000), Days(date(2026, 1, 1), date(2026, 7, 1))))


@pytest.mark.parametrize(
    ("components", "until"),
    [
        ((ALL_YEAR,), None),
        ((ALL_YEAR, Bonus(HALF, MARCH)), date(2026, 3, 31)),
        ((Bonus(HALF, Days(date(2026, 3, 1))),), None),
        ((Bonus(HALF, Days(date(2026, 5, 1), date(2026, 6, 1))),), date(2026, 4, 30)),
        ((Bonus(HALF, Days(date(2026, 1, 1), date(2026, 2, 1))),), None),
        ((Bonus(HALF, MARCH), Bonus(HALF, Days(date(2026, 3, 20)))), date(2026, 3, 19)),
        ((Bonus(HALF, MARCH, Conditions(closes=Days(date(2026, 5, 1)))),), None),
        ((Bonus(HALF, Days(date(2026, 3, 1)), Conditions(closes=Days(date(2026, 5, 1)))),), date(2026, 4, 30)),
    ],
)
def test_the_same_components_apply_until_a_window_opens_or_closes(components, until):
    assert holds_until(Plan("EUR", components), deal(), NOBODY) == until


def test_a_window_for_larger_deals_says_nothing_about_a_smaller_one():
    plan = Plan("EUR", (BIG_DEALS_UNTIL_JUNE,))

    assert holds_until(plan, deal(99_999), NOBODY) is None
    assert holds_until(plan, deal(100_000), NOBODY) == date(2026, 6, 30)


offsets = st.integers(-40, 40)
windows = st.tuples(offsets, st.none() | st.integers(1, 40)).map(
    lambda drawn: Days.through(day(drawn[0]), None if drawn[1] is None else day(drawn[0] + drawn[1]))
)


def day(offset):
    return date.fromordinal(date(2026, 3, 15).toordinal() + offset)


@given(st.lists(st.tuples(windows, st.none() | windows), max_size=3))
def test_until_its_day_every_closing_date_is_paid_the_same_and_on_the_next_it_is_not(drawn):
    plan = Plan("EUR", tuple(Bonus(eur(2**n), w, Conditions(closes=c)) for n, (w, c) in enumerate(drawn)))

    def sum_on(offset):
        lines = [paid(component, deal(closes=day(offset))) for component in plan.components]
        return sum(line.amount.minor for line in lines if line)

    changes = [offset for offset in range(1, 90) if sum_on(offset) != sum_on(0)]

    assert holds_until(plan, deal(closes=day(0)), NOBODY) == (day(changes[0] - 1) if changes else None)
