"""What the engine says to *what do I earn* in every state that matters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.domain.cards import Answer
from bot.domain.earnings import NO_GUESS, Chances, Question, RouteTerms, compare
from bot.domain.incentives import Deal, FixedAmount, Mode, Percentage, Route
from bot.domain.pay import Base, Situation
from bot.domain.people import Figures, PayRole
from bot.domain.questions import Ask
from bot.domain.versions import InForce
from messages.examples import world as w

_DEAL = Deal(w.euro(50_000), w.TODAY)
FIGURES = Figures(w.YEAR, w.euro(1_000_000), w.euro(28_500), w.euro(450_000))
KNOWN = Situation((FIGURES,))
_PLAN = w.in_force(w.plan(w.GOAL), None, 3)
_PERSONAL_PLAN = w.in_force(w.plan(w.PERSONAL_GOAL), None, 3)
_TOGETHER = w.in_force(w.rules(w.TWO_PERCENT))
_INSTEAD = w.in_force(w.rules(Percentage(w.percent("2.45")), mode=Mode.INSTEAD))
_HAND_OVER = w.in_force(w.rules(FixedAmount(w.euro(500)), credit=0), Route.HAND_OVER, 1, None)


def answered(
    together: InForce | None = _TOGETHER,
    *,
    plan: InForce | None = _PLAN,
    hand_over: InForce | None = None,
    situation: Situation = KNOWN,
    deal: Deal = _DEAL,
    deal_together: Deal | None = None,
    chances: Chances = NO_GUESS,
) -> Answer:
    """What the engine says to a question about a deal that was asked in these words."""
    question = Question(deal, deal_together or deal, situation, chances)
    comparison = compare(
        question,
        RouteTerms(plan),
        None if together is None else RouteTerms(plan, together),
        None if hand_over is None else RouteTerms(plan, hand_over),
    )
    return Answer(
        handle="acme",
        partner="Acme Robotics",
        manager_slack_id=w.MANAGER,
        pay_role=PayRole.SELLER,
        comparison=comparison,
        closes_assumed=deal.closes == w.TODAY,
        same_deal=deal_together is None,
        figures_elsewhere=False,
        today=w.TODAY,
        asked=asked_about(deal, None if deal_together == deal else deal_together, chances),
    )


def asked_about(deal: Deal, together: Deal | None, chances: Chances) -> Ask:
    """The question somebody put to get there; today was not said."""
    return Ask(
        deal.amount,
        deal.margin,
        None if deal.closes == w.TODAY else deal.closes,
        None if together is None else together.amount,
        None if together is None else together.margin,
        None if together is None else together.closes,
        chances,
        units=deal.units,
        product=deal.product,
        customer=deal.customer,
        region=deal.region,
        months=deal.months,
    )


_UNKNOWN = Situation()
_LESS_PAID = w.in_force(w.rules(Percentage(w.percent("0.5")), credit=50))
_RANGE = w.in_force(w.plan(w.GOAL_WITH_HURDLE), None, 4)
_PLUS_RANGE = w.in_force(w.plan(w.GOAL_WITH_HURDLE, w.PLAN_PERCENTAGE), None, 4)
_MORE_PAID = w.in_force(w.rules(w.TWO_PERCENT, mode=Mode.INSTEAD))
_INSTEAD_OF_LITTLE = w.in_force(w.rules(FixedAmount(w.euro(500)), mode=Mode.INSTEAD))
_LARGER = Deal(w.euro(65_000), date(2026, 12, 15), w.euro(20_000))
_WITH_MARGIN = Deal(w.euro(50_000), date(2026, 12, 15), w.euro(15_000))

STATES: Mapping[str, Answer] = {
    "better-together": answered(),
    "better-alone": answered(_LESS_PAID),
    "equal": answered(w.in_force(w.rules(Percentage(w.percent("2.85")), mode=Mode.INSTEAD))),
    "with-chances": answered(chances=Chances(w.percent(60), w.percent(50))),
    "with-one-chance": answered(chances=Chances(alone=w.percent(60))),
    "with-a-chance-to-raise": answered(_LESS_PAID, chances=Chances(alone=w.percent(30))),
    "better-alone-with-chances": answered(_LESS_PAID, chances=Chances(w.percent(60), w.percent(70))),
    "better-alone-but-surer-together": answered(_LESS_PAID, chances=Chances(w.percent("12.5"), w.percent(70))),
    "range": answered(plan=_RANGE, situation=_UNKNOWN),
    "range-of-difference": answered(_LESS_PAID, plan=_RANGE, situation=_UNKNOWN),
    "range-or-more": answered(_MORE_PAID, plan=_RANGE, situation=_UNKNOWN),
    "range-alone-better": answered(_INSTEAD_OF_LITTLE, plan=_PLUS_RANGE, situation=_UNKNOWN),
    "quota-of-the-role": answered(situation=_UNKNOWN),
    "figures-elsewhere": replace(answered(plan=_RANGE, situation=_UNKNOWN), figures_elsewhere=True),
    "without-quota": answered(plan=_PERSONAL_PLAN, situation=_UNKNOWN),
    "no-plan": answered(plan=None),
    "no-plan-less-credit": answered(w.in_force(w.rules(w.TWO_PERCENT, credit=40)), plan=None),
    "no-plan-no-credit": answered(w.in_force(w.rules(w.TWO_PERCENT, credit=0)), plan=None),
    "no-plan-instead": answered(_INSTEAD, plan=None),
    "no-plan-nothing": answered(
        w.in_force(w.rules(w.YEAR_END_BONUS), until=None), plan=None, deal=Deal(w.euro(50_000), date(2027, 1, 9))
    ),
    "instead": answered(_INSTEAD),
    "hand-over": answered(hand_over=_HAND_OVER),
    "hand-over-best": answered(
        _LESS_PAID, hand_over=w.in_force(w.rules(FixedAmount(w.euro(3_000)), credit=0), Route.HAND_OVER)
    ),
    "only-hand-over": answered(None, hand_over=_HAND_OVER),
    "only-hand-over-no-plan": answered(None, hand_over=_HAND_OVER, plan=None),
    "other-deal-together": answered(
        w.in_force(w.rules(w.TWO_PERCENT, w.FIXED, w.YEAR_END_BONUS, w.OF_MARGIN, credit=80)),
        deal=_WITH_MARGIN,
        deal_together=_LARGER,
        situation=Situation((replace(FIGURES, expected=w.euro(930_000)),), Base.EXPECTED),
    ),
    "past-the-hurdle": replace(
        answered(plan=_PLUS_RANGE, situation=Situation((replace(FIGURES, booked=w.euro(471_234)),))),
        pay_role=PayRole.INSIDE_SALES,
    ),
}
