"""Partners and amounts inside what people type."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.alliances import Alliance, Place, Profile, Status
from bot.domain.names import handle_for, normalised
from bot.domain.people import LanguageCode
from bot.domain.refusals import PartnerMissing, Refusal, UnknownCommand, UnknownPartner
from bot.listeners.questions import Reader, read_question
from bot.listeners.reading import find_partner, first_word, matching, names_in, split_amount, suggestions

READER = Reader(LanguageCode.EN, "EUR", date(2026, 11, 23))
WORDS: Mapping[str, tuple[str, ...]] = {"list": ("liste",), "show": ("zeige",), "help": ("hilfe", "?")}


def alliance(number: int, partner: str, *aliases: str) -> Alliance:
    profile = Profile(partner=partner, manager=1, propositions={}, aliases=aliases)
    handle = handle_for(partner, frozenset())
    return Alliance(number, handle, Status.ACTIVE, profile, Place("Europe/Berlin", "DE"))


BOOK = (
    alliance(1, "Acme Robotics", "Acme", "ACR"),
    alliance(2, "Acme"[::-1].title() + " Cloud GmbH"),
    alliance(3, "Kranich Cloud GmbH", "Kranich"),
    alliance(4, "3M"),
    alliance(5, "Studio 54 AG", "Studio 54"),
    alliance(6, "Müller & Söhne", "M&S"),
    alliance(7, "Acme Robotics Nord"),
)


def asked(text: str) -> tuple[str, str]:
    found = find_partner(text, BOOK, "/cosell")
    return found.alliance.partner, found.rest


@pytest.mark.parametrize(
    ("text", "partner", "rest"),
    [
        ("acme 50k", "Acme Robotics", "50k"),
        ("ACME 50k", "Acme Robotics", "50k"),
        ("50k acme", "Acme Robotics", "50k"),
        ("acme-robotics 50k", "Acme Robotics", "50k"),
        ("Acme Robotics 50 000 EUR", "Acme Robotics", "50 000 EUR"),
        ("acr", "Acme Robotics", ""),
        ("  kranich   cloud   gmbh  1,2 Mio.", "Kranich Cloud GmbH", "1,2 Mio."),
        ("müller & söhne 50k", "Müller & Söhne", "50k"),
        ("m&s 50k", "Müller & Söhne", "50k"),
        ("mueller und soehne 50k", "Müller & Söhne", "50k"),
        ("what do I earn if I co-sell with Acme on a 50k deal?", "Acme Robotics", None),
        ("was verdiene ich, wenn ich 50.000 € mit Kranich zusammen verkaufe?", "Kranich Cloud GmbH", None),
    ],
)
def test_a_partner_is_found_by_any_of_its_names(text: str, partner: str, rest: str | None) -> None:
    found, beside = asked(text)
    assert found == partner
    assert rest is None or beside == rest


def test_a_partner_is_found_in_a_pasted_mail_before_anybody_stops_waiting() -> None:
    start = time.monotonic()

    partner, rest = asked(f"{'lorem ' * 1_000} {BOOK[0].partner} GmbH & Co. KG 50k")

    assert partner == BOOK[0].partner
    assert rest.endswith("lorem 50k")
    assert time.monotonic() - start < 5


def test_the_longest_name_wins() -> None:
    assert asked("acme robotics nord 50k") == ("Acme Robotics Nord", "50k")


WORDS_OF_NAMES = st.sampled_from(sorted({word for each in BOOK for name in each.names() for word in name.split()}))


@given(st.lists(WORDS_OF_NAMES | st.sampled_from(["50k", "and", "GmbH", "zebra"]), max_size=7).map(" ".join))
def test_among_those_that_are_named_the_same_partner_is_found_as_among_all(text: str) -> None:
    named = [each for each in BOOK if names_in(text) & {normalised(name) for name in each.names()}]
    try:
        found = find_partner(text, BOOK, "/cosell")
    except (PartnerMissing, UnknownPartner):
        assert named == []
    else:
        assert find_partner(text, named, "/cosell") == found


def test_of_a_long_text_no_run_of_words_is_looked_up() -> None:
    assert "acme robotics" in names_in("lorem " * 38 + "Acme Robotics")
    assert names_in("lorem " * 39 + "Acme Robotics") == frozenset()


@pytest.mark.parametrize(
    ("text", "partner", "rest"),
    [
        ("3M 50k", "3M", "50k"),
        ("3m", "3M", ""),
        ("studio 54 50k", "Studio 54 AG", "50k"),
        ("Studio 54", "Studio 54 AG", ""),
    ],
)
def test_digits_of_a_name_are_no_amount(text: str, partner: str, rest: str) -> None:
    assert asked(text) == (partner, rest)


@pytest.mark.parametrize("text", ["", "50k", " 50.000 € ", "-5", "1,2 Mio."])
def test_an_amount_alone_names_no_partner(text: str) -> None:
    with pytest.raises(PartnerMissing):
        asked(text)


@pytest.mark.parametrize(
    ("text", "typed", "meant"),
    [
        ("acne 50k", "acne", "Acme Robotics"),
        ("kranisch 50k", "kranisch", "Kranich Cloud GmbH"),
        ("studoi 54 50k", "studoi 54", "Studio 54 AG"),
    ],
)
def test_a_near_miss_says_who_may_be_meant(text: str, typed: str, meant: str) -> None:
    with pytest.raises(UnknownPartner) as unknown:
        asked(text)
    assert unknown.value.typed == typed
    assert unknown.value.suggestions[0].partner == meant


@pytest.mark.parametrize("text", ["zebra 50k", "xyz", "<!channel> 50k"])
def test_what_is_near_to_nobody_gets_no_suggestion(text: str) -> None:
    with pytest.raises(UnknownPartner) as unknown:
        asked(text)
    assert unknown.value.suggestions == ()


def test_at_most_three_are_suggested_and_each_once() -> None:
    near = suggestions("acme robotic", [*BOOK, *(alliance(10 + n, f"Acme Robotics {n}") for n in range(9))])
    assert len({suggestion.handle for suggestion in near}) == len(near) == 3


def test_while_typing_those_that_contain_it_come_first() -> None:
    assert [found.partner for found in matching("cloud", BOOK, 10)][:2] == ["Emca Cloud GmbH", "Kranich Cloud GmbH"]
    assert matching("", BOOK, 100) == BOOK
    assert len(matching("", BOOK, 3)) == 3
    assert [found.partner for found in matching("kranihc", BOOK, 10)] == ["Kranich Cloud GmbH"]
    assert matching("zebra", BOOK, 10) == ()


@pytest.mark.parametrize(
    ("text", "before", "amount"),
    [
        ("a 50k deal", "a deal", "50k"),
        ("für 50.000 €, bitte", "für , bitte", "50.000 €"),
        ("30 % of 50k", "30 % of", "50k"),
        ("nothing here", "nothing here", ""),
        ("Q4 50k", "Q4", "50k"),
    ],
)
def test_the_last_amount_is_taken_and_a_percentage_is_none(text: str, before: str, amount: str) -> None:
    assert split_amount(text) == (before, amount)


@pytest.mark.parametrize(
    ("text", "word", "rest"),
    [
        ("list", "list", ""),
        ("LISTE", "list", ""),
        ("zeige  acme", "show", "acme"),
        ("?", "help", ""),
        ("", "help", ""),
        ("  ", "help", ""),
    ],
)
def test_a_subcommand_is_known_by_all_its_spellings(text: str, word: str, rest: str) -> None:
    assert first_word("/alliance", text, WORDS) == (word, rest)


def test_a_slip_in_a_subcommand_says_which_may_be_meant() -> None:
    with pytest.raises(UnknownCommand) as unknown:
        first_word("/alliance", "lsit acme", WORDS)
    assert (unknown.value.typed, unknown.value.near) == ("lsit", "list")


def test_a_foreign_word_is_not_guessed_at() -> None:
    with pytest.raises(UnknownCommand) as unknown:
        first_word("/alliance", "zebra", WORDS)
    assert unknown.value.near is None


@given(text=st.text(max_size=60), strict=st.booleans())
def test_any_text_is_understood_or_refused(text: str, strict: bool) -> None:  # noqa: FBT001 - hypothesis fills it in
    try:
        found = find_partner(text, BOOK, "/cosell")
        read_question(found.rest, READER, strict=strict)
    except Refusal:
        pass
