"""A question to the partner manager, from under a briefing."""

from __future__ import annotations

import json

from messages import parts
from messages.actions import Field, FormId
from messages.language import Language
from messages.message import Form, Message
from messages.parts import bold, person, section, typed


def ask_form(partner: str, handle: str, language: Language) -> Form:
    """Asks for the question; the private metadata holds the handle."""
    about = section(bold(language.say("About {partner}", partner=typed(partner))))
    question = parts.text_input(Field.QUESTION_TEXT, language.say("Your question"), multiline=True)
    return Form(
        FormId.ASK_MANAGER,
        language.say("Ask the partner manager"),
        (about, question),
        submit=language.say("Send"),
        close=language.say("Cancel"),
        private_metadata=json.dumps({"handle": handle}),
    )


def asked(partner: str, slack_id: str, question: str, language: Language) -> Message:
    """The question, to the partner manager; `slack_id` is who asks."""
    text = language.say("{who} asks about {partner}:", who=person(slack_id), partner=typed(partner))
    quoted = section(language.say("“{words}”", words=typed(question)))
    return Message(text, (section(text), quoted, parts.context(language.say("Answer in a direct message."))))


def asked_done(partner: str, manager_slack_id: str, language: Language) -> Form:
    """Tells the one who asked where the question went."""
    text = language.say(
        "Your question about {partner} is with {who}, who answers you directly.",
        partner=typed(partner),
        who=person(manager_slack_id),
    )
    return Form(FormId.NOTICE, language.say("Sent"), (section(text),), close=language.say("Close"))
