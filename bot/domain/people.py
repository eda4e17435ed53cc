"""The company and the people who talk with the bot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.measures import Measure, Owner, Quantity
from bot.domain.money import Money
from bot.domain.periods import Days


class LanguageCode(StrEnum):
    """The languages of the product; both are equal."""

    EN = "en"
    DE = "de"

    @property
    def other(self) -> LanguageCode:
        """The second language of a text written in this one."""
        return LanguageCode.DE if self is LanguageCode.EN else LanguageCode.EN


class Right(StrEnum):
    """What somebody may do, see `bot.domain.rights`. Whoever has none is a seller."""

    PARTNER_MANAGER = "partner_manager"
    SALES_OPERATIONS = "sales_operations"
    LEADERSHIP = "leadership"
    ADMINISTRATOR = "administrator"


class PayRole(StrEnum):
    """What somebody is paid as; it decides which plan and which rules count for them."""

    SELLER = "seller"
    INSIDE_SALES = "inside_sales"
    PRESALES = "presales"
    SUPPORT = "support"
    TEAM_LEAD = "team_lead"


@dataclass(frozen=True, slots=True)
class Company:
    """The one company this deployment serves.

    `team_id` is its Slack workspace; a person of another team is an outsider. `currency` is the ISO 4217 code for
    amounts nobody gave a currency; `time_zone` (IANA) decides which day it is; `fiscal_year_starts` is a month, 1 to
    12.
    """

    team_id: str
    currency: str
    time_zone: str
    country: str
    fiscal_year_starts: int = 1


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody known by workspace and Slack user id; their name stays with Slack."""

    id: int
    team_id: str
    slack_user_id: str
    language: LanguageCode
    rights: frozenset[Right] = frozenset()
    pay_role: PayRole = PayRole.SELLER
    outsider: bool = False
    """Belongs to another company: a partner contact in a shared channel."""


@dataclass(frozen=True, slots=True)
class SlackUser:
    """What Slack tells about a user, and when it was asked (UTC)."""

    team_id: str
    slack_user_id: str
    language: LanguageCode
    is_workspace_admin: bool
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Figures:
    """A seller's own numbers for what one goal counts in one period; they belong to the person, nobody else sees them.

    `quota`, `booked` (result so far) and `expected` (result at the period's end without the deal in question) are
    amounts or, where the measure is a count, numbers. `target_bonus` is money, `earned` the pay so far in the period
    that a period's cap or floor looks at. Each may be unknown. All amounts are in one currency.
    """

    period: Days
    quota: Quantity | None = None
    target_bonus: Money | None = None
    booked: Quantity | None = None
    expected: Quantity | None = None
    measure: Measure = Measure.ORDERS
    owner: Owner = Owner.PERSON
    earned: Money | None = None
