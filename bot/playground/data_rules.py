"""The limits of table, data_table and data_visualization, which slack_sdk's models do not check.

Sources: docs.slack.dev/reference/block-kit/blocks/table-block, data-table-block and data-visualization-block.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.playground.faults import Fault
from bot.playground.wire import Json

TABLE_ROWS = 100
DATA_TABLE_ROWS = 101  # a header row and a hundred more
COLUMNS = 20
PAGE_SIZE = 100
TITLE_LENGTH = 50
LABEL_LENGTH = 20
SERIES = 6
CATEGORIES = 20
BLOCK_ID_LENGTH = 255
_CELLS = {"raw_text", "raw_number", "rich_text"}


def table_faults(block: Json, pointer: str) -> Iterator[Fault]:
    """What is wrong with a table block."""
    yield from _block_id(block, pointer)
    yield from _unknown(block, {"rows", "column_settings"}, pointer)
    yield from _rows(block.get("rows"), pointer, 1, TABLE_ROWS)
    if len(block.get("column_settings") or []) > COLUMNS:
        yield Fault(f"{pointer}/column_settings", f"no more than {COLUMNS} items allowed")


def data_table_faults(block: Json, pointer: str) -> Iterator[Fault]:
    """What is wrong with a data_table block."""
    yield from _block_id(block, pointer)
    yield from _unknown(block, {"rows", "caption", "page_size", "row_header_column_index"}, pointer)
    if not isinstance(block.get("caption"), str) or not block["caption"]:
        yield Fault(pointer, "missing required field: caption")
    rows = block.get("rows")
    yield from _rows(rows, pointer, 2, DATA_TABLE_ROWS)
    header = rows[0] if isinstance(rows, list) and rows and isinstance(rows[0], list) else []
    if any(isinstance(cell, dict) and cell.get("type") == "rich_text" for cell in header):
        yield Fault(f"{pointer}/rows/0", "header cells must not be rich_text")
    if not _whole(block.get("page_size", 5), 1, PAGE_SIZE):
        yield Fault(f"{pointer}/page_size", f"must be a whole number from 1 to {PAGE_SIZE}")
    if not _whole(block.get("row_header_column_index", 0), 0, max(len(header) - 1, 0)):
        yield Fault(f"{pointer}/row_header_column_index", "must be a column of the table")


def data_visualization_faults(block: Json, pointer: str) -> Iterator[Fault]:
    """What is wrong with a data_visualization block."""
    yield from _block_id(block, pointer)
    yield from _unknown(block, {"title", "chart"}, pointer)
    yield from _label(block.get("title"), f"{pointer}/title", TITLE_LENGTH)
    chart = block.get("chart")
    if not isinstance(chart, dict):
        yield Fault(pointer, "missing required field: chart")
    elif chart.get("type") == "pie":
        yield from _pie(chart, f"{pointer}/chart")
    elif chart.get("type") in {"bar", "line", "area"}:
        yield from _axes(chart, f"{pointer}/chart")
    else:
        yield Fault(f"{pointer}/chart/type", "must be pie, bar, area or line")


def _pie(chart: Json, pointer: str) -> Iterator[Fault]:
    segments = chart.get("segments")
    if not isinstance(segments, list) or not 1 <= len(segments) <= SERIES:
        yield Fault(f"{pointer}/segments", f"must have 1 to {SERIES} items")
        return
    for index, segment in enumerate(segments):
        yield from _label(segment.get("label"), f"{pointer}/segments/{index}/label", LABEL_LENGTH)
        if not _number(segment.get("value")) or segment["value"] <= 0:
            yield Fault(f"{pointer}/segments/{index}/value", "must be a number above 0")


def _axes(chart: Json, pointer: str) -> Iterator[Fault]:
    axes = chart.get("axis_config")
    categories = axes.get("categories") if isinstance(axes, dict) else None
    if not isinstance(categories, list) or not 1 <= len(categories) <= CATEGORIES:
        yield Fault(f"{pointer}/axis_config/categories", f"must have 1 to {CATEGORIES} items")
        return
    for index, category in enumerate(categories):
        yield from _label(category, f"{pointer}/axis_config/categories/{index}", LABEL_LENGTH)
    series = chart.get("series")
    if not isinstance(series, list) or not 1 <= len(series) <= SERIES:
        yield Fault(f"{pointer}/series", f"must have 1 to {SERIES} items")
        return
    names = [one.get("name") for one in series]
    if len(set(names)) < len(names):
        yield Fault(f"{pointer}/series", "names must be unique")
    for index, one in enumerate(series):
        yield from _label(one.get("name"), f"{pointer}/series/{index}/name", LABEL_LENGTH)
        yield from _points(one.get("data"), categories, f"{pointer}/series/{index}/data")


def _points(data: Any, categories: list[Any], pointer: str) -> Iterator[Fault]:  # noqa: ANN401 - whatever the app sent
    points = data if isinstance(data, list) else []
    if sorted(str(point.get("label")) for point in points) != sorted(map(str, categories)):
        yield Fault(pointer, "must have one value for each category")
    for index, point in enumerate(points):
        if not _number(point.get("value")):
            yield Fault(f"{pointer}/{index}/value", "must be a number")


def _rows(rows: Any, pointer: str, least: int, most: int) -> Iterator[Fault]:  # noqa: ANN401 - whatever the app sent
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        yield Fault(f"{pointer}/rows", "must be an array of arrays")
        return
    if not least <= len(rows) <= most:
        yield Fault(f"{pointer}/rows", f"must have {least} to {most} items")
    if len({len(row) for row in rows}) > 1:
        yield Fault(f"{pointer}/rows", "must all have the same number of cells")
    for number, row in enumerate(rows):
        if not 1 <= len(row) <= COLUMNS:
            yield Fault(f"{pointer}/rows/{number}", f"must have 1 to {COLUMNS} items")
        for column, cell in enumerate(row):
            yield from _cell(cell, f"{pointer}/rows/{number}/{column}")


def _cell(cell: Any, pointer: str) -> Iterator[Fault]:  # noqa: ANN401 - whatever the app sent
    kind = cell.get("type") if isinstance(cell, dict) else None
    if kind not in _CELLS:
        yield Fault(pointer, f"unsupported type: {kind}")
    elif kind in {"raw_text", "raw_number"} and not cell.get("text"):
        yield Fault(f"{pointer}/text", "must be more than 0 characters")
    elif kind == "raw_number" and not _number(cell.get("value")):
        yield Fault(f"{pointer}/value", "must be a number")
    elif kind == "rich_text" and not cell.get("elements"):
        yield Fault(f"{pointer}/elements", "no fewer than 1 items allowed")


def _block_id(block: Json, pointer: str) -> Iterator[Fault]:
    if len(str(block.get("block_id", ""))) > BLOCK_ID_LENGTH:
        yield Fault(f"{pointer}/block_id", f"must be less than {BLOCK_ID_LENGTH + 1} characters")


def _unknown(block: Json, known: set[str], pointer: str) -> Iterator[Fault]:
    for key in sorted(set(block) - known - {"type", "block_id"}):
        yield Fault(pointer, f"invalid additional property: {key}")


def _label(text: object, pointer: str, longest: int) -> Iterator[Fault]:
    if not isinstance(text, str) or not 1 <= len(text) <= longest:
        yield Fault(pointer, f"must be a text of 1 to {longest} characters")


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
