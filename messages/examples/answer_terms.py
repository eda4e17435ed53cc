"""What the engine says to *what do I earn* under terms of every kind, and to questions that say more or less."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.domain.cards import Answer
from bot.domain.earnings import NO_GUESS, Question, RouteTerms, compare, kept_or_later
from bot.domain.evidence import Closed, evidence
from bot.domain.incentives import (
    Basis,
    Bonus,
    Cap,
    Clawback,
    Component,
    Conditions,
    Customer,
    Deal,
    FixedAmount,
    Override,
    Percentage,
    PlanningRate,
    Returns,
    Route,
    Share,
    Split,
    Trigger,
)
from bot.domain.money import Money
from bot.domain.pay import Situation
from bot.domain.people import PayRole
from bot.domain.periods import Days
from bot.domain.versions import InForce
from messages.examples import world as w
from messages.examples.answer_states import KNOWN, answered, asked_about

_SHORT_CONTRACTS = Conditions(months_below=24)
_LONG_CONTRACTS = Conditions(months_from=24)
_SUITE = Conditions(product="CRM Suite")
_NEW_CUSTOMERS = Conditions(customer=Customer.NEW)
_CANCELLED = Clawback(12, Returns.PRO_RATA, (Trigger.CUSTOMER_CANCELS, Trigger.NOT_PAID))
_FIRST_THREE = Bonus(w.euro(1_000), Days(date(2026, 10, 1), date(2027, 1, 1)), first=3)
_REGISTERED = date(2026, 9, 3)
_YEAR_END = Deal(w.euro(50_000), date(2026, 12, 15))
_SAID = Deal(w.euro(50_000), date(2026, 12, 15), w.euro(15_000), 5, "CRM Suite", Customer.NEW, "DACH", 24)
_MANY: tuple[Component, ...] = (
    w.TWO_PERCENT,
    w.FIXED,
    w.YEAR_END_BONUS,
    w.OF_MARGIN,
    Percentage(w.percent(1), when=_SUITE),
    Percentage(w.percent("0.5"), when=_LONG_CONTRACTS),
    FixedAmount(w.euro(250), when=_NEW_CUSTOMERS),
    Percentage(w.percent(5), Basis.COMMISSION),
)


def _plan(*components: Component) -> InForce:
    return w.in_force(w.plan(*components), None, 3)


def _rules(*components: Component) -> InForce:
    return w.in_force(w.rules(*components))


def _in_dollars() -> Answer:
    """A deal in dollars under terms in euro with a planning rate."""
    rates = (PlanningRate("USD", 920_000),)
    plan = w.in_force(replace(w.plan(w.PLAN_PERCENTAGE), planning_rates=rates), None, 3)
    rules = w.in_force(replace(w.rules(w.TWO_PERCENT), planning_rates=rates))
    return answered(rules, plan=plan, deal=Deal(Money.of(50_000, "USD"), w.TODAY))


def _registered(today_pays: str) -> Answer:
    """A registered deal; its rules paid 2 %, those of today pay another rate."""
    plan, question = _plan(w.GOAL), Question(_YEAR_END, _YEAR_END, KNOWN, NO_GUESS)
    then = w.in_force(w.rules(w.TWO_PERCENT), Route.TOGETHER, 1, date(2026, 9, 30))
    now = w.in_force(w.rules(Percentage(w.percent(today_pays))))
    kept, later = (compare(question, RouteTerms(plan), RouteTerms(plan, rules), None) for rules in (then, now))
    asked = replace(asked_about(_YEAR_END, None, NO_GUESS), registered=_REGISTERED)
    return replace(answered(now, deal=_YEAR_END), comparison=kept_or_later(kept, later), asked=asked)


def _everything_said() -> Answer:
    given = answered(_rules(*_MANY), plan=_plan(w.GOAL, w.PLAN_PERCENTAGE), deal=_SAID)
    assert given.asked is not None
    return replace(given, asked=replace(given.asked, so_far=w.euro(450_000), deals_so_far=3))


_WITH_CHANCES = answered(_rules(w.TWO_PERCENT))

TERMS: Mapping[str, Answer] = {
    "capped": answered(_rules(w.TWO_PERCENT, Cap(w.euro(750))), plan=_plan(w.PLAN_PERCENTAGE, Cap(w.euro(1_200)))),
    "other-currency": _in_dollars(),
    "depends-on-months-and-product": answered(
        _rules(Percentage(w.percent(2), when=_LONG_CONTRACTS), Percentage(w.percent(1), when=_SUITE))
    ),
    "depends-or-less": answered(
        w.in_force(w.rules(Percentage(w.percent(3), when=_LONG_CONTRACTS), credit=50)), plan=_plan(w.GOAL)
    ),
    "depends-on-plan": answered(plan=_plan(w.GOAL, Percentage(w.percent(1), when=_NEW_CUSTOMERS))),
    "depends-on-deals-so-far": answered(_rules(_FIRST_THREE)),
    "depends-no-plan": answered(_rules(Percentage(w.percent(2), when=_SHORT_CONTRACTS)), plan=None),
    "registered-kept": _registered("0.5"),
    "registered-later": _registered("3"),
    "uplift": answered(_rules(Percentage(w.percent(20), Basis.COMMISSION))),
    "uplift-no-plan": answered(_rules(Percentage(w.percent(20), Basis.COMMISSION)), plan=None),
    "split-and-override": answered(
        _rules(
            w.TWO_PERCENT,
            Split((Share(PayRole.SELLER, w.percent(60)), Share(PayRole.PRESALES, w.percent(40)))),
            Override(w.percent(5)),
        )
    ),
    "clawback": answered(_rules(w.TWO_PERCENT, _CANCELLED), plan=_plan(w.GOAL, _CANCELLED)),
    "clawback-together": answered(_rules(w.TWO_PERCENT, _CANCELLED)),
    "evidence": replace(_WITH_CHANCES, evidence=evidence(Closed(12, 7, 3))),
    "assumption": replace(_WITH_CHANCES, assumed=w.percent(55)),
    "many-steps": answered(_rules(*_MANY), plan=_plan(w.GOAL, w.PLAN_PERCENTAGE), deal=_SAID),
    "everything-said": _everything_said(),
    "without-results": answered(plan=_plan(w.GOAL_WITH_HURDLE, _FIRST_THREE), situation=Situation()),
}
"""Name → the answer."""
