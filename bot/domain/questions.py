"""The question *what do I earn*, as it was asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.domain.earnings import NO_GUESS, Chances
from bot.domain.incentives import Customer
from bot.domain.money import Money
from bot.domain.pay import Base
from bot.domain.people import PayRole


@dataclass(frozen=True, slots=True)
class Ask:
    """A deal alone and what is different together; None means: not said.

    `so_far` is the result so far in the shortest period in which the plan counts orders or revenue, `deals_so_far` how
    many deals came before. `role` is the pay role asked for, the asker's own if not said. `registered` is the day a
    joint deal was registered.
    """

    amount: Money
    margin: Money | None = None
    closes: date | None = None
    amount_together: Money | None = None
    margin_together: Money | None = None
    closes_together: date | None = None
    chances: Chances = NO_GUESS
    base: Base | None = None
    units: int | None = None
    product: str | None = None
    customer: Customer | None = None
    region: str | None = None
    months: int | None = None
    so_far: Money | None = None
    deals_so_far: int | None = None
    role: PayRole | None = None
    registered: date | None = None
