"""Terms of plans and alliance rules as JSON text, and back without loss.

Rates are `{"ppm": …}` (parts per million), amounts `{"minor": …, "currency": …}` (whole minor units), days ISO 8601;
what something is stands in its `kind`.
"""

from __future__ import annotations

from functools import lru_cache

from pydantic import TypeAdapter

from bot.domain.incentives import Terms

FORMAT = 2
"""The number of the form terms are written in. A form an older version could not read gets the next number."""

_READABLE = frozenset({1, FORMAT})
"""Form 1 knew fewer components; what it wrote reads the same."""

_terms: TypeAdapter[Terms] = TypeAdapter(Terms)


class UnknownFormat(ValueError):
    """The terms were written by a newer version of the bot."""


def to_json(terms: Terms) -> str:
    """The terms in the current form."""
    return _terms.dump_json(terms).decode()


@lru_cache(maxsize=2_048)  # a version is never edited, and reading one costs more than all else of an answer
def from_json(written_format: int, text: str) -> Terms:
    """The terms as they were written. Raises UnknownFormat if the form is none this version knows."""
    if written_format not in _READABLE:
        raise UnknownFormat(f"format {written_format}")
    return _terms.validate_json(text, strict=True)
