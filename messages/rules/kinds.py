"""What each kind of component asks for, so that its fields read as one sentence from top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from slack_sdk.models.blocks import Block

from bot.domain.incentives import Basis, Per, Returns, Scope, Trigger
from messages import names, parts, settings
from messages.actions import Field, Kind
from messages.language import Language
from messages.rules import fields
from messages.rules.quotas import accelerator, goal_bonus

RULE_KINDS = (
    Kind.PERCENTAGE,
    Kind.FIXED_AMOUNT,
    Kind.BONUS,
    Kind.TIERS,
    Kind.THRESHOLD,
    Kind.MULTIPLIER,
    Kind.CAP,
    Kind.FLOOR,
    Kind.OVERRIDE,
    Kind.SPLIT,
    Kind.CLAWBACK,
)
"""What an alliance's rules can be made of in the form."""
PLAN_KINDS = (
    Kind.GOAL_BONUS,
    Kind.PERCENTAGE,
    Kind.TIERS,
    Kind.ACCELERATOR,
    Kind.CAP,
    Kind.FLOOR,
    Kind.CLAWBACK,
)
"""What a plan can be made of in the form."""


def kind_name(kind: Kind, language: Language) -> str:
    """A kind of component where one chooses it."""
    return {
        Kind.PERCENTAGE: language.say("A percentage"),
        Kind.FIXED_AMOUNT: language.say("A fixed amount"),
        Kind.BONUS: language.say("A special bonus between two days"),
        Kind.GOAL_BONUS: language.say("A goal bonus"),
        Kind.TIERS: language.say("Tiers"),
        Kind.ACCELERATOR: language.say("More from a part of the quota on (accelerator)"),
        Kind.THRESHOLD: language.say("Nothing below a threshold, then from the first euro"),
        Kind.MULTIPLIER: language.say("A multiplier for long contracts"),
        Kind.CAP: language.say("A cap on what is paid before it"),
        Kind.FLOOR: language.say("A floor under what is paid before it"),
        Kind.OVERRIDE: language.say("An override for the team lead"),
        Kind.SPLIT: language.say("A split among several people"),
        Kind.CLAWBACK: language.say("A clawback if the deal is cancelled"),
    }[kind]


def kind_fields(kind: Kind, asked: fields.Asked) -> list[Block]:
    """The fields of the kind."""
    return list(_FIELDS[kind](asked))


def _percentage(asked: fields.Asked) -> Sequence[Block]:
    return (fields.rate(asked.language.say("Pays … %")), fields.basis(asked, Basis.DEAL_AMOUNT))


def _fixed(asked: fields.Asked) -> Sequence[Block]:
    language = asked.language
    return (
        fields.amount(language.say("Pays … {currency}", currency=asked.currency), "500"),
        parts.choice(
            Field.PER,
            language.say("How often?"),
            fields.options({per: settings.per(per, language) for per in Per}),
            chosen=Per.DEAL,
        ),
    )


def _bonus(asked: fields.Asked) -> Sequence[Block]:
    language = asked.language
    return (
        parts.text_input(
            Field.AMOUNT,
            language.say("Pays … {currency} a deal", currency=asked.currency),
            example="500",
            optional=True,
        ),
        parts.text_input(
            Field.RATE,
            language.say("… or … % of the deal amount"),
            hint=language.say("Fill in one of the two."),
            example="1",
            optional=True,
        ),
        parts.day_input(Field.FIRST_DAY, language.say("… for deals closing from")),
        parts.day_input(Field.LAST_DAY, language.say("… to")),
        parts.text_input(
            Field.FIRST_DEALS,
            language.say("… only for the first … deals"),
            hint=language.say("Empty: for all of them."),
            optional=True,
        ),
    )


