"""Rules and plans as sentences a seller understands."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.cards import WorkedExample
from bot.domain.incentives import AllianceRules, Component, Mode, Route, Terms
from bot.domain.money import NOTHING, WHOLE, Money, Rate
from bot.domain.pay import specificity
from bot.domain.people import PayRole
from bot.domain.versions import InForce
from messages import names
from messages.components import component_sentence, is_whole_sentence
from messages.language import NO_BREAK_SPACE, Language
from messages.lines import formula
from messages.parts import bullets, lines, typed


def terms_sentences(terms: Terms, route: Route | None, pay_role: PayRole, language: Language) -> list[str]:
    """The terms as full sentences: one for each component, then the credit of alliance rules and what holds for all.

    `route` is None for a plan.
    """
    if not terms.components:
        return [language.say("From then on nothing is paid by them.")]
    who = names.somebody_paid_as(pay_role, language)
    paid = [_sentence(terms, component, route, who, language) for component in terms.components]
    if isinstance(terms, AllianceRules):
        paid.append(credit_sentence(terms.mode, terms.credit, language))
    return [*paid, *_for_all(terms, language)]


def _sentence(terms: Terms, component: Component, route: Route | None, who: str, language: Language) -> str:
    what = component_sentence(component, language)
    if _may_yield(component, terms):
        what = language.say("{what}, unless something more specific applies", what=what)
    if is_whole_sentence(component):
        return names.capitalised(language.say("{sentence}.", sentence=what))
    if isinstance(terms, AllianceRules):
        return _rule(route, who, what, names.mode(terms.mode, language), language)
    return names.capitalised(language.say("{who} gets {what}.", who=who, what=what))


def _may_yield(component: Component, terms: Terms) -> bool:
    """Whether another component of its group may be paid in its place."""
    group, own = component.when.group, specificity(component)
    return bool(group) and any(other.when.group == group and specificity(other) > own for other in terms.components)


def _rule(route: Route | None, who: str, what: str, how: str, language: Language) -> str:
    if route is Route.HAND_OVER:
        return language.say("For handing the deal over {who} gets {what}, {how}.", who=who, what=what, how=how)
    return language.say("Together with the partner {who} gets {what}, {how}.", who=who, what=what, how=how)


def _for_all(terms: Terms, language: Language) -> Iterator[str]:
    """What categories mean, at what rate other currencies count, when pay is earned and paid."""
    for category in (category for category in terms.categories if category.products):
        products = names.listed([typed(name) for name in category.products], language)
        yield language.say("The category {name} is {products}.", name=typed(category.name), products=products)
    for rate in terms.planning_rates:
        yield language.say(
            "1 {currency} counts as {worth} (planning rate).",
            currency=rate.currency,
            worth=f"{language.factor(Rate(rate.ppm))}{NO_BREAK_SPACE}{terms.currency}",
        )
    if terms.earned is not None:
        yield language.say("It is earned {moment}.", moment=names.moment(terms.earned, language))
    if terms.paid is not None:
        yield language.say("It is paid out {moment}.", moment=names.moment(terms.paid, language))


def credit_sentence(mode: Mode, credit: Rate, language: Language) -> str:
    """How much of the deal counts for our seller's plan."""
    if mode is Mode.INSTEAD:
        return language.say("The plan pays nothing for such a deal.")
    if credit == WHOLE:
        return language.say("The whole deal counts for the plan (credit {rate}).", rate=language.rate(credit))
    if credit == NOTHING:
        return language.say("The deal does not count for the plan (credit {rate}).", rate=language.rate(credit))
    return language.say("{rate} of the deal counts for the plan (credit).", rate=language.rate(credit))


def rule_lines(force: InForce, language: Language) -> list[str]:
    """Rules in force as a seller reads them on a card: route first, one line for each component."""
    terms, route = force.terms, force.version.series.route
    if not isinstance(terms, AllianceRules) or route is None:
        return []
    how, where = names.mode(terms.mode, language), names.capitalised(names.route(route, language))
    return [_on_card(component, where, how, language) for component in terms.components]


def _on_card(component: Component, where: str, how: str, language: Language) -> str:
    what = component_sentence(component, language)
    if is_whole_sentence(component):
        return language.say("{route}: {what}", route=where, what=what)
    return language.say("{route}: {what}, {how}", route=where, what=what, how=how)


def worked_example(example: WorkedExample, language: Language) -> str:
    """One deal and what it pays, line by line, in mrkdwn."""
    said = {
        "amount": language.money(example.deal.amount),
        "day": language.day(example.deal.closes),
        "total": language.money(example.total),
    }
    facts = ", ".join(_facts(example, language))
    if facts:
        first = language.say(
            "*For example:* a deal of {amount} ({facts}), closing {day}, pays {total}.", facts=facts, **said
        )
    else:
        first = language.say("*For example:* a deal of {amount}, closing {day}, pays {total}.", **said)
    return lines(
        first,
        bullets(formula(line, language) for line in example.lines),
        language.say("Quota and target bonus are assumed, for the example only.") if example.assumed else "",
        _assumed_plan(example.plan_pays, language),
    )


def _facts(example: WorkedExample, language: Language) -> Iterator[str]:
    """What the deal must be like for the lines to be paid, beyond its amount and closing day."""
    deal, asked = example.deal, [line.component.when for line in example.lines]
    if deal.product is not None and any(when.product or when.category for when in asked):
        yield typed(deal.product)
    if deal.customer is not None and any(when.customer for when in asked):
        yield names.customer(deal.customer, language)
    if deal.region is not None and any(when.region for when in asked):
        yield typed(deal.region)
    if deal.months is not None and any(when.months_from or when.months_below for when in asked):
        yield language.say_n("{n} contract month", "{n} contract months", deal.months)


def _assumed_plan(pays: Money | None, language: Language) -> str:
    if pays is None:
        return ""
    return language.say("It is assumed that the plan pays {amount} for it.", amount=language.money(pays))
