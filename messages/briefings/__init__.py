"""Briefings in words: the posts, standing orders, questions to the partner manager."""

from messages.briefings.asking import ask_form, asked, asked_done
from messages.briefings.posts import briefing, got_it, nothing_new, pay, pitch, posted_now, rule_changed, with_reach
from messages.briefings.schedules import not_posted, schedule_form, scheduled, schedules

__all__ = [
    "ask_form",
    "asked",
    "asked_done",
    "briefing",
    "got_it",
    "not_posted",
    "nothing_new",
    "pay",
    "pitch",
    "posted_now",
    "rule_changed",
    "schedule_form",
    "scheduled",
    "schedules",
    "with_reach",
]
