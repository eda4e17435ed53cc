"""Payout notes as CSV, for payroll: one line a note, amounts as plain numbers, people by Slack id."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from bot.domain.money import Money
from bot.domain.payout_cards import PayoutCard
from bot.domain.payouts import reference

COLUMNS = (
    "payout",
    "kind",
    "state",
    "amount",
    "currency",
    "payee",
    "pay_role",
    "partner",
    "lead",
    "won_on",
    "deal_amount",
    "deal_currency",
    "rules_version",
    "plan_version",
    "rules_of",
    "takes_back",
    "cancelled_on",
    "cancelled_for",
    "made_at",
    "settled_by",
    "settled_at",
    "reason",
)
"""The header line. Days and moments are ISO 8601 (moments UTC), amounts have a point and no thousands separator."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes a cell for a formula by, owasp.org/www-community/attacks/CSV_Injection."""


def to_csv(cards: Iterable[PayoutCard]) -> str:
    """The notes in the order given, as RFC 4180 has it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(_row(card) for card in cards)
    return text.getvalue()


def for_spreadsheets(text: str) -> bytes:
    """The text as a file that spreadsheets read with its umlauts: UTF-8 with a mark in front."""
    return text.encode("utf-8-sig")


def _row(card: PayoutCard) -> tuple[str, ...]:
    note = card.note
    cancelled, settled = note.cancellation, note.settled_at
    return (
        note.reference,
        note.kind,
        note.state,
        _number(note.amount),
        note.promise.currency,
        card.payee_slack_id,
        note.pay_role,
        literal(card.partner),
        note.lead_reference,
        note.closed.isoformat(),
        _number(note.deal),
        note.deal.currency,
        str(card.rules.number),
        "" if card.plan is None else str(card.plan.number),
        note.promise.as_of.isoformat(),
        "" if note.takes_back is None else reference(note.takes_back),
        "" if cancelled is None else cancelled.day.isoformat(),
        "" if cancelled is None else cancelled.trigger,
        note.made_at.isoformat(),
        card.settled_by_slack_id or "",
        "" if settled is None else settled.isoformat(),
        literal(note.reason),
    )


def literal(text: str) -> str:
    """A text somebody typed, so that no spreadsheet takes it for a formula: an apostrophe goes before one."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def _number(amount: Money | None) -> str:
    return "" if amount is None else str(amount.amount)
