"""Each component as words a sales person understands when they are read aloud."""

from __future__ import annotations

from bot.domain.incentives import (
    Accelerator,
    Bonus,
    Component,
    FixedAmount,
    GoalBonus,
    Percentage,
    Threshold,
    Tiers,
)
from messages.components.acting import Acting, acting
from messages.components.conditions import conditions
from messages.components.goals import goal
from messages.components.plain import bonus, fixed, percentage
from messages.components.results import accelerator, threshold, tiers
from messages.language import Language

__all__ = ["component_sentence", "is_whole_sentence"]


def component_sentence(component: Component, language: Language) -> str:
    """What a component pays, and when, in mrkdwn: `2 % of the deal amount, for deals from €20,000`.

    It continues *a seller gets …*, unless `is_whole_sentence`; either way it starts small and ends without a stop.
    """
    return ", ".join([_what(component, language), *conditions(component, language)])


def is_whole_sentence(component: Component) -> bool:
    """Whether its words stand by themselves: it says who gets it, or what becomes of the pay before it."""
    return isinstance(component, Acting)


def _what(component: Component, language: Language) -> str:
    match component:
        case Percentage():
            text = percentage(component, language)
        case FixedAmount():
            text = fixed(component, language)
        case Bonus():
            text = bonus(component, language)
        case GoalBonus():
            text = goal(component, language)
        case Tiers():
            text = tiers(component, language)
        case Accelerator():
            text = accelerator(component, language)
        case Threshold():
            text = threshold(component, language)
        case _:
            text = acting(component, language)
    return text
