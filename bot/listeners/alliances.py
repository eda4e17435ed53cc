"""Alliances in Slack: the words after `/alliance`, and the forms they open."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.domain.alliances import (
    ALIASES_LIMIT,
    BENEFIT_LIMIT,
    LINE_LIMIT,
    LINES_LIMIT,
    NAME_LIMIT,
    Alliance,
    Counterpart,
    Objection,
    Profile,
    SalesChannel,
    Step,
    ValueProposition,
)
from bot.domain.names import normalised
from bot.domain.people import LanguageCode
from bot.domain.refusals import Act, Gone, Missing, Outsider, PartnerMissing, SharedChannel, UnknownPartner
from bot.domain.rights import require
from bot.listeners.forms import Answers
from bot.listeners.house import Body, Caller, House, Request, caller, meet
from bot.listeners.reading import find_partner
from bot.listeners.surface import ALLIANCE
from bot.ports import Books
from bot.slack import shared_with
from bot.use_cases import alliances as use_cases
from messages import alliances as say
from messages.actions import Action, Field, FormId
from messages.message import Form, Message


def register(app: App, house: House) -> None:
    """Listens for the forms and buttons of alliances."""

    @app.view(FormId.REGISTER)
    def _registered(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        profile, keep_draft = _profile(house, client, body, asker, None)
        with house.once("view", body["view"]["id"]) as books:
            alliance = use_cases.register(books, asker.person, profile, keep_draft=keep_draft, now=asker.now)
            card = use_cases.card(books, asker.person, alliance, pay_hidden=True, today=asker.today)
        ack(response_action="update", view=say.registered(card, asker.language).to_dict())

    @app.view(FormId.EDIT)
    def _edited(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        of = json.loads(body["view"]["private_metadata"])
        with house.library.reading() as books:
            alliance = named(books, of["handle"])
        profile, _ = _profile(house, client, body, asker, alliance)
        with house.once("view", body["view"]["id"]) as books:
            changed = use_cases.edit(books, asker.person, alliance.id, of["revision"], profile, asker.now)
        ack(response_action="update", view=say.saved(profile.partner, changed, asker.language).to_dict())

    @app.view(FormId.TEXTS)
    def _texts_written(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        of = json.loads(body["view"]["private_metadata"])
        answers = Answers(body["view"], asker.person.language, asker.company.currency)
        texts = (LanguageCode(of["language"]), _proposition(answers))
        answers.settled()
        with house.once("view", body["view"]["id"]) as books:
            alliance = named(books, of["handle"])
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
    return say.register_form(request.caller.language)


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


def _profile(
    house: House, client: WebClient, body: Body, asker: Caller, edited: Alliance | None
) -> tuple[Profile, bool]:
    """What was entered about an alliance, and whether to keep it as a draft; all problems of the form at once."""
    answers = Answers(body["view"], asker.person.language, asker.company.currency)
    people = {
        field: _person(house, client, asker, answers, field, needed=field is Field.MANAGER)
        for field in (Field.MANAGER, Field.DEPUTY, Field.SPONSOR)
    }
    written = dict(edited.profile.propositions) if edited else {}
    shared = answers.one(Field.SHARED_CHANNEL)
    profile = Profile(
        partner=answers.text(Field.PARTNER, NAME_LIMIT, needed=True),
        aliases=answers.lines(Field.ALIASES, ALIASES_LIMIT, NAME_LIMIT, ","),
        manager=people[Field.MANAGER] or 0,
        deputy=people[Field.DEPUTY],
        sponsor=people[Field.SPONSOR],
        partner_sponsor=answers.text(Field.PARTNER_SPONSOR, NAME_LIMIT),
        counterparts=_counterparts(answers.lines(Field.COUNTERPARTS, LINES_LIMIT * 2, LINE_LIMIT)),
        channels=_channels(client, answers),
        shared_channel=shared,
        partner_team_id=min(shared_with(client, shared) or (), default=None) if shared else None,
        propositions={**written, asker.person.language: _proposition(answers)},
    )
    if profile.partner and not normalised(profile.partner):
        answers.refuse(Field.PARTNER, Missing())
    answers.settled()
    return profile, bool(answers.several(Field.KEEP_DRAFT))


def _proposition(answers: Answers) -> ValueProposition:
    says, answer = answers.text(Field.OBJECTION, LINE_LIMIT), answers.text(Field.OBJECTION_ANSWER, LINE_LIMIT)
    return ValueProposition(
        benefit=answers.text(Field.BENEFIT, BENEFIT_LIMIT, needed=True),
        industry=answers.text(Field.INDUSTRY, NAME_LIMIT),
        persona=answers.text(Field.PERSONA, NAME_LIMIT),
        signals=answers.lines(Field.SIGNALS, LINES_LIMIT, LINE_LIMIT),
        proof=answers.lines(Field.PROOF, LINES_LIMIT, LINE_LIMIT),
        opening_question=answers.text(Field.QUESTION, LINE_LIMIT),
        objections=(Objection(says, answer),) if says or answer else (),
    )


def _person(
    house: House, client: WebClient, asker: Caller, answers: Answers, field: Field, *, needed: bool
) -> int | None:
    """The id of one of our people who was chosen; somebody of another company is refused."""
    slack_id = answers.one(field, needed=needed)
    if slack_id is None:
        return None
    try:
        person = meet(house, client, asker.company.team_id, slack_id)
    except Gone as gone:
        answers.refuse(field, gone)
        return None
    if person.outsider:
        answers.refuse(field, Outsider())
    return person.id


def _channels(client: WebClient, answers: Answers) -> tuple[SalesChannel, ...]:
    """The sales channels of both languages; one that is shared with another company is refused."""
    chosen: dict[str, LanguageCode] = {}
    for field, language in ((Field.CHANNELS_EN, LanguageCode.EN), (Field.CHANNELS_DE, LanguageCode.DE)):
        for channel in answers.several(field):
            if shared_with(client, channel):
                answers.refuse(field, SharedChannel())
            chosen[channel] = language
    return tuple(SalesChannel(channel, language) for channel, language in chosen.items())


def _counterparts(lines: Sequence[str]) -> tuple[Counterpart, ...]:
    """Lines such as `Ada Beispiel, Süddeutschland, Maschinenbau`."""
    parts = [[part.strip() for part in line.split(",", 2)] for line in lines]
    return tuple(Counterpart(*[*part, "", ""][:3]) for part in parts)
