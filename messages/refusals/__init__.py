"""Refusals in words: what is wrong, and what to do next."""

from messages.refusals.sentences import refusal
from messages.refusals.shown import about_chosen, crashed, field_errors, refused, refused_view

__all__ = ["about_chosen", "crashed", "field_errors", "refusal", "refused", "refused_view"]
