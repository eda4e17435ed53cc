"""Payout notes: how they are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.payouts import note_id_in, reference


@given(st.integers(1, 999_999_999))
def test_a_note_is_found_by_what_it_is_called(note_id):
    called = reference(note_id)

    assert called == f"P-{note_id}"
    assert note_id_in(called) == note_id_in(called.lower()) == note_id_in(f" p {note_id} ") == note_id


@pytest.mark.parametrize("typed", ["17", "P17", "p-17", "P 17", "P- 17"])
def test_it_may_be_typed_in_a_hurry(typed):
    assert note_id_in(typed) == 17


@pytest.mark.parametrize("typed", ["", "P", "P-", "P-0", "L-17", "P-1234567890", "P-1.7", "P-¹", "csv", "P-17x"])
def test_what_is_no_number_of_a_note_is_none(typed):
    assert note_id_in(typed) is None
