"""The components of plans and alliance rules, each readable as a sentence.

Where practice disagrees a component carries the choice as a setting. What each choice means stands in its docstring
with a worked example; the examples are also tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from bot.domain.goals import Curve
from bot.domain.incentives.deals import ALWAYS, Conditions
from bot.domain.measures import Measure, Owner, Quantity
from bot.domain.money import WHOLE, Money, Rate
from bot.domain.people import PayRole
from bot.domain.periods import Days, PeriodKind


class Basis(StrEnum):
    """What a percentage is taken of."""

    DEAL_AMOUNT = "deal_amount"
    MARGIN = "margin"
    CREDITED = "credited"
    """The share of the deal amount that counts for our seller, see `AllianceRules.credit`."""
    COMMISSION = "commission"
    """What the components before it pay for the deal; for rules on top of a plan also what the plan pays (uplift)."""


class Credit(StrEnum):
    """Whether a component counts the deal before or after the credit; plans after, rules before, if not said.

    Credit 60 %, a deal of 50,000, a component of 2 %:
    before the credit it pays 2 % × 50,000 = 1,000; after it 2 % × 30,000 = 600.
    """

    BEFORE = "before"
    AFTER = "after"


class Per(StrEnum):
    """What a fixed amount is paid for. 10 for each of 5 units is 50; 10 for the deal is 10."""

    DEAL = "deal"
    UNIT = "unit"


class Scope(StrEnum):
    """Whether each slice is paid at its own tier's rate or everything at the rate of the tier that is reached.

    2 % below 100,000, 3 % from there on, 150,000 in all:
    marginal pays 2 % × 100,000 + 3 % × 50,000 = 3,500; whole pays 3 % × 150,000 = 4,500.
    """

    MARGINAL = "marginal"
    WHOLE = "whole"


class Overage(StrEnum):
    """Whether an accelerator's multiplier counts for its slice or, once reached, for all beyond the first step.

    10 %, ×1.5 from 100 %, ×2 from 120 % of a quota of 100,000, 130,000 in all:
    slice pays 10,000 + 1.5 × 2,000 + 2 × 1,000 = 15,000; whole overage pays 10,000 + 2 × 3,000 = 16,000.
    """

    SLICE = "slice"
    WHOLE_OVERAGE = "whole_overage"


class Bound(StrEnum):
    """Which tier owns a bound exactly met; the upper one if not said.

    2 % below 100,000 and 3 % above, whole, and exactly 100,000:
    the upper owner pays 3 % × 100,000 = 3,000, the lower one 2 % × 100,000 = 2,000.
    """

    UPPER = "upper"
    LOWER = "lower"


class Reckoned(StrEnum):
    """Whether a period's cap is looked at after or before a deal; after, if not said.

    A cap of 10,000, 9,000 earned, a deal that pays 2,000:
    after the deal it pays the 1,000 that are left; before it all 2,000, and nothing from the next deal on.
    """

    AFTER = "after"
    BEFORE = "before"


class Returns(StrEnum):
    """How much of the pay a clawback takes back.

    1,000 paid on a deal that is cancelled after 3 of 12 months:
    all is 1,000; a share of 40 % is 400; pro rata is 9/12, that is 750; recomputed is what the period's pay falls by.
    """

    ALL = "all"
    SHARE = "share"
    PRO_RATA = "pro_rata"
    RECOMPUTED = "recomputed"


class Trigger(StrEnum):
    """Why a deal is cancelled."""

    CUSTOMER_CANCELS = "customer_cancels"
    NOT_PAID = "not_paid"
    RETURNED = "returned"
    OUR_FAULT = "our_fault"
    """Never a reason to claw anything back."""


@dataclass(frozen=True, slots=True)
class Percentage:
    """A rate of a basis, per deal. On the commission so far it is an uplift."""

    rate: Rate
    basis: Basis = Basis.DEAL_AMOUNT
    when: Conditions = ALWAYS
    credit: Credit | None = None
    kind: Literal["percentage"] = "percentage"


@dataclass(frozen=True, slots=True)
class FixedAmount:
    """A fixed amount per deal, or for each unit sold."""

    amount: Money
    when: Conditions = ALWAYS
    per: Per = Per.DEAL
    kind: Literal["fixed_amount"] = "fixed_amount"


@dataclass(frozen=True, slots=True)
class Bonus:
    """A special bonus (SPIFF): a fixed amount, or a rate of the deal amount, for deals closing within `window`.

    With `first` it is paid for that many deals only, those that come first.
    """

    pays: Money | Rate
    window: Days
    when: Conditions = ALWAYS
    first: int | None = None
    credit: Credit | None = None
    kind: Literal["bonus"] = "bonus"


@dataclass(frozen=True, slots=True)
class Factor:
    """A further goal whose payout multiplies that of a goal bonus."""

    measure: Measure
    period: PeriodKind
    curve: Curve
    quota: Quantity | None = None
    owner: Owner = Owner.PERSON


@dataclass(frozen=True, slots=True)
class GoalBonus:
    """Target bonus × weight × payout(attainment) over a period, times the payouts of `multiplied_by`.

    Several goals add when they are several components with a weight each: two of 50 %, reached by 80 % and 100 %, pay
    90 % of a target bonus. One multiplied by the other pays 80 % × 100 % = 80 %. `target_bonus` and `quota` are those
    of the role; a person's own figures come first. Where one of them is missing it can't be told in money.
    """

    measure: Measure
    period: PeriodKind
    curve: Curve
    target_bonus: Money | None = None
    quota: Quantity | None = None
    weight: Rate = WHOLE
    owner: Owner = Owner.PERSON
    when: Conditions = ALWAYS
    multiplied_by: tuple[Factor, ...] = ()
    credit: Credit | None = None
    kind: Literal["goal_bonus"] = "goal_bonus"


@dataclass(frozen=True, slots=True)
class Tier:
    """From where on a tier reaches, and what it pays; `until`, not included, is where the next one starts if not said.

    Amounts start at 0. Units and deals are numbered: the first tier starts at the first, so a tier from 6 pays from the
    sixth deal on. A rate is of the amount that is counted, or of the deal amount where units or deals are counted. A
    fixed amount is paid once for reaching a tier by amount, and for each where units or deals are counted.
    """

    start: Quantity
    pays: Rate | Money
    until: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Tiers:
    """Rates or amounts by tiers: of the deal's own size, or, with a `period`, of what it has cumulated."""

    tiers: tuple[Tier, ...]
    scope: Scope
    measure: Measure = Measure.ORDERS
    period: PeriodKind | None = None
    bound: Bound = Bound.UPPER
    owner: Owner = Owner.PERSON
    when: Conditions = ALWAYS
    credit: Credit | None = None
    kind: Literal["tiers"] = "tiers"


