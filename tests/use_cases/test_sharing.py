"""Sharing leads: by whom and with whom, what must not be said, and until when an answer is waited for."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.alliances import GameRules, Status
from bot.domain.leads import Attempt, Customer, Deadlines, LeadEvent, Offer, Side, Stage, Together, Verb
from bot.domain.refusals import FormRefused, NamesCustomer, NotActive, NoValues, Outsider
from bot.use_cases.leads import Sharing, earlier, expire, share
from tests.use_cases.world import ERIKA, GIVEN, JOINT, NOON, OFFER, RECEIVED, berlin_noon


def nothing_is_written(world):
    with world.library.reading() as books:
        return not books.leads.latest(None, None, 9)


@pytest.mark.parametrize("who", ["sender", "leadership"])
def test_everybody_of_ours_may_share_a_lead(world, who):
    lead = world.share(GIVEN, OFFER, by=who)

    kept, history = world.kept(lead)
    assert kept == lead
    assert (lead.stage, lead.sender_id, lead.shared_at) == (Stage.SHARED, world.people[who].id, NOON)
    assert history == (LeadEvent(NOON, lead.id, world.people[who].id, Verb.SHARE, Stage.SHARED),)


@pytest.mark.parametrize("who", ["partner contact", "stranger"])
def test_nobody_of_another_company_shares_a_lead(world, who):
    with pytest.raises(Outsider):
        world.share(by=who)

    assert nothing_is_written(world)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.PAUSED, Status.ENDED])
def test_a_lead_is_shared_with_an_active_alliance_alone(world, status):
    resting = world.change(status=status)

    with pytest.raises(NotActive) as refused:
        resting.share()

    assert (refused.value.partner, refused.value.status) == ("Acme", status)
    assert nothing_is_written(world)


GIVES_AWAY = [
    ({"need": "Nordwind Logistik wants robots"}, "need"),
    ({"need": "wants robots. " * 30 + "nordwind logistik"}, "need"),
    ({"need": "ask Erika Muster"}, "need"),
    ({"industry": "Logistics (Nordwind Logistik)"}, "industry"),
    ({"region": "Nordwind Logistik, north"}, "region"),
    ({"size": "Nordwind Logistik: 500"}, "size"),
]


def test_what_is_read_before_acceptance_must_not_name_the_customer_or_the_contact(world):
    for shown, field in GIVES_AWAY:
        about = Customer("Nordwind Logistik GmbH", **{key: text for key, text in shown.items() if key != "need"})

        with pytest.raises(FormRefused) as refused:
            world.share(offer=Offer(about, shown.get("need", "wants robots"), contact=ERIKA))

        assert {name: type(problem) for name, problem in refused.value.problems.items()} == {field: NamesCustomer}
    assert nothing_is_written(world)


def test_with_a_partner_who_competes_no_value_is_exchanged(world):
    rival = world.change(game=GameRules(competes=True))

    with pytest.raises(FormRefused) as refused:
        rival.share(offer=replace(OFFER, need="Nordwind Logistik moves"))

    assert {name: type(problem) for name, problem in refused.value.problems.items()} == {
        "need": NamesCustomer,
        "value": NoValues,
    }
    assert nothing_is_written(world)
    assert rival.share(offer=replace(OFFER, value=None)).stage is Stage.SHARED


def test_a_received_lead_is_answered_by_whom_it_was_given_to_or_the_partner_manager(world):
    with world.library.writing() as books:
        unasked = share(books, world.people["sender"], world.alliance, Sharing(RECEIVED, OFFER), NOON, frozenset())

    assert world.share(RECEIVED).owner_id == world.people["owner"].id
    assert unasked.owner_id == world.people["manager"].id
    assert world.share(GIVEN).owner_id is None


def test_a_joint_lead_is_accepted_from_the_start_and_waits_for_nobody(world):
    together = Together(Side.OURS, Side.PARTNERS, Attempt.AFTER)
    sharing = Sharing(JOINT, OFFER, together=together)

    with world.library.writing() as books:
        lead = share(books, world.people["sender"], world.alliance, sharing, NOON, frozenset())

    assert (lead.stage, lead.deadlines, lead.owner_id, lead.together) == (Stage.ACCEPTED, None, None, together)
    assert [event.stage for event in world.kept(lead)[1]] == [Stage.ACCEPTED]


def test_open_leads_of_the_alliance_about_the_same_customer_are_known_and_come_without_names(world):
    first, second = world.share(), world.share(RECEIVED, replace(OFFER, customer=Customer("nordwind LOGISTIK")))
    world.share(offer=replace(OFFER, customer=Customer("Nordwind Logistik Süd")))
    world.share(alliance=world.add("Beta"))
    closed = world.bring(world.share(), Stage.DECLINED)

    with world.library.reading() as books:
        known = earlier(books, second)
        of_the_first = earlier(books, first)

    assert ([lead.id for lead in known], [lead.id for lead in of_the_first]) == ([first.id], [second.id])
    assert closed.id not in {lead.id for lead in known}
    assert [lead.offer.customer.company for lead in known] == [""]


# Deadlines: 16 hours to answer, from 9 to 17 in Berlin


def test_deadlines_come_after_a_half_one_one_and_a_half_and_two_response_times(world):
    assert world.share().deadlines == Deadlines(*map(berlin_noon, (3, 4, 5, 6)))


def test_deadlines_leave_out_holidays_and_the_weekend(world):
    wednesday = frozenset({date(2026, 3, 4)})

    assert world.share(holidays=wednesday).deadlines == Deadlines(*map(berlin_noon, (3, 5, 6, 9)))


def test_deadlines_follow_the_response_time_and_the_hours_that_were_agreed(world):
    quick = world.change(game=GameRules(response_hours=3))

    assert quick.share().deadlines == Deadlines(
        NOON + timedelta(hours=1.5),
        NOON + timedelta(hours=3),
        NOON + timedelta(hours=4.5),
        berlin_noon(3) - timedelta(hours=2),
    )


@pytest.mark.parametrize(("late", "expired"), [(-1, False), (0, True), (3600, True)])
def test_a_lead_expires_when_its_last_time_is_over_and_the_clock_is_nobody(world, late, expired):
    lead = world.share()
    now = berlin_noon(6) + timedelta(seconds=late)

    with world.library.writing() as books:
        found = expire(books, lead.id, now)

    kept, history = world.kept(lead)
    assert found == (kept if expired else None)
    assert kept.stage is (Stage.EXPIRED if expired else Stage.SHARED)
    assert (kept.answered_at, kept.closed_at) == (None, now if expired else None)
    assert history[1:] == ((LeadEvent(now, lead.id, None, Verb.EXPIRE, Stage.EXPIRED),) if expired else ())


@pytest.mark.parametrize(("verb", "by"), [(Verb.ACCEPT, "manager"), (Verb.WITHDRAW, "sender")])
def test_what_was_answered_or_taken_back_does_not_expire(world, verb, by):
    lead = world.share()
    taken = world.take(lead, verb, by=by)

    with world.library.writing() as books:
        assert expire(books, lead.id, berlin_noon(20)) is None

    assert world.kept(lead)[0] == taken


def test_a_joint_lead_does_not_expire(world):
    lead = world.share(JOINT)

    with world.library.writing() as books:
        assert expire(books, lead.id, berlin_noon(30)) is None
