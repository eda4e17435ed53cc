"""Plans and alliance rules as text: read, checked by their examples, written.

A file is made to be read aloud by sales operations:

    plan: seller
    currency: EUR
    components:
      - percentage: 2 %
        of: deal amount
        when: {product: CRM, customer: new}

Examples:
      - {deal: 50 000, closes: 2027-03-31, product: CRM, customer: new, pays: 1 000}

`bot.files.components` says how each component is written, `bot.files.notations` how amounts, percentages and days are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.domain.checks import flaws
from bot.domain.incentives import AllianceRules, Category, Mode, Moment, Plan, PlanningRate, Route, Terms
from bot.domain.money import CURRENCIES, WHOLE, Rate
from bot.domain.people import PayRole
from bot.domain.refusals import FileUnreadable, Flaw, FlawKind, Problem, ProblemKind
from bot.files.components import COMPONENT, PARTS, ROLE
from bot.files.emitting import document
from bot.files.examples import Example, ExampleResult, example_shape, examples_of, result_of
from bot.files.goals import counted
from bot.files.nodes import Group, Listing, Node, Place, Unreadable, parse
from bot.files.notations import (
    CURRENCY,
    DAY,
    FACTOR,
    PERCENT,
    TEXT,
    Context,
    Schema,
    choice,
    in_words,
    words,
)
from bot.files.shapes import Field, Shape, as_group, many, pairs

__all__ = ["Example", "ExampleResult", "PlanFile", "Target", "check", "export", "read", "schema"]

_ANY_CURRENCY = "EUR"
"""Stands in while a file's own currency can't be read, so that its other problems are found all the same."""


@dataclass(frozen=True, slots=True)
class Target:
    """What terms are for: the plan of a pay role, or the rules of an alliance for a route and a pay role.

    `alliance` is the alliance's handle and `valid_from` the first closing date, each None where the file does not say.
    """

    pay_role: PayRole
    route: Route | None = None
    alliance: str | None = None
    valid_from: date | None = None


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan or rules as a file holds them, with the worked examples that must come out."""

    terms: Terms
    target: Target
    examples: tuple[Example, ...] = ()


def read(source: str | bytes) -> PlanFile:
    """A file's plan or rules.

    Raises:
        FileUnreadable: with every problem, each with line, column and path: what is no YAML, what is no word of ours,
            what can be read in two ways, and what could not be paid (`bot.domain.checks`).
    """
    root = parse(source)
    try:
        return _file(root)
    except Unreadable as unreadable:
        found = sorted(dict.fromkeys(unreadable.problems), key=lambda problem: (problem.line, problem.column))
        raise FileUnreadable(tuple(found)) from None


def check(plan_file: PlanFile) -> tuple[ExampleResult, ...]:
    """What each example of the file comes to, in their order."""
    return tuple(result_of(plan_file.terms, example) for example in plan_file.examples)


def export(plan_file: PlanFile, comment: Sequence[str] = ()) -> str:
    """The terms and what they are for as a file, with a comment on top; examples are not written.

    What `read` makes of it is the same terms for the same target.
    """
    terms, target = plan_file.terms, plan_file.target
    head = _PLAN if isinstance(terms, Plan) else _RULES
    return document(head.write((terms, target), Context(terms.currency)), comment)


def schema() -> Schema:
    """A JSON Schema (2020-12) of these files, from which editors complete and check them."""
    examples = {"type": "array", "items": example_shape(None, None, all_keys=True).schema}
    kinds = [_with_examples(head.schema, examples) for head in (_PLAN, _RULES)]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A compensation plan or the rules of an alliance",
        "type": "object",
        "anyOf": kinds,
    }


def _with_examples(head: Schema, examples: Schema) -> Schema:
    said = {"description": "Worked examples that must come out.", **examples}
    return {**head, "properties": {**head["properties"], "examples": said}}


def _file(root: Node) -> PlanFile:
    group = as_group(root)
    head = _head(group)
    context = Context(_currency(group))
    problems: list[Problem] = []
    terms: Terms | None = None
    without_examples = replace(group, entries=tuple(entry for entry in group.entries if entry[0].text != "examples"))
    try:
        terms, target = head.read(without_examples, context)
        problems += _flaws(terms, root)
    except Unreadable as unreadable:
        problems += unreadable.problems
    examples: tuple[Example, ...] = ()
    node = group.get("examples")
    if node is not None:
        try:
            looks_at = None if terms is None else counted(terms)
            examples = examples_of(node, context, terms, looks_at)
        except Unreadable as unreadable:
            problems += unreadable.problems
    if terms is None or problems:
        raise Unreadable(*problems)
    return PlanFile(terms, target, examples)


def _head(group: Group) -> Shape[tuple[Terms, Target]]:
    kinds = [key for key, _ in group.entries if key.text in _HEADS]
    if len(kinds) == 1:
        return _HEADS[kinds[0].text]
    if kinds:
        raise Unreadable(kinds[1].place.problem(ProblemKind.KIND_TWICE, kinds[1].text, (kinds[0].text,)))
    raise Unreadable(group.place.problem(ProblemKind.KIND_MISSING, meant=tuple(_HEADS)))


