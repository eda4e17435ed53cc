"""Registering, changing and showing alliances, at the books: who may, what is refused, what is written down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.alliances import Alliance, Profile, Status, Step, ValueProposition
from bot.domain.history import Deed
from bot.domain.people import LanguageCode, Person
from bot.domain.refusals import ChangedMeanwhile, FormRefused, NameTaken, NotAllowed, Outsider, StepImpossible
from bot.ports import Library
from bot.use_cases import alliances

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)

People = dict[str, Person]
Everything = Callable[[], object]


@pytest.mark.parametrize("who", ["manager", "other_manager", "admin"])
def test_partner_managers_and_administrators_register(
    library: Library, people: People, profile: Profile, who: str
) -> None:
    with library.writing() as books:
        alliance = alliances.register(books, people[who], profile, keep_draft=False, now=NOW)
    with library.reading() as books:
        assert books.alliances.get(alliance.id) == alliance
        (entry,) = books.history.of_alliance(alliance.id, 9)
    assert (entry.deed, entry.actor_id, entry.at) == (Deed.REGISTERED, people[who].id, NOW)
    assert (alliance.status, alliance.handle, alliance.revision) == (Status.ACTIVE, "acme-robotics", 1)


@pytest.mark.parametrize("who", ["seller", "operations", "leader", "outsider"])
def test_nobody_else_registers_and_nothing_is_written(
    library: Library, people: People, profile: Profile, everything: Everything, who: str
) -> None:
    before = everything()
    with pytest.raises((NotAllowed, Outsider)), library.writing() as books:
        alliances.register(books, people[who], profile, keep_draft=False, now=NOW)
    assert everything() == before


@pytest.mark.parametrize(
    ("partner", "aliases", "refused"),
    [
        ("ACME  robotics", (), {"partner"}),
        ("Kestrel", ("acme",), {"aliases"}),
        ("Acme", ("Robo", "acme-robotics"), {"partner", "aliases"}),
    ],
)
def test_a_name_of_another_alliance_is_refused_at_its_field(
    library: Library,
    people: People,
    acme: Alliance,
    everything: Everything,
    partner: str,
    aliases: tuple[str, ...],
    refused: set[str],
) -> None:
    before = everything()
    profile = replace(acme.profile, partner=partner, aliases=aliases)
    with pytest.raises(FormRefused) as caught, library.writing() as books:
        alliances.register(books, people["admin"], profile, keep_draft=False, now=NOW)
    assert set(caught.value.problems) == refused
    assert all(isinstance(problem, NameTaken) for problem in caught.value.problems.values())
    assert everything() == before


def test_an_alliance_may_keep_its_own_names(library: Library, people: People, acme: Alliance) -> None:
    profile = replace(acme.profile, aliases=("Acme", "ACR"))
    with library.writing() as books:
        assert alliances.edit(books, people["manager"], acme.id, 1, profile, NOW) == ("aliases",)


def test_an_edit_writes_the_names_of_the_fields_and_none_of_their_texts(
    library: Library, people: People, acme: Alliance
) -> None:
    proposition = ValueProposition("Another secret benefit")
    changed = replace(acme.profile, partner="Acme Secret", propositions={LanguageCode.EN: proposition})
    with library.writing() as books:
        alliances.edit(books, people["manager"], acme.id, acme.revision, changed, NOW)
    with library.reading() as books:
        entries = books.history.of_alliance(acme.id, 9)
        assert books.alliances.get(acme.id).profile == changed
    assert entries[0].fields == ("partner", "propositions")
    assert "ecret" not in repr(entries)


def test_an_edit_that_changes_nothing_writes_nothing(
    library: Library, people: People, acme: Alliance, everything: Everything
) -> None:
    before = everything()
    with library.writing() as books:
        assert alliances.edit(books, people["manager"], acme.id, acme.revision, acme.profile, NOW) == ()
    assert everything() == before


def test_an_edit_of_an_older_state_is_refused(
    library: Library, people: People, acme: Alliance, everything: Everything
) -> None:
    with library.writing() as books:
        alliances.step(books, people["manager"], acme.id, Step.PAUSE, NOW)
    before = everything()
    with pytest.raises(ChangedMeanwhile), library.writing() as books:
        alliances.edit(books, people["manager"], acme.id, acme.revision, replace(acme.profile, aliases=()), NOW)
    assert everything() == before


@pytest.mark.parametrize("who", ["seller", "other_manager", "operations", "leader", "outsider"])
def test_who_does_not_look_after_it_changes_nothing(
    library: Library, people: People, acme: Alliance, everything: Everything, who: str
) -> None:
    before = everything()
    with pytest.raises((NotAllowed, Outsider)), library.writing() as books:
        alliances.edit(books, people[who], acme.id, acme.revision, replace(acme.profile, aliases=()), NOW)
    with pytest.raises((NotAllowed, Outsider)), library.writing() as books:
        alliances.step(books, people[who], acme.id, Step.END, NOW)
    assert everything() == before


def test_the_texts_of_one_language_leave_those_of_the_other_alone(
    library: Library, people: People, acme: Alliance
) -> None:
    german = ValueProposition("Jeder Umbau an einem Tag")
    with library.writing() as books:
        alliances.write_text(books, people["manager"], acme.id, acme.revision, (LanguageCode.DE, german), NOW)
    with library.reading() as books:
        texts = books.alliances.get(acme.id).profile.propositions
    assert texts == {**acme.profile.propositions, LanguageCode.DE: german}


@pytest.mark.parametrize(
    ("steps", "status"),
    [
        ([Step.PAUSE], Status.PAUSED),
        ([Step.PAUSE, Step.RESUME], Status.ACTIVE),
        ([Step.END], Status.ENDED),
        ([Step.PAUSE, Step.END], Status.ENDED),
    ],
)
def test_steps_lead_on_and_are_written_down(
    library: Library, people: People, acme: Alliance, steps: list[Step], status: Status
) -> None:
    for step in steps:
        with library.writing() as books:
            alliances.step(books, people["manager"], acme.id, step, NOW)
    with library.reading() as books:
        assert books.alliances.get(acme.id).status is status
        assert len(books.history.of_alliance(acme.id, 9)) == 1 + len(steps)


@pytest.mark.parametrize(
    ("before", "step"),
    [
        ([], Step.RESUME),
        ([Step.PAUSE], Step.PAUSE),
        ([Step.END], Step.END),
        ([Step.END], Step.RESUME),
        ([Step.END], Step.PAUSE),
    ],
)
def test_a_step_that_leads_nowhere_is_refused(
    library: Library, people: People, acme: Alliance, everything: Everything, before: list[Step], step: Step
) -> None:
    for earlier in before:
        with library.writing() as books:
            alliances.step(books, people["manager"], acme.id, earlier, NOW)
    kept = everything()
    with pytest.raises(StepImpossible), library.writing() as books:
        alliances.step(books, people["manager"], acme.id, step, NOW)
    assert everything() == kept


def test_a_draft_is_visible_to_those_who_work_on_it(library: Library, people: People, profile: Profile) -> None:
    with library.writing() as books:
        alliances.register(books, people["manager"], profile, keep_draft=True, now=NOW)
    with library.reading() as books:
        sees = {who for who in people if who != "outsider" and alliances.visible(books, people[who])}
    assert sees == {"manager", "operations", "second", "leader", "admin"}


def test_a_draft_that_is_named_is_hidden_from_everybody_else(
    library: Library, people: People, profile: Profile, kestrel: Profile
) -> None:
    with library.writing() as books:
        draft = alliances.register(books, people["manager"], profile, keep_draft=True, now=NOW)
        other = alliances.register(books, people["manager"], kestrel, keep_draft=False, now=NOW)
    with library.reading() as books:
        assert alliances.visible_named(books, people["manager"], {"acme"}) == (draft,)
        assert alliances.visible_named(books, people["seller"], {"acme", "kestrel"}) == (other,)
        assert alliances.visible_named(books, people["seller"], {"acme"}) == (other,)


def test_where_nobody_is_named_everybody_visible_may_be_meant(
    library: Library, people: People, profile: Profile, kestrel: Profile
) -> None:
    with library.writing() as books:
        for each in (profile, kestrel):
            alliances.register(books, people["manager"], each, keep_draft=False, now=NOW)
    with library.reading() as books:
        for names in (frozenset({"akme"}), frozenset[str]()):
            assert alliances.visible_named(books, people["seller"], names) == alliances.visible(books, people["seller"])
        with pytest.raises(Outsider):
            alliances.visible_named(books, people["outsider"], {"acme"})


def test_a_person_of_another_company_sees_no_alliance(library: Library, people: People, acme: Alliance) -> None:
    with library.reading() as books:
        for refused in (
            lambda: alliances.visible(books, people["outsider"]),
            lambda: alliances.card(books, people["outsider"], acme, pay_hidden=True, today=TODAY),
            lambda: alliances.listing(books, people["outsider"], TODAY),
            lambda: alliances.history(books, people["outsider"], acme),
        ):
            with pytest.raises(Outsider):
                refused()


def test_a_list_leaves_the_ended_ones_out(library: Library, people: People, acme: Alliance, kestrel: Profile) -> None:
    with library.writing() as books:
        alliances.register(books, people["manager"], kestrel, keep_draft=False, now=NOW)
        alliances.step(books, people["manager"], acme.id, Step.END, NOW)
    with library.reading() as books:
        assert [row.alliance.partner for row in alliances.listing(books, people["seller"], TODAY)] == ["Kestrel Data"]
