"""What do I earn? `/cosell`, the form behind it, and a seller's own figures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.domain.alliances import NAME_LIMIT, Alliance, Status
from bot.domain.cards import Answer
from bot.domain.earnings import Chances
from bot.domain.incentives import Customer
from bot.domain.money import Money
from bot.domain.pay import Base
from bot.domain.people import PayRole
from bot.domain.questions import Ask
from bot.domain.refusals import (
    Act,
    AmountAmbiguous,
    CurrencyDiffers,
    FormRefused,
    MarginMissing,
    Missing,
    NotYourPay,
    PartnerMissing,
    Refusal,
    UnitsMissing,
    UnknownPartner,
)
from bot.domain.rights import require
from bot.listeners.alliances import named
from bot.listeners.forms import Answers
from bot.listeners.house import Body, Caller, House, Request, caller
from bot.listeners.questions import Reader, other_words, question, read_question
from bot.listeners.ranking import without_partner
from bot.listeners.reading import Asked, find_partner, matching, names_in, suggestions
from bot.listeners.surface import COSELL
from bot.ports import Books
from bot.use_cases import earnings as use_cases
from bot.use_cases.alliances import visible, visible_named
from bot.use_cases.earnings import currency_of
from messages import earnings as say
from messages.actions import Action, Field, FormId
from messages.earnings.again import question as command_of
from messages.earnings.again import unmistakable
from messages.language import Language
from messages.message import Form, Message

OPTIONS_LIMIT = 100
"""Options of a select, docs.slack.dev/reference/block-kit/composition-objects/option-object."""
_LABEL_LIMIT = 75


def register(app: App, house: House) -> None:
    """Listens for the ask form and for own figures."""

    @app.options(Action.PARTNER)
    def _typing_partner(ack: Ack, body: Body, client: WebClient, payload: Mapping[str, Any]) -> None:
        asker = caller(house, client, body)
        with house.library.reading() as books:
            active = [a for a in visible(books, asker.person) if a.status is Status.ACTIVE]
        found = matching(payload.get("value", ""), active, OPTIONS_LIMIT)
        ack(options=[_option(alliance) for alliance in found])

    @app.view(FormId.ASK)
    def _asked(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        with house.library.reading() as books:
            currency = currency_of(books, asker.person.pay_role, asker.today)
            answers = Answers(body["view"], asker.person.language, currency)
            handle, question = answers.one(Field.PARTNER, needed=True), _question(answers)
            answers.settled()
            alliance = named(books, handle or "")
            answer = _answer_at_the_form(books, asker, alliance, question, body["view"])
        ack(response_action="update", view=say.answer_view(answer, asker.language).to_dict())


def ask(request: Request) -> Message | Form:
    """The answer to a partner and an amount; partners for an amount alone; the form where there is no amount."""
    require(request.caller.person, Act.ASK)
    request.place.require_no_outsiders()
    with request.house.library.reading() as books:
        return answer_in_words(books, request.caller, request.text, strict=True)


def answer_in_words(books: Books, asker: Caller, text: str, *, strict: bool) -> Message | Form:
    """The answer to typed words; `strict` refuses words that belong to nothing."""
    understood = understand(books, asker, text, strict=strict)
    return say.answer(understood, asker.language) if isinstance(understood, Answer) else understood


def understand(books: Books, asker: Caller, text: str, *, strict: bool) -> Answer | Message | Form:
    """The answer to typed words, or what has to be asked back: which amount was meant, or what is missing.

    Without a partner but with an amount it is the ranking of partners.
    """
    currency = currency_of(books, asker.person.pay_role, asker.today)
    alliances = visible_named(books, asker.person, names_in(text))
    try:
        found = find_partner(text, alliances, COSELL)
    except (PartnerMissing, UnknownPartner) as unnamed:
        ranked = without_partner(books, asker, text, alliances)
        if ranked is not None:
            return ranked
        if isinstance(unnamed, UnknownPartner):
            name = other_words(text) or unnamed.typed
            raise UnknownPartner(name, suggestions(name, alliances)) from None
        return say.ask_form(asker.language, currency, None, {Field.AMOUNT: text.strip()})
    partner, reader = (found.alliance.handle, found.alliance.partner), _reader(asker, currency)
    try:
        typed, fields = read_question(found.rest, reader, strict=strict)
        if not typed:
            return say.ask_form(asker.language, currency, partner, _said(fields, currency))
        asked = question(reader.amount(typed), fields)
    except AmountAmbiguous as ambiguous:
        return _meant(ambiguous, found, reader, asker.language)
    return use_cases.ask(books, asker.person, found.alliance, asked, asker.today)


def _said(fields: Mapping[str, Any], currency: str) -> dict[Field, str]:
    """What was said beside the amount that is missing, as it is filled into the form."""
    filled = say.fields(question(Money(0, currency), fields))
    return {field: value for field, value in filled.items() if field is not Field.AMOUNT}


def _reader(asker: Caller, currency: str) -> Reader:
    return Reader(asker.person.language, currency, asker.today, asker.company.fiscal_year_starts)


def _meant(ambiguous: AmountAmbiguous, found: Asked, reader: Reader, language: Language) -> Message:
    """Asks which amount was meant; each button is the same question with that amount said clearly."""
    handle = found.alliance.handle
    again = []
    for reading in ambiguous.readings:
        words = found.rest.replace(ambiguous.typed, unmistakable(reading), 1)
        try:
            typed, fields = read_question(words, reader, strict=False)
            clear = command_of(handle, question(reader.amount(typed), fields))
        except Refusal:  # another word is unclear too; it is asked about when the button is pressed
            clear = f"{COSELL} {handle} {words}"
        again.append((reading, clear))
    return say.ambiguous(ambiguous.typed, again, language)


def open_ask(request: Request) -> Form:
    """The form with everything of a question filled in, to change the numbers of an answer."""
    require(request.caller.person, Act.ASK)
    asker = request.caller
    with request.house.library.reading() as books:
        currency = currency_of(books, asker.person.pay_role, asker.today)
        alliances = visible_named(books, asker.person, names_in(request.text))
    found = find_partner(request.text, alliances, COSELL)
    partner = (found.alliance.handle, found.alliance.partner)
    reader = _reader(asker, currency)
    typed, fields = read_question(found.rest, reader, strict=True)
    if not typed:
        return say.ask_form(asker.language, currency, partner, _said(fields, currency))
    asked = question(reader.amount(typed), fields)
    return say.ask_form(asker.language, currency, partner, say.fields(asked))


def _answer_at_the_form(
    books: Books, asker: Caller, alliance: Alliance, question: Ask, view: Mapping[str, Any]
) -> Answer:
    """The answer; what a field is the reason for is refused there."""
    try:
        return use_cases.ask(books, asker.person, alliance, question, asker.today)
    except MarginMissing:
        raise FormRefused({Field.MARGIN: Missing()}) from None
    except UnitsMissing:
        raise FormRefused(
            {Field.UNITS if _shows_more(view) else Field.AMOUNT: UnitsMissing(alliance.partner)}
        ) from None
    except NotYourPay as not_yours:
        raise FormRefused({Field.PAY_ROLE: not_yours}) from None
    except CurrencyDiffers as differs:
        raise FormRefused({Field.AMOUNT: differs}) from None


def _shows_more(view: Mapping[str, Any]) -> bool:
    return bool(json.loads(view["private_metadata"])["more"])


def _question(answers: Answers) -> Ask:
    amount = answers.amount(Field.AMOUNT, needed=True)
    base, role, customer = (answers.one(field) for field in (Field.BASE, Field.PAY_ROLE, Field.CUSTOMER_KIND))
    return Ask(
        amount=amount or Money(0, answers.currency),
        margin=answers.amount(Field.MARGIN),
        closes=answers.day(Field.CLOSES),
        amount_together=answers.amount(Field.AMOUNT_TOGETHER),
        margin_together=answers.amount(Field.MARGIN_TOGETHER),
        closes_together=answers.day(Field.CLOSES_TOGETHER),
        chances=Chances(
            answers.rate(Field.CHANCE_ALONE, low=0, high=100), answers.rate(Field.CHANCE_TOGETHER, low=0, high=100)
        ),
        base=Base(base) if base else None,
        units=answers.count(Field.UNITS),
        product=answers.text(Field.PRODUCT, NAME_LIMIT) or None,
        customer=Customer(customer) if customer else None,
        region=answers.text(Field.REGION, NAME_LIMIT) or None,
        months=answers.count(Field.MONTHS),
        so_far=answers.amount(Field.SO_FAR, zero=True),
        deals_so_far=answers.count(Field.DEALS_SO_FAR),
        role=PayRole(role) if role else None,
        registered=answers.day(Field.REGISTERED_ON),
    )


def _option(alliance: Alliance) -> dict[str, Any]:
    label = alliance.partner if len(alliance.partner) <= _LABEL_LIMIT else alliance.partner[: _LABEL_LIMIT - 1] + "…"
    return {"text": {"type": "plain_text", "text": label}, "value": alliance.handle}