def _currency(group: Group) -> str:
    node = group.get("currency")
    said = getattr(node, "text", _ANY_CURRENCY)
    return said if said in CURRENCIES else _ANY_CURRENCY


def _flaws(terms: Terms, root: Node) -> list[Problem]:
    """What could not be paid, each at the place it belongs to."""
    places = dict(_places(root))
    return [_flaw(flaw, terms, places) for flaw in flaws(terms)]


def _flaw(flaw: Flaw, terms: Terms, places: Mapping[str, Place]) -> Problem:
    path = _OF_THE_WHOLE.get(flaw.kind, "")
    if flaw.component:
        path = f"components[{flaw.component}]"
        part = f"{path}.{PARTS.get(type(terms.components[flaw.component - 1]), '')}[{flaw.part}]"
        path = part if part in places else path
    place = places.get(path, places[""])
    return replace(place.problem(ProblemKind.FLAW, path=path), flaw=flaw.kind)


_OF_THE_WHOLE = {
    FlawKind.EMPTY: "components",
    FlawKind.CREDIT_OUTSIDE: "credit",
    FlawKind.PLANNING_RATE_OUTSIDE: "planning rates",
}


def _places(node: Node) -> list[tuple[str, Place]]:
    below: Sequence[Node] = ()
    if isinstance(node, Group):
        below = [value for _, value in node.entries]
    elif isinstance(node, Listing):
        below = node.items
    return [(node.place.path, node.place), *(found for each in below for found in _places(each))]


_PLANNING_RATES = pairs(CURRENCY, FACTOR, "^[A-Z]{3}$")
_CATEGORIES = pairs(TEXT, many(TEXT), ".")
_COMMON = (
    Field("currency", "currency", CURRENCY, "The currency (ISO 4217) of all amounts.", shown=True),
    Field("from", "valid_from", DAY, "The first closing date it is meant for.", None),
    Field(
        "planning rates",
        "planning_rates",
        _PLANNING_RATES,
        "Fixed rates for deals in other currencies: {USD: 0.92}",
        (),
    ),
    Field("categories", "categories", _CATEGORIES, "Named groups of products: {software: [CRM, ERP]}", ()),
    Field("earned", "earned", words(Moment), "What makes the pay due.", None),
    Field("paid", "paid", words(Moment), "What it is paid out on.", None),
    Field("components", "components", many(COMPONENT), "What is paid, in this order."),
)


def _common(said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "currency": said["currency"],
        "components": said["components"],
        "categories": tuple(Category(name, products) for name, products in said["categories"]),
        "planning_rates": tuple(PlanningRate(currency, rate.ppm) for currency, rate in said["planning_rates"]),
        "earned": said["earned"],
        "paid": said["paid"],
    }


def _made_plan(**said: Any) -> tuple[Terms, Target]:  # noqa: ANN401 - each field reads its own
    return Plan(**_common(said)), Target(said["pay_role"], valid_from=said["valid_from"])


def _made_rules(**said: Any) -> tuple[Terms, Target]:  # noqa: ANN401 - each field reads its own
    target = Target(said["pay_role"], said["route"], said["alliance"], said["valid_from"])
    return AllianceRules(**_common(said), mode=said["mode"], credit=said["credit"]), target


def _taken(of: tuple[Terms, Target]) -> dict[str, Any]:
    terms, target = of
    own = {"mode": terms.mode, "credit": terms.credit} if isinstance(terms, AllianceRules) else {}
    return {
        "pay_role": target.pay_role,
        "route": target.route,
        "alliance": target.alliance,
        "valid_from": target.valid_from,
        "currency": terms.currency,
        "planning_rates": tuple((rate.currency, Rate(rate.ppm)) for rate in terms.planning_rates),
        "categories": tuple((category.name, category.products) for category in terms.categories),
        "earned": terms.earned,
        "paid": terms.paid,
        "components": terms.components,
        **own,
    }


_PLAN: Shape[tuple[Terms, Target]] = Shape(
    (Field("plan", "pay_role", ROLE, "The plan of this pay role."), *_COMMON), _made_plan, _taken
)
_RULES: Shape[tuple[Terms, Target]] = Shape(
    (
        Field(
            "rules",
            "route",
            choice({in_words(route): route for route in (Route.TOGETHER, Route.HAND_OVER)}),
            "The rules of an alliance for this route.",
        ),
        Field("alliance", "alliance", TEXT, "The alliance, by its handle.", None),
        Field("role", "pay_role", ROLE, "The pay role they are for.", PayRole.SELLER),
        Field("mode", "mode", words(Mode), Mode.__doc__ or "", Mode.ON_TOP, shown=True),
        Field("credit", "credit", PERCENT, "The share of the deal that counts for the plan.", WHOLE, shown=True),
        *_COMMON,
    ),
    _made_rules,
    _taken,
)
_HEADS = {shape.fields[0].key: shape for shape in (_PLAN, _RULES)}
