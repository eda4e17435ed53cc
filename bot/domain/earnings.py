"""What do I earn? The routes of a deal compared: alone, together, handed over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

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
    AllianceRules,
    Deal,
    Fact,
    Mode,
    Owner,
    Route,
)
from bot.domain.money import NOTHING, WHOLE, MixedCurrencies, Money, Rate, Span
from bot.domain.pay import (
    GoalLine,
    Line,
    Paid,
    Situation,
    TieredLine,
    clawbacks,
    difference_within,
    holds_until,
    line_amount,
    pay,
)
from bot.domain.ranges import over_all, untold
from bot.domain.versions import InForce
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
    question: Question, alone: RouteTerms, together: RouteTerms | None, hand_over: RouteTerms | None
) -> Comparison:
    """Compares the routes of a deal; None stands for a route the alliance has no rules for.

    What conditions ask and nobody said is tried with every value that makes a difference: pay is a range over them, or
    left open where there are more of them than somebody would wait for.

    Raises:
        MarginNeeded, UnitsNeeded: if something pays on a margin or by units that were not given.
        MixedCurrencies: if the deal is in another currency than the plan or the rules, without a planning rate.
    """
    terms = [f.terms for r in (alone, together, hand_over) if r for f in (r.plan, r.rules) if f]
    every, facts = worlds(question.alone, terms), open_facts(question.alone, terms)
    if not every:
        return untold(_compare(question, alone, together, hand_over), facts)
    answers = [_compare(_in_world(question, world), alone, together, hand_over) for world in every]
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
    question: Question, alone: RouteTerms, together: RouteTerms | None, hand_over: RouteTerms | None
) -> Comparison:
    asker = question.situation
    alone_pay = _route(Route.ALONE, question.alone, alone, asker)
    together_pay = None if together is None else _route(Route.TOGETHER, question.together, together, asker)
    return Comparison(
        alone=alone_pay,
        together=together_pay,
        hand_over=None if hand_over is None else _route(Route.HAND_OVER, question.alone, hand_over, asker),
        difference=None if together_pay is None else _difference(alone_pay, together_pay, asker),
        chances=question.chances,
        break_even=None if together_pay is None else break_even(alone_pay.total, together_pay.total, question.chances),
        situation=asker,
        figures_missing=any(_wants_figures(line) for line in alone_pay.plan_lines or ()),
    )


def _route(route: Route, deal: Deal, in_force: RouteTerms, situation: Situation) -> RoutePay:
    rules = in_force.rules
    terms = rules.terms if rules and isinstance(rules.terms, AllianceRules) else None
    mode, credit = (Mode.ON_TOP, WHOLE) if terms is None else (terms.mode, terms.credit)
    has_say = mode is Mode.ON_TOP and credit != NOTHING
    plan = in_force.plan if has_say else None
    if plan and terms and plan.terms.currency != terms.currency:
        raise MixedCurrencies(plan.terms.currency, terms.currency)
    currency = plan.terms.currency if plan else terms.currency if terms else deal.amount.currency
    nothing = Span.exactly(Money(0, currency))
    planned = None if plan is None else pay(plan.terms, deal, situation, credit)
    of_plan = (None if planned is None else planned.total) if has_say else nothing
    ruled = Paid((), nothing) if terms is None else pay(terms, deal, situation.in_rules(), credit, of_plan)
    return RoutePay(
        route=route,
        deal=deal,
        credit=credit,
        mode=mode,
        plan_lines=None if has_say and planned is None else () if planned is None else planned.lines,
        rule_lines=ruled.lines,
        on_top=ruled.total,
        total=None if of_plan is None or ruled.total is None else of_plan + ruled.total,
        until=min([*_ends(plan, deal, credit, situation), *_ends(rules, deal, credit, situation)], default=None),
        plan=None if plan is None else plan.version,
        rules=None if rules is None else rules.version,
        clawbacks=tuple(
            term for used in (plan, rules) if used for term in clawbacks(used.terms, deal, situation, credit)
        ),
    )


def _ends(in_force: InForce | None, deal: Deal, credit: Rate, situation: Situation) -> list[date]:
    if in_force is None:
        return []
    ends = (in_force.until, holds_until(in_force.terms, deal, situation, credit))
    return [end for end in ends if end is not None]


def _wants_figures(line: Line) -> bool:
    if not isinstance(line, GoalLine | TieredLine) or line.component.period is None:
        return False
    return line.component.owner is Owner.PERSON and line.so_far is None


def _difference(alone: RoutePay, together: RoutePay, situation: Situation) -> Span | None:
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
        within = None if plan is None else difference_within(plan.terms, less, more, situation)
        if within is not None:
            return within + together.on_top
    return None if alone.total is None or together.total is None else together.total - alone.total


def _counted(route: RoutePay) -> tuple[Deal, Rate]:
    """The deal and the credit, from which everything the plan pays follows."""
    return route.deal, route.credit
