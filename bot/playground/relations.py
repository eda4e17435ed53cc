"""What must fit together inside a block: rules over several values at once, asked when each value is right by itself.

Sources: docs.slack.dev/reference/block-kit/blocks/table-block, data-table-block and data-visualization-block;
docs.slack.dev/reference/block-kit/block-elements for options.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.playground.faults import Fault
from bot.playground.forms import options_of
from bot.playground.wire import Json


def even_rows(rows: list[list[Any]], pointer: str) -> Iterator[Fault]:
    """All rows of a table are equally long."""
    if len({len(row) for row in rows}) > 1:
        yield Fault(pointer, "must all have the same number of cells")


def plain_header(rows: list[list[Json]], pointer: str) -> Iterator[Fault]:
    """The first row of a data table is a header, without rich text."""
    if any(cell["type"] == "rich_text" for cell in rows[0]):
        yield Fault(f"{pointer}/0", "header cells must not be rich_text")


def row_header_is_a_column(block: Json, pointer: str) -> Iterator[Fault]:
    """The column that names the rows of a data table is there."""
    if block.get("row_header_column_index", 0) >= len(block["rows"][0]):
        yield Fault(f"{pointer}/row_header_column_index", "must be a column of the table")


def named_once(series: list[Json], pointer: str) -> Iterator[Fault]:
    """Each series of a chart has a name of its own."""
    if len({one["name"] for one in series}) < len(series):
        yield Fault(pointer, "names must be unique")


def one_value_for_each_category(chart: Json, pointer: str) -> Iterator[Fault]:
    """Each series of a chart has one value for each category."""
    categories = sorted(chart["axis_config"]["categories"])
    for index, series in enumerate(chart["series"]):
        if sorted(point["label"] for point in series["data"]) != categories:
            yield Fault(f"{pointer}/series/{index}/data", "must have one value for each category")


def chosen_from_options(element: Json, pointer: str) -> Iterator[Fault]:
    """A menu has options, in groups or not, and starts with some of them; an external one gets them later."""
    if "external" in element["type"] or element["type"].removeprefix("multi_").split("_")[0] in _FROM_SLACK:
        return
    if not (element.get("options") or element.get("option_groups")):
        yield Fault(f"{pointer}/options", "no fewer than 1 items allowed")
    if element.get("options") and element.get("option_groups"):
        yield Fault(pointer, "only one of options and option_groups allowed")
    offered = options_of({**element, "initial_option": None, "initial_options": None})
    for name in ("initial_option", "initial_options"):
        chosen = element.get(name) or []
        if any(option not in offered for option in (chosen if isinstance(chosen, list) else [chosen])):
            yield Fault(f"{pointer}/{name}", "must be one of the options")


_FROM_SLACK = {"users", "conversations", "channels"}
