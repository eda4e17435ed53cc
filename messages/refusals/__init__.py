"""Refusals in words: what is wrong, and what to do next."""

from messages.refusals.sentences import refusal
from messages.refusals.shown import crashed, field_errors, refused, refused_view

__all__ = ["crashed", "field_errors", "refusal", "refused", "refused_view"]
