"""A change that lowers pay is found, on the deal that shows it best."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from bot.domain.earnings import RouteTerms
from bot.domain.goals import Curve
from bot.domain.incentives import (
    AllianceRules,
    Basis,
    Bonus,
    Cap,
    Conditions,
    Customer,
    FixedAmount,
    Mode,
    Percentage,
    Plan,
    Route,
    Scope,
    Tier,
    Tiers,
)
from bot.domain.lowering import Changed, Lowering, lowering
from bot.domain.money import Span
from bot.domain.people import PayRole
from bot.domain.periods import Days, PeriodKind
from tests.domain import strategies as a
from tests.domain.builders import HALF, MAY, NEXT_YEAR, TWO_PERCENT, eur, goal, in_force, percent

THREE_PERCENT = Percentage(percent(3))


def rules(*components, currency="EUR", **settings_of_rules):
    return in_force(AllianceRules(currency, components, **settings_of_rules))


def plan(*components):
    return in_force(Plan("EUR", components))


def together(before, after, of_plan=None, route=Route.TOGETHER) -> Lowering | None:
    changed = Changed(route, RouteTerms(of_plan, before), RouteTerms(of_plan, after))
    return lowering(changed, PayRole.SELLER, MAY, 1)


def alone(before, after) -> Lowering | None:
    return lowering(Changed(Route.ALONE, RouteTerms(before), RouteTerms(after)), PayRole.SELLER, MAY, 1)


def told(found: Lowering | None):
    """Amount, before and after in whole units of the currency."""
    assert found is not None
    return tuple(
        span.exact and span.exact.amount for span in (Span.exactly(found.deal.amount), found.before, found.after)
    )


def test_a_lower_rate_is_told_on_a_deal_of_50000():
    assert told(together(rules(THREE_PERCENT), rules(TWO_PERCENT))) == (50_000, 1_500, 1_000)
    assert told(alone(plan(THREE_PERCENT), plan(TWO_PERCENT))) == (50_000, 1_500, 1_000)


def test_what_pays_the_same_or_more_lowers_nothing():
    assert together(rules(TWO_PERCENT), rules(TWO_PERCENT)) is None
    assert together(rules(TWO_PERCENT), rules(THREE_PERCENT)) is None
    assert together(rules(TWO_PERCENT), rules(TWO_PERCENT, FixedAmount(eur(1)))) is None
    assert together(None, rules(TWO_PERCENT)) is None


def test_what_is_equal_for_the_most_typical_deal_is_looked_at_on_others():
    assert told(together(rules(TWO_PERCENT), rules(FixedAmount(eur(1_000))))) == (250_000, 5_000, 1_000)
    assert told(together(rules(FixedAmount(eur(1_000))), rules(TWO_PERCENT))) == (10_000, 1_000, 200)
    assert told(together(rules(TWO_PERCENT), rules(TWO_PERCENT, Cap(eur(3_000))))) == (250_000, 5_000, 3_000)


@pytest.mark.parametrize(
    ("when", "fact", "value"),
    [
        (Conditions(customer=Customer.EXISTING), "customer", Customer.EXISTING),
        (Conditions(product="CRM"), "product", "CRM"),
        (Conditions(region="Tyrol"), "region", "Tyrol"),
        (Conditions(months_from=24), "months", 24),
    ],
)
def test_the_deal_is_one_the_lost_condition_was_for(when, fact, value):
    found = together(rules(TWO_PERCENT, FixedAmount(eur(300), when)), rules(TWO_PERCENT))

    assert told(found) == (50_000, 1_300, 1_000)
    assert getattr(found.deal, fact) == value


def test_no_product_is_told_where_it_is_any_other():
    found = together(rules(THREE_PERCENT, FixedAmount(eur(1), Conditions(product="CRM"))), rules(TWO_PERCENT))

    assert found.deal.product is None


def test_amounts_the_terms_name_and_later_days_are_looked_at():
    large = FixedAmount(eur(900), Conditions(deal_from=eur(700_000)))
    assert told(together(rules(TWO_PERCENT, large), rules(TWO_PERCENT))) == (700_000, 14_900, 14_000)
    tiers = Tiers((Tier(eur(0), percent(1)), Tier(eur(400_000), percent(2))), Scope.MARGINAL)
    flat = Tiers((Tier(eur(0), percent(1)),), Scope.MARGINAL)
    assert told(together(rules(tiers), rules(flat))) == (800_000, 12_000, 8_000)
    later = together(rules(TWO_PERCENT, Bonus(eur(500), Days(NEXT_YEAR))), rules(TWO_PERCENT))
    assert later.deal.closes == NEXT_YEAR


def test_less_credit_lowers_what_the_plan_pays():
    less = rules(TWO_PERCENT, credit=HALF)

    assert told(together(rules(TWO_PERCENT), less, plan(THREE_PERCENT))) == (50_000, 2_500, 1_750)
    assert together(rules(TWO_PERCENT), rules(Percentage(percent(9)), credit=HALF), plan(THREE_PERCENT)) is None


def test_without_a_plan_less_credit_can_t_be_told_in_money():
    assert together(rules(TWO_PERCENT), rules(TWO_PERCENT, credit=HALF)).before is None
    assert together(rules(TWO_PERCENT), rules(THREE_PERCENT, mode=Mode.INSTEAD)).after is None
    assert together(rules(TWO_PERCENT, mode=Mode.INSTEAD), rules(TWO_PERCENT)) is None


def test_an_uplift_counts_what_the_plan_pays():
    uplift = rules(Percentage(percent(10), Basis.COMMISSION))

    assert told(together(rules(FixedAmount(eur(500))), uplift, plan(THREE_PERCENT))) == (50_000, 2_000, 1_650)


def test_rules_that_end_leave_the_plan_and_handing_over_leaves_nothing():
    assert told(together(rules(TWO_PERCENT), None, plan(THREE_PERCENT))) == (50_000, 2_500, 1_500)
    assert told(together(rules(TWO_PERCENT), None)) == (50_000, 1_000, 0)
    assert together(rules(FixedAmount(eur(1)), mode=Mode.INSTEAD), None, plan(THREE_PERCENT)) is None
    assert told(together(rules(FixedAmount(eur(500))), None, route=Route.HAND_OVER)) == (50_000, 500, 0)


def test_goals_are_looked_at_from_nothing_to_beyond_the_quota():
    assert told(alone(plan(goal(Curve())), plan(goal(Curve(HALF)))))[0] == 50_000
    capped = alone(plan(goal(Curve(HALF))), plan(goal(Curve(HALF, percent(100)))))
    assert told(capped) == (50_000, 1_425, 0)
    assert told(alone(plan(goal()), plan(goal(quota=eur(2_000_000)))))[0] == 50_000


def test_cumulated_tiers_are_looked_at_in_their_period():
    before = Tiers((Tier(eur(0), percent(1)), Tier(eur(400_000), percent(3))), Scope.MARGINAL, period=PeriodKind.YEAR)
    after = Tiers((Tier(eur(0), percent(1)), Tier(eur(400_000), percent(2))), Scope.MARGINAL, period=PeriodKind.YEAR)

    assert told(alone(plan(before), plan(after))) == (50_000, 1_500, 1_000)


def test_a_lower_rate_is_found_where_the_terms_ask_too_much_to_try_it_all():
    def each_its_own(rate):
        asked = [Conditions(product=f"P{n}", region=f"R{n}", months_from=n) for n in range(1, 14)]
        return rules(*(Percentage(percent(rate), when=when) for when in asked))

    lower = together(each_its_own(3), each_its_own(1))

    assert told(lower) == (50_000, 1_500, 500)
    assert (lower.deal.product, lower.deal.region, lower.deal.months) == ("P1", "R1", 1)
    assert together(each_its_own(3), each_its_own(3)) is None


def test_different_currencies_are_not_compared():
    dollars = rules(Percentage(percent(1)), currency="USD")

    assert together(rules(TWO_PERCENT), dollars) is None


@settings(max_examples=30)
@given(a.plans(), a.plans(), a.days)
def test_every_change_of_a_plan_can_be_looked_at_and_none_lowers_by_itself(before, after, day):
    one, other = in_force(before), in_force(after)

    assert lowering(Changed(Route.ALONE, RouteTerms(one), RouteTerms(one)), PayRole.SELLER, day, 4) is None
    found = lowering(Changed(Route.ALONE, RouteTerms(one), RouteTerms(other)), PayRole.SELLER, day, 4)
    assert found is None or found.deal.closes >= day
    assert isinstance(day, date)
