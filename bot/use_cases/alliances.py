"""Alliances: register, change, show. Rights are checked here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.alliances import (
    STEPS,
    Alliance,
    GameRules,
    Place,
    Profile,
    Status,
    Step,
    ValueProposition,
)
from bot.domain.cards import AllianceCard, AllianceRow, HistoryLine
from bot.domain.history import Deed, Entry
from bot.domain.incentives import Route
from bot.domain.names import handle_for, normalised
from bot.domain.people import LanguageCode, Person
from bot.domain.refusals import Act, ChangedMeanwhile, FormRefused, NameTaken, StepImpossible
from bot.domain.rights import may, may_see, require
from bot.domain.versions import InForce, Series, Version, in_force
from bot.ports import Books

HISTORY_LIMIT = 30
_DEEDS = {Step.PAUSE: Deed.PAUSED, Step.RESUME: Deed.RESUMED, Step.END: Deed.ENDED}


def register(books: Books, actor: Person, profile: Profile, *, keep_draft: bool, now: datetime) -> Alliance:
    """Writes a new alliance into the book; it is active at once unless kept as a draft.

    Raises:
        NotAllowed: unless the actor is a partner manager or an administrator.
        FormRefused: if the partner's name or an alias belongs to another alliance.
    """
    require(actor, Act.REGISTER)
    _refuse_taken_names(books, profile, None)
    company = books.people.company()
    alliance = books.alliances.add(
        handle_for(profile.partner, frozenset(other.handle for other in books.alliances.all())),
        Status.DRAFT if keep_draft else Status.ACTIVE,
        profile,
        Place(company.time_zone, company.country),
        None if keep_draft else _today(company.time_zone, now),
    )
    books.history.add(Entry(now, actor.id, Deed.REGISTERED, alliance_id=alliance.id))
    return alliance


def edit(
    books: Books, actor: Person, alliance_id: int, revision: int, profile: Profile, now: datetime
) -> tuple[str, ...]:
    """Replaces what is entered about an alliance and says which fields changed; none: nothing is written.

    Raises:
        NotAllowed: unless the alliance is the actor's, or the actor an administrator.
        ChangedMeanwhile: if somebody changed it since this revision.
        FormRefused: if a name belongs to another alliance.
    """
    alliance = books.alliances.get(alliance_id)
    require(actor, Act.CHANGE_ALLIANCE, alliance)
    if alliance.revision != revision:
        raise ChangedMeanwhile
    _refuse_taken_names(books, profile, alliance)
    changed = alliance.profile.changes(profile)
    if changed:
        books.alliances.save(replace(alliance, profile=profile))
        books.history.add(Entry(now, actor.id, Deed.EDITED, alliance_id=alliance.id, fields=changed))
    return changed


def write_text(
    books: Books,
    actor: Person,
    alliance_id: int,
    revision: int,
    texts: tuple[LanguageCode, ValueProposition],
    now: datetime,
) -> tuple[str, ...]:
    """Writes the value proposition of one language; otherwise as `edit`."""
    alliance = books.alliances.get(alliance_id)
    language, proposition = texts
    propositions = {**alliance.profile.propositions, language: proposition}
    return edit(books, actor, alliance_id, revision, replace(alliance.profile, propositions=propositions), now)


def step(books: Books, actor: Person, alliance_id: int, taken: Step, now: datetime) -> Alliance:
    """Pauses, resumes or ends an alliance; resuming a draft makes it active.

    Raises:
        NotAllowed: unless the alliance is the actor's, or the actor an administrator.
        StepImpossible: if it leads nowhere from where the alliance stands.
    """
    alliance = books.alliances.get(alliance_id)
    status = require_step(actor, alliance, taken)
    began = alliance.started or (_today(alliance.place.time_zone, now) if status is Status.ACTIVE else None)
    saved = books.alliances.save(replace(alliance, status=status, started=began))
    books.history.add(Entry(now, actor.id, _DEEDS[taken], alliance_id=alliance.id))
    return saved


def agree(books: Books, actor: Person, alliance_id: int, revision: int, game: GameRules, now: datetime) -> bool:
    """Writes down the rules both sides play by; False if nothing changed.

    Raises:
        NotAllowed: unless the alliance is the actor's, or the actor an administrator.
        ChangedMeanwhile: if somebody changed the alliance since this revision.
    """
    alliance = books.alliances.get(alliance_id)
    require(actor, Act.CHANGE_ALLIANCE, alliance)
    if alliance.revision != revision:
        raise ChangedMeanwhile
    if alliance.game == game:
        return False
    books.alliances.save(replace(alliance, game=game))
    books.history.add(Entry(now, actor.id, Deed.GAME_CHANGED, alliance_id=alliance.id))
    return True


def require_step(actor: Person, alliance: Alliance, taken: Step) -> Status:
    """The status the step would lead to; refuses what `step` refuses."""
    require(actor, Act.CHANGE_ALLIANCE, alliance)
    status = STEPS.get((alliance.status, taken))
    if status is None:
        raise StepImpossible(alliance.partner, alliance.status, taken)
    return status


def visible(books: Books, reader: Person) -> tuple[Alliance, ...]:
    """The alliances the reader may see, by partner name.

    Raises:
        Outsider: if the reader belongs to another company.
    """
    require(reader, Act.ASK)
    return tuple(alliance for alliance in books.alliances.all() if may_see(reader, alliance))


def visible_named(books: Books, reader: Person, names: Collection[str]) -> tuple[Alliance, ...]:
    """Those of the visible alliances that go by one of these normalised names; all of them where none does.

    Raises:
        Outsider: if the reader belongs to another company.
    """
    require(reader, Act.ASK)
    found = tuple(alliance for alliance in books.alliances.named(names) if may_see(reader, alliance))
    return found or visible(books, reader)


def card(books: Books, reader: Person, alliance: Alliance, *, pay_hidden: bool, today: date) -> AllianceCard:
    """The alliance as the reader may see it; where pay is hidden it says nothing of what anybody earns."""
    require(reader, Act.ASK)
    profile = alliance.profile
    ids = [profile.manager, profile.deputy, profile.sponsor]
    return AllianceCard(
        alliance=alliance,
        people={person: books.people.get(person).slack_user_id for person in ids if person is not None},
        rules=() if pay_hidden else _rules_for(books.versions.of_alliance(alliance.id), reader, today),
        pay_hidden=pay_hidden,
        may_change=may(reader, Act.CHANGE_ALLIANCE, alliance),
        may_draft=may(reader, Act.DRAFT_RULES, alliance),
    )


def listing(books: Books, reader: Person, today: date) -> tuple[AllianceRow, ...]:
    """Every alliance the reader may see, the ended ones left out, and whether the reader's pay role has rules."""
    current = [alliance for alliance in visible(books, reader) if alliance.status is not Status.ENDED]
    return tuple(
        AllianceRow(
            alliance,
            books.people.get(alliance.profile.manager).slack_user_id,
            bool(_rules_for(books.versions.of_alliance(alliance.id), reader, today)),
        )
        for alliance in current
    )


