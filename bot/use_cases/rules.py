"""Plans and alliance rules: drafted by one person, released or returned by another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.alliances import Alliance, Status
from bot.domain.cards import DecisionCard, DraftCard
from bot.domain.checks import flaws
from bot.domain.history import Deed, Entry
from bot.domain.incentives import AllianceRules, Terms
from bot.domain.money import Money
from bot.domain.people import Person
from bot.domain.periods import Days
from bot.domain.refusals import (
    Act,
    AlreadyDecided,
    DayPast,
    EndsBeforeStart,
    FormRefused,
    Gone,
    LowersPay,
    NotActive,
    NotInForce,
    OwnDraft,
    Superseded,
    TermsDiffer,
    TermsFlawed,
)
from bot.domain.rights import require
from bot.domain.timelines import next_change
from bot.domain.versions import Series, State, Version, in_force
from bot.ports import Books
from bot.use_cases.draft_cards import draft_card, partner_of


@dataclass(frozen=True, slots=True)
class Draft:
    """Terms somebody wants to put forward for a series, from a day on; without terms, what is in force then ends.

    `join` adds the components to what is in force on that day instead of replacing it. `meant` says that pay may be
    lowered by it.
    """

    series: Series
    terms: Terms | None
    valid_from: date
    join: bool = False
    meant: bool = False


def require_drafting(actor: Person, alliance: Alliance | None) -> None:
    """Passes when the actor may draft rules of the alliance, or plans where there is none.

    Raises:
        NotAllowed: if the actor may not.
        NotActive: if the alliance has ended.
    """
    if alliance is None:
        require(actor, Act.DRAFT_PLAN)
        return
    require(actor, Act.DRAFT_RULES, alliance)
    if alliance.status is Status.ENDED:
        raise NotActive(alliance.partner, alliance.status)


def still_in_force(books: Books, alliance_id: int, today: date) -> tuple[Series, ...]:
    """The series of an alliance's rules that count today or on a later day, by route and pay role."""
    versions = books.versions.of_alliance(alliance_id)
    found = []
    for series in dict.fromkeys(version.series for version in versions):
        own = [version for version in versions if version.series == series]
        if in_force(own, today) or next_change(own, today):
            found.append(series)
    return tuple(found)


def preview(books: Books, actor: Person, draft: Draft, now: datetime, today: date) -> DraftCard:
    """What the draft would be: its terms, a worked example, what it replaces. Nothing is written.

    Raises:
        NotAllowed: unless the actor may draft for the alliance, or plans.
        NotActive: if the alliance has ended.
        DayPast: if it would start before today.
        TermsDiffer: if it joins rules that are paid another way or with another credit.
        NotInForce: if it would end what is not in force on its first day.
        TermsFlawed: if the terms can't be paid, with every problem.
    """
    alliance_id = draft.series.alliance_id
    require_drafting(actor, None if alliance_id is None else books.alliances.get(alliance_id))
    if draft.valid_from < today:
        raise FormRefused({"valid_from": DayPast()})
    current = in_force(books.versions.of(draft.series), draft.valid_from)
    terms = _terms(draft, None if current is None else current.terms)
    version = Version(0, draft.series, 0, terms, State.DRAFT, Days(draft.valid_from), actor.id, now)
    return draft_card(books, version, None if current is None else current.version)


def submit(books: Books, actor: Person, draft: Draft, now: datetime, today: date) -> DraftCard:
    """Writes the draft down for release.

    Raises:
        LowersPay: at the field, if it lowers pay and nobody said that this is meant.
        And what `preview` raises.
    """
    shown = preview(books, actor, draft, now, today)
    if shown.lowering is not None and not draft.meant:
        raise FormRefused({"lower": LowersPay()})
    version = books.versions.add(draft.series, shown.version.terms, shown.version.valid, actor.id, now)
    books.history.add(_entry(now, actor, Deed.DRAFTED, version))
    return replace(shown, version=version)


