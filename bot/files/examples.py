"""Worked examples: a deal, where the seller stands, and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from bot.domain.earnings import NO_GUESS, Comparison, Question, RouteTerms, compare
from bot.domain.incentives import AllianceRules, Customer, Deal, Fact, FixedAmount, Plan, Route, Terms
from bot.domain.money import WHOLE, MixedCurrencies, Money, Rate, Span
from bot.domain.pay import Base, Line, MarginNeeded, Situation, UnitsNeeded
from bot.domain.people import Figures, PayRole
from bot.domain.periods import Days, PeriodKind, period_containing
from bot.domain.refusals import NotKept, ProblemKind
from bot.domain.versions import InForce, Series, State, Version
from bot.files.components import ROLE
from bot.files.goals import Counted, by_goal, by_period
from bot.files.nodes import Node, Unreadable
from bot.files.notations import (
    AMOUNT_SCHEMA,
    DAY,
    MONEY,
    NUMBER,
    PERCENT,
    TEXT,
    Context,
    Notation,
    words,
)
from bot.files.shapes import NEEDED, Field, Shape, all_of, as_listing

Unpayable = MarginNeeded | UnitsNeeded | MixedCurrencies
"""Why a deal can't be paid: it does not say the margin or the units, or has no planning rate."""


@dataclass(frozen=True, slots=True)
class Example:
    """A deal, where the seller stands, and what it pays; `expected` is None where the file asks rather than tells.

    `situation` holds results as the terms count them: for alliance rules those with the partner. `credit` is the share
    that counts for a plan. `plan_pays` is what the plan pays before rules; None where that is not said.
    """

    number: int
    line: int
    deal: Deal
    situation: Situation
    credit: Rate
    plan_pays: Money | None
    expected: Span | None


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What an example comes to; `paid` is None where no bound can be given, or where the deal is `unpayable`.

    `depends_on` are facts the example leaves open and that change what is paid.
    """

    example: Example
    paid: Span | None
    lines: tuple[Line, ...] = ()
    depends_on: tuple[Fact, ...] = ()
    unpayable: Unpayable | None = None

    @property
    def kept(self) -> bool:
        """Whether it comes out as the file says; a question always does if it can be answered."""
        if self.example.expected is None:
            return self.unpayable is None
        return self.paid == self.example.expected

    @property
    def not_kept(self) -> NotKept | None:
        """How it fails to come out."""
        if self.kept or self.example.expected is None:
            return None
        return NotKept(self.example.number, self.example.line, self.example.expected, self.paid)


def examples_of(node: Node, context: Context, terms: Terms | None, looks_at: Counted | None) -> tuple[Example, ...]:
    """The examples of a file. Raises Unreadable with the problems of all of them."""
    items = as_listing(node).items
    fields = example_shape(terms, looks_at)
    return tuple(
        all_of(partial(example_of, item, context, fields, number) for number, item in enumerate(items, start=1))
    )


def example_of(node: Node, context: Context, fields: Shape[dict[str, Any]], number: int = 1) -> Example:
    """One example. Raises Unreadable with every problem in it."""
    said = fields.read(node, context)
    amount, margin = said["deal"], said["margin"]
    if margin is not None and margin.currency != amount.currency:
        raise Unreadable(
            node.place.problem(ProblemKind.MARGIN_CURRENCY, amount.currency, path=node.place.key("margin"))
        )
    facts = {fact.value: said[fact] for fact in Fact}
    deal = Deal(amount, said["closes"], margin, said["units"], **facts)
    situation = Situation(
        figures_of(said, deal.closes), said["base"], role=said["role"], deals_so_far=said["deals_so_far"]
    )
    expected = said["between"] if said["pays"] is None else Span.exactly(said["pays"])
    return Example(number, node.place.line, deal, situation, said["credit"], said["plan_pays"], expected)


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


def example_shape(
    terms: Terms | None, looks_at: Counted | None, closes: date | None = None, *, all_keys: bool = False
) -> Shape[dict[str, Any]]:
    """The keys of an example: those of a plan or of rules, or all, for editors and where the terms are unreadable."""
    results, quotas, targets, periods = (
        (None, None, None, None)
        if looks_at is None
        else (looks_at.results, looks_at.quotas, looks_at.targets, looks_at.periods)
    )
    every = (
        Field("deal", "deal", MONEY, "The deal amount without VAT; another currency stands behind it."),
        Field("closes", "closes", DAY, "The closing day.", closes or NEEDED),
        Field("margin", "margin", MONEY, "The margin, in the deal's currency.", None),
        Field("units", "units", NUMBER, "How many units.", None),
        Field("product", "product", TEXT, "The product.", None),
        Field("customer", "customer", words(Customer), "New or existing.", None),
        Field("region", "region", TEXT, "The region.", None),
        Field("months", "months", NUMBER, "How many months the contract runs.", None),
        Field("role", "role", ROLE, "What the seller is paid as.", PayRole.SELLER),
        Field("so far", "so_far", by_goal(results), "The result of the period before the deal.", {}),
        Field("expected", "expected", by_goal(results), "The result expected at the period's end without it.", {}),
        Field("base", "base", words(Base), "From which of the two the deal is counted.", Base.BOOKED),
        Field("quota", "quota", by_goal(quotas), "The own quota.", {}),
        Field("target bonus", "target_bonus", by_goal(targets, of_money=True), "The own target bonus.", {}),
        Field("deals so far", "deals_so_far", NUMBER, "How many deals came before it.", None),
        Field("earned", "earned", by_period(periods), "The pay so far in the period of a cap or floor.", {}),
        Field("credit", "credit", PERCENT, "The share of the deal that counts for the plan.", WHOLE),
        Field("plan pays", "plan_pays", MONEY, "What the plan pays for the deal, before the rules.", None),
        Field("pays", "pays", MONEY, "What must come out.", None),
        Field(
            "pays between", "between", _BETWEEN, "The two ends of what must come out, where something is open.", None
        ),
    )
    foreign = "" if terms is None or all_keys else "plan pays" if isinstance(terms, Plan) else "credit"
    usual = {field.name: field.usual for field in every}
    return Shape(
        tuple(field for field in every if field.key != foreign),
        lambda **said: {**usual, **said},
        lambda said: said,
        "A deal and what it pays; without `pays` it is a question.",
    )


def _between(node: Node, context: Context) -> Span:
    ends = as_listing(node)
    amounts = all_of(partial(MONEY.read, end, context) for end in ends.items)
    if len(amounts) != len(("low", "high")) or amounts[1] < amounts[0]:
        raise Unreadable(ends.place.problem(ProblemKind.NOT_A_SPAN))
    return Span(amounts[0], amounts[1])


_BETWEEN: Notation[Span] = Notation(
    _between,
    lambda span, context: [MONEY.write(span.low, context), MONEY.write(span.high, context)],
    {"type": "array", "items": AMOUNT_SCHEMA, "minItems": 2, "maxItems": 2},
)


def result_of(terms: Terms, example: Example) -> ExampleResult:
    """What the terms pay for an example: over every case where it leaves something open, as an answer does."""
    try:
        compared = _compared(terms, example)
    except (MarginNeeded, UnitsNeeded, MixedCurrencies) as unpayable:
        return ExampleResult(example, None, unpayable=unpayable)
    route = compared.together
    assert route is not None
    if isinstance(terms, Plan):
        return ExampleResult(example, route.total, route.plan_lines or (), route.depends_on)
    return ExampleResult(example, route.on_top, route.rule_lines, route.depends_on)


def _compared(terms: Terms, example: Example) -> Comparison:
    """The deal on a route where the terms count: a plan with the example's credit, rules after what the plan pays."""
    if isinstance(terms, Plan):
        credit = AllianceRules(terms.currency, (), credit=example.credit, planning_rates=terms.planning_rates)
        route, situation = RouteTerms(as_in_force(terms), as_in_force(credit)), example.situation
    else:
        route = RouteTerms(_plan_that_pays(example.plan_pays, terms), as_in_force(terms))
        situation = replace(example.situation, figures=(), with_partner=example.situation.figures)
    return compare(Question(example.deal, example.deal, situation, NO_GUESS), RouteTerms(), route, None)


def _plan_that_pays(amount: Money | None, rules: AllianceRules) -> InForce | None:
    if amount is None:
        return None
    fixed = (FixedAmount(amount),) if amount.minor else ()
    return as_in_force(Plan(rules.currency, fixed, planning_rates=rules.planning_rates))


def as_in_force(terms: Terms, role: PayRole = PayRole.SELLER) -> InForce:
    """Terms that stand in no book, as if they were released and in force without end."""
    series = Series(role) if isinstance(terms, Plan) else Series(role, 0, Route.TOGETHER)
    written = datetime(1, 1, 1, tzinfo=UTC)
    return InForce(Version(0, series, 0, terms, State.RELEASED, Days(written.date()), 0, written), None)
