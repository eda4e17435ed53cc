"""What the settings of components are called where one chooses them: each as what it does."""

from __future__ import annotations

from bot.domain.incentives import Bound, Credit, Overage, Per, Reckoned, Returns, Scope
from messages.language import Language


def scope(which: Scope, language: Language) -> str:
    """How tiers are paid."""
    return {
        Scope.MARGINAL: language.say("each slice at its own rate"),
        Scope.WHOLE: language.say("the rate that is reached counts for everything"),
    }[which]


def overage(which: Overage, language: Language) -> str:
    """What an accelerator's multiplier counts for."""
    return {
        Overage.SLICE: language.say("each slice with its own multiplier"),
        Overage.WHOLE_OVERAGE: language.say("the multiplier that is reached counts for all beyond the first step"),
    }[which]


def bound(which: Bound, language: Language) -> str:
    """Which tier owns a bound that is met exactly."""
    return {
        Bound.UPPER: language.say("exactly on a bound, the upper tier counts"),
        Bound.LOWER: language.say("exactly on a bound, the lower tier counts"),
    }[which]


def reckoned(which: Reckoned, language: Language) -> str:
    """When a period's cap is looked at."""
    return {
        Reckoned.AFTER: language.say("only what is left up to it is paid"),
        Reckoned.BEFORE: language.say("the deal that passes it is still paid in full"),
    }[which]


def returns(which: Returns, language: Language) -> str:
    """How much a clawback takes back."""
    return {
        Returns.ALL: language.say("all of it"),
        Returns.SHARE: language.say("a share"),
        Returns.PRO_RATA: language.say("in proportion to the time that is left"),
        Returns.RECOMPUTED: language.say("what the period’s pay falls by without the deal"),
    }[which]


def per(which: Per, language: Language) -> str:
    """What a fixed amount is paid for."""
    return {Per.DEAL: language.say("a deal"), Per.UNIT: language.say("a unit")}[which]


def credit(which: Credit, language: Language) -> str:
    """Whether a component counts the deal before or after the credit."""
    return {
        Credit.BEFORE: language.say("counted on the whole deal, before the credit"),
        Credit.AFTER: language.say("counted on the credited share, after the credit"),
    }[which]
