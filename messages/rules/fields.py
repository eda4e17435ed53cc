"""Fields that several kinds of components ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from slack_sdk.models.blocks import Block

from bot.domain.incentives import Basis
from bot.domain.periods import PeriodKind
from messages import names, parts
from messages.actions import Field
from messages.language import Language
from messages.names import capitalised


@dataclass(frozen=True, slots=True)
class Asked:
    """Who reads the fields, the currency of bare amounts (ISO 4217), and whether a plan is drafted."""

    language: Language
    currency: str
    of_plan: bool


def options(named: Mapping[str, str]) -> dict[str, str]:
    """Names as options, each with a capital letter."""
    return {value: capitalised(text) for value, text in named.items()}


def rate(label: str) -> Block:
    """A percentage that is needed."""
    return parts.text_input(Field.RATE, label, example="2")


def amount(label: str, example: str) -> Block:
    """An amount that is needed."""
    return parts.text_input(Field.AMOUNT, label, example=example)


def basis(asked: Asked, chosen: Basis) -> Block:
    """What a percentage is taken of."""
    offered = (Basis.DEAL_AMOUNT, Basis.MARGIN) if asked.of_plan else tuple(Basis)
    bases = options({basis: names.of_basis(basis, asked.language) for basis in offered})
    return parts.choice(Field.BASIS, asked.language.say("… of what?"), bases, chosen=chosen)


def period(asked: Asked) -> Block:
    """The period in which results or pay are counted."""
    periods = options({one: names.in_period(one, asked.language) for one in PeriodKind})
    return parts.choice(Field.PERIOD, asked.language.say("Counted"), periods, chosen=PeriodKind.YEAR)
