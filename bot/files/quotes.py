"""A deal asked about in the words of a file, compared over the routes that files hold terms for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.domain.earnings import NO_GUESS, Comparison, Question, RouteTerms, compare
from bot.domain.examples import Example, as_in_force, plan_that_pays
from bot.domain.incentives import AllianceRules, Route
from bot.domain.people import Figures
from bot.domain.refusals import FileUnreadable
from bot.files.amounts import NOT_NEGATIVE
from bot.files.examples import Usual, example_of, example_shape, figures_of
from bot.files.goals import by_goal, counted
from bot.files.nodes import Group, Node, Place, Unreadable, Value
from bot.files.notations import Context
from bot.files.plans import PlanFile

WITH_PARTNER = "with partner"
"""The key of what was reached with the partner alone, which is what rules count."""
_NOWHERE = Place(0, 0)


class FilesClash(ValueError):
    """Two files hold the plan, or the rules for one route."""


def quote(files: Sequence[PlanFile], said: Mapping[str, Sequence[str]], today: date) -> Comparison:
    """The routes of a deal under the plan and the rules of these files.

    Results belong to the plan, or to the rules where the plan counts none.

    Args:
        files: at most one plan, and at most one set of rules for each route.
        said: what is said of the deal, by the keys of an example; texts like `orders per quarter=145000` are several.
        today: the closing day where none is said.

    Raises:
        FilesClash: if two files hold terms for the same.
        FileUnreadable: if something said can't be read; a problem's path is its key, and there is no line.
        MarginNeeded, UnitsNeeded, MixedCurrencies: if the deal does not say enough to be paid.
    """
    plan, rules = _sorted(files)
    of_rules = [each.terms for each in rules.values()]
    own = counted([plan.terms] if plan else [])
    is_own = bool(own.results or not of_rules)
    context, fields = (
        Context(files[0].terms.currency),
        example_shape((own if is_own else counted(of_rules)).or_anything, Usual(files[0].target.pay_role, today)),
    )
    try:
        asked = example_of(_group({key: texts for key, texts in said.items() if key != WITH_PARTNER}), context, fields)
        partner = _with_partner(said.get(WITH_PARTNER, ()), asked, context, rules)
    except Unreadable as unreadable:
        raise FileUnreadable(tuple(dict.fromkeys(unreadable.problems))) from None
    figures = asked.situation.figures
    situation = replace(asked.situation, figures=figures if is_own else (), with_partner=partner if is_own else figures)
    alone, together, hand_over = (_route(route, plan, rules, asked) for route in Route)
    return compare(Question(asked.deal, asked.deal, situation, NO_GUESS), alone or RouteTerms(), together, hand_over)


def _sorted(files: Sequence[PlanFile]) -> tuple[PlanFile | None, dict[Route, PlanFile]]:
    """The plan, and the rules by route. Raises FilesClash."""
    plan: PlanFile | None = None
    rules: dict[Route, PlanFile] = {}
    for each in files:
        route = each.target.route
        if (plan and route is None) or route in rules:
            raise FilesClash("the plan" if route is None else f"the rules for {route}")
        if route is None:
            plan = each
        else:
            rules[route] = each
    return plan, rules


def _route(route: Route, plan: PlanFile | None, rules: Mapping[Route, PlanFile], asked: Example) -> RouteTerms | None:
    """The terms of a route; None where no file holds rules for it."""
    of_plan = None if plan is None else as_in_force(plan.terms)
    if route is Route.ALONE:
        return RouteTerms(of_plan)
    if route not in rules:
        return None
    terms = rules[route].terms
    assert isinstance(terms, AllianceRules)
    return RouteTerms(of_plan or plan_that_pays(asked.plan_pays, terms), as_in_force(terms))


def _with_partner(
    texts: Sequence[str], asked: Example, context: Context, rules: Mapping[Route, PlanFile]
) -> tuple[Figures, ...]:
    if not texts:
        return ()
    goals = counted(each.terms for each in rules.values()).or_anything.results
    results = by_goal(goals, NOT_NEGATIVE).read(_node(WITH_PARTNER, texts), context)
    said = {"so_far": results, "expected": {}, "quota": {}, "target_bonus": {}, "earned": {}}
    return figures_of(said, asked.deal.closes)


def _group(said: Mapping[str, Sequence[str]]) -> Group:
    """What was said, as if it stood in a file."""
    entries = ((Value(replace(_NOWHERE, path=key), key), _node(key, texts)) for key, texts in said.items() if texts)
    return Group(_NOWHERE, tuple(entries))


def _node(key: str, texts: Sequence[str]) -> Node:
    place = replace(_NOWHERE, path=key)
    pairs = [text.partition("=") for text in texts]
    if any(equals for _, equals, _ in pairs):
        return Group(place, tuple((Value(place, name.strip()), Value(place, text.strip())) for name, _, text in pairs))
    return Value(place, texts[-1])
