"""Lines of tiers, accelerators and thresholds: what each piece of the result pays."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bot.domain.incentives import Accelerator, Scope, Threshold, Tiers
from bot.domain.measures import size
from bot.domain.money import WHOLE, Money, Rate
from bot.domain.pay import Part, TieredLine
from bot.domain.pay.ladders import Ladder, accelerated, ladder
from messages import names, settings
from messages.components import component_sentence
from messages.language import Language
from messages.lines.figures import equals, signed, signed_span, worth


def tiered(line: TieredLine, language: Language) -> str:
    """`2 % × €30,000 + 3 % × €20,000 = €1,200 (slices of the quarter, from €120,000 so far)`."""
    exact = None if line.amount is None else line.amount.exact
    if exact is None:
        return _open_tiers(line, language)
    if not _is_known(line):
        return language.say(
            "{kind} for {counts}: {amount}, whatever the result so far",
            kind=_kind(line, language),
            counts=_counts(line, language),
            amount=signed(exact, language),
        )
    notes = ", ".join(_notes(line, language))
    summed = _sum(line, exact, language)
    return f"{summed} ({notes})" if notes else summed


def _is_known(line: TieredLine) -> bool:
    """Whether the amount was counted from a known result."""
    return line.component.period is None or line.so_far is not None


def _sum(line: TieredLine, amount: Money, language: Language) -> str:
    component = line.component
    if isinstance(component, Threshold) and not _reached(line):
        return language.say(
            "threshold of {reached} not reached: {amount}",
            reached=language.money(component.reached),
            amount=signed(amount, language),
        )
    parts = [part for part in line.parts if part.minor or not part.minus]
    if not parts:
        return language.say("no further tier is reached: {amount}", amount=signed(amount, language))
    exact = worth(sum((part.minor for part in parts), Fraction(0)), amount)
    shown = "".join(_signs(number, part) + _part(part, line, language) for number, part in enumerate(parts))
    if shown == signed(amount, language):
        return shown
    return f"{shown}{_comes_to(line, exact, amount, language)}"


def _signs(number: int, part: Part) -> str:
    if number == 0:
        return "−" if part.minus else ""
    return " − " if part.minus else " + "


def _part(part: Part, line: TieredLine, language: Language) -> str:
    times = "" if part.times == WHOLE else f" × {language.factor(part.times)}"
    if isinstance(part.pays, Rate):
        assert isinstance(part.basis, Money)
        return f"{language.rate(part.pays)}{times} × {signed(part.basis, language)}"
    if not line.component.measure.is_count:
        return language.money(part.pays)
    return f"{names.quantity(part.basis, line.component.measure, language)} × {language.money(part.pays)}"


def _comes_to(line: TieredLine, exact: Money, amount: Money, language: Language) -> str:
    if exact == amount:
        return equals(exact, exact, amount, language)
    so_far = 0 if line.so_far is None else size(line.so_far)
    return equals(exact, worth(_ladder(line).pays(so_far), amount), amount, language)


def _ladder(line: TieredLine) -> Ladder:
    if isinstance(line.component, Accelerator):
        assert line.quota is not None
        return accelerated(line.component, line.quota)
    return ladder(line.component, line.counts)


def _reached(line: TieredLine) -> bool:
    so_far = 0 if line.so_far is None else size(line.so_far)
    return isinstance(line.component, Threshold) and so_far + size(line.counts) >= line.component.reached.minor


def _notes(line: TieredLine, language: Language) -> Iterator[str]:
    """How to read the sum."""
    component = line.component
    if isinstance(component, Tiers) and len(component.tiers) > 1:
        yield from _how(component, line, language)
    if isinstance(component, Threshold) and _reached(line):
        yield language.say("threshold of {reached} reached", reached=language.money(component.reached))
    if line.quota is not None:
        yield language.say("quota {amount}", amount=language.money(line.quota))
    if component.period is not None and line.so_far is not None:
        so_far = names.quantity(line.so_far, component.measure, language)
        period = names.in_period(component.period, language)
        yield language.say("from {so_far} so far {period}", period=period, so_far=so_far)


def _how(component: Tiers, line: TieredLine, language: Language) -> Iterator[str]:
    if component.measure.is_count:
        if any(part.minus for part in line.parts):
            yield language.say("what is reached also counts for those before")
    elif not any(isinstance(tier.pays, Money) for tier in component.tiers):
        yield language.say("slices") if component.scope is Scope.MARGINAL else settings.scope(Scope.WHOLE, language)


def _kind(line: TieredLine, language: Language) -> str:
    component = line.component
    if isinstance(component, Tiers):
        return language.say("tiers")
    return language.say("accelerator") if isinstance(component, Accelerator) else language.say("threshold")


def _counts(line: TieredLine, language: Language) -> str:
    return names.quantity(line.counts, line.component.measure, language)


def _open_tiers(line: TieredLine, language: Language) -> str:
    fields = {"kind": _kind(line, language), "counts": _counts(line, language)}
    if isinstance(line.component, Accelerator) and line.quota is None:
        if line.amount is None:
            return language.say("{kind} for {counts}: needs the quota", **fields)
        amount = signed_span(line.amount, language)
        return language.say("{kind} for {counts}: {amount}, depending on the quota", amount=amount, **fields)
    if line.amount is None:
        return language.say("{kind} for {counts}: needs the results so far", **fields)
    amount = signed_span(line.amount, language)
    text = language.say("{kind} for {counts}: {amount}, depending on the result so far", amount=amount, **fields)
    return f"{text} ({component_sentence(line.component, language)})"
