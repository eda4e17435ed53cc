"""Answers to *what do I earn* in every state that matters, worked out by the engine itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from bot.domain.cards import Answer
from bot.domain.earnings import NO_GUESS, Chances, Question, RouteTerms, compare
from bot.domain.incentives import Deal, FixedAmount, Mode, Percentage, Route
from bot.domain.pay import Base, Situation
from bot.domain.people import Figures, PayRole
from bot.domain.versions import InForce
from messages import earnings
from messages.examples import world as w
from messages.language import Language
from messages.message import Form, Message

_DEAL = Deal(w.euro(50_000), w.TODAY)
_FIGURES = Figures(w.YEAR, w.euro(1_000_000), w.euro(28_500), w.euro(450_000))
_KNOWN = Situation((_FIGURES,))
_PLAN = w.in_force(w.plan(w.GOAL), None, 3)
_PERSONAL_PLAN = w.in_force(w.plan(w.PERSONAL_GOAL), None, 3)
_TOGETHER = w.in_force(w.rules(w.TWO_PERCENT))
_INSTEAD = w.in_force(w.rules(Percentage(w.percent("2.45")), mode=Mode.INSTEAD))
_HAND_OVER = w.in_force(w.rules(FixedAmount(w.euro(500)), credit=0), Route.HAND_OVER, 1, None)


def _answer(
    together: InForce | None = _TOGETHER,
    *,
    plan: InForce | None = _PLAN,
    hand_over: InForce | None = None,
    situation: Situation = _KNOWN,
    deal: Deal = _DEAL,
    deal_together: Deal | None = None,
    chances: Chances = NO_GUESS,
) -> Answer:
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
    )


BETTER_TOGETHER = _answer()
_UNKNOWN = Situation()
_LESS_PAID = w.in_force(w.rules(Percentage(w.percent("0.5")), credit=50))
_RANGE = w.in_force(w.plan(w.GOAL_WITH_HURDLE), None, 4)
_PLUS_RANGE = w.in_force(w.plan(w.GOAL_WITH_HURDLE, w.PLAN_PERCENTAGE), None, 4)
_MORE_PAID = w.in_force(w.rules(w.TWO_PERCENT, mode=Mode.INSTEAD))
_INSTEAD_OF_LITTLE = w.in_force(w.rules(FixedAmount(w.euro(500)), mode=Mode.INSTEAD))
_LARGER = Deal(w.euro(65_000), date(2026, 12, 15), w.euro(20_000))
_WITH_MARGIN = Deal(w.euro(50_000), date(2026, 12, 15), w.euro(15_000))

ANSWERS: Mapping[str, Answer] = {
    "better-together": BETTER_TOGETHER,
    "better-alone": _answer(_LESS_PAID),
    "equal": _answer(w.in_force(w.rules(Percentage(w.percent("2.85")), mode=Mode.INSTEAD))),
    "with-chances": _answer(chances=Chances(w.percent(60), w.percent(50))),
    "with-one-chance": _answer(chances=Chances(alone=w.percent(60))),
    "better-alone-with-chances": _answer(_LESS_PAID, chances=Chances(w.percent(40), w.percent(70))),
    "range": _answer(plan=_RANGE, situation=_UNKNOWN),
    "range-of-difference": _answer(_LESS_PAID, plan=_RANGE, situation=_UNKNOWN),
    "range-or-more": _answer(_MORE_PAID, plan=_RANGE, situation=_UNKNOWN),
    "range-alone-better": _answer(_INSTEAD_OF_LITTLE, plan=_PLUS_RANGE, situation=_UNKNOWN),
    "quota-of-the-role": _answer(situation=_UNKNOWN),
    "figures-elsewhere": replace(_answer(plan=_RANGE, situation=_UNKNOWN), figures_elsewhere=True),
    "without-quota": _answer(plan=_PERSONAL_PLAN, situation=_UNKNOWN),
    "no-plan": _answer(plan=None),
    "no-plan-less-credit": _answer(w.in_force(w.rules(w.TWO_PERCENT, credit=40)), plan=None),
    "no-plan-no-credit": _answer(w.in_force(w.rules(w.TWO_PERCENT, credit=0)), plan=None),
    "no-plan-instead": _answer(_INSTEAD, plan=None),
    "no-plan-nothing": _answer(
        w.in_force(w.rules(w.YEAR_END_BONUS), until=None), plan=None, deal=Deal(w.euro(50_000), date(2027, 1, 9))
    ),
    "instead": _answer(_INSTEAD),
    "hand-over": _answer(hand_over=_HAND_OVER),
    "hand-over-best": _answer(
        _LESS_PAID, hand_over=w.in_force(w.rules(FixedAmount(w.euro(3_000)), credit=0), Route.HAND_OVER)
    ),
    "only-hand-over": _answer(None, hand_over=_HAND_OVER),
    "only-hand-over-no-plan": _answer(None, hand_over=_HAND_OVER, plan=None),
    "other-deal-together": _answer(
        w.in_force(w.rules(w.TWO_PERCENT, w.FIXED, w.YEAR_END_BONUS, w.OF_MARGIN, credit=80)),
        deal=_WITH_MARGIN,
        deal_together=_LARGER,
        situation=Situation((replace(_FIGURES, expected=w.euro(930_000)),), Base.EXPECTED),
    ),
    "past-the-hurdle": replace(
        _answer(plan=_PLUS_RANGE, situation=Situation((replace(_FIGURES, booked=w.euro(471_234)),))),
        pay_role=PayRole.INSIDE_SALES,
    ),
}


def _of(given: Answer) -> Callable[[Language], Message | Form]:
    return lambda language: earnings.answer(given, language)


EXAMPLES: Mapping[str, Callable[[Language], Message | Form]] = {
    **{f"answer-{name}": _of(given) for name, given in ANSWERS.items()},
    "answer-view": lambda language: earnings.answer_view(BETTER_TOGETHER, language),
    "ambiguous": lambda language: earnings.ambiguous(
        "50,000",
        [(w.euro(50_000), "/cosell acme 50000.00 EUR"), (w.euro(50), "/cosell acme 50.00 EUR")],
        language,
    ),
    "ask-form": lambda language: earnings.ask_form(language, "EUR"),
    "ask-form-filled": lambda language: earnings.ask_form(language, "EUR", ("acme", "Acme Robotics"), "50k", w.TODAY),
    "figures-form": lambda language: earnings.figures_form(None, [w.YEAR], language, "EUR"),
    "figures-form-filled": lambda language: earnings.figures_form(_FIGURES, [w.YEAR], language, "EUR"),
    "figures-saved": earnings.figures_saved,
    "figures-deleted": lambda language: earnings.figures_deleted(2, language),
    "figures-deleted-none": lambda language: earnings.figures_deleted(0, language),
}
