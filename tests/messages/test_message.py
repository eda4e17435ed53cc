from __future__ import annotations

import json

import pytest
from slack_sdk.models.blocks import ActionsBlock, Block, ContextBlock, PlainTextObject, SectionBlock, TableBlock

from messages import parts
from messages.actions import Field
from messages.message import Form, Message, as_form

HELLO = parts.section("hello")
CELL = {"type": "raw_text", "text": "cell"}


def test_a_message_becomes_the_payload_slack_takes():
    message = Message("hello", (HELLO, {"type": "divider"}))

    assert message.to_dict() == {
        "text": "hello",
        "blocks": [
            {"type": "section", "text": {"type": "mrkdwn", "text": "hello", "verbatim": True}},
            {"type": "divider"},
        ],
    }
    assert json.loads(message.blocks_json()) == message.to_dict()["blocks"]


def test_umlauts_stay_readable_in_json():
    assert "Prämie" in Message("Prämie", (parts.section("Prämie"),)).blocks_json()


@pytest.mark.parametrize("text", ["", " \n"])
def test_a_message_without_text_is_refused(text):
    with pytest.raises(ValueError, match="needs a text"):
        Message(text, (HELLO,))


def test_a_text_is_refused_from_4001_characters_on():
    Message("x" * 4_000, (HELLO,))
    with pytest.raises(ValueError, match="4001 characters"):
        Message("x" * 4_001, (HELLO,))


def test_fifty_blocks_are_taken_and_one_more_is_refused():
    Message("hello", (HELLO,) * 50)
    with pytest.raises(ValueError, match="51 blocks"):
        Message("hello", (HELLO,) * 51)


def test_a_message_without_blocks_is_refused():
    with pytest.raises(ValueError, match="0 blocks"):
        Message("hello", ())


def _field(length: int) -> SectionBlock:
    return SectionBlock(fields=[parts.mrkdwn("x" * length)])


def _context(length: int) -> ContextBlock:
    return ContextBlock(elements=[parts.mrkdwn("x" * length)])


@pytest.mark.parametrize(
    ("taken", "refused", "problem"),
    [
        (_field(2_000), _field(2_001), "a field of block 1 has more than 2000"),
        (_context(3_000), _context(3_001), "a text of block 1 has more than 3000"),
        (HELLO, SectionBlock(text=parts.mrkdwn("x" * 3_001)), "3000"),
        (HELLO, SectionBlock(text=parts.mrkdwn("")), "a text of block 1 is empty"),
        (HELLO, ActionsBlock(elements=[]), r"block 1 \(actions\) is empty"),
        (HELLO, ContextBlock(elements=[]), r"block 1 \(context\) is empty"),
    ],
)
def test_what_slack_would_refuse_is_refused_at_once(taken: Block, refused: Block, problem: str):
    Message("hello", (taken,))
    with pytest.raises(ValueError, match=problem):
        Message("hello", (refused,))


def test_a_block_id_stands_once_in_a_message():
    twice = SectionBlock(text=PlainTextObject(text="x"), block_id="same")
    with pytest.raises(ValueError, match="block_id same stands 2 times"):
        Message("hello", (twice, twice))


def test_an_action_id_stands_once_in_a_message():
    button = parts.button("Go", "go", "1")
    with pytest.raises(ValueError, match="action_id go stands 2 times"):
        Message("hello", (parts.actions(button), parts.actions(button)))


def test_a_message_holds_one_table():
    table = TableBlock(rows=[[CELL]])
    Message("hello", (table,))
    with pytest.raises(ValueError, match="one table"):
        Message("hello", (table, table))


def test_a_form_becomes_the_view_slack_takes():
    form = Form("ask", "What?", (parts.text_input(Field.AMOUNT, "Amount"),), submit="Send", private_metadata="7")

    view = form.to_dict()

    assert (view["type"], view["callback_id"], view["private_metadata"]) == ("modal", "ask", "7")
    assert view["title"]["text"] == "What?"
    assert [block["block_id"] for block in view["blocks"]] == ["amount"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"title": ""}, "needs a title"),
        ({"title": "x" * 25}, "24 characters"),
        ({"submit": "x" * 25}, "24 characters"),
        ({"close": "x" * 25}, "24 characters"),
        ({"submit": None}, "submit button"),
        ({"private_metadata": "x" * 3_001}, "3000 characters"),
        ({"blocks": ()}, "between 1 and 100 blocks"),
        ({"blocks": (HELLO,) * 101}, "between 1 and 100 blocks"),
        ({"blocks": (TableBlock(rows=[[CELL]]),)}, "for messages only"),
        ({"blocks": (parts.text_input(Field.RATE, "%"), parts.text_input(Field.RATE, "%"))}, "block_id rate"),
    ],
)
def test_a_form_slack_would_refuse_is_refused_at_once(change: dict[str, object], problem: str):
    good = {"callback_id": "ask", "title": "What?", "blocks": (parts.text_input(Field.RATE, "%"),), "submit": "Send"}
    Form(**good)
    with pytest.raises(ValueError, match=problem):
        Form(**{**good, **change})


def test_a_message_can_be_shown_where_only_views_can():
    form = as_form(Message("hello", (HELLO, {"type": "data_table", "caption": "c", "rows": [[CELL], [CELL]]})))

    assert [block["type"] for block in form.to_dict()["blocks"]] == ["section"]