def history(books: Books, reader: Person, alliance: Alliance) -> tuple[HistoryLine, ...]:
    """The latest deeds on an alliance, newest first.

    Raises:
        NotAllowed: unless the alliance is the reader's, or the reader in sales operations, leadership, administration.
    """
    require(reader, Act.SEE_HISTORY, alliance)
    return tuple(_history_line(books, entry) for entry in books.history.of_alliance(alliance.id, HISTORY_LIMIT))


def _today(time_zone: str, now: datetime) -> date:
    return now.astimezone(ZoneInfo(time_zone)).date()


def _history_line(books: Books, entry: Entry) -> HistoryLine:
    return HistoryLine(
        entry,
        books.people.get(entry.actor_id).slack_user_id,
        None if entry.version_id is None else books.versions.get(entry.version_id),
        None if entry.person_id is None else books.people.get(entry.person_id).slack_user_id,
    )


def _rules_for(versions: Sequence[Version], reader: Person, today: date) -> tuple[InForce, ...]:
    """What counts for the reader's pay role today, together first."""
    found = []
    for route in (Route.TOGETHER, Route.HAND_OVER):
        of_route = [v for v in versions if v.series == Series(reader.pay_role, v.series.alliance_id, route)]
        force = in_force(of_route, today)
        if force is not None:
            found.append(force)
    return tuple(found)


def taken_names(books: Books, profile: Profile, edited: Alliance | None) -> dict[str, NameTaken]:
    """The names in a profile that belong to another alliance than the one edited, by the field they stand in."""
    others = [other for other in books.alliances.all() if edited is None or other.id != edited.id]
    taken = {normalised(name): other.partner for other in others for name in other.names()}
    problems: dict[str, NameTaken] = {}
    for field, names in (("partner", (profile.partner,)), ("aliases", profile.aliases)):
        for name in names:
            if normalised(name) in taken:
                problems.setdefault(field, NameTaken(name, taken[normalised(name)]))
    return problems


def _refuse_taken_names(books: Books, profile: Profile, edited: Alliance | None) -> None:
    problems = taken_names(books, profile, edited)
    if problems:
        raise FormRefused(problems)
