"""Books with a company and its people, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.alliances import Alliance, Place, Profile, Status, ValueProposition
from bot.domain.people import Company, LanguageCode, PayRole, Person, Right, SlackUser
from bot.ports import Library
from bot.use_cases import alliances
from tests.use_cases.world import NOON, OURS, PARTNERS, RIGHTS, TEAMS, World

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)
COMPANY = Company("T1", "EUR", "Europe/Berlin", "DE")
HELD = {
    "manager": {Right.PARTNER_MANAGER},
    "other_manager": {Right.PARTNER_MANAGER},
    "operations": {Right.SALES_OPERATIONS},
    "second": {Right.SALES_OPERATIONS},
    "leader": {Right.LEADERSHIP},
    "admin": {Right.ADMINISTRATOR},
    "seller": set(),
}


@pytest.fixture
def people(library: Library) -> dict[str, Person]:
    """One person for each right, two where a second is needed, and an outsider."""
    with library.writing() as books:
        books.people.settle(COMPANY)
        met = {name: books.people.meet(_slack_user("T1", name)) for name in HELD}
        ours = {n: books.people.assign(met[n].id, rights, PayRole.SELLER) for n, rights in HELD.items()}
        return {**ours, "outsider": books.people.meet(_slack_user("T2", "outsider"))}


def _slack_user(team_id: str, name: str) -> SlackUser:
    return SlackUser(team_id, f"U{name}", LanguageCode.EN, is_workspace_admin=False, seen_at=NOW)


@pytest.fixture
def profile(people: dict[str, Person]) -> Profile:
    proposition = ValueProposition("A secret benefit nobody may find in the history")
    return Profile("Acme Robotics", people["manager"].id, {LanguageCode.EN: proposition}, aliases=("Acme",))


@pytest.fixture
def acme(library: Library, people: dict[str, Person], profile: Profile) -> Alliance:
    with library.writing() as books:
        return alliances.register(books, people["manager"], profile, keep_draft=False, now=NOW)


@pytest.fixture
def everything(library: Library, people: dict[str, Person]) -> Callable[[], object]:
    """All that is in the books, to see that nothing was written."""

    def everything() -> object:
        with library.reading() as books:
            book = books.alliances.all()
            histories = [books.history.of_alliance(alliance.id, 99) for alliance in book]
            versions = [books.versions.of_alliance(alliance.id) for alliance in book]
            figures = [books.figures.of(person.id) for person in people.values()]
            held = [books.people.get(person.id) for person in people.values()]
            return book, histories, versions, figures, held

    return everything


@pytest.fixture
def kestrel(profile: Profile) -> Profile:
    """Another partner."""
    return replace(profile, partner="Kestrel Data", aliases=("Kestrel",))


@pytest.fixture
def world(library: Library) -> World:
    """An active alliance between our company and Acme, and nothing else."""
    with library.writing() as books:
        books.people.settle(Company(OURS, "EUR", "Europe/Berlin", "DE"))
        people = {}
        for number, (who, team) in enumerate(TEAMS.items(), 1):
            user = SlackUser(team, f"U{number}", LanguageCode.EN, is_workspace_admin=False, seen_at=NOON)
            people[who] = books.people.meet(user)
            if RIGHTS.get(who):
                people[who] = books.people.assign(people[who].id, RIGHTS[who], PayRole.SELLER)
        profile = Profile(
            "Acme",
            manager=people["manager"].id,
            deputy=people["deputy"].id,
            propositions={LanguageCode.EN: ValueProposition("Your warehouse moves in a weekend.")},
            partner_team_id=PARTNERS,
        )
        alliance = books.alliances.add("acme", Status.ACTIVE, profile, Place("Europe/Berlin", "DE"), date(2025, 1, 1))
    return World(library, people, alliance)
