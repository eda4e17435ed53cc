"""Where the asker stands: what the answer counts from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.domain.incentives import Component, Credit, Deal, Measure, Owner
from bot.domain.measures import Quantity, size
from bot.domain.money import Money, Rate, Span
from bot.domain.people import Figures, PayRole
from bot.domain.periods import Days, PeriodKind, period_containing


class MarginNeeded(ValueError):
    """A component pays on the margin, and the deal's margin was not given."""


class UnitsNeeded(ValueError):
    """A component pays by units, and nobody said how many."""


class Base(StrEnum):
    """The result of the period that a deal is counted from, without the deal asked about.

    A hurdle of 500,000 of a quota of 1,000,000, 400,000 booked and 800,000 expected, a deal of 50,000 at a target bonus
    of 28,500: from what is booked it earns nothing, from what is expected 5 % × 28,500 = 1,425.
    """

    BOOKED = "booked"
    EXPECTED = "expected"


@dataclass(frozen=True, slots=True)
class Situation:
    """Where the asker stands.

    `figures` are the own figures by goal and period, `with_partner` what was reached with the partner alone, which is
    what rules of an alliance count. `deals_so_far` is how many deals came before in the window of a bonus for the first
    deals, and in periods no figures say it of. `fiscal_year_starts` is a month, 1 to 12.
    """

    figures: tuple[Figures, ...] = ()
    base: Base = Base.BOOKED
    fiscal_year_starts: int = 1
    role: PayRole = PayRole.SELLER
    deals_so_far: int | None = None
    with_partner: tuple[Figures, ...] = ()

    def in_rules(self) -> Situation:
        """The same for what an alliance's rules count."""
        return replace(self, figures=self.with_partner)

    def period(self, kind: PeriodKind, day: date) -> Days:
        """The period of this kind the day lies in."""
        return period_containing(day, kind, self.fiscal_year_starts)

    def of(self, measure: Measure, period: PeriodKind, owner: Owner, day: date) -> Figures | None:
        """The own figures for what is counted in the period the day lies in."""
        days = self.period(period, day)
        found = (f for f in self.figures if (f.period, f.measure, f.owner) == (days, measure, owner))
        return next(found, None)

    def result(self, measure: Measure, period: PeriodKind, owner: Owner, day: date) -> Quantity | None:
        """The result the deal is counted from, at the base chosen."""
        own = self.of(measure, period, owner, day)
        known = None if own is None else own.booked if self.base is Base.BOOKED else own.expected
        is_own_count = measure is Measure.DEALS and owner is Owner.PERSON
        return self.deals_so_far if known is None and is_own_count else known

    def earned(self, period: PeriodKind, day: date) -> Money | None:
        """The pay so far in the period, where it is known."""
        days = self.period(period, day)
        return next((f.earned for f in self.figures if f.period == days and f.earned is not None), None)


@dataclass(frozen=True, slots=True)
class Case:
    """What a list of components is paid for.

    `deal` is the whole deal in the terms' currency. `credit_is` says whether components count it before or after the
    credit where they don't say themselves. `before` is what was paid before the list: the plan's pay, for rules on top.
    """

    deal: Deal
    credit: Rate
    credit_is: Credit
    situation: Situation
    before: Span | None

    def counted(self, own: Credit | None) -> Deal:
        """The deal as a component counts it."""
        return self.deal.credited(self.credit) if (own or self.credit_is) is Credit.AFTER else self.deal


def counts(measure: Measure, deal: Deal) -> Quantity:
    """What the deal adds to a result.

    Raises:
        MarginNeeded: if it is the margin and that was not given.
        UnitsNeeded: if it is units and nobody said how many.
    """
    match measure:
        case Measure.ORDERS | Measure.REVENUE:
            return deal.amount
        case Measure.MARGIN:
            return margin(deal)
        case Measure.UNITS:
            return units(deal)
        case Measure.DEALS:
            return 1


def own_quota(own: Figures | None) -> Quantity | None:
    """The person's own quota; None also where it is not above zero: nobody attains a share of nothing."""
    return None if own is None or own.quota is None or size(own.quota) <= 0 else own.quota


def margin(deal: Deal) -> Money:
    """The deal's margin. Raises MarginNeeded if it was not given."""
    if deal.margin is None:
        raise MarginNeeded
    return deal.margin


def units(deal: Deal) -> int:
    """The deal's number of units. Raises UnitsNeeded if it was not given."""
    if deal.units is None:
        raise UnitsNeeded
    return deal.units


def credit_of(component: Component) -> Credit | None:
    """Whether the component itself says if it counts before or after the credit."""
    return getattr(component, "credit", None)