def _tiers(asked: fields.Asked) -> Sequence[Block]:
    language = asked.language
    by = language.say("Pays by the amount of the deal")
    if asked.of_plan:
        by = language.say("Pays by what has been sold in the period")
    how = fields.options({scope: settings.scope(scope, language) for scope in Scope})
    asks = (
        parts.text_input(
            Field.BANDS,
            by,
            hint=language.say(
                "A line for each tier, four at most: “from 0: 2 %”, “from 100000: 3 %”. Amounts instead of percentages"
                " will do."
            ),
            multiline=True,
        ),
        parts.choice(Field.SCOPE, language.say("… and"), how, chosen=Scope.MARGINAL),
    )
    return (*asks, fields.period(asked)) if asked.of_plan else asks


def _threshold(asked: fields.Asked) -> Sequence[Block]:
    language = asked.language
    return (
        fields.rate(language.say("Pays … % of the whole deal amount")),
        fields.amount(language.say("… once the deal reaches … {currency}", currency=asked.currency), "50000"),
    )


def _multiplier(asked: fields.Asked) -> Sequence[Block]:
    language = asked.language
    return (
        parts.text_input(Field.FACTOR, language.say("Multiplies what is paid before it by …"), example="1.5"),
        parts.text_input(Field.MONTHS, language.say("… for contracts of at least … months"), example="24"),
    )


def _cap(asked: fields.Asked) -> Sequence[Block]:
    label = asked.language.say("What is paid before it is at most … {currency}", currency=asked.currency)
    return _limit(label, "5000", asked)


def _floor(asked: fields.Asked) -> Sequence[Block]:
    label = asked.language.say("What is paid before it is at least … {currency}", currency=asked.currency)
    return _limit(label, "250", asked)


def _limit(label: str, example: str, asked: fields.Asked) -> Sequence[Block]:
    amount = fields.amount(label, example)
    if asked.of_plan:
        return (amount, fields.period(asked))
    return (amount, parts.context(asked.language.say("For each deal.")))


def _override(asked: fields.Asked) -> Sequence[Block]:
    return (fields.rate(asked.language.say("The team lead gets … % on top")), fields.basis(asked, Basis.COMMISSION))


def _split(asked: fields.Asked) -> Sequence[Block]:
    language = asked.language
    return (
        parts.text_input(
            Field.SHARES,
            language.say("What is paid before it is divided among"),
            hint=language.say("A line for each person: “seller 70 %”, “presales 30 %”. Together they are 100 %."),
            multiline=True,
        ),
    )


def _clawback(asked: fields.Asked) -> Sequence[Block]:
    language = asked.language
    reasons: dict[str, str] = {one: names.trigger(one, language) for one in Trigger if one is not Trigger.OUR_FAULT}
    return (
        parts.text_input(Field.WITHIN_MONTHS, language.say("If the deal is cancelled within … months"), example="12"),
        parts.ticks(
            Field.TRIGGERS,
            language.say("… because"),
            fields.options(reasons),
            chosen=(Trigger.CUSTOMER_CANCELS,),
            optional=False,
        ),
        parts.choice(
            Field.RETURNS,
            language.say("… this is owed back"),
            fields.options({one: settings.returns(one, language) for one in Returns}),
            chosen=Returns.ALL,
        ),
        parts.text_input(Field.RATE, language.say("… and if it is a share: … %"), example="50", optional=True),
    )


_FIELDS: Mapping[Kind, Callable[[fields.Asked], Sequence[Block]]] = {
    Kind.PERCENTAGE: _percentage,
    Kind.FIXED_AMOUNT: _fixed,
    Kind.BONUS: _bonus,
    Kind.GOAL_BONUS: goal_bonus,
    Kind.TIERS: _tiers,
    Kind.ACCELERATOR: accelerator,
    Kind.THRESHOLD: _threshold,
    Kind.MULTIPLIER: _multiplier,
    Kind.CAP: _cap,
    Kind.FLOOR: _floor,
    Kind.OVERRIDE: _override,
    Kind.SPLIT: _split,
    Kind.CLAWBACK: _clawback,
}
