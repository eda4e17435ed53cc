"""What happens by itself: standing orders whose time has come, and leads that nobody answers.

Any number of processes may run it: what was dealt with is written down in the same transaction as the post.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from slack_sdk import WebClient

from bot.domain.alliances import Alliance, Place, Status
from bot.domain.periods import PeriodKind, period_containing
from bot.domain.refusals import Refusal
from bot.domain.schedules import Kind, Schedule, Slot, slots
from bot.ports import Books, Library
from bot.posts import brief, post, remind, tell_step
from bot.slack import require_postable
from bot.use_cases import balance, leads
from messages import refusals as say_refusals
from messages import reports as say
from messages.language import Language

log = logging.getLogger(__name__)

CATCH_UP = timedelta(hours=12)
"""So late a post still makes sense; what is older is left out."""


@dataclass(frozen=True)
class Timetable:
    """Deals with everything whose time has come."""

    library: Library
    client: WebClient
    now: Callable[[], datetime]
    holidays: Callable[[Place, int], Container[date]]

    def run(self) -> None:
        """Posts what standing orders ask for, reminds of leads, and lets those expire that nobody answered."""
        with self.library.reading() as books:
            orders = [order for order in books.schedules.all() if order.active]
            waiting = books.leads.waiting(self.now())
        for order in orders:
            self.carry_out(order)
        for lead in waiting:
            with self.library.writing() as books:
                _bring_to_mind(books, lead.id, self.now())

    def carry_out(self, order: Schedule, slot: Slot | None = None) -> bool:
        """Posts what an order asks for, at its latest due slot or at the one given; False if there is nothing to do."""
        now = self.now()
        with self.library.reading() as books:
            seen = books.schedules.seen_until(order.id)
            alliance = None if order.alliance_id is None else books.alliances.get(order.alliance_id)
            place = _place(books, alliance)
        if slot is None:
            coming = slots(order.rhythm, seen, self.holidays(place, now.year))
            due = list(takewhile(lambda each: each.moment <= now, coming))
            if not due:
                return False
            slot = due[-1]
        refusal = self._refused(order)
        with self.library.writing() as books:
            if not books.schedules.advance(order.id, seen, now):
                return False
            if now - slot.moment > CATCH_UP:
                log.warning("order %s: %s is too long ago, left out", order.id, slot.name)
                return False
            if refusal is not None:
                return _tell_orderer(books, order, slot, refusal, now)
            return _carry_out(books, order, alliance, slot, now)

    def _refused(self, order: Schedule) -> Refusal | None:
        try:
            require_postable(self.client, order.destination)
        except Refusal as refusal:
            return refusal
        return None


def _carry_out(books: Books, order: Schedule, alliance: Alliance | None, slot: Slot, now: datetime) -> bool:
    language, key = Language.of(order.language), f"schedule:{order.id}:{slot.name}"
    company = books.people.company()
    today = now.astimezone(ZoneInfo(company.time_zone)).date()
    quarter = period_containing(today, PeriodKind.QUARTER, company.fiscal_year_starts)
    if order.kind is Kind.DIGEST or alliance is None:
        digest = balance.digest(books, None, quarter, now)
        return post(
            books, key, order.destination, say.digest(digest, language), now, say.digest(digest, language, charts=False)
        )
    if alliance.status is Status.ENDED:
        return False
    if order.kind is Kind.REPORT:
        report = balance.report(books, None, alliance, quarter, now)
        return post(
            books, key, order.destination, say.report(report, language), now, say.report(report, language, charts=False)
        )
    return brief(books, order, alliance, slot.name, now)


def _tell_orderer(books: Books, order: Schedule, slot: Slot, refusal: Refusal, now: datetime) -> bool:
    """Tells the one who made the order why nothing was posted."""
    person = books.people.get(order.created_by)
    told = say_refusals.refused(refusal, Language.of(person.language))  # type: ignore[arg-type]  # AnyRefusal names all
    return post(books, f"schedule:{order.id}:{slot.name}:refused", person.slack_user_id, told, now)


def _bring_to_mind(books: Books, lead_id: int, now: datetime) -> None:
    lead, alliance = leads.look(books, lead_id)
    if lead.deadlines is None:
        return
    expired = leads.expire(books, lead.id, now)
    if expired is not None:
        tell_step(books, expired, alliance, books.leads.history(lead.id)[-1], now)
        return
    if now >= lead.deadlines.sponsor_at:
        remind(books, lead, alliance, "sponsor", now)
    elif now >= lead.deadlines.due_at:
        remind(books, lead, alliance, "due", now)
    elif now >= lead.deadlines.half_at:
        remind(books, lead, alliance, "half", now)


def _place(books: Books, alliance: Alliance | None) -> Place:
    company = books.people.company()
    return Place(company.time_zone, company.country) if alliance is None else alliance.place
