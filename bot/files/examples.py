"""Worked examples in a file: a deal, where the seller stands, and what must come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from bot.domain.examples import Example
from bot.domain.incentives import Customer, Deal, Fact
from bot.domain.money import NOTHING, WHOLE, Money, Span
from bot.domain.pay import Base, Situation
from bot.domain.people import Figures, PayRole
from bot.domain.periods import PeriodKind, period_containing
from bot.domain.refusals import FlawKind, ProblemKind
from bot.files.amounts import AMOUNT_SCHEMA, MONEY, NOT_NEGATIVE, NUMBER, PERCENT, POSITIVE
from bot.files.goals import Counted, by_goal, by_period
from bot.files.nodes import Node, Unreadable
from bot.files.notations import DAY, TEXT, Context, Notation, words
from bot.files.parts import ROLE
from bot.files.shapes import NEEDED, Field, Shape, all_of, as_listing


@dataclass(frozen=True, slots=True)
class Usual:
    """What counts where an example does not say: the pay role, and the closing day unless it must be said."""

    role: PayRole = PayRole.SELLER
    closes: date | None = None


def examples_of(node: Node, context: Context, fields: Shape[dict[str, Any]]) -> tuple[Example, ...]:
    """The examples of a file. Raises Unreadable with the problems of all of them."""
    items = as_listing(node).items
    return tuple(
        all_of(partial(example_of, item, context, fields, number) for number, item in enumerate(items, start=1))
    )


def example_of(node: Node, context: Context, fields: Shape[dict[str, Any]], number: int = 1) -> Example:
    """One example. Raises Unreadable with every problem in it."""
    said = fields.read(node, context)
    amount, margin, paid = said["deal"], said["margin"], said["pays"]
    if margin is not None and margin.currency != amount.currency:
        path = node.place.key("margin")
        raise Unreadable(node.place.problem(ProblemKind.MARGIN_CURRENCY, amount.currency, path=path))
    if not NOTHING <= said["credit"] <= WHOLE:
        problem = node.place.problem(ProblemKind.FLAW, path=node.place.key("credit"))
        raise Unreadable(replace(problem, flaw=FlawKind.CREDIT_OUTSIDE))
    facts = {fact.value: said[fact] for fact in Fact}
    deal = Deal(amount, said["closes"], margin, said["units"], **facts)
    standing = {"base": said["base"], "role": said["role"], "deals_so_far": said["deals_so_far"]}
    return Example(
        number,
        node.place.line,
        deal,
        Situation(figures_of(said, deal.closes), **standing),
        said["credit"],
        said["plan_pays"],
        said["between"] if paid is None else Span.exactly(paid),
    )


def figures_of(said: Mapping[str, Any], day: date) -> tuple[Figures, ...]:
    """What is said of results, by goal, for the periods the day lies in."""
    named = ("so_far", "expected", "quota", "target_bonus")
    goals = dict.fromkeys(goal for name in named for goal in said[name])
    figures = [
        Figures(
            period_containing(day, goal.period),
            said["quota"].get(goal),
            said["target_bonus"].get(goal),
            said["so_far"].get(goal),
            said["expected"].get(goal),
            goal.measure,
            goal.owner,
        )
        for goal in goals
    ]
    earned: Mapping[PeriodKind, Money] = said["earned"]
    return (*figures, *(Figures(period_containing(day, p), earned=amount) for p, amount in earned.items()))


def example_shape(looks_at: Counted, usual: Usual, foreign: str = "") -> Shape[dict[str, Any]]:
    """The keys of an example of terms that look at so much; `foreign` is a key that is none here."""
    result, quota = by_goal(looks_at.results, NOT_NEGATIVE), by_goal(looks_at.quotas, POSITIVE)
    target = by_goal(looks_at.targets, POSITIVE, of_money=True)
    every = (
        Field("deal", "deal", POSITIVE, "The deal amount without VAT; another currency stands behind it."),
        Field("closes", "closes", DAY, "The closing day.", usual.closes or NEEDED),
        Field("margin", "margin", MONEY, "The margin, in the deal's currency.", None),
        Field("units", "units", NUMBER, "How many units.", None),
        Field("product", "product", TEXT, "The product.", None),
        Field("customer", "customer", words(Customer), "New or existing.", None),
        Field("region", "region", TEXT, "The region.", None),
        Field("months", "months", NUMBER, "How many months the contract runs.", None),
        Field("role", "role", ROLE, "What the seller is paid as.", usual.role),
        Field("so far", "so_far", result, "The result of the period before the deal.", {}),
        Field("expected", "expected", result, "The result at the period's end without it.", {}),
        Field("base", "base", words(Base), "From which of the two the deal is counted.", Base.BOOKED),
        Field("quota", "quota", quota, "The own quota.", {}),
        Field("target bonus", "target_bonus", target, "The own target bonus.", {}),
        Field("deals so far", "deals_so_far", NUMBER, "How many deals came before it.", None),
        Field("earned", "earned", by_period(looks_at.periods), "The pay so far in the period of a cap or floor.", {}),
        Field("credit", "credit", PERCENT, "The share of the deal that counts for the plan.", WHOLE),
        Field("plan pays", "plan_pays", MONEY, "What the plan pays for the deal, before the rules.", None),
        Field("pays", "pays", MONEY, "What must come out.", None),
        Field("pays between", "between", _BETWEEN, "The two ends of what must come out.", None),
    )
    others = {field.name: field.usual for field in every if field.key == foreign}
    return Shape(
        tuple(field for field in every if field.key != foreign),
        lambda **said: {**others, **said},
        lambda said: said,
        "A deal and what it pays; without `pays` it is a question.",
    )


def _between(node: Node, context: Context) -> Span:
    ends = as_listing(node)
    amounts = all_of(partial(MONEY.read, end, context) for end in ends.items)
    try:
        return Span(*amounts)
    except (TypeError, ValueError):
        raise Unreadable(ends.place.problem(ProblemKind.NOT_A_SPAN)) from None


_BETWEEN: Notation[Span] = Notation(
    _between,
    lambda span, context: [MONEY.write(span.low, context), MONEY.write(span.high, context)],
    {"type": "array", "items": AMOUNT_SCHEMA, "minItems": 2, "maxItems": 2},
)
