"""Rights and pay roles in Slack."""

from __future__ import annotations

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.domain.people import PayRole, Person, Right
from bot.domain.refusals import Act, FormRefused, Outsider
from bot.domain.rights import may, require
from bot.listeners.forms import Answers
from bot.listeners.house import Body, Caller, House, Request, caller, meet
from bot.listeners.payouts import ask_about_open_notes
from bot.listeners.rules import ask_about_open_drafts
from bot.use_cases import people as use_cases
from messages import people as say
from messages.actions import Field, FormId
from messages.message import Form


def register(app: App, house: House) -> None:
    """Listens for the form that gives rights and pay roles."""

    @app.view(FormId.PEOPLE)
    def _assigned(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        answers = Answers(body["view"], asker.person.language, asker.company.currency)
        chosen_before = body["view"]["private_metadata"]
        if not chosen_before:
            chosen = _chosen(house, client, asker, answers)
            form = say.people_form(chosen, asker.language, may_assign_rights=may(asker.person, Act.ASSIGN_RIGHTS))
            ack(response_action="update", view=form.to_dict())
            return
        person = meet(house, client, asker.company.team_id, chosen_before)
        rights = frozenset(Right(right) for right in answers.several(Field.RIGHTS))
        pay_role = answers.choice(Field.PAY_ROLE, PayRole, person.pay_role)
        with house.once("view", body["view"]["id"]) as books:
            changed = use_cases.assign(books, asker.person, person.id, rights, pay_role, asker.now)
            ask_about_open_drafts(books, changed, asker.now)
            ask_about_open_notes(books, changed, asker.now)
        done = say.assigned(changed.slack_user_id, changed.rights, changed.pay_role, asker.language)
        ack(response_action="update", view=done.to_dict())


def open_people(request: Request) -> Form:
    """The form that gives rights and pay roles."""
    require(request.caller.person, Act.ASSIGN_PAY_ROLE)
    return say.choose_person(request.caller.language)


def _chosen(house: House, client: WebClient, asker: Caller, answers: Answers) -> Person:
    slack_id = answers.one(Field.PERSON, needed=True)
    answers.settled()
    person = meet(house, client, asker.company.team_id, slack_id or "")
    if person.outsider:
        raise FormRefused({str(Field.PERSON): Outsider()})
    return person
