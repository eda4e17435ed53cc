"""What looks at the pay before it: uplifts, multipliers, overrides and splits."""

import pytest

from bot.domain.goals import Curve
from bot.domain.incentives import (
    AllianceRules,
    Basis,
    Cap,
    Conditions,
    FixedAmount,
    Mode,
    Multiplier,
    Override,
    Percentage,
    Share,
    Split,
)
from bot.domain.money import WHOLE
from bot.domain.pay import Situation, divided, own_lines, pay, share_of
from bot.domain.people import PayRole
from tests.domain.builders import (
    TWO_PERCENT,
    UNKNOWN,
    ask,
    deal,
    eur,
    exactly,
    goal,
    paid,
    percent,
    plan,
    rules,
    span,
    total,
)

LEAD = Situation(role=PayRole.TEAM_LEAD)


def uplift(rate):
    return Percentage(percent(rate), Basis.COMMISSION)


def split(*shares):
    return Split(tuple(Share(role, percent(rate)) for role, rate in shares))


def test_an_uplift_counts_what_stands_before_it_and_not_what_stands_after():
    assert total([TWO_PERCENT, uplift(10)]) == exactly(1_100)
    assert total([TWO_PERCENT, uplift(10), FixedAmount(eur(500))]) == exactly(1_600)
    assert total([TWO_PERCENT, uplift(10), uplift(10)]) == exactly(1_210)


def test_an_uplift_in_rules_on_top_counts_the_plan_too():
    answer = ask(plan(TWO_PERCENT), rules(FixedAmount(eur(500)), uplift(10)))

    assert answer.together.on_top == exactly(500 + 150)
    assert answer.together.total == exactly(1_650)


def test_an_uplift_in_rules_instead_of_the_plan_counts_the_rules_alone():
    answer = ask(plan(TWO_PERCENT), rules(FixedAmount(eur(500)), uplift(10), mode=Mode.INSTEAD))

    assert answer.together.total == exactly(550)


def test_an_uplift_of_an_unknown_plan_can_not_be_told():
    answer = ask(None, rules(FixedAmount(eur(500)), uplift(10)))

    assert answer.together.on_top is None
    assert answer.difference is None
    assert pay(AllianceRules("EUR", (uplift(10),), Mode.INSTEAD), deal(), UNKNOWN).total == exactly(0)


def test_an_uplift_of_a_range_is_a_range():
    assert total([goal(), uplift(10)]) == span(0, "17242.50")
    assert total([goal(target_bonus=None), uplift(10)]) is None


@pytest.mark.parametrize(("factor", "pays"), [(0, 0), (50, 500), (100, 1_000), ("100.0001", 1_000), (150, 1_500)])
def test_a_multiplier_multiplies_what_stands_before_it(factor, pays):
    assert total([TWO_PERCENT, Multiplier(percent(factor)), FixedAmount(eur(7))]) == exactly(pays + 7)


def test_a_multiplier_of_less_than_one_takes_something_away():
    line = paid([TWO_PERCENT, Multiplier(percent(80))]).lines[1]

    assert (line.basis, line.amount, line.own) == (exactly(1_000), exactly(-200), True)


def test_multipliers_multiply_each_other():
    assert total([TWO_PERCENT, Multiplier(percent(150)), Multiplier(percent(125))]) == exactly(1_875)


def test_a_multiplier_of_a_range_or_of_what_nobody_can_tell():
    assert total([goal(), Multiplier(percent(50))]) == span(0, "7837.50")
    assert paid([goal(), Multiplier(percent(50))]).lines[1].amount == span("-7837.50", 0)
    assert total([goal(target_bonus=None), Multiplier(percent(50))]) is None


@pytest.mark.parametrize(("months", "pays"), [(12, 1_000), (13, 1_500), (None, 1_000)])
def test_a_multiplier_for_contracts_longer_than_twelve_months(months, pays):
    longer = Multiplier(percent(150), Conditions(months_from=13))

    assert total([TWO_PERCENT, longer], deal(months=months)) == exactly(pays)


