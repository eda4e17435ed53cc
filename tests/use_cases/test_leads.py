"""Leads in the books, step by step: who may take them, what is refused and leaves no trace, who wins at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import product
from threading import Barrier

import pytest

from bot.domain.alliances import GameRules
from bot.domain.leads import TRANSITIONS, Reason, Stage, Verb
from bot.domain.refusals import FormRefused, LeadClosed, Missing, NotAllowed, NoValues, Outsider, UnknownLead
from bot.use_cases.leads import Step, expire, may_take, take
from tests.use_cases.world import GIVEN, NOON, OFFER, RECEIVED, WON, berlin_noon


def test_a_lead_is_followed_from_sharing_to_winning(world):
    lead = world.share(GIVEN, OFFER)
    steps = [(Verb.ACCEPT, "partner contact", {}), (Verb.QUALIFY, "deputy", {}), (Verb.WIN, "manager", {"won": WON})]
    for day, (verb, by, more) in enumerate(steps, 3):
        lead = world.take(lead, verb, by=by, now=berlin_noon(day), **more)

    kept, history = world.kept(lead)
    assert kept == lead
    assert (kept.stage, kept.won, kept.revision) == (Stage.WON, WON, 4)
    assert (kept.answered_at, kept.closed_at) == (berlin_noon(3), berlin_noon(5))
    assert [(event.at, event.verb, event.stage, event.amount) for event in history] == [
        (NOON, Verb.SHARE, Stage.SHARED, None),
        (berlin_noon(3), Verb.ACCEPT, Stage.ACCEPTED, None),
        (berlin_noon(4), Verb.QUALIFY, Stage.QUALIFIED, None),
        (berlin_noon(5), Verb.WIN, Stage.WON, WON),
    ]
    assert [event.actor_id for event in history] == [
        world.people[who].id for who in ("sender", "partner contact", "deputy", "manager")
    ]


def test_declining_keeps_the_reason_and_its_text_and_is_an_answer(world):
    lead = world.share(RECEIVED)

    declined = world.take(lead, Verb.DECLINE, by="owner", reason=Reason.OTHER, note="They moved last year")

    assert (declined.reason, declined.reason_note) == (Reason.OTHER, "They moved last year")
    assert (declined.answered_at, declined.closed_at) == (NOON, NOON)
    assert world.kept(lead)[1][-1].reason is Reason.OTHER


def test_taking_a_lead_back_is_no_answer(world):
    withdrawn = world.take(world.share(), Verb.WITHDRAW, by="sender")

    assert (withdrawn.answered_at, withdrawn.closed_at) == (None, NOON)


def test_what_a_step_does_not_need_is_not_kept(world):
    lead = world.share()

    accepted = world.take(lead, Verb.ACCEPT, reason=Reason.DUPLICATE, note="?", won=WON)

    assert (accepted.reason, accepted.reason_note, accepted.won) == (None, "", None)
    event = world.kept(lead)[1][-1]
    assert (event.reason, event.amount) == (None, None)


INCOMPLETE = [
    (Stage.SHARED, Step(Verb.DECLINE), "reason"),
    (Stage.SHARED, Step(Verb.DECLINE, Reason.OTHER), "note"),
    (Stage.SHARED, Step(Verb.DECLINE, Reason.OTHER, "  "), "note"),
    (Stage.ACCEPTED, Step(Verb.DISQUALIFY), "reason"),
    (Stage.QUALIFIED, Step(Verb.LOSE), "reason"),
    (Stage.QUALIFIED, Step(Verb.LOSE, Reason.OTHER), "note"),
    (Stage.QUALIFIED, Step(Verb.WIN), "amount"),
    (Stage.WON, Step(Verb.CANCEL), "trigger"),
]


def test_a_step_without_what_it_needs_is_refused_and_leaves_no_trace(world):
    for stage, step, missing in INCOMPLETE:
        before = world.kept(world.bring(world.share(), stage))

        with pytest.raises(FormRefused) as refused, world.library.writing() as books:
            take(books, world.people["manager"], before[0].id, step, NOON)

        assert {name: type(problem) for name, problem in refused.value.problems.items()} == {missing: Missing}
        assert world.kept(before[0]) == before


def test_with_a_partner_who_competes_a_lead_is_won_without_an_amount(world):
    rival = world.change(game=GameRules(competes=True))
    offer = replace(OFFER, value=None)
    qualified = rival.bring(rival.share(offer=offer), Stage.QUALIFIED)

    with pytest.raises(FormRefused) as refused:
        rival.take(qualified, Verb.WIN, won=WON)
    won = rival.take(qualified, Verb.WIN)

    assert {name: type(problem) for name, problem in refused.value.problems.items()} == {"amount": NoValues}
    assert (won.stage, won.won) == (Stage.WON, None)
    kept, history = rival.kept(won)
    assert (kept, history[-1].amount) == (won, None)


def test_a_step_that_does_not_fit_the_stage_is_refused_with_the_stage_and_leaves_no_trace(world):
    for stage, verb in product(Stage, Verb):
        if (stage, verb) not in TRANSITIONS:
            before = world.kept(world.bring(world.share(), stage))

            with pytest.raises(LeadClosed) as refused:
                world.take(before[0], verb, reason=Reason.TIMING, won=WON)

            assert (refused.value.reference, refused.value.stage) == (before[0].reference, stage)
            assert world.kept(before[0]) == before


NOT_ITS_RECIPIENT = {
    GIVEN: ("sender", "seller", "sales operations", "leadership", "stranger"),
    RECEIVED: ("sender", "seller", "partner contact", "stranger"),
}


@pytest.mark.parametrize("direction", NOT_ITS_RECIPIENT)
def test_nobody_but_its_recipient_and_the_managers_answers_a_lead(world, direction):
    lead = world.share(direction)
    before = world.kept(lead)

    for who in NOT_ITS_RECIPIENT[direction]:
        refusal = Outsider if who == "stranger" else NotAllowed
        with pytest.raises(refusal):
            world.take(lead, Verb.ACCEPT, by=who)
        with pytest.raises(refusal), world.library.reading() as books:
            may_take(books, world.people[who], lead.id, Verb.ACCEPT)

    assert world.kept(lead) == before


def test_its_recipient_and_the_managers_answer_a_lead(world):
    for direction, who in ((GIVEN, "partner contact"), (RECEIVED, "owner"), (GIVEN, "deputy"), (RECEIVED, "manager")):
        assert world.take(world.share(direction), Verb.ACCEPT, by=who).stage is Stage.ACCEPTED


def test_a_received_lead_is_taken_back_by_who_wrote_it_down_the_partner_and_the_managers(world):
    for who in ("sender", "partner contact", "deputy"):
        assert world.take(world.share(RECEIVED), Verb.WITHDRAW, by=who).stage is Stage.WITHDRAWN


def test_a_lead_that_is_not_there_is_called_by_its_reference(world):
    with pytest.raises(UnknownLead) as refused, world.library.writing() as books:
        take(books, world.people["manager"], 41, Step(Verb.ACCEPT), NOON)

    assert refused.value.typed == "L-1041"


# Two at once


def at_once(*acts):
    """What each gave or was refused with; all start in the same moment."""
    ready = Barrier(len(acts))

    def start(act):
        ready.wait()
        try:
            return act()
        except LeadClosed as refused:
            return refused

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(start, acts))


def test_of_two_answers_at_once_one_wins_and_the_other_is_told_how_the_lead_stands(world):
    for _ in range(5):
        lead = world.share()

        outcomes = at_once(
            lambda of=lead: world.take(of, Verb.ACCEPT, by="partner contact"),
            lambda of=lead: world.take(of, Verb.DECLINE, reason=Reason.TIMING),
            lambda of=lead: world.take(of, Verb.WITHDRAW, by="sender"),
        )

        kept, history = world.kept(lead)
        assert [outcome for outcome in outcomes if not isinstance(outcome, LeadClosed)] == [kept]
        assert {outcome.stage for outcome in outcomes if isinstance(outcome, LeadClosed)} == {kept.stage}
        assert [event.stage for event in history] == [Stage.SHARED, kept.stage]


def test_an_answer_in_the_moment_of_expiry_is_either_in_time_or_too_late(world):
    def run_out(lead):
        with world.library.writing() as books:
            return expire(books, lead.id, berlin_noon(6))

    for _ in range(5):
        lead = world.share()

        answer, expiry = at_once(lambda of=lead: world.take(of, Verb.ACCEPT), lambda of=lead: run_out(of))

        kept, history = world.kept(lead)
        assert [event.stage for event in history] == [Stage.SHARED, kept.stage]
        if kept.stage is Stage.EXPIRED:
            assert (expiry, answer.stage) == (kept, Stage.EXPIRED)
        else:
            assert (answer, expiry) == (kept, None)
