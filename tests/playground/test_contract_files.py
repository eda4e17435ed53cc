"""Files dropped into a form, as Slack takes them and hands them to the app."""

from dataclasses import replace
from urllib.request import Request, urlopen

import pytest

from bot.playground.server import Playground
from bot.playground.visitor import PlaygroundFailure, Visitor
from tests.playground.conftest import ANNA, BEN, BOT_TOKEN, GENERAL, MANIFEST, WORKSPACE, connected, new_app

SCOPES = [*MANIFEST["oauth_config"]["scopes"]["bot"], "files:read"]
READING = replace(WORKSPACE, manifest=MANIFEST | {"oauth_config": {"scopes": {"bot": SCOPES}}})
PLAN = b"plan: seller\n"
ELEMENT = {"type": "file_input", "action_id": "plan", "filetypes": ["yaml", "yml"], "max_files": 1}
FORM = {
    "type": "modal",
    "callback_id": "drop",
    "title": {"type": "plain_text", "text": "Drop it"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {"type": "input", "block_id": "plan", "label": {"type": "plain_text", "text": "Plan"}, "element": ELEMENT}
    ],
}


@pytest.fixture
def playground():
    with Playground(READING) as running:
        yield running


@pytest.fixture
def form(playground):
    """Anna with the form open, and what the app is sent when she sends it."""
    app, sent = new_app(playground), []
    app.command("/form")(lambda ack, body, client: (client.views_open(trigger_id=body["trigger_id"], view=FORM), ack()))
    app.view("drop")(lambda ack, body: (sent.append(body["view"]["state"]["values"]["plan"]["plan"]), ack()))
    with connected(app):
        anna = Visitor(playground.url, ANNA)
        anna.command(GENERAL, "/form")
        yield anna, sent


def fetched(address, token=None):
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    with urlopen(Request(address, headers=headers)) as answer:
        return answer.read()


def test_a_dropped_file_arrives_with_an_address_the_app_reads_with_its_token(form):
    anna, sent = form

    assert anna.fill_and_submit({"plan": [anna.drop("plan.yaml", PLAN)]}).closed
    [state] = sent
    [file] = state["files"]
    assert state["type"] == "file_input"
    assert (file["name"], file["filetype"], file["size"], file["user"]) == ("plan.yaml", "yaml", len(PLAN), ANNA)
    assert fetched(file["url_private"], BOT_TOKEN) == PLAN


def test_without_the_token_or_the_scope_one_is_sent_to_sign_in(form):
    anna, sent = form
    anna.fill_and_submit({"plan": [anna.drop("plan.yaml", PLAN)]})
    address = sent[0]["files"][0]["url_private"]

    assert b"<html" in fetched(address)
    assert b"<html" in fetched(address, "xoxb-other")
    with Playground(WORKSPACE) as blind:
        file_id = Visitor(blind.url, ANNA).drop("plan.yaml", PLAN)
        assert b"<html" in fetched(f"{blind.url}/files/{file_id}", BOT_TOKEN)


def test_the_form_asks_for_a_file_of_its_kind_and_for_one_alone(form):
    anna, sent = form

    assert anna.fill_and_submit({}).errors.keys() == {"plan"}
    picture = anna.fill_and_submit({"plan": [anna.drop("plan.png", b"\x89PNG")]})
    assert picture.errors == {"plan": "Dateien dieser Art gehen hier nicht."}
    two = anna.fill_and_submit({"plan": [anna.drop("a.yml", PLAN), anna.drop("b.yml", PLAN)]})
    assert two.errors == {"plan": "Bitte höchstens 1 Dateien auswählen."}
    assert sent == []


def test_ten_megabytes_are_the_most(form):
    anna, _ = form

    with pytest.raises(PlaygroundFailure, match="file_too_large"):
        anna.drop("large.yaml", b"x" * 10_000_001)


def test_nobody_fills_in_another_ones_file(form, playground):
    anna, sent = form
    bens = Visitor(playground.url, BEN).drop("plan.yaml", PLAN)

    anna.fill_and_submit({"plan": [bens]})
    assert sent[0]["files"] == []
