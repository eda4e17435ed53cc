"""The rules both sides of an alliance play by, as a form."""

from __future__ import annotations

import json

from slack_sdk.models.blocks import Block

from bot.domain.alliances import LINES_LIMIT, Alliance
from bot.domain.evidence import LEAST
from bot.domain.money import Rate
from bot.domain.reciprocity import Agreement
from messages import parts
from messages.actions import Field, FormId
from messages.language import Language
from messages.message import Form
from messages.parts import bold, section, typed

YES = "yes"
"""The one option value of `Field.COMPETES`."""


def game_form(alliance: Alliance, language: Language) -> Form:
    """The rules, filled in; what is saved holds for both sides. The private metadata holds handle and revision."""
    blocks: list[Block] = [
        parts.context(language.say("Agreed with {partner}", partner=typed(alliance.partner))),
        *_leads(alliance, language),
        section(bold(language.say("Giving and taking"))),
        *_agreement(alliance.game.agreement, language),
        _competes(alliance, language),
        *_assumed(alliance.game.assumed_chance, language),
    ]
    return Form(
        FormId.GAME,
        language.say("Rules of the game"),
        tuple(blocks),
        submit=language.say("Save"),
        close=language.say("Cancel"),
        private_metadata=json.dumps({"handle": alliance.handle, "revision": alliance.revision}),
    )


def _leads(alliance: Alliance, language: Language) -> list[Block]:
    game = alliance.game
    return [
        parts.text_input(
            Field.CRITERIA,
            language.say("When is a lead qualified?"),
            value="\n".join(game.criteria),
            hint=language.say("One a line, at most {limit}; so that both can check it.", limit=LINES_LIMIT),
            multiline=True,
            optional=True,
        ),
        parts.text_input(
            Field.RESPONSE_HOURS,
            language.say("Time to answer a lead (working hours)"),
            value=str(game.response_hours),
        ),
        parts.text_input(
            Field.PROTECTION_DAYS,
            language.say("Protection of the sender’s credit (days)"),
            value=str(game.protection_days),
        ),
    ]


def _agreement(agreed: Agreement, language: Language) -> list[Block]:
    return [
        parts.text_input(
            Field.AGREED_SHARE,
            language.say("Our share of the leads given (%)"),
            value=_percentage(agreed.share),
            hint=language.say("50 means that both give as many."),
        ),
        parts.text_input(Field.BAND, language.say("How far it may be off (points)"), value=_percentage(agreed.band)),
        parts.text_input(
            Field.TRUST_CREDIT,
            language.say("Trust credit (leads)"),
            value=str(agreed.trust_credit),
            hint=language.say("So many leads one side may be ahead before the alliance counts as one-sided."),
        ),
        parts.text_input(
            Field.MINIMUM,
            language.say("Leads needed to judge at all"),
            value=str(agreed.minimum),
        ),
        parts.text_input(
            Field.WINDOW_DAYS,
            language.say("Length of a sales cycle (days)"),
            value=str(agreed.window_days),
            hint=language.say("Health is judged by it."),
        ),
    ]


def _assumed(chance: Rate | None, language: Language) -> list[Block]:
    hint = language.say(
        "Sellers see it as your assumption until {n} joint deals were closed within a year."
        " The partner does not see it.",
        n=LEAST,
    )
    return [
        section(bold(language.say("Winning together"))),
        parts.text_input(
            Field.ASSUMED_CHANCE,
            language.say("How often a joint deal is won (%)"),
            value="" if chance is None else _percentage(chance),
            hint=hint,
            optional=True,
        ),
    ]


def _percentage(rate: Rate) -> str:
    """A percentage as it is typed, in either language."""
    return f"{rate.ppm / 10_000:g}"


def _competes(alliance: Alliance, language: Language) -> Block:
    return parts.ticks(
        Field.COMPETES,
        language.say("Competition"),
        {YES: language.say("They compete with us in parts: leads carry no values")},
        chosen=(YES,) if alliance.game.competes else (),
    )
