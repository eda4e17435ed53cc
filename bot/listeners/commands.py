"""The words after a slash command, and the buttons that stand for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.domain.refusals import Act, UnknownCommand, UnknownPartner
from bot.domain.rights import require
from bot.listeners import alliances, earnings, people, rules
from bot.listeners.house import Body, House, Place, Request, caller, unescaped
from bot.listeners.reading import first_word, split_amount
from bot.listeners.surface import ALLIANCE, COMMANDS, COSELL
from messages import help as say_help
from messages import refusals as say_refusals
from messages.actions import Action
from messages.message import Form, Message, as_form

Answering = Callable[[Request], Message | Form]


def _alliance_help(request: Request) -> Message:
    person = request.caller.person
    return say_help.alliance_help(request.caller.language, person.rights, outsider=person.outsider)


def _cosell_help(request: Request) -> Message:
    require(request.caller.person, Act.ASK)
    return say_help.cosell_help(request.caller.language)


ALLIANCE_WORDS: Mapping[str, tuple[Answering, tuple[str, ...]]] = {
    "list": (alliances.listing, ("liste", "all", "alle")),
    "show": (alliances.show, ("zeige", "zeigen", "zeig")),
    "register": (alliances.open_register, ("anlegen", "registrieren", "new", "neu")),
    "edit": (alliances.open_edit, ("bearbeiten", "ändern", "change")),
    "pause": (alliances.pause, ("pausieren",)),
    "resume": (alliances.resume, ("fortsetzen", "activate", "aktivieren")),
    "end": (alliances.ask_end, ("beenden",)),
    "incentive": (rules.open_rule, ("rule", "regel", "prämie", "incentives")),
    "plan": (rules.open_plan, ("vergütungsplan",)),
    "history": (alliances.history, ("verlauf", "historie")),
    "people": (people.open_people, ("personen", "rechte", "rights")),
    "help": (_alliance_help, ("hilfe", "?")),
}
COSELL_WORDS: Mapping[str, tuple[Answering, tuple[str, ...]]] = {
    "change": (earnings.open_ask, ("ändern",)),
    "figures": (earnings.open_figures, ("zahlen", "my-figures", "meine-zahlen")),
    "help": (_cosell_help, ("hilfe", "?")),
}


def register(app: App, house: House) -> None:
    """Listens for the slash commands and for buttons that run one."""
    for command in COMMANDS:
        app.command(command.name)(_commanded(house))

    @app.action(re.compile(rf"^{re.escape(Action.RUN)}(/\d+)?$"))
    def _button(ack: Ack, body: Body, client: WebClient, payload: Mapping[str, Any], respond: Respond) -> None:
        command, _, text = str(payload["value"]).partition(" ")
        in_view = "view" in body
        place = Place(client, None if in_view else body["channel"]["id"])
        request = Request(house, client, caller(house, client, body), place, body["trigger_id"], text)
        answer = answered(command, request)
        if in_view:
            form = answer if isinstance(answer, Form) else as_form(answer)
            client.views_push(trigger_id=body["trigger_id"], view=form.to_dict())
        elif isinstance(answer, Form):
            client.views_open(trigger_id=body["trigger_id"], view=answer.to_dict())
        else:
            respond(**answer.to_dict(), response_type="ephemeral", replace_original=False)
        ack()


def answered(command: str, request: Request) -> Message | Form:
    """The answer to a command; a partner's name with a slip in it is answered with what may be meant."""
    word, answering, rest = _meant(command, request)
    try:
        return answering(request.with_text(rest))
    except UnknownPartner as unknown:
        before = f"{command} {word}".strip()
        amount = split_amount(rest)[1] if command == COSELL else ""
        return say_refusals.refused(
            unknown, request.caller.language, lambda handle: f"{before} {handle} {amount}".strip()
        )


def _meant(command: str, request: Request) -> tuple[str, Answering, str]:
    """The subcommand, who answers it, and the text that is left for it."""
    words = ALLIANCE_WORDS if command == ALLIANCE else COSELL_WORDS
    spellings = {name: others for name, (_, others) in words.items()}
    if command == COSELL:
        first, _, rest = request.text.strip().partition(" ")
        known = next((name for name, others in spellings.items() if first.lower() in (name, *others)), None)
        return ("", earnings.ask, request.text) if known is None else (known, words[known][0], rest)
    try:
        word, rest = first_word(command, request.text, spellings)
    except UnknownCommand:
        if not alliances.names_partner(request):
            raise
        return "show", alliances.show, request.text
    return word, words[word][0], rest


def _commanded(house: House) -> Callable[..., None]:
    def commanded(ack: Ack, body: Body, client: WebClient) -> None:
        place = Place(client, body["channel_id"])
        asker = caller(house, client, body)
        request = Request(house, client, asker, place, body["trigger_id"], unescaped(body.get("text") or ""))
        answer = answered(body["command"], request)
        if isinstance(answer, Form):
            client.views_open(trigger_id=body["trigger_id"], view=answer.to_dict())
            ack()
        else:
            ack(**answer.to_dict(), response_type="ephemeral")

    return commanded
