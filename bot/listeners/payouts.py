"""Payouts in Slack: asked of sales operations when a joint deal is won, settled in forms, listed, taken as a file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.domain.alliances import LINE_LIMIT
from bot.domain.payout_cards import PayoutCard
from bot.domain.payouts import PayoutNote, note_id_in
from bot.domain.people import Person, Right
from bot.domain.refusals import Act, UnknownPayout
from bot.domain.rights import require
from bot.files.payouts import for_spreadsheets, to_csv
from bot.listeners.forms import Answers
from bot.listeners.house import Body, House, Request, caller
from bot.ports import Books
from bot.posts import change, post
from bot.slack import send_file
from bot.use_cases import payouts as use_cases
from messages import payouts as say
from messages.actions import Action, Field, FormId
from messages.language import Language
from messages.message import Message

FILE_NAME = "payouts.csv"


def register(app: App, house: House) -> None:
    """Listens for the buttons and forms with which notes are confirmed and rejected."""

    @app.action(Action.PAYOUT_CONFIRM)
    def _confirm_wanted(ack: Ack, body: Body, client: WebClient, payload: Mapping[str, Any]) -> None:
        asker = caller(house, client, body)
        with house.library.reading() as books:
            card = use_cases.review(books, asker.person, int(payload["value"]))
        client.views_open(trigger_id=body["trigger_id"], view=say.confirm_form(card, asker.language).to_dict())
        ack()

    @app.action(Action.PAYOUT_REJECT)
    def _reject_wanted(ack: Ack, body: Body, client: WebClient, payload: Mapping[str, Any]) -> None:
        asker = caller(house, client, body)
        with house.library.reading() as books:
            card = use_cases.review(books, asker.person, int(payload["value"]))
        client.views_open(trigger_id=body["trigger_id"], view=say.reject_form(card, asker.language).to_dict())
        ack()

    @app.view(FormId.PAYOUT_CONFIRM)
    def _confirmed(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        note_id = int(body["view"]["private_metadata"])
        with house.once("view", body["view"]["id"]) as books:
            open_note = use_cases.review(books, asker.person, note_id).note
            answers = Answers(body["view"], asker.person.language, open_note.promise.currency)
            entered = answers.amount(Field.AMOUNT, needed=open_note.amount is None)
            answers.settled()
            card = use_cases.confirm(books, asker.person, note_id, entered, asker.now)
            _tell(books, card, asker.now)
        ack(response_action="update", view=say.done(card, asker.language).to_dict())

    @app.view(FormId.PAYOUT_REJECT)
    def _rejected(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        answers = Answers(body["view"], asker.person.language, asker.company.currency)
        reason = answers.text(Field.REASON, LINE_LIMIT, needed=True)
        answers.settled()
        with house.once("view", body["view"]["id"]) as books:
            note_id = int(body["view"]["private_metadata"])
            card = use_cases.reject(books, asker.person, note_id, reason, asker.now)
            _tell(books, card, asker.now)
        ack(response_action="update", view=say.done(card, asker.language).to_dict())


def payouts(request: Request) -> Message:
    """Everybody's notes for sales operations, all of them as a file (`csv`), or one (`P-17`)."""
    require(request.caller.person, Act.ASK)
    request.place.require_no_outsiders()
    asker, wanted = request.caller, request.text.strip()
    if wanted.lower() == "csv":
        return _as_file(request)
    with request.house.library.reading() as books:
        if not wanted:
            return say.listing(use_cases.listing(books, asker.person), asker.language)
        note_id = note_id_in(wanted)
        if note_id is None:
            raise UnknownPayout(wanted)
        return say.shown(use_cases.look(books, asker.person, note_id), asker.language)


def mine(request: Request) -> Message:
    """The asker's own notes."""
    require(request.caller.person, Act.ASK)
    request.place.require_no_outsiders()
    asker = request.caller
    with request.house.library.reading() as books:
        return say.mine(use_cases.mine(books, asker.person), asker.language)


def ask_reviewers(books: Books, notes: tuple[PayoutNote, ...], now: datetime) -> None:
    """Writes a direct message about each note to everybody who may settle it.

    Nobody is asked twice about one: what was asked before tells that the deal was cancelled meanwhile.
    """
    for note in notes:
        for reviewer in use_cases.reviewers(books, note):
            _ask(books, note, reviewer, now)


def ask_about_open_notes(books: Books, joined: Person, now: datetime) -> None:
    """Asks somebody who may settle now about every note that waits."""
    if Right.SALES_OPERATIONS in joined.rights:
        for note in books.payouts.waiting():
            if note.payee_id != joined.id:
                _ask(books, note, joined, now)


def _ask(books: Books, note: PayoutNote, reviewer: Person, now: datetime) -> None:
    card, key = use_cases.card(books, note, reviewer), _key(note, reviewer)
    told = say.shown(card, Language.of(reviewer.language))
    asked_now = post(books, key, reviewer.slack_user_id, told, now)
    if card.cancelled and not asked_now:
        change(books, f"{key}:cancelled", key, told, now)


def _tell(books: Books, card: PayoutCard, now: datetime) -> None:
    """Tells the payee what was decided, and takes the buttons off the messages of those who were asked."""
    note = card.note
    payee = books.people.get(note.payee_id)
    told = say.told(card, Language.of(payee.language))
    post(books, f"payout:{note.id}:settled", payee.slack_user_id, told, now)
    for reviewer in use_cases.reviewers(books, note):
        key = _key(note, reviewer)
        change(books, f"{key}:settled", key, say.shown(card, Language.of(reviewer.language)), now)


def _key(note: PayoutNote, reviewer: Person) -> str:
    return f"payout:{note.id}:{reviewer.slack_user_id}"


def _as_file(request: Request) -> Message:
    asker = request.caller
    with request.house.library.reading() as books:
        cards = use_cases.every(books, asker.person)
    send_file(request.client, asker.person.slack_user_id, FILE_NAME, for_spreadsheets(to_csv(cards)))
    return say.file_sent(len(cards), asker.language)
