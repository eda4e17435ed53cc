"""Whether a change of terms lowers what somebody earns, and by how much on a typical deal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import islice, product

from bot.domain.earnings import NO_GUESS, Question, RoutePay, RouteTerms, compare
from bot.domain.incentives import Component, Customer, Deal, Fact, Mode, Route, Terms, Tiers
from bot.domain.measures import Measure, Owner, Quantity
from bot.domain.money import NOTHING, Money, Span
from bot.domain.pay import Situation
from bot.domain.people import Figures, PayRole
from bot.domain.periods import PeriodKind, period_containing
from bot.domain.worlds import SOME_OTHER, filled, open_facts, worlds

TYPICAL = (50_000, 10_000, 250_000)
"""The amounts of typical deals, in whole units of the currency, the most typical first."""
_MARGIN = Fraction(3, 10)
_QUOTA = 1_000_000
_QUOTA_NUMBER = 20
_TARGET = 28_500
_REACHED = (Fraction(0), Fraction(1, 2), Fraction(1), Fraction(3, 2))
"""How much of a period's quota may be reached before the deal."""
_MOST = 500
"""So many deals are looked at, the most typical first; with twenty components each takes a millisecond."""
_MOST_WORK = _MOST * 40
"""So many components are looked at together: fewer deals, where there are more than twenty before and after."""


@dataclass(frozen=True, slots=True)
class Lowering:
    """A deal that pays less than before.

    `before` and `after` are None where nobody can tell in money: there is no plan in the books, and less of the deal
    counts for it than before.
    """

    deal: Deal
    before: Span | None
    after: Span | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A route's plan and rules before and after a change; plans as they are alone for the route alone."""

    route: Route
    before: RouteTerms
    after: RouteTerms


