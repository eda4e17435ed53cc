"""The limits of Slack's charts and sortable tables, which slack_sdk has no classes for.

Sources: docs.slack.dev/reference/block-kit/blocks/data-visualization-block and data-table-block.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

ROWS = 101
"""Rows of a table with its header."""
COLUMNS = 20
PAGE_SIZE = 100
TITLE_LIMIT = 50
LABEL_LIMIT = 20
"""Characters of a segment, a series, a category."""
SERIES = 6
"""Series of a chart, or segments of a pie."""
CATEGORIES = 20

Json = Mapping[str, Any]


def data_problems(block: Json) -> Iterator[str]:
    """What Slack refuses in such a block; nothing for other kinds."""
    if block["type"] == "data_table":
        yield from _table(block)
    elif block["type"] == "data_visualization":
        yield from _chart(block)


def _table(block: Json) -> Iterator[str]:
    rows = block["rows"]
    if not block.get("caption"):
        yield "a table needs a caption"
    if not 1 < len(rows) <= ROWS:
        yield f"{len(rows)} rows, Slack takes 2 to {ROWS}"
    widths = {len(row) for row in rows}
    if len(widths) > 1:
        yield "rows of a table are equally long"
    if max(widths, default=0) > COLUMNS:
        yield f"{max(widths)} columns, Slack takes {COLUMNS}"
    if not 1 <= block.get("page_size", 1) <= PAGE_SIZE:
        yield f"a page of a table has 1 to {PAGE_SIZE} rows"
    if any(not cell["text"] for row in rows for cell in row if cell["type"] != "rich_text"):
        yield "a cell is empty"
    if any(cell["type"] == "rich_text" for row in rows[:1] for cell in row):
        yield "the header of a table is plain"


def _chart(block: Json) -> Iterator[str]:
    chart = block["chart"]
    if not 1 <= len(block.get("title", "")) <= TITLE_LIMIT:
        yield f"a chart has a title of at most {TITLE_LIMIT} characters"
    yield from _segments(chart["segments"]) if chart["type"] == "pie" else _series(chart)


def _segments(segments: Sequence[Json]) -> Iterator[str]:
    if not 1 <= len(segments) <= SERIES:
        yield f"{len(segments)} segments, Slack takes 1 to {SERIES}"
    if any(segment["value"] <= 0 for segment in segments):
        yield "a segment is more than nothing"
    yield from _labels([segment["label"] for segment in segments])


def _series(chart: Json) -> Iterator[str]:
    series, categories = chart["series"], chart["axis_config"]["categories"]
    if not 1 <= len(series) <= SERIES:
        yield f"{len(series)} series, Slack takes 1 to {SERIES}"
    if not 1 <= len(categories) <= CATEGORIES:
        yield f"{len(categories)} categories, Slack takes 1 to {CATEGORIES}"
    if any([point["label"] for point in one["data"]] != categories for one in series):
        yield "a series has one value for each category"
    names = [one["name"] for one in series]
    if len(set(names)) < len(names):
        yield "series have different names"
    yield from _labels([*names, *categories])


def _labels(labels: Sequence[str]) -> Iterator[str]:
    for label in labels:
        if not 1 <= len(label) <= LABEL_LIMIT:
            yield f"the label {label!r} does not have 1 to {LABEL_LIMIT} characters"
