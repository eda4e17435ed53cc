"""What is wrong with a plan or rules, and where."""

from __future__ import annotations

from bot.domain.refusals import Flaw, FlawKind
from messages.language import Language

_TIERS = {FlawKind.TIERS_GAP, FlawKind.TIERS_OVERLAP, FlawKind.TIERS_MIXED, FlawKind.TIERS_FALLING}
_STEPS = {FlawKind.STEPS_NOT_RISING, FlawKind.MULTIPLIER_OUTSIDE}
_GOALS = {FlawKind.POINTS_NOT_RISING, FlawKind.CAP_BELOW_HURDLE, FlawKind.QUOTA_OTHER_KIND}


def flaw_sentence(flaw: Flaw, language: Language) -> str:
    """The problem with its place in front: `Component 3, tier 2: …`."""
    problem = flaw_problem(flaw.kind, language)
    if flaw.component == 0:
        return problem
    return f"{_place(flaw, language)}: {problem}"


def _place(flaw: Flaw, language: Language) -> str:
    component, part = flaw.component, flaw.part
    if part == 0:
        place = language.say("Component {component}", component=component)
    elif flaw.kind in _TIERS:
        place = language.say("Component {component}, tier {part}", component=component, part=part)
    elif flaw.kind in _STEPS:
        place = language.say("Component {component}, step {part}", component=component, part=part)
    elif flaw.kind in _GOALS:
        place = language.say("Component {component}, further goal {part}", component=component, part=part)
    else:
        place = language.say("Component {component}, entry {part}", component=component, part=part)
    return place


def flaw_problem(kind: FlawKind, language: Language) -> str:
    """The problem alone, where its place is known."""
    return {**_of_the_whole(language), **_of_values(language), **_of_tiers(language), **_of_the_order(language)}[kind]


def _of_the_whole(language: Language) -> dict[FlawKind, str]:
    return {
        FlawKind.EMPTY: language.say("Nothing is paid by this; add at least one component."),
        FlawKind.CREDIT_OUTSIDE: language.say("The credit lies between 0 and 100 %."),
        FlawKind.GOAL_IN_RULES: language.say(
            "What depends on a quota belongs in the plan, not in an alliance’s rules."
        ),
        FlawKind.OTHER_CURRENCY: language.say("All amounts must be in one currency."),
        FlawKind.PLANNING_RATE_OUTSIDE: language.say(
            "A planning rate must be above zero, and for another currency than the plan’s."
        ),
        FlawKind.CATEGORY_UNKNOWN: language.say("Nobody has said which products its category has."),
        FlawKind.NEVER_HOLDS: language.say("Its conditions never hold: an upper bound is not above the lower one."),
    }


def _of_values(language: Language) -> dict[FlawKind, str]:
    return {
        FlawKind.RATE_OUTSIDE: language.say("A percentage must be above 0 and at most 100."),
        FlawKind.AMOUNT_NOT_POSITIVE: language.say("An amount must be above zero."),
        FlawKind.NUMBER_TOO_SMALL: language.say("The number is too small: we count from 1, amounts from 0."),
        FlawKind.MULTIPLIER_OUTSIDE: language.say("A multiplier must be above 0 and at most 100."),
        FlawKind.POINTS_NOT_RISING: language.say("The payout curve must rise from point to point."),
        FlawKind.CAP_BELOW_HURDLE: language.say("The cap must lie above what is paid at the hurdle."),
        FlawKind.QUOTA_OTHER_KIND: language.say(
            "The quota does not fit what is counted: units and deals need a number, all else an amount."
        ),
        FlawKind.OUR_FAULT_CLAWED_BACK: language.say("A clawback needs a reason, and our own fault is never one."),
    }


def _of_tiers(language: Language) -> dict[FlawKind, str]:
    return {
        FlawKind.TIERS_MISSING: language.say("There are no tiers or steps; add at least one."),
        FlawKind.TIERS_GAP: language.say(
            "The tiers leave a gap: they start at the very beginning, follow each other, and the last one has no end."
        ),
        FlawKind.TIERS_OVERLAP: language.say("This tier starts before the previous one ends."),
        FlawKind.TIERS_MIXED: language.say(
            "This does not fit what is counted: units and deals need numbers, all else amounts; and all tiers pay per"
            " cent, or all pay amounts."
        ),
        FlawKind.TIERS_FALLING: language.say(
            "This pays less than what comes before it, and on everything: a larger deal would cost pay."
        ),
        FlawKind.TIERS_FALLING: language.say(
            "Where everything is paid at the tier that is reached, a higher tier may not pay less."
        ),
        FlawKind.TIERS_BY_UNIT_RATE: language.say(
            "Slices of units have no amount of their own. Pay an amount a unit, or the rate that is reached on"
            " everything."
        ),
        FlawKind.DEALS_NEED_PERIOD: language.say("Deals are counted within a period; say which."),
        FlawKind.STEPS_NOT_RISING: language.say("The steps must rise from one to the next, from 0 % on."),
    }


def _of_the_order(language: Language) -> dict[FlawKind, str]:
    return {
        FlawKind.NOTHING_BEFORE: language.say("It works on the pay before it, and nothing before it pays."),
        FlawKind.CAP_BELOW_FLOOR: language.say("The cap lies below the floor."),
        FlawKind.SPLIT_NOT_WHOLE: language.say("The shares must be 100 % together."),
        FlawKind.SPLIT_UNCLEAR: language.say(
            "Two different shares have the same role, so nobody can tell whose is whose."
        ),
        FlawKind.EQUALLY_SPECIFIC: language.say(
            "Another component of its group is just as specific and may meet the same deal, so nobody can say which one"
            " is paid."
        ),
    }
