"""The words after a slash command, and the buttons that stand for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookResponse

from bot.domain.refusals import UnknownCommand, UnknownPartner
from bot.listeners import alliances, earnings
from bot.listeners.house import Body, Charted, House, Place, Request, caller, unescaped
from bot.listeners.reading import first_word, split_amount
from bot.listeners.surface import ALLIANCE, COMMANDS, COSELL
from bot.listeners.words import WORDS, Answer, Answering
from messages import refusals as say_refusals
from messages.actions import Action
from messages.message import Form, Message, as_form


def register(app: App, house: House) -> None:
    """Listens for the slash commands and for buttons that run one."""
    for command in COMMANDS:
        app.command(command.name)(_commanded(house))

    @app.action(re.compile(rf"^{re.escape(Action.RUN)}(/\d+)?$"))
    def _button(ack: Ack, body: Body, client: WebClient, payload: Mapping[str, Any], respond: Respond) -> None:
        command, _, text = str(payload["value"]).partition(" ")
        in_view = "view" in body
        place = Place(house.channels, None if in_view else body["channel"]["id"])
        request = Request(house, client, caller(house, client, body), place, body["trigger_id"], text)
        answer = answered(command, request)
        if in_view:
            form = answer if isinstance(answer, Form) else as_form(_plain(answer))
            client.views_push(trigger_id=body["trigger_id"], view=form.to_dict())
        elif isinstance(answer, Form):
            client.views_open(trigger_id=body["trigger_id"], view=answer.to_dict())
        else:
            _respond(respond, answer)
        ack()


def answered(command: str, request: Request) -> Answer:
    """The answer to a command; a partner's name with a slip in it is answered with what may be meant."""
    word, answering, rest = _meant(command, request)
    try:
        return answering(request.with_text(rest))
    except UnknownPartner as unknown:
        before = f"{command} {word}".strip()
        beside = _beside(unknown.typed, rest) if command == COSELL else ""
        return say_refusals.refused(
            unknown, request.caller.language, lambda handle: f"{before} {handle} {beside}".strip()
        )


def _beside(name: str, text: str) -> str:
    """What was said beside a partner's name; the amount alone where the name is not in one piece."""
    return " ".join(text.replace(name, " ", 1).split()) if name in text else split_amount(text)[1]


def _meant(command: str, request: Request) -> tuple[str, Answering, str]:
    """The subcommand, who answers it, and the text that is left for it."""
    words = WORDS[command]
    spellings = {name: others for name, (_, others) in words.items()}
    if command == COSELL:
        first, _, rest = request.text.strip().partition(" ")
        known = next((name for name, others in spellings.items() if first.lower() in (name, *others)), None)
        return ("", earnings.ask, request.text) if known is None else (known, words[known][0], rest)
    try:
        word, rest = first_word(command, request.text, spellings)
    except UnknownCommand:
        if command != ALLIANCE or not alliances.names_partner(request):
            raise
        return "show", alliances.show, request.text
    return word, words[word][0], rest


def _commanded(house: House) -> Callable[..., None]:
    def commanded(ack: Ack, body: Body, client: WebClient, respond: Respond) -> None:
        place = Place(house.channels, body["channel_id"])
        asker = caller(house, client, body)
        request = Request(house, client, asker, place, body["trigger_id"], unescaped(body.get("text") or ""))
        answer = answered(body["command"], request)
        if isinstance(answer, Form):
            client.views_open(trigger_id=body["trigger_id"], view=answer.to_dict())
            ack()
        elif isinstance(answer, Charted):
            _respond(respond, answer)
            ack()
        else:
            ack(**answer.to_dict(), response_type="ephemeral")

    return commanded


def _respond(respond: Respond, answer: Message | Charted) -> None:
    """Answers privately; without charts where Slack refuses them."""
    shown = answer.message if isinstance(answer, Charted) else answer
    sent = respond(**shown.to_dict(), response_type="ephemeral", replace_original=False)
    if isinstance(answer, Charted) and _refused(sent):
        respond(**answer.plain.to_dict(), response_type="ephemeral", replace_original=False)


def _refused(sent: WebhookResponse) -> bool:
    """Slack refuses an answer with an HTTP status, or with a word in a body that comes with 200."""
    return sent.status_code != HTTPStatus.OK or '"ok":false' in sent.body.replace(" ", "")


def _plain(answer: Message | Charted) -> Message:
    return answer.plain if isinstance(answer, Charted) else answer
