"""Compensation plans and alliance incentive rules: lists of components in one currency."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from bot.domain.incentives.components import Component
from bot.domain.incentives.deals import Category
from bot.domain.money import PARTS_PER_MILLION, WHOLE, Money, Rate, minor_digits, round_half_up


class Mode(StrEnum):
    """Whether alliance rules are paid on top of the plan or instead of it.

    The plan pays 2,500 for a deal, the rules 1,000: on top that is 3,500, instead it is 1,000.
    """

    ON_TOP = "on_top"
    INSTEAD = "instead"


class Moment(StrEnum):
    """When pay is earned, or paid."""

    ORDER = "order"
    DELIVERY = "delivery"
    INVOICE = "invoice"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class PlanningRate:
    """A fixed rate (Plankurs) at which a deal in another currency is counted.

    `ppm` are millionths of the terms' currency for one whole unit of `currency`: 920,000 for 0.92 EUR a US dollar.
    """

    currency: str
    ppm: int

    def convert(self, amount: Money, to: str) -> Money:
        """The amount in the terms' currency, rounded commercially to its minor unit."""
        scale = Fraction(10) ** (minor_digits(to) - minor_digits(amount.currency))
        return Money(round_half_up(amount.minor * scale * Fraction(self.ppm, PARTS_PER_MILLION)), to)


@dataclass(frozen=True, slots=True)
class Plan:
    """A compensation plan: what a pay role earns, in one currency.

    `earned` is what makes the pay due, `paid` what it is paid out on. `planning_rates` let deals in other currencies be
    counted.
    """

    currency: str
    components: tuple[Component, ...]
    categories: tuple[Category, ...] = ()
    planning_rates: tuple[PlanningRate, ...] = ()
    earned: Moment | None = None
    paid: Moment | None = None
    kind: Literal["plan"] = "plan"


@dataclass(frozen=True, slots=True)
class AllianceRules:
    """What a route with the partner pays, and the credit: the share of the deal that counts for our seller's plan."""

    currency: str
    components: tuple[Component, ...]
    mode: Mode = Mode.ON_TOP
    credit: Rate = WHOLE
    categories: tuple[Category, ...] = ()
    planning_rates: tuple[PlanningRate, ...] = ()
    earned: Moment | None = None
    paid: Moment | None = None
    kind: Literal["alliance_rules"] = "alliance_rules"


Terms = Plan | AllianceRules
