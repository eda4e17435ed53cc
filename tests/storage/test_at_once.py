"""Several at once: nothing is lost and nothing is given twice."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.alliances import Alliance, Place, Profile, Status
from bot.domain.briefings import BriefingPost, Topic
from bot.domain.incentives import Percentage, Plan
from bot.domain.leads import Customer, Direction, Lead, LeadEvent, Offer, Stage, Verb
from bot.domain.money import Money, Rate
from bot.domain.people import Company, Figures, LanguageCode, PayRole, Right, SlackUser
from bot.domain.periods import Days
from bot.domain.refusals import ChangedMeanwhile
from bot.domain.schedules import Kind, Rhythm, Schedule, Weekday
from bot.domain.versions import Series, State
from storage.books import StorageLibrary
from tests.storage.threads import THREADS, at_once

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PLAN = Plan("EUR", (Percentage(Rate(25_000)),))


@pytest.fixture
def schedule(library: StorageLibrary, alliance: Alliance) -> Schedule:
    rhythm = Rhythm(frozenset(Weekday), time(9), "Europe/Berlin")
    with library.writing() as books:
        return books.schedules.add(Schedule(0, Kind.BRIEFING, alliance.id, "C1", LanguageCode.DE, rhythm))


def test_no_change_of_an_alliance_is_lost(library: StorageLibrary, alliance: Alliance):
    changes = 5

    def add_alias(alias: str) -> bool:
        with library.reading() as books:
            seen = books.alliances.get(alliance.id)
        aliases = (*seen.profile.aliases, alias)
        try:
            with library.writing() as books:
                books.alliances.save(replace(seen, profile=replace(seen.profile, aliases=aliases)))
        except ChangedMeanwhile:
            return False
        return True

    def add_some(thread: int) -> int:
        tries = 0
        for change in range(changes):
            while not add_alias(f"alias {thread} {change}"):
                tries += 1
        return tries

    collisions = sum(at_once(add_some))
    with library.reading() as books:
        kept = books.alliances.get(alliance.id)
    assert sorted(kept.profile.aliases) == sorted(f"alias {t} {c}" for t in range(THREADS) for c in range(changes))
    assert kept.revision == 1 + THREADS * changes
    assert collisions > 0


def test_of_several_who_register_the_same_partner_one_succeeds(library: StorageLibrary, people):
    def register(thread: int) -> bool:
        profile = Profile("Acme", people[0].id, {})
        try:
            with library.writing() as books:
                place = Place("Europe/Berlin", "DE")
                books.alliances.add(f"acme-{thread}", Status.ACTIVE, profile, place, NOON.date())
        except ChangedMeanwhile:
            return False
        return True

    assert Counter(at_once(register)) == {True: 1, False: THREADS - 1}
    with library.reading() as books:
        assert len(books.alliances.all()) == 1


def test_of_several_who_decide_one_wins(library: StorageLibrary, people):
    with library.writing() as books:
        draft = books.versions.add(Series(PayRole.SELLER), PLAN, Days(date(2026, 1, 1)), people[0].id, NOON)

    def decide(thread: int) -> bool:
        state = State.RELEASED if thread % 2 else State.RETURNED
        decided = replace(draft, state=state, decided_by=people[1].id, decided_at=NOON, reason=str(thread))
        with library.writing() as books:
            return books.versions.decide(decided)

    winners = [thread for thread, won in enumerate(at_once(decide)) if won]
    assert len(winners) == 1
    with library.reading() as books:
        assert books.versions.get(draft.id).reason == str(winners[0])


def test_two_drafts_never_get_the_same_number(library: StorageLibrary, people):
    def draft(_thread: int) -> int | None:
        try:
            with library.writing() as books:
                valid = Days(date(2026, 1, 1))
                return books.versions.add(Series(PayRole.SELLER), PLAN, valid, people[0].id, NOON).number
        except ChangedMeanwhile:
            return None

    numbers = [number for number in at_once(draft) if number is not None]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    with library.reading() as books:
        assert [version.number for version in books.versions.of(Series(PayRole.SELLER))] == sorted(numbers)


def test_a_request_that_arrives_several_times_is_first_once(library: StorageLibrary):
    def handle(_thread: int) -> bool:
        with library.writing() as books:
            return books.requests.first("command", "T1:123", NOON)

    assert Counter(at_once(handle)) == {True: 1, False: THREADS - 1}


def test_whoever_is_met_by_several_is_one_person(library: StorageLibrary):
    def meet(thread: int) -> int:
        with library.writing() as books:
            books.people.settle(Company("T1", "EUR", "Europe/Berlin", "DE"))
            seen = NOON + timedelta(seconds=thread)
            return books.people.meet(SlackUser("T1", "U1", LanguageCode.DE, is_workspace_admin=False, seen_at=seen)).id

    assert len(set(at_once(meet))) == 1


def test_rights_assigned_by_several_are_those_of_one_of_them(library: StorageLibrary, people):
    choices = [{Right.LEADERSHIP, Right.PARTNER_MANAGER}, {Right.SALES_OPERATIONS, Right.ADMINISTRATOR}]

    def assign(thread: int) -> frozenset[Right]:
        with library.writing() as books:
            return books.people.assign(people[0].id, choices[thread % 2], PayRole.SELLER).rights

    assert set(at_once(assign)) == {frozenset(choice) for choice in choices}
    with library.reading() as books:
        assert books.people.get(people[0].id).rights in choices


def test_figures_saved_by_several_are_those_of_one_of_them(library: StorageLibrary, people):
    period = Days(date(2026, 1, 1), date(2026, 4, 1))

    def save(thread: int) -> Figures:
        figures = Figures(period, quota=Money(thread + 1, "EUR"))
        with library.writing() as books:
            books.figures.save(people[0].id, figures)
        return figures

    saved = at_once(save)
    with library.reading() as books:
        (kept,) = books.figures.of(people[0].id)
    assert kept in saved


def test_of_several_who_click_at_once_one_takes_the_step(library: StorageLibrary, alliance: Alliance, people):
    offer = Offer(Customer("Nordwind"), "Needs help")
    with library.writing() as books:
        lead = books.leads.add(
            Lead(0, alliance.id, Direction.GIVEN, Stage.SHARED, offer, people[0].id, None, NOON, None)
        )

    def click(thread: int) -> Stage | None:
        stage = Stage.DECLINED if thread % 2 else Stage.ACCEPTED
        closed = NOON if thread % 2 else None
        with library.writing() as books:
            seen = books.leads.get(lead.id)
            try:
                saved = books.leads.save(replace(lead, stage=stage, answered_at=NOON, closed_at=closed))
            except ChangedMeanwhile:
                # Whoever lost is told where the lead stands now, whatever was seen before.
                assert books.leads.get(lead.id).stage is not Stage.SHARED
                return None
            assert seen.stage is Stage.SHARED
            books.leads.note(LeadEvent(NOON, lead.id, people[0].id, Verb.ACCEPT, stage))
            return saved.stage

    winners = [stage for stage in at_once(click) if stage is not None]
    assert len(winners) == 1
    with library.reading() as books:
        assert books.leads.get(lead.id).stage is winners[0]
        assert [event.stage for event in books.leads.history(lead.id)] == winners


def test_of_several_who_deal_with_the_same_slots_one_does(library: StorageLibrary, schedule: Schedule):
    with library.reading() as books:
        seen = books.schedules.seen_until(schedule.id)

    def advance(thread: int) -> bool:
        with library.writing() as books:
            return books.schedules.advance(schedule.id, seen, seen + timedelta(minutes=thread + 1))

    assert Counter(at_once(advance)) == {True: 1, False: THREADS - 1}


def test_nobody_who_got_it_is_lost_or_counted_twice(library: StorageLibrary, schedule: Schedule):
    with library.writing() as books:
        post = books.schedules.posted(BriefingPost(0, schedule.id, "2026-03-02T09:00", Topic.PITCH, "pitch", NOON))

    def press(thread: int) -> list[int]:
        counts = []
        for person in (thread, (thread + 1) % THREADS):
            with library.writing() as books:
                counts.append(books.schedules.acknowledge(post, f"T1:U{person}", NOON))
        return counts

    assert max(count for counts in at_once(press) for count in counts) == THREADS
    with library.reading() as books:
        assert books.schedules.post(post).confirmed == THREADS


def test_a_reader_sees_one_state_of_the_books_and_holds_nobody_up(library: StorageLibrary, alliance: Alliance):
    with library.reading() as reader:
        assert reader.alliances.get(alliance.id) == alliance
        with library.writing() as writer:
            changed = writer.alliances.save(replace(alliance, status=Status.PAUSED))
        assert reader.alliances.all() == (alliance,)
    with library.reading() as reader:
        assert reader.alliances.all() == (changed,)
