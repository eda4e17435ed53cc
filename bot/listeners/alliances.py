"""Alliances in Slack: the words after `/alliance`, and the forms they open."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.domain.alliances import Alliance, Step, ValueProposition
from bot.domain.people import LanguageCode
from bot.domain.refusals import Act, Gone, PartnerMissing, UnknownPartner
from bot.domain.rights import require
from bot.listeners.forms import Answers
from bot.listeners.house import Body, House, Request, caller
from bot.listeners.profiles import entered_profile, entered_proposition, settle_profile
from bot.listeners.reading import find_partner
from bot.listeners.surface import ALLIANCE
from bot.ports import Books
from bot.use_cases import alliances as use_cases
from messages import alliances as say
from messages.actions import Action, Field, FormId
from messages.message import Form, Message


def register(app: App, house: House) -> None:
    """Listens for the forms and buttons of alliances."""

    @app.view(FormId.REGISTER)
    def _registered(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        answers = Answers(body["view"], asker.person.language, asker.company.currency)
        profile = entered_profile(house, client, asker, answers, {}, asker.person.language)
        with house.once("view", body["view"]["id"]) as books:
            settle_profile(books, answers, profile, None)
            keep_draft = bool(answers.several(Field.KEEP_DRAFT))
            alliance = use_cases.register(books, asker.person, profile, keep_draft=keep_draft, now=asker.now)
            card = use_cases.card(books, asker.person, alliance, pay_hidden=True, today=asker.today)
        ack(response_action="update", view=say.registered(card, asker.language).to_dict())

    @app.view(FormId.EDIT)
    def _edited(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        of = json.loads(body["view"]["private_metadata"])
        with house.library.reading() as books:
            alliance = named(books, of["handle"])
        answers = Answers(body["view"], asker.person.language, asker.company.currency)
        before, written_in = alliance.profile.propositions, LanguageCode(of["language"])
        profile = entered_profile(house, client, asker, answers, before, written_in)
        with house.once("view", body["view"]["id"]) as books:
            settle_profile(books, answers, profile, alliance)
            changed = use_cases.edit(books, asker.person, alliance.id, of["revision"], profile, asker.now)
        ack(response_action="update", view=say.saved(profile.partner, changed, asker.language).to_dict())

    @app.view(FormId.TEXTS)
    def _texts_written(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        of = json.loads(body["view"]["private_metadata"])
        answers = Answers(body["view"], asker.person.language, asker.company.currency)
        with house.once("view", body["view"]["id"]) as books:
            alliance = named(books, of["handle"])
            texts = _texts(answers, alliance, LanguageCode(of["language"]))
            changed = use_cases.write_text(books, asker.person, alliance.id, of["revision"], texts, asker.now)
        ack(response_action="update", view=say.saved(alliance.partner, changed, asker.language).to_dict())

    @app.action(Action.TEXTS)
    def _texts_wanted(ack: Ack, body: Body, client: WebClient, payload: Mapping[str, Any]) -> None:
        asker = caller(house, client, body)
        of = json.loads(payload["value"])
        with house.library.reading() as books:
            alliance = named(books, of["handle"])
            require(asker.person, Act.CHANGE_ALLIANCE, alliance)
        form = say.texts_form(alliance, LanguageCode(of["language"]), asker.language).to_dict()
        opened = client.views_push if "view" in body else client.views_open
        opened(trigger_id=body["trigger_id"], view=form)
        ack()

    @app.action(Action.END)
    def _end_confirmed(ack: Ack, body: Body, client: WebClient, payload: Mapping[str, Any], respond: Respond) -> None:
        asker = caller(house, client, body)
        with house.once("action", body["trigger_id"]) as books:
            alliance = named(books, payload["value"])
            ended = use_cases.step(books, asker.person, alliance.id, Step.END, asker.now)
        respond(**say.stepped(ended, asker.language).to_dict(), replace_original=True)
        ack()


def open_register(request: Request) -> Form:
    """The empty form for a new alliance."""
    require(request.caller.person, Act.REGISTER)
    return say.register_form(request.caller.language, request.caller.person.slack_user_id)


def listing(request: Request) -> Message:
    """All alliances in one message."""
    asker = request.caller
    with request.house.library.reading() as books:
        return say.listing(use_cases.listing(books, asker.person, asker.today), asker.language)


def show(request: Request) -> Message:
    """One alliance as a card; what it pays is left out where outsiders read along."""
    asker, hidden = request.caller, request.place.hides_pay()
    with request.house.library.reading() as books:
        alliance = _asked(books, request)
        card = use_cases.card(books, asker.person, alliance, pay_hidden=hidden, today=asker.today)
    return say.card(card, asker.language)


def open_edit(request: Request) -> Form:
    """The form of an alliance, filled in."""
    asker = request.caller
    with request.house.library.reading() as books:
        alliance = _asked(books, request)
        require(asker.person, Act.CHANGE_ALLIANCE, alliance)
        card = use_cases.card(books, asker.person, alliance, pay_hidden=True, today=asker.today)
    return say.edit_form(alliance, card.people, asker.language)


def history(request: Request) -> Message:
    """What was done to an alliance."""
    asker = request.caller
    with request.house.library.reading() as books:
        alliance = _asked(books, request)
        lines = use_cases.history(books, asker.person, alliance)
    return say.history(alliance.partner, lines, asker.company.time_zone, asker.language)


def pause(request: Request) -> Message:
    """Pauses an alliance."""
    return _step(request, Step.PAUSE)


def resume(request: Request) -> Message:
    """Resumes an alliance, or makes a draft active."""
    return _step(request, Step.RESUME)


def ask_end(request: Request) -> Message:
    """Asks whether to end an alliance for good."""
    asker = request.caller
    with request.house.library.reading() as books:
        alliance = _asked(books, request)
        use_cases.require_step(asker.person, alliance, Step.END)
    return say.confirm_end(alliance, asker.language)


def names_partner(request: Request) -> bool:
    """Whether the text names an alliance the caller may see."""
    with request.house.library.reading() as books:
        try:
            _asked(books, request)
        except (UnknownPartner, PartnerMissing):
            return False
    return True


def named(books: Books, handle: str) -> Alliance:
    """The alliance with this handle, as buttons and forms carry it.

    Raises:
        Gone: if there is none.
    """
    found = next((alliance for alliance in books.alliances.all() if alliance.handle == handle), None)
    if found is None:
        raise Gone
    return found


def _asked(books: Books, request: Request) -> Alliance:
    return find_partner(request.text, use_cases.visible(books, request.caller.person), ALLIANCE).alliance


def _step(request: Request, taken: Step) -> Message:
    asker = request.caller
    with request.house.once("command", request.key) as books:
        alliance = _asked(books, request)
        return say.stepped(use_cases.step(books, asker.person, alliance.id, taken, asker.now), asker.language)


def _texts(answers: Answers, alliance: Alliance, language: LanguageCode) -> tuple[LanguageCode, ValueProposition]:
    proposition = entered_proposition(answers, alliance.profile.propositions.get(language))
    answers.settled()
    return language, proposition
