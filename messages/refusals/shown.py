"""A refusal where it is shown: as a private message, in a form, at a field; and what is said when we fail."""

from __future__ import annotations

from collections.abc import Callable

from slack_sdk.models.blocks import Block

from bot.domain.refusals import (
    AnyRefusal,
    FormRefused,
    Gone,
    NoRules,
    Outsider,
    SharedChannel,
    SlackBusy,
    UnknownCommand,
    UnknownPartner,
    UnseenChannel,
)
from messages import parts
from messages.actions import Action, FormId
from messages.language import Language
from messages.message import Form, Message
from messages.parts import section, typed
from messages.refusals.sentences import refusal, sentence
from messages.refusals.telling import Telling


def refused(what: AnyRefusal, language: Language, again: Callable[[str], str] | None = None) -> Message:
    """The sentence, with a button for each thing that may have been meant, or to ask who knows.

    `again` turns the handle of an alliance into the command to run for it; without it partners get no buttons.
    """
    text = parts.cut(refusal(what, language), parts.SECTION_LIMIT)
    meant = _meant(what, again)
    blocks: list[Block] = [section(text)]
    if meant:
        blocks.append(parts.actions(*parts.commands(*meant)))
    if isinstance(what, NoRules) and what.handle:
        ask = parts.button(language.say("Ask the partner manager"), Action.ASK_MANAGER, what.handle)
        blocks.append(parts.actions(ask))
    return Message(text, tuple(blocks))


def _meant(what: AnyRefusal, again: Callable[[str], str] | None) -> list[tuple[str, str]]:
    """Button texts and the commands they run."""
    if isinstance(what, UnknownCommand) and what.near is not None:
        command = f"{what.command} {what.near}"
        return [(command, command)]
    if isinstance(what, UnknownPartner) and again is not None:
        return [(one.partner, again(one.handle)) for one in what.suggestions]
    return []


def refused_view(what: AnyRefusal, language: Language) -> Form:
    """The sentence in place of a form."""
    text = section(refusal(what, language))
    return Form(FormId.NOTICE, language.say("That did not work"), (text,), close=language.say("Close"))


def field_errors(what: FormRefused, language: Language) -> dict[str, str]:
    """The sentences at the fields of a form, by block id: what Slack takes as `errors`. Plain text."""
    return {field: about_chosen(problem, language) for field, problem in what.problems.items()}


def about_chosen(problem: AnyRefusal, language: Language) -> str:
    """The sentence where a person or a channel is what was chosen, not who is asking from where. Plain text."""
    match problem:
        case Outsider():
            return language.say("This person belongs to another company. Choose one of us.")
        case SharedChannel():
            return language.say("This channel is shared with another company. Choose one of ours.")
        case UnseenChannel():
            return language.say("I can’t see into this channel. Invite me with /invite, then send the form again.")
        case SlackBusy():
            return language.say("Slack is busy and can’t tell me about this channel. Send the form again in a moment.")
        case Gone():
            return language.say("I can’t find this in Slack any more. Choose another.")
        case _:
            return sentence(problem, Telling(language, plain=True))


def crashed(reference: str, language: Language) -> Message:
    """Something went wrong on our side; the reference finds it in the log."""
    text = language.say(
        "Sorry, something went wrong on our side, and nothing was half-written. Please try again; if it stays so, quote"
        " {reference}.",
        reference=f"`{typed(reference)}`",
    )
    return Message(text, (section(text),))