def review(books: Books, actor: Person, version_id: int) -> DraftCard:
    """The draft for somebody who may release it.

    Raises:
        NotAllowed: unless the actor is in sales operations.
        OwnDraft: if the actor drafted it.
        AlreadyDecided: if it was released or returned before.
        Superseded: if another version of the series was released since it was drafted.
        Gone: if there is no such draft.
    """
    require(actor, Act.RELEASE)
    try:
        version = books.versions.get(version_id)
    except KeyError:
        raise Gone from None
    if version.decided_by is not None and version.decided_at is not None:
        decider = books.people.get(version.decided_by).slack_user_id
        raise AlreadyDecided(version.state is State.RELEASED, decider, version.decided_at)
    if version.drafted_by == actor.id:
        raise OwnDraft
    others = [v for v in books.versions.of(version.series) if v.id != version.id]
    if any(v.state is State.RELEASED and v.decided_at and v.decided_at > version.drafted_at for v in others):
        raise Superseded
    current = in_force(others, version.valid.start)
    return draft_card(books, version, None if current is None else current.version)


def open_drafts(books: Books, *, weigh: bool = True) -> tuple[DraftCard, ...]:
    """Every draft that waits for release; for `weigh` see `draft_card`."""
    found = []
    for version in books.versions.drafts():
        others = [other for other in books.versions.of(version.series) if other.id != version.id]
        current = in_force(others, version.valid.start)
        found.append(draft_card(books, version, None if current is None else current.version, weigh=weigh))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Approval:
    """What sales operations may add when they release: a reference, a budget, the last day it holds."""

    reference: str = ""
    budget: Money | None = None
    last_day: date | None = None


def release(
    books: Books, actor: Person, version_id: int, approval: Approval, now: datetime, today: date
) -> DecisionCard:
    """Releases a draft: it is quoted from its first day on, but never from a day that has passed.

    Raises:
        EndsBeforeStart: at the field, if the last day comes before the first.
        And what `review` raises.
    """
    version = review(books, actor, version_id).version
    first = max(version.valid.start, today)
    last_day = None if version.ends else approval.last_day
    if last_day is not None and last_day < first:
        raise FormRefused({"valid_until": EndsBeforeStart()})
    released = replace(
        version,
        state=State.RELEASED,
        valid=Days.through(first, last_day),
        decided_by=actor.id,
        decided_at=now,
        approval=approval.reference,
        budget=approval.budget,
    )
    return _decide(books, actor, released, Deed.RELEASED)


def send_back(books: Books, actor: Person, version_id: int, reason: str, now: datetime) -> DecisionCard:
    """Returns a draft to the one who drafted it, with a reason. Refuses what `review` refuses."""
    version = review(books, actor, version_id).version
    returned = replace(version, state=State.RETURNED, decided_by=actor.id, decided_at=now, reason=reason)
    return _decide(books, actor, returned, Deed.RETURNED)


def _terms(draft: Draft, current: Terms | None) -> Terms:
    """What would be in force: the terms drafted, joined to the current ones, or nothing of them any more."""
    if draft.terms is None:
        if current is None:
            raise FormRefused({"valid_from": NotInForce()})
        return replace(current, components=())
    terms = _joined(draft.terms, current) if draft.join and current else draft.terms
    found = flaws(terms)
    if found:
        raise TermsFlawed(found)
    return terms


def _joined(added: Terms, current: Terms) -> Terms:
    if (
        isinstance(added, AllianceRules)
        and isinstance(current, AllianceRules)
        and (added.mode, added.credit) != (current.mode, current.credit)
    ):
        raise FormRefused({"join": TermsDiffer()})
    return replace(current, components=(*current.components, *added.components))


def _decide(books: Books, actor: Person, decided: Version, deed: Deed) -> DecisionCard:
    if not books.versions.decide(decided):
        winner = books.versions.get(decided.id)
        by = books.people.get(winner.decided_by or actor.id).slack_user_id
        raise AlreadyDecided(winner.state is State.RELEASED, by, winner.decided_at or winner.drafted_at)
    books.history.add(_entry(decided.decided_at or decided.drafted_at, actor, deed, decided))
    partner, handle = partner_of(books, decided.series)
    drafter = books.people.get(decided.drafted_by).slack_user_id
    return DecisionCard(decided, partner, handle, drafter, actor.slack_user_id)


def _entry(now: datetime, actor: Person, deed: Deed, version: Version) -> Entry:
    return Entry(now, actor.id, deed, alliance_id=version.series.alliance_id, version_id=version.id)
