"""A draft on its way: looked at, sent, released or sent back."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.domain.cards import DecisionCard, DraftCard
from bot.domain.examples import ExampleResult
from bot.domain.versions import State, Version
from messages import names, parts
from messages.actions import Action, Field, FormId
from messages.components import component_sentence
from messages.language import Language
from messages.message import Form, Message
from messages.names import capitalised
from messages.parts import bold, lines, person, section, typed
from messages.rules.files import result_blocks
from messages.rules.lists import bulleted
from messages.rules.lowering import lowering_sentence
from messages.rules.sentences import terms_sentences, worked_example

YES = "yes"
"""The one option value of `Field.LOWER`."""


def draft_preview(
    card: DraftCard, private_metadata: str, language: Language, results: Sequence[ExampleResult] = ()
) -> Form:
    """What the draft says and pays, before it is sent; the private metadata carries the draft itself.

    `results` are what the examples of a file come to.
    """
    plan = card.version.series.is_plan
    return Form(
        FormId.PLAN_CONFIRM if plan else FormId.RULE_CONFIRM,
        language.say("Is this right?"),
        (
            _head(card, language),
            *(result_blocks(results, language) if results else []),
            *_terms(card, language),
            *_meant(card, language),
            parts.divider(),
            section(_who_is_asked(card, language)),
        ),
        submit=language.say("Send for release"),
        close=language.say("Back"),
        private_metadata=private_metadata,
    )


def _head(card: DraftCard, language: Language) -> Block:
    return section(bold(capitalised(_subject(card.version, card.partner, language))))


def _terms(card: DraftCard, language: Language) -> list[Block]:
    version = card.version
    sentences = terms_sentences(version.terms, version.series.route, version.series.pay_role, language)
    example = [] if card.example is None else [section(worked_example(card.example, language))]
    lowered = (
        []
        if card.lowering is None
        else [section(bold(lowering_sentence(card.lowering, card.version.series.pay_role, language)))]
    )
    small_print = lines(_validity(version, language), _replaced(card, language))
    return [*bulleted(sentences), *example, *lowered, parts.context(small_print)]


def _meant(card: DraftCard, language: Language) -> list[Block]:
    if card.lowering is None:
        return []
    yes = {YES: language.say("Yes, lower it")}
    return [parts.ticks(Field.LOWER, language.say("Is that meant?"), yes, optional=False)]


def _subject(version: Version, partner: str | None, language: Language) -> str:
    """What the version is, by name: `rules v3 with Acme (together, seller)`; without a number until it has one."""
    named = _name(version, partner, language)
    return language.say("the end of {rules}", rules=named) if version.ends else named


def _name(version: Version, partner: str | None, language: Language) -> str:
    series, number = version.series, version.number
    role = names.pay_role(series.pay_role, language)
    if partner is None or series.route is None:
        if number == 0:
            return language.say("plan ({role})", role=role)
        return language.say("plan v{number} ({role})", number=number, role=role)
    fields = {"partner": typed(partner), "route": names.route(series.route, language), "role": role}
    if number == 0:
        return language.say("rules with {partner} ({route}, {role})", **fields)
    return language.say("rules v{number} with {partner} ({route}, {role})", number=number, **fields)


def _validity(version: Version, language: Language) -> str:
    return language.say("For deals closing {days}.", days=language.days(version.valid))


def _replaced(card: DraftCard, language: Language) -> str:
    if card.version.ends:
        return language.say("What was released before stays as it is until then.")
    if card.replaces is None:
        return language.say("It replaces nothing: there was none in force.")
    before = "; ".join(component_sentence(component, language) for component in card.replaces.terms.components)
    return language.say("From that day on it replaces v{number}: {before}.", number=card.replaces.number, before=before)


def _who_is_asked(card: DraftCard, language: Language) -> str:
    if not card.reviewers:
        return language.say(
            "Nobody can release it yet: an administrator must name somebody else in sales operations first, with"
            " `/alliance people`."
        )
    people = names.listed([person(one) for one in card.reviewers], language)
    return language.say("{people} will be asked to release it. Until then nothing of it is quoted.", people=people)


def sent(card: DraftCard, language: Language) -> Form:
    """The draft is with sales operations."""
    done = language.say("Sent: {draft}.", draft=_subject(card.version, card.partner, language))
    return Form(
        FormId.NOTICE,
        language.say("Sent"),
        (section(bold(done)), section(_who_is_asked(card, language))),
        close=language.say("Close"),
    )


def review_request(card: DraftCard, language: Language) -> Message:
    """Asks one of sales operations to release or send back."""
    who, what = person(card.drafter_slack_id), _subject(card.version, card.partner, language)
    text = language.say("{who} asks you to release: {draft}.", who=who, draft=what)
    value = str(card.version.id)
    buttons = parts.actions(
        parts.button(language.say("Release"), Action.RELEASE, value, style="primary"),
        parts.button(language.say("Send back"), Action.RETURN, value),
    )
    return Message(text, (section(text), *_terms(card, language), buttons))


def release_form(card: DraftCard, language: Language) -> Form:
    """What sales operations may add when they release; everything may be left empty. Metadata: the version's id."""
    currency = card.version.terms.currency
    return Form(
        FormId.RELEASE,
        language.say("Release"),
        (
            _head(card, language),
            *_terms(card, language),
            parts.text_input(
                Field.APPROVAL,
                language.say("Approval reference"),
                hint=language.say("A works council’s approval, for instance."),
                optional=True,
            ),
            *([] if card.version.ends else _how_long(currency, language)),
        ),
        submit=language.say("Release"),
        close=language.say("Cancel"),
        private_metadata=str(card.version.id),
    )


