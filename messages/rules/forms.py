"""Forms in which rules and plans are drafted, in under a minute."""

from __future__ import annotations

import json
from collections.abc import Iterable

from slack_sdk.models.blocks import Block

from bot.domain.incentives import Basis, Measure, Mode, Route
from bot.domain.people import PayRole
from bot.domain.periods import PeriodKind
from messages import names, parts
from messages.actions import Field, FormId, Join
from messages.language import Language
from messages.message import Form
from messages.names import capitalised

RULE_KINDS = ("percentage", "fixed_amount", "bonus")
"""Option values of `Field.KIND` in the rule form: the kinds of components."""
PLAN_KINDS = ("percentage", "goal_bonus")
"""Option values of `Field.KIND` in the plan form."""


def rule_form(partner: str, handle: str, language: Language, currency: str) -> Form:
    """A rule of an alliance: what a route pays. Common answers are chosen; the private metadata holds the handle.

    Bare amounts are in `currency` (ISO 4217). An empty first day of validity means today.
    """
    blocks: list[Block] = [
        parts.context(language.say("Rules with {partner}", partner=parts.typed(partner))),
        parts.choice(
            Field.ROUTE,
            language.say("Which route is paid?"),
            {route: capitalised(names.route(route, language)) for route in (Route.TOGETHER, Route.HAND_OVER)},
            chosen=Route.TOGETHER,
        ),
        _pay_role(language),
        parts.choice(
            Field.KIND,
            language.say("What is paid?"),
            {
                "percentage": language.say("A percentage"),
                "fixed_amount": language.say("A fixed amount a deal"),
                "bonus": language.say("A special bonus between two days"),
            },
            chosen="percentage",
        ),
        _rate(language, language.say("For a percentage, or a special bonus in per cent.")),
        _basis(language, (Basis.DEAL_AMOUNT, Basis.MARGIN, Basis.CREDITED)),
        _amount(Field.AMOUNT, language.say("Amount ({currency})", currency=currency), "500"),
        parts.day_input(
            Field.FIRST_DAY,
            language.say("Special bonus: first closing day"),
            hint=language.say("Needed for a special bonus only."),
            optional=True,
        ),
        parts.day_input(Field.LAST_DAY, language.say("Special bonus: last closing day"), optional=True),
        _amount(Field.DEAL_FROM, language.say("Only for deals from ({currency})", currency=currency), "20000"),
        parts.choice(
            Field.MODE,
            language.say("How is it paid?"),
            {mode: capitalised(names.mode(mode, language)) for mode in Mode},
            chosen=Mode.ON_TOP,
        ),
        parts.text_input(
            Field.CREDIT,
            language.say("Credit: share of the deal that counts for the plan (%)"),
            value="100",
            hint=language.say("100 means that nobody loses anything by winning together."),
        ),
        _valid_from(language),
        parts.choice(
            Field.JOIN,
            language.say("And the rules in force?"),
            {Join.ADD: language.say("Stay; this one is added"), Join.REPLACE: language.say("Are replaced by this one")},
            chosen=Join.ADD,
        ),
    ]
    return Form(
        FormId.RULE,
        language.say("Draft a rule"),
        tuple(blocks),
        submit=language.say("Check"),
        close=language.say("Cancel"),
        private_metadata=json.dumps({"handle": handle}),
    )


def plan_form(language: Language, currency: str) -> Form:
    """The compensation plan of a pay role: a percentage or a goal bonus.

    Bare amounts are in `currency` (ISO 4217). An empty first day of validity means today.
    """
    personal = language.say("Empty: everybody has their own.")
    blocks: list[Block] = [
        _pay_role(language),
        parts.choice(
            Field.KIND,
            language.say("What is paid?"),
            {"goal_bonus": language.say("A goal bonus"), "percentage": language.say("A percentage")},
            chosen="goal_bonus",
        ),
        parts.section(parts.bold(language.say("For a goal bonus"))),
        _amount(
            Field.TARGET_BONUS,
            language.say("Target bonus ({currency})", currency=currency),
            "28500",
            personal,
        ),
        _amount(Field.QUOTA, language.say("Quota ({currency})", currency=currency), "1000000", personal),
        parts.choice(
            Field.MEASURE,
            language.say("The quota counts"),
            _capitals((one, names.measure(one, language)) for one in Measure if not one.is_count),
            chosen=Measure.ORDERS,
        ),
        parts.choice(
            Field.PERIOD,
            language.say("Period"),
            _capitals((period, names.period(period, language)) for period in PeriodKind),
            chosen=PeriodKind.YEAR,
        ),
        parts.text_input(
            Field.HURDLE,
            language.say("Hurdle (% of the quota)"),
            hint=language.say("Below it nothing is paid. Empty: no hurdle."),
            example="50",
            optional=True,
        ),
        parts.text_input(
            Field.CAP,
            language.say("Cap (% of the target bonus)"),
            hint=language.say("More is not paid. Empty: no cap."),
            example="150",
            optional=True,
        ),
        parts.section(parts.bold(language.say("For a percentage"))),
        _rate(language),
        _basis(language, (Basis.DEAL_AMOUNT, Basis.MARGIN)),
        parts.divider(),
        _valid_from(language),
    ]
    return Form(
        FormId.PLAN,
        language.say("Draft a plan"),
        tuple(blocks),
        submit=language.say("Check"),
        close=language.say("Cancel"),
    )


def _capitals(options: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {value: capitalised(text) for value, text in options}


def _pay_role(language: Language) -> Block:
    roles = _capitals((role, names.pay_role(role, language)) for role in PayRole)
    return parts.choice(Field.PAY_ROLE, language.say("Pay role"), roles, chosen=PayRole.SELLER)


def _rate(language: Language, hint: str = "") -> Block:
    return parts.text_input(Field.RATE, language.say("Percentage"), hint=hint, example="2", optional=True)


def _basis(language: Language, offered: tuple[Basis, ...]) -> Block:
    bases = _capitals((basis, names.basis(basis, language)) for basis in offered)
    return parts.choice(Field.BASIS, language.say("Percentage of"), bases, chosen=Basis.DEAL_AMOUNT)


def _amount(field: Field, label: str, example: str, hint: str = "") -> Block:
    return parts.text_input(field, label, hint=hint, example=example, optional=True)


def _valid_from(language: Language) -> Block:
    hint = language.say("The first closing day it counts for. Empty: today.")
    return parts.day_input(Field.VALID_FROM, language.say("Valid from"), hint=hint, optional=True)
