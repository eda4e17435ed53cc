"""Slack in, a use case, a message out: one module for each feature."""

from slack_bolt import App

from bot.listeners import alliances, briefings, commands, earnings, errors, leads, people, reports, rules, talk
from bot.listeners.house import House


def register(app: App, house: House) -> None:
    """Registers every listener; those that are called most come first, for Bolt tries them in order."""
    for feature in (commands, earnings, leads, briefings, alliances, reports, rules, people, talk, errors):
        feature.register(app, house)
