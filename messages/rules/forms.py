"""Forms in which rules and plans are drafted, in under a minute."""

from __future__ import annotations

import json
from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.domain.incentives import Mode, Route
from bot.domain.people import PayRole
from bot.domain.versions import Series
from messages import names, parts
from messages.actions import Action, Field, FormId, Join, Kind
from messages.language import Language
from messages.message import Form
from messages.rules.conditions import condition_fields
from messages.rules.fields import Asked, options
from messages.rules.kinds import PLAN_KINDS, RULE_KINDS, kind_fields, kind_name

PLAN = "plan"
"""The value of `Action.RULE_FILE` where a plan is drafted."""


def rule_form(
    partner: str,
    handle: str,
    language: Language,
    currency: str,
    kind: Kind = Kind.PERCENTAGE,
    *,
    more: bool = False,
) -> Form:
    """A rule of an alliance: what a route pays, with the fields of one kind and, with `more`, its conditions.

    Common answers are chosen. Bare amounts are in `currency` (ISO 4217). An empty first day of validity means today.
    The private metadata holds the handle and whether more is shown.
    """
    asked = Asked(language, currency, of_plan=False)
    blocks: list[Block] = [
        parts.context(language.say("Rules with {partner}", partner=parts.typed(partner))),
        parts.choice(
            Field.ROUTE,
            language.say("Which route is paid?"),
            options({route: names.route(route, language) for route in (Route.TOGETHER, Route.HAND_OVER)}),
            chosen=Route.TOGETHER,
        ),
        _pay_role(language),
        *_component(RULE_KINDS, kind, asked, handle, more=more),
        parts.choice(
            Field.MODE,
            language.say("How is it paid?"),
            options({mode: names.mode(mode, language) for mode in Mode}),
            chosen=Mode.ON_TOP,
        ),
        parts.text_input(
            Field.CREDIT,
            language.say("Credit: share of the deal that counts for the plan (%)"),
            value="100",
            hint=language.say("100 means that nobody loses anything by winning together."),
        ),
        _valid_from(language),
        _join(
            language.say("And the rules in force?"),
            language.say("Stay; this one is added"),
            language.say("Are replaced by this one"),
        ),
    ]
    return Form(
        FormId.RULE,
        language.say("Draft a rule"),
        tuple(blocks),
        submit=language.say("Check"),
        close=language.say("Cancel"),
        private_metadata=json.dumps({"handle": handle, "more": more}),
    )


def plan_form(language: Language, currency: str, kind: Kind = Kind.GOAL_BONUS, *, more: bool = False) -> Form:
    """The compensation plan of a pay role, with the fields of one kind and, with `more`, its conditions.

    Bare amounts are in `currency` (ISO 4217). An empty first day of validity means today. The private metadata holds
    whether more is shown.
    """
    asked = Asked(language, currency, of_plan=True)
    blocks: list[Block] = [
        _pay_role(language),
        *_component(PLAN_KINDS, kind, asked, PLAN, more=more),
        parts.divider(),
        _valid_from(language),
        _join(
            language.say("And the plan in force?"),
            language.say("Stays; this is added"),
            language.say("Is replaced by this"),
        ),
    ]
    return Form(
        FormId.PLAN,
        language.say("Draft a plan"),
        tuple(blocks),
        submit=language.say("Check"),
        close=language.say("Cancel"),
        private_metadata=json.dumps({"more": more}),
    )


def end_form(partner: str, handle: str, series: Sequence[Series], language: Language) -> Form:
    """Which rules of an alliance end, and when. The private metadata holds the handle.

    The option values of `Field.SERIES` are route and pay role, `together/seller`.
    """
    offered = {f"{one.route}/{one.pay_role}": _series(one, language) for one in series}
    return Form(
        FormId.RULE_END,
        language.say("End rules"),
        (
            parts.context(language.say("Rules with {partner}", partner=parts.typed(partner))),
            parts.choice(Field.SERIES, language.say("Which rules end?"), offered, chosen=next(iter(offered))),
            parts.day_input(
                Field.VALID_FROM,
                language.say("First closing day without them"),
                hint=language.say("Empty: today. What closes before keeps them."),
                optional=True,
            ),
        ),
        submit=language.say("Check"),
        close=language.say("Cancel"),
        private_metadata=json.dumps({"handle": handle}),
    )


def _series(series: Series, language: Language) -> str:
    route = "" if series.route is None else names.route(series.route, language)
    return names.capitalised(f"{route}, {names.pay_role(series.pay_role, language)}")


def _component(offered: Sequence[Kind], kind: Kind, asked: Asked, value: str, *, more: bool) -> list[Block]:
    """The kind, its fields, its conditions or the button for them, and the button for a file."""
    language = asked.language
    buttons = [] if more else [parts.button(language.say("Only for some deals …"), Action.RULE_MORE, value)]
    return [
        parts.choice(
            Field.KIND,
            language.say("What is paid?"),
            {one: kind_name(one, language) for one in offered},
            chosen=kind,
            tells=True,
        ),
        *kind_fields(kind, asked),
        *(condition_fields(kind, asked) if more else []),
        parts.actions(*buttons, parts.button(language.say("From a file …"), Action.RULE_FILE, value)),
        parts.divider(),
    ]


def _pay_role(language: Language) -> Block:
    roles = options({role: names.pay_role(role, language) for role in PayRole})
    return parts.choice(Field.PAY_ROLE, language.say("Pay role"), roles, chosen=PayRole.SELLER)


def _join(label: str, add: str, replace: str) -> Block:
    return parts.choice(Field.JOIN, label, {Join.ADD: add, Join.REPLACE: replace}, chosen=Join.ADD)


def _valid_from(language: Language) -> Block:
    hint = language.say("The first closing day it counts for. Empty: today.")
    return parts.day_input(Field.VALID_FROM, language.say("Valid from"), hint=hint, optional=True)
