"""Worked examples: a deal, where the seller stands, what must come out, and what does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.domain.earnings import NO_GUESS, Comparison, Question, RouteTerms, compare
from bot.domain.incentives import AllianceRules, Deal, Fact, FixedAmount, Plan, Route, Terms
from bot.domain.money import MixedCurrencies, Money, Rate, Span
from bot.domain.pay import Line, MarginNeeded, Situation, UnitsNeeded
from bot.domain.people import PayRole
from bot.domain.periods import Days
from bot.domain.refusals import NotKept
from bot.domain.versions import InForce, Series, State, Version

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
        route = RouteTerms(plan_that_pays(example.plan_pays, terms), as_in_force(terms))
        situation = replace(example.situation, figures=(), with_partner=example.situation.figures)
    return compare(Question(example.deal, example.deal, situation, NO_GUESS), RouteTerms(), route, None)


def plan_that_pays(amount: Money | None, rules: AllianceRules) -> InForce | None:
    """A plan that pays this amount for any deal, in the rules' currency; None where the amount is not known."""
    if amount is None:
        return None
    fixed = (FixedAmount(amount),) if amount.minor else ()
    return as_in_force(Plan(rules.currency, fixed, planning_rates=rules.planning_rates))


def as_in_force(terms: Terms, role: PayRole = PayRole.SELLER) -> InForce:
    """Terms that stand in no book, as if they were released and in force without end."""
    series = Series(role) if isinstance(terms, Plan) else Series(role, 0, Route.TOGETHER)
    written = datetime(1, 1, 1, tzinfo=UTC)
    return InForce(Version(0, series, 0, terms, State.RELEASED, Days(written.date()), 0, written), None)
