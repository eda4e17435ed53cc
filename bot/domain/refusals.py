"""Everything that can be refused, as exceptions that carry facts; `messages.refusals` puts them into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from bot.domain.alliances import Status, Step
from bot.domain.leads import Stage
from bot.domain.money import Money


class Act(StrEnum):
    """What a right is needed for."""

    ASK = "ask"
    REGISTER = "register"
    CHANGE_ALLIANCE = "change_alliance"
    SEE_HISTORY = "see_history"
    DRAFT_RULES = "draft_rules"
    DRAFT_PLAN = "draft_plan"
    RELEASE = "release"
    ASSIGN_RIGHTS = "assign_rights"
    ASSIGN_PAY_ROLE = "assign_pay_role"
    SHARE_LEAD = "share_lead"
    WORK_ON_LEAD = "work_on_lead"
    SEE_CUSTOMER = "see_customer"
    SEE_BALANCE = "see_balance"
    SEE_DIGEST = "see_digest"
    SCHEDULE = "schedule"


class Refusal(Exception):
    """Something was refused, and nothing was changed."""


@dataclass(eq=False)
class Missing(Refusal):
    """A field that is needed was left empty."""


@dataclass(eq=False)
class TooLong(Refusal):
    """A text has more characters than fit."""

    limit: int
    length: int


@dataclass(eq=False)
class TooMany(Refusal):
    """A list has more entries than fit."""

    limit: int


@dataclass(eq=False)
class NameTaken(Refusal):
    """The name or alias already belongs to another alliance."""

    name: str
    partner: str


@dataclass(eq=False)
class AmountMissing(Refusal):
    """An amount of money is needed and none was given."""


@dataclass(eq=False)
class AmountUnreadable(Refusal):
    """The text is no amount of money."""

    typed: str


@dataclass(eq=False)
class AmountAmbiguous(Refusal):
    """The text can be read as two amounts: 50,000 is fifty thousand or fifty."""

    typed: str
    readings: tuple[Money, Money]


@dataclass(eq=False)
class AmountNotPositive(Refusal):
    """The amount is zero or less."""

    typed: str


@dataclass(eq=False)
class AmountTooLarge(Refusal):
    """The amount is beyond any deal."""

    limit: Money


@dataclass(eq=False)
class RateUnreadable(Refusal):
    """The text is no percentage."""

    typed: str


@dataclass(eq=False)
class RateOutside(Refusal):
    """The percentage lies outside what makes sense here."""

    low: int
    high: int


@dataclass(eq=False)
class DayUnreadable(Refusal):
    """The text is no day."""

    typed: str


@dataclass(eq=False)
class EndsBeforeStart(Refusal):
    """A span of days ends before it starts."""


@dataclass(eq=False)
class OutsideHours(Refusal):
    """The time lies outside working hours, from `start` until before `end`, local."""

    start: time
    end: time


@dataclass(eq=False)
class DayPast(Refusal):
    """The day lies in the past, where nothing is changed any more."""


@dataclass(eq=False)
class UnknownCommand(Refusal):
    """The word after the slash command is none the bot knows; `near` is the one that may be meant."""

    command: str
    typed: str
    near: str | None


@dataclass(eq=False)
class PartnerMissing(Refusal):
    """A partner's name is needed and none was given."""

    command: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An alliance that may be meant."""

    handle: str
    partner: str


@dataclass(eq=False)
class UnknownPartner(Refusal):
    """No alliance goes by this name; these may be meant, the likeliest first."""

    typed: str
    suggestions: tuple[Suggestion, ...]


@dataclass(eq=False)
class NotActive(Refusal):
    """The alliance is not active, so nothing is quoted from it."""

    partner: str
    status: Status


@dataclass(eq=False)
class StepImpossible(Refusal):
    """This step does not lead anywhere from where the alliance stands."""

    partner: str
    status: Status
    step: Step


@dataclass(eq=False)
class ChangedMeanwhile(Refusal):
    """Somebody else changed it after it was opened here."""


@dataclass(eq=False)
class AlreadyDone(Refusal):
    """The same form or click arrived twice; the first one counted."""


@dataclass(eq=False)
class Gone(Refusal):
    """What the button or form was about is not in the books."""


@dataclass(eq=False)
class NotAllowed(Refusal):
    """The person lacks the right; `partner` names the alliance it was about."""

    act: Act
    partner: str | None


@dataclass(eq=False)
class Outsider(Refusal):
    """The person belongs to another company."""


@dataclass(eq=False)
class SharedChannel(Refusal):
    """Pay was asked for in a channel that is shared with another company."""


@dataclass(eq=False)
class UnseenChannel(Refusal):
    """Pay was asked for in a channel the bot can't look into, so it can't tell whether it is shared."""


@dataclass(eq=False)
class CurrencyDiffers(Refusal):
    """The deal is in another currency than the plan or the rules."""

    asked: str
    terms: str


@dataclass(eq=False)
class MarginMissing(Refusal):
    """Something is paid on the margin, and the deal's margin was not given."""

    partner: str


