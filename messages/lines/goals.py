"""Lines of goal bonuses: from attainment to pay, with the deal and without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from bot.domain.incentives import Factor, GoalBonus
from bot.domain.measures import Quantity, size
from bot.domain.money import WHOLE, Money, round_half_up
from bot.domain.pay import GoalLine
from messages import names
from messages.components.goals import curve
from messages.language import Language
from messages.lines.figures import equals, worth

_MOST_DECIMALS = 8


@dataclass(frozen=True, slots=True)
class _Climb:
    """A goal's attainment without the deal and with it."""

    factor: Factor
    before: Fraction
    after: Fraction

    @property
    def payouts(self) -> tuple[Fraction, Fraction]:
        return self.factor.curve.payout(self.before), self.factor.curve.payout(self.after)

    @property
    def is_plain(self) -> bool:
        """Whether attainment is paid as it is."""
        return self.payouts == (self.before, self.after)


def goal(line: GoalLine, language: Language) -> str:
    """`target bonus €28,500 × (45 % → 50 % attainment) = €1,425`; as much as is known, where something is not."""
    climbs = _climbs(line)
    amount = None if line.amount is None else line.amount.exact
    if climbs is None or line.target_bonus is None or amount is None:
        return _open_goal(line, language)
    return _known(line.component, line.target_bonus, climbs, amount, language)


def _climbs(line: GoalLine) -> list[_Climb] | None:
    """The goal itself and those that multiply it; None unless everything about them is known."""
    goal_ = line.component
    itself = Factor(goal_.measure, goal_.period, goal_.curve, line.quota, goal_.owner)
    found = [_climb(itself, line.counts, line.quota, line.so_far)]
    found += [_climb(other.factor, other.counts, other.quota, other.so_far) for other in line.others]
    known = [climb for climb in found if climb is not None]
    return known if len(known) == len(found) else None


def _climb(factor: Factor, counts: Quantity, quota: Quantity | None, so_far: Quantity | None) -> _Climb | None:
    if quota is None or so_far is None:
        return None
    before, after = size(so_far), size(so_far) + size(counts)
    return _Climb(factor, Fraction(before, size(quota)), Fraction(after, size(quota)))


def _known(goal_: GoalBonus, target: Money, climbs: Sequence[_Climb], amount: Money, language: Language) -> str:
    whole = target.minor * goal_.weight.fraction
    without, with_it = (prod(climb.payouts[n] for climb in climbs) for n in (0, 1))
    decimals = _decimals(whole, climbs)
    shown = _target(goal_, target, language)
    if len(climbs) == 1:
        shown += f" × ({_step(climbs[0], decimals, language)})"
    else:
        products = [" × ".join(percent(climb.payouts[n], decimals, language) for climb in climbs) for n in (1, 0)]
        shown += f" × ({products[0]} − {products[1]})"
    result = (
        f"{shown}{equals(worth(whole * (with_it - without), amount), worth(whole * without, amount), amount, language)}"
    )
    if len(climbs) == 1:
        return result if climbs[0].is_plain else f"{result}; {_how(goal_, language)}"
    told = "; ".join(f"{names.measure(c.factor.measure, language)}: {_step(c, 1, language)}" for c in climbs)
    return f"{result} ({told})"


def _decimals(whole: Fraction, climbs: Sequence[_Climb]) -> int:
    """How many decimals a reader needs to come to the same cent."""
    factors = [climb.payouts for climb in climbs]
    due = round_half_up(whole * (prod(after for _, after in factors) - prod(before for before, _ in factors)))
    for decimals in range(1, _MOST_DECIMALS):
        shown = [[_to(share, decimals) for share in payouts] for payouts in factors]
        by_hand = whole * (prod(after for _, after in shown) - prod(before for before, _ in shown))
        if round_half_up(by_hand) == due:
            return decimals
    return _MOST_DECIMALS


def _to(share: Fraction, decimals: int) -> Fraction:
    scale = 10 ** (2 + decimals)
    return Fraction(round_half_up(share * scale), scale)


def percent(share: Fraction, decimals: int, language: Language) -> str:
    """The percentage, marked where its decimals are not all of it."""
    shown = language.percent(share, decimals)
    return shown if _to(share, decimals) == share else f"≈ {shown}"


def _target(goal_: GoalBonus, target_bonus: Money, language: Language) -> str:
    target = language.say("target bonus {amount}", amount=language.money(target_bonus))
    if goal_.weight == WHOLE:
        return target
    return language.say("{target} × weight {weight}", target=target, weight=language.rate(goal_.weight))


def _step(climb: _Climb, decimals: int, language: Language) -> str:
    """What is multiplied in so many decimals; attainment that is only told has one."""
    own = decimals if climb.is_plain else 1
    attained = language.say(
        "{before} → {after} attainment",
        before=percent(climb.before, own, language),
        after=percent(climb.after, own, language),
    )
    if climb.is_plain:
        return attained
    paid_before, paid_after = climb.payouts
    return language.say(
        "{before} → {after} payout at {attained}",
        before=percent(paid_before, decimals, language),
        after=percent(paid_after, decimals, language),
        attained=attained,
    )


def _how(goal_: GoalBonus, language: Language) -> str:
    """How attainment is paid, so that nobody wonders where a payout comes from."""
    return "; ".join(curve(goal_.curve, language))


def _open_goal(line: GoalLine, language: Language) -> str:
    counts = names.quantity(line.counts, line.component.measure, language)
    lacks_quota = line.quota is None or any(other.quota is None for other in line.others)
    if line.amount is None:
        if lacks_quota or line.target_bonus is None:
            return language.say("goal bonus for {counts}: needs quota and target bonus", counts=counts)
        return language.say("goal bonus for {counts}: needs the results so far", counts=counts)
    amount = language.span(line.amount)
    if line.amount.exact is not None:
        return language.say(
            "goal bonus for {counts}: {amount}, whatever the result so far", counts=counts, amount=amount
        )
    if lacks_quota or line.quota is None:
        return language.say("goal bonus for {counts}: {amount}, depending on the quota", counts=counts, amount=amount)
    text = language.say(
        "goal bonus for {counts} of a quota of {quota}: {amount}, depending on the result so far",
        counts=counts,
        quota=names.quantity(line.quota, line.component.measure, language),
        amount=amount,
    )
    if line.others or line.target_bonus is None:
        return text
    return f"{text}; {_target(line.component, line.target_bonus, language)}; {_how(line.component, language)}"
