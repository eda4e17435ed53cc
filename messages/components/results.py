"""Components that pay by what a deal or a period has reached: tiers, accelerators, thresholds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from bot.domain.incentives import (
    Accelerator,
    Bound,
    Measure,
    Overage,
    Owner,
    Scope,
    Step,
    Threshold,
    Tier,
    Tiers,
)
from bot.domain.money import Money, Rate
from bot.domain.periods import PeriodKind
from messages import names, settings
from messages.language import Language


def tiers(component: Tiers, language: Language) -> str:
    """`2 % of orders below €100,000 and 3 % from there on, each slice at its own rate, per quarter`."""
    if _paid_once(component):
        what = _amounts_once(component, language)
    else:
        what = names.listed(_bands(component, language), language)
    return ", ".join([what, *_how(component, language), *_per(component, language)])


def _paid_once(component: Tiers) -> bool:
    """Amounts for reaching a tier, rather than for each of a number of things."""
    return not component.measure.is_count and any(isinstance(tier.pays, Money) for tier in component.tiers)


def _lower_owns(component: Tiers) -> bool:
    """Whether it matters that the lower tier owns a bound: slices meet there, so only whole tiers can tell."""
    by_slices = component.scope is Scope.MARGINAL and not _paid_once(component) and not _by_number(component)
    return component.bound is Bound.LOWER and not by_slices


def _by_number(component: Tiers) -> bool:
    """Rates of the deal amount by how many there are."""
    return component.measure.is_count and any(isinstance(tier.pays, Rate) for tier in component.tiers)


def _bands(component: Tiers, language: Language) -> Iterator[str]:
    """Each tier with where it ends; a single one has no end to tell."""
    first, *others = component.tiers
    pays = _pays(first.pays, component, language, named=True)
    if not others:
        yield pays
        return
    yield f"{pays} {_end(others[0], component, language)}"
    for tier, following in zip_longest(others, others[1:]):
        yield f"{_pays(tier.pays, component, language, named=False)} {_end(following, component, language)}"


def _pays(pays: Rate | Money, component: Tiers, language: Language, *, named: bool) -> str:
    """What a tier pays; what it is paid of is named once, at the first."""
    if isinstance(pays, Rate):
        of = _of(component.measure, component.period, language)
        return f"{language.rate(pays)} {of}" if named else language.rate(pays)
    amount = language.money(pays)
    if not named:
        return amount
    if component.measure is Measure.UNITS:
        return language.say("{amount} a unit", amount=amount)
    return language.say("{amount} a deal", amount=amount)


def _end(following: Tier | None, component: Tiers, language: Language) -> str:
    if following is None:
        return language.say("above") if _lower_owns(component) else language.say("from there on")
    if isinstance(following.start, int):
        last = following.start if _lower_owns(component) else following.start - 1
        return language.say("up to {amount}", amount=names.quantity(last, component.measure, language))
    bound = language.money(following.start)
    if _lower_owns(component):
        return language.say("up to {amount}", amount=bound)
    return language.say("below {amount}", amount=bound)


def _amounts_once(component: Tiers, language: Language) -> str:
    """Amounts paid once for reaching a tier; where the first one pays nothing there is nothing to say of it."""
    first, *others = component.tiers
    paying = others if others and isinstance(first.pays, Money) and first.pays.minor == 0 else component.tiers
    found = names.listed([_once(tier, component, language) for tier in paying], language)
    by = _by(component.measure, component.period, language)
    return language.say("an amount paid once, by {measure}: {amounts}", measure=by, amounts=found)


def _once(tier: Tier, component: Tiers, language: Language) -> str:
    assert isinstance(tier.pays, Money)
    pays, start = language.money(tier.pays), names.quantity(tier.start, component.measure, language)
    if component.bound is Bound.LOWER:
        return language.say("{amount} above {start}", amount=pays, start=start)
    return language.say("{amount} from {start}", amount=pays, start=start)


def _how(component: Tiers, language: Language) -> Iterator[str]:
    """Slices or everything; nothing to say where there is one tier."""
    if len(component.tiers) <= 1:
        return
    whole = component.scope is Scope.WHOLE
    if _paid_once(component):
        yield (
            language.say("only the highest that is reached counts")
            if whole
            else language.say("each on top of those before")
        )
    elif _by_number(component):
        if component.period is not None:
            yield (
                language.say("the rate that is reached also counts for the deals before")
                if whole
                else language.say("each deal at the rate it comes to")
            )
    elif component.measure.is_count:
        yield (
            language.say("the amount that is reached counts for all of them")
            if whole
            else language.say("each one at its own amount")
        )
    else:
        yield settings.scope(component.scope, language)


def accelerator(component: Accelerator, language: Language) -> str:
    """`10 % of orders, × 1.5 from 100 % and × 2 from 120 % of the quota of €100,000, each slice with its …`."""
    steps = names.listed([_step(step, component.bound, component, language) for step in component.steps], language)
    if component.quota is None:
        what = language.say("{steps} of the personal quota", steps=steps)
    else:
        what = language.say("{steps} of the quota of {quota}", steps=steps, quota=language.money(component.quota))
    base = f"{language.rate(component.rate)} {_of(component.measure, component.period, language)}"
    how = (
        settings.overage(component.scope, language)
        if len(component.steps) > 1
        else language.say("for what lies beyond it")
    )
    return ", ".join([base, what, how, *_per(component, language)])


def _step(step: Step, bound: Bound, component: Accelerator, language: Language) -> str:
    times, attainment = language.factor(step.multiplier), language.rate(step.attainment)
    tells = bound is Bound.LOWER and component.scope is Overage.WHOLE_OVERAGE and len(component.steps) > 1
    if tells:
        return language.say("× {times} above {attainment}", times=times, attainment=attainment)
    return language.say("× {times} from {attainment}", times=times, attainment=attainment)


def threshold(component: Threshold, language: Language) -> str:
    """`5 % of all orders as soon as they reach €100,000, nothing below it, per quarter`."""
    of = _of(component.measure, component.period, language)
    what = language.say(
        "{rate} {of}, but nothing below {reached}; once that is reached, on everything from the start",
        rate=language.rate(component.rate),
        of=of,
        reached=language.money(component.reached),
    )
    return ", ".join([what, *_per(component, language)])


def _of(measure: Measure, period: PeriodKind | None, language: Language) -> str:
    """What a rate is taken of: the deal's own amount, or the results of the period."""
    if measure is Measure.MARGIN:
        return language.say("of the margin")
    if period is None or measure.is_count:
        return language.say("of the deal amount")
    if measure is Measure.REVENUE:
        return language.say("of revenue")
    return language.say("of orders")


def _by(measure: Measure, period: PeriodKind | None, language: Language) -> str:
    """What decides which tier is reached."""
    if period is None and measure in {Measure.ORDERS, Measure.REVENUE}:
        return language.say("deal amount")
    return names.measure(measure, language)


def _per(component: Tiers | Accelerator | Threshold, language: Language) -> Iterator[str]:
    per = names.per_period(component.period, language)
    if component.measure.is_count and component.period is not None:
        yield language.say("by {measure} {per}", measure=names.measure(component.measure, language), per=per)
    else:
        yield per
    if component.owner is not Owner.PERSON:
        yield names.owner(component.owner, language)
