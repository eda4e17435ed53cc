"""Examples of the lead book: forms, posts in every stage, each step, lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.domain.incentives import Trigger
from bot.domain.lead_cards import CustomerCard, LeadCard, LeadFile, LeadRow, masked, without_names
from bot.domain.leads import (
    TRANSITIONS,
    Attempt,
    Basis,
    Cancellation,
    Contact,
    Customer,
    Deadlines,
    Direction,
    Lead,
    LeadEvent,
    Offer,
    Reason,
    Side,
    Stage,
    Timing,
    Together,
    Verb,
    steps,
)
from bot.domain.questions import Ask
from messages import leads
from messages.examples import world as w
from messages.language import Language
from messages.message import Form, Message

_SHARED_AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
_DUE = Deadlines(
    half_at=datetime(2026, 11, 23, 9, tzinfo=UTC),
    due_at=datetime(2026, 11, 24, 9, tzinfo=UTC),
    sponsor_at=datetime(2026, 11, 25, 9, tzinfo=UTC),
    expires_at=datetime(2026, 11, 26, 9, tzinfo=UTC),
)
_CUSTOMER = Customer("Getriebewerk Lindau", "Maschinenbau", "Bodensee", "420 Leute")
_CONTACT = Contact("Petra Ohlsen", Basis.AGREED, "am Telefon, 18. November 2026")
_OFFER = Offer(
    customer=_CUSTOMER,
    need="Ungeplante Stillstände in zwei Linien, der Service kommt jedes Mal einen Tag zu spät.",
    value=w.euro(180_000),
    timing=Timing.THIS_QUARTER,
    link="https://crm.example/4711",
    contact=_CONTACT,
)
_BARE = Offer(Customer("Hafen Süd"), "Braucht einen zweiten Anbieter für die Kühlkette.")
_HOSTILE = Offer(
    customer=Customer(w.HOSTILE, w.HOSTILE[:80], w.HOSTILE[:80], w.HOSTILE[:80]),
    need=(w.HOSTILE + " ") * 3,
    value=w.euro(2_000_000),
    link=w.HOSTILE,
    contact=Contact(w.HOSTILE, Basis.LEGITIMATE_INTEREST, w.HOSTILE),
)
TOGETHER = Together(Side.OURS, Side.PARTNERS, Attempt.AFTER)


def lead(direction: Direction = Direction.GIVEN, stage: Stage = Stage.SHARED, offer: Offer = _OFFER) -> Lead:
    """A lead at a stage, with what belongs to it."""
    joint = direction is Direction.JOINT
    reasons = {
        Stage.LOST: Reason.NO_BUDGET,
        Stage.DECLINED: Reason.DUPLICATE,
        Stage.DISQUALIFIED: Reason.REQUIREMENT_NOT_MET,
    }
    return Lead(
        id=42,
        alliance_id=1,
        direction=direction,
        stage=stage,
        offer=offer,
        sender_id=5,
        owner_id=2 if direction is Direction.RECEIVED else None,
        shared_at=_SHARED_AT,
        deadlines=None if joint else _DUE,
        reason=reasons.get(stage),
        won=w.euro(164_000) if stage is Stage.WON else None,
        together=TOGETHER if joint else None,
    )


def card(shown: Lead, *, for_sender: bool = False, partner: str = "Acme Robotics") -> LeadCard:
    """The lead as it is posted to its sender or its recipient, with what they may do."""
    possible = tuple(verb for verb in steps(shown.stage) if verb is not Verb.CANCEL)
    joint = shown.direction is Direction.JOINT
    return LeadCard(
        lead=without_names(shown),
        partner=partner,
        handle="acme",
        masked=masked(shown.offer),
        verbs=tuple(verb for verb in possible if joint or (verb is Verb.WITHDRAW) == for_sender),
        sender_slack_id=w.SELLER,
        owner_slack_id=w.DEPUTY if shown.direction is Direction.RECEIVED else None,
        for_sender=for_sender,
        time_zone="Europe/Berlin",
    )


def row(shown: Lead, number: int = 42, *, company: str = "", overdue: bool = False) -> LeadRow:
    """The lead as a line of a list."""
    return LeadRow(without_names(replace(shown, id=number)), "Acme Robotics", masked(shown.offer), company, overdue)


_VERBS = tuple(dict.fromkeys(verb for _, verb in TRANSITIONS))
_GIVEN, _RECEIVED, _JOINT = lead(), lead(Direction.RECEIVED), lead(Direction.JOINT, Stage.ACCEPTED)
_EVENTS = (
    LeadEvent(_SHARED_AT, 42, 5, Verb.SHARE, Stage.SHARED),
    LeadEvent(_SHARED_AT + timedelta(hours=5), 42, 2, Verb.ACCEPT, Stage.ACCEPTED),
    LeadEvent(_SHARED_AT + timedelta(days=4), 42, 2, Verb.QUALIFY, Stage.QUALIFIED),
    LeadEvent(_SHARED_AT + timedelta(days=60), 42, 2, Verb.WIN, Stage.WON, amount=w.euro(164_000)),
)
_PEOPLE = {2: w.DEPUTY, 5: w.SELLER}
_WON_CARD = replace(card(lead(Direction.RECEIVED, Stage.WON)), verbs=(Verb.CANCEL,))
WON_FILE = LeadFile(_WON_CARD, _CUSTOMER.company, _EVENTS, _PEOPLE, may_look=True)
_JOINT_FILE = LeadFile(
    card(lead(Direction.JOINT, Stage.QUALIFIED)),
    _CUSTOMER.company,
    _EVENTS[:2],
    _PEOPLE,
    asks=Ask(w.euro(180_000), registered=date(2026, 11, 20)),
)
_DAY_CANCELLED = Cancellation(Trigger.NOT_PAID, date(2027, 3, 1))
_CANCELLED_EVENTS = (
    *_EVENTS,
    LeadEvent(_SHARED_AT + timedelta(days=102), 42, 1, Verb.CANCEL, Stage.CANCELLED, cancellation=_DAY_CANCELLED),
)
_CANCELLED = LeadFile(card(lead(Direction.RECEIVED, Stage.CANCELLED)), "", _CANCELLED_EVENTS, {**_PEOPLE, 1: w.MANAGER})
_LOST_EVENTS = (*_EVENTS[:3], LeadEvent(_SHARED_AT + timedelta(days=9), 42, 9, Verb.LOSE, Stage.LOST, Reason.OTHER))
_LOST = LeadFile(card(lead(stage=Stage.LOST)), "", _LOST_EVENTS, _PEOPLE, "Der Vorstand hat das Projekt gestoppt.")
_EXPIRED_EVENTS = (_EVENTS[0], LeadEvent(_DUE.expires_at, 42, None, Verb.EXPIRE, Stage.EXPIRED))
_EXPIRED = LeadFile(card(lead(stage=Stage.EXPIRED)), "", _EXPIRED_EVENTS, _PEOPLE)
_HOSTILE_CARD = card(lead(stage=Stage.ACCEPTED, offer=_HOSTILE), partner=w.HOSTILE)
HOSTILE_FILE = LeadFile(_HOSTILE_CARD, w.HOSTILE, _EVENTS, _PEOPLE, w.HOSTILE, may_look=True)
_CONFIDENTIAL = replace(_GIVEN, offer=replace(_OFFER, confidential=True, contact=None))
_ROWS = (
    row(_RECEIVED, 41, overdue=True),
    row(lead(stage=Stage.QUALIFIED), 38, company=_CUSTOMER.company),
    row(lead(Direction.JOINT, Stage.ACCEPTED, _BARE), 36),
    row(lead(stage=Stage.DECLINED), 12),
)


def _known(count: int) -> list[Lead]:
    """Open leads that were shared before, the oldest first."""
    return [without_names(replace(lead(Direction.RECEIVED, Stage.QUALIFIED), id=17 + n)) for n in range(count)]


def _shown(shown: Lead, contact: Contact | None = None) -> CustomerCard:
    return CustomerCard(shown, "Acme Robotics", shown.offer.customer, contact, shown.offer.link)


def _event(verb: Verb) -> LeadEvent:
    reasons = {Verb.DECLINE: Reason.NOT_OUR_CUSTOMER, Verb.DISQUALIFY: Reason.TIMING, Verb.LOSE: Reason.NO_ANSWER}
    stage = next(stage for (_, one), stage in TRANSITIONS.items() if one is verb)
    return LeadEvent(_SHARED_AT, 42, None if verb is Verb.EXPIRE else 2, verb, stage, reasons.get(verb))


def _told(verb: Verb) -> Callable[[Language], Message | Form]:
    event = _event(verb)
    who = None if event.actor_id is None else w.DEPUTY
    return lambda language: leads.step_told(card(lead(stage=event.stage)), event, who, language)


def _stage(stage: Stage) -> Callable[[Language], Message | Form]:
    return lambda language: leads.posted(card(lead(stage=stage)), language)


def _form(verb: Verb) -> Callable[[Language], Message | Form]:
    return lambda language: leads.step_form(card(_RECEIVED), verb, language, "EUR")


_ACME = ("acme", "Acme Robotics")
EXAMPLES: Mapping[str, Callable[[Language], Message | Form]] = {
    "lead-form": lambda language: leads.share_form(Direction.GIVEN, language, "EUR"),
    "lead-form-from-message": lambda language: leads.share_form(
        Direction.GIVEN, language, "EUR", _ACME, need=_OFFER.need, channel="C0SALESDE"
    ),
    "lead-form-more": lambda language: leads.share_form(Direction.GIVEN, language, "EUR", _ACME, more=True),
    "lead-form-received": lambda language: leads.share_form(Direction.RECEIVED, language, "EUR", more=True),
    "lead-form-joint": lambda language: leads.share_form(Direction.JOINT, language, "EUR"),
    "lead-form-joint-more": lambda language: leads.share_form(Direction.JOINT, language, "EUR", _ACME, more=True),
    "lead-shared": lambda language: leads.shared(card(_GIVEN, for_sender=True), language),
    "lead-shared-received": lambda language: leads.shared(card(_RECEIVED, for_sender=True), language),
    "lead-shared-joint": lambda language: leads.shared(card(_JOINT, for_sender=True), language),
    "lead-posted-to-sender": lambda language: leads.posted(card(_GIVEN, for_sender=True), language),
    "lead-posted-received": lambda language: leads.posted(card(_RECEIVED), language),
    "lead-posted-received-to-sender": lambda language: leads.posted(card(_RECEIVED, for_sender=True), language),
    "lead-posted-joint": lambda language: leads.posted(card(_JOINT), language),
    "lead-posted-bare": lambda language: leads.posted(card(lead(offer=_BARE)), language),
    "lead-posted-confidential": lambda language: leads.posted(
        card(replace(_CONFIDENTIAL, stage=Stage.ACCEPTED)), language
    ),
    "lead-posted-hostile": lambda language: leads.posted(HOSTILE_FILE.card, language),
    **{f"lead-posted-{stage}": _stage(stage) for stage in Stage},
    **{f"lead-told-{verb}": _told(verb) for verb in _VERBS},
    "lead-reminder-half": lambda language: leads.reminder(card(_RECEIVED), "half", language),
    "lead-reminder-due": lambda language: leads.reminder(card(_RECEIVED), "due", language),
    "lead-reminder-sponsor": lambda language: leads.reminder(card(_GIVEN), "sponsor", language),
    "lead-duplicate": lambda language: leads.duplicate(card(_GIVEN), _known(1), language),
    "lead-duplicate-many": lambda language: leads.duplicate(card(_RECEIVED), _known(7), language),
    "lead-duplicate-hostile": lambda language: leads.duplicate(HOSTILE_FILE.card, _known(1), language),
    "lead-decline-form": _form(Verb.DECLINE),
    "lead-disqualify-form": _form(Verb.DISQUALIFY),
    "lead-lose-form": _form(Verb.LOSE),
    "lead-win-form": _form(Verb.WIN),
    "lead-win-form-competing": lambda language: leads.step_form(card(_RECEIVED), Verb.WIN, language, None),
    "lead-cancel-form": _form(Verb.CANCEL),
    "lead-customer": lambda language: leads.customer_view(_shown(_GIVEN, _CONTACT), language),
    "lead-customer-received": lambda language: leads.customer_view(_shown(_RECEIVED), language),
    "lead-customer-joint": lambda language: leads.customer_view(_shown(lead(Direction.JOINT, offer=_BARE)), language),
    "lead-customer-confidential": lambda language: leads.customer_view(_shown(_CONFIDENTIAL), language),
    "lead-customer-hostile": lambda language: leads.customer_view(
        _shown(lead(offer=_HOSTILE), _HOSTILE.contact), language
    ),
    "lead-list": lambda language: leads.listing(_ROWS, language),
    "lead-list-empty": lambda language: leads.listing((), language),
    "lead-list-one": lambda language: leads.listing(_ROWS[1:2], language),
    "lead-list-long": lambda language: leads.listing([row(_GIVEN, number) for number in range(1, 31)], language),
    "lead-file": lambda language: leads.file(WON_FILE, language),
    "lead-file-joint": lambda language: leads.file(_JOINT_FILE, language),
    "lead-file-lost": lambda language: leads.file(_LOST, language),
    "lead-file-expired": lambda language: leads.file(_EXPIRED, language),
    "lead-file-cancelled": lambda language: leads.file(_CANCELLED, language),
    "lead-file-hostile": lambda language: leads.file(HOSTILE_FILE, language),
}
