"""A question about a deal and its answer: the routes side by side, and where they are worth the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from bot.domain.incentives import (
    Clawback,
    Deal,
    Fact,
    Mode,
    Route,
)
from bot.domain.money import Money, Rate, Span
from bot.domain.pay import (
    Line,
    Situation,
)
from bot.domain.versions import InForce, Version


@dataclass(frozen=True, slots=True)
class RoutePay:
    """What one route pays.

    `plan_lines` is None while there is no plan in the books, and empty where the plan has no say: the rules stand
    instead of it, or nothing of the deal counts for it. `on_top` is what the rules pay by themselves, `total` is
    everything; both are None while they can't be told. `until` is the last closing date (included) for which the same
    rules apply, None if without end. `credit` is the share of the deal that counts for the plan. `plan` and `rules` are
    the versions that were used. `depends_on` are facts nobody said that change the total. `clawbacks` are the terms on
    which pay is owed back. `kept`: the rules are those of the day the joint deal was registered, and
    others are in force today; they hold whenever it closes.
    """

    route: Route
    deal: Deal
    credit: Rate
    mode: Mode
    plan_lines: tuple[Line, ...] | None
    rule_lines: tuple[Line, ...]
    on_top: Span | None
    total: Span | None
    until: date | None
    plan: Version | None
    rules: Version | None
    depends_on: tuple[Fact, ...] = ()
    clawbacks: tuple[Clawback, ...] = ()
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Chances:
    """How sure the seller is to win, as the seller's own guess; None where not said."""

    alone: Rate | None = None
    together: Rate | None = None


NO_GUESS = Chances()


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Where alone and together are worth the same.

    `uplift` is the relative rise of the chance the partner must bring (negative: how far the chance may even fall) for
    together to be worth as much; it needs no guess. With a chance together, `alone_above` is the chance alone above
    which alone pays more; it may exceed 1, then alone never pays more. With a chance alone, `together_from` is the
    chance together that is worth as much, and `points` by how many percentage points it lies higher (negative: lower).
    """

    uplift: Fraction
    alone_above: Fraction | None
    together_from: Fraction | None = None

    def points(self, alone: Rate) -> Fraction | None:
        """The rise from the chance alone in percentage points, as a fraction of 1."""
        return None if self.together_from is None else self.together_from - alone.fraction


@dataclass(frozen=True, slots=True)
class Comparison:
    """The answer: the routes, what together pays more than alone, and where they are worth the same."""

    alone: RoutePay
    together: RoutePay | None
    hand_over: RoutePay | None
    difference: Span | None
    chances: Chances
    break_even: BreakEven | None
    situation: Situation
    figures_missing: bool
    """Own figures would make the answer narrower."""

    def expected(self, route: RoutePay) -> Money | None:
        """Chance × pay, rounded; None while the pay or the chance is unknown, as it always is for handing over."""
        chance = {Route.ALONE: self.chances.alone, Route.TOGETHER: self.chances.together}.get(route.route)
        pay = exact(route.total)
        return None if chance is None or pay is None else pay.times(chance.fraction)


@dataclass(frozen=True, slots=True)
class Question:
    """A deal alone and, where it differs, together; who asks from which situation."""

    alone: Deal
    together: Deal
    situation: Situation
    chances: Chances


@dataclass(frozen=True, slots=True)
class RouteTerms:
    """The versions in force on the day a route's deal closes; None where the books have none."""

    plan: InForce | None = None
    rules: InForce | None = None


def break_even(alone: Span | None, together: Span | None, chances: Chances) -> BreakEven | None:
    """Where chance × pay is the same on both routes; None unless both pays are exact and above zero."""
    pay_alone, pay_together = exact(alone), exact(together)
    if pay_alone is None or pay_together is None or pay_alone.minor <= 0 or pay_together.minor <= 0:
        return None
    ratio = Fraction(pay_together.minor, pay_alone.minor)
    return BreakEven(
        uplift=1 / ratio - 1,
        alone_above=None if chances.together is None else ratio * chances.together.fraction,
        together_from=None if chances.alone is None else chances.alone.fraction / ratio,
    )


def exact(span: Span | None) -> Money | None:
    """The one amount, or None while it is a range or unknown."""
    return None if span is None else span.exact
