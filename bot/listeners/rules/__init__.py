"""Rules and plans in Slack: drafted in a form, shown before they are sent, released or returned by somebody else."""

from __future__ import annotations

from slack_bolt import App

from bot.listeners.house import House
from bot.listeners.rules import deciding, drafting, files
from bot.listeners.rules.drafting import open_end, open_plan, open_rule
from bot.listeners.rules.telling import ask_about_open_drafts, ask_reviewers

__all__ = ["ask_about_open_drafts", "ask_reviewers", "open_end", "open_plan", "open_rule", "register"]


def register(app: App, house: House) -> None:
    """Listens for the forms and buttons of rules and plans."""
    for part in (drafting, files, deciding):
        part.register(app, house)
