"""Lines of caps and floors: from what to what."""

from __future__ import annotations

from bot.domain.incentives import Cap, Floor, Reckoned
from bot.domain.money import Money, Span
from bot.domain.pay import LimitLine
from messages import names
from messages.language import Language
from messages.lines.figures import signed, signed_span


def limit(line: LimitLine, language: Language) -> str:
    """`cap of €1,000 per deal: €1,425 → €1,000, that is −€425`."""
    component = line.component
    of = None if line.of is None else line.of.exact
    amount = None if line.amount is None else line.amount.exact
    known = component.period is None or line.so_far is not None
    if of is None or amount is None or not known:
        return _open_limit(line, language)
    if component.period is not None and line.so_far is not None:
        if isinstance(component, Floor):
            return _floor_of_period(component, of, line.so_far, amount, language)
        return _cap_of_period(component, of, line.so_far, amount, language)
    return f"{_name(component, language)}: {_from_to(of, amount, language)}"


def _from_to(of: Money, amount: Money, language: Language) -> str:
    return language.say(
        "{before} → {after}, that is {amount}",
        before=signed(of, language),
        after=signed(of + amount, language),
        amount=signed(amount, language),
    )


def _cap_of_period(cap: Cap, of: Money, so_far: Money, amount: Money, language: Language) -> str:
    nothing = Money(0, so_far.currency)
    left = max(nothing, cap.amount - so_far)
    fields = {
        "name": _name(cap, language),
        "so_far": signed(so_far, language),
        "change": _from_to(of, amount, language),
    }
    if cap.reckoned is Reckoned.BEFORE:
        return language.say("{name}, reached with {so_far} so far: {change}", **fields)
    return language.say("{name}, {so_far} so far, {left} left: {change}", left=language.money(left), **fields)


def _floor_of_period(floor: Floor, of: Money, so_far: Money, amount: Money, language: Language) -> str:
    """The period's pay is topped up once, so a deal may only fill what was topped up before."""
    with_it, without = max(so_far + of, floor.amount), max(so_far, floor.amount)
    return language.say(
        "{name}, {so_far} so far: with the deal {after}, without it {before}; {of} → {left}, that is {amount}",
        name=_name(floor, language),
        so_far=signed(so_far, language),
        after=language.money(with_it),
        before=language.money(without),
        of=signed(of, language),
        left=signed(with_it - without, language),
        amount=signed(amount, language),
    )


def _name(component: Cap | Floor, language: Language) -> str:
    amount = language.money(component.amount)
    per = names.per_period(component.period, language)
    if isinstance(component, Cap):
        return language.say("cap of {amount} {per}", amount=amount, per=per)
    return language.say("floor of {amount} {per}", amount=amount, per=per)


def _open_limit(line: LimitLine, language: Language) -> str:
    name = _name(line.component, language)
    if line.amount is None:
        return language.say("{name}: counts once the pay before it is known", name=name)
    unknown_so_far = line.component.period is not None and line.so_far is None
    if isinstance(line.component, Cap):
        taken = signed_span(Span(-line.amount.high, -line.amount.low), language)
        if unknown_so_far:
            return language.say("{name}: takes off {amount}, depending on the pay so far", name=name, amount=taken)
        return language.say("{name}: takes off {amount}", name=name, amount=taken)
    added = signed_span(line.amount, language)
    if unknown_so_far:
        return language.say("{name}: adds {amount}, depending on the pay so far", name=name, amount=added)
    return language.say("{name}: adds {amount}", name=name, amount=added)
