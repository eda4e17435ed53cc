"""The customer's industry, asked for before partners are ranked."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import ActionsBlock

from bot.domain.questions import Ask
from messages import names, parts
from messages.actions import Action, numbered
from messages.earnings.again import question
from messages.language import Language
from messages.message import Message
from messages.parts import bold, section

INDUSTRIES = 20
"""Industries with a button each, those that most alliances name; more would not be read."""


def ask_industry(asked: Ask, industries: Sequence[str], language: Language) -> Message:
    """Asks for the customer's industry with a button for each; the message is replaced by the ranking."""
    ask = language.say("Which industry is the customer in?")
    deal = language.say("a deal of {amount}", amount=language.money(asked.amount))
    next_ = language.say("Then I show which partners fit and what each means for this deal.")
    small = [parts.context(f"{deal} · {next_}")]
    if len(industries) > INDUSTRIES:
        small.append(parts.context(language.say("Not among them? Type it: `/cosell partners 50k logistics`.")))
    return Message(ask, (section(bold(ask)), *small, _buttons(asked, industries[:INDUSTRIES], language)))


def partners_command(asked: Ask, industry: str | None) -> str:
    """The ranking of partners as a command; None asks for the industry first, an empty one stands for another."""
    named = "" if industry is None else ' "' + " ".join(industry.replace('"', "'").split()) + '"'
    return question(f"partners{named}", asked)


def _buttons(asked: Ask, industries: Sequence[str], language: Language) -> ActionsBlock:
    offered = [
        *((names.capitalised(industry), industry) for industry in industries),
        (language.say("Another industry"), ""),
    ]
    return parts.actions(
        *(
            parts.button(text, numbered(Action.INDUSTRY, number), partners_command(asked, industry))
            for number, (text, industry) in enumerate(offered, start=1)
        )
    )