def test_an_override_is_paid_to_somebody_else_and_lessens_nobody_s_pay():
    components = [TWO_PERCENT, Override(percent(10)), FixedAmount(eur(7))]
    lines = paid(components).lines

    assert total(components) == exactly(1_007)
    assert (lines[1].amount, lines[1].own) == (exactly(100), False)
    assert own_lines(lines) == (lines[0], lines[2])


def test_an_override_is_pay_for_whoever_it_goes_to():
    components = [TWO_PERCENT, Override(percent(10))]

    assert total(components, situation=LEAD) == exactly(1_100)
    assert paid(components, situation=LEAD).lines[1].own


@pytest.mark.parametrize(("basis", "amount"), [(Basis.DEAL_AMOUNT, 1_500), (Basis.MARGIN, 300), (Basis.CREDITED, 750)])
def test_an_override_may_be_of_the_deal(basis, amount):
    override = AllianceRules("EUR", (Override(percent(3), basis),))

    assert pay(override, deal(margin=10_000), LEAD, percent(50)).total == exactly(amount)


def test_an_override_of_what_nobody_can_tell_is_unknown_for_the_lead_alone():
    components = [goal(target_bonus=None), Override(percent(10))]

    assert paid(components).lines[1].amount is None
    assert total([TWO_PERCENT, *components[1:]]) == exactly(1_000)


SEVENTY_THIRTY = split((PayRole.SELLER, 70), (PayRole.PRESALES, 30))


@pytest.mark.parametrize(
    ("role", "left"), [(PayRole.SELLER, 700), (PayRole.PRESALES, 300), (PayRole.SUPPORT, 0), (PayRole.TEAM_LEAD, 0)]
)
def test_a_split_leaves_each_role_its_share_and_others_nothing(role, left):
    components = [TWO_PERCENT, SEVENTY_THIRTY]
    line = paid(components, situation=Situation(role=role)).lines[1]

    assert total(components, situation=Situation(role=role)) == exactly(left)
    assert (line.of, line.share, line.amount) == (exactly(1_000), share_of(SEVENTY_THIRTY, role), exactly(left - 1_000))


def test_two_sellers_may_share_alike():
    assert total([TWO_PERCENT, split((PayRole.SELLER, 50), (PayRole.SELLER, 50))]) == exactly(500)


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("100.01", ["33.33", "33.33", "33.35"]),
        ("0.01", ["0", "0", "0.01"]),
        ("0.02", ["0.01", "0", "0.01"]),
        ("-0.01", ["0", "0", "-0.01"]),
        (0, [0, 0, 0]),
    ],
)
def test_what_rounding_leaves_over_goes_to_the_shares_that_lost_most(whole, parts):
    thirds = split((PayRole.SELLER, "33.33"), (PayRole.PRESALES, "33.33"), (PayRole.SUPPORT, "33.34"))

    assert list(divided(eur(whole), thirds)) == [eur(part) for part in parts]


def test_a_split_of_a_range_or_of_what_nobody_can_tell():
    assert total([goal(), SEVENTY_THIRTY]) == span(0, "10972.50")
    assert total([goal(target_bonus=None), SEVENTY_THIRTY]) is None


def test_a_larger_whole_may_leave_a_cent_less_to_a_share_and_the_range_holds_both():
    """Largest remainders: 15 % of 3 cents are rounded up to 1, of 4 cents down to 0."""
    shares = ((PayRole.SELLER, 15), (PayRole.PRESALES, "42.5"), (PayRole.SUPPORT, "42.5"))
    uneven, up_to_a_cent = split(*shares), goal(Curve(cap=WHOLE), target_bonus=eur("0.01"), quota=eur("0.01"))

    assert [divided(eur(whole), uneven)[0] for whole in ("0.03", "0.04")] == [eur("0.01"), eur(0)]
    assert total([FixedAmount(eur("0.03")), up_to_a_cent, uneven], deal(1)) == span(0, "0.01")


def test_a_split_comes_before_a_cap_or_after_it():
    assert total([TWO_PERCENT, SEVENTY_THIRTY, Cap(eur(600))]) == exactly(600)
    assert total([TWO_PERCENT, Cap(eur(600)), SEVENTY_THIRTY]) == exactly(420)
