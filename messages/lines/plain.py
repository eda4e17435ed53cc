"""Lines of components that pay by the deal alone, and of those that wait for what nobody said."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.incentives import Basis, Bonus, Conditions, Fact
from bot.domain.money import Money, Span
from bot.domain.pay import BonusLine, FixedLine, OpenLine, PercentageLine
from messages import names
from messages.components import component_sentence
from messages.language import Language
from messages.lines.figures import signed_span


def percentage(line: PercentageLine, language: Language) -> str:
    """`2 % × €50,000 = €1,000`."""
    amount = language.money(line.amount)
    return f"{language.rate(line.component.rate)} × {based(line.basis, line.component.basis, language)} = {amount}"


def based(amount: Money, basis: Basis, language: Language) -> str:
    """An amount and, unless it is the deal's own, what it is."""
    shown = language.money(amount)
    match basis:
        case Basis.DEAL_AMOUNT:
            return shown
        case Basis.MARGIN:
            return language.say("{amount} margin", amount=shown)
        case Basis.CREDITED:
            return language.say("{amount} credited share", amount=shown)
        case Basis.COMMISSION:
            return language.say("{amount} commission so far", amount=shown)


def fixed(line: FixedLine, language: Language) -> str:
    """`fixed amount €500`, `5 units × €10 = €50`."""
    amount = language.money(line.amount)
    if line.units is None:
        return language.say("fixed amount {amount}", amount=amount)
    units = language.say_n("{n} unit", "{n} units", line.units)
    return f"{units} × {language.money(line.component.amount)} = {amount}"


def bonus(line: BonusLine, language: Language) -> str:
    """`special bonus €750 (from 1 October to 31 December 2026)`."""
    component, amount = line.component, line.amount
    window = language.days(component.window)
    if isinstance(amount, Span) and amount.exact is None:
        return _bonus_open(component, amount, language)
    paid = amount if isinstance(amount, Money) else amount.low
    if component.first is not None:
        only = language.say_n("for the first deal only", "for the first {n} deals only", component.first)
        if paid != _pays(line):
            return language.say("special bonus: {amount}, it is {only}", amount=language.money(paid), only=only)
        window = f"{window}, {only}"
    return _bonus_paid(component, line.basis, paid, window, language)


def _pays(line: BonusLine) -> Money:
    """What the bonus comes to for a deal that gets it."""
    pays = line.component.pays
    return pays if isinstance(pays, Money) else line.basis.times(pays.fraction)


def _bonus_paid(component: Bonus, basis: Money, paid: Money, window: str, language: Language) -> str:
    amount = language.money(paid)
    if isinstance(component.pays, Money):
        return language.say("special bonus {amount} ({window})", amount=amount, window=window)
    return language.say(
        "special bonus {rate} × {basis} = {amount} ({window})",
        rate=language.rate(component.pays),
        basis=language.money(basis),
        amount=amount,
        window=window,
    )


def _bonus_open(component: Bonus, amount: Span, language: Language) -> str:
    only = language.say_n("for the first deal only", "for the first {n} deals only", component.first or 0)
    return language.say(
        "special bonus: {amount}, it is {only}, and I don’t know how many came before",
        amount=language.span(amount),
        only=only,
    )


def still_open(line: OpenLine, language: Language) -> str:
    """The component and the range of what it may come to, with what decides it."""
    what = component_sentence(line.component, language)
    facts = list(_asked(line.component.when))
    if facts:
        on = names.listed([names.fact(fact, language) for fact in facts], language)
    else:
        on = language.say("what is not known of the deal yet")
    if line.amount is None:
        return language.say("{what}: still open, depending on {facts}", what=what, facts=on)
    return language.say(
        "{what}: {amount}, depending on {facts}", what=what, amount=signed_span(line.amount, language), facts=on
    )


def _asked(when: Conditions) -> Iterator[Fact]:
    """The facts the component's own conditions ask of a deal."""
    if when.product is not None or when.category is not None:
        yield Fact.PRODUCT
    if when.customer is not None:
        yield Fact.CUSTOMER
    if when.region is not None:
        yield Fact.REGION
    if when.months_from is not None or when.months_below is not None:
        yield Fact.MONTHS
