from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from messages import parts
from messages.message import Message

HELLO = parts.section("hello")
CELL = {"type": "raw_text", "text": "cell"}
TABLE = {"type": "data_table", "caption": "Numbers", "page_size": 5, "rows": [[CELL], [CELL]]}
PIE = {
    "type": "data_visualization",
    "title": "Health",
    "chart": {"type": "pie", "segments": [{"label": "lived", "value": 3}, {"label": "asleep", "value": 1}]},
}
BARS = {
    "type": "data_visualization",
    "title": "Leads",
    "chart": {
        "type": "bar",
        "series": [{"name": "Given", "data": [{"label": "Shared", "value": 3}, {"label": "Won", "value": 0}]}],
        "axis_config": {"categories": ["Shared", "Won"], "x_label": "Stage", "y_label": "Leads"},
    },
}


def _message(*blocks: dict[str, Any]) -> Message:
    return Message("hello", (HELLO, *blocks))


def _with(block: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """The block with one thing in it changed."""
    changed: Any = deepcopy(block)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place = changed
    for step in way:
        place = place[step]
    place[last] = value
    return changed


@pytest.mark.parametrize("block", [TABLE, PIE, BARS], ids=["table", "pie", "bars"])
def test_what_keeps_to_the_limits_is_taken_as_it_is(block):
    assert _message(block).to_dict()["blocks"][1] == block


@pytest.mark.parametrize(
    ("path", "most", "too_much", "problem"),
    [
        ("rows", [[CELL]] * 101, [[CELL]] * 102, "102 rows"),
        ("rows", [[CELL]] * 2, [[CELL]], "1 rows"),
        ("rows", [[CELL] * 20] * 2, [[CELL] * 21] * 2, "21 columns"),
        ("rows", [[CELL]] * 2, [[CELL], [CELL, CELL]], "equally long"),
        ("rows.1.0", {"type": "rich_text", "elements": []}, {"type": "raw_text", "text": ""}, "cell is empty"),
        ("rows.0.0", CELL, {"type": "rich_text", "elements": []}, "header of a table is plain"),
        ("caption", "x", "", "needs a caption"),
        ("page_size", 100, 101, "page of a table has 1 to 100 rows"),
        ("page_size", 1, 0, "page of a table has 1 to 100 rows"),
    ],
)
def test_a_table_slack_would_refuse_is_refused_at_once(path, most, too_much, problem):
    _message(_with(TABLE, path, most))
    with pytest.raises(ValueError, match=problem):
        _message(_with(TABLE, path, too_much))


def _series(count: int) -> list[dict[str, Any]]:
    data = BARS["chart"]["series"][0]["data"]
    return [{"name": f"Series {n}", "data": data} for n in range(count)]


@pytest.mark.parametrize(
    ("block", "path", "most", "too_much", "problem"),
    [
        (PIE, "title", "x" * 50, "x" * 51, "title of at most 50"),
        (PIE, "title", "x", "", "title of at most 50"),
        (PIE, "chart.segments", [{"label": "a", "value": 1}] * 6, [{"label": "a", "value": 1}] * 7, "7 segments"),
        (PIE, "chart.segments", [{"label": "a", "value": 1}], [], "0 segments"),
        (PIE, "chart.segments.0.value", 1, 0, "more than nothing"),
        (PIE, "chart.segments.0.label", "x" * 20, "x" * 21, "1 to 20 characters"),
        (BARS, "chart.series", _series(6), _series(7), "7 series"),
        (BARS, "chart.series.0.name", "x" * 20, "x" * 21, "1 to 20 characters"),
        (BARS, "chart.series.0.data", BARS["chart"]["series"][0]["data"], [], "one value for each category"),
        (BARS, "chart.series", _series(2), _series(1) * 2, "different names"),
    ],
)
def test_a_chart_slack_would_refuse_is_refused_at_once(block, path, most, too_much, problem):
    _message(_with(block, path, most))
    with pytest.raises(ValueError, match=problem):
        _message(_with(block, path, too_much))


def _with_categories(names: list[str]) -> dict[str, Any]:
    data = [{"label": name, "value": 1} for name in names]
    return _with(_with(BARS, "chart.axis_config.categories", names), "chart.series.0.data", data)


def test_a_chart_has_twenty_categories_with_short_names():
    _message(_with_categories([f"Month {n}" for n in range(20)]))
    with pytest.raises(ValueError, match="21 categories"):
        _message(_with_categories([f"Month {n}" for n in range(21)]))
    with pytest.raises(ValueError, match="1 to 20 characters"):
        _message(_with_categories(["x" * 21]))


def test_a_message_holds_two_charts():
    _message(PIE, BARS)
    with pytest.raises(ValueError, match="2 charts"):
        _message(PIE, BARS, PIE)
