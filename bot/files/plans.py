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
from bot.domain.examples import Example, ExampleResult, result_of
from bot.domain.incentives import Plan, Terms
from bot.domain.money import CURRENCIES
from bot.domain.refusals import FileUnreadable, Flaw, FlawKind, Problem, ProblemKind
from bot.files.components import PARTS
from bot.files.emitting import document
from bot.files.examples import Usual, example_shape, examples_of
from bot.files.goals import Counted, counted
from bot.files.heads import HEADS, NOBODY, PLAN, RULES, Target
from bot.files.nodes import Group, Listing, Node, Place, Unreadable, parse
from bot.files.notations import Context, Schema
from bot.files.shapes import Shape, as_group

__all__ = ["Example", "ExampleResult", "PlanFile", "Target", "check", "export", "read", "schema"]

_ANY_CURRENCY = "EUR"
"""Stands in while a file's own currency can't be read, so that its other problems are found all the same."""


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
    head = PLAN if isinstance(terms, Plan) else RULES
    return document(head.write((terms, target), Context(terms.currency)), comment)


def schema() -> Schema:
    """A JSON Schema (2020-12) of these files, from which editors complete and check them."""
    examples = {"type": "array", "items": example_shape(Counted(), Usual(closes=date.min)).schema}
    kinds = [_with_examples(head.schema, examples) for head in (PLAN, RULES)]
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
    terms, target = None, NOBODY
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
            examples = examples_of(node, context, _example_shape(terms, target))
        except Unreadable as unreadable:
            problems += unreadable.problems
    if terms is None or problems:
        raise Unreadable(*problems)
    return PlanFile(terms, target, examples)


def _example_shape(terms: Terms | None, target: Target) -> Shape[dict[str, Any]]:
    foreign = "" if terms is None else "plan pays" if isinstance(terms, Plan) else "credit"
    looks_at = Counted() if terms is None else counted([terms])
    return example_shape(looks_at, Usual(target.pay_role, target.valid_from), foreign)


def _head(group: Group) -> Shape[tuple[Terms, Target]]:
    kinds = [key for key, _ in group.entries if key.text in HEADS]
    if len(kinds) == 1:
        return HEADS[kinds[0].text]
    if kinds:
        raise Unreadable(kinds[1].place.problem(ProblemKind.KIND_TWICE, kinds[1].text, (kinds[0].text,)))
    raise Unreadable(group.place.problem(ProblemKind.KIND_MISSING, meant=tuple(HEADS)))


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
