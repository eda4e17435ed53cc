"""The Home tab: each person sees what is theirs."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.domain.alliances import Alliance, Status
from bot.domain.cards import DraftCard
from bot.domain.home_cards import HomeCard
from bot.domain.lead_cards import LeadRow, masked, without_names
from bot.domain.leads import OPEN, Lead
from bot.domain.people import Person
from bot.domain.periods import Days
from bot.domain.refusals import Act
from bot.domain.report_cards import DigestRow
from bot.domain.rights import may, may_see_customer, require
from bot.ports import Books
from bot.use_cases import alliances, balance, rules

WORTH_ASKING = 3
"""So many alliances are proposed to a seller."""
_LATEST = 200
"""How many of the reader's latest leads are looked through for open ones."""

_A_YEAR = timedelta(days=365)
"""Leads shared so long ago are looked through for overdue answers; older ones have expired."""


def home(books: Books, reader: Person, now: datetime, today: date) -> HomeCard:
    """What the reader's Home shows; `today` is the company's day.

    Raises:
        Outsider: if the reader belongs to another company.
    """
    require(reader, Act.ASK)
    every = {alliance.id: alliance for alliance in books.alliances.all()}
    managed = {alliance.handle for alliance in every.values() if alliance.is_managed_by(reader.id)}
    leading, releasing = may(reader, Act.SEE_DIGEST), may(reader, Act.RELEASE)
    rows = _rows(books, now, today) if leading or managed else ()
    drafts = rules.open_drafts(books, weigh=False) if managed or releasing else ()
    return HomeCard(
        leads=_own_leads(books, reader, every, now),
        worth_asking=None if reader.rights else _worth_asking(books, reader, today),
        managed=tuple(row for row in rows if row.handle in managed) if managed else None,
        drafts=tuple(draft for draft in drafts if _waits_for_others(draft, reader, managed)),
        to_release=tuple(d for d in drafts if reader.slack_user_id in d.reviewers) if releasing else None,
        everything=rows if leading else None,
    )


def _own_leads(books: Books, reader: Person, every: dict[int, Alliance], now: datetime) -> tuple[LeadRow, ...]:
    found = [lead for lead in books.leads.latest(None, reader.id, _LATEST) if lead.stage in OPEN]
    rows = [_row(lead, every[lead.alliance_id], reader, now) for lead in found]
    return tuple(sorted(rows, key=lambda row: not row.overdue))


def _row(lead: Lead, alliance: Alliance, reader: Person, now: datetime) -> LeadRow:
    company = lead.offer.customer.company if may_see_customer(reader, alliance, lead) else ""
    return LeadRow(without_names(lead), alliance.partner, masked(lead.offer), company, lead.is_overdue(now))


def _worth_asking(books: Books, reader: Person, today: date) -> tuple[Alliance, ...]:
    active = [row for row in alliances.listing(books, reader, today) if row.alliance.status is Status.ACTIVE]
    return tuple(row.alliance for row in sorted(active, key=lambda row: not row.quoted)[:WORTH_ASKING])


def _rows(books: Books, now: datetime, today: date) -> tuple[DigestRow, ...]:
    return balance.digest(books, None, Days.through(today - _A_YEAR, today), now).rows


def _waits_for_others(draft: DraftCard, reader: Person, managed: set[str]) -> bool:
    concerns = draft.handle in managed or draft.drafter_slack_id == reader.slack_user_id
    return concerns and reader.slack_user_id not in draft.reviewers
