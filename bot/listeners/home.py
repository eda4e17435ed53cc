"""The Home tab: published when somebody opens it; its buttons open forms, for there is nowhere else to answer."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.refusals import Refusal
from bot.listeners.commands import answered
from bot.listeners.house import Body, Caller, Charted, House, Place, Request, caller
from bot.use_cases import home as use_cases
from bot.use_cases import rules as rule_cases
from messages import home as say
from messages import refusals as say_refusals
from messages import rules as say_rules
from messages.actions import Action
from messages.message import Form, as_form

log = logging.getLogger(__name__)

_CHANGED_MEANWHILE = "hash_conflict"


def register(app: App, house: House) -> None:
    """Listens for the Home being opened, and for its buttons; to be registered before the commands."""

    @app.event("app_home_opened")
    def _opened(ack: Ack, body: Body, client: WebClient, event: Mapping[str, Any]) -> None:
        if event.get("tab") == "home":
            asker = caller(house, client, body)
            if not asker.person.outsider:
                _publish(house, client, asker, event)
        ack()

    @app.action(re.compile(rf"^{re.escape(Action.RUN)}/\d+$"), matchers=[_at_home])
    def _pressed(ack: Ack, body: Body, client: WebClient, payload: Mapping[str, Any]) -> None:
        asker = caller(house, client, body)
        command, _, text = str(payload["value"]).partition(" ")
        request = Request(house, client, asker, Place(house.channels, None), body["trigger_id"], text)
        client.views_open(trigger_id=body["trigger_id"], view=_form(command, request).to_dict())
        ack()

    @app.action(re.compile(rf"^{re.escape(Action.RELEASE)}/\d+$"))
    def _release_wanted(ack: Ack, body: Body, client: WebClient, payload: Mapping[str, Any]) -> None:
        asker = caller(house, client, body)
        try:
            with house.library.reading() as books:
                card = rule_cases.review(books, asker.person, int(payload["value"]))
            form = say_rules.release_form(card, asker.language)
        except Refusal as refusal:
            form = _refused(refusal, asker)
        client.views_open(trigger_id=body["trigger_id"], view=form.to_dict())
        ack()


def _at_home(body: Body) -> bool:
    return bool(body.get("view", {}).get("type") == "home")


def _publish(house: House, client: WebClient, asker: Caller, event: Mapping[str, Any]) -> None:
    """Shows what is the asker's now, unless it was shown anew since the Home was opened."""
    with house.library.reading() as books:
        card = use_cases.home(books, asker.person, asker.now, asker.today)
    shown = say.as_home(say.home(card, asker.language))
    seen = event.get("view", {}).get("hash")
    try:
        client.views_publish(user_id=asker.person.slack_user_id, view=shown, hash=seen)
    except SlackApiError as refused:
        if refused.response.get("error") != _CHANGED_MEANWHILE:
            raise
        log.debug("the Home was published anew meanwhile")


def _form(command: str, request: Request) -> Form:
    try:
        answer = answered(command, request)
    except Refusal as refusal:
        return _refused(refusal, request.caller)
    if isinstance(answer, Form):
        return answer
    return as_form(answer.plain if isinstance(answer, Charted) else answer)


def _refused(refusal: Refusal, asker: Caller) -> Form:
    """A refusal said in a form: the Home has no response URL."""
    return as_form(say_refusals.refused(refusal, asker.language))  # type: ignore[arg-type]  # AnyRefusal names all
