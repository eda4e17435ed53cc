"""The fields behind *More*: when a component is paid."""

from __future__ import annotations

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from bot.domain.incentives import Customer
from messages import names, parts
from messages.actions import Field, Kind
from messages.rules.fields import Asked, options


def condition_fields(kind: Kind, asked: Asked) -> list[Block]:
    """The conditions, without those that the kind itself asks for."""
    return [parts.section(parts.bold(asked.language.say("Only for deals …"))), *_fields(kind, asked)]


def _fields(kind: Kind, asked: Asked) -> Iterator[Block]:
    language, currency = asked.language, asked.currency
    yield _text(Field.DEAL_FROM, language.say("… from … {currency}", currency=currency), "20000")
    yield _text(Field.DEAL_BELOW, language.say("… below … {currency}", currency=currency), "100000")
    yield _text(Field.PRODUCT, language.say("… of the product"))
    customers = options({one: names.customer(one, language) for one in Customer})
    yield parts.choice(Field.CUSTOMER_KIND, language.say("… with a"), customers, optional=True)
    yield _text(Field.REGION, language.say("… in the region"))
    if kind is not Kind.MULTIPLIER:
        yield _text(Field.MONTHS, language.say("… with contracts of at least … months"), "12")
    if kind is not Kind.BONUS:
        yield parts.day_input(Field.CLOSING_FIRST, language.say("… closing from"), optional=True)
        yield parts.day_input(Field.CLOSING_LAST, language.say("… to"), optional=True)
    yield parts.text_input(
        Field.GROUP,
        language.say("Group"),
        hint=language.say("Of the components with the same group name only the one that fits most closely is paid."),
        optional=True,
    )


def _text(field: Field, label: str, example: str = "") -> Block:
    return parts.text_input(field, label, example=example, optional=True)
