"""What one route of a deal pays, under a plan and an alliance's rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from datetime import date
from operator import attrgetter

from bot.domain.comparisons import RoutePay, RouteTerms
from bot.domain.incentives import AllianceRules, Deal, Fact, Mode, Route, Terms
from bot.domain.money import NOTHING, WHOLE, MixedCurrencies, Money, Rate, Span
from bot.domain.pay import Paid, Situation, clawbacks, difference_within, holds_until, pay
from bot.domain.people import PayRole
from bot.domain.versions import InForce
from bot.domain.worlds import asks

_Seen = tuple[object, tuple[bool, ...]]
_NO_FACT = attrgetter(*(field.name for field in fields(Deal) if field.name not in {fact.value for fact in Fact}))

PayOfDeal = Callable[[Deal], RoutePay]
"""What a route pays for a deal."""


class PlanPay:
    """What plans pay in one situation, worked out once for all deals that their terms can't tell apart.

    The same for every alliance a question is put to.
    """

    def __init__(self, situation: Situation) -> None:
        self._situation = situation
        self._plans: dict[int, tuple[Terms, Callable[[Deal], _Seen]]] = {}
        self._paid: dict[tuple[int, _Seen, Rate], Paid] = {}
        self._differences: dict[tuple[int, _Seen, Rate, _Seen, Rate], Span | None] = {}

    def paid(self, terms: Terms, deal: Deal, credit: Rate) -> Paid:
        """As `bot.domain.pay.pay` pays it."""
        plan, seen = self._known(terms)
        key = (plan, seen(deal), credit)
        if key not in self._paid:
            self._paid[key] = pay(terms, deal, self._situation, credit)
        return self._paid[key]

    def difference(self, terms: Terms, less: tuple[Deal, Rate], more: tuple[Deal, Rate]) -> Span | None:
        """As `bot.domain.pay.difference_within` tells it."""
        plan, seen = self._known(terms)
        key = (plan, seen(less[0]), less[1], seen(more[0]), more[1])
        if key not in self._differences:
            self._differences[key] = difference_within(terms, less, more, self._situation)
        return self._differences[key]

    def _known(self, terms: Terms) -> tuple[int, Callable[[Deal], _Seen]]:
        # Known by identity, and kept so that it stays theirs: to compare long terms takes longer than to pay them.
        if id(terms) not in self._plans:
            self._plans[id(terms)] = (terms, _seeing([terms]))
        return id(terms), self._plans[id(terms)][1]


def route_pay(route: Route, in_force: RouteTerms, situation: Situation, plans: PlanPay) -> PayOfDeal:
    """What a route pays in a situation, worked out once for all deals that its own terms can't tell apart."""
    seen = _seeing([used.terms for used in (in_force.plan, in_force.rules) if used])
    known: dict[_Seen, RoutePay] = {}

    def paid(deal: Deal) -> RoutePay:
        key = seen(deal)
        if key not in known:
            known[key] = _route(route, deal, in_force, situation, plans)
        return replace(known[key], deal=deal)

    return paid


def _route(route: Route, deal: Deal, in_force: RouteTerms, situation: Situation, plans: PlanPay) -> RoutePay:
    rules = in_force.rules
    terms = rules.terms if rules and isinstance(rules.terms, AllianceRules) else None
    mode, credit = (Mode.ON_TOP, WHOLE) if terms is None else (terms.mode, terms.credit)
    has_say = mode is Mode.ON_TOP and credit != NOTHING
    plan = in_force.plan if has_say else None
    if plan and terms and plan.terms.currency != terms.currency:
        raise MixedCurrencies(plan.terms.currency, terms.currency)
    currency = plan.terms.currency if plan else terms.currency if terms else deal.amount.currency
    nothing = Span.exactly(Money(0, currency))
    planned = None if plan is None else plans.paid(plan.terms, deal, credit)
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


def _seeing(terms: Sequence[Terms]) -> Callable[[Deal], _Seen]:
    """What terms see of a deal: everything but its facts, and which of their conditions on those it meets."""
    asking = {
        (replace(component.when, deal_from=None, deal_below=None, closes=None, roles=(), group=""), each.categories)
        for each in terms
        for component in each.components
        if asks(component.when)
    }
    conditions = tuple(asking)

    def seen(deal: Deal) -> _Seen:
        met = tuple(when.hold(deal, PayRole.SELLER, categories) for when, categories in conditions)
        return _NO_FACT(deal), met

    return seen
