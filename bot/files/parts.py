"""What components have in common: conditions, curves, tiers, steps, and the settings many of them share."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.goals import Curve
from bot.domain.incentives import (
    ALWAYS,
    Basis,
    Bound,
    Conditions,
    Credit,
    Customer,
    Factor,
    Measure,
    Owner,
    Step,
    Tier,
)
from bot.domain.money import NOTHING
from bot.domain.people import PayRole
from bot.domain.periods import PeriodKind
from bot.files.amounts import FACTOR, MONEY, NUMBER, PAYS, PERCENT, PERCENT_SCHEMA, QUANTITY
from bot.files.notations import DAYS, TEXT, choice, optional, words
from bot.files.shapes import NEEDED, Field, many, pairs, shape

ROLE = words(PayRole)
PERIOD = words(PeriodKind)
BASIS = choice(
    {
        "deal amount": Basis.DEAL_AMOUNT,
        "margin": Basis.MARGIN,
        "credited share": Basis.CREDITED,
        "commission so far": Basis.COMMISSION,
    }
)
PERSONAL = "personal"

CONDITIONS = shape(
    Conditions,
    Field("deal from", "deal_from", MONEY, "The deal is at least this large.", None),
    Field("deal below", "deal_below", MONEY, "The deal is smaller than this.", None),
    Field("closes", "closes", DAYS, "First to last closing day: 2027-01-01 to 2027-03-31, or from 2027-01-01.", None),
    Field("product", "product", TEXT, "The product.", None),
    Field("category", "category", TEXT, "One of the file's categories of products.", None),
    Field("customer", "customer", words(Customer), "Whether we have sold to the customer before.", None),
    Field("region", "region", TEXT, "The region.", None),
    Field("months from", "months_from", NUMBER, "The contract runs at least so many months.", None),
    Field("months below", "months_below", NUMBER, "The contract runs fewer months than this.", None),
    Field("role", "roles", many(ROLE, one_alone=True), "What somebody is paid as; one or several.", ()),
    says="When the component counts: everything named must hold.",
)
WHEN = Field("when", "when", CONDITIONS.notation, CONDITIONS.says, ALWAYS)
GROUP = Field("group", "group", TEXT, "Of one group only the most specific component that applies is paid.", "")
CREDIT = Field("credit", "credit", optional(words(Credit), "as usual"), (Credit.__doc__ or ""), None)
OWNER = Field("counted for", "owner", words(Owner), "Whose results are counted.", Owner.PERSON)
BOUND = Field("bound", "bound", words(Bound), Bound.__doc__ or "", Bound.UPPER)
QUOTA = Field("quota", "quota", optional(QUANTITY, PERSONAL), "The role's quota; one's own comes first.", None)
GOAL_PERIOD = Field("per", "period", PERIOD, "The period that is measured.")
PER = Field("per", "period", optional(PERIOD, "deal"), "Each deal by itself, or what a period has come to.", None)
PER_SHOWN = replace(PER, shown=True)


def counted_in(usual: Any) -> Field:  # noqa: ANN401 - a measure, or that one is needed
    """The key for what is counted, with what is usual."""
    return Field("of", "measure", words(Measure), "What is counted.", usual, shown=True)


CURVE = shape(
    Curve,
    Field("hurdle", "hurdle", PERCENT, "Nothing is paid below this attainment.", NOTHING),
    Field("cap", "cap", PERCENT, "The highest payout.", None),
    Field(
        "points",
        "points",
        pairs(PERCENT, PERCENT, PERCENT_SCHEMA["pattern"]),
        "Payout by attainment: {50 %: 0 %, 100 %: 100 %}.",
        Curve().points,
    ),
    Field(
        "between points",
        "stepped",
        choice({"straight": False, "stepped": True}),
        "Straight from one point to the next, or that of the point reached.",
        usual=False,
    ),
    says="From attainment of the quota to a share of the target bonus.",
)
PAYOUT = Field("payout", "curve", CURVE.notation, CURVE.says, Curve())
FURTHER_GOAL = shape(
    Factor, counted_in(NEEDED), GOAL_PERIOD, QUOTA, OWNER, PAYOUT, says="A goal that multiplies another."
)
BAND = shape(
    Tier,
    Field("from", "start", QUANTITY, "From where on; amounts from 0, units and deals from 1."),
    Field("to", "until", QUANTITY, "Up to where, itself not included; where the next one starts if not said.", None),
    Field("pays", "pays", PAYS, "A percentage, or an amount."),
)
STEP = shape(
    Step,
    Field("from", "attainment", PERCENT, "From this attainment of the quota on."),
    Field("times", "multiplier", FACTOR, "What the rate is multiplied by."),
)
