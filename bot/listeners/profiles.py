"""What is entered about an alliance: the fields of its forms as a profile, every problem at its field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
    ValueProposition,
)
from bot.domain.names import normalised
from bot.domain.people import LanguageCode
from bot.domain.refusals import BothLanguages, Gone, Missing, Outsider, SharedChannel, SlackBusy, UnseenChannel
from bot.listeners.forms import Answers
from bot.listeners.house import Caller, House, meet
from bot.ports import Books
from bot.slack import shared_with
from bot.use_cases.alliances import taken_names
from messages.actions import Field


def entered_profile(
    house: House,
    client: WebClient,
    asker: Caller,
    answers: Answers,
    written: Mapping[LanguageCode, ValueProposition],
    written_in: LanguageCode,
) -> Profile:
    """What was entered about an alliance; its problems are noted in the answers.

    `written` are the texts there were before; those in the form are in the language `written_in`.
    """
    people = {
        field: _person(house, client, asker, answers, field, needed=field is Field.MANAGER)
        for field in (Field.MANAGER, Field.DEPUTY, Field.SPONSOR)
    }
    shared = answers.one(Field.SHARED_CHANNEL)
    return Profile(
        partner=answers.text(Field.PARTNER, NAME_LIMIT, needed=True),
        aliases=answers.lines(Field.ALIASES, ALIASES_LIMIT, NAME_LIMIT, ","),
        manager=people[Field.MANAGER] or 0,
        deputy=people[Field.DEPUTY],
        sponsor=people[Field.SPONSOR],
        partner_sponsor=answers.text(Field.PARTNER_SPONSOR, NAME_LIMIT),
        counterparts=_counterparts(answers.lines(Field.COUNTERPARTS, LINES_LIMIT * 2, LINE_LIMIT)),
        channels=_channels(client, answers),
        shared_channel=shared,
        partner_team_id=min(_others(client, answers, Field.SHARED_CHANNEL, shared), default=None) if shared else None,
        propositions={**written, written_in: entered_proposition(answers, written.get(written_in))},
    )


def settle_profile(books: Books, answers: Answers, profile: Profile, edited: Alliance | None) -> None:
    """Passes when nothing is wrong with the form; else every problem is told, a name that is taken among them."""
    if profile.partner and not normalised(profile.partner):
        answers.refuse(Field.PARTNER, Missing())
    for field, taken in taken_names(books, profile, edited).items():
        answers.refuse(Field(field), taken)
    answers.settled()


def entered_proposition(answers: Answers, before: ValueProposition | None) -> ValueProposition:
    """The texts of one language, as they stand in a form, which shows the first of the objections there were before."""
    others = () if before is None else before.objections[1:]
    says, answer = answers.text(Field.OBJECTION, LINE_LIMIT), answers.text(Field.OBJECTION_ANSWER, LINE_LIMIT)
    return ValueProposition(
        benefit=answers.text(Field.BENEFIT, BENEFIT_LIMIT, needed=True),
        industry=answers.text(Field.INDUSTRY, NAME_LIMIT),
        persona=answers.text(Field.PERSONA, NAME_LIMIT),
        signals=answers.lines(Field.SIGNALS, LINES_LIMIT, LINE_LIMIT),
        proof=answers.lines(Field.PROOF, LINES_LIMIT, LINE_LIMIT),
        opening_question=answers.text(Field.QUESTION, LINE_LIMIT),
        objections=((Objection(says, answer),) if says or answer else ()) + others,
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
    """The sales channels. Refused are one shared with another company, one out of sight, and one for two languages."""
    chosen: dict[str, LanguageCode] = {}
    for field, language in ((Field.CHANNELS_EN, LanguageCode.EN), (Field.CHANNELS_DE, LanguageCode.DE)):
        for channel in answers.several(field):
            if _others(client, answers, field, channel):
                answers.refuse(field, SharedChannel())
            if channel in chosen:
                answers.refuse(field, BothLanguages())
            chosen[channel] = language
    return tuple(SalesChannel(channel, language) for channel, language in chosen.items())


def _others(client: WebClient, answers: Answers, field: Field, channel: str) -> frozenset[str]:
    """The ids of other companies' workspaces in a chosen channel; one the bot can't look into is refused."""
    try:
        return shared_with(client, channel)
    except (UnseenChannel, SlackBusy) as refused:
        answers.refuse(field, refused)
        return frozenset()


def _counterparts(lines: Sequence[str]) -> tuple[Counterpart, ...]:
    """Lines such as `Ada Beispiel, Süddeutschland, Maschinenbau`."""
    parts = [[part.strip() for part in line.split(",", 2)] for line in lines]
    return tuple(Counterpart(*[*part, "", ""][:3]) for part in parts)
