"""Payout notes at the books: made when a joint deal is won or cancelled, settled by one who isn't paid."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.goals import Curve
from bot.domain.history import Deed
from bot.domain.incentives import (
    AllianceRules,
    Basis,
    Bonus,
    Clawback,
    Conditions,
    FixedAmount,
    GoalBonus,
    Measure,
    Mode,
    Percentage,
    Plan,
    Returns,
    Route,
    Scope,
    Share,
    Split,
    Tier,
    Tiers,
    Trigger,
)
from bot.domain.leads import Cancellation, Stage, Verb
from bot.domain.money import Money, Rate
from bot.domain.payouts import NoteKind, NoteState
from bot.domain.people import Figures, PayRole, Right
from bot.domain.periods import Days, PeriodKind
from bot.domain.refusals import (
    AlreadySettled,
    CurrencyDiffers,
    DayOutside,
    FormRefused,
    LeadClosed,
    Missing,
    MoreThanPaid,
    NotAllowed,
    NothingPaid,
    Outsider,
    OwnPayout,
    UnknownPayout,
)
from bot.domain.versions import Series, State
from bot.use_cases import leads, payouts
from tests.use_cases.world import GIVEN, JOINT, NOON, OFFER, RECEIVED, WON

TODAY = NOON.date()
TWO_PERCENT = Percentage(Rate.percent(2))
YEAR_BACK = Clawback(12, Returns.PRO_RATA, (Trigger.CUSTOMER_CANCELS, Trigger.NOT_PAID))


def eur(amount):
    return Money.of(amount, "EUR")


def rules(*components, mode=Mode.ON_TOP, currency="EUR", credit=100):
    return AllianceRules(currency, components, mode, Rate.percent(credit))


def release(world, terms, since=date(2025, 1, 1), role=PayRole.SELLER, alliance=None):
    """Terms in force from a day on: alliance rules for the route together, or a plan."""
    is_plan = isinstance(terms, Plan)
    series = Series(role) if is_plan else Series(role, (alliance or world.alliance).id, Route.TOGETHER)
    drafter, releaser = world.people["manager"].id, world.people["sales operations"].id
    with world.library.writing() as books:
        draft = books.versions.add(series, terms, Days(since), drafter, NOON)
        released = replace(draft, state=State.RELEASED, decided_by=releaser, decided_at=NOON)
        assert books.versions.decide(released)
        return released


def win(world, won=WON, *, shared=NOON, now=NOON, direction=JOINT, by="sender"):
    """A lead shared and won; of a joint one the sender is paid."""
    lead = world.share(direction, now=shared, by=by)
    if direction is not JOINT:
        world.take(lead, Verb.ACCEPT, now=now)
    world.take(lead, Verb.QUALIFY, now=now)
    return world.take(lead, Verb.WIN, won=won, now=now)


def cancel(world, lead, trigger=Trigger.CUSTOMER_CANCELS, day=TODAY, *, by="manager", now=None):
    moment = now or datetime(day.year, day.month, day.day, 11, tzinfo=UTC)
    return world.take(lead, Verb.CANCEL, by=by, cancellation=Cancellation(trigger, day), now=moment)


def notes(world, lead):
    with world.library.reading() as books:
        return books.payouts.of_lead(lead.id)


def confirm(world, note, entered=None, *, by="sales operations"):
    with world.library.writing() as books:
        return payouts.confirm(books, world.people[by], note.id, entered, NOON).note


def reject(world, note, reason="Not ours.", *, by="sales operations"):
    with world.library.writing() as books:
        return payouts.reject(books, world.people[by], note.id, reason, NOON).note


def paid(world, *components, **more):
    """The confirmed note of a deal won under rules with these components."""
    release(world, rules(*components))
    lead = win(world, **more)
    (note,) = notes(world, lead)
    return lead, confirm(world, note)


# What a win promises


def test_a_won_joint_deal_makes_a_note_for_who_shared_it_with_what_the_rules_pay(world):
    version = release(world, rules(TWO_PERCENT, FixedAmount(eur(500))))

    lead = win(world)

    (note,) = notes(world, lead)
    assert (note.reference, note.lead_reference, note.kind) == (f"P-{note.id}", lead.reference, NoteKind.PAY)
    assert (note.payee_id, note.pay_role) == (world.people["sender"].id, PayRole.SELLER)
    assert (note.amount, note.promise.amount, note.state) == (eur(2_100), eur(2_100), NoteState.OPEN)
    assert [line.amount for line in note.promise.lines] == [eur(1_600), eur(500)]
    assert (note.promise.rules_id, note.promise.plan_id, note.promise.as_of) == (version.id, None, TODAY)
    assert (note.closed, note.deal, note.made_at) == (TODAY, WON, NOON)


def test_what_the_plan_pays_is_not_promised_by_the_alliance(world):
    plan = release(world, Plan("EUR", (Percentage(Rate.percent(3)),)))
    release(world, rules(TWO_PERCENT))

    (note,) = notes(world, win(world))

    assert (note.amount, note.promise.plan_id) == (eur(1_600), plan.id)


def test_rules_instead_of_the_plan_promise_all_there_is(world):
    release(world, Plan("EUR", (Percentage(Rate.percent(3)),)))
    release(world, rules(TWO_PERCENT, mode=Mode.INSTEAD))

    (note,) = notes(world, win(world))

    assert (note.amount, note.promise.plan_id) == (eur(1_600), None)


def test_the_part_of_the_payee_is_noted_where_pay_is_split(world):
    shares = (Share(PayRole.SELLER, Rate.percent(70)), Share(PayRole.PRESALES, Rate.percent(30)))
    release(world, rules(TWO_PERCENT, Split(shares)))

    (note,) = notes(world, win(world))

    assert note.amount == eur(1_120)
    assert note.promise.lines[-1].component.shares == shares


@pytest.mark.parametrize("direction", [GIVEN, RECEIVED])
def test_a_deal_that_is_not_joint_makes_no_note(world, direction):
    release(world, rules(TWO_PERCENT))

    assert notes(world, win(world, direction=direction)) == ()


def test_without_rules_in_force_on_either_day_no_note_is_made(world):
    release(world, rules(TWO_PERCENT), since=TODAY + timedelta(days=1))
    release(world, rules(TWO_PERCENT), role=PayRole.PRESALES)

    assert notes(world, win(world)) == ()


@pytest.mark.parametrize(
    "terms",
    [
        rules(FixedAmount(eur(500), Conditions(deal_from=eur(80_001)))),
        rules(Bonus(eur(500), Days(date(2026, 4, 1)))),
        rules(YEAR_BACK),
    ],
)
def test_where_nothing_is_due_no_note_is_made(world, terms):
    release(world, terms)

    assert notes(world, win(world)) == ()


# Whose rules


SPRING = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("before", "after", "amount", "of_registration"),
    [
        (3, 2, 2_400, True),
        (2, 3, 2_400, False),
        (2, 2, 1_600, False),
    ],
)
def test_the_rules_of_the_day_it_was_shared_count_where_they_pay_more(world, before, after, amount, of_registration):
    shared = NOON - timedelta(days=30)
    older = release(world, rules(Percentage(Rate.percent(before))))
    newer = release(world, rules(Percentage(Rate.percent(after))), since=SPRING)

    (note,) = notes(world, win(world, shared=shared))

    assert note.amount == eur(amount)
    assert note.promise.rules_id == (older if of_registration else newer).id
    assert note.promise.as_of == (shared.date() if of_registration else TODAY)


def test_the_promise_outlives_rules_that_have_ended_since(world):
    ended = release(world, rules(TWO_PERCENT))
    with world.library.writing() as books:
        last = books.versions.add(ended.series, rules(TWO_PERCENT), Days(SPRING, TODAY), ended.drafted_by, NOON)
        books.versions.decide(replace(last, state=State.RELEASED, decided_by=ended.decided_by, decided_at=NOON))

    (note,) = notes(world, win(world, shared=NOON - timedelta(days=30)))

    assert (note.amount, note.promise.as_of) == (eur(1_600), (NOON - timedelta(days=30)).date())


def test_a_plan_that_paid_more_at_registration_does_not_keep_rules_that_paid_less(world):
    release(world, Plan("EUR", (Percentage(Rate.percent(5)),)))
    release(world, Plan("EUR", (Percentage(Rate.percent(3)),)), since=SPRING)
    release(world, rules(FixedAmount(eur(1_000))))
    release(world, rules(FixedAmount(eur(1_500))), since=SPRING)

    (note,) = notes(world, win(world, shared=NOON - timedelta(days=30)))

    assert note.amount == eur(1_500)


def test_the_day_is_the_companys(world):
    late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)

    release(world, rules(TWO_PERCENT))
    (note,) = notes(world, win(world, now=late))

    assert note.closed == date(2026, 3, 3)


# What can't be told


@pytest.mark.parametrize(
    ("component", "told"),
    [
        (Percentage(Rate.percent(5), Basis.MARGIN), None),
        (FixedAmount(eur(100), Conditions(product="Cell")), ()),
        (Tiers((Tier(eur(0), Rate.percent(1)), Tier(eur(100_000), Rate.percent(2))), Scope.MARGINAL,
               period=PeriodKind.QUARTER), ()),
    ],
)  # fmt: skip
def test_what_can_not_be_told_from_the_deal_alone_is_noted_with_an_open_amount(world, component, told):
    release(world, rules(FixedAmount(eur(500)), component))

    (note,) = notes(world, win(world))

    assert (note.amount, note.promise.amount) == (None, None)
    assert (note.promise.lines is None) is (told is None)


def test_a_deal_in_a_currency_the_rules_do_not_know_is_noted_with_an_open_amount_in_theirs(world):
    release(world, rules(TWO_PERCENT))

    (note,) = notes(world, win(world, won=Money.of(80_000, "CHF")))

    assert (note.amount, note.promise.currency, note.deal.currency) == (None, "EUR", "CHF")
    assert confirm(world, note, eur(1_550)).amount == eur(1_550)


def test_a_plan_that_needs_more_does_not_keep_the_rules_from_being_told(world):
    goal = GoalBonus(Measure.MARGIN, PeriodKind.YEAR, Curve(), eur(10_000), eur(100_000))
    release(world, Plan("EUR", (goal,)))
    release(world, rules(TWO_PERCENT))

    (note,) = notes(world, win(world))

    assert note.amount == eur(1_600)


def test_nobodys_own_figures_show_in_a_note(world):
    release(world, rules(Tiers((Tier(eur(0), Rate.percent(1)), Tier(eur(100_000), Rate.percent(2))), Scope.MARGINAL,
                               period=PeriodKind.QUARTER)))  # fmt: skip
    with world.library.writing() as books:
        quarter = Days(date(2026, 1, 1), date(2026, 4, 1))
        books.figures.save(world.people["sender"].id, Figures(quarter, booked=eur(123_456), quota=eur(654_321)))

    (note,) = notes(world, win(world))

    assert note.amount is None
    assert "12345600" not in repr(note)
    assert "65432100" not in repr(note)


# Winning once


def test_a_lead_won_twice_is_noted_once(world):
    release(world, rules(TWO_PERCENT))
    lead = win(world)

    with pytest.raises(LeadClosed):
        world.take(lead, Verb.WIN, won=WON)
    with world.library.writing() as books:
        (kept,) = books.payouts.of_lead(lead.id)
        assert books.payouts.add(replace(kept, id=0)) is None

    assert notes(world, lead) == (kept,)


def test_a_win_that_is_undone_leaves_no_note(world):
    release(world, rules(TWO_PERCENT))
    lead = world.share(JOINT)
    world.take(lead, Verb.QUALIFY)

    def win_and_fail():
        with world.library.writing() as books:
            leads.take(books, world.people["sender"], lead.id, leads.Step(Verb.WIN, won=WON), NOON)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        win_and_fail()

    assert notes(world, lead) == ()
    assert world.kept(lead)[0].stage is Stage.QUALIFIED


# Settling


def noted(world, *components):
    release(world, rules(*(components or (TWO_PERCENT,))))
    (note,) = notes(world, win(world))
    return note


def test_sales_operations_confirm_and_it_is_written_down_who_and_when(world):
    note = confirm(world, noted(world))

    operations = world.people["sales operations"].id
    assert (note.state, note.settled_by, note.settled_at, note.amount) == (
        NoteState.CONFIRMED,
        operations,
        NOON,
        eur(1_600),
    )
    with world.library.reading() as books:
        assert books.payouts.get(note.id) == note
        entry = books.history.of_alliance(world.alliance.id, 9)[0]
    assert (entry.deed, entry.actor_id, entry.fields) == (Deed.PAYOUT_CONFIRMED, operations, (note.reference,))


def test_a_rejection_keeps_its_reason_which_the_history_does_not_tell(world):
    note = reject(world, noted(world), "Covered by the framework contract.")

    assert (note.state, note.reason) == (NoteState.REJECTED, "Covered by the framework contract.")
    with world.library.reading() as books:
        assert books.payouts.get(note.id) == note
        entries = books.history.of_alliance(world.alliance.id, 9)
    assert entries[0].deed is Deed.PAYOUT_REJECTED
    assert "framework" not in repr(entries)


def test_a_rejection_needs_a_reason(world):
    note = noted(world)

    with pytest.raises(FormRefused) as refused:
        reject(world, note, "  ")

    assert isinstance(refused.value.problems["reason"], Missing)


@pytest.mark.parametrize("who", ["manager", "sender", "owner", "administrator", "leadership"])
def test_nobody_but_sales_operations_settles(world, who):
    note = noted(world)

    for settle in (confirm, reject):
        with pytest.raises(NotAllowed):
            settle(world, note, by=who)

    with world.library.reading() as books:
        assert books.payouts.get(note.id) == note


def test_nobody_settles_an_own_note(world):
    with world.library.writing() as books:
        books.people.assign(world.people["sender"].id, {Right.SALES_OPERATIONS}, PayRole.SELLER)
        world.people["sender"] = books.people.get(world.people["sender"].id)
    note = noted(world)

    for settle in (confirm, reject):
        with pytest.raises(OwnPayout):
            settle(world, note, by="sender")
    with world.library.reading() as books:
        asked = payouts.reviewers(books, note)
        assert not payouts.look(books, world.people["sender"], note.id).may_settle

    assert [person.id for person in asked] == [world.people["sales operations"].id]


@pytest.mark.parametrize("second", [confirm, reject])
@pytest.mark.parametrize("first", [confirm, reject])
def test_a_note_is_settled_once(world, first, second):
    note = first(world, noted(world))

    with pytest.raises(AlreadySettled) as refused:
        second(world, note)

    assert refused.value.confirmed is (first is confirm)
    assert refused.value.by_slack_id == world.people["sales operations"].slack_user_id
    assert notes(world, lead_of(world, note)) == (note,)


def lead_of(world, note):
    with world.library.reading() as books:
        return books.leads.get(note.lead_id)


def test_an_open_amount_is_entered_with_the_confirmation(world):
    note = noted(world, Percentage(Rate.percent(5), Basis.MARGIN))

    for entered, problem in ((None, Missing), (eur(0), Missing), (Money.of(5, "CHF"), CurrencyDiffers)):
        with pytest.raises(FormRefused) as refused:
            confirm(world, note, entered)
        assert isinstance(refused.value.problems["amount"], problem)
    settled = confirm(world, note, eur("812.50"))

    assert (settled.amount, settled.promise.amount) == (eur("812.50"), None)
    with world.library.reading() as books:
        assert books.payouts.get(note.id) == settled


def test_an_amount_that_is_known_is_not_entered_over(world):
    assert confirm(world, noted(world), eur(9)).amount == eur(1_600)


# Cancelling


def test_a_cancelled_deal_counts_as_won_no_more_and_its_history_stays(world):
    lead = win(world)

    cancelled = cancel(world, lead, Trigger.NOT_PAID)

    kept, events = world.kept(lead)
    assert kept == cancelled
    assert (kept.stage, kept.won, kept.closed_at) == (Stage.CANCELLED, None, NOON)
    assert [event.verb for event in events] == [Verb.SHARE, Verb.QUALIFY, Verb.WIN, Verb.CANCEL]
    assert (events[2].amount, events[3].cancellation) == (WON, Cancellation(Trigger.NOT_PAID, TODAY))


@pytest.mark.parametrize("who", ["manager", "deputy", "sales operations"])
def test_partner_manager_and_sales_operations_write_down_that_a_deal_was_cancelled(world, who):
    assert cancel(world, win(world), by=who).stage is Stage.CANCELLED


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        ("sender", NotAllowed),
        ("seller", NotAllowed),
        ("administrator", NotAllowed),
        ("leadership", NotAllowed),
        ("partner contact", Outsider),
        ("stranger", Outsider),
    ],
)
def test_nobody_else_does(world, who, refusal):
    lead = win(world)

    with pytest.raises(refusal):
        cancel(world, lead, by=who)

    assert world.kept(lead)[0].stage is Stage.WON


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), TODAY + timedelta(days=8)])
def test_a_deal_is_cancelled_between_the_day_it_was_won_and_today(world, day):
    lead = win(world)

    with pytest.raises(FormRefused) as refused:
        cancel(world, lead, day=day, now=NOON + timedelta(days=7))

    outside = refused.value.problems["cancelled_on"]
    assert isinstance(outside, DayOutside)
    assert (outside.first, outside.last) == (TODAY, TODAY + timedelta(days=7))
    assert world.kept(lead)[0].stage is Stage.WON


# What is owed back


@pytest.mark.parametrize(
    ("terms", "day", "owed"),
    [
        (Clawback(12, Returns.ALL), date(2026, 6, 2), -2_100),
        (Clawback(12, Returns.SHARE, share=Rate.percent(40)), date(2026, 6, 2), -840),
        (Clawback(12, Returns.PRO_RATA), date(2026, 6, 2), -1_575),
        (Clawback(12, Returns.ALL), date(2027, 3, 1), -2_100),
    ],
)
def test_a_cancellation_makes_a_new_negative_note_by_the_terms_it_was_paid_under(world, terms, day, owed):
    lead, note = paid(world, TWO_PERCENT, FixedAmount(eur(500)), terms)

    cancel(world, lead, day=day)

    first, back = notes(world, lead)
    assert first == note
    assert (back.kind, back.amount, back.takes_back, back.state) == (
        NoteKind.CLAWBACK,
        eur(owed),
        note.id,
        NoteState.OPEN,
    )
    assert (back.payee_id, back.promise, back.closed) == (note.payee_id, note.promise, note.closed)
    assert back.cancellation == Cancellation(Trigger.CUSTOMER_CANCELS, day)


@pytest.mark.parametrize(
    ("terms", "trigger", "day"),
    [
        (Clawback(12, Returns.ALL), Trigger.OUR_FAULT, date(2026, 6, 2)),
        (Clawback(12, Returns.ALL), Trigger.NOT_PAID, date(2026, 6, 2)),
        (Clawback(12, Returns.ALL), Trigger.CUSTOMER_CANCELS, date(2027, 3, 2)),
        (Clawback(12, Returns.ALL, when=Conditions(deal_from=eur(80_001))), Trigger.CUSTOMER_CANCELS, TODAY),
        (FixedAmount(eur(1)), Trigger.CUSTOMER_CANCELS, TODAY),
    ],
)
def test_where_nothing_is_owed_back_no_note_is_made(world, terms, trigger, day):
    lead, note = paid(world, TWO_PERCENT, terms)

    cancel(world, lead, trigger, day)

    assert notes(world, lead) == (note,)


def test_what_depends_on_what_nobody_knows_is_taken_back_with_an_open_amount(world):
    lead, _ = paid(world, TWO_PERCENT, Clawback(12, Returns.ALL, when=Conditions(product="Cell")))

    cancel(world, lead)

    assert notes(world, lead)[1].amount is None


def test_what_depends_on_too_much_to_try_it_all_is_taken_back_with_an_open_amount(world):
    asking = [
        Clawback(12, Returns.ALL, when=Conditions(product=f"P{n}", region=f"R{n}", months_from=n)) for n in range(1, 14)
    ]
    release(world, rules(TWO_PERCENT, *asking))
    lead = win(world)
    confirm(world, notes(world, lead)[0], eur(1_600))

    cancel(world, lead)

    assert notes(world, lead)[1].amount is None


def test_a_note_that_was_rejected_is_not_taken_back(world):
    release(world, rules(TWO_PERCENT, YEAR_BACK))
    lead = win(world)
    (note,) = notes(world, lead)
    rejected = reject(world, note)

    cancel(world, lead)

    assert notes(world, lead) == (rejected,)


def test_a_note_that_is_open_is_taken_back_and_the_two_are_confirmed_one_after_the_other(world):
    release(world, rules(TWO_PERCENT, Clawback(12, Returns.ALL)))
    lead = win(world)
    cancel(world, lead)
    note, back = notes(world, lead)

    with pytest.raises(NothingPaid) as refused:
        confirm(world, back)
    assert refused.value.paid_by == note.reference

    assert confirm(world, note).amount + confirm(world, back).amount == eur(0)


def test_a_clawback_of_a_note_that_was_rejected_meanwhile_can_only_be_rejected(world):
    release(world, rules(TWO_PERCENT, Clawback(12, Returns.ALL)))
    lead = win(world)
    cancel(world, lead)
    note, back = notes(world, lead)
    reject(world, note)

    with pytest.raises(NothingPaid):
        confirm(world, back)

    assert reject(world, back).state is NoteState.REJECTED


def test_what_is_owed_back_of_an_open_amount_is_entered_without_a_sign(world):
    release(world, rules(Percentage(Rate.percent(5), Basis.MARGIN), Clawback(12, Returns.ALL)))
    lead = win(world)
    (note,) = notes(world, lead)
    cancel(world, lead)
    back = notes(world, lead)[1]
    confirm(world, note, eur(700))

    assert back.amount is None
    with pytest.raises(FormRefused) as refused:
        confirm(world, back, eur("700.01"))
    assert isinstance(refused.value.problems["amount"], MoreThanPaid)
    assert refused.value.problems["amount"].paid == eur(700)
    assert confirm(world, back, eur(700)).amount == eur(-700)


# Who sees what


def test_sales_operations_see_all_notes_the_open_ones_first(world):
    release(world, rules(TWO_PERCENT))
    made = [notes(world, win(world, by=who))[0] for who in ("sender", "seller", "sender")]
    settled = confirm(world, made[1])

    with world.library.reading() as books:
        seen = payouts.listing(books, world.people["sales operations"])

    assert [card.note for card in seen.cards] == [made[2], made[0], settled]
    assert (seen.total, seen.open) == (3, 2)
    assert [card.may_settle for card in seen.cards] == [True, True, False]
    assert {card.partner for card in seen.cards} == {"Acme"}


def test_everybody_sees_their_own_notes_alone(world):
    release(world, rules(TWO_PERCENT))
    own, _ = (notes(world, win(world, by=who))[0] for who in ("sender", "seller"))

    with world.library.reading() as books:
        seen = payouts.mine(books, world.people["sender"])
        nothing = payouts.mine(books, world.people["sales operations"])
        assert payouts.look(books, world.people["sender"], own.id).note == own

    assert [card.note for card in seen.cards] == [own]
    assert not any(card.may_settle for card in seen.cards)
    assert (nothing.cards, nothing.total) == ((), 0)


@pytest.mark.parametrize("who", ["manager", "seller", "administrator", "leadership"])
def test_nobody_else_sees_a_note_or_the_list_or_the_file(world, who):
    note = noted(world)

    with world.library.reading() as books:
        for look in (
            lambda: payouts.listing(books, world.people[who]),
            lambda: payouts.every(books, world.people[who]),
            lambda: payouts.look(books, world.people[who], note.id),
            lambda: payouts.review(books, world.people[who], note.id),
        ):
            with pytest.raises(NotAllowed):
                look()


def test_people_of_other_companies_see_nothing(world):
    note = noted(world)

    with world.library.reading() as books:
        for look in (payouts.listing, payouts.mine, payouts.every):
            with pytest.raises(Outsider):
                look(books, world.people["partner contact"])
        with pytest.raises(Outsider):
            payouts.look(books, world.people["partner contact"], note.id)


def test_a_note_that_is_not_there_is_called_by_its_number(world):
    with world.library.reading() as books, pytest.raises(UnknownPayout) as refused:
        payouts.look(books, world.people["sales operations"], 41)

    assert refused.value.typed == "P-41"


def test_a_long_list_is_cut_and_says_how_many_there_are_and_a_file_holds_all(world):
    release(world, rules(TWO_PERCENT))
    for _ in range(payouts.LIST_LIMIT + 2):
        win(world)

    with world.library.reading() as books:
        seen = payouts.listing(books, world.people["sales operations"])
        assert len(payouts.every(books, None)) == payouts.LIST_LIMIT + 2

    assert (len(seen.cards), seen.total) == (payouts.LIST_LIMIT, payouts.LIST_LIMIT + 2)


def test_a_note_never_names_the_customer(world):
    note = noted(world)

    with world.library.reading() as books:
        shown = payouts.look(books, world.people["sales operations"], note.id)

    assert OFFER.customer.company not in repr(shown)
    assert OFFER.need not in repr(shown)
