import json
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.goals import Curve
from bot.domain.incentives import (
    AllianceRules,
    Basis,
    Bonus,
    Conditions,
    FixedAmount,
    GoalBonus,
    Measure,
    Mode,
    Owner,
    Percentage,
    Plan,
    Terms,
)
from bot.domain.money import CURRENCIES, Money, Rate
from bot.domain.periods import Days, PeriodKind
from storage import terms

PLAN = Plan(
    "EUR",
    (
        GoalBonus(
            measure=Measure.MARGIN,
            period=PeriodKind.QUARTER,
            curve=Curve(Rate(500_000), Rate(2_000_000), ((Rate(0), Rate(0)), (Rate(1_000_000), Rate(1_000_001)))),
            target_bonus=Money(2_850_000, "EUR"),
            quota=Money(100_000_000, "EUR"),
            weight=Rate(600_000),
            owner=Owner.TEAM,
        ),
        Percentage(Rate(25_000), Basis.MARGIN, Conditions(deal_from=Money(500_000, "EUR"))),
    ),
)
RULES = AllianceRules(
    "EUR",
    (
        FixedAmount(Money(100_000, "EUR"), Conditions(closes=Days(date(2026, 1, 1)))),
        Bonus(Rate(10_000), Days(date(2026, 4, 1), date(2026, 7, 1))),
        Bonus(Money(5_000, "EUR"), Days(date(2026, 4, 1))),
    ),
    Mode.INSTEAD,
    Rate(500_000),
)
ALWAYS = {"deal_from": None, "closes": None}
FORMAT_1 = {
    "plan": {
        "kind": "plan",
        "currency": "EUR",
        "components": [
            {
                "kind": "goal_bonus",
                "measure": "margin",
                "period": "quarter",
                "curve": {
                    "hurdle": {"ppm": 500_000},
                    "cap": {"ppm": 2_000_000},
                    "points": [[{"ppm": 0}, {"ppm": 0}], [{"ppm": 1_000_000}, {"ppm": 1_000_001}]],
                },
                "target_bonus": {"minor": 2_850_000, "currency": "EUR"},
                "quota": {"minor": 100_000_000, "currency": "EUR"},
                "weight": {"ppm": 600_000},
                "owner": "team",
                "when": ALWAYS,
            },
            {
                "kind": "percentage",
                "rate": {"ppm": 25_000},
                "basis": "margin",
                "when": {"deal_from": {"minor": 500_000, "currency": "EUR"}, "closes": None},
            },
        ],
    },
    "rules": {
        "kind": "alliance_rules",
        "currency": "EUR",
        "mode": "instead",
        "credit": {"ppm": 500_000},
        "components": [
            {
                "kind": "fixed_amount",
                "amount": {"minor": 100_000, "currency": "EUR"},
                "when": {"deal_from": None, "closes": {"start": "2026-01-01", "end": None}},
            },
            {
                "kind": "bonus",
                "pays": {"ppm": 10_000},
                "window": {"start": "2026-04-01", "end": "2026-07-01"},
                "when": ALWAYS,
            },
            {
                "kind": "bonus",
                "pays": {"minor": 5_000, "currency": "EUR"},
                "window": {"start": "2026-04-01", "end": None},
                "when": ALWAYS,
            },
        ],
    },
}
"""What format 1 looks like in the books. It is never edited: what was written once must be readable for ever."""

money = st.builds(Money, st.integers(-(2**62), 2**62), st.sampled_from(sorted(CURRENCIES)))
st.register_type_strategy(Money, money)
st.register_type_strategy(
    Days,
    st.builds(
        lambda start, days: Days(start, days and date.fromordinal(start.toordinal() + days)),
        st.dates(date(2000, 1, 1), date(2100, 1, 1)),
        st.none() | st.integers(1, 9999),
    ),
)


@pytest.mark.parametrize(("written", "meant"), [("plan", PLAN), ("rules", RULES)])
def test_format_1_is_read_as_ever(written: str, meant: Terms):
    assert terms.from_json(1, json.dumps(FORMAT_1[written])) == meant


@pytest.mark.parametrize(("written", "meant"), [("plan", PLAN), ("rules", RULES)])
def test_format_2_adds_to_what_format_1_says_and_changes_nothing_of_it(written: str, meant: Terms):
    assert terms.FORMAT == 2
    assert_says_all(json.loads(terms.to_json(meant)), FORMAT_1[written])


def assert_says_all(said: object, before: object):
    if isinstance(before, dict):
        assert isinstance(said, dict)
        for name, value in before.items():
            assert_says_all(said[name], value)
    elif isinstance(before, list):
        assert isinstance(said, list)
        for one, other in zip(said, before, strict=True):
            assert_says_all(one, other)
    else:
        assert said == before


@given(st.from_type(Plan) | st.from_type(AllianceRules))
def test_all_terms_come_back_as_they_were_written(meant: Terms):
    assert terms.from_json(terms.FORMAT, terms.to_json(meant)) == meant


def test_what_comes_back_can_be_reckoned_with():
    plan = terms.from_json(1, terms.to_json(PLAN))
    goal = plan.components[0]
    assert isinstance(goal, GoalBonus)
    assert goal.curve.payout(Fraction(1, 2)) == Fraction(1_000_001, 2_000_000)


def test_a_newer_format_is_refused_rather_than_guessed():
    with pytest.raises(terms.UnknownFormat):
        terms.from_json(3, terms.to_json(PLAN))


@pytest.mark.parametrize(
    ("old", "new"),
    [('"ppm":25000', '"ppm":25000.0'), ('"margin"', '"turnover"'), ('"EUR"', '"EURO"'), ("plan", "plot")],
)
def test_terms_that_were_tampered_with_are_not_read(old: str, new: str):
    written = terms.to_json(PLAN)
    assert old in written
    with pytest.raises(ValueError, match="validation error"):
        terms.from_json(1, written.replace(old, new))
