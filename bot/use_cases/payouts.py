"""Payout notes settled by sales operations, and seen by who is paid; `bot.use_cases.promises` makes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import cache

from bot.domain.history import Deed, Entry
from bot.domain.money import Money
from bot.domain.payout_cards import PayoutCard, PayoutList
from bot.domain.payouts import NoteKind, NoteState, PayoutNote, reference
from bot.domain.people import Person, Right
from bot.domain.refusals import (
    Act,
    AlreadySettled,
    CurrencyDiffers,
    FormRefused,
    Missing,
    MoreThanPaid,
    NothingPaid,
    OwnPayout,
    UnknownPayout,
)
from bot.domain.rights import may, require
from bot.ports import Books

LIST_LIMIT = 20


def open_notes(books: Books, lead_id: int) -> tuple[PayoutNote, ...]:
    """The notes of a lead that wait for sales operations."""
    return tuple(note for note in books.payouts.of_lead(lead_id) if note.state is NoteState.OPEN)


def reviewers(books: Books, note: PayoutNote) -> tuple[Person, ...]:
    """Who may settle the note: sales operations, but for the one who is paid."""
    return tuple(one for one in books.people.holding(Right.SALES_OPERATIONS) if one.id != note.payee_id)


def listing(books: Books, reader: Person) -> PayoutList:
    """Everybody's notes, the open ones first.

    Raises:
        Outsider: if the reader belongs to another company.
        NotAllowed: unless the reader is in sales operations.
    """
    require(reader, Act.SETTLE_PAYOUTS)
    return _list(books, reader, None)


def mine(books: Books, reader: Person) -> PayoutList:
    """The reader's own notes, the open ones first.

    Raises:
        Outsider: if the reader belongs to another company.
    """
    require(reader, Act.ASK)
    return _list(books, reader, reader.id)


def every(books: Books, reader: Person | None) -> tuple[PayoutCard, ...]:
    """All notes for export, the open ones first; the terminal (None) may ask, too.

    Raises:
        Outsider: if the reader belongs to another company.
        NotAllowed: unless the reader is in sales operations.
    """
    if reader is not None:
        require(reader, Act.SETTLE_PAYOUTS)
    return cards(books, books.payouts.latest(None, None), reader)


def look(books: Books, reader: Person, note_id: int) -> PayoutCard:
    """One note, for sales operations or for the one who is paid.

    Raises:
        Outsider: if the reader belongs to another company.
        UnknownPayout: if there is no such note.
        NotAllowed: if it is somebody else's and the reader is not in sales operations.
    """
    require(reader, Act.ASK)
    try:
        note = books.payouts.get(note_id)
    except KeyError:
        raise UnknownPayout(reference(note_id)) from None
    if note.payee_id != reader.id:
        require(reader, Act.SETTLE_PAYOUTS)
    return card(books, note, reader)


def review(books: Books, actor: Person, note_id: int) -> PayoutCard:
    """The note for somebody who may settle it now.

    Raises:
        NotAllowed: unless the actor is in sales operations.
        OwnPayout: if the actor is the one who is paid.
        AlreadySettled: if it was confirmed or rejected before.
        And what `look` raises.
    """
    shown = look(books, actor, note_id)
    if shown.note.state is not NoteState.OPEN:
        raise _settled_before(shown)
    require(actor, Act.SETTLE_PAYOUTS)
    if shown.note.payee_id == actor.id:
        raise OwnPayout
    return shown


def confirm(books: Books, actor: Person, note_id: int, entered: Money | None, now: datetime) -> PayoutCard:
    """Confirms a note. `entered` is the amount, above zero, of one whose amount is open; of others it is passed over.

    Raises:
        NothingPaid: for a clawback while the note it takes back is not confirmed.
        FormRefused: if the amount is needed and missing, in another currency than the rules, or more than was paid.
        And what `review` raises.
    """
    note = review(books, actor, note_id).note
    paid = None if note.takes_back is None else books.payouts.get(note.takes_back)
    if paid is not None and paid.state is not NoteState.CONFIRMED:
        raise NothingPaid(paid.reference)
    amount = _entered(note, entered) if note.amount is None else note.amount
    if paid is not None and paid.amount is not None and paid.amount < -amount:
        raise FormRefused({"amount": MoreThanPaid(paid.amount)})
    return _settle(books, actor, replace(note, state=NoteState.CONFIRMED, amount=amount), now)


def reject(books: Books, actor: Person, note_id: int, reason: str, now: datetime) -> PayoutCard:
    """Rejects a note; the one who would be paid reads the reason.

    Raises:
        FormRefused: if the reason is missing.
        And what `review` raises.
    """
    note = review(books, actor, note_id).note
    if not reason.strip():
        raise FormRefused({"reason": Missing()})
    return _settle(books, actor, replace(note, state=NoteState.REJECTED, reason=reason), now)


def card(books: Books, note: PayoutNote, reader: Person | None) -> PayoutCard:
    """The note with what it needs to be told to this reader, and whether its deal was cancelled meanwhile."""
    (shown,) = cards(books, [note], reader)
    cancelled = [event.cancellation for event in books.leads.history(note.lead_id) if event.cancellation]
    return replace(shown, cancelled=next(iter(cancelled), None))


def cards(books: Books, notes: Iterable[PayoutNote], reader: Person | None) -> tuple[PayoutCard, ...]:
    """The notes with what they need to be told to this reader."""
    alliance, person, version = cache(books.alliances.get), cache(books.people.get), cache(books.versions.get)
    return tuple(
        PayoutCard(
            note=note,
            partner=alliance(note.alliance_id).partner,
            payee_slack_id=person(note.payee_id).slack_user_id,
            settled_by_slack_id=None if note.settled_by is None else person(note.settled_by).slack_user_id,
            rules=version(note.promise.rules_id),
            plan=None if note.promise.plan_id is None else version(note.promise.plan_id),
            cancelled=note.cancellation,
            may_settle=reader is not None and _may_settle(reader, note),
        )
        for note in notes
    )


def _may_settle(reader: Person, note: PayoutNote) -> bool:
    is_open = note.state is NoteState.OPEN
    return is_open and note.payee_id != reader.id and may(reader, Act.SETTLE_PAYOUTS)


def _list(books: Books, reader: Person, payee_id: int | None) -> PayoutList:
    shown = cards(books, books.payouts.latest(payee_id, LIST_LIMIT), reader)
    return PayoutList(shown, books.payouts.count(payee_id), books.payouts.count(payee_id, only_open=True))


def _entered(note: PayoutNote, entered: Money | None) -> Money:
    if entered is None or entered.minor <= 0:
        raise FormRefused({"amount": Missing()})
    if entered.currency != note.promise.currency:
        raise FormRefused({"amount": CurrencyDiffers(entered.currency, note.promise.currency)})
    return entered if note.kind is NoteKind.PAY else -entered


def _settle(books: Books, actor: Person, note: PayoutNote, now: datetime) -> PayoutCard:
    settled = replace(note, settled_by=actor.id, settled_at=now)
    if not books.payouts.settle(settled):
        raise _settled_before(card(books, books.payouts.get(note.id), actor))
    deed = Deed.PAYOUT_CONFIRMED if settled.state is NoteState.CONFIRMED else Deed.PAYOUT_REJECTED
    entry = Entry(now, actor.id, deed, alliance_id=note.alliance_id, fields=(note.reference,))
    books.history.add(entry)
    return card(books, settled, actor)


def _settled_before(shown: PayoutCard) -> AlreadySettled:
    note = shown.note
    confirmed = note.state is NoteState.CONFIRMED
    return AlreadySettled(note.reference, confirmed, shown.settled_by_slack_id or "", note.settled_at or note.made_at)
