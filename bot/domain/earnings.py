"""What do I earn? Alone, together with the partner, or handing the deal over: the routes side by side.

A deal earns the period's pay with it minus the period's pay without it. Nothing here knows where the numbers came
from; what is unknown becomes a range, or None where no bound can be given.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from bot.domain.incentives import AllianceRules, Component, Deal, GoalBonus, Mode, Owner, Route, Terms
from bot.domain.money import WHOLE, MixedCurrencies, Money, Rate, Span
from bot.domain.pay import GoalLine, Line, Situation, goal_difference, holds_until, line_amount, pay_line
from bot.domain.versions import InForce, Version


@dataclass(frozen=True, slots=True)
class RoutePay:
    """What one route pays.

    `plan_lines` is None while there is no plan in the books, and empty where the plan has no say: the rules stand
    instead of it, or nothing of the deal counts for it. `total` is None while it can't be told. `until` is the last
    closing date (included) for which the same rules apply, None if without end. `credit` is the share of the deal that
    counts for the plan. `plan` and `rules` are the versions that were used.
    """

    route: Route
    deal: Deal
    credit: Rate
    mode: Mode
    plan_lines: tuple[Line, ...] | None
    rule_lines: tuple[Line, ...]
    total: Span | None
    until: date | None
    plan: Version | None
    rules: Version | None

    @property
    def on_top(self) -> Money:
        """What the alliance rules alone pay; exact, for they know no goals."""
        return exact_sum(self.rule_lines, self.deal.amount.currency)


@dataclass(frozen=True, slots=True)
class Chances:
    """How sure the seller is to win, as the seller's own guess; None where not said."""

    alone: Rate | None = None
    together: Rate | None = None


NO_GUESS = Chances()


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Where alone and together are worth the same.

    `alone_above` is the chance alone above which alone pays more, at the given chance together; it may exceed 1, then
    alone never pays more. `uplift` is the relative rise of the chance the partner must bring (negative: how far the
    chance may even fall) for together to be worth as much; it needs no guess.
    """

    uplift: Fraction
    alone_above: Fraction | None


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

    Raises:
        MarginNeeded: if something pays on a margin that was not given.
        MixedCurrencies: if the deal is in another currency than the plan or the rules.
    """
    asker = question.situation
    alone_pay = _route(Route.ALONE, question.alone, alone, asker)
    together_pay = None if together is None else _route(Route.TOGETHER, question.together, together, asker)
    return Comparison(
        alone=alone_pay,
        together=together_pay,
        hand_over=None if hand_over is None else _route(Route.HAND_OVER, question.alone, hand_over, asker),
        difference=None if together_pay is None else _difference(alone_pay, together_pay, asker),
        chances=question.chances,
        break_even=None
        if together_pay is None
        else break_even(alone_pay.total, together_pay.total, question.chances.together),
        situation=asker,
        figures_missing=any(_wants_figures(line) for line in alone_pay.plan_lines or ()),
    )


def break_even(alone: Span | None, together: Span | None, chance_together: Rate | None) -> BreakEven | None:
    """Where chance × pay is the same on both routes; None unless both pays are exact and above zero."""
    pay_alone, pay_together = _exact(alone), _exact(together)
    if pay_alone is None or pay_together is None or pay_alone.minor <= 0 or pay_together.minor <= 0:
        return None
    ratio = Fraction(pay_together.minor, pay_alone.minor)
    return BreakEven(1 / ratio - 1, None if chance_together is None else ratio * chance_together.fraction)


def exact_sum(lines: Iterable[Line], currency: str) -> Money:
    """The sum of lines that are all exact.

    Raises:
        ValueError: if a line is a range or unknown.
    """
    total = _exact(_total(lines, currency))
    if total is None:
        raise ValueError("a line is not exact")
    return total


def _exact(span: Span | None) -> Money | None:
    return None if span is None else span.exact


def _route(route: Route, deal: Deal, in_force: RouteTerms, situation: Situation) -> RoutePay:
    rules = in_force.rules
    terms = rules.terms if rules and isinstance(rules.terms, AllianceRules) else AllianceRules(deal.amount.currency, ())
    credited = deal.credited(terms.credit)
    has_say = terms.mode is Mode.ON_TOP and credited.amount.minor != 0
    plan = in_force.plan if has_say else None
    plan_lines = () if not has_say else None if plan is None else _lines(plan.terms, credited, WHOLE, situation)
    rule_lines = _lines(terms, deal, terms.credit, situation)
    return RoutePay(
        route=route,
        deal=deal,
        credit=terms.credit,
        mode=terms.mode,
        plan_lines=plan_lines,
        rule_lines=rule_lines,
        total=None if plan_lines is None else _total((*plan_lines, *rule_lines), deal.amount.currency),
        until=min([*_ends(plan, credited), *_ends(rules, deal)], default=None),
        plan=None if plan is None else plan.version,
        rules=None if rules is None else rules.version,
    )


def _ends(in_force: InForce | None, deal: Deal) -> list[date]:
    ends = () if in_force is None else (in_force.until, holds_until(in_force.terms, deal))
    return [end for end in ends if end is not None]


def _lines(terms: Terms, deal: Deal, credit: Rate, situation: Situation) -> tuple[Line, ...]:
    if terms.currency != deal.amount.currency:
        raise MixedCurrencies(deal.amount.currency, terms.currency)
    paid = (pay_line(component, deal, credit, situation) for component in terms.components)
    return tuple(line for line in paid if line is not None)


def _wants_figures(line: Line) -> bool:
    return isinstance(line, GoalLine) and line.component.owner is Owner.PERSON and line.so_far is None


def _total(lines: Iterable[Line], currency: str) -> Span | None:
    total = Span.exactly(Money(0, currency))
    for line in lines:
        amount = line_amount(line)
        if amount is None:
            return None
        total += amount
    return total


def _difference(alone: RoutePay, together: RoutePay, situation: Situation) -> Span | None:
    """Together minus alone; the same goal is counted from the same result, not range against range."""
    if together.mode is Mode.ON_TOP and _credited(together) == _credited(alone) and together.plan == alone.plan:
        return Span.exactly(together.on_top)
    if together.mode is Mode.ON_TOP and together.plan is not None and together.plan == alone.plan:
        return _difference_within(together.plan, alone, together, situation)
    return None if alone.total is None or together.total is None else together.total - alone.total


def _difference_within(plan: Version, alone: RoutePay, together: RoutePay, situation: Situation) -> Span | None:
    less, more = _credited(alone), _credited(together)
    difference: Span | None = Span.exactly(together.on_top)
    for component in plan.terms.components:
        if isinstance(component, GoalBonus):
            step = goal_difference(component, less, more, situation)
        else:
            step = _paid(component, more, situation) - _paid(component, less, situation)
        difference = None if step is None or difference is None else difference + step
    return difference


def _paid(component: Component, deal: Deal, situation: Situation) -> Span:
    line = pay_line(component, deal, WHOLE, situation)
    return (line and line_amount(line)) or Span.exactly(Money(0, deal.amount.currency))


def _credited(route: RoutePay) -> Deal:
    return route.deal.credited(route.credit)
