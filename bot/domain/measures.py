"""What results are counted in."""

from __future__ import annotations

from enum import StrEnum

from bot.domain.money import Money


class Measure(StrEnum):
    """What a goal, a tier or a threshold counts."""

    ORDERS = "orders"
    REVENUE = "revenue"
    MARGIN = "margin"
    UNITS = "units"
    DEALS = "deals"

    @property
    def is_count(self) -> bool:
        """Whether it is a number of things rather than an amount of money."""
        return self in {Measure.UNITS, Measure.DEALS}


class Owner(StrEnum):
    """Whose results are counted."""

    PERSON = "person"
    TEAM = "team"
    COMPANY = "company"


Quantity = Money | int
"""An amount of money, or a number of units or deals."""


def size(quantity: Quantity) -> int:
    """The quantity as a whole number: minor units, or how many."""
    return quantity.minor if isinstance(quantity, Money) else quantity


def alike(number: int, other: Quantity) -> Quantity:
    """The whole number as the same kind of quantity as the other."""
    return Money(number, other.currency) if isinstance(other, Money) else number
