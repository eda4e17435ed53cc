"""What do I earn? The routes of a deal compared: alone, together, handed over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from bot.domain.incentives import (
    AllianceRules,
    Clawback,
    Component,
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
    OpenLine,
    Paid,
    Situation,
    TieredLine,
    clawbacks,
    difference_within,
    holds_until,
    line_amount,
    pay,
)
from bot.domain.versions import InForce, Version
from bot.domain.worlds import filled, open_facts, worlds


@dataclass(frozen=True, slots=True)
class RoutePay:
    """What one route pays.

    `plan_lines` is None while there is no plan in the books, and empty where the plan has no say: the rules stand
    instead of it, or nothing of the deal counts for it. `on_top` is what the rules pay by themselves, `total` is
    everything; both are None while they can't be told. `until` is the last closing date (included) for which the same
    rules apply, None if without end. `credit` is the share of the deal that counts for the plan. `plan` and `rules` are
    the versions that were used. `depends_on` are facts nobody said that change the total. `clawbacks` are the terms on
    which pay is owed back. `kept`: the rules are those of the day the joint deal was registered, and
    others are in force today.
    """

    route: Route
    deal: Deal
    credit: Rate
    mode: Mode
    plan_lines: tuple[Line, ...] | None
    rule_lines: tuple[Line, ...]
    on_top: Span | None
    total: Span | None
    until: date | None
    plan: Version | None
    rules: Version | None
    depends_on: tuple[Fact, ...] = ()
    clawbacks: tuple[Clawback, ...] = ()
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Chances:
    """How sure the seller is to win, as the seller's own guess; None where not said."""

    alone: Rate | None = None
    together: Rate | None = None


NO_GUESS = Chances()


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Where alone and together are worth the same.

    `uplift` is the relative rise of the chance the partner must bring (negative: how far the chance may even fall) for
    together to be worth as much; it needs no guess. With a chance together, `alone_above` is the chance alone above
    which alone pays more; it may exceed 1, then alone never pays more. With a chance alone, `together_from` is the
    chance together that is worth as much, and `points` by how many percentage points it lies higher (negative: lower).
    """

    uplift: Fraction
    alone_above: Fraction | None
    together_from: Fraction | None = None

    def points(self, alone: Rate) -> Fraction | None:
        """The rise from the chance alone in percentage points, as a fraction of 1."""
        return None if self.together_from is None else self.together_from - alone.fraction


@dataclass(frozen=True, slots=True)
class Comparison:
    """The answer: the routes, what together pays more than alone, and where they are worth the same."""

    alone: RoutePay
    together: RoutePay | None
    hand_over: RoutePay | None
    difference: Span | None
    chances: Chances
    break_even: BreakEven | None
    situation: Situation
    figures_missing: bool
    """Own figures would make the answer narrower."""

    def expected(self, route: RoutePay) -> Money | None:
        """Chance × pay, rounded; None while the pay or the chance is unknown, as it always is for handing over."""
        chance = {Route.ALONE: self.chances.alone, Route.TOGETHER: self.chances.together}.get(route.route)
        pay = _exact(route.total)
        return None if chance is None or pay is None else pay.times(chance.fraction)


@dataclass(frozen=True, slots=True)
class Question:
    """A deal alone and, where it differs, together; who asks from which situation."""

    alone: Deal
    together: Deal
    situation: Situation
    chances: Chances


@dataclass(frozen=True, slots=True)
class RouteTerms:
    """The versions in force on the day a route's deal closes; None where the books have none."""

    plan: InForce | None = None
    rules: InForce | None = None


def compare(
    question: Question, alone: RouteTerms, together: RouteTerms | None, hand_over: RouteTerms | None
) -> Comparison:
    """Compares the routes of a deal; None stands for a route the alliance has no rules for.

    What conditions ask and nobody said is tried with every value that makes a difference: pay is a range over them.

    Raises:
        MarginNeeded, UnitsNeeded: if something pays on a margin or by units that were not given.
        MixedCurrencies: if the deal is in another currency than the plan or the rules, without a planning rate.
    """
    terms = [f.terms for r in (alone, together, hand_over) if r for f in (r.plan, r.rules) if f]
    every = worlds(question.alone, terms)
    answers = [_compare(_in_world(question, world), alone, together, hand_over) for world in every]
    if len(answers) == 1:
        return answers[0]
    facts = _that_matter(every, answers, open_facts(question.alone, terms))
    return _over_all(question, answers, facts)


def kept_or_later(kept: Comparison, later: Comparison) -> Comparison:
    """A registered joint deal keeps the rules of its registration day, or gets later ones if they pay more.

    Args:
        kept: under the rules of the registration day.
        later: under those in force on the closing day; without a route together where there are none any more.
    """
    if kept.together is None:
        return later
    if later.together is not None:
        pays, would = (_least(c.together) for c in (kept, later))
        if pays is None or (would is not None and would.minor >= pays.minor):
            return later
    return replace(kept, together=replace(kept.together, kept=True))


