"""What the books say about winning together: past joint results with their uncertainty."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext

from bot.domain.money import PARTS_PER_MILLION, Rate

LEAST = 10
"""With fewer closed joint deals nothing is said about chances."""
DAYS = 365
"""How far back closed joint deals count."""

_Z = Decimal("1.959963984540054")
"""The 97.5 % point of the standard normal distribution, for an interval of 95 %."""


@dataclass(frozen=True, slots=True)
class Closed:
    """How many joint deals of an alliance were closed, how many of them won, and how many came after a try alone."""

    closed: int
    won: int
    after_alone: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Closed joint deals of the last year: the share won, and the 95 % interval it lies in."""

    counts: Closed
    share: Rate
    low: Rate
    high: Rate


def evidence(counts: Closed) -> Evidence | None:
    """The evidence, or None where there are too few closed deals."""
    if counts.closed < LEAST:
        return None
    low, high = wilson(counts.won, counts.closed)
    return Evidence(counts, Rate(round(counts.won * PARTS_PER_MILLION / counts.closed)), low, high)


def wilson(won: int, closed: int) -> tuple[Rate, Rate]:
    """The 95 % score interval of a share, rounded to parts per million.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of the American
    Statistical Association 22 (1927), 209-212.
    """
    with localcontext(prec=30):
        n, share = Decimal(closed), Decimal(won) / closed
        z2 = _Z * _Z
        middle = share + z2 / (2 * n)
        reach = _Z * (share * (1 - share) / n + z2 / (4 * n * n)).sqrt()
        ends = ((middle - reach) / (1 + z2 / n), (middle + reach) / (1 + z2 / n))
        low, high = (min(max(end, Decimal(0)), Decimal(1)) for end in ends)
        return Rate(round(low * PARTS_PER_MILLION)), Rate(round(high * PARTS_PER_MILLION))
