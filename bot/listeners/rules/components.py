"""From the fields of a rule or plan form to a component; what a kind needs is refused where it is empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from bot.domain.alliances import NAME_LIMIT
from bot.domain.goals import Curve
from bot.domain.incentives import (
    ALWAYS,
    Accelerator,
    Basis,
    Bonus,
    Cap,
    Clawback,
    Component,
    Conditions,
    Customer,
    FixedAmount,
    Floor,
    GoalBonus,
    Measure,
    Multiplier,
    Overage,
    Override,
    Per,
    Percentage,
    Returns,
    Scope,
    Split,
    Threshold,
    Tiers,
    Trigger,
)
from bot.domain.measures import Quantity
from bot.domain.money import WHOLE, Money, Rate
from bot.domain.periods import Days, PeriodKind
from bot.domain.refusals import EndsBeforeStart, Missing, OneOfTwo
from bot.listeners.forms import Answers
from bot.listeners.rules.lines import read_factor, read_point, read_share, read_step, read_tier
from messages.actions import CurveKind, Field, Kind

_MOST_PERCENT = 500
"""Per cent: a hurdle or cap beyond it is a slip of the finger."""
_MOST_MONTHS = 120
"""Ten years: a contract or a clawback beyond it is a slip of the finger."""
_MOST_DEALS = 1_000
_BANDS = 4
"""Tiers, steps, points and shares that one can oversee in a form; a file takes more."""

Made = Component | None


def component(answers: Answers, *, of_plan: bool) -> Made:
    """The component that was chosen; None where a field is refused, which `Answers.settled` tells."""
    chosen = answers.one(Field.KIND, needed=True)
    if chosen is None:
        return None
    kind = Kind(chosen)
    made = _MAKERS[kind](answers, conditions(answers, kind), PeriodKind.YEAR if of_plan else None)
    return None if answers.problems else made


def conditions(answers: Answers, kind: Kind) -> Conditions:
    """When it is paid; fields that are not shown ask for nothing."""
    customer = answers.one(Field.CUSTOMER_KIND)
    found = Conditions(
        deal_from=answers.amount(Field.DEAL_FROM),
        deal_below=answers.amount(Field.DEAL_BELOW),
        closes=None if kind is Kind.BONUS else _closing(answers),
        product=answers.text(Field.PRODUCT, NAME_LIMIT) or None,
        customer=None if customer is None else Customer(customer),
        region=answers.text(Field.REGION, NAME_LIMIT) or None,
        months_from=answers.some(Field.MONTHS, low=1, high=_MOST_MONTHS),
        group=answers.text(Field.GROUP, NAME_LIMIT),
    )
    return ALWAYS if found == ALWAYS else found


def _closing(answers: Answers) -> Days | None:
    first, last = answers.day(Field.CLOSING_FIRST), answers.day(Field.CLOSING_LAST)
    if last and not first:
        answers.refuse(Field.CLOSING_FIRST, Missing())
    if first and last and last < first:
        answers.refuse(Field.CLOSING_LAST, EndsBeforeStart())
        return None
    return None if first is None else Days.through(first, last)


def _percentage(answers: Answers, when: Conditions, _: PeriodKind | None) -> Made:
    rate = _rate(answers)
    return None if rate is None else Percentage(rate, answers.choice(Field.BASIS, Basis, Basis.DEAL_AMOUNT), when)


def _fixed(answers: Answers, when: Conditions, _: PeriodKind | None) -> Made:
    amount = answers.amount(Field.AMOUNT, needed=True)
    return None if amount is None else FixedAmount(amount, when, answers.choice(Field.PER, Per, Per.DEAL))


def _bonus(answers: Answers, when: Conditions, _: PeriodKind | None) -> Made:
    first, last = answers.day(Field.FIRST_DAY, needed=True), answers.day(Field.LAST_DAY, needed=True)
    rate, amount = answers.rate(Field.RATE, low=0, high=100), answers.amount(Field.AMOUNT)
    deals = answers.some(Field.FIRST_DEALS, low=1, high=_MOST_DEALS)
    pays: Money | Rate | None = amount or rate
    if rate and amount:
        answers.refuse(Field.RATE, OneOfTwo())
    if pays is None and not answers.typed(Field.RATE):
        answers.refuse(Field.AMOUNT, Missing())
    if first and last and last < first:
        answers.refuse(Field.LAST_DAY, EndsBeforeStart())
        return None
    return Bonus(pays, Days.through(first, last), when, deals) if pays and first and last else None


def _goal(answers: Answers, when: Conditions, _: PeriodKind | None) -> Made:
    measure = answers.choice(Field.MEASURE, Measure, Measure.ORDERS)
    quota: Quantity | None = answers.count(Field.QUOTA) if measure.is_count else answers.amount(Field.QUOTA)
    points = answers.each(Field.POINTS, read_point, _BANDS * 2)
    hurdle = answers.rate(Field.HURDLE, low=0, high=_MOST_PERCENT)
    stepped = answers.choice(Field.CURVE, CurveKind, CurveKind.STRAIGHT) is CurveKind.STEPPED
    usual = Curve()
    curve = Curve(
        usual.hurdle if hurdle is None else hurdle,
        answers.rate(Field.CAP, low=0, high=_MOST_PERCENT),
        points or usual.points,
        stepped,
    )
    return GoalBonus(
        measure=measure,
        period=_period(answers),
        curve=curve,
        target_bonus=answers.amount(Field.TARGET_BONUS),
        quota=quota,
        weight=answers.rate(Field.WEIGHT, low=0, high=100) or WHOLE,
        when=when,
    )


def _tiers(answers: Answers, when: Conditions, period: PeriodKind | None) -> Made:
    reader = partial(read_tier, language=answers.language, currency=answers.currency)
    bands = answers.each(Field.BANDS, reader, _BANDS, needed=True)
    scope = answers.choice(Field.SCOPE, Scope, Scope.MARGINAL)
    return Tiers(bands, scope, period=_period(answers) if period else None, when=when)


def _accelerator(answers: Answers, when: Conditions, _: PeriodKind | None) -> Made:
    rate, steps = _rate(answers), answers.each(Field.STEPS, read_step, _BANDS, needed=True)
    quota = answers.amount(Field.QUOTA)
    scope = answers.choice(Field.OVERAGE, Overage, Overage.SLICE)
    return None if rate is None else Accelerator(rate, steps, scope, _period(answers), quota=quota, when=when)


def _threshold(answers: Answers, when: Conditions, _: PeriodKind | None) -> Made:
    rate, reached = _rate(answers), answers.amount(Field.AMOUNT, needed=True)
    return Threshold(rate, reached, when=when) if rate and reached else None


def _multiplier(answers: Answers, when: Conditions, _: PeriodKind | None) -> Made:
    factors = answers.each(Field.FACTOR, read_factor, 1, needed=True)
    if when.months_from is None:
        answers.refuse(Field.MONTHS, Missing())
    return Multiplier(factors[0], when) if factors else None


def _cap(answers: Answers, when: Conditions, period: PeriodKind | None) -> Made:
    amount = answers.amount(Field.AMOUNT, needed=True)
    return None if amount is None else Cap(amount, _period(answers) if period else None, when=when)


def _floor(answers: Answers, when: Conditions, period: PeriodKind | None) -> Made:
    amount = answers.amount(Field.AMOUNT, needed=True)
    return None if amount is None else Floor(amount, _period(answers) if period else None, when)


def _override(answers: Answers, when: Conditions, _: PeriodKind | None) -> Made:
    rate = _rate(answers)
    return None if rate is None else Override(rate, answers.choice(Field.BASIS, Basis, Basis.COMMISSION), when=when)


def _split(answers: Answers, when: Conditions, _: PeriodKind | None) -> Made:
    return Split(answers.each(Field.SHARES, read_share, _BANDS, needed=True), when)


def _clawback(answers: Answers, when: Conditions, _: PeriodKind | None) -> Made:
    months = answers.number(Field.WITHIN_MONTHS, low=1, high=_MOST_MONTHS)
    returns = answers.choice(Field.RETURNS, Returns, Returns.ALL)
    share = answers.rate(Field.RATE, low=0, high=100, needed=True) if returns is Returns.SHARE else None
    triggers = tuple(Trigger(one) for one in answers.several(Field.TRIGGERS))
    return Clawback(months, returns, triggers, share or WHOLE, when)


def _rate(answers: Answers) -> Rate | None:
    return answers.rate(Field.RATE, low=0, high=100, needed=True)


def _period(answers: Answers) -> PeriodKind:
    return answers.choice(Field.PERIOD, PeriodKind, PeriodKind.YEAR)


_MAKERS: Mapping[Kind, Callable[[Answers, Conditions, PeriodKind | None], Made]] = {
    Kind.PERCENTAGE: _percentage,
    Kind.FIXED_AMOUNT: _fixed,
    Kind.BONUS: _bonus,
    Kind.GOAL_BONUS: _goal,
    Kind.TIERS: _tiers,
    Kind.ACCELERATOR: _accelerator,
    Kind.THRESHOLD: _threshold,
    Kind.MULTIPLIER: _multiplier,
    Kind.CAP: _cap,
    Kind.FLOOR: _floor,
    Kind.OVERRIDE: _override,
    Kind.SPLIT: _split,
    Kind.CLAWBACK: _clawback,
}
