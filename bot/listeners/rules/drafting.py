"""Rules and plans drafted in a form, and their end; shown before they are sent for release."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.domain.checks import amounts_of
from bot.domain.incentives import AllianceRules, Component, Mode, Plan, Route
from bot.domain.money import WHOLE
from bot.domain.people import PayRole
from bot.domain.refusals import Flaw, FlawKind, FormRefused, NotInForce, TermsFlawed
from bot.domain.versions import Series
from bot.listeners.alliances import named
from bot.listeners.forms import Answers
from bot.listeners.house import Body, Caller, House, Request, caller
from bot.listeners.reading import find_partner
from bot.listeners.rules.components import component
from bot.listeners.rules.files import dropped_draft
from bot.listeners.rules.telling import ask_reviewers
from bot.listeners.surface import ALLIANCE
from bot.ports import Books
from bot.use_cases import rules as use_cases
from bot.use_cases.alliances import visible
from bot.use_cases.earnings import currency_of
from bot.use_cases.rules import Draft
from messages import rules as say
from messages.actions import Action, Field, FormId, Join, Kind
from messages.message import Form

DRAFT = TypeAdapter(Draft)
_FIELDS_OF = {
    FlawKind.CREDIT_OUTSIDE: (Field.CREDIT,),
    FlawKind.RATE_OUTSIDE: (Field.BANDS, Field.SHARES, Field.WEIGHT, Field.RATE),
    FlawKind.AMOUNT_NOT_POSITIVE: (Field.BANDS, Field.AMOUNT),
    FlawKind.POINTS_NOT_RISING: (Field.POINTS,),
    FlawKind.CAP_BELOW_HURDLE: (Field.CAP,),
    FlawKind.OTHER_CURRENCY: (Field.AMOUNT, Field.BANDS, Field.QUOTA, Field.DEAL_FROM),
    FlawKind.TIERS_MISSING: (Field.BANDS, Field.STEPS),
    FlawKind.TIERS_GAP: (Field.BANDS,),
    FlawKind.TIERS_OVERLAP: (Field.BANDS,),
    FlawKind.TIERS_MIXED: (Field.BANDS,),
    FlawKind.TIERS_FALLING: (Field.BANDS, Field.STEPS),
    FlawKind.STEPS_NOT_RISING: (Field.STEPS,),
    FlawKind.MULTIPLIER_OUTSIDE: (Field.STEPS, Field.FACTOR),
    FlawKind.QUOTA_OTHER_KIND: (Field.QUOTA,),
    FlawKind.NUMBER_TOO_SMALL: (Field.BANDS, Field.QUOTA, Field.FIRST_DEALS),
    FlawKind.SPLIT_NOT_WHOLE: (Field.SHARES,),
    FlawKind.SPLIT_UNCLEAR: (Field.SHARES,),
    FlawKind.CAP_BELOW_FLOOR: (Field.AMOUNT,),
    FlawKind.EQUALLY_SPECIFIC: (Field.GROUP,),
    FlawKind.NEVER_HOLDS: (Field.DEAL_BELOW,),
}
"""The fields a flaw may come from; everything else is wrong with what was chosen as a whole."""


def register(app: App, house: House) -> None:
    """Listens for the forms of rules and plans, and for what changes them while they are filled in."""

    @app.action(Field.KIND)
    @app.action(Action.RULE_MORE)
    def _changed(ack: Ack, body: Body, client: WebClient) -> None:
        view, asker = body["view"], caller(house, client, body)
        with house.library.reading() as books:
            form = _again(books, view, asker, more=body["actions"][0]["action_id"] == Action.RULE_MORE)
        client.views_update(view_id=view["id"], hash=view["hash"], view=form.to_dict())
        ack()

    @app.view(FormId.RULE)
    def _rule_entered(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        with house.library.reading() as books:
            alliance = named(books, json.loads(body["view"]["private_metadata"])["handle"])
            draft = _rule_draft(_answers(books, body["view"], asker), alliance.id, asker)
            _show(ack, books, draft, asker, body["view"])

    @app.view(FormId.PLAN)
    def _plan_entered(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        with house.library.reading() as books:
            _show(ack, books, _plan_draft(_answers(books, body["view"], asker), asker), asker, body["view"])

    @app.view(FormId.RULE_END)
    def _end_entered(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        with house.library.reading() as books:
            alliance = named(books, json.loads(body["view"]["private_metadata"])["handle"])
            draft = _end_draft(_answers(books, body["view"], asker), alliance.id, asker)
            _show(ack, books, draft, asker, body["view"])

    @app.view(FormId.RULE_CONFIRM)
    @app.view(FormId.PLAN_CONFIRM)
    def _sent(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        remembered = body["view"]["private_metadata"]
        draft = dropped_draft(house, client, remembered) or DRAFT.validate_json(remembered)
        meant = bool(Answers(body["view"], asker.person.language, asker.company.currency).several(Field.LOWER))
        with house.once("view", body["view"]["id"]) as books:
            card = use_cases.submit(books, asker.person, replace(draft, meant=meant), asker.now, asker.today)
            ask_reviewers(books, card, asker.now)
        ack(response_action="update", view={**say.sent(card, asker.language).to_dict(), "clear_on_close": True})


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


def open_end(request: Request) -> Form:
    """The form that drafts the end of an alliance's rules.

    Raises:
        NotInForce: if there are none today or later.
    """
    asker = request.caller
    with request.house.library.reading() as books:
        alliance = find_partner(request.text, visible(books, asker.person), ALLIANCE).alliance
        use_cases.require_drafting(asker.person, alliance)
        series = use_cases.still_in_force(books, alliance.id, asker.today)
    if not series:
        raise NotInForce
    return say.end_form(alliance.partner, alliance.handle, series, asker.language)


def _again(books: Books, view: dict[str, Any], asker: Caller, *, more: bool) -> Form:
    """The form for the kind that is chosen now; what was typed into fields that stay is kept by Slack."""
    answers, of = _answers(books, view, asker), json.loads(view["private_metadata"])
    chosen, more = answers.one(Field.KIND), more or of["more"]
    if view["callback_id"] == FormId.PLAN:
        return say.plan_form(asker.language, answers.currency, Kind(chosen or Kind.GOAL_BONUS), more=more)
    alliance = named(books, of["handle"])
    kind = Kind(chosen or Kind.PERCENTAGE)
    return say.rule_form(alliance.partner, alliance.handle, asker.language, answers.currency, kind, more=more)


def _show(ack: Ack, books: Books, draft: Draft, asker: Caller, view: dict[str, Any]) -> None:
    try:
        card = use_cases.preview(books, asker.person, draft, asker.now, asker.today)
    except TermsFlawed as flawed:
        raise FormRefused(_at_fields(flawed, view)) from None
    kept = DRAFT.dump_json(draft).decode()
    ack(response_action="push", view=say.draft_preview(card, kept, asker.language).to_dict())


def _at_fields(flawed: TermsFlawed, view: dict[str, Any]) -> dict[str, TermsFlawed]:
    """Every flaw at the field it comes from; the component is the one that is being entered, so it needs no number."""
    shown = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    problems: dict[str, tuple[Flaw, ...]] = {}
    for flaw in flawed.flaws:
        field = next((one for one in _FIELDS_OF.get(flaw.kind, ()) if one in shown), Field.KIND)
        problems[field] = (*problems.get(field, ()), Flaw(0, flaw.kind))
    return {str(field): TermsFlawed(flaws) for field, flaws in problems.items()}


def _answers(books: Books, view: dict[str, Any], asker: Caller) -> Answers:
    """The answers; a bare amount is in the currency of the plan of the pay role that was chosen."""
    answers = Answers(view, asker.person.language, asker.company.currency)
    pay_role = answers.choice(Field.PAY_ROLE, PayRole, PayRole.SELLER)
    answers.currency = currency_of(books, pay_role, asker.today)
    return answers


def _rule_draft(answers: Answers, alliance_id: int, asker: Caller) -> Draft:
    made = component(answers, of_plan=False)
    credit = answers.rate(Field.CREDIT, low=0, high=100)
    valid_from = answers.day(Field.VALID_FROM) or asker.today
    route = answers.choice(Field.ROUTE, Route, Route.TOGETHER)
    mode = answers.choice(Field.MODE, Mode, Mode.ON_TOP)
    series = Series(answers.choice(Field.PAY_ROLE, PayRole, PayRole.SELLER), alliance_id, route)
    answers.settled()
    components = () if made is None else (made,)
    rules = AllianceRules(
        _currency(components, answers.currency), components, mode, WHOLE if credit is None else credit
    )
    return Draft(series, rules, valid_from, _joins(answers))


def _plan_draft(answers: Answers, asker: Caller) -> Draft:
    made = component(answers, of_plan=True)
    valid_from = answers.day(Field.VALID_FROM) or asker.today
    series = Series(answers.choice(Field.PAY_ROLE, PayRole, PayRole.SELLER))
    answers.settled()
    components = () if made is None else (made,)
    return Draft(series, Plan(_currency(components, answers.currency), components), valid_from, _joins(answers))


def _end_draft(answers: Answers, alliance_id: int, asker: Caller) -> Draft:
    chosen = answers.one(Field.SERIES, needed=True) or ""
    valid_from = answers.day(Field.VALID_FROM) or asker.today
    answers.settled()
    route, pay_role = chosen.split("/")
    return Draft(Series(PayRole(pay_role), alliance_id, Route(route)), None, valid_from)


def _joins(answers: Answers) -> bool:
    return answers.choice(Field.JOIN, Join, Join.REPLACE) is Join.ADD


def _currency(components: tuple[Component, ...], default: str) -> str:
    """The currency somebody wrote beside an amount, else the default."""
    found = [amount.currency for each in components for amount in amounts_of(each)]
    return next((currency for currency in found if currency != default), default)
