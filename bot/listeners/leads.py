"""Leads in Slack: shared in a form, answered with buttons, followed up in threads."""

from __future__ import annotations

import json
import re

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.domain.alliances import LINE_LIMIT, NAME_LIMIT, Alliance
from bot.domain.leads import (
    NEED_LIMIT,
    Attempt,
    Basis,
    Contact,
    Customer,
    Direction,
    Offer,
    Side,
    Timing,
    Together,
    lead_id_in,
)
from bot.domain.refusals import Act, Outsider, PartnerMissing, UnknownLead
from bot.domain.rights import require
from bot.listeners.alliances import named
from bot.listeners.forms import Answers
from bot.listeners.house import Body, Caller, House, Request, caller, meet, unescaped
from bot.listeners.lead_steps import currency_for
from bot.listeners.reading import find_partner
from bot.listeners.surface import LEAD, LEAD_SHORTCUT
from bot.posts import announce, tell_duplicate
from bot.use_cases import leads as use_cases
from bot.use_cases.alliances import visible
from bot.use_cases.leads import Sharing
from messages import leads as say
from messages.actions import Action, Field, FormId
from messages.message import Form, Message

_MENTION = re.compile(r"<[@#!][^>]*>")
"""Somebody or a channel named in a message; a need is read by people who don't know them."""
_LINK = re.compile(r"<([^>|]+)\|?([^>]*)>")
"""An address in a message, with the words it stands under."""


def register(app: App, house: House) -> None:
    """Listens for the forms in which leads are shared."""

    @app.view(FormId.LEAD_SHARE)
    def _shared(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        direction = Direction(json.loads(body["view"]["private_metadata"])["direction"])
        with house.library.reading() as books:
            answers = Answers(body["view"], asker.person.language, currency_for(books, asker))
            handle = answers.one(Field.PARTNER, needed=True)
        sharing = _sharing(house, client, asker, direction, answers)
        with house.once("view", body["view"]["id"]) as books:
            alliance = named(books, handle or "")
            lead = use_cases.share(
                books, asker.person, alliance, sharing, asker.now, house.days_off(alliance, asker.company)
            )
            announce(books, lead, alliance, asker.now)
            tell_duplicate(books, lead, alliance, asker.now)
            card = use_cases.card(books, lead, alliance, for_sender=True)
        ack(response_action="update", view=say.shared(card, asker.language).to_dict())

    @app.action(Action.LEAD_MORE)
    def _more_wanted(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        direction = Direction(json.loads(body["view"]["private_metadata"])["direction"])
        answers = Answers(body["view"], asker.person.language, asker.company.currency)
        with house.library.reading() as books:
            chosen = answers.one(Field.PARTNER)
            partner = (chosen, named(books, chosen).partner) if chosen else None
            need = answers.text(Field.NEED, NEED_LIMIT)
            form = say.share_form(direction, asker.language, currency_for(books, asker), partner, more=True, need=need)
        client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=form.to_dict())
        ack()

    @app.shortcut(LEAD_SHORTCUT)
    def _message_chosen(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        require(asker.person, Act.SHARE_LEAD)
        need = _as_written(str(body["message"].get("text", "")))[:NEED_LIMIT]
        with house.library.reading() as books:
            currency = currency_for(books, asker)
        form = say.share_form(Direction.GIVEN, asker.language, currency, None, more=False, need=need)
        client.views_open(trigger_id=body["trigger_id"], view=form.to_dict())
        ack()


def _as_written(text: str) -> str:
    """A message of Slack's as its reader would copy it, without the people and channels it names."""
    return unescaped(_LINK.sub(lambda link: link[2] or link[1], _MENTION.sub(" ", text))).strip()


def open_share(request: Request) -> Form:
    """The form to give a lead to a partner."""
    return _open(request, Direction.GIVEN)


def open_receive(request: Request) -> Form:
    """The form to write down a lead that a partner gave."""
    return _open(request, Direction.RECEIVED)


def open_joint(request: Request) -> Form:
    """The form for a deal that both sides work on."""
    return _open(request, Direction.JOINT)


def listing(request: Request) -> Message:
    """The reader's leads, or those of the alliances the reader manages."""
    asker = request.caller
    with request.house.library.reading() as books:
        return say.listing(use_cases.listing(books, asker.person, asker.now), asker.language)


def show(request: Request) -> Message:
    """One lead with its history."""
    lead_id = lead_id_in(request.text)
    if lead_id is None:
        raise UnknownLead(request.text.strip())
    with request.house.library.reading() as books:
        return say.file(use_cases.file(books, request.caller.person, lead_id), request.caller.language)


def _open(request: Request, direction: Direction) -> Form:
    asker = request.caller
    require(asker.person, Act.SHARE_LEAD)
    with request.house.library.reading() as books:
        partner = _named_partner(request, visible(books, asker.person))
        return say.share_form(direction, asker.language, currency_for(books, asker), partner, more=False)


def _named_partner(request: Request, alliances: tuple[Alliance, ...]) -> tuple[str, str] | None:
    try:
        alliance = find_partner(request.text, alliances, LEAD).alliance
    except PartnerMissing:
        return None
    return alliance.handle, alliance.partner


def _sharing(house: House, client: WebClient, asker: Caller, direction: Direction, answers: Answers) -> Sharing:
    offer = Offer(
        customer=Customer(
            answers.text(Field.CUSTOMER, NAME_LIMIT, needed=True),
            answers.text(Field.INDUSTRY, NAME_LIMIT),
            answers.text(Field.REGION, NAME_LIMIT),
            answers.text(Field.SIZE, NAME_LIMIT),
        ),
        need=answers.text(Field.NEED, NEED_LIMIT, needed=True),
        value=answers.amount(Field.VALUE),
        timing=answers.choice(Field.TIMING, Timing, Timing.UNKNOWN),
        link=answers.text(Field.LINK, LINE_LIMIT),
        confidential=bool(answers.several(Field.CONFIDENTIAL)),
        contact=_contact(answers),
    )
    owner = _owner(house, client, asker, answers) if direction is Direction.RECEIVED else None
    together = _together(answers) if direction is Direction.JOINT else None
    answers.settled()
    return Sharing(direction, offer, owner, together)


def _contact(answers: Answers) -> Contact | None:
    """The contact person; named only together with the basis on which the name is passed on."""
    name = answers.text(Field.CONTACT, NAME_LIMIT)
    if not name:
        return None
    basis = answers.one(Field.CONTACT_BASIS, needed=True)
    note = answers.text(Field.CONTACT_NOTE, LINE_LIMIT, needed=True)
    return Contact(name, Basis(basis), note) if basis else None


def _together(answers: Answers) -> Together:
    return Together(
        answers.choice(Field.LEADS_AT, Side, Side.OURS),
        answers.choice(Field.INVOICES, Side, Side.OURS),
        answers.choice(Field.PARTNER_CAME, Attempt, Attempt.BEFORE),
    )


def _owner(house: House, client: WebClient, asker: Caller, answers: Answers) -> int | None:
    slack_id = answers.one(Field.OWNER)
    if slack_id is None:
        return None
    person = meet(house, client, asker.company.team_id, slack_id)
    if person.outsider:
        answers.refuse(Field.OWNER, Outsider())
    return person.id
