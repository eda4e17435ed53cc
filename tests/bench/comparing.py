"""The domain alone: three routes of twenty components each, beside adding up as many exact products."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

from bot.domain.earnings import NO_GUESS, Question, RouteTerms, compare
from bot.domain.incentives import Deal, Terms
from bot.domain.pay import Situation
from bot.domain.people import PayRole
from bot.domain.versions import InForce, Series, State, Version
from tests.bench.clock import Times, side_by_side
from tests.bench.twenty import DEAL, FIGURES, PLAN, RULES, YEAR

_UNSAID = replace(DEAL, product=None, customer=None, region=None, months=None)


def times() -> dict[str, Times]:
    """What a comparison takes, with everything said of the deal and with what is seldom said, and the plain sum."""
    alone, other = RouteTerms(_in_force(PLAN)), RouteTerms(None, _in_force(RULES))
    routes = (alone, other, other)
    products = 3 * len(PLAN.components)
    rate = Fraction(1, 40)
    return side_by_side(
        {
            "three routes of 20 components": lambda: compare(_question(DEAL), *routes),
            "the same, only the amount said": lambda: compare(_question(_UNSAID), *routes),
            f"a sum of {products} exact products": lambda: sum(DEAL.amount.minor * rate for _ in range(products)),
        },
        rounds=1_000,
        seconds=10,
    )


def _question(deal: Deal) -> Question:
    return Question(deal, deal, Situation(FIGURES), NO_GUESS)


def _in_force(terms: Terms) -> InForce:
    drafted_at = datetime(2025, 12, 1, tzinfo=UTC)
    return InForce(Version(1, Series(PayRole.SELLER), 1, terms, State.RELEASED, YEAR, 1, drafted_at), None)
