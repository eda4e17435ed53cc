"""One line for each rule that made the pay: the formula in words and numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from bot.domain.incentives import Basis, GoalBonus
from bot.domain.money import WHOLE, Money
from bot.domain.pay import BonusLine, FixedLine, GoalLine, Line, PercentageLine
from messages.language import Language


def formula(line: Line, language: Language) -> str:
    """The line as a reader can check it: `2 % × €50,000 = €1,000`."""
    match line:
        case PercentageLine():
            return _percentage(line, language)
        case FixedLine(amount=amount):
            return language.say("fixed amount {amount}", amount=language.money(amount))
        case BonusLine():
            return _bonus(line, language)
        case GoalLine():
            return _goal(line, language)
        case _:
            assert_never(line)


def _percentage(line: PercentageLine, language: Language) -> str:
    rate, basis, amount = language.rate(line.component.rate), language.money(line.basis), language.money(line.amount)
    match line.component.basis:
        case Basis.DEAL_AMOUNT:
            return f"{rate} × {basis} = {amount}"
        case Basis.MARGIN:
            return language.say("{rate} × {basis} margin = {amount}", rate=rate, basis=basis, amount=amount)
        case Basis.CREDITED:
            return language.say("{rate} × {basis} credited share = {amount}", rate=rate, basis=basis, amount=amount)
        case _:
            assert_never(line.component.basis)


def _bonus(line: BonusLine, language: Language) -> str:
    window, amount = language.days(line.component.window), language.money(line.amount)
    if isinstance(line.component.pays, Money):
        return language.say("special bonus {amount} ({window})", amount=amount, window=window)
    return language.say(
        "special bonus {rate} × {basis} = {amount} ({window})",
        rate=language.rate(line.component.pays),
        basis=language.money(line.basis),
        amount=amount,
        window=window,
    )


def _goal(line: GoalLine, language: Language) -> str:
    if line.quota is not None and line.target_bonus is not None and line.so_far is not None and line.amount is not None:
        before = Fraction(line.so_far.minor, line.quota.minor)
        after = Fraction(line.so_far.minor + line.counts.minor, line.quota.minor)
        target, amount = _target(line.component, line.target_bonus, language), language.span(line.amount)
        return f"{target} × ({_step(line.component, before, after, language)}) = {amount}"
    return _open_goal(line, language)


def _target(goal: GoalBonus, target_bonus: Money, language: Language) -> str:
    target = language.say("target bonus {amount}", amount=language.money(target_bonus))
    if goal.weight == WHOLE:
        return target
    return language.say("{target} × weight {weight}", target=target, weight=language.rate(goal.weight))


def _step(goal: GoalBonus, before: Fraction, after: Fraction, language: Language) -> str:
    attained = language.say(
        "{before} → {after} attainment", before=_rounded(before, language), after=_rounded(after, language)
    )
    paid_before, paid_after = goal.curve.payout(before), goal.curve.payout(after)
    if (paid_before, paid_after) == (before, after):
        return attained
    return language.say(
        "{before} → {after} payout at {attained}",
        before=_rounded(paid_before, language),
        after=_rounded(paid_after, language),
        attained=attained,
    )


def _rounded(share: Fraction, language: Language) -> str:
    """The percentage, marked where its one decimal is not all of it, so that nobody recomputes in vain."""
    shown = language.percent(share)
    return shown if (share * 1000).denominator == 1 else f"≈ {shown}"


def _open_goal(line: GoalLine, language: Language) -> str:
    counts = language.money(line.counts)
    if line.amount is None:
        return language.say("goal bonus for {counts}: needs quota and target bonus", counts=counts)
    amount = language.span(line.amount)
    if line.amount.exact is not None:
        return language.say(
            "goal bonus for {counts}: {amount}, whatever the result so far", counts=counts, amount=amount
        )
    if line.quota is None:
        return language.say("goal bonus for {counts}: {amount}, depending on the quota", counts=counts, amount=amount)
    return language.say(
        "goal bonus for {counts} of a quota of {quota}: {amount}, depending on the result so far",
        counts=counts,
        quota=language.money(line.quota),
        amount=amount,
    )
