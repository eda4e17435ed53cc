"""Slack in, a use case, a message out: one module for each feature."""

from slack_bolt import App

from bot.listeners import (
    alliances,
    briefings,
    chances,
    commands,
    earnings,
    errors,
    figures,
    home,
    lead_steps,
    leads,
    payouts,
    people,
    ranking,
    reports,
    rules,
    talk,
)
from bot.listeners.house import House


def register(app: App, house: House) -> None:
    """Registers every listener; those that are called most come first, for Bolt tries them in order.

    The Home comes before the commands: it answers the same buttons where there is no channel to answer in.
    """
    often = (home, commands, earnings, chances, leads, lead_steps, briefings)
    for feature in (*often, ranking, alliances, reports, rules, payouts, people, figures, talk, errors):
        feature.register(app, house)
