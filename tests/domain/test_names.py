"""Names as they are compared, and the short name of a partner."""

import pytest
from hypothesis import assume, example, given
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
        ("Crème Caramel, S.A.", "creme caramel"),
        ("Ferri S.p.A.", "Ferri SpA"),
        ("Blumen Sommer e.K.", "Blumen Sommer"),
        ("Blumen Sommer e. K.", "Blumen Sommer"),
        ("Stavby Novák, a. s.", "stavby novak a.s."),
        ("Stavby Novák a.s.", "Stavby Novák"),
        ("Fjord Data A/S", "Fjord Data"),
        ("Lux Logistik S.à r.l.", "Lux Logistik"),
        ("Wisła Sp. z o.o.", "Wisla"),
        ("Handels-Gesellschaft m.b.H. & Co. KG", "handels gesellschaft"),
        ("Ferri S.p.A. (S.p.A.)", "ferri"),
        ("  S.A. Brain  ", "s a brain"),
        ("U.S.A. Corporation", "u.s.a."),
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
        ("A. S. Watson", "Watson"),
        ("A.S. Roma", "Roma"),
        ("U.S.A. Parts", "U Parts"),
        ("Cloud S.A.P.", "Cloud P"),
        ("Made as One", "Made One"),
        ("S.A.", "S.p.A."),
    ],
)
def test_names_people_would_tell_apart_are_told_apart(one, other):
    assert normalised(one) != normalised(other)


FORMS = """
    AG|A.G.|a.s.|a. s.|A/S|B.V.|BV|& Co. KG|Corp.|d.o.o.|e.K.|e. K.|e.V.|GmbH|GmbH & Co. KG|G.m.b.H.|Inc.|K.G.|L.L.C.
    |LLC|Ltd.|m.b.H.|N.V.|O.H.G.|P.L.C.|S.A.|S. A.|S.A.S.|S.à r.l.|SARL|SE|S.E.|S.L.|S.p.A.|SpA|S.r.l.|s.r.o.|Sp. z o.o.
""".replace("\n", "").split("|")
WORD = st.text(st.characters(categories=("L", "N")), min_size=2, max_size=12)
NAME = st.lists(WORD, min_size=1, max_size=4).map(" ".join)


@given(NAME, st.sampled_from([form.strip() for form in FORMS]), st.sampled_from([" ", ", ", "  "]))
@example("Müller & Söhne", "S.A.", " ")
def test_a_name_with_and_without_its_legal_form_is_the_same(name, form, between):
    assume(normalised(f"acme {name}") != "acme")  # nothing but legal forms

    assert normalised(f"{name}{between}{form}") == normalised(name)
    assert normalised(f"{name}{between}{form.upper()}") == normalised(name)


def test_a_name_of_nothing_but_a_legal_form_is_kept():
    assert normalised("SE") == "se"
    assert normalised("GmbH & Co. KG") == "gmbh co kg"
    assert normalised("S.A.") == "s a"
    assert normalised("GmbH S.A.") == "s a"


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
