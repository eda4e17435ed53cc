"""Tiers at, just below and just above each bound: of a deal, of a period, by amount and by number."""

import pytest

from bot.domain.incentives import Bound, Measure, Owner, Scope, Tier, Tiers
from bot.domain.money import Rate
from bot.domain.pay import MarginNeeded, Situation, UnitsNeeded
from bot.domain.people import Figures
from bot.domain.periods import PeriodKind
from tests.domain.builders import MAY, UNKNOWN, YEAR, booked, deal, eur, exactly, paid, percent, span, total

YEARLY = PeriodKind.YEAR


def tiers(*bounds_and_pay, scope=Scope.MARGINAL, **settings):
    """Tiers from each bound on: a rate in per cent where it is text, else an amount in euros."""
    counts = settings.get("measure", Measure.ORDERS).is_count
    return Tiers(
        tuple(
            Tier(start if counts else eur(start), percent(pays) if isinstance(pays, str) else eur(pays))
            for start, pays in bounds_and_pay
        ),
        scope,
        **settings,
    )


TWO_AND_THREE = ((0, "2"), (100_000, "3"))


@pytest.mark.parametrize(
    ("scope", "bound", "amount", "pays"),
    [
        (Scope.MARGINAL, Bound.UPPER, "99999.99", "2000"),
        (Scope.MARGINAL, Bound.UPPER, 100_000, "2000"),
        (Scope.MARGINAL, Bound.UPPER, "100000.50", "2000.02"),
        (Scope.MARGINAL, Bound.LOWER, 100_000, "2000"),
        (Scope.MARGINAL, Bound.LOWER, 100_100, "2003"),
        (Scope.WHOLE, Bound.UPPER, "99999.99", "2000"),
        (Scope.WHOLE, Bound.UPPER, 100_000, "3000"),
        (Scope.WHOLE, Bound.UPPER, "100000.01", "3000"),
        (Scope.WHOLE, Bound.LOWER, "99999.99", "2000"),
        (Scope.WHOLE, Bound.LOWER, 100_000, "2000"),
        (Scope.WHOLE, Bound.LOWER, "100000.01", "3000"),
        (Scope.WHOLE, Bound.UPPER, "0.01", "0"),
    ],
)
def test_tiers_by_the_size_of_a_deal(scope, bound, amount, pays):
    assert total([tiers(*TWO_AND_THREE, scope=scope, bound=bound)], deal(amount)) == exactly(pays)


@pytest.mark.parametrize(
    ("scope", "bound", "so_far", "pays"),
    [
        (Scope.MARGINAL, Bound.UPPER, 0, "1000"),
        (Scope.MARGINAL, Bound.UPPER, 50_000, "1000"),
        (Scope.MARGINAL, Bound.UPPER, 60_000, "1100"),
        (Scope.MARGINAL, Bound.UPPER, 100_000, "1500"),
        (Scope.WHOLE, Bound.UPPER, "49999.99", "1000"),
        (Scope.WHOLE, Bound.UPPER, 50_000, "2000"),
        (Scope.WHOLE, Bound.LOWER, 50_000, "1000"),
        (Scope.WHOLE, Bound.LOWER, "50000.01", "2000"),
        (Scope.WHOLE, Bound.UPPER, "99999.99", "2500"),
        (Scope.WHOLE, Bound.UPPER, 100_000, "1500"),
        (Scope.WHOLE, Bound.LOWER, 100_000, "2500"),
    ],
)
def test_tiers_by_what_a_period_has_cumulated(scope, bound, so_far, pays):
    component = tiers(*TWO_AND_THREE, scope=scope, bound=bound, period=YEARLY)

    assert total([component], deal(50_000), booked(so_far)) == exactly(pays)


def test_with_an_unknown_result_tiers_of_a_period_are_a_range():
    assert total([tiers(*TWO_AND_THREE, period=YEARLY)], deal(50_000)) == span(1_000, 1_500)
    assert total([tiers(*TWO_AND_THREE, period=YEARLY, scope=Scope.WHOLE)], deal(50_000)) == span(1_000, 2_500)
    assert total([tiers((0, "2"), period=YEARLY)], deal(50_000)) == exactly(1_000)


def test_a_period_s_tiers_show_each_piece_of_the_deal_and_what_it_was_counted_from():
    line = paid([tiers(*TWO_AND_THREE, period=YEARLY)], deal(50_000), booked(60_000)).lines[0]

    assert [(part.basis, part.pays, part.minus) for part in line.parts] == [
        (eur(40_000), percent(2), False),
        (eur(10_000), percent(3), False),
    ]
    assert (line.counts, line.so_far, line.quota) == (eur(50_000), eur(60_000), None)


