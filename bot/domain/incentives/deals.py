"""Deals, the routes to win them, and what must hold for something to be paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.domain.money import WHOLE, Money, Rate
from bot.domain.people import PayRole
from bot.domain.periods import Days


class Route(StrEnum):
    """How a deal can be won."""

    ALONE = "alone"
    TOGETHER = "together"
    HAND_OVER = "hand_over"


class Customer(StrEnum):
    """Whether we have sold to the customer before."""

    NEW = "new"
    EXISTING = "existing"


class Fact(StrEnum):
    """What a condition may ask of a deal beyond its amount and closing day."""

    PRODUCT = "product"
    CUSTOMER = "customer"
    REGION = "region"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Deal:
    """A deal as somebody asks about it; what nobody said is None.

    `amount` and `margin` are without VAT; `closes` is a day in the company's time zone; `months` is how long the
    contract runs.
    """

    amount: Money
    closes: date
    margin: Money | None = None
    units: int | None = None
    product: str | None = None
    customer: Customer | None = None
    region: str | None = None
    months: int | None = None

    def credited(self, credit: Rate) -> Deal:
        """The share of the deal that counts for our seller's plan; units and the deal itself count whole."""
        if credit == WHOLE:
            return self
        margin = None if self.margin is None else self.margin.times(credit.fraction)
        return replace(self, amount=self.amount.times(credit.fraction), margin=margin)


@dataclass(frozen=True, slots=True)
class Category:
    """A named group of products."""

    name: str
    products: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conditions:
    """When a component applies; everything named must hold, and what a deal leaves open does not hold.

    `deal_from` is included and `deal_below` is not; so are `months_from` and `months_below`. Amounts are of the whole
    deal, whatever the credit. Products, categories and
    regions are compared without regard to case; a category holds for each of its products and for its own name. Among
    the components of one `group` only the most specific that applies is paid, see `specificity`.
    """

    deal_from: Money | None = None
    closes: Days | None = None
    deal_below: Money | None = None
    product: str | None = None
    category: str | None = None
    customer: Customer | None = None
    region: str | None = None
    months_from: int | None = None
    months_below: int | None = None
    roles: tuple[PayRole, ...] = ()
    group: str = ""

    def hold(self, deal: Deal, role: PayRole, categories: Sequence[Category]) -> bool:
        """Whether the deal and the pay role of whoever is paid meet all of them."""
        return (
            (self.deal_from is None or self.deal_from <= deal.amount)
            and (self.deal_below is None or deal.amount < self.deal_below)
            and (self.closes is None or deal.closes in self.closes)
            and (self.product is None or same(self.product, deal.product))
            and (self.category is None or in_category(deal.product, self.category, categories))
            and (self.customer is None or self.customer is deal.customer)
            and (self.region is None or same(self.region, deal.region))
            and (self.months_from is None or (deal.months is not None and self.months_from <= deal.months))
            and (self.months_below is None or (deal.months is not None and deal.months < self.months_below))
            and (not self.roles or role in self.roles)
        )

    @property
    def specificity(self) -> tuple[int, int]:
        """How specific they are: product over category over all, then by how many more conditions there are."""
        more = (self.deal_from or self.deal_below, self.closes, self.customer, self.region, self.roles)
        months = self.months_from is not None or self.months_below is not None
        return 2 if self.product else 1 if self.category else 0, sum(map(bool, more)) + months


ALWAYS = Conditions()


def same(name: str, other: str | None) -> bool:
    """Whether both are the same name, whatever their case."""
    return other is not None and name.strip().casefold() == other.strip().casefold()


def in_category(product: str | None, category: str, categories: Sequence[Category]) -> bool:
    """Whether the product is the category itself or one of its products."""
    members = (name for each in categories if same(each.name, category) for name in each.products)
    return same(category, product) or any(same(name, product) for name in members)