def lowering(changed: Changed, role: PayRole, day: date, fiscal_year_starts: int) -> Lowering | None:
    """The first typical deal that pays less after the change than before, closing on `day` or later; None if none does.

    Deals of 50,000, 10,000 and 250,000 and of the amounts the terms name, with a margin of 30 %, for every customer,
    product, region and contract length that the terms tell apart (where there are too many, for those each component
    names), from nothing reached in a period to one and a half quotas; where nobody names a quota or a target bonus,
    1,000,000 (20 deals or units) and 28,500 are assumed. The 500 most typical are looked at, fewer under long terms.
    Terms in different currencies are not compared.
    """
    terms = [f.terms for each in (changed.before, changed.after) for f in (each.plan, each.rules) if f]
    currency = next((each.currency for each in reversed(terms)), None)
    if currency is None or any(each.currency != currency for each in terms):
        return None
    lower = (_lower(changed, *case) for case in _cases(terms, currency, role, day, fiscal_year_starts))
    most = min(_MOST, _MOST_WORK // max(1, sum(len(each.components) for each in terms)))
    return next((found for found in islice(lower, max(most, 1)) if found), None)


def _lower(changed: Changed, deal: Deal, situation: Situation) -> Lowering | None:
    before = _pay(changed.route, changed.before, deal, situation)
    after = _pay(changed.route, changed.after, deal, situation)
    product_shown, region_shown = (None if name == SOME_OTHER else name for name in (deal.product, deal.region))
    shown = replace(deal, product=product_shown, region=region_shown)
    if before.total is not None and after.total is not None:
        return Lowering(shown, before.total, after.total) if _less(after.total, before.total) else None
    rises = _counts(after) > _counts(before)
    if not rises and before.on_top and after.on_top and _less(after.on_top, before.on_top):
        return Lowering(shown, before.on_top, after.on_top)
    return Lowering(shown, None, None) if _counts(after) < _counts(before) else None


def _less(one: Span, other: Span) -> bool:
    return one.low < other.low or one.high < other.high


def _counts(pay: RoutePay) -> Fraction:
    """The share of the deal that counts for the plan."""
    return pay.credit.fraction if pay.mode is Mode.ON_TOP else NOTHING.fraction


def _pay(route: Route, terms: RouteTerms, deal: Deal, situation: Situation) -> RoutePay:
    """What the route pays; without rules nothing is paid for handing over, and together pays as the plan does."""
    if route is Route.HAND_OVER and terms.rules is None:
        compared = compare(Question(deal, deal, situation, NO_GUESS), RouteTerms(), RouteTerms(), None)
        nothing = Span.exactly(Money(0, deal.amount.currency))
        assert compared.together is not None
        return replace(compared.together, credit=NOTHING, on_top=nothing, total=nothing)
    compared = compare(Question(deal, deal, situation, NO_GUESS), RouteTerms(), terms, None)
    assert compared.together is not None
    return compared.together


def _cases(
    terms: Sequence[Terms], currency: str, role: PayRole, day: date, fiscal_year_starts: int
) -> Iterator[tuple[Deal, Situation]]:
    components = [component for each in terms for component in each.components]
    for closes, reached in product(_days(components, day), _REACHED):
        figures = tuple(_figures(components, currency, closes, fiscal_year_starts, reached))
        standing = Situation(figures, fiscal_year_starts=fiscal_year_starts, role=role, deals_so_far=0)
        situation = replace(standing, with_partner=figures)
        for amount in _amounts(components, currency):
            deal = Deal(amount, closes, amount.times(_MARGIN), units=1)
            every = worlds(deal, terms) or dict.fromkeys(_meeting(deal, component, terms) for component in components)
            yield from ((world, situation) for world in every)


def _meeting(deal: Deal, component: Component, terms: Sequence[Terms]) -> Deal:
    """The deal with what the component's conditions ask for, and nothing that others name."""
    when = component.when
    facts = {
        Fact.PRODUCT: when.product or when.category or SOME_OTHER,
        Fact.CUSTOMER: when.customer or Customer.NEW,
        Fact.REGION: when.region or SOME_OTHER,
        Fact.MONTHS: when.months_from or 0,
    }
    return filled(deal, {fact: facts[fact] for fact in open_facts(deal, terms)})


def _amounts(components: Iterable[Component], currency: str) -> list[Money]:
    named = []
    for component in components:
        if component.when.deal_from is not None:
            named.append(component.when.deal_from)
        if isinstance(component, Tiers) and component.period is None:
            starts = [tier.start for tier in component.tiers if isinstance(tier.start, Money)]
            named += [start.times(Fraction(2)) for start in starts]
    typical = [Money.of(amount, currency) for amount in TYPICAL]
    return list(dict.fromkeys([*typical, *(amount for amount in named if amount.minor > 0)]))


def _days(components: Iterable[Component], day: date) -> list[date]:
    starts = {c.window.start for c in components if c.kind == "bonus"}
    starts |= {c.when.closes.start for c in components if c.when.closes is not None}
    return [day, *sorted(start for start in starts if start > day)]


def _figures(
    components: Iterable[Component], currency: str, day: date, fiscal_year_starts: int, reached: Fraction
) -> Iterator[Figures]:
    """Results for whatever is counted; quota and target bonus only where nobody names one, for own ones come first."""
    goals: dict[tuple[Measure, PeriodKind, Owner], list[Component]] = {}
    for component in components:
        for goal in (component, *getattr(component, "multiplied_by", ())):
            period = getattr(goal, "period", None)
            if period is None:
                continue
            key = (getattr(goal, "measure", Measure.ORDERS), period, getattr(goal, "owner", Owner.PERSON))
            goals.setdefault(key, []).append(goal)
    for (measure, period, owner), counted in goals.items():
        named = [quota for quota in (getattr(goal, "quota", None) for goal in counted) if quota is not None]
        quota: Quantity = named[0] if named else _QUOTA_NUMBER if measure.is_count else Money.of(_QUOTA, currency)
        targets = [goal for goal in counted if getattr(goal, "target_bonus", None) is not None]
        so_far = int(quota * reached) if isinstance(quota, int) else quota.times(reached)
        yield Figures(
            period_containing(day, period, fiscal_year_starts),
            None if named else quota,
            None if targets else Money.of(_TARGET, currency),
            so_far,
            None,
            measure,
            owner,
            Money(0, currency),
        )
