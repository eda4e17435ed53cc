"""What is posted, listed and looked at of leads, and what nobody gets to see."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.leads import Basis, Contact, Customer, Direction, Offer, Reason, Stage, Verb
from bot.domain.money import Money
from bot.domain.refusals import NotAllowed, Outsider
from bot.use_cases.leads import card, customer, file, listing, may_take
from tests.use_cases.world import ERIKA, GIVEN, JOINT, NOON, OFFER, RECEIVED


@pytest.mark.parametrize(
    ("direction", "for_sender", "verbs"),
    [
        (GIVEN, True, (Verb.WITHDRAW,)),
        (GIVEN, False, (Verb.ACCEPT, Verb.DECLINE)),
        (RECEIVED, True, (Verb.WITHDRAW,)),
        (RECEIVED, False, (Verb.ACCEPT, Verb.DECLINE)),
        (JOINT, True, (Verb.QUALIFY, Verb.DISQUALIFY)),
        (JOINT, False, (Verb.QUALIFY, Verb.DISQUALIFY)),
    ],
)
def test_a_post_offers_each_side_what_is_its_to_do(world, direction, for_sender, verbs):
    lead = world.share(direction)

    with world.library.reading() as books:
        shown = card(books, lead, world.alliance, for_sender=for_sender)

    assert (shown.verbs, shown.for_sender, shown.partner) == (verbs, for_sender, "Acme")
    assert shown.sender_slack_id == world.people["sender"].slack_user_id
    assert shown.owner_slack_id == (world.people["owner"].slack_user_id if direction is RECEIVED else None)


@pytest.mark.parametrize("direction", Direction)
def test_what_a_post_offers_its_reader_may_do(world, direction):
    lead = world.share(direction)
    readers = {True: "sender", False: "owner" if direction is RECEIVED else "manager"}

    with world.library.reading() as books:
        for for_sender, who in readers.items():
            for verb in card(books, lead, world.alliance, for_sender=for_sender).verbs:
                assert may_take(books, world.people[who], lead.id, verb)


def test_a_lead_that_ended_offers_nothing_more(world):
    lead = world.bring(world.share(), Stage.WON)

    with world.library.reading() as books:
        for for_sender in (True, False):
            assert card(books, lead, world.alliance, for_sender=for_sender).verbs == ()


ON_BOOKS = settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
"""Examples go into the same books, one after the other."""
SECRET = st.text(st.characters(categories=["Lu", "Ll"]), min_size=8, max_size=20).map(lambda text: f"§{text}§")
"""A text that can't turn up by chance."""
OFFERS = st.builds(
    Offer,
    customer=st.builds(Customer, company=SECRET, industry=st.sampled_from(["", "Logistics"])),
    need=st.just("wants robots"),
    value=st.none() | st.integers(10**9, 10**12).map(lambda minor: Money(minor, "EUR")),
    link=SECRET,
    confidential=st.booleans(),
    contact=st.none() | st.builds(Contact, name=SECRET, basis=st.sampled_from(Basis), note=SECRET),
)


def secrets_of(offer):
    contact = [offer.contact.name, offer.contact.note] if offer.contact else []
    return [offer.customer.company, offer.link, *contact]


@ON_BOOKS
@given(OFFERS, st.sampled_from(Direction), st.booleans(), SECRET)
def test_no_post_carries_the_customer_the_contact_the_value_the_link_or_a_note(
    world, offer, direction, for_sender, note
):
    lead = world.share(direction, offer)
    verb = Verb.DISQUALIFY if direction is JOINT else Verb.DECLINE
    ended = world.take(lead, verb, reason=Reason.OTHER, note=note)

    with world.library.reading() as books:
        posts = [repr(card(books, each, world.alliance, for_sender=for_sender)) for each in (lead, ended)]

    value = [f"minor={offer.value.minor}"] if offer.value else []
    hidden = [*secrets_of(offer), *value, note]
    assert not [secret for secret in hidden for post in posts if secret in post]


@ON_BOOKS
@given(OFFERS, SECRET)
def test_the_history_holds_no_texts(world, offer, note):
    lead = world.share(GIVEN, offer)
    world.take(lead, Verb.DECLINE, reason=Reason.OTHER, note=note)

    with world.library.reading() as books:
        told = repr((books.leads.history(lead.id), books.history.of_alliance(world.alliance.id, 99)))

    assert not [text for text in (*secrets_of(offer), offer.need, note) if text in told]