def _how_long(currency: str, language: Language) -> list[Block]:
    return [
        parts.text_input(Field.BUDGET, language.say("Budget ({currency})", currency=currency), optional=True),
        parts.day_input(
            Field.VALID_UNTIL,
            language.say("Last closing day it counts for"),
            hint=language.say("Empty: until further notice."),
            optional=True,
        ),
    ]


def return_form(card: DraftCard, language: Language) -> Form:
    """Why the draft goes back; the drafter reads it. Metadata: the version's id."""
    return Form(
        FormId.RETURN,
        language.say("Send back"),
        (
            _head(card, language),
            *_terms(card, language),
            parts.text_input(
                Field.REASON,
                language.say("What should change?"),
                hint=language.say("The person who drafted it reads this."),
                multiline=True,
            ),
        ),
        submit=language.say("Send back"),
        close=language.say("Cancel"),
        private_metadata=str(card.version.id),
    )


def decided(card: DecisionCard, language: Language) -> Message:
    """Tells the drafter what became of the draft, and what to do next."""
    who, what = person(card.decider_slack_id), _subject(card.version, card.partner, language)
    if card.version.state is State.RELEASED:
        text = language.say("Released by {who}: {draft}.", who=who, draft=what)
        shown: list[Block] = [section(text), section(_from_now_on(card, language))]
        if card.handle is not None:
            shown.append(parts.actions(*parts.commands((language.say("Show"), f"/alliance show {card.handle}"))))
        return Message(text, tuple(shown))
    text = language.say("Sent back by {who}: {draft}.", who=who, draft=what)
    again = "/alliance plan" if card.handle is None else f"/alliance incentive {card.handle}"
    return Message(
        text,
        (
            section(text),
            section(language.say("“{words}”", words=typed(card.version.reason))),
            parts.actions(*parts.commands((language.say("Draft it anew"), again))),
        ),
    )


def _from_now_on(card: DecisionCard, language: Language) -> str:
    days = language.days(card.version.valid)
    if card.version.ends:
        return language.say("The rules no longer count for deals closing {days}.", days=days)
    return language.say("It counts for deals closing {days}.", days=days)


def decision_done(card: DecisionCard, language: Language) -> Form:
    """Tells the one who decided that it is done."""
    what, drafter = _subject(card.version, card.partner, language), person(card.drafter_slack_id)
    if card.version.state is State.RELEASED:
        title, done = language.say("Released"), language.say("Released: {draft}.", draft=what)
        then = lines(_from_now_on(card, language), language.say("{who} has been told.", who=drafter))
    else:
        title, done = language.say("Sent back"), language.say("Sent back: {draft}.", draft=what)
        then = language.say("{who} has been told, with your reason.", who=drafter)
    return Form(FormId.NOTICE, title, (section(bold(done)), section(then)), close=language.say("Close"))
