"""Examples of payout notes: open, settled, taken back, listed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from bot.domain.incentives import Clawback, Percentage, Returns, Trigger
from bot.domain.leads import Cancellation
from bot.domain.pay import FixedLine, PercentageLine
from bot.domain.payout_cards import PayoutCard, PayoutList
from bot.domain.payouts import NoteKind, NoteState, PayoutNote, Promise
from bot.domain.people import PayRole
from messages import payouts
from messages.examples import world as w
from messages.language import Language
from messages.message import Form, Message

_CLOSED = date(2026, 11, 20)
_LINES = (PercentageLine(w.TWO_PERCENT, w.euro(75_000), w.euro(1_500)), FixedLine(w.FIXED, w.euro(500)))
_PROMISE = Promise(_CLOSED, "EUR", 72, 71, _LINES, w.euro(2_000))
NOTE = PayoutNote(
    id=17,
    kind=NoteKind.PAY,
    lead_id=42,
    alliance_id=1,
    payee_id=5,
    pay_role=PayRole.SELLER,
    closed=_CLOSED,
    deal=w.euro(75_000),
    promise=_PROMISE,
    amount=w.euro(2_000),
    made_at=w.NOW,
)
_OWED = Clawback(12, Returns.PRO_RATA, triggers=(Trigger.CUSTOMER_CANCELS, Trigger.NOT_PAID))
_UNTOLD = replace(NOTE, id=18, promise=replace(_PROMISE, lines=None, amount=None), amount=None)
_REGISTERED = replace(NOTE, promise=replace(_PROMISE, as_of=date(2026, 8, 3), plan_id=None))
CLAWBACK = replace(
    NOTE,
    id=21,
    kind=NoteKind.CLAWBACK,
    amount=-w.euro(1_500),
    takes_back=17,
    cancellation=Cancellation(Trigger.NOT_PAID, date(2027, 2, 22)),
)


def card(note: PayoutNote, *, partner: str = "Acme Robotics", may_settle: bool = False) -> PayoutCard:
    """The note as it is shown: the seller is paid, sales operations decide."""
    rules = w.version(w.rules(w.TWO_PERCENT, w.FIXED, _OWED))
    plan = None if note.promise.plan_id is None else w.version(w.plan(Percentage(w.percent(3))), None, 1)
    settler = None if note.settled_by is None else w.OPERATIONS
    return PayoutCard(note, partner, w.SELLER, settler, rules, plan, note.cancellation, may_settle)


def _confirmed(note: PayoutNote) -> PayoutNote:
    return replace(note, state=NoteState.CONFIRMED, settled_by=4, settled_at=w.NOW, amount=note.amount or w.euro(900))


def _rejected(note: PayoutNote, reason: str = "Der Auftrag lief über den Rahmenvertrag.") -> PayoutNote:
    return replace(note, state=NoteState.REJECTED, settled_by=4, settled_at=w.NOW, reason=reason)


_WAITING = card(NOTE, may_settle=True)
_HOSTILE = card(_rejected(NOTE, w.HOSTILE), partner=w.HOSTILE)
_ROWS = (card(_UNTOLD), card(CLAWBACK), card(_confirmed(NOTE)), card(_rejected(replace(NOTE, id=9))))
_LONG = tuple(card(replace(NOTE, id=number)) for number in range(60, 40, -1))


def _shown(of: PayoutCard) -> Callable[[Language], Message | Form]:
    return lambda language: payouts.shown(of, language)


def _told(note: PayoutNote) -> Callable[[Language], Message | Form]:
    return lambda language: payouts.told(card(note), language)


def _done(note: PayoutNote) -> Callable[[Language], Message | Form]:
    return lambda language: payouts.done(card(note), language)


EXAMPLES: Mapping[str, Callable[[Language], Message | Form]] = {
    "payout-to-settle": _shown(_WAITING),
    "payout-open": _shown(card(NOTE)),
    "payout-untold": _shown(card(_UNTOLD, may_settle=True)),
    "payout-of-registration": _shown(card(_REGISTERED, may_settle=True)),
    "payout-cancelled": _shown(replace(_WAITING, cancelled=CLAWBACK.cancellation)),
    "payout-clawback": _shown(card(CLAWBACK, may_settle=True)),
    "payout-clawback-untold": _shown(card(replace(CLAWBACK, amount=None), may_settle=True)),
    "payout-confirmed": _shown(card(_confirmed(NOTE))),
    "payout-confirmed-entered": _shown(card(_confirmed(_UNTOLD))),
    "payout-rejected": _shown(card(_rejected(NOTE))),
    "payout-hostile": _shown(_HOSTILE),
    "payout-confirm-form": lambda language: payouts.confirm_form(_WAITING, language),
    "payout-confirm-form-untold": lambda language: payouts.confirm_form(card(_UNTOLD, may_settle=True), language),
    "payout-reject-form": lambda language: payouts.reject_form(_WAITING, language),
    "payout-confirm-done": _done(_confirmed(NOTE)),
    "payout-reject-done": _done(_rejected(CLAWBACK)),
    "payout-told-confirmed": _told(_confirmed(NOTE)),
    "payout-told-rejected": _told(_rejected(NOTE)),
    "payout-told-rejected-untold": _told(_rejected(_UNTOLD)),
    "payout-told-clawback": _told(_confirmed(CLAWBACK)),
    "payout-told-clawback-rejected": _told(_rejected(CLAWBACK)),
    "payout-list": lambda language: payouts.listing(PayoutList(_ROWS, 4, 2), language),
    "payout-list-long": lambda language: payouts.listing(PayoutList(_LONG, 31, 31), language),
    "payout-list-empty": lambda language: payouts.listing(PayoutList((), 0, 0), language),
    "payout-mine": lambda language: payouts.mine(PayoutList(_ROWS, 4, 2), language),
    "payout-mine-settled": lambda language: payouts.mine(PayoutList(_ROWS[2:3], 1, 0), language),
    "payout-mine-empty": lambda language: payouts.mine(PayoutList((), 0, 0), language),
    "payout-file-sent": lambda language: payouts.file_sent(31, language),
}
