"""What is owed back when a deal is cancelled (Storno): always a new negative entry, never an edit."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from bot.domain.incentives import Clawback, Returns, Trigger
from bot.domain.money import Money
from bot.domain.periods import MONTHS_A_YEAR


def owed_back(
    clawback: Clawback, paid: Money, closed: date, cancelled: date, trigger: Trigger, recomputed: Money | None = None
) -> Money:
    """What is owed back of the pay for a deal: nothing or a negative amount, never more than was paid.

    It is owed if the deal is cancelled for one of the triggers before as many months have passed since it closed;
    nothing is ever owed for our own fault. Pro rata counts the whole months that have not passed yet, so on the day a
    month is over that month is earned.

    Args:
        clawback: the terms.
        paid: what was paid for the deal; nothing is owed of nothing.
        closed: the day the deal closed.
        cancelled: the day it was cancelled, in the company's time zone.
        trigger: why it was cancelled.
        recomputed: what the period pays less without the deal, for `Returns.RECOMPUTED`; all that was paid, if unknown.
    """
    nothing = Money(0, paid.currency)
    passed = whole_months(closed, cancelled)
    is_owed = trigger in clawback.triggers and trigger is not Trigger.OUR_FAULT and passed < clawback.within_months
    if not is_owed or paid.minor <= 0:
        return nothing
    match clawback.returns:
        case Returns.ALL:
            return -paid
        case Returns.SHARE:
            return -paid.times(clawback.share.fraction)
        case Returns.PRO_RATA:
            left = clawback.within_months - max(passed, 0)
            return -paid.times(Fraction(left, clawback.within_months))
        case Returns.RECOMPUTED:
            return -(paid if recomputed is None else min(paid, max(nothing, recomputed)))


def whole_months(start: date, day: date) -> int:
    """How many whole months have passed from one day to another; a month is over on the same day of the next.

    Where that day is missing (from the 31st) it is over on the first day after the month's end.
    """
    months = (day.year - start.year) * MONTHS_A_YEAR + day.month - start.month
    return months - (day.day < start.day)
