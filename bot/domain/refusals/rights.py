"""Not by this person, or not in this place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.refusals.base import Refusal


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
    CANCEL_LEAD = "cancel_lead"
    SEE_CUSTOMER = "see_customer"
    SEE_BALANCE = "see_balance"
    SEE_DIGEST = "see_digest"
    SCHEDULE = "schedule"
    SETTLE_PAYOUTS = "settle_payouts"


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
class SlackBusy(Refusal):
    """Slack can't tell just now whether a channel is shared with another company; a moment later it may."""


@dataclass(eq=False)
class OwnDraft(Refusal):
    """A version is released by somebody else than the one who drafted it."""


OfRights = NotAllowed | Outsider | SharedChannel | UnseenChannel | SlackBusy | OwnDraft
"""Every refusal of a right or a place."""
