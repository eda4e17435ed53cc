"""The buttons of the question and its answer: another chance, in place; every step; the form; more of its fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.domain.cards import Answer
from bot.domain.refusals import Act
from bot.domain.rights import require
from bot.listeners.alliances import named
from bot.listeners.earnings import open_ask, understand
from bot.listeners.forms import Answers
from bot.listeners.house import Body, House, Place, Request, caller
from bot.use_cases.earnings import currency_of
from messages import earnings as say
from messages.actions import Action, Field
from messages.message import Form, Message, as_form


def register(app: App, house: House) -> None:
    """Listens for the buttons under an answer; each carries the whole question."""

    @app.action(re.compile(rf"^{re.escape(Action.CHANCE)}(/\d+)?$"))
    def _other_chance(ack: Ack, body: Body, client: WebClient, payload: Mapping[str, Any], respond: Respond) -> None:
        request = _request(house, client, body, payload)
        shown = _answered(request)
        if "view" in body:
            view = shown if isinstance(shown, Form) else _view(request, shown)
            client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=view.to_dict())
        elif isinstance(shown, Form):
            client.views_open(trigger_id=body["trigger_id"], view=shown.to_dict())
        else:
            message = say.answer(shown, request.caller.language) if isinstance(shown, Answer) else shown
            respond(**message.to_dict(), response_type="ephemeral", replace_original=True)
        ack()

    @app.action(Action.STEPS)
    def _every_step(ack: Ack, body: Body, client: WebClient, payload: Mapping[str, Any]) -> None:
        request = _request(house, client, body, payload)
        shown = _answered(request)
        steps = say.steps_view(shown, request.caller.language) if isinstance(shown, Answer) else shown
        _open(client, body, steps)
        ack()

    @app.action(re.compile(rf"^{re.escape(Action.CHANCE_OTHER)}(/\d+)?$"))
    def _another_chance(ack: Ack, body: Body, client: WebClient, payload: Mapping[str, Any]) -> None:
        form = open_ask(_request(house, client, body, payload)).to_dict()
        if "view" in body:
            client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=form)
        else:
            client.views_open(trigger_id=body["trigger_id"], view=form)
        ack()

    @app.action(Action.ASK_MORE)
    def _more_wanted(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        answers = Answers(body["view"], asker.person.language, asker.company.currency)
        with house.library.reading() as books:
            chosen = answers.one(Field.PARTNER)
            partner = (chosen, named(books, chosen).partner) if chosen else None
            currency = currency_of(books, asker.person.pay_role, asker.today)
        form = say.ask_form(asker.language, currency, partner, {f: answers.typed(f) for f in Field}, more=True)
        client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=form.to_dict())
        ack()


def _request(house: House, client: WebClient, body: Body, payload: Mapping[str, Any]) -> Request:
    """The question a button carries, in the place it was pressed; in a form nobody else reads along."""
    place = Place(house.channels, None if "view" in body else body["channel"]["id"])
    _, _, text = str(payload["value"]).partition(" ")
    return Request(house, client, caller(house, client, body), place, body["trigger_id"], text)


def _answered(request: Request) -> Answer | Message | Form:
    require(request.caller.person, Act.ASK)
    request.place.require_no_outsiders()
    with request.house.library.reading() as books:
        return understand(books, request.caller, request.text, strict=True)


def _view(request: Request, shown: Answer | Message) -> Form:
    language = request.caller.language
    return say.answer_view(shown, language) if isinstance(shown, Answer) else as_form(shown)


def _open(client: WebClient, body: Body, shown: Message | Form) -> None:
    form = shown if isinstance(shown, Form) else as_form(shown)
    opening = client.views_push if "view" in body else client.views_open
    opening(trigger_id=body["trigger_id"], view=form.to_dict())
