"""Shares of what was paid before: multipliers and splits."""

from __future__ import annotations

from bot.domain.incentives import Multiplier, Split
from bot.domain.money import Money, Rate, Span
from bot.domain.pay.lines import Line, ShareLine, SplitLine
from bot.domain.people import PayRole


def multiplied(component: Multiplier, running: Span | None) -> tuple[Line, Span | None]:
    """What the factor adds, or takes away, and the total with it."""
    if running is None:
        return ShareLine(component, None, None), None
    more = component.factor.fraction - 1
    low, high = running.low.times(more), running.high.times(more)
    total = Span(running.low + low, running.high + high)
    return ShareLine(component, running, Span(min(low, high), max(low, high))), total


def split_among(split: Split, role: PayRole, running: Span | None) -> tuple[Line, Span | None]:
    """What goes to the others, and what is left for whoever is paid as the role."""
    share = share_of(split, role)
    if running is None:
        return SplitLine(split, None, share, None), None
    low, high = (_part(split, role, end) for end in (running.low, running.high))
    lost = (low - running.low, high - running.high)
    # The cents rounding leaves over may fall to others for a larger whole.
    return SplitLine(split, running, share, Span(min(lost), max(lost))), Span(min(low, high), max(low, high))


def _part(split: Split, role: PayRole, whole: Money) -> Money:
    shares = [share.role for share in split.shares]
    return divided(whole, split)[shares.index(role)] if role in shares else Money(0, whole.currency)


def share_of(split: Split, role: PayRole) -> Rate:
    """The share of whoever is paid as the role; nothing where it is not among them."""
    return next((share.rate for share in split.shares if share.role is role), Rate(0))


def divided(whole: Money, split: Split) -> tuple[Money, ...]:
    """What each share of a split gets; together it is the whole, to the minor unit (largest remainders)."""
    exact = [whole.minor * share.rate.fraction for share in split.shares]
    parts = [part.numerator // part.denominator for part in exact]
    by_loss = sorted(range(len(parts)), key=lambda n: (parts[n] - exact[n], n))
    for n in by_loss[: whole.minor - sum(parts)]:
        parts[n] += 1
    return tuple(Money(part, whole.currency) for part in parts)
