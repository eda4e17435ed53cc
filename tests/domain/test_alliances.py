"""The alliance book: names, steps, texts."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.alliances import STEPS, Alliance, Place, Profile, Status, Step, ValueProposition
from bot.domain.names import handle_for, normalised
from bot.domain.people import LanguageCode

ENGLISH = ValueProposition("You ship a week earlier.")
GERMAN = ValueProposition("Sie liefern eine Woche früher.")
PROFILE = Profile("Nordlicht Cloud", manager=7, propositions={LanguageCode.EN: ENGLISH}, aliases=("NLC",), deputy=8)
ALLIANCE = Alliance(1, "nordlicht-cloud", Status.ACTIVE, PROFILE, Place("Europe/Berlin", "DE"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller & Söhne GmbH", "mueller und soehne"),
        ("Müller & Söhne", "Mu\u0308ller and So\u0308hne"),
        ("Müller GmbH & Co. KG", "Müller"),
        ("Nordlicht Cloud SE", "  nordlicht   CLOUD "),
        ("Straßen-Bau AG", "strassen bau"),
        ("Crème Caramel S.A.", "creme caramel s.a."),
        ("Ørsund", "orsund"),
        ("Disc+", "disc plus"),
        ("Ａｃｍｅ", "acme"),
        ("Яблоко GmbH", "яблоко"),
    ],
)
def test_names_people_would_call_the_same_are_the_same(one, other):
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Яблоко GmbH", "Груша GmbH"),
        ("株式会社", "有限会社"),
        ("Acme", "Acme 2"),
        ("Müller", "Muller"),
        ("SE", "AG"),
    ],
)
def test_names_people_would_tell_apart_are_told_apart(one, other):
    assert normalised(one) != normalised(other)


def test_a_name_of_nothing_but_a_legal_form_is_kept():
    assert normalised("SE") == "se"
    assert normalised("GmbH & Co. KG") == "gmbh co kg"


def test_a_name_of_signs_alone_is_no_name():
    assert normalised("&!?") == ""


@given(st.text())
def test_normalising_twice_changes_nothing_more(name):
    assert normalised(normalised(name)) == normalised(name)


@pytest.mark.parametrize(
    ("partner", "handle"),
    [
        ("Acme", "acme"),
        ("Müller & Söhne GmbH", "mueller-soehne"),
        ("!!!", "partner"),
        ("A very long name of a partner that nobody types", "a-very-long-name-of-a-partner-th"),
        ("Thirty-one letters stand here x y", "thirty-one-letters-stand-here-x"),
    ],
)
def test_a_handle_is_the_short_name_somebody_types(partner, handle):
    assert handle_for(partner, frozenset()) == handle


def test_a_taken_handle_gets_the_next_free_number():
    assert handle_for("Acme", frozenset({"acme"})) == "acme-2"
    assert handle_for("Acme", frozenset({"acme", "acme-2", "acme-4"})) == "acme-3"
    assert handle_for("Acme", frozenset({"acme-2"})) == "acme"


@given(st.text(), st.frozensets(st.sampled_from(["acme", *(f"acme-{n}" for n in range(2, 9))])))
def test_a_handle_is_never_one_that_is_taken_and_holds_no_blanks(partner, taken):
    for name in (partner, "Acme"):
        handle = handle_for(name, taken)
        assert handle not in taken
        assert len(handle.split()) == 1


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
