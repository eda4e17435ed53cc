"""The question *what do I earn* as a form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from slack_sdk.models.blocks import Block

from bot.domain.incentives import Customer
from bot.domain.pay import Base
from bot.domain.people import PayRole
from messages import names, parts
from messages.actions import Action, Field, FormId
from messages.language import Language
from messages.message import Form
from messages.names import capitalised
from messages.parts import bold, section

MORE = (
    Field.MONTHS,
    Field.PRODUCT,
    Field.CUSTOMER_KIND,
    Field.REGION,
    Field.UNITS,
    Field.SO_FAR,
    Field.DEALS_SO_FAR,
    Field.BASE,
    Field.PAY_ROLE,
    Field.REGISTERED_ON,
    Field.AMOUNT_TOGETHER,
    Field.MARGIN_TOGETHER,
    Field.CLOSES_TOGETHER,
)
"""What few people need; it stands behind a button."""


def ask_form(
    language: Language,
    currency: str,
    partner: tuple[str, str] | None = None,
    filled: Mapping[Field, str] | None = None,
    *,
    more: bool = False,
) -> Form:
    """The question as a form, with what was said already filled in; `partner` is handle and name.

    `filled` are texts as typed, ISO days and option values, by field. The fields of `MORE` are shown with `more`, or
    where one of them is filled in. Bare amounts are in `currency` (ISO 4217). An empty closing day means today, and
    what is left empty together is as alone. Partners are found while typing, under `Action.PARTNER`. The private
    metadata says whether more is shown.
    """
    known = {field: value for field, value in (filled or {}).items() if value}
    shows_more = more or any(field in known for field in MORE)
    blocks = [
        parts.partner_input(language.say("Partner"), partner=partner, example=language.say("Type a name")),
        *_first(known, language, currency),
    ]
    if shows_more:
        blocks += [*_deal(known, language), *_asker(known, language, currency), *_together(known, language, currency)]
    else:
        blocks.append(parts.actions(parts.button(language.say("More details"), Action.ASK_MORE, "more")))
    return Form(
        FormId.ASK,
        language.say("What do I earn?"),
        tuple(blocks),
        submit=language.say("Work it out"),
        close=language.say("Cancel"),
        private_metadata=json.dumps({"more": shows_more}),
    )


def _text(field: Field, label: str, known: Mapping[Field, str], hint: str = "", *, optional: bool = True) -> Block:
    return parts.text_input(field, label, value=known.get(field, ""), hint=hint, optional=optional)


def _day(field: Field, label: str, known: Mapping[Field, str], hint: str = "") -> Block:
    day = date.fromisoformat(known[field]) if field in known else None
    return parts.day_input(field, label, day=day, hint=hint, optional=True)


def _first(known: Mapping[Field, str], language: Language, currency: str) -> list[Block]:
    return [
        _text(
            Field.AMOUNT,
            language.say("Deal amount ({currency})", currency=currency),
            known,
            language.say("Without VAT. 50k, 50,000 or 1.2 m will do."),
            optional=False,
        ),
        _day(Field.CLOSES, language.say("Closing day"), known, language.say("Empty: today.")),
        _text(
            Field.MARGIN,
            language.say("Margin ({currency})", currency=currency),
            known,
            language.say("Only needed where something is paid on it."),
        ),
        _text(
            Field.CHANCE_ALONE,
            language.say("Chance to win alone (%)"),
            known,
            language.say("Your own guess; it is not stored."),
        ),
        _text(Field.CHANCE_TOGETHER, language.say("Chance to win together (%)"), known),
    ]


def _deal(known: Mapping[Field, str], language: Language) -> list[Block]:
    kinds = {kind: capitalised(names.customer(kind, language)) for kind in Customer}
    return [
        section(bold(language.say("More about the deal, where the rules ask for it"))),
        _text(Field.MONTHS, language.say("Contract months"), known),
        _text(Field.PRODUCT, language.say("Product"), known),
        parts.choice(
            Field.CUSTOMER_KIND,
            language.say("New or existing customer?"),
            kinds,
            chosen=known.get(Field.CUSTOMER_KIND),
            optional=True,
        ),
        _text(Field.REGION, language.say("Region"), known),
        _text(Field.UNITS, language.say("Number of units"), known),
    ]


def _asker(known: Mapping[Field, str], language: Language, currency: str) -> list[Block]:
    bases = {
        Base.BOOKED: language.say("What I have booked so far"),
        Base.EXPECTED: language.say("What I expect at the period’s end"),
    }
    roles = {role: capitalised(names.pay_role(role, language)) for role in PayRole}
    return [
        section(bold(language.say("Where you stand"))),
        _text(
            Field.SO_FAR,
            language.say("Result so far in the period ({currency})", currency=currency),
            known,
            language.say("For this question only. Empty: your own figures, if you keep them."),
        ),
        _text(Field.DEALS_SO_FAR, language.say("Deals so far in the period"), known),
        parts.choice(Field.BASE, language.say("Count goals from"), bases, chosen=known.get(Field.BASE), optional=True),
        parts.choice(
            Field.PAY_ROLE,
            language.say("Paid as"),
            roles,
            chosen=known.get(Field.PAY_ROLE),
            hint=language.say("Empty: your own role."),
            optional=True,
        ),
    ]


def _together(known: Mapping[Field, str], language: Language, currency: str) -> list[Block]:
    return [
        section(bold(language.say("Only where the deal is different together"))),
        _text(Field.AMOUNT_TOGETHER, language.say("Deal amount together ({currency})", currency=currency), known),
        _text(Field.MARGIN_TOGETHER, language.say("Margin together ({currency})", currency=currency), known),
        _day(Field.CLOSES_TOGETHER, language.say("Closing day together"), known),
        _day(
            Field.REGISTERED_ON,
            language.say("Registered as a joint deal on"),
            known,
            language.say("The rules of that day count, or later ones if they pay more."),
        ),
    ]
