"""What people do with leads in Slack: answered with buttons, followed up in forms, looked into by the entitled."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.domain.alliances import LINE_LIMIT
from bot.domain.history import Deed, Entry
from bot.domain.incentives import Trigger
from bot.domain.leads import REASONED, TRANSITIONS, Cancellation, Lead, Reason, Verb, lead_id_in
from bot.domain.refusals import UnknownLead
from bot.listeners.forms import Answers
from bot.listeners.house import Body, Caller, House, Request, caller
from bot.listeners.payouts import ask_reviewers
from bot.ports import Books
from bot.posts import tell_step
from bot.use_cases import leads as use_cases
from bot.use_cases.earnings import currency_of
from bot.use_cases.leads import Step
from bot.use_cases.payouts import open_notes
from messages import leads as say
from messages.actions import Action, Field, FormId, lead_step
from messages.message import Form

_AT_ONCE = (Verb.ACCEPT, Verb.QUALIFY, Verb.WITHDRAW)


def register(app: App, house: House) -> None:
    """Listens for the buttons and forms of each step, and for looks at the customer."""
    for verb in dict.fromkeys(verb for _, verb in TRANSITIONS):
        if verb in _AT_ONCE:
            app.action(lead_step(verb))(_step_at_once(house, verb))
        elif verb is not Verb.EXPIRE:
            app.action(lead_step(verb))(_step_asked(house, verb))

    @app.view(FormId.LEAD_STEP)
    def _step_entered(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        of = json.loads(body["view"]["private_metadata"])
        with house.once("view", body["view"]["id"]) as books:
            answers = Answers(body["view"], asker.person.language, currency_for(books, asker))
            step = _step(Verb(of["verb"]), answers, asker.today)
            _take(books, asker, int(of["lead"]), step)
        ack()

    @app.action(Action.LEAD_CUSTOMER)
    def _customer_wanted(ack: Ack, body: Body, client: WebClient, payload: Mapping[str, Any]) -> None:
        asker = caller(house, client, body)
        with house.library.writing() as books:
            shown = use_cases.customer(books, asker.person, int(payload["value"]))
            books.history.add(
                Entry(
                    asker.now,
                    asker.person.id,
                    Deed.CUSTOMER_SHOWN,
                    alliance_id=shown.lead.alliance_id,
                    fields=(shown.lead.reference,),
                )
            )
        client.views_open(trigger_id=body["trigger_id"], view=say.customer_view(shown, asker.language).to_dict())
        ack()


def _step_at_once(house: House, verb: Verb) -> Any:  # noqa: ANN401 - a listener as Bolt takes it
    def pressed(ack: Ack, body: Body, client: WebClient, payload: Mapping[str, Any], respond: Respond) -> None:
        asker = caller(house, client, body)
        with house.once("action", body["trigger_id"]) as books:
            lead = _take(books, asker, int(payload["value"]), Step(verb))
            shown = use_cases.file(books, asker.person, lead.id)
        if body["container"].get("is_ephemeral"):  # the lead's own messages change; this one has to be changed here
            told = say.file(shown, asker.language)
            respond(**told.to_dict(), response_type="ephemeral", replace_original=True)
        ack()

    return pressed


def _step_asked(house: House, verb: Verb) -> Any:  # noqa: ANN401 - a listener as Bolt takes it
    def pressed(ack: Ack, body: Body, client: WebClient, payload: Mapping[str, Any]) -> None:
        asker = caller(house, client, body)
        with house.library.reading() as books:
            form = _form(books, asker, int(payload["value"]), verb)
        client.views_open(trigger_id=body["trigger_id"], view=form.to_dict())
        ack()

    return pressed


def open_cancel(request: Request) -> Form:
    """The form in which somebody writes down that a won deal was cancelled."""
    lead_id = lead_id_in(request.text)
    if lead_id is None:
        raise UnknownLead(request.text.strip())
    with request.house.library.reading() as books:
        return _form(books, request.caller, lead_id, Verb.CANCEL)


def _form(books: Books, asker: Caller, lead_id: int, verb: Verb) -> Form:
    lead, alliance = use_cases.may_take(books, asker.person, lead_id, verb)
    card = use_cases.card(books, lead, alliance, for_sender=False)
    currency = None if alliance.game.competes else currency_for(books, asker)
    return say.step_form(card, verb, asker.language, currency)


def _take(books: Books, asker: Caller, lead_id: int, step: Step) -> Lead:
    lead = use_cases.take(books, asker.person, lead_id, step, asker.now)
    event = books.leads.history(lead.id)[-1]
    tell_step(books, lead, books.alliances.get(lead.alliance_id), event, asker.now)
    if step.verb in {Verb.WIN, Verb.CANCEL}:
        ask_reviewers(books, open_notes(books, lead.id), asker.now)
    return lead


def _step(verb: Verb, answers: Answers, today: date) -> Step:
    if verb is Verb.CANCEL:
        return Step(verb, cancellation=_cancellation(answers, today))
    chosen = answers.one(Field.REASON, needed=verb in REASONED)
    note = answers.text(Field.NOTE, LINE_LIMIT)
    won = answers.amount(Field.AMOUNT) if verb is Verb.WIN else None
    answers.settled()
    return Step(verb, Reason(chosen) if chosen else None, note, won)


def _cancellation(answers: Answers, today: date) -> Cancellation | None:
    trigger, day = answers.one(Field.TRIGGER, needed=True), answers.day(Field.CANCELLED_ON)
    answers.settled()
    return Cancellation(Trigger(trigger), day or today) if trigger else None


def currency_for(books: Books, asker: Caller) -> str:
    """The currency of a bare amount: that of the asker's plan (ISO 4217)."""
    return currency_of(books, asker.person.pay_role, asker.today)
