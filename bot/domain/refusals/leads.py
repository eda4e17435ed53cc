"""A lead can't be shared, found or moved on like this."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.leads import Stage
from bot.domain.refusals.base import Refusal


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


OfLeads = NamesCustomer | NoValues | UnknownLead | LeadClosed
"""Every refusal about leads."""
