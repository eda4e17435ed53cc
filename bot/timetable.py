"""What happens by itself: standing orders whose time has come, and leads that nobody answers.

Any number of processes may run it: what was dealt with is written down in the same transaction as the post.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from itertools import takewhile
from zoneinfo import ZoneInfo

from slack_sdk import WebClient

from bot.domain.alliances import Alliance, Place, Status
from bot.domain.leads import Stage
from bot.domain.periods import PeriodKind, period_containing
from bot.domain.refusals import NotInChannel, SharedChannel
from bot.domain.schedules import Every, Kind, Schedule, Slot, slots
from bot.domain.working_time import OFFICE_HOURS, is_working_time
from bot.ports import Books, Library
from bot.posts import brief, post, remind, tell_step
from bot.slack import PERSON, require_postable
from bot.traces import trace
from bot.use_cases import balance, leads
from messages import briefings as say_briefings
from messages import reports as say
from messages.language import Language

log = logging.getLogger(__name__)

CATCH_UP = timedelta(hours=12)
"""So late a post still makes sense, while people work; what is older is left out."""
ON_TIME = timedelta(minutes=30)
"""So late it is still the time that was ordered."""

_KEPT = timedelta(days=30)
"""How long the text of a post, the marker of who confirmed a briefing, and what Slack has sent are kept."""
_AT_ONCE = 2_000
"""Requests forgotten in one go; on SQLite nobody else can write meanwhile."""

_TOLD = {Every.WEEK: timedelta(days=7), Every.MONTH: timedelta(days=28)}
"""What a report tells of began so long ago: right after a quarter it tells of that one, not of a few days."""


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
            self._each(f"order {order.id}", partial(self.carry_out, order))
        for lead in waiting:
            self._each(lead.reference, partial(self._bring_to_mind, lead.id))

    def tidy(self) -> None:
        """Deletes what is kept for thirty days only. Slack sends nothing again that is older than an hour or so."""
        before = self.now() - _KEPT
        with self.library.writing() as books:
            books.deliveries.forget(before)
            books.schedules.forget_marks(before)
            books.requests.forget(before, _AT_ONCE)

    def _each(self, what: str, deal_with: Callable[[], object]) -> None:
        """Deals with one thing; if it breaks, the others are dealt with all the same, and this one the next time."""
        try:
            deal_with()
        except Exception as broken:  # noqa: BLE001 - one thing must not keep the others from being done
            log.error("%s: %s", what, trace(broken))  # noqa: TRY400 - a traceback would quote names and amounts

    def _bring_to_mind(self, lead_id: int) -> None:
        with self.library.writing() as books:
            _bring_to_mind(books, lead_id, self.now())

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
        makes_sense = self._makes_sense(order, alliance, place, now - slot.moment)
        refusal = self._refused(order) if makes_sense else None
        with self.library.writing() as books:
            if not books.schedules.advance(order.id, seen, now):
                return False
            if not makes_sense:
                log.warning("order %s: %s is too long ago, left out", order.id, slot.name)
                return False
            if refusal is not None:
                return _tell_orderer(books, order, alliance, slot, refusal, now)
            return _carry_out(books, order, alliance, slot, now)

    def _makes_sense(self, order: Schedule, alliance: Alliance | None, place: Place, late: timedelta) -> bool:
        """Whether to post so late: on time, or soon after while people work; nobody is woken by what was missed."""
        now, hours = self.now(), OFFICE_HOURS if alliance is None else alliance.game.hours
        working = is_working_time(now, hours, order.rhythm.time_zone, self.holidays(place, now.year))
        return late <= ON_TIME or (late <= CATCH_UP and working)

    def _refused(self, order: Schedule) -> NotInChannel | SharedChannel | None:
        try:
            require_postable(self.client, order.destination)
        except (NotInChannel, SharedChannel) as refusal:
            return refusal
        return None


def _carry_out(books: Books, order: Schedule, alliance: Alliance | None, slot: Slot, now: datetime) -> bool:
    language, key = Language.of(order.language), f"schedule:{order.id}:{slot.name}"
    company = books.people.company()
    told_from = now.astimezone(ZoneInfo(company.time_zone)).date() - _TOLD[order.rhythm.every]
    quarter = period_containing(told_from, PeriodKind.QUARTER, company.fiscal_year_starts)
    if order.kind is Kind.DIGEST or alliance is None:
        digest = balance.digest(books, None, quarter, now)
        return post(
            books, key, order.destination, say.digest(digest, language), now, say.digest(digest, language, charts=False)
        )
    if alliance.status is Status.ENDED:
        return False
    if order.kind is Kind.REPORT:
        report = balance.report(books, None, alliance, quarter, now)
        # Without a channel it goes to the partner manager, whoever that is by now.
        whom = report.manager_slack_id if order.destination.startswith(PERSON) else order.destination
        return post(books, key, whom, say.report(report, language), now, say.report(report, language, charts=False))
    return brief(books, order, alliance, slot.name, now)


def _tell_orderer(
    books: Books,
    order: Schedule,
    alliance: Alliance | None,
    slot: Slot,
    why: NotInChannel | SharedChannel,
    now: datetime,
) -> bool:
    """Tells the one who made the order why nothing was posted."""
    if order.created_by is None:
        return False
    person = books.people.get(order.created_by)
    partner = None if alliance is None else alliance.partner
    told = say_briefings.not_posted(order, partner, why, Language.of(person.language))
    return post(books, f"schedule:{order.id}:{slot.name}:refused", person.slack_user_id, told, now)


def _bring_to_mind(books: Books, lead_id: int, now: datetime) -> None:
    lead, alliance = leads.look(books, lead_id)
    if lead.stage is not Stage.SHARED or lead.deadlines is None:
        return  # answered a moment ago
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
