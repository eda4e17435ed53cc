"""What Slack refuses in blocks and views: one payload for each rule, and those that must pass."""

import copy

import pytest

from bot.playground.rules import check_message, check_view
from bot.playground.wire import SlackError
from tests.playground.every_block import ANSWER, FORM, HOME, PARTNERS, REPORT, button, mrkdwn, number, option, raw, text


def section(**more):
    return {"type": "section", "text": mrkdwn("x"), **more}


def actions(*elements, **more):
    return {"type": "actions", "elements": list(elements), **more}


def select(**more):
    return {"type": "static_select", "action_id": "a", "options": PARTNERS, **more}


def chart(kind="bar", **more):
    series = [{"name": "A", "data": [{"label": "Q1", "value": 1}, {"label": "Q2", "value": -2}]}]
    axes = {"categories": ["Q1", "Q2"]}
    return {
        "type": "data_visualization",
        "title": "t",
        "chart": {"type": kind, "series": series, "axis_config": axes, **more},
    }


def pie(*values):
    segments = [{"label": f"l{index}", "value": value} for index, value in enumerate(values)]
    return {"type": "data_visualization", "title": "t", "chart": {"type": "pie", "segments": segments}}


def data_table(rows=2, columns=2, **more):
    cells = [[raw("x") for _ in range(columns)] for _ in range(rows)]
    return {"type": "data_table", "caption": "c", "rows": cells, **more}


def table(rows, columns):
    return {"type": "table", "rows": [[raw("x")] * columns] * rows}


RICH = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}]}
SERIES = chart()["chart"]["series"][0]

