"""Every component as keys and values: first what it is and what it pays, then when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.domain.goals import Curve
from bot.domain.incentives import (
    ALWAYS,
    Accelerator,
    Basis,
    Bonus,
    Bound,
    Cap,
    Clawback,
    Component,
    Conditions,
    Credit,
    Customer,
    Factor,
    FixedAmount,
    Floor,
    GoalBonus,
    Measure,
    Multiplier,
    Overage,
    Override,
    Owner,
    Per,
    Percentage,
    Reckoned,
    Returns,
    Scope,
    Share,
    Split,
    Step,
    Threshold,
    Tier,
    Tiers,
    Trigger,
)
from bot.domain.money import NOTHING, WHOLE
from bot.domain.people import PayRole
from bot.domain.periods import PeriodKind
from bot.domain.refusals import ProblemKind
from bot.files.nodes import Node, Unreadable
from bot.files.notations import (
    DAYS,
    FACTOR,
    MONEY,
    NUMBER,
    PAYS,
    PERCENT,
    PERCENT_SCHEMA,
    QUANTITY,
    TEXT,
    Context,
    Notation,
    Schema,
    Written,
    choice,
    in_words,
    near,
    optional,
    words,
)
from bot.files.shapes import NEEDED, Field, Shape, as_group, many, pairs, shape

ROLE = words(PayRole)
_PERIOD = words(PeriodKind)
_PERSONAL = "personal"

_CONDITIONS = shape(
    Conditions,
    Field("deal from", "deal_from", MONEY, "The deal is at least this large.", None),
    Field("deal below", "deal_below", MONEY, "The deal is smaller than this.", None),
    Field("closes", "closes", DAYS, "First to last closing day: 2027-01-01 to 2027-03-31, or from 2027-01-01.", None),
    Field("product", "product", TEXT, "The product.", None),
    Field("category", "category", TEXT, "One of the file's categories of products.", None),
    Field("customer", "customer", words(Customer), "Whether we have sold to the customer before.", None),
    Field("region", "region", TEXT, "The region.", None),
    Field("months from", "months_from", NUMBER, "The contract runs at least so many months.", None),
    Field("months below", "months_below", NUMBER, "The contract runs fewer months than this.", None),
    Field("role", "roles", many(ROLE, one_alone=True), "What somebody is paid as; one or several.", ()),
    says="When the component counts: everything named must hold.",
)
_WHEN = Field("when", "when", _CONDITIONS.notation, _CONDITIONS.says, ALWAYS)
_GROUP = Field("group", "group", TEXT, "Of one group only the most specific component that applies is paid.", "")
_CREDIT = Field("credit", "credit", optional(words(Credit), "as usual"), (Credit.__doc__ or ""), None)
_OWNER = Field("counted for", "owner", words(Owner), "Whose results are counted.", Owner.PERSON)
_BOUND = Field("bound", "bound", words(Bound), Bound.__doc__ or "", Bound.UPPER)
_QUOTA = Field("quota", "quota", optional(QUANTITY, _PERSONAL), "The role's quota; one's own comes first.", None)
_GOAL_PERIOD = Field("per", "period", _PERIOD, "The period that is measured.")
_PER = Field("per", "period", optional(_PERIOD, "deal"), "Each deal by itself, or what a period has come to.", None)
_PER_SHOWN = replace(_PER, shown=True)


def _of(usual: Any, says: str = "What is counted.") -> Field:  # noqa: ANN401 - a measure, or that one is needed
    return Field("of", "measure", words(Measure), says, usual, shown=True)


_CURVE = shape(
    Curve,
    Field("hurdle", "hurdle", PERCENT, "Nothing is paid below this attainment.", NOTHING),
    Field("cap", "cap", PERCENT, "The highest payout.", None),
    Field(
        "points",
        "points",
        pairs(PERCENT, PERCENT, PERCENT_SCHEMA["pattern"]),
        "Payout by attainment: {50 %: 0 %, 100 %: 100 %}.",
        Curve().points,
    ),
    Field(
        "between points",
        "stepped",
        choice({"straight": False, "stepped": True}),
        "Straight from one point to the next, or that of the point reached.",
        usual=False,
    ),
    says="From attainment of the quota to a share of the target bonus.",
)
_PAYOUT = Field("payout", "curve", _CURVE.notation, _CURVE.says, Curve())
_FACTOR = shape(Factor, _of(NEEDED), _GOAL_PERIOD, _QUOTA, _OWNER, _PAYOUT, says="A goal that multiplies another.")
_BAND = shape(
    Tier,
    Field("from", "start", QUANTITY, "From where on; amounts from 0, units and deals from 1."),
    Field("to", "until", QUANTITY, "Up to where, itself not included; where the next one starts if not said.", None),
    Field("pays", "pays", PAYS, "A percentage, or an amount."),
)
_STEP = shape(
    Step,
    Field("from", "attainment", PERCENT, "From this attainment of the quota on."),
    Field("times", "multiplier", FACTOR, "What the rate is multiplied by."),
)


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
    return Shape((*own, _WHEN, _GROUP), made, taken, " ".join(doc.split()))


_KINDS: dict[type[Component], Shape[Component]] = {
    Percentage: _component(
        Percentage,
        Field("percentage", "rate", PERCENT, "The rate."),
        Field("of", "basis", words(Basis), "What it is a rate of.", Basis.DEAL_AMOUNT, shown=True),
        _CREDIT,
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
        _CREDIT,
    ),
    GoalBonus: _component(
        GoalBonus,
        Field("goal bonus", "target_bonus", optional(MONEY, _PERSONAL), "The target bonus, for the whole goal."),
        _of(NEEDED),
        _GOAL_PERIOD,
        replace(_QUOTA, shown=True),
        Field("weight", "weight", PERCENT, "The goal's part of the target bonus.", WHOLE),
        _OWNER,
        _PAYOUT,
        Field("multiplied by", "multiplied_by", many(_FACTOR.notation), "Goals whose payouts multiply this one's.", ()),
        _CREDIT,
    ),
    Tiers: _component(
        Tiers,
        Field("tiers", "scope", words(Scope), Scope.__doc__ or ""),
        _of(Measure.ORDERS),
        _PER_SHOWN,
        Field("bands", "tiers", many(_BAND.notation), "The tiers, the lowest first."),
        _BOUND,
        _OWNER,
        _CREDIT,
    ),
    Accelerator: _component(
        Accelerator,
        Field("accelerator", "rate", PERCENT, "The rate below the first step."),
        _of(Measure.ORDERS),
        _GOAL_PERIOD,
        replace(_QUOTA, shown=True),
        Field("counts for", "scope", words(Overage), Overage.__doc__ or ""),
        Field("steps", "steps", many(_STEP.notation), "From which attainment on the rate is multiplied by what."),
        _BOUND,
        _OWNER,
        _CREDIT,
    ),
    Threshold: _component(
        Threshold,
        Field("threshold", "reached", MONEY, "Nothing is paid below it."),
        Field("pays", "rate", PERCENT, "The rate of everything, once it is reached."),
        _of(Measure.ORDERS),
        _PER_SHOWN,
        _OWNER,
        _CREDIT,
    ),
    Multiplier: _component(
        Multiplier, Field("multiplier", "factor", FACTOR, "What is paid by the components before it, times this.")
    ),
    Cap: _component(
        Cap,
        Field("cap", "amount", MONEY, "What the components before it pay at most."),
        _PER_SHOWN,
        Field("reckoned", "reckoned", words(Reckoned), Reckoned.__doc__ or "", Reckoned.AFTER),
    ),
    Floor: _component(
        Floor, Field("floor", "amount", MONEY, "What the components before it pay at least."), _PER_SHOWN
    ),
    Override: _component(
        Override,
        Field("override", "rate", PERCENT, "What somebody else gets on top."),
        Field("of", "basis", words(Basis), "What it is a rate of.", Basis.COMMISSION, shown=True),
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
