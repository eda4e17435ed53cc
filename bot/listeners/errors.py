"""What was refused or went wrong, answered where it was asked: a person never meets silence or a traceback."""

from __future__ import annotations

import logging
import secrets
from typing import Any

from slack_bolt import App, BoltResponse
from slack_bolt.context.respond import Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.people import LanguageCode
from bot.domain.refusals import (
    AlreadyDecided,
    AlreadyDone,
    AlreadySettled,
    AnyRefusal,
    FormRefused,
    Gone,
    NothingPaid,
    Refusal,
    Superseded,
)
from bot.listeners.house import Body, House, who
from bot.traces import trace
from messages import refusals as say
from messages.language import Language
from messages.message import Message, as_form

log = logging.getLogger(__name__)

_FINAL = (AlreadyDecided, AlreadyDone, AlreadySettled, Gone, NothingPaid, Superseded)
"""Nothing that could be changed in the form would help."""


def register(app: App, house: House) -> None:
    """Answers every exception of every listener."""

    @app.error
    def _failed(error: Exception, body: Body, client: WebClient, respond: Respond) -> BoltResponse:
        language = _language(house, body)
        if isinstance(error, Refusal):
            return _refused(error, body, client, respond, language)  # type: ignore[arg-type]  # AnyRefusal names all
        reference = secrets.token_hex(3).upper()
        log.error("reference %s: %s", reference, trace(error))
        return _told(say.crashed(reference, language), body, client, respond)


def _refused(refusal: AnyRefusal, body: Body, client: WebClient, respond: Respond, language: Language) -> BoltResponse:
    if body.get("type") == "view_submission":
        return _at_the_form(refusal, body, language)
    return _told(say.refused(refusal, language), body, client, respond)


def _at_the_form(refusal: AnyRefusal, body: Body, language: Language) -> BoltResponse:
    """At the fields they belong to, or at the first one, so that nothing typed is lost; else in place of the form."""
    inputs = [block["block_id"] for block in body["view"]["blocks"] if block["type"] == "input"]
    if not inputs or isinstance(refusal, _FINAL):
        return _body({"response_action": "update", "view": say.refused_view(refusal, language).to_dict()})
    refused = refusal if isinstance(refusal, FormRefused) else FormRefused({inputs[0]: refusal})
    errors = say.field_errors(refused, language)
    shown = {(field if field in inputs else inputs[0]): text for field, text in errors.items()}
    return _body({"response_action": "errors", "errors": shown})


def _told(message: Message, body: Body, client: WebClient, respond: Respond) -> BoltResponse:
    """By the kind of request: a command's body, a form in front of a form, the response URL of a button."""
    private: dict[str, Any] = {**message.to_dict(), "response_type": "ephemeral"}
    if "command" in body:
        return _body(private)
    if body.get("type") == "block_suggestion":
        return _body({"options": []})
    if body.get("type") == "view_submission":
        return _body({"response_action": "update", "view": as_form(message).to_dict()})
    try:
        if "view" in body:
            at_home = body["view"]["type"] == "home"
            opened = client.views_open if at_home else client.views_push
            opened(trigger_id=body["trigger_id"], view=as_form(message).to_dict())
        elif "event" in body:
            event = body["event"]
            client.chat_postEphemeral(channel=event["channel"], user=event["user"], **message.to_dict())
        else:
            respond(**private, replace_original=False)
    except SlackApiError as unsayable:
        log.warning("could not answer: %s", unsayable.response.get("error"))
    except OSError as unreachable:
        log.warning("could not answer: %s", type(unreachable).__name__)
    return BoltResponse(status=200)


def _body(json: dict[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=json)


def _language(house: House, body: Body) -> Language:
    """The person's language where it is known; English for somebody never met."""
    try:
        with house.library.reading() as books:
            person = books.people.find(*who(body))
    except Exception:  # noqa: BLE001 - whatever else is broken, there is an answer
        person = None
    return Language.of(LanguageCode.EN if person is None else person.language)
