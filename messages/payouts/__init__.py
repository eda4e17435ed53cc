"""Payout notes in words: the note itself, its settling, lists."""

from messages.payouts.lists import file_sent, listing, mine
from messages.payouts.notes import shown, told
from messages.payouts.settling import confirm_form, done, reject_form

__all__ = ["confirm_form", "done", "file_sent", "listing", "mine", "reject_form", "shown", "told"]
