"""People to act in the tests of the books."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.domain.alliances import Alliance, Place, Profile, Status, ValueProposition
from bot.domain.people import Company, LanguageCode, Person, SlackUser
from storage.books import StorageLibrary

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def people(library: StorageLibrary) -> tuple[Person, ...]:
    """Three people of a settled company."""
    with library.writing() as books:
        books.people.settle(Company("T1", "EUR", "Europe/Berlin", "DE"))
        return tuple(
            books.people.meet(SlackUser("T1", user, LanguageCode.DE, is_workspace_admin=False, seen_at=NOON))
            for user in ("U1", "U2", "U3")
        )


@pytest.fixture
def alliance(library: StorageLibrary, people: tuple[Person, ...]) -> Alliance:
    """An active alliance with Acme, managed by the first of the people."""
    propositions = {LanguageCode.EN: ValueProposition("Invoices are booked the same day.")}
    with library.writing() as books:
        profile = Profile("Acme GmbH", people[0].id, propositions)
        return books.alliances.add("acme", Status.ACTIVE, profile, Place("Europe/Berlin", "DE"), NOON.date())
