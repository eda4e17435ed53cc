"""Components that pay by the deal alone: percentages, fixed amounts, special bonuses."""

from __future__ import annotations

from bot.domain.incentives import Bonus, FixedAmount, Per, Percentage
from bot.domain.money import Money
from messages import names
from messages.language import Language


def percentage(component: Percentage, language: Language) -> str:
    """`2 % of the deal amount`."""
    return f"{language.rate(component.rate)} {names.of_basis(component.basis, language)}"


def fixed(component: FixedAmount, language: Language) -> str:
    """`€500 a deal`."""
    amount = language.money(component.amount)
    if component.per is Per.UNIT:
        return language.say("{amount} a unit", amount=amount)
    return language.say("{amount} a deal", amount=amount)


def bonus(component: Bonus, language: Language) -> str:
    """`a special bonus of €750 a deal, closing from 1 October to 31 December 2026`."""
    window, pays = language.days(component.window), component.pays
    if isinstance(pays, Money):
        text = language.say(
            "a special bonus of {amount} a deal, closing {window}", amount=language.money(pays), window=window
        )
    else:
        text = language.say(
            "a special bonus of {rate} of the deal amount, closing {window}", rate=language.rate(pays), window=window
        )
    if component.first is None:
        return text
    only = language.say_n("for the first deal only", "for the first {n} deals only", component.first)
    return f"{text}, {only}"
