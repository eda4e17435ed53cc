"""Slack's own chart and sortable table, for which slack_sdk has no classes.

Sources: docs.slack.dev/reference/block-kit/blocks/data-visualization-block and data-table-block.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.money import Money

Json = dict[str, Any]
SHOWN_ROWS = 20
"""Rows of a table that are seen without turning the page."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text and, if it is a number, what it is sorted by."""

    text: str
    value: int | float | None = None


def number(count: int) -> Cell:
    """A cell that counts."""
    return Cell(str(count), count)


def amount(money: Money, text: str) -> Cell:
    """A cell with an amount; its text is exact, the number is for sorting only."""
    return Cell(text, float(money.amount))


def table(caption: str, head: Sequence[str], rows: Sequence[tuple[str, Sequence[Cell]]]) -> Json:
    """A table the reader can sort: a header, and rows that each begin with their name. At most a hundred rows."""
    return {
        "type": "data_table",
        "caption": caption,
        "row_header_column_index": 0,
        "page_size": SHOWN_ROWS,
        "rows": [[_cell(Cell(name)) for name in head], *([_cell(c) for c in (Cell(n), *cells)] for n, cells in rows)],
    }


def _cell(cell: Cell) -> Json:
    if cell.value is None:
        return {"type": "raw_text", "text": cell.text}
    return {"type": "raw_number", "text": cell.text, "value": cell.value}


def bars(title: str, axes: tuple[str, str], series: Mapping[str, Mapping[str, int]]) -> Json:
    """Bars side by side: for each series the value of each category; all series have the same categories."""
    categories = list(next(iter(series.values())))
    return {
        "type": "data_visualization",
        "title": title,
        "chart": {
            "type": "bar",
            "series": [
                {"name": name, "data": [{"label": label, "value": value} for label, value in values.items()]}
                for name, values in series.items()
            ],
            "axis_config": {"categories": categories, "x_label": axes[0], "y_label": axes[1]},
        },
    }


def pie(title: str, segments: Mapping[str, int]) -> Json:
    """A pie; segments of nothing are left out, and one at least must be more."""
    shown = [{"label": label, "value": value} for label, value in segments.items() if value > 0]
    return {"type": "data_visualization", "title": title, "chart": {"type": "pie", "segments": shown}}
