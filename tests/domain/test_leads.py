"""The lead book: which step leads where, how leads are called, and what they give away."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.domain.leads import (
    EVER_ACCEPTED,
    EVER_QUALIFIED,
    OPEN,
    REASONED,
    TRANSITIONS,
    Direction,
    Side,
    Stage,
    Verb,
    lead_id_in,
    names_customer,
    reference,
    steps,
    value_band,
)
from bot.domain.money import Money
from tests.domain.builders import eur
from tests.domain.lead_builders import DEADLINES, lead

WRITTEN_DOWN = {
    Stage.SHARED: {
        Verb.ACCEPT: Stage.ACCEPTED,
        Verb.DECLINE: Stage.DECLINED,
        Verb.WITHDRAW: Stage.WITHDRAWN,
        Verb.EXPIRE: Stage.EXPIRED,
    },
    Stage.ACCEPTED: {Verb.QUALIFY: Stage.QUALIFIED, Verb.DISQUALIFY: Stage.DISQUALIFIED},
    Stage.QUALIFIED: {Verb.WIN: Stage.WON, Verb.LOSE: Stage.LOST},
    Stage.WON: {Verb.CANCEL: Stage.CANCELLED},
}
ENDS = {Stage.CANCELLED, Stage.LOST, Stage.DISQUALIFIED, Stage.DECLINED, Stage.EXPIRED, Stage.WITHDRAWN}
FARTHER = [Stage.SHARED, Stage.ACCEPTED, Stage.QUALIFIED]


@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize("stage", Stage)
def test_each_verb_leads_from_each_stage_where_the_book_says_or_nowhere(stage, verb):
    assert TRANSITIONS.get((stage, verb)) is WRITTEN_DOWN.get(stage, {}).get(verb)


@pytest.mark.parametrize("stage", Stage)
def test_people_may_take_every_step_but_letting_it_expire(stage):
    assert set(steps(stage)) == set(WRITTEN_DOWN.get(stage, {})) - {Verb.EXPIRE}


def test_steps_are_offered_with_the_hoped_for_one_first():
    assert steps(Stage.SHARED) == (Verb.ACCEPT, Verb.DECLINE, Verb.WITHDRAW)
    assert steps(Stage.ACCEPTED)[0] is Verb.QUALIFY
    assert steps(Stage.QUALIFIED)[0] is Verb.WIN


def test_saying_no_needs_a_reason():
    assert {Verb.DECLINE, Verb.DISQUALIFY, Verb.LOSE} == REASONED


class ALeadsLife(RuleBasedStateMachine):
    """Any verbs in any order: a lead goes forward until it ends, and never comes back."""

    def __init__(self):
        super().__init__()
        self.path = [Stage.SHARED]

    @rule(verb=st.sampled_from(Verb))
    def try_anything(self, verb):
        led_to = TRANSITIONS.get((self.path[-1], verb))
        if led_to is not None:
            self.path.append(led_to)

    @precondition(lambda self: self.path[-1] in ENDS)
    @rule(verb=st.sampled_from(Verb))
    def nothing_happens_after_the_end(self, verb):
        assert (self.path[-1], verb) not in TRANSITIONS

    @invariant()
    def no_stage_comes_twice(self):
        assert len(set(self.path)) == len(self.path)

    @invariant()
    def only_the_last_stage_is_an_end(self):
        assert not ENDS & set(self.path[:-1])
        assert (self.path[-1] in OPEN) is (self.path[-1] not in ENDS | {Stage.WON})

    @invariant()
    def the_way_on_has_no_gap(self):
        assert self.path[: len(FARTHER)] == FARTHER[: len(self.path)] or self.path[-1] in ENDS
        assert [stage for stage in self.path if stage in FARTHER] == FARTHER[: len(set(self.path) & set(FARTHER))]

    @invariant()
    def a_stage_tells_how_far_the_lead_ever_came(self):
        assert (self.path[-1] in EVER_ACCEPTED) is (Stage.ACCEPTED in self.path)
        assert (self.path[-1] in EVER_QUALIFIED) is (Stage.QUALIFIED in self.path)


TestALeadsLife = ALeadsLife.TestCase


def test_a_lead_can_come_to_each_stage():
    reached = {Stage.SHARED}
    for _ in Stage:
        reached |= {to for (at, _), to in TRANSITIONS.items() if at in reached}

    assert reached == set(Stage)


@pytest.mark.parametrize(
    ("direction", "side"),
    [(Direction.GIVEN, Side.PARTNERS), (Direction.RECEIVED, Side.OURS), (Direction.JOINT, Side.OURS)],
)
def test_the_side_a_lead_goes_to_answers_it(direction, side):
    assert lead(direction).recipient is side


@pytest.mark.parametrize(("late", "overdue"), [(-1, False), (0, True), (1, True)])
def test_an_answer_is_overdue_from_the_moment_it_is_due(late, overdue):
    assert lead().is_overdue(DEADLINES.due_at + timedelta(seconds=late)) is overdue


@pytest.mark.parametrize("stage", sorted(set(Stage) - {Stage.SHARED}))
def test_an_answered_or_ended_lead_is_not_overdue(stage):
    assert not lead(stage=stage).is_overdue(DEADLINES.expires_at)


def test_a_joint_lead_is_never_overdue():
    assert not replace(lead(), deadlines=None).is_overdue(DEADLINES.expires_at)


# How leads are called


@pytest.mark.parametrize("typed", ["L-1042", "l-1042", "L1042", "1042", "  l-1042 ", "L 1042", "L - 1042", "L-001042"])
def test_a_reference_is_read_as_people_type_it(typed):
    assert lead_id_in(typed) == 42


@pytest.mark.parametrize(
    "typed",
    ["", "L", "L-", "acme", "L-1O42", "L-1000", "1000", "0", "L-1042.5", "L-1042 L-1043", "L-۱۰۴۲", "L-1²", "1,042"],
)
def test_what_is_no_reference_is_read_as_none(typed):
    assert lead_id_in(typed) is None


@pytest.mark.parametrize("digits", [10, 20, 5000])
def test_a_number_that_no_lead_can_have_is_no_reference(digits):
    assert lead_id_in("L-" + "9" * digits) is None


@given(st.integers(1, 10**9 - 1001))
def test_every_reference_is_read_back(lead_id):
    assert lead_id_in(reference(lead_id)) == lead_id


@given(st.text())
def test_whatever_is_typed_is_read_as_a_lead_or_none(typed):
    read = lead_id_in(typed)

    assert read is None or read >= 1


def test_the_first_lead_is_called_1001():
    assert reference(1) == "L-1001"
    assert lead().reference == "L-1042"


# What gives the customer away


@pytest.mark.parametrize(
    ("need", "company"),
    [
        ("Nordwind Logistik wants robots", "Nordwind Logistik GmbH"),
        ("wants robots (nordwind logistik GmbH)", "Nordwind Logistik"),
        ("NORDWIND LOGISTIK", "Nordwind Logistik GmbH & Co. KG"),
        ("Nordwind-Logistik sucht Roboter", "Nordwind Logistik"),
        ("bei Mueller und Soehne brennt es", "Müller & Söhne"),
        ("bei Müller & Söhne GmbH brennt es", "Mueller und Soehne"),
        ("bei Mu\u0308ller brennt es", "Müller"),
        ("Straßen-Bau plant um", "Strassen Bau AG"),
        ("Crème, neue Anlage", "Creme SA"),
        ("Disc+ zieht um", "Disc Plus"),
        ("3M", "3M"),
    ],
)
def test_a_need_that_names_the_customer_is_recognised_however_it_is_spelled(need, company):
    assert names_customer(need, company)


@pytest.mark.parametrize(
    ("need", "company"),
    [
        ("braucht Bosheiten", "Bosch"),
        ("modernisation of boschung machines", "Bosch"),
        ("wants a wind farm in the north", "Nordwind"),
        ("a GmbH in the north", "Nordwind GmbH"),
        ("needs SAP to talk with ERP", "Sap Erp Consult"),
        ("", "Nordwind"),
        ("wants robots", ""),
        ("wants robots", "!?"),
    ],
)
def test_part_of_a_word_a_legal_form_or_nothing_is_no_name(need, company):
    assert not names_customer(need, company)


WORD = st.text("abcdefghijklmnopqrstuvwxyzäöüßé", min_size=2, max_size=12).map(lambda letters: f"q{letters}")
"""A word that is no legal form."""


@given(st.lists(WORD, max_size=5), WORD, st.lists(WORD, max_size=5), st.sampled_from(["", " GmbH", " AG", " Ltd."]))
def test_a_name_is_found_wherever_it_stands_in_the_text(before, name, after, legal_form):
    assert names_customer(" ".join([*before, name.upper(), *after]), name + legal_form)


@given(WORD, st.text("abcdefghijklmnopqrstuvwxyz", min_size=1), st.booleans())
def test_a_longer_word_that_holds_a_name_is_another_word(name, more, before):
    assert not names_customer(more + name if before else name + more, name)


# Value bands


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        ("0.01", None, 10_000),
        ("9999.99", None, 10_000),
        ("10000", 10_000, 50_000),
        ("49999.99", 10_000, 50_000),
        ("50000", 50_000, 250_000),
        ("249999.99", 50_000, 250_000),
        ("250000", 250_000, 1_000_000),
        ("999999.99", 250_000, 1_000_000),
        ("1000000", 1_000_000, None),
        ("75000000", 1_000_000, None),
    ],
)
def test_a_value_lies_in_the_band_that_owns_its_lower_border(value, low, high):
    assert value_band(eur(value)) == (low and eur(low), high and eur(high))


@given(st.integers(1, 10**11), st.sampled_from(["EUR", "JPY", "KWD"]))
def test_a_band_holds_its_value_in_its_currency(minor, currency):
    value = Money(minor, currency)

    low, high = value_band(value)

    assert low is None or low <= value
    assert high is None or value < high
    assert {end.currency for end in (low, high) if end is not None} == {currency}
