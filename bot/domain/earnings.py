"""What do I earn? The routes of a deal compared: alone, together, handed over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.comparisons import (
    NO_GUESS,
    BreakEven,
    Chances,
    Comparison,
    Question,
    RoutePay,
    RouteTerms,
    break_even,
    exact,
)
from bot.domain.incentives import (
    Deal,
    Fact,
    Mode,
    Owner,
    Route,
)
from bot.domain.money import NOTHING, Money, Rate, Span
from bot.domain.pay import (
    GoalLine,
    Line,
    TieredLine,
    line_amount,
)
from bot.domain.ranges import over_all, untold
from bot.domain.routes import PayOfDeal, PlanPay, route_pay
from bot.domain.worlds import open_facts, worlds

__all__ = [
    "NO_GUESS",
    "BreakEven",
    "Chances",
    "Comparison",
    "Question",
    "RoutePay",
    "RouteTerms",
    "break_even",
    "compare",
    "exact_sum",
    "kept_or_later",
]


def compare(
    question: Question,
    alone: RouteTerms,
    together: RouteTerms | None,
    hand_over: RouteTerms | None,
    plans: PlanPay | None = None,
) -> Comparison:
    """Compares the routes of a deal; None stands for a route the alliance has no rules for.

    What conditions ask and nobody said is tried with every value that makes a difference: pay is a range over them, or
    left open where there are more of them than somebody would wait for. Who puts the same question to several alliances
    hands in the same `plans` each time: what they pay does not depend on the partner.

    Raises:
        MarginNeeded, UnitsNeeded: if something pays on a margin or by units that were not given.
        MixedCurrencies: if the deal is in another currency than the plan or the rules, without a planning rate.
    """
    terms = [f.terms for r in (alone, together, hand_over) if r for f in (r.plan, r.rules) if f]
    every, facts = worlds(question.alone, terms), open_facts(question.alone, terms)
    plans = plans or PlanPay(question.situation)
    pays = (
        route_pay(Route.ALONE, alone, question.situation, plans),
        None if together is None else route_pay(Route.TOGETHER, together, question.situation, plans),
        None if hand_over is None else route_pay(Route.HAND_OVER, hand_over, question.situation, plans),
    )
    if not every:
        return untold(_compare(question, plans, *pays), facts)
    answers = [_compare(_in_world(question, world), plans, *pays) for world in every]
    if len(answers) == 1:
        return answers[0]
    return over_all(question, every, answers, facts)


def kept_or_later(kept: Comparison, later: Comparison) -> Comparison:
    """A registered joint deal keeps the rules of its registration day, or gets later ones if they pay as much.

    Of ranges both ends must be as much; rules in another currency don't replace those that are kept.

    Args:
        kept: under the rules of the registration day.
        later: under those in force on the closing day; without a route together where there are none any more.
    """
    if kept.together is None:
        return later
    if later.together is not None and _pays_as_much(later.together, kept.together):
        return later
    return replace(kept, together=replace(kept.together, kept=True, until=None))


def _pays_as_much(later: RoutePay, kept: RoutePay) -> bool:
    """Whether later rules pay as much at least and at most; also where nobody can tell what the kept ones pay.

    Without a total the rules' own pay is compared, if no less of the deal counts for the plan.
    """
    if kept.on_top is None:
        return True
    would, pays = later.total, kept.total
    if (would is None or pays is None) and _counts(later) >= _counts(kept):
        would, pays = later.on_top, kept.on_top
    if would is None or pays is None or would.low.currency != pays.low.currency:
        return False
    return pays.low <= would.low and pays.high <= would.high


def _counts(route: RoutePay) -> Rate:
    """The share of the deal that counts for the plan."""
    return route.credit if route.mode is Mode.ON_TOP else NOTHING


def exact_sum(lines: Iterable[Line], currency: str) -> Money:
    """The sum of lines that are all exact.

    Raises:
        ValueError: if a line is a range or unknown.
    """
    total = Money(0, currency)
    for line in lines:
        amount = exact(line_amount(line))
        if amount is None:
            raise ValueError("a line is not exact")
        total += amount
    return total


def _in_world(question: Question, world: Deal) -> Question:
    facts = {fact.value: getattr(world, fact) for fact in Fact if getattr(question.together, fact) is None}
    return replace(question, alone=world, together=replace(question.together, **facts))


def _compare(
    question: Question, plans: PlanPay, alone: PayOfDeal, together: PayOfDeal | None, hand_over: PayOfDeal | None
) -> Comparison:
    asker, alone_pay = question.situation, alone(question.alone)
    together_pay = None if together is None else together(question.together)
    return Comparison(
        alone=alone_pay,
        together=together_pay,
        hand_over=None if hand_over is None else hand_over(question.alone),
        difference=None if together_pay is None else _difference(alone_pay, together_pay, plans),
        chances=question.chances,
        break_even=None if together_pay is None else break_even(alone_pay.total, together_pay.total, question.chances),
        situation=asker,
        figures_missing=any(_wants_figures(line) for line in alone_pay.plan_lines or ()),
    )


def _wants_figures(line: Line) -> bool:
    if not isinstance(line, GoalLine | TieredLine) or line.component.period is None:
        return False
    return line.component.owner is Owner.PERSON and line.so_far is None


def _difference(alone: RoutePay, together: RoutePay, plans: PlanPay) -> Span | None:
    """Together minus alone; the same result is counted from once, not range against range."""
    if together.on_top is None:
        return None
    less_pay, more_pay = exact(alone.total), exact(together.total)
    if less_pay is not None and more_pay is not None:
        return Span.exactly(more_pay - less_pay)
    plan = together.plan
    if together.mode is Mode.ON_TOP and plan == alone.plan:
        less, more = (_counted(alone), _counted(together))
        if less == more:
            return together.on_top
        within = None if plan is None else plans.difference(plan.terms, less, more)
        if within is not None:
            return within + together.on_top
    return None if alone.total is None or together.total is None else together.total - alone.total


def _counted(route: RoutePay) -> tuple[Deal, Rate]:
    """The deal and the credit, from which everything the plan pays follows."""
    return route.deal, route.credit