def test_tiers_by_deal_show_no_result_and_tiers_of_an_unknown_result_no_pieces():
    assert paid([tiers(*TWO_AND_THREE)], deal()).lines[0].so_far is None
    assert paid([tiers(*TWO_AND_THREE, period=YEARLY)], deal()).lines[0].parts == ()


@pytest.mark.parametrize(
    ("so_far", "asked", "pays"), [(-20_000, 50_000, 600), (-60_000, 50_000, 0), (-60_000, 200_000, 3_200)]
)
@pytest.mark.parametrize("scope", Scope)
def test_a_result_below_zero_pays_from_zero_on(scope, so_far, asked, pays):
    line = paid([tiers(*TWO_AND_THREE, period=YEARLY, scope=scope)], deal(asked), booked(so_far)).lines[0]
    whole_above = 1_000 if scope is Scope.WHOLE and asked == 200_000 else 0

    assert line.amount == exactly(pays + whole_above)
    assert sum(part.minor for part in line.parts) == line.amount.exact.minor


@pytest.mark.parametrize("scope", Scope)
def test_a_negative_margin_takes_off_what_its_result_loses(scope):
    component = tiers(*TWO_AND_THREE, period=YEARLY, measure=Measure.MARGIN, scope=scope)
    line = paid([component], deal(margin=-10_000), booked(105_000, measure=Measure.MARGIN)).lines[0]

    assert line.amount == exactly({Scope.MARGINAL: -250, Scope.WHOLE: -1_250}[scope])
    assert sum(part.minor for part in line.parts) == line.amount.exact.minor


REACHED = ((0, 100), (100_000, 500), (200_000, 900))


@pytest.mark.parametrize(
    ("scope", "so_far", "asked", "pays"),
    [
        (Scope.MARGINAL, 0, "99999.99", 100),
        (Scope.MARGINAL, 0, 100_000, 600),
        (Scope.MARGINAL, 0, 250_000, 1_500),
        (Scope.MARGINAL, "0.01", "99999.98", 0),
        (Scope.MARGINAL, "0.01", "99999.99", 500),
        (Scope.MARGINAL, 100_000, 99_999, 0),
        (Scope.MARGINAL, 100_000, 100_000, 900),
        (Scope.MARGINAL, -5, 5, 0),
        (Scope.MARGINAL, -5, 6, 100),
        (Scope.WHOLE, 0, "99999.99", 100),
        (Scope.WHOLE, 0, 100_000, 500),
        (Scope.WHOLE, "0.01", "99999.98", 0),
        (Scope.WHOLE, "0.01", "99999.99", 400),
        (Scope.WHOLE, 50_000, 150_000, 800),
        (Scope.WHOLE, 200_000, 1_000_000, 0),
    ],
)
def test_an_amount_is_paid_once_for_reaching_a_tier(scope, so_far, asked, pays):
    component = tiers(*REACHED, scope=scope, period=YEARLY)

    assert total([component], deal(asked), booked(so_far)) == exactly(pays)


def test_an_amount_for_a_tier_by_the_size_of_the_deal():
    assert total([tiers(*REACHED)], deal(200_000)) == exactly(1_500)
    assert total([tiers(*REACHED, scope=Scope.WHOLE)], deal(200_000)) == exactly(900)
    assert total([tiers(*REACHED, scope=Scope.WHOLE, bound=Bound.LOWER)], deal(200_000)) == exactly(500)


def after(number):
    return Situation(deals_so_far=number)


@pytest.mark.parametrize(
    ("scope", "bound", "pays"),
    [
        (Scope.MARGINAL, Bound.UPPER, [10, 10, 20, 20]),
        (Scope.MARGINAL, Bound.LOWER, [10, 10, 10, 20]),
        (Scope.WHOLE, Bound.UPPER, [10, 10, 40, 20]),
        (Scope.WHOLE, Bound.LOWER, [10, 10, 10, 50]),
    ],
)
def test_amounts_by_the_number_of_deals_first_last_and_at_the_bound(scope, bound, pays):
    component = tiers((1, 10), (3, 20), scope=scope, bound=bound, measure=Measure.DEALS, period=YEARLY)

    assert [total([component], deal(), after(number)) for number in range(4)] == [exactly(amount) for amount in pays]


def test_amounts_by_the_number_of_deals_are_a_range_while_nobody_knows_it():
    by_slice = tiers((1, 10), (3, 20), measure=Measure.DEALS, period=YEARLY)
    whole = tiers((1, 10), (3, 20), measure=Measure.DEALS, period=YEARLY, scope=Scope.WHOLE)

    assert total([by_slice]) == span(10, 20)
    assert total([whole]) == span(10, 40)