@ON_BOOKS
@given(OFFERS)
def test_who_is_not_entitled_reads_no_name_in_a_list_or_a_file(world, offer):
    lead = world.share(RECEIVED, offer)

    with world.library.reading() as books:
        shown = repr((listing(books, world.people["owner"], NOON), file(books, world.people["owner"], lead.id)))

    assert not [secret for secret in secrets_of(offer) if secret in shown]


def test_a_file_tells_those_entitled_the_company_and_what_was_written_beside_the_reason(world):
    lead = world.share(GIVEN, OFFER)
    world.take(lead, Verb.DECLINE, by="partner contact", reason=Reason.OTHER, note="They moved last year")

    with world.library.reading() as books:
        senders, partners = (file(books, world.people[who], lead.id) for who in ("sender", "partner contact"))

    assert (senders.company, senders.note) == ("Nordwind Logistik GmbH", "They moved last year")
    assert (partners.company, partners.note) == ("", "")
    assert [event.verb for event in senders.events] == [Verb.SHARE, Verb.DECLINE]
    assert senders.people == {
        world.people[who].id: world.people[who].slack_user_id for who in ("sender", "partner contact")
    }


def test_a_file_is_for_those_who_take_part(world):
    lead = world.share()

    for who, refusal in (("seller", NotAllowed), ("leadership", NotAllowed), ("stranger", Outsider)):
        with pytest.raises(refusal), world.library.reading() as books:
            file(books, world.people[who], lead.id)


def test_a_list_holds_the_own_leads_and_a_managers_all_of_the_alliance(world):
    sent, taken = world.share(GIVEN), world.share(RECEIVED, by="manager")
    elsewhere = world.share(alliance=world.add("Other"), by="administrator")

    def listed(who):
        with world.library.reading() as books:
            return {row.lead.id for row in listing(books, world.people[who], NOON)}

    assert listed("sender") == {sent.id}
    assert listed("owner") == {taken.id}
    assert listed("manager") == listed("administrator") == {sent.id, taken.id, elsewhere.id}
    assert listed("seller") == listed("leadership") == set()


def test_a_list_begins_with_what_is_overdue_then_what_is_open_the_newest_first(world):
    overdue = world.share(now=NOON - timedelta(days=7))
    old = world.take(world.share(now=NOON - timedelta(days=6)), Verb.ACCEPT)
    ended = world.take(world.share(now=NOON - timedelta(days=1)), Verb.WITHDRAW)
    fresh = world.share()

    with world.library.reading() as books:
        rows = listing(books, world.people["sender"], NOON)

    assert [row.lead.id for row in rows] == [lead.id for lead in (overdue, fresh, old, ended)]
    assert [row.overdue for row in rows] == [True, False, False, False]


def test_an_outsider_gets_no_list(world):
    for who in ("partner contact", "stranger"):
        with pytest.raises(Outsider), world.library.reading() as books:
            listing(books, world.people[who], NOON)


def test_those_of_ours_who_are_entitled_see_all_of_the_customer(world):
    lead = world.share(GIVEN, replace(OFFER, contact=ERIKA, link="https://crm.example/42", confidential=True))

    for who in ("manager", "deputy", "sender"):
        with world.library.reading() as books:
            shown = customer(books, world.people[who], lead.id)

        assert (shown.lead, shown.customer, shown.contact) == (lead, lead.offer.customer, ERIKA)
        assert (shown.partner, shown.note) == ("Acme", "https://crm.example/42")


def test_a_partner_who_accepted_sees_customer_and_contact_but_not_our_crm(world):
    lead = world.share(GIVEN, replace(OFFER, contact=ERIKA, link="https://crm.example/42"))
    world.take(lead, Verb.ACCEPT, by="partner contact")

    with world.library.reading() as books:
        shown = customer(books, world.people["partner contact"], lead.id)

    assert (shown.customer, shown.contact, shown.lead.offer.value) == (OFFER.customer, ERIKA, OFFER.value)
    assert "crm.example" not in repr(shown)


def test_before_acceptance_nobody_else_sees_the_customer(world):
    lead = world.share(GIVEN, OFFER)

    for who in ("partner contact", "owner", "seller", "administrator", "leadership", "stranger"):
        with pytest.raises(NotAllowed), world.library.reading() as books:
            customer(books, world.people[who], lead.id)


def test_a_confidential_customer_stays_with_the_sender_after_acceptance(world):
    lead = world.take(world.share(GIVEN, replace(OFFER, confidential=True)), Verb.ACCEPT)

    with pytest.raises(NotAllowed), world.library.reading() as books:
        customer(books, world.people["partner contact"], lead.id)
