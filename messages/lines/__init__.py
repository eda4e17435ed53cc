"""One line for each component that made the pay: the formula in words and numbers.

Whoever works a line out by hand from what it shows comes to its amount, to the cent. Numbers that are rounded for
display are marked ≈.
"""

from __future__ import annotations

from typing import assert_never

from bot.domain.pay import (
    BonusLine,
    FixedLine,
    GoalLine,
    LimitLine,
    Line,
    OpenLine,
    PercentageLine,
    ShareLine,
    SplitLine,
    TieredLine,
)
from messages.language import Language
from messages.lines.goals import goal
from messages.lines.limits import limit
from messages.lines.plain import bonus, fixed, percentage, still_open
from messages.lines.shares import share, split
from messages.lines.tiers import tiered

__all__ = ["formula"]


def formula(line: Line, language: Language) -> str:
    """The line as a reader can check it, in mrkdwn: `2 % × €50,000 = €1,000`."""
    match line:
        case PercentageLine():
            text = percentage(line, language)
        case FixedLine():
            text = fixed(line, language)
        case BonusLine():
            text = bonus(line, language)
        case GoalLine():
            text = goal(line, language)
        case TieredLine():
            text = tiered(line, language)
        case ShareLine():
            text = share(line, language)
        case LimitLine():
            text = limit(line, language)
        case SplitLine():
            text = split(line, language)
        case OpenLine():
            text = still_open(line, language)
        case _:
            assert_never(line)
    return text
