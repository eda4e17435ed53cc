"""Rights and pay roles in Slack."""

from __future__ import annotations

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.domain.people import PayRole, Right
from bot.domain.refusals import Act, FormRefused, Outsider
from bot.domain.rights import may, require
from bot.listeners.forms import Answers
from bot.listeners.house import Body, House, Request, caller, meet
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
        slack_id = answers.one(Field.PERSON, needed=True)
        answers.settled()
        person = meet(house, client, asker.company.team_id, slack_id or "")
        if person.outsider:
            raise FormRefused({str(Field.PERSON): Outsider()})
        rights = frozenset(Right(right) for right in answers.several(Field.RIGHTS))
        pay_role = answers.choice(Field.PAY_ROLE, PayRole, person.pay_role)
        with house.once("view", body["view"]["id"]) as books:
            changed = use_cases.assign(books, asker.person, person.id, rights, pay_role, asker.now)
        done = say.assigned(changed.slack_user_id, changed.rights, changed.pay_role, asker.language)
        ack(response_action="update", view=done.to_dict())


def open_people(request: Request) -> Form:
    """The form that gives rights and pay roles."""
    person = request.caller.person
    require(person, Act.ASSIGN_PAY_ROLE)
    return say.people_form(request.caller.language, may_assign_rights=may(person, Act.ASSIGN_RIGHTS))
