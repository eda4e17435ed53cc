"""The lines of a payout note as JSON text, and back without loss; written once and never again.

Each line stands beside the name of its kind, and is otherwise written as terms are, see `storage.terms`.
"""

from __future__ import annotations

import json
from typing import Any, get_args

from pydantic import TypeAdapter

from bot.domain.pay import Line
from storage.terms import UnknownFormat

FORMAT = 1
"""The number of the form lines are written in. A form that reads differently gets the next number."""

_KINDS: dict[str, TypeAdapter[Any]] = {kind.__name__: TypeAdapter(kind) for kind in get_args(Line)}


def to_json(lines: tuple[Line, ...] | None) -> str:
    """The lines in the current form."""
    return json.dumps(None if lines is None else [_written(line) for line in lines])


def from_json(written_format: int, text: str) -> tuple[Line, ...] | None:
    """The lines as they were written. Raises UnknownFormat if the form is none this version knows."""
    if written_format != FORMAT:
        raise UnknownFormat(f"format {written_format}")
    read = json.loads(text)
    return None if read is None else tuple(_read(kind, line) for kind, line in read)


def _written(line: Line) -> tuple[str, Any]:
    kind = type(line).__name__
    return kind, _KINDS[kind].dump_python(line, mode="json")


def _read(kind: str, line: Any) -> Line:  # noqa: ANN401 - a piece of JSON
    read: Line = _KINDS[kind].validate_json(json.dumps(line), strict=True)
    return read
