"""Payout notes as CSV: read back by what reads CSV, and no cell that acts."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.payouts import NoteState
from bot.files.payouts import COLUMNS, for_spreadsheets, literal, to_csv
from messages.examples import payouts as examples
from messages.examples import world as w

CARD = examples.card(examples.NOTE)


def read(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def row(**changes):
    return read(to_csv([replace(CARD, note=replace(CARD.note, **changes))]))[0]


def test_a_note_is_a_line_that_names_everything_but_the_customer():
    assert row() == {
        "payout": "P-17",
        "kind": "pay",
        "state": "open",
        "amount": "2000.00",
        "currency": "EUR",
        "payee": w.SELLER,
        "pay_role": "seller",
        "partner": "Acme Robotics",
        "lead": "L-1042",
        "won_on": "2026-11-20",
        "deal_amount": "75000.00",
        "deal_currency": "EUR",
        "rules_version": "2",
        "plan_version": "1",
        "rules_of": "2026-11-20",
        "takes_back": "",
        "cancelled_on": "",
        "cancelled_for": "",
        "made_at": "2026-11-21T13:05:00+00:00",
        "settled_by": "",
        "settled_at": "",
        "reason": "",
    }


def test_a_clawback_is_a_negative_number_and_says_what_it_takes_back():
    (shown,) = read(to_csv([examples.card(examples.CLAWBACK)]))

    assert (shown["kind"], shown["amount"], shown["takes_back"]) == ("clawback", "-1500.00", "P-17")
    assert (shown["cancelled_on"], shown["cancelled_for"]) == ("2027-02-22", "not_paid")


def test_an_open_amount_is_empty():
    assert row(amount=None)["amount"] == ""


def test_what_was_decided_stands_in_the_line():
    settled = replace(CARD.note, state=NoteState.REJECTED, settled_by=4, settled_at=w.NOW, reason="Nicht, „so“\nbitte")
    (shown,) = read(to_csv([replace(CARD, note=settled, settled_by_slack_id=w.OPERATIONS)]))

    assert (shown["state"], shown["settled_by"], shown["reason"]) == ("rejected", w.OPERATIONS, "Nicht, „so“\nbitte")
    assert shown["settled_at"] == "2026-11-21T13:05:00+00:00"


def test_the_day_whose_versions_count_is_told_apart_from_the_day_it_was_won():
    registered = replace(CARD.note.promise, as_of=date(2026, 8, 3), plan_id=None)
    shown = row(promise=registered)

    assert (shown["won_on"], shown["rules_of"]) == ("2026-11-20", "2026-08-03")


def test_without_notes_there_is_the_header_alone():
    assert to_csv([]) == ",".join(COLUMNS) + "\r\n"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\r=", " =", "  @"])
def test_a_text_that_a_spreadsheet_would_take_for_a_formula_is_a_text(sign):
    typed = f"{sign}HYPERLINK(1)"
    settled = replace(CARD.note, state=NoteState.REJECTED, settled_by=4, settled_at=w.NOW, reason=typed)
    (shown,) = read(to_csv([replace(CARD, note=settled, partner=typed)]))

    assert shown["reason"] == shown["partner"] == f"'{typed}"


@given(st.text())
def test_no_text_begins_like_a_formula(typed):
    assert not literal(typed).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert literal(typed).removeprefix("'") in {typed, typed.removeprefix("'")}


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_what_was_typed_comes_back(typed):
    (shown,) = read(to_csv([replace(CARD, partner=typed)]))

    assert shown["partner"] == literal(typed)


def test_spreadsheets_are_told_that_it_is_utf_8():
    sent = for_spreadsheets("Müller")

    assert sent.startswith(b"\xef\xbb\xbf")
    assert sent.decode("utf-8-sig") == "Müller"
