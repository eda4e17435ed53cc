"""What stands at the head of a file: whose plan or which rules it holds, and what counts for all its components."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain.incentives import AllianceRules, Category, Mode, Moment, Plan, PlanningRate, Route, Terms
from bot.domain.money import WHOLE, Rate
from bot.domain.people import PayRole
from bot.files.amounts import FACTOR, PERCENT
from bot.files.components import COMPONENT
from bot.files.notations import CURRENCY, DAY, TEXT, choice, in_words, words
from bot.files.parts import ROLE
from bot.files.shapes import Field, Shape, many, pairs


@dataclass(frozen=True, slots=True)
class Target:
    """What terms are for: the plan of a pay role, or the rules of an alliance for a route and a pay role.

    `alliance` is the alliance's handle and `valid_from` the first closing date, each None where the file does not say.
    """

    pay_role: PayRole
    route: Route | None = None
    alliance: str | None = None
    valid_from: date | None = None


NOBODY = Target(PayRole.SELLER)
"""Stands in while the head of a file can't be read."""
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


PLAN: Shape[tuple[Terms, Target]] = Shape(
    (Field("plan", "pay_role", ROLE, "The plan of this pay role."), *_COMMON), _made_plan, _taken
)
RULES: Shape[tuple[Terms, Target]] = Shape(
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
HEADS = {shape.fields[0].key: shape for shape in (PLAN, RULES)}
