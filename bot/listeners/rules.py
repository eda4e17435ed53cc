"""Rules and plans in Slack: drafted in a form, shown before they are sent, released or returned by somebody else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.domain.alliances import LINE_LIMIT, NAME_LIMIT
from bot.domain.cards import DecisionCard, DraftCard
from bot.domain.checks import amounts_of
from bot.domain.goals import Curve
from bot.domain.incentives import (
    AllianceRules,
    Basis,
    Bonus,
    Component,
    Conditions,
    FixedAmount,
    GoalBonus,
    Measure,
    Mode,
    Percentage,
    Plan,
    Route,
)
from bot.domain.money import WHOLE, Money, Rate
from bot.domain.people import LanguageCode, PayRole, Person, Right
from bot.domain.periods import Days, PeriodKind
from bot.domain.refusals import EndsBeforeStart, FlawKind, FormRefused, Missing, TermsFlawed
from bot.domain.versions import Series
from bot.listeners.alliances import named
from bot.listeners.forms import Answers
from bot.listeners.house import Body, Caller, House, Request, caller
from bot.listeners.reading import find_partner
from bot.listeners.surface import ALLIANCE
from bot.ports import Books
from bot.posts import post
from bot.use_cases import rules as use_cases
from bot.use_cases.alliances import visible
from bot.use_cases.earnings import currency_of
from bot.use_cases.rules import Approval, Draft
from messages import rules as say
from messages.actions import Action, Field, FormId, Join
from messages.language import Language
from messages.message import Form

DRAFT = TypeAdapter(Draft)
_MOST = 500
"""Per cent: a hurdle or cap beyond it is a slip of the finger."""
_FIELD_OF = {
    FlawKind.EMPTY: Field.KIND,
    FlawKind.CREDIT_OUTSIDE: Field.CREDIT,
    FlawKind.GOAL_IN_RULES: Field.KIND,
    FlawKind.RATE_OUTSIDE: Field.RATE,
    FlawKind.AMOUNT_NOT_POSITIVE: Field.AMOUNT,
    FlawKind.POINTS_NOT_RISING: Field.CAP,
    FlawKind.CAP_BELOW_HURDLE: Field.CAP,
    FlawKind.OTHER_CURRENCY: Field.AMOUNT,
    FlawKind.QUOTA_OTHER_KIND: Field.QUOTA,
    FlawKind.NEVER_HOLDS: Field.DEAL_FROM,
}
"""Everything else is wrong with what was chosen as a whole."""


def register(app: App, house: House) -> None:
    """Listens for the forms and buttons of rules and plans."""

    @app.view(FormId.RULE)
    def _rule_entered(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        with house.library.reading() as books:
            alliance = named(books, json.loads(body["view"]["private_metadata"])["handle"])
            draft = _rule_draft(_answers(books, body, asker), alliance.id, asker)
            _show(ack, books, draft, asker)

    @app.view(FormId.PLAN)
    def _plan_entered(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        with house.library.reading() as books:
            _show(ack, books, _plan_draft(_answers(books, body, asker), asker), asker)

    @app.view(FormId.RULE_CONFIRM)
    @app.view(FormId.PLAN_CONFIRM)
    def _sent(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        draft = DRAFT.validate_json(body["view"]["private_metadata"])
        with house.once("view", body["view"]["id"]) as books:
            card = use_cases.submit(books, asker.person, draft, asker.now, asker.today)
            ask_reviewers(books, card, asker.now)
        ack(response_action="update", view={**say.sent(card, asker.language).to_dict(), "clear_on_close": True})

    @app.action(Action.RELEASE)
    def _release_wanted(ack: Ack, body: Body, client: WebClient, payload: Mapping[str, Any]) -> None:
        asker = caller(house, client, body)
        with house.library.reading() as books:
            card = use_cases.review(books, asker.person, int(payload["value"]))
        client.views_open(trigger_id=body["trigger_id"], view=say.release_form(card, asker.language).to_dict())
        ack()

    @app.action(Action.RETURN)
    def _return_wanted(ack: Ack, body: Body, client: WebClient, payload: Mapping[str, Any]) -> None:
        asker = caller(house, client, body)
        with house.library.reading() as books:
            card = use_cases.review(books, asker.person, int(payload["value"]))
        client.views_open(trigger_id=body["trigger_id"], view=say.return_form(card, asker.language).to_dict())
        ack()

    @app.view(FormId.RELEASE)
    def _released(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        version_id = int(body["view"]["private_metadata"])
        with house.once("view", body["view"]["id"]) as books:
            currency = use_cases.review(books, asker.person, version_id).version.terms.currency
            approval = _approval(Answers(body["view"], asker.person.language, currency))
            decision = use_cases.release(books, asker.person, version_id, approval, asker.now, asker.today)
            _tell_drafter(books, decision, asker)
        ack(response_action="update", view=say.decision_done(decision, asker.language).to_dict())

    @app.view(FormId.RETURN)
    def _returned(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        answers = Answers(body["view"], asker.person.language, asker.company.currency)
        reason = answers.text(Field.REASON, LINE_LIMIT, needed=True)
        answers.settled()
        with house.once("view", body["view"]["id"]) as books:
            version_id = int(body["view"]["private_metadata"])
            decision = use_cases.send_back(books, asker.person, version_id, reason, asker.now)
            _tell_drafter(books, decision, asker)
        ack(response_action="update", view=say.decision_done(decision, asker.language).to_dict())


def open_rule(request: Request) -> Form:
    """The form that drafts a rule of an alliance."""
    asker = request.caller
    with request.house.library.reading() as books:
        alliance = find_partner(request.text, visible(books, asker.person), ALLIANCE).alliance
        use_cases.require_drafting(asker.person, alliance)
        currency = currency_of(books, asker.person.pay_role, asker.today)
    return say.rule_form(alliance.partner, alliance.handle, asker.language, currency)


def open_plan(request: Request) -> Form:
    """The form that drafts the plan of a pay role."""
    use_cases.require_drafting(request.caller.person, None)
    return say.plan_form(request.caller.language, request.caller.company.currency)


def _show(ack: Ack, books: Books, draft: Draft, asker: Caller) -> None:
    try:
        card = use_cases.preview(books, asker.person, draft, asker.now, asker.today)
    except TermsFlawed as flawed:
        problems = {str(_FIELD_OF.get(flaw.kind, Field.KIND)): TermsFlawed((flaw,)) for flaw in flawed.flaws}
        raise FormRefused(problems) from None
    kept = DRAFT.dump_json(draft).decode()
    ack(response_action="push", view=say.draft_preview(card, kept, asker.language).to_dict())


def _answers(books: Books, body: Body, asker: Caller) -> Answers:
    """The answers; a bare amount is in the currency of the plan of the pay role that was chosen."""
    answers = Answers(body["view"], asker.person.language, asker.company.currency)
    pay_role = answers.choice(Field.PAY_ROLE, PayRole, PayRole.SELLER)
    answers.currency = currency_of(books, pay_role, asker.today)
    return answers


def _rule_draft(answers: Answers, alliance_id: int, asker: Caller) -> Draft:
    component = _rule_component(answers)
    credit = answers.rate(Field.CREDIT, low=0, high=100)
    valid_from = answers.day(Field.VALID_FROM) or asker.today
    route = answers.choice(Field.ROUTE, Route, Route.TOGETHER)
    mode = answers.choice(Field.MODE, Mode, Mode.ON_TOP)
    series = Series(answers.choice(Field.PAY_ROLE, PayRole, PayRole.SELLER), alliance_id, route)
    join = answers.choice(Field.JOIN, Join, Join.REPLACE) is Join.ADD
    answers.settled()
    components = () if component is None else (component,)
    rules = AllianceRules(
        _currency(components, answers.currency), components, mode, WHOLE if credit is None else credit
    )
    return Draft(series, rules, valid_from, join)


def _rule_component(answers: Answers) -> Component | None:
    """The component that was chosen; the fields it needs are refused where they are empty."""
    kind = answers.one(Field.KIND, needed=True)
    least = answers.amount(Field.DEAL_FROM)
    when = Conditions(deal_from=least)
    if kind == "percentage":
        rate = answers.rate(Field.RATE, low=0, high=100, needed=True)
        return None if rate is None else Percentage(rate, answers.choice(Field.BASIS, Basis, Basis.DEAL_AMOUNT), when)
    if kind == "fixed_amount":
        amount = answers.amount(Field.AMOUNT, needed=True)
        return None if amount is None else FixedAmount(amount, when)
    return _bonus(answers, when)


def _bonus(answers: Answers, when: Conditions) -> Bonus | None:
    first, last = answers.day(Field.FIRST_DAY, needed=True), answers.day(Field.LAST_DAY, needed=True)
    rate, amount = answers.rate(Field.RATE, low=0, high=100), answers.amount(Field.AMOUNT)
    pays: Money | Rate | None = amount or rate
    if pays is None:
        answers.refuse(Field.AMOUNT, Missing())
    if first and last and last < first:
        answers.refuse(Field.LAST_DAY, EndsBeforeStart())
        return None
    return Bonus(pays, Days.through(first, last), when) if pays and first and last else None


def _plan_draft(answers: Answers, asker: Caller) -> Draft:
    kind = answers.one(Field.KIND, needed=True)
    component = _plan_percentage(answers) if kind == "percentage" else _goal(answers)
    valid_from = answers.day(Field.VALID_FROM) or asker.today
    series = Series(answers.choice(Field.PAY_ROLE, PayRole, PayRole.SELLER))
    answers.settled()
    components = () if component is None else (component,)
    return Draft(series, Plan(_currency(components, answers.currency), components), valid_from)


def _currency(components: tuple[Component, ...], default: str) -> str:
    """The currency somebody wrote beside an amount, else the default."""
    named = [amount.currency for component in components for amount in amounts_of(component)]
    return next((currency for currency in named if currency != default), default)


def _plan_percentage(answers: Answers) -> Percentage | None:
    rate = answers.rate(Field.RATE, low=0, high=100, needed=True)
    return None if rate is None else Percentage(rate, answers.choice(Field.BASIS, Basis, Basis.DEAL_AMOUNT))


def _goal(answers: Answers) -> GoalBonus:
    hurdle = answers.rate(Field.HURDLE, low=0, high=_MOST)
    cap = answers.rate(Field.CAP, low=0, high=_MOST)
    return GoalBonus(
        measure=answers.choice(Field.MEASURE, Measure, Measure.ORDERS),
        period=answers.choice(Field.PERIOD, PeriodKind, PeriodKind.YEAR),
        curve=Curve(cap=cap) if hurdle is None else Curve(hurdle, cap),
        target_bonus=answers.amount(Field.TARGET_BONUS),
        quota=answers.amount(Field.QUOTA),
    )


def _approval(answers: Answers) -> Approval:
    approval = Approval(
        answers.text(Field.APPROVAL, NAME_LIMIT), answers.amount(Field.BUDGET), answers.day(Field.VALID_UNTIL)
    )
    answers.settled()
    return approval


def ask_reviewers(books: Books, card: DraftCard, now: datetime) -> None:
    """Writes a direct message to everybody who may release the draft, each in their language."""
    for slack_id in card.reviewers:
        request = say.review_request(card, _language_of(books, slack_id))
        post(books, f"review:{card.version.id}:{slack_id}", slack_id, request, now)


def ask_about_open_drafts(books: Books, joined: Person, now: datetime) -> None:
    """Asks somebody who may release now about every draft that waits; nobody is asked twice about one."""
    if Right.SALES_OPERATIONS in joined.rights:
        for card in use_cases.open_drafts(books):
            ask_reviewers(books, card, now)


def _tell_drafter(books: Books, decision: DecisionCard, asker: Caller) -> None:
    slack_id = decision.drafter_slack_id
    told = say.decided(decision, _language_of(books, slack_id))
    post(books, f"decided:{decision.version.id}", slack_id, told, asker.now)


def _language_of(books: Books, slack_id: str) -> Language:
    person = books.people.find(books.people.company().team_id, slack_id)
    return Language.of(LanguageCode.EN if person is None else person.language)
