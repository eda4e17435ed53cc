"""Examples of plans and rules on their way to release."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from bot.domain.cards import DecisionCard, DraftCard, WorkedExample
from bot.domain.earnings import RouteTerms
from bot.domain.examples import Example, result_of
from bot.domain.incentives import (
    Basis,
    Bonus,
    Cap,
    Category,
    Conditions,
    Customer,
    Deal,
    FixedAmount,
    Floor,
    Mode,
    Moment,
    Multiplier,
    Percentage,
    PlanningRate,
    Route,
    Terms,
)
from bot.domain.lowering import Changed, Lowering, lowering
from bot.domain.money import Span
from bot.domain.pay import Situation
from bot.domain.people import PayRole
from bot.domain.periods import Days
from bot.domain.refusals import Flaw, FlawKind, Problem, ProblemKind, TermsFlawed
from bot.domain.versions import Series, State, Version
from bot.domain.worked import worked_example
from messages import refusals, rules
from messages.actions import Kind
from messages.examples import terms as t
from messages.examples import world as w
from messages.language import Language
from messages.message import Form, Message
from messages.rules.kinds import PLAN_KINDS, RULE_KINDS


def _worked(terms: Terms) -> WorkedExample:
    return worked_example(terms, PayRole.SELLER, date(2027, 1, 1), fiscal_year_starts=1)


def _lowering(before: Terms, after: Terms | None) -> Lowering | None:
    """For a route together, without a plan in the books."""
    of = [None if terms is None else RouteTerms(None, w.in_force(terms)) for terms in (before, after)]
    changed = Changed(Route.TOGETHER, *(RouteTerms() if one is None else one for one in of))
    return lowering(changed, PayRole.SELLER, date(2027, 1, 1), 1)


def _draft(
    terms: Terms,
    route: Route | None = Route.TOGETHER,
    replaces: Version | None = None,
    reviewers: tuple[str, ...] = (w.OPERATIONS,),
) -> DraftCard:
    version = replace(
        w.version(terms, route, 3),
        state=State.DRAFT,
        valid=Days(date(2027, 1, 1)),
        decided_by=None,
        decided_at=None,
    )
    partner, handle = (None, None) if route is None else ("Acme Robotics", "acme")
    return DraftCard(version, partner, handle, _worked(terms), replaces, w.MANAGER, reviewers)


_TIMES = Multiplier(w.percent(150), Conditions(months_from=13))
_CAP = Cap(w.euro(1_500))
_FLOOR = Floor(w.euro(1_000))
_IN_GROUP = replace(w.PLAN_PERCENTAGE, when=Conditions(group="base"))
_RULE = _draft(w.rules(w.TWO_PERCENT, w.OF_MARGIN), replaces=w.version(w.rules(w.TWO_PERCENT)))
_NOBODY = _draft(w.rules(w.FIXED), reviewers=())
_QUARTER_BONUS = Bonus(w.percent("0.5"), Days(date(2027, 1, 1), date(2027, 4, 1)))
_BONUS = _draft(w.rules(_QUARTER_BONUS, credit=50), reviewers=(w.OPERATIONS, w.DEPUTY))
_HAND_OVER = _draft(w.rules(FixedAmount(w.euro(500)), mode=Mode.INSTEAD, credit=0), Route.HAND_OVER)
_LOWERED = replace(
    _draft(w.rules(w.ONE_PERCENT), replaces=w.version(w.rules(w.TWO_PERCENT))),
    lowering=_lowering(w.rules(w.TWO_PERCENT), w.rules(w.ONE_PERCENT)),
)
_LESS_CREDIT = replace(
    _draft(w.rules(w.TWO_PERCENT, credit=50), replaces=w.version(w.rules(w.TWO_PERCENT))),
    lowering=_lowering(w.rules(w.TWO_PERCENT), w.rules(w.TWO_PERCENT, credit=50)),
)
_NEW_CUSTOMERS = w.rules(replace(w.TWO_PERCENT, when=Conditions(customer=Customer.NEW, months_from=24)))
_END = replace(
    _draft(replace(w.rules(w.TWO_PERCENT), components=()), replaces=w.version(w.rules(w.TWO_PERCENT))),
    example=None,
    lowering=_lowering(_NEW_CUSTOMERS, None),
)
_UPLIFT = _draft(w.rules(Percentage(w.percent(10), Basis.COMMISSION)))
_PLAN = _draft(w.plan(w.GOAL_WITH_HURDLE), None)
_BY_RESULT = _draft(w.plan(t.SLICES, t.ACCELERATED, t.REACHED, t.CAP_A_QUARTER, t.PRO_RATA), None)
_FOR_THINGS = _draft(w.plan(t.UNITS, t.PER_UNIT, t.SEVERAL_GOALS), None)
_OF_OTHERS = _draft(w.rules(w.TWO_PERCENT, t.UPLIFT, _TIMES, _CAP, t.LEAD, t.TWO_PEOPLE, _FLOOR))
_GROUP = _draft(
    replace(
        w.plan(_IN_GROUP, replace(_IN_GROUP, rate=w.percent(4), when=Conditions(category="Software", group="base"))),
        categories=(Category("Software", ("CRM", "ERP & more")),),
        planning_rates=(PlanningRate("USD", 920_000),),
        earned=Moment.ORDER,
        paid=Moment.PAYMENT,
    ),
    None,
)
_PERSONAL_PLAN = _draft(w.plan(w.PERSONAL_GOAL), None, replaces=w.version(w.plan(w.PLAN_PERCENTAGE), None))


_FLAWED = TermsFlawed(
    (
        Flaw(0, FlawKind.CREDIT_OUTSIDE),
        Flaw(1, FlawKind.EQUALLY_SPECIFIC),
        Flaw(2, FlawKind.TIERS_OVERLAP, 2),
        Flaw(3, FlawKind.STEPS_NOT_RISING, 3),
        Flaw(4, FlawKind.POINTS_NOT_RISING, 1),
        Flaw(5, FlawKind.RATE_OUTSIDE, 2),
    )
)


def _preview(card: DraftCard) -> Callable[[Language], Message | Form]:
    """The draft before it is written down: it has no number yet."""
    unwritten = replace(card, version=replace(card.version, id=0, number=0))
    return lambda language: rules.draft_preview(unwritten, "{}", language)


def _decision(card: DraftCard, state: State, reason: str = "") -> DecisionCard:
    version = replace(card.version, state=state, reason=reason, valid=Days(date(2027, 1, 1), date(2028, 1, 1)))
    return DecisionCard(version, card.partner, card.handle, w.MANAGER, w.OPERATIONS)


_RELEASED = _decision(_RULE, State.RELEASED)
_RETURNED = _decision(_RULE, State.RETURNED, "2 % sind im Budget, 7,5 % von der Marge nicht. Bitte nur die 2 %.")
_HOSTILE = _decision(_RULE, State.RETURNED, w.HOSTILE)
_PLAN_RETURNED = _decision(_PLAN, State.RETURNED, "Der Betriebsrat muss erst zustimmen.")

_SERIES = (Series(PayRole.SELLER, 1, Route.TOGETHER), Series(PayRole.PRESALES, 1, Route.HAND_OVER))


_PROBLEMS = (
    Problem(ProblemKind.KEY_UNKNOWN, 4, 5, "components[1].rat", "rat", ("rate",)),
    Problem(ProblemKind.FLAW, 9, 7, "components[2].bands[2]", flaw=FlawKind.TIERS_GAP),
    Problem(ProblemKind.AMOUNT_AMBIGUOUS, 14, 12, "examples[1].deal", w.HOSTILE, ("50000", "50.00")),
)


def _example(number: int, expected: int) -> Example:
    situation = Situation(role=PayRole.SELLER)
    deal = Deal(w.euro(50_000), date(2027, 3, 31))
    return Example(number, 10 + number, deal, situation, w.percent(100), None, Span.exactly(w.euro(expected)))


_RESULTS = tuple(result_of(w.rules(w.TWO_PERCENT), _example(n, expected)) for n, expected in ((1, 1_000), (2, 1_500)))


def _rule_form(kind: Kind) -> Callable[[Language], Message | Form]:
    return lambda language: rules.rule_form("Acme Robotics", "acme", language, "EUR", kind, more=True)


def _plan_form(kind: Kind) -> Callable[[Language], Message | Form]:
    return lambda language: rules.plan_form(language, "EUR", kind, more=True)


EXAMPLES: Mapping[str, Callable[[Language], Message | Form]] = {
    "rule-form": lambda language: rules.rule_form("Acme Robotics", "acme", language, "EUR"),
    "plan-form": lambda language: rules.plan_form(language, "EUR"),
    **{f"rule-form-{kind.replace('_', '-')}": _rule_form(kind) for kind in RULE_KINDS},
    **{f"plan-form-{kind.replace('_', '-')}": _plan_form(kind) for kind in PLAN_KINDS},
    "rule-file-form": lambda language: rules.file_form("acme", language),
    "rule-file-problems": lambda language: rules.file_form("acme", language, problems=_PROBLEMS),
    "rule-file-examples": lambda language: rules.file_form("acme", language, results=_RESULTS),
    "rule-file-preview": lambda language: rules.draft_preview(_UPLIFT, "{}", language, _RESULTS[:1]),
    "rule-end-form": lambda language: rules.end_form("Acme Robotics", "acme", _SERIES, language),
    "rule-preview-lower": _preview(_LOWERED),
    "rule-preview-less-credit": _preview(_LESS_CREDIT),
    "rule-preview-uplift": _preview(_UPLIFT),
    "rule-preview-end": _preview(_END),
    "rule-end-review-request": lambda language: rules.review_request(_END, language),
    "rule-end-release-form": lambda language: rules.release_form(_END, language),
    "rule-ended": lambda language: rules.decided(_decision(_END, State.RELEASED), language),
    "rule-preview": _preview(_RULE),
    "rule-preview-without-reviewers": _preview(_NOBODY),
    "rule-preview-bonus": _preview(_BONUS),
    "rule-preview-hand-over": _preview(_HAND_OVER),
    "plan-preview": _preview(_PLAN),
    "plan-preview-personal": _preview(_PERSONAL_PLAN),
    "plan-preview-by-result": _preview(_BY_RESULT),
    "plan-preview-for-things": _preview(_FOR_THINGS),
    "plan-preview-group": _preview(_GROUP),
    "rule-preview-of-others": _preview(_OF_OTHERS),
    "refused-terms-flawed-at-places": lambda language: refusals.refused(_FLAWED, language),
    "rule-sent": lambda language: rules.sent(_RULE, language),
    "rule-sent-without-reviewers": lambda language: rules.sent(_NOBODY, language),
    "rule-review-request": lambda language: rules.review_request(_RULE, language),
    "plan-review-request": lambda language: rules.review_request(_PLAN, language),
    "release-form": lambda language: rules.release_form(_RULE, language),
    "return-form": lambda language: rules.return_form(_RULE, language),
    "rule-released": lambda language: rules.decided(_RELEASED, language),
    "rule-returned": lambda language: rules.decided(_RETURNED, language),
    "rule-returned-hostile": lambda language: rules.decided(_HOSTILE, language),
    "plan-returned": lambda language: rules.decided(_PLAN_RETURNED, language),
    "release-done": lambda language: rules.decision_done(_RELEASED, language),
    "return-done": lambda language: rules.decision_done(_RETURNED, language),
}
