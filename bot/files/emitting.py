"""Values as the text of a file: a line for each key, what is short between braces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.files.notations import Written

_WIDTH = 90
"""Columns up to which a group or a list stands on one line."""


def document(written: Mapping[str, Written], comment: Sequence[str] = ()) -> str:
    """The text of a file whose single values are written already."""
    lines = [*(f"# {' '.join(line.split())}".rstrip() for line in comment), *_group(written, 0)]
    return "\n".join(lines) + "\n"


def _group(group: Mapping[str, Written], depth: int) -> Iterator[str]:
    margin = "  " * depth
    for key, value in group.items():
        short = _on_one_line(value)
        if isinstance(value, str) or _is_short(key, value, short, depth):
            yield f"{margin}{key}: {short}"
        elif isinstance(value, dict):
            yield f"{margin}{key}:"
            yield from _group(value, depth + 1)
        else:
            yield f"{margin}{key}:"
            yield from _listing(value, depth + 1)


def _is_short(key: str, value: Written, short: str, depth: int) -> bool:
    nested = [each for each in (value.values() if isinstance(value, dict) else value) if not isinstance(each, str)]
    fits = 2 * depth + len(key) + len(short) < _WIDTH
    return not value or (fits and (isinstance(value, dict) or not nested))


def _listing(items: Sequence[Written], depth: int) -> Iterator[str]:
    margin = "  " * depth
    for item in items:
        short = _on_one_line(item)
        if isinstance(item, dict) and (depth == 1 or 2 * depth + len(short) >= _WIDTH):
            first, *others = _group(item, depth + 1)
            yield f"{margin}- {first.lstrip()}"
            yield from others
        else:
            yield f"{margin}- {short}"


def _on_one_line(value: Written) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_on_one_line(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_on_one_line, value)) + "]"
    return value