BAD = {
    "no type": ([{"text": "x"}], "/blocks/0"),
    "not an object": (["x"], "/blocks/0"),
    "unknown type": ([{"type": "banner"}], "/blocks/0"),
    "unknown property": ([section(colour="red")], "/blocks/0"),
    "unknown property in a text": (
        [{"type": "section", "text": {**mrkdwn("x"), "emoji": True, "size": 3}}],
        "invalid additional property: emoji [json-pointer:/blocks/0/text]",
    ),
    "section text too long": ([section(text=mrkdwn("x" * 3001))], "/blocks/0"),
    "section without text": ([{"type": "section"}], "/blocks/0"),
    "section with an empty text": ([section(text=mrkdwn(""))], "/blocks/0"),
    "eleven fields": ([section(fields=[mrkdwn("x")] * 11)], "/blocks/0"),
    "field too long": ([section(fields=[mrkdwn("x" * 2001)])], "/blocks/0/fields/0"),
    "header too long": ([{"type": "header", "text": text("x" * 151)}], "/blocks/0"),
    "header in mrkdwn": ([{"type": "header", "text": mrkdwn("x")}], "/blocks/0"),
    "button in mrkdwn": ([actions({**button("x", "a"), "text": mrkdwn("x")})], "/blocks/0/elements/0"),
    "button text too long": ([actions(button("x" * 76, "a"))], "/blocks/0"),
    "button value too long": ([actions(button("x", "a", value="x" * 2001))], "/blocks/0"),
    "button url too long": ([actions(button("x", "a", url="https://" + "x" * 3000))], "/blocks/0"),
    "button style unknown": ([actions(button("x", "a", style="green"))], "/blocks/0"),
    "action_id too long": ([actions(button("x", "a" * 256))], "/blocks/0"),
    "block_id too long": ([section(block_id="b" * 256)], "/blocks/0"),
    "action_id twice in a block": ([actions(button("x", "a"), button("y", "a"))], "/blocks/0"),
    "block_id twice": ([section(block_id="b"), section(block_id="b")], "/blocks"),
    "no actions": ([actions()], "/blocks/0/elements"),
    "26 actions": ([actions(*(button("x", f"a{i}") for i in range(26)))], "/blocks/0"),
    "unknown element": ([actions({"type": "slider", "action_id": "a"})], "/blocks/0/elements/0"),
    "eleven in context": ([{"type": "context", "elements": [mrkdwn("x")] * 11}], "/blocks/0"),
    "button in context": ([{"type": "context", "elements": [button("x", "a")]}], "/blocks/0/elements/0"),
    "101 options": ([actions(select(options=[option("x", str(i)) for i in range(101)]))], "/blocks/0"),
    "no options": ([actions(select(options=[]))], "/blocks/0"),
    "option text too long": ([actions(select(options=[option("x" * 76, "v")]))], "/blocks/0"),
    "option value too long": ([actions(select(options=[option("x", "v" * 151)]))], "/blocks/0"),
    "initial option not offered": ([actions(select(initial_option=option("Z", "z")))], "/blocks/0"),
    "six in overflow": (
        [actions({"type": "overflow", "action_id": "a", "options": [option("x", str(i)) for i in range(6)]})],
        "/blocks/0",
    ),
    "date in German": ([actions({"type": "datepicker", "action_id": "a", "initial_date": "31.01.2026"})], "/blocks/0"),
    "image without alt_text": (
        [{"type": "image", "image_url": "https://x.example"}],
        "missing required field: alt_text",
    ),
    "image without picture": ([{"type": "image", "alt_text": "x"}], "/blocks/0"),
    "confirm title too long": (
        [
            actions(
                button(
                    "x",
                    "a",
                    confirm={"title": text("x" * 101), "text": mrkdwn("x"), "confirm": text("y"), "deny": text("n")},
                )
            )
        ],
        "/blocks/0",
    ),
    "label too long": (
        [{"type": "input", "label": text("x" * 2001), "element": {"type": "plain_text_input", "action_id": "a"}}],
        "/blocks/0",
    ),
    "two tables": ([table(1, 1), table(1, 1)], "/blocks"),
    "101 rows": ([table(101, 1)], "/blocks/0/rows"),
    "21 cells": ([table(1, 21)], "/blocks/0/rows/0"),
    "empty cell": ([{"type": "table", "rows": [[raw("")]]}], "/blocks/0/rows/0/0"),
    "rows of unequal length": ([{"type": "table", "rows": [[raw("x")], [raw("x"), raw("y")]]}], "/blocks/0/rows"),
    "markdown over all too long": (
        [{"type": "markdown", "text": "x" * 7000}, {"type": "markdown", "text": "x" * 7000}],
        "/blocks",
    ),
    "alert in a message": ([{"type": "alert", "text": mrkdwn("x")}], "/blocks/0"),
    "unknown rich text": (
        [{"type": "rich_text", "elements": [{"type": "rich_text_poem", "elements": []}]}],
        "/blocks/0/elements/0",
    ),
    "data table without caption": ([data_table(caption="")], "/blocks/0"),
    "data table with its header only": ([data_table(rows=1)], "/blocks/0/rows"),
    "data table with 102 rows": ([data_table(rows=102)], "/blocks/0/rows"),
    "data table with 21 columns": ([data_table(columns=21)], "/blocks/0/rows/0"),
    "data table with a rich header": ([data_table() | {"rows": [[RICH], [raw("x")]]}], "/blocks/0/rows/0"),
    "data table with pages of 0": ([data_table(page_size=0)], "/blocks/0/page_size"),
    "data table with pages of 101": ([data_table(page_size=101)], "/blocks/0/page_size"),
    "data table whose row header is no column": (
        [data_table(row_header_column_index=2)],
        "/blocks/0/row_header_column_index",
    ),
    "data table with a number as text": (
        [data_table() | {"rows": [[raw("x")], [number("1", "1")]]}],
        "/blocks/0/rows/1/0",
    ),
    "data table with an unknown property": ([data_table(colour="red")], "/blocks/0"),
    "chart title too long": ([chart() | {"title": "x" * 51}], "/blocks/0/title"),
    "chart of an unknown type": ([chart("radar")], "/blocks/0/chart/type"),
    "chart with seven series": (
        [chart(series=[{**SERIES, "name": str(i)} for i in range(7)])],
        "/blocks/0/chart/series",
    ),
    "chart with a name twice": ([chart(series=[SERIES, SERIES])], "/blocks/0/chart/series"),
    "chart with a name too long": ([chart(series=[{**SERIES, "name": "x" * 21}])], "/blocks/0/chart/series/0/name"),
    "chart with 21 categories": (
        [chart(axis_config={"categories": [str(i) for i in range(21)]})],
        "/blocks/0/chart/axis_config/categories",
    ),
    "chart with a category too long": (
        [chart(axis_config={"categories": ["x" * 21]})],
        "/blocks/0/chart/axis_config/categories/0",
    ),
    "chart with a value missing": (
        [chart(series=[{"name": "A", "data": [{"label": "Q1", "value": 1}]}])],
        "/blocks/0/chart/series/0/data",
    ),
    "pie with nothing in a segment": ([pie(1, 0)], "/blocks/0/chart/segments/1/value"),
    "pie with seven segments": ([pie(*range(1, 8))], "/blocks/0/chart/segments"),
    "three charts": ([chart(), chart(), pie(1)], "/blocks"),
}


