"""Giving and taking out of the books: a quarter worked out by hand, and the digest over all alliances."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from bot.domain.alliances import GameRules, Status
from bot.domain.health import Health, Move, Proposal, State, Why
from bot.domain.leads import Reason, Side, Stage, Verb
from bot.domain.money import Money, Rate
from bot.domain.periods import Days
from bot.domain.reciprocity import Agreement, Flow, Verdict
from bot.domain.refusals import NotAllowed, Outsider
from bot.use_cases.balance import digest, report
from tests.use_cases.world import GIVEN, JOINT, NOON, OFFER, RECEIVED, berlin_noon

QUARTER = Days(date(2026, 1, 1), date(2026, 4, 1))
NEXT_QUARTER = Days(date(2026, 4, 1), date(2026, 7, 1))
TODAY = berlin_noon(20)
HOUR = timedelta(hours=1)


def eur(amount):
    return Money.of(amount, "EUR")


def worth(amount):
    return replace(OFFER, value=None if amount is None else eur(amount))


def reported(world, period=QUARTER, now=TODAY, by="manager"):
    with world.library.reading() as books:
        return report(books, by and world.people[by], world.alliance, period, now)


def digested(world, now=TODAY, by="leadership"):
    with world.library.reading() as books:
        return digest(books, by and world.people[by], QUARTER, now)


def answered(world, lead, verb, after, **more):
    """The lead, answered so many hours after it was shared."""
    return world.take(lead, verb, now=lead.shared_at + after * HOUR, **more)


def a_quarters_life(world):
    """Six given and four received, one given that was a duplicate, one that was taken back, one joint."""
    for _ in range(2):
        world.share(GIVEN, worth(100_000), now=TODAY)
    world.bring(world.share(GIVEN, worth(50_000)), Stage.EXPIRED)
    answered(world, world.share(GIVEN, worth(40_000)), Verb.ACCEPT, 2)
    won = answered(world, world.share(GIVEN, worth(30_000)), Verb.ACCEPT, 4)
    world.take(world.take(won, Verb.QUALIFY), Verb.WIN, won=eur(35_000))
    answered(world, world.share(GIVEN, worth(20_000)), Verb.DECLINE, 6, reason=Reason.NO_BUDGET)
    answered(world, world.share(GIVEN, worth(90_000)), Verb.DECLINE, 100, reason=Reason.DUPLICATE)
    world.take(world.share(GIVEN, worth(70_000)), Verb.WITHDRAW)
    for hours in (1, 3, 90):
        answered(world, world.share(RECEIVED, worth(10_000)), Verb.ACCEPT, hours)
    world.share(RECEIVED, worth(None), now=TODAY)
    world.share(JOINT, worth(500_000))


def test_a_quarter_comes_out_as_worked_out_by_hand(world):
    a_quarters_life(world)

    balance = reported(world).balance

    # Waited: 2, 4, 6 and 100 hours; the expired one and the two of today were not answered.
    assert balance.given == Flow(
        shared=8,
        valid=6,
        accepted=2,
        qualified=1,
        won=1,
        open=3,
        expired=1,
        # 2 × 100, 50, 40, 30 and 20 thousand; neither the duplicate nor the one taken back.
        expected_value={"EUR": eur(340_000)},
        # 10 % of 200, 20 % of 40 and the 35 won.
        weighted_value={"EUR": eur(63_000)},
        won_value={"EUR": eur(35_000)},
        median_answer=5 * HOUR,
    )
    assert balance.received == Flow(
        shared=4,
        valid=4,
        accepted=3,
        open=4,
        expected_value={"EUR": eur(30_000)},
        weighted_value={"EUR": eur(6_000)},
        median_answer=3 * HOUR,
    )
    assert (balance.joint.shared, balance.joint.accepted, balance.joint.median_answer) == (1, 1, None)
    assert (balance.share, balance.off, balance.verdict) == (Fraction(6, 10), Fraction(1, 10), Verdict.BALANCED)
    assert balance.value_shares == {"EUR": Fraction(63, 69)}


def test_the_report_says_how_the_alliance_is_and_whose_turn_it_is(world):
    a_quarters_life(world)

    shown = reported(world)

    # In time are 5 of 7 answers (2, 4, 6, 1 and 3 hours); with the one that never came it is 5 of 8.
    assert shown.health == Health(State.BUILDING, (Why.ANSWERED_LATE,), days=0)
    assert shown.proposal == Proposal(Side.OURS, Move.KEEP_GOING)
    assert (shown.partner, shown.handle, shown.today) == ("Acme", "acme", date(2026, 3, 20))
    assert shown.manager_slack_id == world.people["manager"].slack_user_id


def test_an_empty_book_is_not_enough_and_on_paper_only(world):
    shown = reported(world)

    assert (shown.balance.verdict, shown.balance.share) == (Verdict.NOT_ENOUGH, None)
    assert shown.balance.given == shown.balance.received == shown.balance.joint == Flow()
    assert shown.health.state is State.ON_PAPER
    assert shown.proposal == Proposal(Side.OURS, Move.SHARE, 1)


def test_an_answer_that_is_due_is_overdue_until_it_comes_and_goes_before_all_else(world):
    lead = world.share(RECEIVED)

    before, due = (reported(world, now=now) for now in (berlin_noon(4) - HOUR, berlin_noon(4)))
    world.take(lead, Verb.ACCEPT, now=berlin_noon(5))

    assert (before.balance.received.overdue, due.balance.received.overdue) == (0, 1)
    assert due.balance.given.overdue == 0
    assert due.proposal == Proposal(Side.OURS, Move.ANSWER, 1)
    assert reported(world).balance.received.overdue == 0


@pytest.mark.parametrize(
    ("shared_at", "counts_in"),
    [
        (datetime(2025, 12, 31, 22, 59, 59, tzinfo=UTC), None),
        (datetime(2025, 12, 31, 23, tzinfo=UTC), QUARTER),
        (datetime(2026, 3, 31, 21, 59, 59, tzinfo=UTC), QUARTER),
        (datetime(2026, 3, 31, 22, tzinfo=UTC), NEXT_QUARTER),
    ],
)
def test_a_lead_counts_in_the_quarter_in_which_it_was_shared_by_the_clock_in_berlin(world, shared_at, counts_in):
    world.share(now=shared_at)

    counted = [period for period in (QUARTER, NEXT_QUARTER) if reported(world, period).balance.given.shared]

    assert counted == ([] if counts_in is None else [counts_in])


def test_health_looks_at_the_window_up_to_today_whatever_period_is_asked_for(world):
    world.share(now=TODAY)

    long_ago = reported(world, Days(date(2020, 1, 1), date(2020, 4, 1)))

    assert long_ago.balance.given == Flow()
    assert long_ago.health.state is State.BUILDING


def test_the_window_ends_today_and_is_as_long_as_agreed(world):
    short = world.change(game=GameRules(agreement=Agreement(window_days=30, minimum=1)))
    for day in range(4):
        world.take(short.share(GIVEN, now=TODAY - timedelta(days=26 + day)), Verb.ACCEPT)
    outside = short.share(RECEIVED, now=TODAY - timedelta(days=30))
    world.take(outside, Verb.ACCEPT)
    short.share(JOINT, now=TODAY)

    assert reported(short).health == Health(State.ONE_SIDED, (Why.WE_GIVE_MORE,), days=0)
    assert reported(short).balance.received.valid == 1


def test_what_was_agreed_is_what_is_measured_against(world):
    lopsided = world.change(game=GameRules(agreement=Agreement(share=Rate.percent(100))))
    for _ in range(5):
        lopsided.share(now=TODAY)

    shown = reported(lopsided)

    assert (shown.balance.verdict, shown.balance.off) == (Verdict.BALANCED, 0)
    assert shown.health == Health(State.BUILDING, (Why.NOTHING_QUALIFIED,), days=0)


def test_another_alliances_leads_count_nothing_here(world):
    other = world.add("Other")
    world.share(RECEIVED, alliance=other, now=NOON - timedelta(days=20))

    shown = reported(world)

    assert shown.balance.received == Flow()
    assert shown.health.state is State.ON_PAPER


def test_a_period_without_an_end_is_none_to_report_on(world):
    with pytest.raises(ValueError, match="ends"):
        reported(world, Days(date(2026, 1, 1)))


# Who may ask


def test_a_balance_is_for_its_managers_operations_leadership_administration_and_the_clock(world):
    for who in ("manager", "deputy", "sales operations", "leadership", "administrator", None):
        assert reported(world, by=who).partner == "Acme"
    for who, refusal in (("sender", NotAllowed), ("partner contact", Outsider), ("stranger", Outsider)):
        with pytest.raises(refusal):
            reported(world, by=who)


def test_a_digest_is_for_leadership_administration_and_the_clock(world):
    for who in ("leadership", "administrator", None):
        assert [row.partner for row in digested(world, by=who).rows] == ["Acme"]
    for who, refusal in (("manager", NotAllowed), ("sales operations", NotAllowed), ("partner contact", Outsider)):
        with pytest.raises(refusal):
            digested(world, by=who)


# The digest


def test_a_digest_holds_what_is_alive_and_begins_with_what_needs_somebody(world):
    fresh, asleep, sided, paused = (world.add(name) for name in ("Fresh", "Asleep", "Sided", "Paused"))
    world.add("Draft", Status.DRAFT, None)
    world.add("Ended", Status.ENDED)
    for alliance, direction, count, day in ((fresh, GIVEN, 1, 20), (asleep, RECEIVED, 1, -70), (sided, GIVEN, 5, 18)):
        for _ in range(count):
            world.share(direction, now=berlin_noon(1) + timedelta(days=day - 1), alliance=alliance)
    with world.library.writing() as books:
        books.alliances.save(replace(paused, status=Status.PAUSED))

    shown = digested(world)

    assert [(row.partner, row.health.state) for row in shown.rows] == [
        ("Sided", State.ONE_SIDED),
        ("Asleep", State.ASLEEP),
        ("Acme", State.ON_PAPER),
        ("Paused", State.ON_PAPER),
        ("Fresh", State.BUILDING),
    ]
    assert [row.status for row in shown.rows if row.partner == "Paused"] == [Status.PAUSED]
    assert (shown.period, shown.today) == (QUARTER, date(2026, 3, 20))


def test_a_row_of_the_digest_says_the_same_as_the_report(world):
    a_quarters_life(world)

    [row], shown = digested(world).rows, reported(world)

    assert (row.balance, row.health, row.proposal) == (shown.balance, shown.health, shown.proposal)


def test_an_empty_book_makes_an_empty_digest(world):
    world.change(status=Status.ENDED)

    assert digested(world).rows == ()


def test_today_is_the_day_it_is_in_the_companys_time_zone(world):
    assert digested(world, now=datetime(2026, 3, 20, 22, 59, tzinfo=UTC)).today == date(2026, 3, 20)
    assert digested(world, now=datetime(2026, 3, 20, 23, 0, tzinfo=UTC)).today == date(2026, 3, 21)