@pytest.mark.parametrize(("units", "pays"), [(1, 10), (5, 50), (6, 70), (7, 90)])
def test_amounts_by_the_units_of_a_deal(units, pays):
    assert total([tiers((1, 10), (6, 20), measure=Measure.UNITS)], deal(units=units)) == exactly(pays)


def test_amounts_by_the_units_of_a_period_cross_a_bound_within_a_deal():
    component = tiers((1, 10), (6, 20), measure=Measure.UNITS, period=YEARLY)
    standing = Situation((Figures(YEAR, booked=3, measure=Measure.UNITS),))

    assert total([component], deal(units=4), standing) == exactly(2 * 10 + 2 * 20)


RATES_BY_NUMBER = ((1, "2"), (3, "3"), (5, "4"))


@pytest.mark.parametrize(
    ("bound", "pays"),
    [(Bound.UPPER, [1_000, 1_000, 1_500, 1_500, 2_000]), (Bound.LOWER, [1_000, 1_000, 1_000, 1_500, 1_500])],
)
def test_the_rate_of_a_deal_by_its_number(bound, pays):
    component = tiers(*RATES_BY_NUMBER, measure=Measure.DEALS, period=YEARLY, bound=bound)

    assert [total([component], deal(), after(n)) for n in range(5)] == [exactly(amount) for amount in pays]
    assert total([component]) == span(1_000, 2_000)


def numbered(deals_before, orders=None):
    amount = () if orders is None else (Figures(YEAR, booked=eur(orders)),)
    return Situation((Figures(YEAR, booked=deals_before, measure=Measure.DEALS), *amount))


def test_a_rate_on_everything_by_the_number_of_deals_raises_the_deals_before():
    component = tiers(*RATES_BY_NUMBER, scope=Scope.WHOLE, measure=Measure.DEALS, period=YEARLY)

    assert total([component], deal(), numbered(0)) == exactly(1_000)
    assert total([component], deal(), numbered(1)) == exactly(1_000)
    assert total([component], deal(), numbered(2, 80_000)) == exactly(3_900 - 1_600)
    assert total([component], deal(), numbered(2)) is None
    assert total([component], deal(), numbered(3)) == exactly(1_500)
    assert total([component], deal(), UNKNOWN) is None
    known_orders = Situation((Figures(YEAR, booked=eur(80_000)),))
    assert total([component], deal(), known_orders) == span(1_000, "2800")


@pytest.mark.parametrize(("units", "pays"), [(1, 1_000), (2, 1_000), (3, 1_500), (5, 2_000)])
def test_a_rate_by_the_units_of_a_deal(units, pays):
    component = tiers(*RATES_BY_NUMBER, scope=Scope.WHOLE, measure=Measure.UNITS)

    assert total([component], deal(units=units)) == exactly(pays)


def test_tiers_by_what_the_deal_does_not_say_need_it():
    with pytest.raises(UnitsNeeded):
        total([tiers((1, 10), measure=Measure.UNITS)], deal())
    with pytest.raises(MarginNeeded):
        total([tiers((0, "2"), measure=Measure.MARGIN)], deal())


def test_tiers_count_a_share_of_the_deal_where_the_credit_is_less():
    component = tiers(*TWO_AND_THREE)

    assert total([component], deal(200_000), UNKNOWN, percent(50)) == exactly(2_000)
    assert total([component], deal(200_000), UNKNOWN, Rate(0)) == exactly(0)


def test_tiers_of_a_team_are_counted_from_the_team_s_result():
    component = tiers(*TWO_AND_THREE, period=YEARLY, owner=Owner.TEAM)
    own_and_team = Situation((Figures(YEAR, booked=eur(0)), Figures(YEAR, booked=eur(100_000), owner=Owner.TEAM)))

    assert total([component], deal(), own_and_team) == exactly(1_500)
    assert total([component], deal(), booked(0)) == span(1_000, 1_500)


def test_a_month_s_tiers_start_anew_on_its_first_day():
    component = tiers(*TWO_AND_THREE, period=PeriodKind.MONTH)
    in_may = Situation((Figures(Situation().period(PeriodKind.MONTH, MAY), booked=eur(100_000)),))

    assert total([component], deal(closes=MAY.replace(day=31)), in_may) == exactly(1_500)
    assert total([component], deal(closes=MAY.replace(day=1)), in_may) == exactly(1_500)
    assert total([component], deal(closes=MAY.replace(month=6, day=1)), in_may) == span(1_000, 1_500)
