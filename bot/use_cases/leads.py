"""Leads: shared, answered, followed up. Rights are checked here; every step is written into the history."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.alliances import Alliance, Status
from bot.domain.lead_cards import CustomerCard, LeadCard, LeadFile, LeadRow, masked, without_names
from bot.domain.leads import (
    OPEN,
    REASONED,
    TRANSITIONS,
    Cancellation,
    Deadlines,
    Direction,
    Lead,
    LeadEvent,
    Offer,
    Reason,
    Stage,
    Together,
    Verb,
    names_customer,
    reference,
    steps,
)
from bot.domain.money import Money
from bot.domain.people import Person
from bot.domain.questions import Ask
from bot.domain.refusals import (
    Act,
    AnyRefusal,
    ChangedMeanwhile,
    DayOutside,
    FormRefused,
    LeadClosed,
    Missing,
    NamesCustomer,
    NotActive,
    NotAllowed,
    NoValues,
    Outsider,
    UnknownLead,
)
from bot.domain.rights import may, may_see_customer, require, sides, verbs
from bot.domain.working_time import after_working
from bot.ports import Books
from bot.use_cases.promises import company_day, note_cancelled, note_won

LIST_LIMIT = 20
NO_LEAD = 0


@dataclass(frozen=True, slots=True)
class Sharing:
    """What somebody enters to share a lead; `owner_id` answers a received one (None: the partner manager)."""

    direction: Direction
    offer: Offer
    owner_id: int | None = None
    together: Together | None = None


def share(
    books: Books, actor: Person, alliance: Alliance, sharing: Sharing, now: datetime, holidays: Container[date]
) -> Lead:
    """Writes a lead into the book. A joint one is accepted from the start; another waits for its answer.

    Raises:
        Outsider: if the actor belongs to another company.
        NotActive: unless the alliance is active.
        FormRefused: if what is read before acceptance names the customer or the contact, or a value is given to a
            partner who competes with us.
    """
    require(actor, Act.SHARE_LEAD)
    if alliance.status is not Status.ACTIVE:
        raise NotActive(alliance.partner, alliance.status)
    _refuse_unfit(sharing.offer, alliance)
    joint = sharing.direction is Direction.JOINT
    stage = Stage.ACCEPTED if joint else Stage.SHARED
    owner = sharing.owner_id or alliance.profile.manager
    lead = books.leads.add(
        Lead(
            id=NO_LEAD,
            alliance_id=alliance.id,
            direction=sharing.direction,
            stage=stage,
            offer=sharing.offer,
            sender_id=actor.id,
            owner_id=owner if sharing.direction is Direction.RECEIVED else None,
            shared_at=now,
            deadlines=None if joint else deadlines(alliance, now, holidays),
            answered_at=now if joint else None,
            together=sharing.together,
        )
    )
    books.leads.note(LeadEvent(now, lead.id, actor.id, Verb.SHARE, stage))
    return lead


def earlier(books: Books, lead: Lead) -> tuple[Lead, ...]:
    """The other open leads of the alliance about the same customer, without any name; the oldest first."""
    about = books.leads.about(lead.alliance_id, lead.offer.customer.company)
    return tuple(without_names(other) for other in about if other.id != lead.id)


def deadlines(alliance: Alliance, shared_at: datetime, holidays: Container[date]) -> Deadlines:
    """When a lead that nobody answers is brought to mind: after a half, one, one and a half, two response times."""
    rules, zone = alliance.game, alliance.place.time_zone

    def after(halves: int) -> datetime:
        return after_working(shared_at, halves * timedelta(hours=rules.response_hours) / 2, rules.hours, zone, holidays)

    return Deadlines(after(1), after(2), after(3), after(4))


@dataclass(frozen=True, slots=True)
class Step:
    """A step somebody takes with a lead: a reason where one is needed (with a text if it is *other*), what was won.

    A won deal is cancelled for a trigger on a day. What a step does not need is not kept.
    """

    verb: Verb
    reason: Reason | None = None
    note: str = ""
    won: Money | None = None
    cancellation: Cancellation | None = None


def take(books: Books, actor: Person, lead_id: int, step: Step, now: datetime) -> Lead:
    """Takes a step with a lead and writes it into the history; of two at once, one wins.

    A joint deal that is won makes a payout note, one that is cancelled a note on what is owed back of it.

    Raises:
        UnknownLead: if there is no such lead.
        Outsider: if the actor is of a company the lead does not concern.
        NotAllowed: if it is not the actor's to do.
        LeadClosed: if it does not fit the stage the lead stands at.
        FormRefused: if a reason is missing, its text, the amount won, or the day of a cancellation; with a partner who
            competes with us, if an amount is given.
    """
    lead, alliance = may_take(books, actor, lead_id, step.verb)
    stage = TRANSITIONS[lead.stage, step.verb]
    _refuse_incomplete(step, alliance)
    if step.cancellation is not None and step.verb is Verb.CANCEL:
        _refuse_other_days(books, lead, step.cancellation, now)
    moved = _move(books, lead, stage, _without_more(step), actor.id, now)
    if step.verb is Verb.WIN:
        note_won(books, moved, alliance, now)
    if step.verb is Verb.CANCEL and step.cancellation is not None:
        note_cancelled(books, moved, step.cancellation, now)
    return moved


def may_take(books: Books, actor: Person, lead_id: int, verb: Verb) -> tuple[Lead, Alliance]:
    """The lead and its alliance, if the actor may take the step with it now; refuses what `take` refuses."""
    lead, alliance = look(books, lead_id)
    if verb is Verb.CANCEL:
        require(actor, Act.CANCEL_LEAD, alliance)
    else:
        _require_part(actor, alliance, lead)
    if (lead.stage, verb) not in TRANSITIONS:
        raise LeadClosed(lead.reference, lead.stage)
    if verb not in verbs(actor, alliance, lead):
        raise NotAllowed(Act.WORK_ON_LEAD, alliance.partner)
    return lead, alliance


def expire(books: Books, lead_id: int, now: datetime) -> Lead | None:
    """Lets a lead expire whose time is over; None if somebody answered it in the meantime."""
    lead, _ = look(books, lead_id)
    if lead.stage is not Stage.SHARED or lead.deadlines is None or now < lead.deadlines.expires_at:
        return None
    try:
        return _move(books, lead, Stage.EXPIRED, Step(Verb.EXPIRE), None, now)
    except LeadClosed:
        return None


def look(books: Books, lead_id: int) -> tuple[Lead, Alliance]:
    """The lead and its alliance.

    Raises:
        UnknownLead: if there is none.
    """
    try:
        lead = books.leads.get(lead_id)
    except KeyError:
        raise UnknownLead(reference(lead_id)) from None
    return lead, books.alliances.get(lead.alliance_id)


def card(books: Books, lead: Lead, alliance: Alliance, *, for_sender: bool) -> LeadCard:
    """The lead as it is posted to its sender or its recipient: without any name, whoever reads along.

    The sender may withdraw it, the recipient do all else; a joint lead is followed up by both. That a deal was
    cancelled is entered from the lead's history, by whoever may.
    """
    joint = lead.direction is Direction.JOINT
    possible = [verb for verb in steps(lead.stage) if verb is not Verb.CANCEL]
    offered = [verb for verb in possible if joint or (verb is Verb.WITHDRAW) == for_sender]
    return LeadCard(
        lead=without_names(lead),
        partner=alliance.partner,
        handle=alliance.handle,
        masked=masked(lead.offer),
        verbs=tuple(offered),
        sender_slack_id=books.people.get(lead.sender_id).slack_user_id,
        owner_slack_id=None if lead.owner_id is None else books.people.get(lead.owner_id).slack_user_id,
        for_sender=for_sender,
        time_zone=alliance.place.time_zone,
    )


def file(books: Books, reader: Person, lead_id: int) -> LeadFile:
    """A lead with its history, for somebody who takes part in it or manages the alliance.

    Raises:
        UnknownLead: if there is none.
        NotAllowed: if it is none of the reader's business.
    """
    lead, alliance = look(books, lead_id)
    _require_part(reader, alliance, lead)
    events = books.leads.history(lead.id)
    if reader.outsider:
        events = tuple(replace(event, cancellation=None) for event in events)
    actors = {event.actor_id for event in events if event.actor_id is not None}
    shown = card(books, lead, alliance, for_sender=False)
    entitled = may_see_customer(reader, alliance, lead)
    return LeadFile(
        card=replace(shown, verbs=verbs(reader, alliance, lead)),
        company=_own_company(lead, reader),
        events=events,
        people={person: books.people.get(person).slack_user_id for person in actors},
        note=lead.reason_note if entitled else "",
        may_look=entitled,
        asks=_asks(books, lead, reader),
    )


def _asks(books: Books, lead: Lead, reader: Person) -> Ask | None:
    value = lead.offer.value
    is_own = reader.id in {lead.sender_id, lead.owner_id} and not reader.outsider
    if lead.direction is not Direction.JOINT or not is_own or lead.closed_at is not None or value is None:
        return None
    return Ask(value, registered=company_day(books, lead.shared_at))


def listing(books: Books, reader: Person, now: datetime) -> tuple[LeadRow, ...]:
    """The latest leads of the reader's own, or of the alliances the reader manages; open ones first.

    Raises:
        Outsider: if the reader belongs to another company.
    """
    require(reader, Act.SHARE_LEAD)
    alliances = {alliance.id: alliance for alliance in books.alliances.all()}
    managed = [a.id for a in alliances.values() if may(reader, Act.WORK_ON_LEAD, a)]
    found = books.leads.latest(managed, reader.id, LIST_LIMIT)
    rows = [_row(lead, alliances[lead.alliance_id], reader, now) for lead in found]
    return tuple(sorted(rows, key=lambda row: (not row.overdue, row.lead.stage not in OPEN)))


def customer(books: Books, reader: Person, lead_id: int) -> CustomerCard:
    """The customer behind a lead; the link leads into our CRM and stays with us.

    Raises:
        UnknownLead: if there is none.
        NotAllowed: unless the reader is entitled: its sender, the partner manager, the recipient once accepted.
    """
    lead, alliance = look(books, lead_id)
    if not may_see_customer(reader, alliance, lead):
        raise NotAllowed(Act.SEE_CUSTOMER, alliance.partner)
    offer = replace(lead.offer, link="") if reader.outsider else lead.offer
    return CustomerCard(replace(lead, offer=offer), alliance.partner, offer.customer, offer.contact, offer.link)


def _own_company(lead: Lead, reader: Person) -> str:
    """The company, for whoever wrote it down; others look with *Show customer*, and each look is in the history."""
    return lead.offer.customer.company if lead.sender_id == reader.id else ""


def _row(lead: Lead, alliance: Alliance, reader: Person, now: datetime) -> LeadRow:
    company = _own_company(lead, reader)
    return LeadRow(without_names(lead), alliance.partner, masked(lead.offer), company, lead.is_overdue(now))


def _move(books: Books, lead: Lead, stage: Stage, step: Step, actor_id: int | None, now: datetime) -> Lead:
    answered = lead.answered_at or (None if stage in {Stage.EXPIRED, Stage.WITHDRAWN} else now)
    moved = replace(
        lead,
        stage=stage,
        answered_at=answered,
        closed_at=None if stage in OPEN else lead.closed_at or now,
        reason=step.reason,
        reason_note=step.note,
        won=step.won,
    )
    try:
        saved = books.leads.save(moved)
    except ChangedMeanwhile:
        raise LeadClosed(lead.reference, books.leads.get(lead.id).stage) from None
    books.leads.note(LeadEvent(now, lead.id, actor_id, step.verb, stage, step.reason, step.won, step.cancellation))
    return saved


def _require_part(person: Person, alliance: Alliance, lead: Lead) -> None:
    if sides(person, alliance, lead):
        return
    if person.outsider:
        raise Outsider
    raise NotAllowed(Act.WORK_ON_LEAD, alliance.partner)


def _refuse_unfit(offer: Offer, alliance: Alliance) -> None:
    """Refuses what the other side reads before it accepts and should not: names, and values for who competes."""
    customer, contact = offer.customer, offer.contact
    hidden = (customer.company, contact.name if contact else "")
    shown = {"need": offer.need, "industry": customer.industry, "region": customer.region, "size": customer.size}
    problems: dict[str, AnyRefusal] = {
        field: NamesCustomer() for field, text in shown.items() if any(names_customer(text, name) for name in hidden)
    }
    if offer.value is not None and alliance.game.competes:
        problems["value"] = NoValues()
    if problems:
        raise FormRefused(problems)


def _without_more(step: Step) -> Step:
    reasoned = step.verb in REASONED
    return Step(
        step.verb,
        reason=step.reason if reasoned else None,
        note=step.note if reasoned else "",
        won=step.won if step.verb is Verb.WIN else None,
        cancellation=step.cancellation if step.verb is Verb.CANCEL else None,
    )


def _refuse_incomplete(step: Step, alliance: Alliance) -> None:
    problems: dict[str, AnyRefusal] = {}
    if step.verb in REASONED and step.reason is None:
        problems["reason"] = Missing()
    if step.verb in REASONED and step.reason is Reason.OTHER and not step.note.strip():
        problems["note"] = Missing()
    if step.verb is Verb.WIN and (step.won is None) is not alliance.game.competes:
        problems["amount"] = NoValues() if alliance.game.competes else Missing()
    if step.verb is Verb.CANCEL and step.cancellation is None:
        problems["trigger"] = Missing()
    if problems:
        raise FormRefused(problems)


def _refuse_other_days(books: Books, lead: Lead, cancellation: Cancellation, now: datetime) -> None:
    """Refuses a cancellation before the deal was won or after today."""
    first, last = company_day(books, lead.closed_at or now), company_day(books, now)
    if not first <= cancellation.day <= last:
        raise FormRefused({"cancelled_on": DayOutside(first, last)})
