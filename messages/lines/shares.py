"""Lines of components that are a share of what was paid before: uplifts, multipliers, overrides, splits."""

from __future__ import annotations

from bot.domain.incentives import Basis, Multiplier, Override
from bot.domain.money import PARTS_PER_MILLION, Money, Rate, Span
from bot.domain.pay import ShareLine, SplitLine
from messages import names
from messages.language import Language
from messages.lines.figures import signed, signed_span
from messages.lines.plain import based


def share(line: ShareLine, language: Language) -> str:
    """`10 % × €1,425 commission so far = €142.50`; what is paid to somebody else says so first."""
    component = line.component
    if isinstance(component, Multiplier):
        return _multiplied(component, line, language)
    text = _of(component.rate, component.basis, line, language)
    if not isinstance(component, Override):
        return text
    if line.own:
        return language.say("override {sum}", sum=text)
    role = names.pay_role(component.to, language)
    return language.say("for somebody else ({role}), not part of one’s own pay: override {sum}", role=role, sum=text)


def _of(rate: Rate, basis: Basis, line: ShareLine, language: Language) -> str:
    shown = language.rate(rate)
    if line.basis is None or line.amount is None:
        return language.say("{rate} {of}: open until that is known", rate=shown, of=names.of_basis(basis, language))
    of, amount = line.basis.exact, line.amount.exact
    if of is None or amount is None:
        between = signed_span(line.amount, language)
        return language.say("{rate} {of}: {amount}", rate=shown, of=names.of_basis(basis, language), amount=between)
    return f"{shown} × {based(of, basis, language)} = {signed(amount, language)}"


def _multiplied(component: Multiplier, line: ShareLine, language: Language) -> str:
    factor = language.factor(component.factor)
    if line.basis is None or line.amount is None:
        return language.say("× {factor} on the pay before it, which is not known yet", factor=factor)
    of, amount = line.basis.exact, line.amount.exact
    if of is None or amount is None:
        return language.say(
            "× {factor} on the pay before it, which adds {amount}",
            factor=factor,
            amount=signed_span(line.amount, language),
        )
    more = Rate(component.factor.ppm - PARTS_PER_MILLION)
    sign = "−" if more.ppm < 0 else ""
    sum_ = f"{sign}{language.factor(Rate(abs(more.ppm)))} × {signed(of, language)} = {signed(amount, language)}"
    return language.say("× {factor} on the pay before it, which adds {sum}", factor=factor, sum=sum_)


def split(line: SplitLine, language: Language) -> str:
    """`split: own share 60 % × €1,000 = €600, so €400 goes to the others`."""
    rate = language.rate(line.share)
    if line.of is None or line.amount is None:
        return language.say("split: own share {rate} of the pay before it", rate=rate)
    of, amount = line.of.exact, line.amount.exact
    if of is None or amount is None:
        others = signed_span(Span(-line.amount.high, -line.amount.low), language)
        return language.say(
            "split: own share {rate} of the pay before it, so {others} goes to the others", rate=rate, others=others
        )
    return _split(line, of, amount, language)


def _split(line: SplitLine, of: Money, amount: Money, language: Language) -> str:
    own = of + amount
    text = language.say(
        "split: own share {rate} × {of} = {own}, so {others} goes to the others",
        rate=language.rate(line.share),
        of=signed(of, language),
        own=signed(own, language),
        others=signed(-amount, language),
    )
    if of.times(line.share.fraction) == own:
        return text
    return language.say("{split} (rounded so that all shares add up)", split=text)