@dataclass(frozen=True, slots=True)
class Step:
    """From an attainment of the quota on, the rate is multiplied."""

    attainment: Rate
    multiplier: Rate


@dataclass(frozen=True, slots=True)
class Accelerator:
    """A rate that is multiplied from a quota attainment on; below the first step it is paid as it is.

    With `WHOLE_OVERAGE` the reached multiplier counts for all that lies beyond the first step. A person's own quota
    comes before `quota`.
    """

    rate: Rate
    steps: tuple[Step, ...]
    scope: Overage
    period: PeriodKind
    measure: Measure = Measure.ORDERS
    quota: Money | None = None
    bound: Bound = Bound.UPPER
    owner: Owner = Owner.PERSON
    when: Conditions = ALWAYS
    credit: Credit | None = None
    kind: Literal["accelerator"] = "accelerator"


@dataclass(frozen=True, slots=True)
class Threshold:
    """Nothing below `reached`, from there on the rate from the first unit of currency; of a deal or of a period."""

    rate: Rate
    reached: Money
    measure: Measure = Measure.ORDERS
    period: PeriodKind | None = None
    owner: Owner = Owner.PERSON
    when: Conditions = ALWAYS
    credit: Credit | None = None
    kind: Literal["threshold"] = "threshold"


@dataclass(frozen=True, slots=True)
class Multiplier:
    """What the components before it in the same list pay, times a factor: 1.5 makes 1,000 into 1,500."""

    factor: Rate
    when: Conditions = ALWAYS
    kind: Literal["multiplier"] = "multiplier"


@dataclass(frozen=True, slots=True)
class Cap:
    """What the components before it in the same list pay at most, for a deal or in a period."""

    amount: Money
    period: PeriodKind | None = None
    reckoned: Reckoned = Reckoned.AFTER
    when: Conditions = ALWAYS
    kind: Literal["cap"] = "cap"


@dataclass(frozen=True, slots=True)
class Floor:
    """What the components before it in the same list pay at least, for a deal or in a period (a guarantee)."""

    amount: Money
    period: PeriodKind | None = None
    when: Conditions = ALWAYS
    kind: Literal["floor"] = "floor"


@dataclass(frozen=True, slots=True)
class Override:
    """A share that somebody else, the team lead, gets on top; it lessens nobody's pay (Führungsprovision).

    It counts as the asker's own pay only where the asker is paid as `to`.
    """

    rate: Rate
    basis: Basis = Basis.COMMISSION
    to: PayRole = PayRole.TEAM_LEAD
    when: Conditions = ALWAYS
    kind: Literal["override"] = "override"


@dataclass(frozen=True, slots=True)
class Share:
    """Somebody's part of a split, by what they are paid as."""

    role: PayRole
    rate: Rate


@dataclass(frozen=True, slots=True)
class Split:
    """What the components before it in the same list pay, divided among several people; shares are 100 % together.

    Two sellers at 50 % each are two shares. Whoever is paid as none of the roles gets nothing of it. What rounding
    leaves over goes, cent by cent, to the shares that lost most by it, the first ones first.
    """

    shares: tuple[Share, ...]
    when: Conditions = ALWAYS
    kind: Literal["split"] = "split"


@dataclass(frozen=True, slots=True)
class Clawback:
    """What is owed back of the pay if the deal is cancelled within so many months after closing (Storno).

    It pays nothing itself; `bot.domain.clawbacks` says what is owed. `share` counts with `Returns.SHARE` alone.
    """

    within_months: int
    returns: Returns
    triggers: tuple[Trigger, ...] = (Trigger.CUSTOMER_CANCELS,)
    share: Rate = WHOLE
    when: Conditions = ALWAYS
    kind: Literal["clawback"] = "clawback"


Component = (
    Percentage
    | FixedAmount
    | Bonus
    | GoalBonus
    | Tiers
    | Accelerator
    | Threshold
    | Multiplier
    | Cap
    | Floor
    | Override
    | Split
    | Clawback
)
