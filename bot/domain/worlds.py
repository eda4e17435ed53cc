"""What nobody said about a deal: every value it could have that would change the pay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import product
from math import prod
from typing import Any

from bot.domain.incentives import Conditions, Customer, Deal, Fact, Terms
from bot.domain.incentives.deals import in_category, same

MOST_WORLDS = 500
"""So many combinations are tried at most, so that an answer stays well below a second."""

SOME_OTHER = "\0"
"""A product or region no condition names."""


def open_facts(deal: Deal, terms: Iterable[Terms]) -> tuple[Fact, ...]:
    """The facts that conditions ask of the deal and nobody said."""
    asked = {fact for each in terms for c in each.components for fact in asks(c.when)}
    return tuple(fact for fact in Fact if fact in asked and getattr(deal, fact) is None)


def worlds(deal: Deal, terms: Iterable[Terms]) -> tuple[Deal, ...]:
    """The deal with every combination of values for what nobody said: one of each kind that conditions tell apart.

    A single deal, itself, where conditions ask for nothing that was not said. Nothing at all where there are more than
    `MOST_WORLDS`.
    """
    terms = tuple(terms)
    values = {fact: _values(fact, terms) for fact in open_facts(deal, terms)}
    if prod(map(len, values.values())) > MOST_WORLDS:
        return ()
    return tuple(filled(deal, dict(zip(values, chosen, strict=True))) for chosen in product(*values.values()))


def filled(deal: Deal, facts: dict[Fact, Any]) -> Deal:
    """The deal with these facts."""
    return replace(deal, **{fact.value: value for fact, value in facts.items()}) if facts else deal


def asks(when: Conditions) -> set[Fact]:
    """What conditions ask of a deal."""
    asked = {
        Fact.PRODUCT: when.product or when.category,
        Fact.CUSTOMER: when.customer,
        Fact.REGION: when.region,
        Fact.MONTHS: when.months_from is not None or when.months_below is not None,
    }
    return {fact for fact, is_asked in asked.items() if is_asked}


def _values(fact: Fact, terms: tuple[Terms, ...]) -> list[Any]:
    conditions = [component.when for each in terms for component in each.components]
    match fact:
        case Fact.PRODUCT:
            return _products(terms)
        case Fact.CUSTOMER:
            return list(Customer)
        case Fact.REGION:
            return [SOME_OTHER, *_distinct(when.region for when in conditions if when.region)]
        case Fact.MONTHS:
            bounds = {b for when in conditions for b in (when.months_from, when.months_below) if b is not None}
            return sorted({0} | bounds)


def _products(terms: tuple[Terms, ...]) -> list[str]:
    """One product for each way to meet the conditions on products and categories; one that meets none is among them."""
    asking = [(c.when, each.categories) for each in terms for c in each.components if c.when.product or c.when.category]
    named = [name for when, _ in asking for name in (when.product, when.category) if name]
    members = [name for _, categories in asking for category in categories for name in category.products]

    def meets(name: str) -> tuple[bool, ...]:
        return tuple(
            (when.product is None or same(when.product, name))
            and (when.category is None or in_category(name, when.category, categories))
            for when, categories in asking
        )

    found = {meets(name): name for name in reversed([SOME_OTHER, *named, *members])}
    return list(reversed(found.values()))


def _distinct(names: Iterable[str]) -> list[str]:
    return list({name.strip().casefold(): name for name in names}.values())
