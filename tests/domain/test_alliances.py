"""The alliance book: steps, texts, changes."""

from dataclasses import replace

import pytest

from bot.domain.alliances import STEPS, Alliance, Place, Profile, Status, Step, ValueProposition
from bot.domain.people import LanguageCode

ENGLISH = ValueProposition("You ship a week earlier.")
GERMAN = ValueProposition("Sie liefern eine Woche früher.")
PROFILE = Profile("Nordlicht Cloud", manager=7, propositions={LanguageCode.EN: ENGLISH}, aliases=("NLC",), deputy=8)
ALLIANCE = Alliance(1, "nordlicht-cloud", Status.ACTIVE, PROFILE, Place("Europe/Berlin", "DE"))


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("step", Step)
def test_steps_lead_where_they_say_or_are_refused(status, step):
    leads_to = {
        ("draft", "resume"): "active",
        ("draft", "end"): "ended",
        ("active", "pause"): "paused",
        ("active", "end"): "ended",
        ("paused", "resume"): "active",
        ("paused", "end"): "ended",
    }

    assert STEPS.get((status, step)) == leads_to.get((status.value, step.value))


def test_changes_name_the_fields_that_differ_and_nothing_of_what_is_in_them():
    other = replace(PROFILE, partner="Nordlicht", propositions={LanguageCode.EN: ENGLISH, LanguageCode.DE: GERMAN})

    assert PROFILE.changes(other) == ("partner", "propositions")
    assert PROFILE.changes(replace(PROFILE)) == ()


def test_the_manager_and_the_deputy_manage_an_alliance_and_nobody_else():
    assert [ALLIANCE.is_managed_by(person) for person in (7, 8, 9)] == [True, True, False]


def test_a_text_is_given_in_the_language_asked_for_or_else_in_the_other_one():
    both = replace(ALLIANCE, profile=replace(PROFILE, propositions={LanguageCode.EN: ENGLISH, LanguageCode.DE: GERMAN}))

    assert both.proposition(LanguageCode.DE) == (GERMAN, LanguageCode.DE)
    assert both.proposition(LanguageCode.EN) == (ENGLISH, LanguageCode.EN)
    assert ALLIANCE.proposition(LanguageCode.DE) == (ENGLISH, LanguageCode.EN)


def test_an_alliance_goes_by_its_handle_its_partner_and_its_aliases():
    assert ALLIANCE.names() == ("nordlicht-cloud", "Nordlicht Cloud", "NLC")
