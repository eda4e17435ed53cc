"""Books on both databases with a company, its people and an alliance."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.alliances import Place, Profile, Status, ValueProposition
from bot.domain.people import Company, LanguageCode, PayRole, SlackUser
from bot.ports import Library
from tests.use_cases.world import NOON, OURS, PARTNERS, RIGHTS, TEAMS, World


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
