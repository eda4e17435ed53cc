"""Compensation plans and alliance incentive rules: what they are made of.

A plan says what a pay role earns; alliance rules say what a route with the partner pays on top of the plan or instead
of it. Both are lists of components, each readable as a sentence; `bot.domain.pay` says what they pay.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from bot.domain.goals import Curve
from bot.domain.money import WHOLE, Money, Rate
from bot.domain.periods import Days, PeriodKind


class Route(StrEnum):
    """How a deal can be won."""

    ALONE = "alone"
    TOGETHER = "together"
    HAND_OVER = "hand_over"


class Mode(StrEnum):
    """Whether alliance rules are paid on top of the plan or instead of it."""

    ON_TOP = "on_top"
    INSTEAD = "instead"


class Basis(StrEnum):
    """What a percentage is taken of."""

    DEAL_AMOUNT = "deal_amount"
    MARGIN = "margin"
    CREDITED = "credited"
    """The share of the deal amount that counts for our seller, see `AllianceRules.credit`."""


class Measure(StrEnum):
    """What a goal counts."""

    ORDERS = "orders"
    REVENUE = "revenue"
    MARGIN = "margin"


class Owner(StrEnum):
    """Whose results a goal counts."""

    PERSON = "person"
    TEAM = "team"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class Deal:
    """A deal as somebody asks about it: amounts without VAT, the day it closes in the company's time zone."""

    amount: Money
    closes: date
    margin: Money | None = None

    def credited(self, credit: Rate) -> Deal:
        """The share of the deal that counts for our seller's plan."""
        margin = None if self.margin is None else self.margin.times(credit.fraction)
        return Deal(self.amount.times(credit.fraction), self.closes, margin)


@dataclass(frozen=True, slots=True)
class Conditions:
    """When a component applies: deals of at least this amount, closing within these days."""

    deal_from: Money | None = None
    closes: Days | None = None

    def hold(self, deal: Deal) -> bool:
        """Whether the deal meets all of them."""
        large_enough = self.deal_from is None or self.deal_from <= deal.amount
        return large_enough and (self.closes is None or deal.closes in self.closes)


ALWAYS = Conditions()


@dataclass(frozen=True, slots=True)
class Percentage:
    """A rate of a basis, per deal."""

    rate: Rate
    basis: Basis = Basis.DEAL_AMOUNT
    when: Conditions = ALWAYS
    kind: Literal["percentage"] = "percentage"


@dataclass(frozen=True, slots=True)
class FixedAmount:
    """A fixed amount per deal."""

    amount: Money
    when: Conditions = ALWAYS
    kind: Literal["fixed_amount"] = "fixed_amount"


@dataclass(frozen=True, slots=True)
class Bonus:
    """A special bonus (SPIFF): a fixed amount, or a rate of the deal amount, for deals closing within `window`."""

    pays: Money | Rate
    window: Days
    when: Conditions = ALWAYS
    kind: Literal["bonus"] = "bonus"


@dataclass(frozen=True, slots=True)
class GoalBonus:
    """Target bonus × weight × payout(attainment) over a period.

    `target_bonus` and `quota` are those of the role; a person's own figures come first. Where both are missing the
    component can't be told in money.
    """

    measure: Measure
    period: PeriodKind
    curve: Curve
    target_bonus: Money | None = None
    quota: Money | None = None
    weight: Rate = WHOLE
    owner: Owner = Owner.PERSON
    when: Conditions = ALWAYS
    kind: Literal["goal_bonus"] = "goal_bonus"


Component = Percentage | FixedAmount | Bonus | GoalBonus


@dataclass(frozen=True, slots=True)
class Plan:
    """A compensation plan: what a pay role earns, in one currency."""

    currency: str
    components: tuple[Component, ...]
    kind: Literal["plan"] = "plan"


@dataclass(frozen=True, slots=True)
class AllianceRules:
    """What a route with the partner pays, and the credit: the share of the deal that counts for our seller's plan."""

    currency: str
    components: tuple[Component, ...]
    mode: Mode = Mode.ON_TOP
    credit: Rate = WHOLE
    kind: Literal["alliance_rules"] = "alliance_rules"


Terms = Plan | AllianceRules
