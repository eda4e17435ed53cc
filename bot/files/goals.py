"""Whose results over which period a file counts, and how results are told by it.

`so far: 145 000` is enough where only one thing is counted; else each stands by itself, as
`so far: {orders per quarter: 145 000, team margin per year: 20 000}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from bot.domain.incentives import (
    Accelerator,
    Basis,
    Cap,
    Component,
    Factor,
    Floor,
    GoalBonus,
    Measure,
    Owner,
    Percentage,
    Terms,
    Threshold,
    Tiers,
)
from bot.domain.measures import Quantity
from bot.domain.money import Rate
from bot.domain.periods import PeriodKind
from bot.domain.refusals import ProblemKind
from bot.files.amounts import AMOUNT_SCHEMA, NOT_NEGATIVE
from bot.files.nodes import Group, Node, Unreadable, Value
from bot.files.notations import Context, Notation, Schema, in_words, single
from bot.files.shapes import all_of


@dataclass(frozen=True, slots=True)
class Goal:
    """What is counted over a period, and whose results."""

    measure: Measure
    period: PeriodKind
    owner: Owner = Owner.PERSON

    def __str__(self) -> str:
        """As it is written: `orders per quarter`, `team margin per year`."""
        whose = "" if self.owner is Owner.PERSON else f"{in_words(self.owner)} "
        return f"{whose}{in_words(self.measure)} per {in_words(self.period)}"


@dataclass(frozen=True, slots=True)
class Counted:
    """What terms look at: results, quotas and target bonuses by goal, and the pay so far by period.

    None where anything may be said and is not looked at.
    """

    results: tuple[Goal, ...] | None = None
    quotas: tuple[Goal, ...] | None = None
    targets: tuple[Goal, ...] | None = None
    periods: tuple[PeriodKind, ...] | None = None

    @property
    def or_anything(self) -> Counted:
        """The same, where numbers that nothing looks at may be said all the same."""
        return Counted(self.results or None, self.quotas or None, self.targets or None, self.periods or None)


def counted(terms: Iterable[Terms]) -> Counted:
    """What the terms look at, each once, in the order of the components."""
    components = [component for each in terms for component in each.components]
    limits = [c.period for c in components if isinstance(c, Cap | Floor) and c.period is not None]
    in_limits = [goal for period in limits for c in components for goal in _per_deal(c, period)]
    goals = [goal for c in components for goal in _goals(c)]
    quotas = [goal for c in components if isinstance(c, GoalBonus | Accelerator) for goal in _goals(c)]
    targets = [next(_goals(c)) for c in components if isinstance(c, GoalBonus)]
    return Counted(
        tuple(dict.fromkeys([*goals, *in_limits])),
        tuple(dict.fromkeys(quotas)),
        tuple(dict.fromkeys(targets)),
        tuple(dict.fromkeys(limits)),
    )


def _goals(component: Component) -> Iterator[Goal]:
    if isinstance(component, GoalBonus | Tiers | Accelerator | Threshold) and component.period is not None:
        parts: tuple[Factor, ...] = component.multiplied_by if isinstance(component, GoalBonus) else ()
        yield Goal(component.measure, component.period, component.owner)
        yield from (Goal(part.measure, part.period, part.owner) for part in parts)
        if isinstance(component, Tiers) and component.measure.is_count:
            pays_rates = any(isinstance(tier.pays, Rate) for tier in component.tiers)
            yield from [Goal(Measure.ORDERS, component.period, component.owner)] if pays_rates else []


def _per_deal(component: Component, period: PeriodKind) -> Iterator[Goal]:
    """What a period's cap or floor works the pay so far of a percentage out of."""
    if isinstance(component, Percentage) and component.basis in {Basis.DEAL_AMOUNT, Basis.MARGIN}:
        yield Goal(Measure.MARGIN if component.basis is Basis.MARGIN else Measure.ORDERS, period)


_KEY = re.compile(
    rf"(?:({'|'.join(Owner)}) )?({'|'.join(Measure)})(?: per ({'|'.join(PeriodKind)}))?"
)  # the values of all three are single words
_KEYS_SCHEMA: Schema = {
    "type": "object",
    "patternProperties": {f"^{_KEY.pattern}$": AMOUNT_SCHEMA},
    "additionalProperties": False,
}


def by_goal(
    goals: tuple[Goal, ...] | None, quantity: Notation[Quantity], *, of_money: bool = False
) -> Notation[Mapping[Goal, Any]]:
    """Quantities by goal, or a single one: for the only goal there is, or, of money, for all of them."""

    def number(node: Node, goal: Goal, context: Context) -> Quantity:
        return quantity.read(node, replace(context, is_count=goal.measure.is_count and not of_money))

    def read(node: Node, context: Context) -> Mapping[Goal, Any]:
        if goals is None:
            return {}
        if not isinstance(node, Group):
            value = single(node)
            if not goals or (len(goals) > 1 and not of_money):
                raise _unclear(value, goals)
            return {goal: number(value, goal, context) for goal in goals}

        def entry(key: Value, value: Node) -> tuple[Goal, Any]:
            goal = _named(key, goals)
            return goal, number(value, goal, context)

        return dict(all_of(partial(entry, key, value) for key, value in node.entries))

    return Notation(read, _never_written, {"anyOf": [AMOUNT_SCHEMA, _KEYS_SCHEMA]})


def by_period(periods: tuple[PeriodKind, ...] | None) -> Notation[Mapping[PeriodKind, Any]]:
    """Amounts by period, or a single one for the only period there is."""
    words = {in_words(period): period for period in PeriodKind}

    def read(node: Node, context: Context) -> Mapping[PeriodKind, Any]:
        if not isinstance(node, Group):
            value = single(node)
            if periods is not None and len(periods) != 1:
                raise _unclear(value, periods)
            amount = NOT_NEGATIVE.read(value, context)
            return dict.fromkeys(periods or (), amount)

        def entry(key: Value, value: Node) -> tuple[PeriodKind, Any]:
            if key.text not in words:
                raise _unclear(key, tuple(words))
            return words[key.text], NOT_NEGATIVE.read(value, context)

        return dict(all_of(partial(entry, key, value) for key, value in node.entries))

    keys = {"type": "object", "properties": dict.fromkeys(words, AMOUNT_SCHEMA), "additionalProperties": False}
    return Notation(read, _never_written, {"anyOf": [AMOUNT_SCHEMA, keys]})


def _named(key: Value, goals: tuple[Goal, ...]) -> Goal:
    """The goal a key names; the period may be left out where only one is counted."""
    fits = _KEY.fullmatch(key.text)
    if fits is None:
        raise _unclear(key, goals)
    owner, measure = Owner(fits[1] or Owner.PERSON), Measure(fits[2])
    if fits[3]:
        return Goal(measure, PeriodKind(fits[3]), owner)
    possible = [goal for goal in goals if (goal.measure, goal.owner) == (measure, owner)]
    if len(possible) != 1:
        raise _unclear(key, tuple(possible) or goals)
    return possible[0]


def _unclear(value: Value, meant: tuple[Goal | PeriodKind | str, ...]) -> Unreadable:
    return Unreadable(value.place.problem(ProblemKind.GOAL_UNCLEAR, value.text, tuple(map(str, meant))))


def _never_written(_: object, __: Context) -> str:
    raise NotImplementedError("the books hold no examples")
