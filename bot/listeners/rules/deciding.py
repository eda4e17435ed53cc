"""A draft released or sent back by somebody else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.domain.alliances import LINE_LIMIT, NAME_LIMIT
from bot.listeners.forms import Answers
from bot.listeners.house import Body, House, caller
from bot.listeners.rules.telling import tell_drafter
from bot.use_cases import rules as use_cases
from bot.use_cases.rules import Approval
from messages import rules as say
from messages.actions import Action, Field, FormId


def register(app: App, house: House) -> None:
    """Listens for the buttons of a review and the forms they open."""

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
            tell_drafter(books, decision, asker)
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
            tell_drafter(books, decision, asker)
        ack(response_action="update", view=say.decision_done(decision, asker.language).to_dict())


def _approval(answers: Answers) -> Approval:
    approval = Approval(
        answers.text(Field.APPROVAL, NAME_LIMIT), answers.amount(Field.BUDGET), answers.day(Field.VALID_UNTIL)
    )
    answers.settled()
    return approval
