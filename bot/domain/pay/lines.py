"""What each component came to for a deal: the lines of an answer."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bot.domain.incentives import (
    Accelerator,
    Bonus,
    Cap,
    Component,
    Factor,
    FixedAmount,
    Floor,
    GoalBonus,
    Multiplier,
    Override,
    Percentage,
    Split,
    Threshold,
    Tiers,
)
from bot.domain.measures import Quantity, size
from bot.domain.money import WHOLE, Money, Rate, Span


@dataclass(frozen=True, slots=True)
class PercentageLine:
    """A rate of a basis came to an amount."""

    component: Percentage
    basis: Money
    amount: Money


@dataclass(frozen=True, slots=True)
class FixedLine:
    """A fixed amount was paid; `units` is how many it was paid for, None where it is per deal."""

    component: FixedAmount
    amount: Money
    units: int | None = None


@dataclass(frozen=True, slots=True)
class BonusLine:
    """A bonus was paid; `basis` is the deal amount where the bonus is a rate.

    `amount` is a range where the bonus is for the first deals only and nobody knows how many there were.
    """

    component: Bonus
    basis: Money
    amount: Money | Span


@dataclass(frozen=True, slots=True)
class FactorState:
    """A goal that multiplies another: what the deal adds to its result, its quota and result; None where unknown."""

    factor: Factor
    counts: Quantity
    quota: Quantity | None
    so_far: Quantity | None


@dataclass(frozen=True, slots=True)
class GoalLine:
    """What a goal bonus adds with the deal: the period's pay with it minus the period's pay without it.

    `counts` is what the deal adds to the goal's result. What is unknown is None; `amount` is then a range, or None
    where no bound can be given. `so_far` is given only where the amount was counted from it. `others` are the goals
    that multiply it.
    """

    component: GoalBonus
    counts: Quantity
    quota: Quantity | None
    target_bonus: Money | None
    so_far: Quantity | None
    amount: Span | None
    others: tuple[FactorState, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a tiered line: `basis × pays × times`, taken off where `minus`.

    `pays` is a rate of an amount, or an amount for each of a number of things (a tier reached counts as one).
    """

    basis: Quantity
    pays: Rate | Money
    times: Rate = WHOLE
    minus: bool = False

    @property
    def minor(self) -> Fraction:
        """What it is worth in minor units, not rounded."""
        pays = self.pays.fraction if isinstance(self.pays, Rate) else Fraction(self.pays.minor)
        worth = size(self.basis) * pays * self.times.fraction
        return -worth if self.minus else worth


@dataclass(frozen=True, slots=True)
class TieredLine:
    """What tiers, an accelerator or a threshold pay for the deal; over a period, with it minus without it.

    The parts add up to the amount before it is rounded; there are none where the amount is a range or unknown.
    `counts` is what the deal adds to the `so_far` of the period, which is None per deal and where it is unknown.
    """

    component: Tiers | Accelerator | Threshold
    parts: tuple[Part, ...]
    counts: Quantity
    so_far: Quantity | None
    quota: Money | None
    amount: Span | None


@dataclass(frozen=True, slots=True)
class ShareLine:
    """A share of what was paid before it: an uplift, what a multiplier adds, or an override.

    With `own` False it is paid to somebody else and is no part of the asker's pay.
    """

    component: Percentage | Multiplier | Override
    basis: Span | None
    amount: Span | None
    own: bool = True


@dataclass(frozen=True, slots=True)
class LimitLine:
    """What a cap takes away (negative) or a floor adds to the pay `of`; `so_far` is the period's pay without it.

    A period's floor is paid once; what a deal earns below it fills what was paid already, so the line may be negative.
    """

    component: Cap | Floor
    of: Span | None
    so_far: Money | None
    amount: Span | None


@dataclass(frozen=True, slots=True)
class SplitLine:
    """What goes to the others of a split (negative); `share` of the pay before it stays."""

    component: Split
    of: Span | None
    share: Rate
    amount: Span | None


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A component whose pay depends on something nobody said, see `RoutePay.depends_on`; None without a bound.

    With `own` False it is an override that somebody else gets.
    """

    component: Component
    amount: Span | None
    own: bool = True


Line = PercentageLine | FixedLine | BonusLine | GoalLine | TieredLine | ShareLine | LimitLine | SplitLine | OpenLine


def line_amount(paid: Line) -> Span | None:
    """What the line comes to: an exact amount, a range, or None where no bound can be given."""
    return Span.exactly(paid.amount) if isinstance(paid.amount, Money) else paid.amount
