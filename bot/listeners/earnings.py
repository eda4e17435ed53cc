"""What do I earn? `/cosell`, the form behind it, and a seller's own figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.domain.alliances import Alliance, Status
from bot.domain.cards import Answer
from bot.domain.earnings import Chances
from bot.domain.incentives import GoalBonus, Owner
from bot.domain.money import Money
from bot.domain.pay import Base
from bot.domain.people import Figures
from bot.domain.periods import Days, PeriodKind, period_containing
from bot.domain.questions import Ask
from bot.domain.refusals import (
    Act,
    AmountAmbiguous,
    CurrencyDiffers,
    FormRefused,
    MarginMissing,
    Missing,
    PartnerMissing,
    Refusal,
)
from bot.domain.rights import require
from bot.domain.versions import Series, in_force
from bot.listeners.alliances import named
from bot.listeners.forms import Answers, read_day
from bot.listeners.house import Body, Caller, House, Request, caller
from bot.listeners.questions import Reader, question, read_question
from bot.listeners.reading import Asked, find_partner, matching
from bot.listeners.surface import COSELL
from bot.ports import Books
from bot.use_cases import earnings as use_cases
from bot.use_cases.alliances import visible
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
            answer = _answer_at_the_form(books, asker, alliance, question)
        ack(response_action="update", view=say.answer_view(answer, asker.language).to_dict())

    @app.view(FormId.FIGURES)
    def _figures_entered(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        with house.once("view", body["view"]["id"]) as books:
            figures = _figures(
                Answers(body["view"], asker.person.language, currency_of(books, asker.person.pay_role, asker.today))
            )
            use_cases.save_figures(books, asker.person, figures)
        ack(response_action="update", view=say.figures_saved(asker.language).to_dict())

    @app.action(Action.DELETE_FIGURES)
    def _figures_unwanted(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        with house.library.writing() as books:
            deleted = use_cases.delete_figures(books, asker.person)
        done = say.figures_deleted(deleted, asker.language).to_dict()
        client.views_update(view_id=body["view"]["id"], view=done)
        ack()


def ask(request: Request) -> Message | Form:
    """The answer to a partner and an amount; the form where one of them is missing."""
    require(request.caller.person, Act.ASK)
    request.place.require_no_outsiders()
    with request.house.library.reading() as books:
        return answer_in_words(books, request.caller, request.text, strict=True)


def answer_in_words(books: Books, asker: Caller, text: str, *, strict: bool) -> Message | Form:
    """The answer to typed words; `strict` refuses words that belong to nothing."""
    understood = understand(books, asker, text, strict=strict)
    return say.answer(understood, asker.language) if isinstance(understood, Answer) else understood


def understand(books: Books, asker: Caller, text: str, *, strict: bool) -> Answer | Message | Form:
    """The answer to typed words, or what has to be asked back: which amount was meant, or what is missing."""
    currency = currency_of(books, asker.person.pay_role, asker.today)
    try:
        found = find_partner(text, visible(books, asker.person), COSELL)
    except PartnerMissing:
        return say.ask_form(asker.language, currency, None, {Field.AMOUNT: text.strip()})
    partner, reader = (found.alliance.handle, found.alliance.partner), _reader(asker, currency)
    try:
        typed, fields = read_question(found.rest, reader, strict=strict)
        if not typed:
            return say.ask_form(asker.language, currency, partner)
        asked = question(reader.amount(typed), fields)
    except AmountAmbiguous as ambiguous:
        return _meant(ambiguous, found, reader, asker.language)
    return use_cases.ask(books, asker.person, found.alliance, asked, asker.today)


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
        found = find_partner(request.text, visible(books, asker.person), COSELL)
    partner = (found.alliance.handle, found.alliance.partner)
    reader = _reader(asker, currency)
    typed, fields = read_question(found.rest, reader, strict=True)
    if not typed:
        return say.ask_form(asker.language, currency, partner)
    asked = question(reader.amount(typed), fields)
    return say.ask_form(asker.language, currency, partner, say.fields(asked))


def open_figures(request: Request) -> Form:
    """The form for one's own figures, filled with those kept last; a form is seen by its owner alone."""
    asker = request.caller
    require(asker.person, Act.ASK)
    with request.house.library.reading() as books:
        kept = books.figures.of(asker.person.id)
        currency = currency_of(books, asker.person.pay_role, asker.today)
        periods = _goal_periods(books, asker)
    return say.figures_form(kept[0] if kept else None, periods, asker.language, currency)


def _answer_at_the_form(books: Books, asker: Caller, alliance: Alliance, question: Ask) -> Answer:
    """The answer; what a field is the reason for is refused there."""
    try:
        return use_cases.ask(books, asker.person, alliance, question, asker.today)
    except MarginMissing:
        raise FormRefused({Field.MARGIN: Missing()}) from None
    except CurrencyDiffers as differs:
        raise FormRefused({Field.AMOUNT: differs}) from None


def _question(answers: Answers) -> Ask:
    amount = answers.amount(Field.AMOUNT, needed=True)
    base = answers.one(Field.BASE)
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
    )


def _figures(answers: Answers) -> Figures:
    start, _, end = (answers.one(Field.PERIOD, needed=True) or "").partition("/")
    amounts = {field: answers.amount(field) for field in (Field.QUOTA, Field.TARGET_BONUS)}
    amounts |= {field: answers.amount(field, zero=True) for field in (Field.BOOKED, Field.EXPECTED)}
    if not any(amounts.values()):
        answers.refuse(Field.QUOTA, Missing())
    answers.settled()
    return Figures(
        period=Days(read_day(start), read_day(end)),
        quota=amounts[Field.QUOTA],
        target_bonus=amounts[Field.TARGET_BONUS],
        booked=amounts[Field.BOOKED],
        expected=amounts[Field.EXPECTED],
    )


def _goal_periods(books: Books, asker: Caller) -> tuple[Days, ...]:
    """This and the next period of each personal goal in the asker's plan; without a plan, quarter and year."""
    plan = in_force(books.versions.of(Series(asker.person.pay_role)), asker.today)
    goals = [c for c in plan.terms.components if isinstance(c, GoalBonus)] if plan else []
    kinds = [goal.period for goal in goals if goal.owner is Owner.PERSON] or [PeriodKind.QUARTER, PeriodKind.YEAR]
    starts = asker.company.fiscal_year_starts
    current = [period_containing(asker.today, kind, starts) for kind in dict.fromkeys(kinds)]
    following = [
        period_containing((period.last or asker.today) + timedelta(days=1), kind, starts)
        for period, kind in zip(current, dict.fromkeys(kinds), strict=True)
    ]
    return tuple(sorted({*current, *following}, key=lambda period: (period.start, period.last)))


def _option(alliance: Alliance) -> dict[str, Any]:
    label = alliance.partner if len(alliance.partner) <= _LABEL_LIMIT else alliance.partner[: _LABEL_LIMIT - 1] + "…"
    return {"text": {"type": "plain_text", "text": label}, "value": alliance.handle}
