"""The lead book in words: the share form, the lead as it is posted, each step, lists."""

from messages.leads.lists import file, listing
from messages.leads.posted import duplicate, posted, reminder, step_told
from messages.leads.share import YES, share_form, shared
from messages.leads.steps import customer_view, step_form

__all__ = [
    "YES",
    "customer_view",
    "duplicate",
    "file",
    "listing",
    "posted",
    "reminder",
    "share_form",
    "shared",
    "step_form",
    "step_told",
]