@pytest.mark.parametrize("name", BAD)
def test_blocks_slack_refuses(name):
    blocks, pointer = BAD[name]
    with pytest.raises(SlackError) as refused:
        check_message(blocks)
    assert refused.value.error == "invalid_blocks"
    assert any(pointer in message for message in refused.value.messages), refused.value.messages


def test_51_blocks_are_too_many():
    assert len(check_message([{"type": "divider"}] * 50)) == 50
    with pytest.raises(SlackError, match="too_many_blocks"):
        check_message([{"type": "divider"}] * 51)


@pytest.mark.parametrize(
    "block",
    [
        *ANSWER,
        *REPORT,
        section(text=mrkdwn("x" * 3000)),
        data_table(rows=101, columns=20),
        chart("area"),
        pie(1, 2, 3, 4, 5, 6),
        table(100, 20),
        RICH,
    ],
    ids=lambda block: block["type"],
)
def test_blocks_slack_takes(block):
    before = copy.deepcopy(block)
    assert check_message([block]) == [before]


@pytest.mark.parametrize(
    "element",
    [block["element"] for block in FORM["blocks"] if block["type"] == "input"],
    ids=lambda element: element["type"],
)
def test_inputs_slack_takes(element):
    assert check_message([{"type": "input", "label": text("x"), "element": element}])


BAD_VIEWS = {
    "no title": ({key: value for key, value in FORM.items() if key != "title"}, "missing required field: title"),
    "title too long": (FORM | {"title": text("x" * 25)}, "less than 25 characters [json-pointer:/view/title/text]"),
    "submit too long": (FORM | {"submit": text("x" * 25)}, "less than 25 characters [json-pointer:/view/submit/text]"),
    "101 blocks": (FORM | {"blocks": [{"type": "divider"}] * 101}, "no more than 100 items"),
    "no blocks": (FORM | {"blocks": []}, "no fewer than 1 items"),
    "metadata too long": (
        FORM | {"private_metadata": "x" * 3001},
        "less than 3001 characters [json-pointer:/view/private_metadata]",
    ),
    "inputs without submit": (
        {key: value for key, value in FORM.items() if key != "submit"},
        "missing required field: submit",
    ),
    "a bad block": (FORM | {"blocks": [{"type": "header", "text": text("x" * 151)}]}, "json-pointer:/view/blocks/0"),
    "markdown": (FORM | {"blocks": [{"type": "markdown", "text": "x"}]}, "unsupported type: markdown"),
    "a home": (HOME, "json-pointer:/view/type"),
}


@pytest.mark.parametrize("name", BAD_VIEWS)
def test_views_slack_refuses(name):
    view, message = BAD_VIEWS[name]
    with pytest.raises(SlackError) as refused:
        check_view(view)
    assert refused.value.error == "invalid_arguments"
    assert any(message in line for line in refused.value.messages), refused.value.messages


def test_a_home_has_no_submit():
    assert check_view(HOME, home=True) == HOME
    with pytest.raises(SlackError, match="invalid_arguments"):
        check_view(HOME | {"submit": text("x")}, home=True)


def test_a_view_of_a_quarter_of_a_megabyte_is_too_large():
    sections = [section(text=mrkdwn("x" * 3000), block_id=str(index)) for index in range(84)]
    with pytest.raises(SlackError, match="view_too_large"):
        check_view(FORM | {"blocks": sections})


def test_an_alert_stands_in_modals_alone():
    alert = {"type": "alert", "text": mrkdwn("x"), "level": "warning"}
    assert check_view(FORM | {"blocks": [alert]})
    with pytest.raises(SlackError, match="invalid_arguments"):
        check_view(HOME | {"blocks": [alert]}, home=True)


def test_a_form_of_every_input_is_taken():
    assert check_view(FORM) == FORM
