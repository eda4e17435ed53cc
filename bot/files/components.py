"""Every component as keys and values: first what it is and what it pays, then when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.domain.incentives import (
    Accelerator,
    Basis,
    Bonus,
    Cap,
    Clawback,
    Component,
    Conditions,
    FixedAmount,
    Floor,
    GoalBonus,
    Measure,
    Multiplier,
    Overage,
    Override,
    Per,
    Percentage,
    Reckoned,
    Returns,
    Scope,
    Share,
    Split,
    Threshold,
    Tiers,
    Trigger,
)
from bot.domain.money import WHOLE
from bot.domain.people import PayRole
from bot.domain.refusals import ProblemKind
from bot.files.amounts import FACTOR, MONEY, NUMBER, PAYS, PERCENT, PERCENT_SCHEMA
from bot.files.nodes import Node, Unreadable
from bot.files.notations import DAYS, Context, Notation, Schema, Written, in_words, near, optional, words
from bot.files.parts import (
    BAND,
    BASIS,
    BOUND,
    CREDIT,
    FURTHER_GOAL,
    GOAL_PERIOD,
    GROUP,
    OWNER,
    PAYOUT,
    PER_SHOWN,
    PERSONAL,
    QUOTA,
    ROLE,
    STEP,
    WHEN,
    counted_in,
)
from bot.files.shapes import NEEDED, Field, Shape, as_group, many


def _share() -> Notation[Share]:
    """A single role with its share: `seller: 60 %`."""

    def read(node: Node, context: Context) -> Share:
        group = as_group(node)
        if len(group.entries) != 1:
            raise Unreadable(group.place.problem(ProblemKind.NOT_A_LIST))
        key, value = group.entries[0]
        return Share(ROLE.read(key, context), PERCENT.read(value, context))

    def write(share: Share, context: Context) -> Written:
        return {in_words(share.role): PERCENT.write(share.rate, context)}

    roles = {in_words(role): PERCENT_SCHEMA for role in PayRole}
    single: Schema = {"type": "object", "properties": roles, "minProperties": 1, "maxProperties": 1}
    return Notation(read, write, {**single, "additionalProperties": False})


def _component(make: Callable[..., Component], *own: Field) -> Shape[Component]:
    """The shape of a kind of component; its group of rivals stands beside its conditions."""

    def made(*, when: Conditions, group: str, **others: Any) -> Component:  # noqa: ANN401 - the kind's own attributes
        return make(when=replace(when, group=group) if group else when, **others)

    def taken(component: Component) -> dict[str, Any]:
        when = component.when
        others = {field.name: getattr(component, field.name) for field in own}
        return {**others, "when": replace(when, group=""), "group": when.group}

    doc = (make.__doc__ or "").split("\n\n")[0]
    return Shape((*own, WHEN, GROUP), made, taken, " ".join(doc.split()))


_KINDS: dict[type[Component], Shape[Component]] = {
    Percentage: _component(
        Percentage,
        Field("percentage", "rate", PERCENT, "The rate."),
        Field("of", "basis", BASIS, "What it is a rate of.", Basis.DEAL_AMOUNT, shown=True),
        CREDIT,
    ),
    FixedAmount: _component(
        FixedAmount,
        Field("fixed amount", "amount", MONEY, "The amount."),
        Field("per", "per", words(Per), "For the deal, or for each unit.", Per.DEAL, shown=True),
    ),
    Bonus: _component(
        Bonus,
        Field("bonus", "pays", PAYS, "An amount, or a percentage of the deal amount."),
        Field("closing", "window", DAYS, "First to last closing day: 2027-01-01 to 2027-03-31, or from 2027-01-01."),
        Field("first deals", "first", NUMBER, "For so many deals only, those that come first.", None),
        CREDIT,
    ),
    GoalBonus: _component(
        GoalBonus,
        Field("goal bonus", "target_bonus", optional(MONEY, PERSONAL), "The target bonus, for the whole goal."),
        counted_in(NEEDED),
        GOAL_PERIOD,
        replace(QUOTA, shown=True),
        Field("weight", "weight", PERCENT, "The goal's part of the target bonus.", WHOLE),
        OWNER,
        PAYOUT,
        Field(
            "multiplied by",
            "multiplied_by",
            many(FURTHER_GOAL.notation),
            "Goals whose payouts multiply this one's.",
            (),
        ),
        CREDIT,
    ),
    Tiers: _component(
        Tiers,
        Field("tiers", "scope", words(Scope), Scope.__doc__ or ""),
        counted_in(Measure.ORDERS),
        PER_SHOWN,
        Field("bands", "tiers", many(BAND.notation), "The tiers, the lowest first."),
        BOUND,
        OWNER,
        CREDIT,
    ),
    Accelerator: _component(
        Accelerator,
        Field("accelerator", "rate", PERCENT, "The rate below the first step."),
        counted_in(Measure.ORDERS),
        GOAL_PERIOD,
        replace(QUOTA, shown=True),
        Field("counts for", "scope", words(Overage), Overage.__doc__ or ""),
        Field("steps", "steps", many(STEP.notation), "From which attainment on the rate is multiplied by what."),
        BOUND,
        OWNER,
        CREDIT,
    ),
    Threshold: _component(
        Threshold,
        Field("threshold", "reached", MONEY, "Nothing is paid below it."),
        Field("pays", "rate", PERCENT, "The rate of everything, once it is reached."),
        counted_in(Measure.ORDERS),
        PER_SHOWN,
        OWNER,
        CREDIT,
    ),
    Multiplier: _component(
        Multiplier, Field("multiplier", "factor", FACTOR, "What is paid by the components before it, times this.")
    ),
    Cap: _component(
        Cap,
        Field("cap", "amount", MONEY, "What the components before it pay at most."),
        PER_SHOWN,
        Field("reckoned", "reckoned", words(Reckoned), Reckoned.__doc__ or "", Reckoned.AFTER),
    ),
    Floor: _component(Floor, Field("floor", "amount", MONEY, "What the components before it pay at least."), PER_SHOWN),
    Override: _component(
        Override,
        Field("override", "rate", PERCENT, "What somebody else gets on top."),
        Field("of", "basis", BASIS, "What it is a rate of.", Basis.COMMISSION, shown=True),
        Field("to", "to", ROLE, "Who gets it.", PayRole.TEAM_LEAD, shown=True),
    ),
    Split: _component(
        Split, Field("split", "shares", many(_share()), "Shares by role, 100 % together: - seller: 60 %")
    ),
    Clawback: _component(
        Clawback,
        Field("clawback", "returns", words(Returns), Returns.__doc__ or ""),
        Field("within months", "within_months", NUMBER, "The deal is cancelled within so many months after closing."),
        Field("share", "share", PERCENT, "Which share is owed back.", WHOLE),
        Field(
            "if", "triggers", many(words(Trigger), one_alone=True), "Why it is cancelled.", (Trigger.CUSTOMER_CANCELS,)
        ),
    ),
}
_BY_KEY = {shape.fields[0].key: shape for shape in _KINDS.values()}

PARTS = {Tiers: "bands", Accelerator: "steps", Split: "split", GoalBonus: "multiplied by"}
"""Under which key the numbered parts of a component stand."""


def _read(node: Node, context: Context) -> Component:
    group = as_group(node)
    keys = [key for key, _ in group.entries]
    kinds = [key for key in keys if key.text in _BY_KEY]
    if not kinds:
        found = keys[0].text if keys else ""
        raise Unreadable(group.place.problem(ProblemKind.KIND_MISSING, found, near(found, tuple(_BY_KEY))))
    if len(kinds) > 1:
        raise Unreadable(kinds[1].place.problem(ProblemKind.KIND_TWICE, kinds[1].text, (kinds[0].text,)))
    return _BY_KEY[kinds[0].text].read(group, context)


def _write(component: Component, context: Context) -> Written:
    return _KINDS[type(component)].write(component, context)


COMPONENT = Notation(_read, _write, {"anyOf": [shape.schema for shape in _KINDS.values()]})
"""A component of any kind."""
