"""What the app shows of itself, and that somebody listens to all of it."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import BoltRequest

from bot.domain.people import LanguageCode
from bot.listeners.surface import ALLIANCE, COMMANDS, EVENTS, SCOPES, manifest
from bot.listeners.words import ALLIANCE_WORDS, COSELL_WORDS
from bot.playground.web_api import METHODS
from messages.actions import Action, FormId, run
from messages.examples import EXAMPLES
from messages.language import Language

ROOT = Path(__file__).parents[2]
SOMEBODY = {"team": {"id": "T0NORDWIND"}, "user": {"id": "U0LENA", "team_id": "T0NORDWIND"}, "trigger_id": "1.2.3"}
VIEW = {"id": "V1", "type": "modal", "blocks": [], "private_metadata": "", "state": {"values": {}}}


@pytest.fixture
def stage(standing_stage: Any) -> Any:
    return standing_stage


def is_listened_for(stage: Any, payload: dict[str, Any]) -> bool:
    """Bolt answers 404 where nobody listens; whatever a listener makes of it is another matter."""
    payload.setdefault("response_url", f"{stage.playground.url}/response/none")
    answer = stage.bot.app.dispatch(BoltRequest(mode="socket_mode", body=payload))
    return bool(answer.status != 404)


def pressed(action_id: str) -> dict[str, Any]:
    where = {"channel": {"id": "D0LENA"}}
    element = {"type": "button", "action_id": action_id, "block_id": "b", "value": "/alliance list"}
    return {"type": "block_actions", **SOMEBODY, **where, "actions": [element]}


@pytest.mark.parametrize("action", [action for action in Action if action is not Action.PARTNER])
def test_every_button_has_a_listener(stage: Any, action: Action) -> None:
    assert is_listened_for(stage, pressed(action))


def test_the_many_buttons_that_run_a_command_have_one(stage: Any) -> None:
    assert is_listened_for(stage, pressed(run(1)))
    assert is_listened_for(stage, pressed(run(12)))
    assert not is_listened_for(stage, pressed("somebody.elses"))


def test_the_search_for_partners_has_a_listener(stage: Any) -> None:
    asked = {"type": "block_suggestion", **SOMEBODY, "action_id": Action.PARTNER, "block_id": "partner", "value": "a"}
    assert is_listened_for(stage, asked)


@pytest.mark.parametrize("form", [form for form in FormId if form is not FormId.NOTICE])
def test_every_form_has_a_listener(stage: Any, form: FormId) -> None:
    assert is_listened_for(stage, {"type": "view_submission", **SOMEBODY, "view": {**VIEW, "callback_id": form}})


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_has_a_listener(stage: Any, event: str) -> None:
    kind, _, channel_type = event.partition(".")
    said = {"type": kind, "channel_type": channel_type, "channel": "D0LENA", "user": "U0LENA", "text": "", "ts": "1.2"}
    assert is_listened_for(stage, {"type": "event_callback", "team_id": "T0NORDWIND", "event_id": "E1", "event": said})


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_every_command_has_a_listener(stage: Any, command: str) -> None:
    typed = {"command": command, "text": "help", "user_id": "U0LENA", "team_id": "T0NORDWIND", "channel_id": "D0LENA"}
    assert is_listened_for(stage, {**typed, "trigger_id": "1.2.3"})


def shown() -> Iterator[str]:
    """Every message and form in both languages, as JSON."""
    for example in EXAMPLES.values():
        for code in LanguageCode:
            yield json.dumps(example(Language.of(code)).to_dict(), ensure_ascii=False)


def test_every_action_id_that_is_shown_is_one_of_ours() -> None:
    ids = {found for text in shown() for found in re.findall(r'"action_id": "([^"]+)"', text) if "." in found}
    assert {re.sub(r"/\d+$", "", found) for found in ids} <= set(Action)


def test_every_command_that_is_shown_is_understood() -> None:
    words = {name: {name, *others} for name, (_, others) in {**ALLIANCE_WORDS, **COSELL_WORDS}.items()}
    understood = set().union(*words.values())
    commands = {found for text in shown() for found in re.findall(r"/alliance ([\w?-]+)", text)}
    assert len(commands) > 10
    assert commands <= understood
    figures = {found for text in shown() for found in re.findall(r"/cosell (figures|zahlen|\w+-\w*zahlen)", text)}
    assert figures <= words["figures"]


def test_no_spelling_stands_for_two_words() -> None:
    for words in (ALLIANCE_WORDS, COSELL_WORDS):
        spellings = [spelling for name, (_, others) in words.items() for spelling in (name, *others)]
        assert len(spellings) == len(set(spellings))
        assert all(spelling == spelling.lower() and " " not in spelling for spelling in spellings)


def test_the_manifest_keeps_slacks_limits() -> None:
    for shape in (manifest(), manifest("https://bot.example.com/slack/events")):
        about = shape["display_information"]
        assert 0 < len(about["name"]) <= 35
        assert 0 < len(about["description"]) <= 140
        assert re.fullmatch("#[0-9a-f]{6}", about["background_color"])
        commands = shape["features"]["slash_commands"]
        assert 0 < len(commands) <= 50
        for command in commands:
            assert re.fullmatch(r"/[a-z0-9_-]{1,31}", command["command"])
            assert 0 < len(command["description"]) <= 2_000
            assert 0 < len(command["usage_hint"]) <= 1_000
            assert command["should_escape"] is True
        assert 0 < len(shape["features"]["bot_user"]["display_name"]) <= 80
        scopes = shape["oauth_config"]["scopes"]["bot"]
        assert scopes == sorted(set(scopes))


def test_the_manifest_names_an_address_for_everything_or_for_nothing() -> None:
    address = "https://bot.example.com/slack/events"
    assert address not in json.dumps(manifest())
    assert manifest()["settings"]["socket_mode_enabled"] is True
    http = manifest(address)
    assert http["settings"]["socket_mode_enabled"] is False
    assert http["settings"]["event_subscriptions"]["request_url"] == address
    assert http["settings"]["interactivity"]["request_url"] == address
    assert http["settings"]["interactivity"]["message_menu_options_url"] == address
    assert {command["url"] for command in http["features"]["slash_commands"]} == {address}


UPLOAD, UPLOADING = "files_upload_v2", {"files.getUploadURLExternal", "files.completeUploadExternal"}
"""A method of slack_sdk alone, and the two of Slack that it calls."""


def called_methods() -> set[str]:
    """The Web API methods that our code calls, by their names in slack_sdk (`chat_postMessage`) or in Slack."""
    names = {name.replace(".", "_"): name for name in METHODS}
    files = [
        *ROOT.glob("bot/listeners/**/*.py"),
        *ROOT.glob("bot/slack/*.py"),
        ROOT / "bot/wiring.py",
        ROOT / "bot/jobs.py",
    ]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    attributes = {
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute) and node.attr.startswith(("chat_", "conversations_", "users_", "views_"))
    }
    assert attributes <= names.keys(), "the playground knows every method the bot calls"
    named = {node.value for node in nodes if isinstance(node, ast.Constant) and node.value in set(names.values())}
    uploads = any(isinstance(node, ast.Attribute) and node.attr == UPLOAD for node in nodes)
    return {names[attribute] for attribute in attributes} | named | (UPLOADING if uploads else set())


def test_the_scopes_cover_every_method_that_is_called_and_every_event() -> None:
    called = called_methods()
    assert {"chat.postMessage", "views.open", "conversations.info", "users.info"} <= called
    for method in called:
        scope = METHODS[method].scope or ""
        kinds = ("channels", "groups", "im", "mpim") if method == "conversations.info" else ("channels", "groups", "im")
        needed = {scope.format(kind=kind) for kind in kinds} if "{kind}" in scope else {scope} - {""}
        assert needed <= set(SCOPES), method
    assert {"app_mentions:read", "im:history", "commands"} <= set(SCOPES)


def test_no_scope_is_asked_for_without_a_need() -> None:
    needs = {scope for method in called_methods() if (scope := METHODS[method].scope)}
    kinds = {scope.format(kind=kind) for scope in needs for kind in ("channels", "groups", "im", "mpim")}
    # A form that takes a file needs the scope, and so does its address: docs.slack.dev, file input element.
    assert set(SCOPES) <= kinds | {"app_mentions:read", "commands", "files:read"}


def test_alliance_is_the_first_command() -> None:
    assert COMMANDS[0].name == ALLIANCE
