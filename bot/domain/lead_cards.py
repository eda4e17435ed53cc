"""Leads as one reader may see them, put together by a use case, put into words by `messages.leads`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.domain.leads import Contact, Customer, Lead, LeadEvent, Offer, Timing, Verb, value_band
from bot.domain.money import Money
from bot.domain.questions import Ask


@dataclass(frozen=True, slots=True)
class Masked:
    """What the other side sees of a lead before acceptance, and a channel always: nothing that names the customer."""

    industry: str
    region: str
    size: str
    need: str
    timing: Timing
    band: tuple[Money | None, Money | None] | None
    """The value band, from (included) and below; None if no value was given."""


@dataclass(frozen=True, slots=True)
class LeadCard:
    """A lead as it is posted: masked, with what its readers may do.

    `verbs` are offered as buttons; who presses one is checked then. `sender_slack_id` is who wrote the lead down,
    `owner_slack_id` who answers a received one.
    """

    lead: Lead
    partner: str
    handle: str
    masked: Masked
    verbs: tuple[Verb, ...]
    sender_slack_id: str
    owner_slack_id: str | None
    for_sender: bool
    """Whether the card is the sender's, who is told of each step, or the recipient's, who answers."""
    time_zone: str


@dataclass(frozen=True, slots=True)
class LeadRow:
    """A line of a list: what the reader may see of a lead."""

    lead: Lead
    partner: str
    masked: Masked
    company: str
    """Empty unless the reader may see it."""
    overdue: bool


@dataclass(frozen=True, slots=True)
class LeadFile:
    """A lead with its history, for somebody who takes part in it."""

    card: LeadCard
    company: str
    """Empty unless the reader may see it; so is the note."""
    events: tuple[LeadEvent, ...]
    people: Mapping[int, str]
    note: str = ""
    """What was written beside the reason for which the lead ended."""
    may_look: bool = False
    """Whether the reader may see the customer; each look is written into the history."""
    asks: Ask | None = None
    """What the reader may ask about the pay of an open joint deal of their own: it keeps the rules of the day on which
    it was shared."""


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """The customer behind a lead, for somebody entitled. The contact is there only when its basis was recorded.

    The lead is as the reader may see it: a partner contact sees no link.
    """

    lead: Lead
    partner: str
    customer: Customer
    contact: Contact | None
    note: str
    """What else the sender wrote: the link to our CRM; empty for a partner contact."""


def masked(offer: Offer) -> Masked:
    """The part of an offer that gives nobody away."""
    return Masked(
        industry=offer.customer.industry,
        region=offer.customer.region,
        size=offer.customer.size,
        need=offer.need,
        timing=offer.timing,
        band=None if offer.value is None else value_band(offer.value),
    )


def without_names(lead: Lead) -> Lead:
    """The lead with everything taken out that only entitled people may see; what is posted is made from this."""
    offer = lead.offer
    hidden = Offer(Customer(""), offer.need, timing=offer.timing, confidential=offer.confidential)
    return replace(lead, offer=hidden, reason_note="")
