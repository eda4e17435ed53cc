"""Rules and plans as sentences a seller understands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from bot.domain.cards import WorkedExample
from bot.domain.goals import Curve
from bot.domain.incentives import (
    AllianceRules,
    Basis,
    Bonus,
    Component,
    Conditions,
    FixedAmount,
    GoalBonus,
    Mode,
    Owner,
    Percentage,
    Route,
    Terms,
)
from bot.domain.money import NOTHING, WHOLE, Money, Rate
from bot.domain.people import PayRole
from bot.domain.versions import InForce
from messages import names
from messages.language import Language
from messages.lines import formula
from messages.parts import bullets, lines


def component_sentence(component: Component, language: Language) -> str:
    """What a component pays, and when: `2 % of the deal amount, for deals from €20,000`."""
    match component:
        case Percentage():
            what = _percentage(component, language)
        case FixedAmount(amount=amount):
            what = language.say("{amount} a deal", amount=language.money(amount))
        case Bonus():
            what = _bonus(component, language)
        case GoalBonus():
            what = _goal(component, language)
        case _:
            assert_never(component)
    return ", ".join([what, *_conditions(component.when, language)])


def _percentage(percentage: Percentage, language: Language) -> str:
    rate = language.rate(percentage.rate)
    return {
        Basis.DEAL_AMOUNT: language.say("{rate} of the deal amount", rate=rate),
        Basis.MARGIN: language.say("{rate} of the margin", rate=rate),
        Basis.CREDITED: language.say("{rate} of our credited share", rate=rate),
    }[percentage.basis]


def _bonus(bonus: Bonus, language: Language) -> str:
    window = language.days(bonus.window)
    if isinstance(bonus.pays, Money):
        amount = language.money(bonus.pays)
        return language.say("a special bonus of {amount} a deal, closing {window}", amount=amount, window=window)
    rate = language.rate(bonus.pays)
    return language.say("a special bonus of {rate} of the deal amount, closing {window}", rate=rate, window=window)


def _goal(goal: GoalBonus, language: Language) -> str:
    measure, period = names.measure(goal.measure, language), names.period(goal.period, language)
    said = []
    if goal.owner is not Owner.PERSON:
        said.append(names.owner(goal.owner, language))
    if goal.target_bonus is None:
        said.append(language.say("personal target bonus"))
    else:
        said.append(language.say("target bonus {amount}", amount=language.money(goal.target_bonus)))
    if goal.quota is None:
        said.append(language.say("personal quota"))
    else:
        said.append(language.say("quota {amount}", amount=language.money(goal.quota)))
    if goal.weight != WHOLE:
        said.append(language.say("weight {weight}", weight=language.rate(goal.weight)))
    how = "; ".join([*said, *_curve(goal.curve, language)])
    return language.say("a goal bonus ({measure}, {period}): {how}", measure=measure, period=period, how=how)


def _curve(curve: Curve, language: Language) -> Iterator[str]:
    if curve.points == Curve().points:
        yield language.say("paid in proportion to attainment")
    else:
        steps = ", ".join(f"{language.rate(x)} → {language.rate(y)}" for x, y in curve.points)
        yield language.say("paid by attainment: {steps}", steps=steps)
    if curve.hurdle > NOTHING:
        yield language.say("nothing below {hurdle} (hurdle)", hurdle=language.rate(curve.hurdle))
    if curve.cap is not None:
        yield language.say("at most {cap} (cap)", cap=language.rate(curve.cap))


def _conditions(when: Conditions, language: Language) -> Iterator[str]:
    if when.deal_from is not None:
        yield language.say("for deals from {amount}", amount=language.money(when.deal_from))
    if when.closes is not None:
        yield language.say("for deals closing {days}", days=language.days(when.closes))


def terms_sentences(terms: Terms, route: Route | None, pay_role: PayRole, language: Language) -> list[str]:
    """The terms as full sentences: one for each component, and one for the credit of alliance rules.

    `route` is None for a plan.
    """
    who = names.somebody_paid_as(pay_role, language)
    whats = [component_sentence(component, language) for component in terms.components]
    if not isinstance(terms, AllianceRules):
        return [names.capitalised(language.say("{who} gets {what}.", who=who, what=what)) for what in whats]
    how = names.mode(terms.mode, language)
    paid = [_rule(route, who, what, how, language) for what in whats]
    return [*paid, credit_sentence(terms.mode, terms.credit, language)]


def _rule(route: Route | None, who: str, what: str, how: str, language: Language) -> str:
    if route is Route.HAND_OVER:
        return language.say("For handing the deal over {who} gets {what}, {how}.", who=who, what=what, how=how)
    return language.say("Together with the partner {who} gets {what}, {how}.", who=who, what=what, how=how)


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
    whats = (component_sentence(component, language) for component in terms.components)
    return [language.say("{route}: {what}, {how}", route=where, what=what, how=how) for what in whats]


def worked_example(example: WorkedExample, language: Language) -> str:
    """One deal and what it pays, line by line, in mrkdwn."""
    amount, total = language.money(example.deal.amount), language.money(example.total)
    closes = language.day(example.deal.closes)
    return lines(
        language.say(
            "*For example:* a deal of {amount}, closing {day}, pays {total}.", amount=amount, day=closes, total=total
        ),
        bullets(formula(line, language) for line in example.lines),
        language.say("Quota and target bonus are assumed, for the example only.") if example.assumed else "",
    )
