"""Components that act on what is paid before them: multipliers, caps, floors, overrides, splits, clawbacks."""

from __future__ import annotations

from typing import assert_never

from bot.domain.incentives import Cap, Clawback, Floor, Multiplier, Override, Reckoned, Returns, Split, Trigger
from messages import names, settings
from messages.language import Language

Acting = Multiplier | Cap | Floor | Override | Split | Clawback
"""Each says by itself who gets it, or what becomes of the pay before it."""


def acting(component: Acting, language: Language) -> str:
    """What it makes of the pay before it."""
    match component:
        case Multiplier():
            text = _multiplier(component, language)
        case Cap():
            text = _cap(component, language)
        case Floor():
            text = _floor(component, language)
        case Override():
            text = _override(component, language)
        case Split():
            text = _split(component, language)
        case Clawback():
            text = _clawback(component, language)
        case _:
            assert_never(component)
    return text


def _multiplier(component: Multiplier, language: Language) -> str:
    return language.say("what is listed before counts × {factor}", factor=language.factor(component.factor))


def _cap(component: Cap, language: Language) -> str:
    text = language.say(
        "what is listed before pays at most {amount} {per} (cap)",
        amount=language.money(component.amount),
        per=names.per_period(component.period, language),
    )
    if component.period is not None and component.reckoned is Reckoned.BEFORE:
        return f"{text}, {settings.reckoned(component.reckoned, language)}"
    return text


def _floor(component: Floor, language: Language) -> str:
    return language.say(
        "what is listed before pays at least {amount} {per} (floor)",
        amount=language.money(component.amount),
        per=names.per_period(component.period, language),
    )


def _override(component: Override, language: Language) -> str:
    return language.say(
        "{who} gets {rate} {of} on top, and nobody gets less for it (override)",
        who=names.somebody_paid_as(component.to, language),
        rate=language.rate(component.rate),
        of=names.of_basis(component.basis, language),
    )


def _split(component: Split, language: Language) -> str:
    shares = [f"{names.pay_role(share.role, language)} {language.rate(share.rate)}" for share in component.shares]
    return language.say("what is listed before is split: {shares}", shares=names.listed(shares, language))


def _clawback(component: Clawback, language: Language) -> str:
    reasons = names.either([_reason(trigger, language) for trigger in component.triggers], language)
    within = language.say_n("within {n} month of closing", "within {n} months of closing", component.within_months)
    return language.say(
        "if the customer {reasons} {within}, {owed}", reasons=reasons, within=within, owed=_owed(component, language)
    )


def _reason(trigger: Trigger, language: Language) -> str:
    """What the customer does; our own fault is never a reason."""
    return {
        Trigger.CUSTOMER_CANCELS: language.say("cancels"),
        Trigger.NOT_PAID: language.say("does not pay"),
        Trigger.RETURNED: language.say("sends it back"),
        Trigger.OUR_FAULT: language.say("is let down by us"),
    }[trigger]


def _owed(component: Clawback, language: Language) -> str:
    return {
        Returns.ALL: language.say("all of the pay is owed back (clawback)"),
        Returns.SHARE: language.say("{share} of the pay is owed back (clawback)", share=language.rate(component.share)),
        Returns.PRO_RATA: language.say("what is left of the time is owed back (clawback)"),
        Returns.RECOMPUTED: language.say("what the period’s pay falls by without the deal is owed back (clawback)"),
    }[component.returns]
