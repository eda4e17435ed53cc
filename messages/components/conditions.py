"""What must hold for a component to be paid."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.incentives import Component, Conditions, Credit, Customer
from bot.domain.pay.situation import credit_of
from messages import names, settings
from messages.language import Language
from messages.parts import typed


def conditions(component: Component, language: Language) -> Iterator[str]:
    """Each condition as an addition to the sentence, and what is counted of the deal where the component says so."""
    own: Credit | None = credit_of(component)
    if own is not None:
        yield settings.credit(own, language)
    when = component.when
    yield from _of_the_deal(when, language)
    if when.months_from is not None or when.months_below is not None:
        yield _months(when.months_from, when.months_below, language)
    if when.roles:
        roles = [names.pay_role(role, language) for role in when.roles]
        yield language.say("only if paid as {roles}", roles=names.either(roles, language))


def _of_the_deal(when: Conditions, language: Language) -> Iterator[str]:
    if when.deal_from is not None or when.deal_below is not None:
        yield _amounts(when, language)
    if when.product is not None:
        yield language.say("for the product {name}", name=typed(when.product))
    if when.category is not None:
        yield language.say("for products of the category {name}", name=typed(when.category))
    if when.customer is not None:
        yield {
            Customer.NEW: language.say("with new customers"),
            Customer.EXISTING: language.say("with existing customers"),
        }[when.customer]
    if when.region is not None:
        yield language.say("in the region {name}", name=typed(when.region))
    if when.closes is not None:
        yield language.say("for deals closing {days}", days=language.days(when.closes))


def _amounts(when: Conditions, language: Language) -> str:
    if when.deal_from is not None and when.deal_below is not None:
        low, high = language.money(when.deal_from), language.money(when.deal_below)
        return language.say("for deals from {low} to below {high}", low=low, high=high)
    if when.deal_from is not None:
        return language.say("for deals from {amount}", amount=language.money(when.deal_from))
    assert when.deal_below is not None
    return language.say("for deals below {amount}", amount=language.money(when.deal_below))


def _months(low: int | None, below: int | None, language: Language) -> str:
    if low is not None and below is not None:
        return language.say("for contracts from {low} to below {high} months", low=low, high=below)
    if low is not None:
        return language.say_n("for contracts of at least {n} month", "for contracts of at least {n} months", low)
    assert below is not None
    return language.say_n("for contracts below {n} month", "for contracts below {n} months", below)
