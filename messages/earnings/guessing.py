"""How sure is the asker to win? What the books say about it, and buttons to try other chances."""

from __future__ import annotations

from collections.abc import Callable

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.cards import Answer
from bot.domain.earnings import Chances
from bot.domain.evidence import Evidence
from bot.domain.money import Rate
from messages import parts
from messages.actions import Action, numbered
from messages.earnings.again import command
from messages.language import Language
from messages.parts import person, section

_OFFERED = tuple(Rate.percent(share) for share in (20, 40, 60, 80))


def evidence(given: Answer, language: Language) -> str:
    """Past joint results, or the partner manager's assumption marked as such, or that there is neither."""
    if given.comparison.together is None:
        return ""
    if given.evidence is not None:
        return _results(given.evidence, language)
    if given.assumed is not None:
        return language.say(
            "Assumed, not measured: {who} expects a chance of {rate} together. Too few joint deals are closed yet.",
            who=person(given.manager_slack_id),
            rate=language.rate(given.assumed),
        )
    return language.say("No joint results to go by yet.") if _can_weigh(given) else ""


def _results(past: Evidence, language: Language) -> str:
    share, low, high = (language.percent(rate.fraction, 0) for rate in (past.share, past.low, past.high))
    return language.say(
        "{closed} joint deals closed in the last 12 months: {won} won ({share}; likely between {low} and {high}),"
        " {after} of the {closed} came after an attempt alone.",
        closed=past.counts.closed,
        won=past.counts.won,
        after=past.counts.after_alone,
        share=share,
        low=low,
        high=high,
    )


def chance_buttons(given: Answer, language: Language) -> list[Block]:
    """A row of chances for winning alone and one for together; none while chances would decide nothing."""
    if not _can_weigh(given):
        return []
    chances = given.comparison.chances
    alone = _row(given, 0, chances.alone, lambda rate: Chances(rate, chances.together), language)
    together = _row(given, len(alone), chances.together, lambda rate: Chances(chances.alone, rate), language)
    other = language.say("Other …")
    return [
        section(language.say("How sure are you to win alone?")),
        parts.actions(*alone, parts.button(other, numbered(Action.CHANCE_OTHER, 1), command(given))),
        section(language.say("How sure are you to win together?")),
        parts.actions(*together, parts.button(other, numbered(Action.CHANCE_OTHER, 2), command(given))),
    ]


def _can_weigh(given: Answer) -> bool:
    return given.comparison.break_even is not None


def _row(
    given: Answer, before: int, chosen: Rate | None, with_chance: Callable[[Rate], Chances], language: Language
) -> list[ButtonElement]:
    """The chances offered, and the chosen one in its place; numbered after those before."""
    offered = sorted({*_OFFERED, *([] if chosen is None else [chosen])})
    return [
        parts.button(
            language.rate(rate),
            numbered(Action.CHANCE, before + number),
            command(given, chances=with_chance(rate)),
            style="primary" if rate == chosen else None,
        )
        for number, rate in enumerate(offered, start=1)
    ]
