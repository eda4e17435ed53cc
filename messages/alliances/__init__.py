"""The alliance book in words: cards, lists, history, forms."""

from messages.alliances.card import card
from messages.alliances.forms import edit_form, register_form, texts_form
from messages.alliances.lists import history, listing
from messages.alliances.steps import confirm_end, registered, saved, stepped

__all__ = [
    "card",
    "confirm_end",
    "edit_form",
    "history",
    "listing",
    "register_form",
    "registered",
    "saved",
    "stepped",
    "texts_form",
]
