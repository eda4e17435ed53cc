"""A lead as rows, and back."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import TypeAdapter

from bot.domain.incentives import Trigger
from bot.domain.leads import Cancellation, Contact, Customer, Deadlines, Lead, LeadEvent, Offer, Together
from bot.domain.money import Money
from bot.domain.names import normalised
from storage.tables import LeadEventRow, LeadRow, LeadTextRow
from storage.vault import Vault

_customer: TypeAdapter[Customer] = TypeAdapter(Customer)
_contact: TypeAdapter[Contact] = TypeAdapter(Contact)


def lead_columns(lead: Lead) -> dict[str, Any]:
    """The lead's own row but for its id, by column."""
    offer, deadlines, together = lead.offer, lead.deadlines, lead.together
    return {
        "alliance_id": lead.alliance_id,
        "direction": lead.direction,
        "stage": lead.stage,
        "sender_id": lead.sender_id,
        "owner_id": lead.owner_id,
        "shared_at": lead.shared_at,
        "half_at": deadlines and deadlines.half_at,
        "due_at": deadlines and deadlines.due_at,
        "sponsor_at": deadlines and deadlines.sponsor_at,
        "expires_at": deadlines and deadlines.expires_at,
        "answered_at": lead.answered_at,
        "closed_at": lead.closed_at,
        "reason": lead.reason,
        "timing": offer.timing,
        "confidential": offer.confidential,
        **money_columns("expected", offer.value),
        **money_columns("won", lead.won),
        "led_by": together and together.leads,
        "invoiced_by": together and together.invoices,
        "partner_came": together and together.partner_came,
        "revision": lead.revision,
    }


def text_columns(lead: Lead, vault: Vault) -> dict[str, Any]:
    """What was written about the lead, sealed, by column."""
    offer = lead.offer
    return {
        "sealed_customer": vault.seal(_customer.dump_json(offer.customer).decode()),
        "company_index": company_index(offer.customer.company, vault),
        "sealed_need": vault.seal(offer.need),
        "sealed_link": vault.seal(offer.link),
        "sealed_contact": offer.contact and vault.seal(_contact.dump_json(offer.contact).decode()),
        "sealed_reason_note": vault.seal(lead.reason_note),
    }


def company_index(company: str, vault: Vault) -> str | None:
    """What leads about the same company are found by, however it is spelled; None for a name without a letter."""
    name = normalised(company)
    return vault.index(name) if name else None


def money_columns(name: str, money: Money | None) -> dict[str, Any]:
    """An amount, or none, as two columns of this name."""
    return {f"{name}_minor": money and money.minor, f"{name}_currency": money and money.currency}


def cancellation_columns(cancellation: Cancellation | None) -> dict[str, Any]:
    """A cancellation, or none, as columns."""
    return {
        "cancelled_for": cancellation and cancellation.trigger,
        "cancelled_on": cancellation and cancellation.day,
    }


def cancellation_of(trigger: Trigger | None, day: date | None) -> Cancellation | None:
    """The cancellation of its columns."""
    return None if trigger is None or day is None else Cancellation(trigger, day)


def lead_of(row: LeadRow, texts: LeadTextRow, vault: Vault) -> Lead:
    """The lead of the rows."""
    assert row.id is not None
    return Lead(
        id=row.id,
        alliance_id=row.alliance_id,
        direction=row.direction,
        stage=row.stage,
        offer=_offer(row, texts, vault),
        sender_id=row.sender_id,
        owner_id=row.owner_id,
        shared_at=row.shared_at,
        deadlines=_deadlines(row),
        answered_at=row.answered_at,
        closed_at=row.closed_at,
        reason=row.reason,
        reason_note=vault.open(texts.sealed_reason_note),
        won=_money(row.won_minor, row.won_currency),
        together=_together(row),
        revision=row.revision,
    )


def event_row(event: LeadEvent) -> LeadEventRow:
    """The row of a step."""
    return LeadEventRow(
        at=event.at,
        lead_id=event.lead_id,
        actor_id=event.actor_id,
        verb=event.verb,
        stage=event.stage,
        reason=event.reason,
        **money_columns("amount", event.amount),
        **cancellation_columns(event.cancellation),
    )


def event_of(row: LeadEventRow) -> LeadEvent:
    """The step of a row."""
    amount = _money(row.amount_minor, row.amount_currency)
    cancelled = cancellation_of(row.cancelled_for, row.cancelled_on)
    return LeadEvent(row.at, row.lead_id, row.actor_id, row.verb, row.stage, row.reason, amount, cancelled)


def _offer(row: LeadRow, texts: LeadTextRow, vault: Vault) -> Offer:
    contact = texts.sealed_contact
    return Offer(
        customer=_customer.validate_json(vault.open(texts.sealed_customer), strict=True),
        need=vault.open(texts.sealed_need),
        value=_money(row.expected_minor, row.expected_currency),
        timing=row.timing,
        link=vault.open(texts.sealed_link),
        confidential=row.confidential,
        contact=None if contact is None else _contact.validate_json(vault.open(contact), strict=True),
    )


def _deadlines(row: LeadRow) -> Deadlines | None:
    if row.half_at is None or row.due_at is None or row.sponsor_at is None or row.expires_at is None:
        return None
    return Deadlines(row.half_at, row.due_at, row.sponsor_at, row.expires_at)


def _together(row: LeadRow) -> Together | None:
    if row.led_by is None or row.invoiced_by is None or row.partner_came is None:
        return None
    return Together(row.led_by, row.invoiced_by, row.partner_came)


def _money(minor: int | None, currency: str | None) -> Money | None:
    return None if minor is None or currency is None else Money(minor, currency)
