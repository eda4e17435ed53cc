from __future__ import annotations

import json

import pytest
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from bot.domain.people import LanguageCode
from bot.playground.rules import check_message, check_view
from messages.actions import ANEW, Action, Field, FormId, run
from messages.examples import EXAMPLES, world
from messages.language import Language
from messages.message import Form, objects

PAYLOADS = {
    f"{name}.{code}": example(Language.of(code)).to_dict()
    for name, example in EXAMPLES.items()
    for code in LanguageCode
}
FORMS = {name for name, example in EXAMPLES.items() if isinstance(example(Language.of(LanguageCode.EN)), Form)}


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """The payload as it was; one file for each example and language."""
    return snapshot.use_extension(JSONSnapshotExtension)


@pytest.mark.parametrize("name", PAYLOADS)
def test_it_looks_as_it_did(name, golden):
    assert json.loads(json.dumps(PAYLOADS[name])) == golden


@pytest.mark.parametrize("name", PAYLOADS)
def test_slacks_own_models_take_it_whole(name):
    payload = PAYLOADS[name]

    if "title" in payload:
        assert View(**payload).to_dict() == payload
    else:
        known = [block for block in payload["blocks"] if block["type"] not in {"data_table", "data_visualization"}]
        assert [Block.parse(block).to_dict() for block in known] == known


@pytest.mark.parametrize("name", PAYLOADS)
def test_the_local_slack_takes_it(name):
    payload = PAYLOADS[name]

    if "title" in payload:
        assert check_view(payload) == payload
    else:
        assert check_message(payload["blocks"]) == payload["blocks"]


@pytest.mark.parametrize("name", PAYLOADS)
def test_every_input_is_a_field_that_is_listened_for(name):
    inputs = [block for block in PAYLOADS[name]["blocks"] if block["type"] == "input"]

    for block in inputs:
        field = Field(block["block_id"].partition(ANEW)[0])
        wanted = Action.PARTNER if block["element"]["type"] == "external_select" else field
        assert block["element"]["action_id"] == wanted


@pytest.mark.parametrize("name", PAYLOADS)
def test_every_button_is_one_that_is_listened_for(name):
    buttons = [found for found in objects(PAYLOADS[name]["blocks"]) if found.get("type") == "button"]

    runs = [button["action_id"] for button in buttons if button["action_id"].startswith(Action.RUN)]
    assert runs == [run(number) for number in range(1, len(runs) + 1)]
    assert all(button["value"].startswith("/") for button in buttons if button["action_id"] in runs)
    assert {button["action_id"].partition("/")[0] for button in buttons} <= set(Action)


@pytest.mark.parametrize("name", sorted(FORMS))
def test_every_form_is_one_that_is_listened_for(name):
    english, german = (PAYLOADS[f"{name}.{code}"] for code in LanguageCode)

    assert FormId(english["callback_id"])
    assert ("submit" in english) is (english["callback_id"] != FormId.NOTICE)
    ids = [[block.get("block_id") for block in payload["blocks"]] for payload in (english, german)]
    assert ids[0] == ids[1]


def test_every_button_form_and_field_has_an_example():
    everything = [found for payload in PAYLOADS.values() for found in objects(payload)]
    actions = {found["action_id"].partition("/")[0] for found in everything if "action_id" in found}
    fields = {found["block_id"].partition(ANEW)[0] for found in everything if found.get("type") == "input"}

    assert set(Action) <= actions
    assert fields == set(Field)
    assert {found["callback_id"] for found in everything if "callback_id" in found} == set(FormId)


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_example_is_told_in_both_languages(name):
    english, german = (json.dumps(PAYLOADS[f"{name}.{code}"], sort_keys=True) for code in LanguageCode)

    assert english != german


@pytest.mark.parametrize("name", sorted(name for name in set(EXAMPLES) - FORMS if "hostile" not in name))
def test_the_text_is_the_first_thing_that_is_shown(name):
    payload = PAYLOADS[f"{name}.en"]
    first = next(found["text"] for found in objects(payload["blocks"]) if found.get("type") in {"mrkdwn", "plain_text"})

    assert payload["text"].startswith(first.partition("\n")[0].strip("*"))


def test_names_are_those_of_files():
    assert all(name == name.lower() and name.replace("-", "").isalnum() for name in EXAMPLES)


def test_the_examples_speak_of_nobody_real():
    mentioned = {word for payload in PAYLOADS.values() for word in json.dumps(payload).split("<@")[1:]}

    assert {word.partition(">")[0] for word in mentioned} <= {
        world.MANAGER,
        world.DEPUTY,
        world.SPONSOR,
        world.OPERATIONS,
        world.SELLER,
    }
