"""Which partner to take along? `/cosell partners 50k`, and the customer's industry it asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.domain.alliances import Alliance
from bot.domain.names import normalised
from bot.domain.people import LanguageCode
from bot.domain.ranking import industries, is_named
from bot.domain.refusals import Act, AmountAmbiguous, AmountMissing, Refusal, WordsUnclear
from bot.domain.rights import require
from bot.listeners.house import Body, Caller, House, Place, Request, caller
from bot.listeners.questions import Reader, question, read_question
from bot.listeners.surface import COSELL
from bot.ports import Books
from bot.use_cases import ranking as use_cases
from bot.use_cases.alliances import visible
from bot.use_cases.earnings import currency_of
from messages import ranking as say
from messages.actions import Action
from messages.earnings import ambiguous
from messages.earnings.again import unmistakable
from messages.message import Message

_QUOTED = re.compile(r'["“„]([^"“”„]*)["”“]')
_WORD = "partners"


def register(app: App, house: House) -> None:
    """Listens for the industry that is chosen; the ranking takes the question's place."""

    @app.action(re.compile(rf"^{re.escape(Action.INDUSTRY)}(/\d+)?$"))
    def _chosen(ack: Ack, body: Body, client: WebClient, payload: Mapping[str, Any], respond: Respond) -> None:
        place = Place(house.channels, body["channel"]["id"])
        text = str(payload["value"]).removeprefix(f"{COSELL} {_WORD}")
        shown = partners(Request(house, client, caller(house, client, body), place, body["trigger_id"], text))
        respond(**shown.to_dict(), response_type="ephemeral", replace_original=True)
        ack()


def partners(request: Request) -> Message:
    """The partners that fit the industry that was said, or the question which it is."""
    require(request.caller.person, Act.ASK)
    request.place.require_no_outsiders()
    with request.house.library.reading() as books:
        alliances = visible(books, request.caller.person)
        return ranking_in_words(books, request.caller, request.text, alliances)


def without_partner(books: Books, asker: Caller, text: str, alliances: Sequence[Alliance]) -> Message | None:
    """The ranking for words that ask about a deal and name no partner; None if they ask about something else.

    They do with an amount, and nothing beside it that belongs to no question but an industry some alliance names.
    """
    try:
        said = _read(text, _reader(books, asker))
    except Refusal:
        return None
    if said.industry is not None and not is_named(alliances, said.industry):
        return None
    return ranking_in_words(books, asker, text, alliances)


def ranking_in_words(books: Books, asker: Caller, text: str, alliances: Sequence[Alliance]) -> Message:
    """The ranking for typed words: an amount, an industry (in quotes or not), and whatever a question may hold.

    Without an industry it is asked for, unless no alliance names any.

    Raises:
        AmountMissing: if there is no amount.
        And what reading a question and ranking partners raise.
    """
    reader = _reader(books, asker)
    said = _read(text, reader)
    try:
        asked = question(reader.amount(said.amount), said.fields)
    except AmountAmbiguous as unclear:
        return _which(unclear, text, asker)
    use_cases.require_role(asker.person, asked.role or asker.person.pay_role)
    if said.industry is None:
        offered = industries(alliances, asker.person.language)
        if offered:
            return say.ask_industry(asked, offered, asker.language)
    industry = _named_within(said.industry or "", alliances)
    found = use_cases.rank(books, asker.person, alliances, asked, industry, asker.today)
    return say.ranking(found, asker.language)


@dataclass(frozen=True, slots=True)
class _Said:
    """The amount as it was typed, what else a question holds, and the industry."""

    amount: str
    fields: Mapping[str, Any]
    industry: str | None


def _reader(books: Books, asker: Caller) -> Reader:
    currency = currency_of(books, asker.person.pay_role, asker.today)
    return Reader(asker.person.language, currency, asker.today, asker.company.fiscal_year_starts)


def _read(text: str, reader: Reader) -> _Said:
    """What was said; words that belong to nothing else are the industry."""
    quoted = _QUOTED.match(text.strip())
    industry = None if quoted is None else quoted[1].strip()
    rest = text if quoted is None else text.strip()[quoted.end() :]
    try:
        typed, fields = read_question(rest, reader, strict=True)
    except WordsUnclear as unclear:
        if quoted is not None or not normalised(unclear.typed):
            raise
        industry = unclear.typed
        typed, fields = read_question(rest, reader, strict=False)
    if not typed:
        raise AmountMissing
    return _Said(typed, fields, industry)


def _named_within(words: str, alliances: Sequence[Alliance]) -> str:
    """The one industry that alliances name and that stands within a sentence; the words as they are, else."""
    named = {normalised(each): each for code in LanguageCode for each in industries(alliances, code)}
    found = [spelled for name, spelled in named.items() if f" {name} " in f" {normalised(words)} "]
    return found[0] if len(found) == 1 else words


def _which(unclear: AmountAmbiguous, text: str, asker: Caller) -> Message:
    """Asks which amount was meant; each button is the same question with that amount said clearly."""
    again = [
        (reading, f"{COSELL} {_WORD} {text.strip().replace(unclear.typed, unmistakable(reading), 1)}")
        for reading in unclear.readings
    ]
    return ambiguous(unclear.typed, again, asker.language)
