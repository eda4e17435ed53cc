"""Payout notes in the books: written once, settled once."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import get_args

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.alliances import Alliance
from bot.domain.goals import Curve
from bot.domain.incentives import (
    Accelerator,
    AllianceRules,
    Bonus,
    Cap,
    Conditions,
    Factor,
    FixedAmount,
    Floor,
    GoalBonus,
    Measure,
    Multiplier,
    Overage,
    Override,
    Percentage,
    Plan,
    Route,
    Scope,
    Share,
    Split,
    Step,
    Threshold,
    Tier,
    Tiers,
    Trigger,
)
from bot.domain.leads import Cancellation, Customer, Direction, Lead, LeadEvent, Offer, Stage, Verb
from bot.domain.money import Money, Rate, Span
from bot.domain.pay import (
    BonusLine,
    FactorState,
    FixedLine,
    GoalLine,
    LimitLine,
    Line,
    OpenLine,
    Part,
    PercentageLine,
    ShareLine,
    SplitLine,
    TieredLine,
)
from bot.domain.payouts import NoteKind, NoteState, PayoutNote, Promise
from bot.domain.people import PayRole, Person
from bot.domain.periods import Days, PeriodKind
from bot.domain.versions import Series
from storage import pay_lines
from storage.books import StorageLibrary
from storage.terms import UnknownFormat
from tests.storage.threads import THREADS, at_once

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = date(2026, 3, 2)
CANCELLED = Cancellation(Trigger.NOT_PAID, date(2026, 4, 2))


def eur(minor):
    return Money(minor, "EUR")


HALF, TWO = Rate.percent(50), Rate.percent(2)
RANGE = Span(eur(0), eur(500))
WINDOW = Days(date(2026, 1, 1), date(2026, 7, 1))
QUARTER = PeriodKind.QUARTER
TIERS = Tiers((Tier(eur(0), TWO), Tier(eur(9), HALF)), Scope.MARGINAL, period=QUARTER)
FASTER = Accelerator(TWO, (Step(HALF, Rate(1_500_000)),), Overage.SLICE, QUARTER, quota=eur(70))
SHARES = (Share(PayRole.SELLER, HALF), Share(PayRole.PRESALES, HALF))
FACTOR = Factor(Measure.DEALS, QUARTER, Curve(), 12)
GOAL = GoalBonus(Measure.MARGIN, QUARTER, Curve(HALF), multiplied_by=(FACTOR,))
LINES: tuple[Line, ...] = (
    PercentageLine(Percentage(TWO, when=Conditions(deal_from=eur(7), product="Ä")), eur(100), eur(2)),
    FixedLine(FixedAmount(eur(5)), eur(5)),
    FixedLine(FixedAmount(eur(5)), eur(25), 5),
    BonusLine(Bonus(eur(9), WINDOW), eur(100), eur(9)),
    BonusLine(Bonus(TWO, WINDOW, first=3), eur(100), RANGE),
    GoalLine(GOAL, eur(100), None, eur(1), eur(3), RANGE, (FactorState(FACTOR, 1, 12, None),)),
    GoalLine(replace(GOAL, measure=Measure.UNITS, quota=40), 4, 40, None, 7, None),
    TieredLine(TIERS, (Part(eur(9), TWO), Part(eur(1), HALF, minus=True)), eur(10), eur(0), None, RANGE),
    TieredLine(FASTER, (Part(3, eur(4), Rate(1_500_000)),), 3, None, eur(70), None),
    TieredLine(Threshold(TWO, eur(40)), (), eur(1), None, None, Span.exactly(eur(1))),
    ShareLine(Multiplier(Rate(1_500_000)), RANGE, RANGE),
    ShareLine(Override(TWO), None, None, own=False),
    ShareLine(Percentage(TWO), Span.exactly(eur(8)), Span.exactly(eur(4))),
    LimitLine(Cap(eur(3), QUARTER), RANGE, eur(2), None),
    LimitLine(Floor(eur(3)), None, None, RANGE),
    SplitLine(Split(SHARES), RANGE, HALF, Span.exactly(eur(-4))),
    OpenLine(FixedAmount(eur(5), Conditions(product="Cell")), RANGE),
    OpenLine(TIERS, None),
)
"""At least one line of each kind, and each way its fields can be."""


@pytest.fixture
def note(library: StorageLibrary, people: tuple[Person, ...], alliance: Alliance) -> PayoutNote:
    """A note of a won lead for the first of the people; it is not in the books yet."""
    offer = Offer(Customer("Nordwind"), "Needs help")
    shared = Lead(0, alliance.id, Direction.JOINT, Stage.ACCEPTED, offer, people[0].id, None, NOON, None)
    with library.writing() as books:
        lead = books.leads.add(shared)
        of_rules, of_plan = Series(PayRole.SELLER, alliance.id, Route.TOGETHER), Series(PayRole.SELLER)
        rules = AllianceRules("EUR", (Percentage(TWO),))
        rules_id = books.versions.add(of_rules, rules, Days(DAY), people[0].id, NOON).id
        plan_id = books.versions.add(of_plan, Plan("EUR", (Percentage(TWO),)), Days(DAY), people[0].id, NOON).id
    return PayoutNote(
        id=0,
        kind=NoteKind.PAY,
        lead_id=lead.id,
        alliance_id=alliance.id,
        payee_id=people[0].id,
        pay_role=PayRole.INSIDE_SALES,
        closed=DAY,
        deal=Money(9_000_000_000_000_00, "CHF"),
        promise=Promise(date(2026, 1, 7), "EUR", rules_id, plan_id, LINES, eur(1_234)),
        amount=eur(1_234),
        made_at=NOON,
    )


def added(library, *notes):
    with library.writing() as books:
        return [books.payouts.add(note) for note in notes]


def others(library, note, count):
    """So many notes of leads of their own."""
    with library.writing() as books:
        lead = books.leads.get(note.lead_id)
        return [books.payouts.add(replace(note, lead_id=books.leads.add(lead).id)) for _ in range(count)]


def settled(note, people, state=NoteState.CONFIRMED, **changes):
    return replace(note, state=state, settled_by=people[1].id, settled_at=NOON + timedelta(hours=1), **changes)


def test_every_kind_of_line_is_among_the_examples():
    assert {type(line) for line in LINES} == set(get_args(Line))


@pytest.mark.parametrize("line", LINES, ids=lambda line: type(line).__name__)
def test_a_line_comes_back_as_it_was_computed(line):
    assert pay_lines.from_json(pay_lines.FORMAT, pay_lines.to_json((line,))) == (line,)


@pytest.mark.parametrize("lines", [(), None, LINES])
def test_no_lines_and_lines_nobody_can_tell_are_told_apart(lines):
    assert pay_lines.from_json(pay_lines.FORMAT, pay_lines.to_json(lines)) == lines


def test_lines_of_a_newer_version_are_refused():
    with pytest.raises(UnknownFormat):
        pay_lines.from_json(pay_lines.FORMAT + 1, "[]")


def test_a_note_comes_back_as_it_was_written(library, note):
    (kept,) = added(library, note)

    assert kept == replace(note, id=kept.id)
    with library.reading() as books:
        assert books.payouts.get(kept.id) == kept
        assert books.payouts.of_lead(note.lead_id) == (kept,)


def test_an_amount_nobody_can_tell_and_a_missing_plan_come_back(library, note):
    untold = replace(note, promise=replace(note.promise, lines=None, amount=None, plan_id=None), amount=None)
    (kept,) = added(library, untold)

    with library.reading() as books:
        assert books.payouts.get(kept.id) == replace(untold, id=kept.id)


def test_a_clawback_comes_back_with_why_and_when(library, note):
    (paid,) = added(library, note)
    back = replace(note, kind=NoteKind.CLAWBACK, amount=eur(-617), takes_back=paid.id, cancellation=CANCELLED)
    (kept,) = added(library, back)

    with library.reading() as books:
        assert books.payouts.of_lead(note.lead_id) == (paid, kept)
        assert kept == replace(back, id=kept.id)


def test_a_lead_has_one_note_of_a_kind_for_each_who_is_paid(library, note, people):
    first, again, other = added(library, note, replace(note, amount=eur(9)), replace(note, payee_id=people[2].id))

    assert again is None
    with library.reading() as books:
        assert books.payouts.of_lead(note.lead_id) == (first, other)


def test_a_note_that_is_not_there_is_not_found(library):
    with library.reading() as books, pytest.raises(KeyError):
        books.payouts.get(41)


@pytest.mark.parametrize("state", [NoteState.CONFIRMED, NoteState.REJECTED])
def test_settling_writes_down_who_when_and_why_and_nothing_else(library, note, people, state):
    (kept,) = added(library, note)
    why = "Rahmenvertrag – gilt nicht." if state is NoteState.REJECTED else ""
    done = settled(kept, people, state, reason=why)

    with library.writing() as books:
        assert books.payouts.settle(replace(done, deal=eur(1), closed=date(2020, 1, 1)))

    with library.reading() as books:
        assert books.payouts.get(kept.id) == done


def test_an_open_amount_is_filled_when_the_note_is_confirmed(library, note, people):
    (kept,) = added(library, replace(note, amount=None, promise=replace(note.promise, amount=None)))

    with library.writing() as books:
        assert books.payouts.settle(settled(kept, people, amount=eur(77)))

    with library.reading() as books:
        found = books.payouts.get(kept.id)
    assert (found.amount, found.promise.amount) == (eur(77), None)


def test_a_settled_note_is_settled_no_more(library, note, people):
    (kept,) = added(library, note)
    done = settled(kept, people)
    with library.writing() as books:
        assert books.payouts.settle(done)
        assert not books.payouts.settle(settled(kept, people, NoteState.REJECTED, reason="Too late"))

    with library.reading() as books:
        assert books.payouts.get(kept.id) == done


def test_of_several_who_settle_at_once_one_wins(library, note, people):
    (kept,) = added(library, note)

    def settle(thread):
        state = NoteState.REJECTED if thread % 2 else NoteState.CONFIRMED
        with library.writing() as books:
            return books.payouts.settle(settled(kept, people, state, reason=f"{thread}" if thread % 2 else ""))

    assert Counter(at_once(settle)) == {True: 1, False: THREADS - 1}


def test_of_several_who_win_at_once_one_makes_the_note(library, note):
    def make(_):
        return added(library, note)[0] is not None

    assert Counter(at_once(make)) == {True: 1, False: THREADS - 1}
    with library.reading() as books:
        assert len(books.payouts.of_lead(note.lead_id)) == 1


def test_open_notes_come_first_and_then_the_newest(library, note, people):
    first, second, third, fourth = others(library, note, 4)
    with library.writing() as books:
        for one in (second, fourth):
            assert books.payouts.settle(settled(one, people))

    with library.reading() as books:
        assert [one.id for one in books.payouts.latest(None, None)] == [third.id, first.id, fourth.id, second.id]
        assert [one.id for one in books.payouts.latest(None, 3)] == [third.id, first.id, fourth.id]
        assert [one.id for one in books.payouts.waiting()] == [first.id, third.id]
        assert (books.payouts.count(None), books.payouts.count(None, only_open=True)) == (4, 2)


def test_the_notes_of_one_are_not_those_of_another(library, note, people):
    (own,) = others(library, note, 1)
    (other,) = others(library, replace(note, payee_id=people[2].id), 1)

    with library.reading() as books:
        assert books.payouts.latest(people[0].id, 9) == (own,)
        assert books.payouts.latest(people[2].id, 9) == (other,)
        assert books.payouts.latest(people[1].id, 9) == ()
        assert (books.payouts.count(people[0].id), books.payouts.count(people[1].id)) == (1, 0)


SETTLED = {"state": NoteState.CONFIRMED, "settled_at": NOON}


@pytest.mark.parametrize(
    ("nonsense", "rule"),
    [
        ({"amount": eur(0)}, "amount_pays_or_takes"),
        ({"amount": eur(-1)}, "amount_pays_or_takes"),
        ({"kind": NoteKind.CLAWBACK, "amount": eur(-1)}, "clawback"),
        ({"cancellation": CANCELLED}, "clawback_after_cancelling"),
        ({"state": NoteState.CONFIRMED}, "settled_by_somebody"),
        ({**SETTLED, "settled_by": 0}, "settled_by_another"),
        ({**SETTLED, "settled_by": 1, "amount": None}, "confirmed_an_amount"),
        ({"deal": eur(-1)}, "deal_not_negative"),
    ],
)
def test_a_note_that_can_not_be_is_refused(library, note, people, nonsense, rule):
    who = nonsense.get("settled_by")
    changes = nonsense if who is None else {**nonsense, "settled_by": people[who].id}
    with library.writing() as books, pytest.raises(IntegrityError, match=rule):
        books.payouts.add(replace(note, **changes))


def test_why_a_won_lead_was_cancelled_comes_back_with_its_history(library, note, people):
    cancelled = LeadEvent(NOON, note.lead_id, people[0].id, Verb.CANCEL, Stage.CANCELLED, cancellation=CANCELLED)
    with library.writing() as books:
        books.leads.note(cancelled)
    with library.reading() as books:
        assert books.leads.history(note.lead_id) == (cancelled,)


@pytest.mark.parametrize(
    "step",
    [
        LeadEvent(NOON, 0, None, Verb.CANCEL, Stage.CANCELLED),
        LeadEvent(NOON, 0, None, Verb.WIN, Stage.WON, cancellation=CANCELLED),
    ],
)
def test_a_cancellation_has_a_day_and_no_other_step_has_one(library, note, step):
    with library.writing() as books, pytest.raises(IntegrityError, match="cancelled_on_a_day"):
        books.leads.note(replace(step, lead_id=note.lead_id))