@dataclass(eq=False)
class MarginAboveAmount(Refusal):
    """A margin can't be larger than the deal."""


@dataclass(eq=False)
class NoRules(Refusal):
    """The alliance has no released rules for this closing date; the partner manager is the one to ask."""

    partner: str
    manager_slack_id: str
    ended: bool


@dataclass(eq=False)
class OwnDraft(Refusal):
    """A version is released by somebody else than the one who drafted it."""


@dataclass(eq=False)
class AlreadyDecided(Refusal):
    """The draft was released or returned before."""

    released: bool
    by_slack_id: str
    at: datetime


@dataclass(eq=False)
class Superseded(Refusal):
    """Another version was released since this one was drafted; it must be drafted anew."""


@dataclass(eq=False)
class TermsDiffer(Refusal):
    """An added component must be paid the same way and with the same credit as the rules it joins."""


@dataclass(eq=False)
class NamesCustomer(Refusal):
    """A text that is read before acceptance names the customer."""


@dataclass(eq=False)
class NoValues(Refusal):
    """The partner competes with us in parts, so no values are exchanged."""


@dataclass(eq=False)
class UnknownLead(Refusal):
    """No lead has this reference."""

    typed: str


@dataclass(eq=False)
class LeadClosed(Refusal):
    """This can't be done with the lead any more (or not yet): it stands at another stage."""

    reference: str
    stage: Stage


@dataclass(eq=False)
class NotInChannel(Refusal):
    """The bot is not in the channel, or the channel is archived, so nothing can be posted there."""

    channel_id: str
    archived: bool


@dataclass(eq=False)
class NothingToSay(Refusal):
    """There is nothing new to post."""

    partner: str


@dataclass(eq=False)
class PeriodUnreadable(Refusal):
    """The text names no period."""

    typed: str


@dataclass(eq=False)
class NumberOutside(Refusal):
    """The number lies outside what makes sense here, or is none."""

    low: int
    high: int


class FlawKind(StrEnum):
    """What is wrong with terms."""

    EMPTY = "empty"
    CREDIT_OUTSIDE = "credit_outside"
    GOAL_IN_RULES = "goal_in_rules"
    RATE_OUTSIDE = "rate_outside"
    AMOUNT_NOT_POSITIVE = "amount_not_positive"
    POINTS_NOT_RISING = "points_not_rising"
    CAP_BELOW_HURDLE = "cap_below_hurdle"
    OTHER_CURRENCY = "other_currency"


@dataclass(frozen=True, slots=True)
class Flaw:
    """A problem of terms and the number of the component it is in; 0 for the whole."""

    component: int
    kind: FlawKind


@dataclass(eq=False)
class TermsFlawed(Refusal):
    """The terms can't be paid as they stand."""

    flaws: tuple[Flaw, ...]


@dataclass(eq=False)
class FormRefused(Refusal):
    """Fields of a form are wrong: every problem, by the name of the field."""

    problems: Mapping[str, AnyRefusal]


AnyRefusal = (
    Missing
    | TooLong
    | TooMany
    | NameTaken
    | AmountMissing
    | AmountUnreadable
    | AmountAmbiguous
    | AmountNotPositive
    | AmountTooLarge
    | RateUnreadable
    | RateOutside
    | DayUnreadable
    | EndsBeforeStart
    | OutsideHours
    | DayPast
    | UnknownCommand
    | PartnerMissing
    | UnknownPartner
    | NotActive
    | StepImpossible
    | ChangedMeanwhile
    | AlreadyDone
    | Gone
    | NotAllowed
    | Outsider
    | SharedChannel
    | UnseenChannel
    | CurrencyDiffers
    | MarginMissing
    | MarginAboveAmount
    | NoRules
    | OwnDraft
    | AlreadyDecided
    | Superseded
    | TermsDiffer
    | TermsFlawed
    | FormRefused
    | NamesCustomer
    | NoValues
    | UnknownLead
    | LeadClosed
    | NotInChannel
    | NothingToSay
    | PeriodUnreadable
    | NumberOutside
)
"""Every refusal there is: who puts them into words is checked to know them all."""