def _least(route: RoutePay | None) -> Money | None:
    span = None if route is None else route.total or route.on_top
    return None if span is None else span.low


def break_even(alone: Span | None, together: Span | None, chances: Chances) -> BreakEven | None:
    """Where chance × pay is the same on both routes; None unless both pays are exact and above zero."""
    pay_alone, pay_together = _exact(alone), _exact(together)
    if pay_alone is None or pay_together is None or pay_alone.minor <= 0 or pay_together.minor <= 0:
        return None
    ratio = Fraction(pay_together.minor, pay_alone.minor)
    return BreakEven(
        uplift=1 / ratio - 1,
        alone_above=None if chances.together is None else ratio * chances.together.fraction,
        together_from=None if chances.alone is None else chances.alone.fraction / ratio,
    )


def exact_sum(lines: Iterable[Line], currency: str) -> Money:
    """The sum of lines that are all exact.

    Raises:
        ValueError: if a line is a range or unknown.
    """
    total = Money(0, currency)
    for line in lines:
        amount = _exact(line_amount(line))
        if amount is None:
            raise ValueError("a line is not exact")
        total += amount
    return total


def _exact(span: Span | None) -> Money | None:
    return None if span is None else span.exact


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
    less_pay, more_pay = _exact(alone.total), _exact(together.total)
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


def _that_matter(every: Sequence[Deal], answers: Sequence[Comparison], facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts whose value alone changes what a route pays."""
    found = []
    for fact in facts:
        totals: dict[Deal, set[tuple[Span | None, ...]]] = {}
        for world, answer in zip(every, answers, strict=True):
            pays = tuple(None if route is None else route.total or route.on_top for route in _routes(answer))
            totals.setdefault(filled(world, {fact: None}), set()).add(pays)
        if any(len(different) > 1 for different in totals.values()):
            found.append(fact)
    return tuple(found)


def _routes(answer: Comparison) -> tuple[RoutePay | None, ...]:
    return answer.alone, answer.together, answer.hand_over


def _over_all(question: Question, answers: Sequence[Comparison], facts: tuple[Fact, ...]) -> Comparison:
    """One answer that holds in every world: what differs is told as a range."""
    alone = _union([answer.alone for answer in answers], question.alone, facts)
    togethers = [answer.together for answer in answers if answer.together]
    handed = [answer.hand_over for answer in answers if answer.hand_over]
    together = _union(togethers, question.together, facts) if togethers else None
    return replace(
        answers[0],
        alone=alone,
        together=together,
        hand_over=_union(handed, question.alone, facts) if handed else None,
        difference=_hull([answer.difference for answer in answers]) if together else None,
        break_even=None if together is None else break_even(alone.total, together.total, question.chances),
        figures_missing=any(answer.figures_missing for answer in answers),
    )


def _union(routes: Sequence[RoutePay], deal: Deal, facts: tuple[Fact, ...]) -> RoutePay:
    plans = [route.plan_lines for route in routes if route.plan_lines is not None]
    ends = [route.until for route in routes if route.until is not None]
    currency = next(
        (total.low.currency for r in routes for total in (r.total, r.on_top) if total), deal.amount.currency
    )
    return replace(
        routes[0],
        deal=deal,
        plan_lines=_lines_of_all(plans, currency) if plans else None,
        rule_lines=_lines_of_all([route.rule_lines for route in routes], currency),
        on_top=_hull([route.on_top for route in routes]),
        total=_hull([route.total for route in routes]),
        until=min(ends, default=None),
        depends_on=facts,
        clawbacks=tuple(dict.fromkeys(term for route in routes for term in route.clawbacks)),
    )


def _hull(spans: Sequence[Span | None]) -> Span | None:
    known = [span for span in spans if span is not None]
    if len(known) < len(spans):
        return None
    return Span(min(span.low for span in known), max(span.high for span in known))


def _lines_of_all(every: Sequence[tuple[Line, ...]], currency: str) -> tuple[Line, ...]:
    """The lines that are the same in every world, and those that differ as open ones."""
    by_component: dict[tuple[Component, int], list[Line]] = {}
    for lines in every:
        met: dict[Component, int] = {}
        for line in lines:
            met[line.component] = met.get(line.component, 0) + 1
            by_component.setdefault((line.component, met[line.component]), []).append(line)
    return tuple(_one_line(component, found, len(every), currency) for (component, _), found in by_component.items())


def _one_line(component: Component, found: Sequence[Line], n: int, currency: str) -> Line:
    if len(found) == n and all(line == found[0] for line in found):
        return found[0]
    missing = [Span.exactly(Money(0, currency))] if len(found) < n else []
    return OpenLine(component, _hull([*(line_amount(line) for line in found), *missing]))
