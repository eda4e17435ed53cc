"""Names as they are compared, and the short name of a partner."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.names import handle_for, normalised


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
