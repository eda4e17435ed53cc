"""Goal bonuses: what is counted, against which quota, and how attainment is paid."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.goals import Curve
from bot.domain.incentives import Factor, GoalBonus, Owner
from bot.domain.money import NOTHING, WHOLE
from messages import names
from messages.language import Language


def goal(component: GoalBonus, language: Language) -> str:
    """`a goal bonus (orders, fiscal year): target bonus €28,500; quota €1,000,000; paid in proportion to …`."""
    itself = Factor(component.measure, component.period, component.curve, component.quota, component.owner)
    said = _owner(itself, language)
    if component.target_bonus is None:
        said.append(language.say("personal target bonus"))
    else:
        said.append(language.say("target bonus {amount}", amount=language.money(component.target_bonus)))
    said.append(_quota(itself, language))
    if component.weight != WHOLE:
        said.append(language.say("weight {weight}", weight=language.rate(component.weight)))
    how = "; ".join(
        [*said, *curve(component.curve, language), *(_factor(f, language) for f in component.multiplied_by)]
    )
    measure, period = names.measure(component.measure, language), names.period(component.period, language)
    return language.say("a goal bonus ({measure}, {period}): {how}", measure=measure, period=period, how=how)


def _owner(factor: Factor, language: Language) -> list[str]:
    return [] if factor.owner is Owner.PERSON else [names.owner(factor.owner, language)]


def _quota(factor: Factor, language: Language) -> str:
    if factor.quota is None:
        return language.say("personal quota")
    return language.say("quota {amount}", amount=names.quantity(factor.quota, factor.measure, language))


def _factor(factor: Factor, language: Language) -> str:
    how = ", ".join([*_owner(factor, language), _quota(factor, language), *curve(factor.curve, language)])
    return language.say(
        "times the payout of a further goal ({measure}, {period}): {how}",
        measure=names.measure(factor.measure, language),
        period=names.period(factor.period, language),
        how=how,
    )


def curve(which: Curve, language: Language) -> Iterator[str]:
    """How attainment is paid: the points, the hurdle, the cap."""
    if which.points == Curve().points and not which.stepped:
        yield language.say("paid in proportion to attainment")
    else:
        points = ", ".join(f"{language.rate(x)} → {language.rate(y)}" for x, y in which.points)
        if which.stepped:
            yield language.say("paid in steps by attainment: {steps}", steps=points)
        else:
            yield language.say("paid by attainment: {steps}", steps=points)
    if which.hurdle > NOTHING:
        yield language.say("nothing below {hurdle} (hurdle)", hurdle=language.rate(which.hurdle))
    if which.cap is not None:
        yield language.say("at most {cap} (cap)", cap=language.rate(which.cap))
