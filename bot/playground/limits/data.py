"""The limits of tables and charts.

Sources: docs.slack.dev/reference/block-kit/blocks/table-block, data-table-block and data-visualization-block.
"""

from __future__ import annotations

from bot.playground.checks import above_zero, both, flag, items, kinds, number, one_of, shape, whole, words
from bot.playground.limits.objects import ID
from bot.playground.limits.rich_text import RICH_TEXT
from bot.playground.relations import (
    even_rows,
    named_once,
    one_value_for_each_category,
    plain_header,
    row_header_is_a_column,
)

LABEL = words(20)  # names of series, categories and segments
COLUMNS = 20

_CELL = kinds(
    {
        "raw_text": shape("text", text=words()),  # an empty cell was reported as refused
        "raw_number": shape("value text", value=number, text=words()),
        "rich_text": RICH_TEXT,
    }
)
TABLE = shape(
    "rows",
    block_id=ID,
    rows=both(items(items(_CELL, 1, COLUMNS), 1, 100), even_rows),
    column_settings=items(shape(align=one_of("left", "center", "right"), is_wrapped=flag), 0, COLUMNS),
)
DATA_TABLE = both(
    shape(
        "caption rows",
        block_id=ID,
        caption=words(),
        rows=both(items(items(_CELL, 1, COLUMNS), 2, 101), even_rows, plain_header),
        page_size=whole(1, 100),
        row_header_column_index=whole(0),
    ),
    row_header_is_a_column,
)
_AXES = both(
    shape(
        "series axis_config",
        axis_config=shape("categories", categories=items(LABEL, 1, 20), x_label=words(50, 0), y_label=words(50, 0)),
        series=both(
            items(
                shape("name data", name=LABEL, data=items(shape("label value", label=words(), value=number), 1, 20)),
                1,
                6,
            ),
            named_once,
        ),
    ),
    one_value_for_each_category,
)
_PIE = shape("segments", segments=items(shape("label value", label=LABEL, value=above_zero), 1, 6))
CHART = kinds({"pie": _PIE, "bar": _AXES, "line": _AXES, "area": _AXES})
