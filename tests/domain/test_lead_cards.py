"""What is posted of a lead: nothing that gives the customer away."""

from dataclasses import asdict, replace

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.lead_cards import Masked, masked, without_names
from bot.domain.leads import Attempt, Basis, Contact, Customer, Direction, Offer, Reason, Side, Stage, Timing, Together
from bot.domain.money import Money
from tests.domain.builders import eur
from tests.domain.lead_builders import lead

SECRET = st.text(st.characters(categories=["Lu", "Ll"]), min_size=8).map(lambda text: f"§{text}§")
"""A text that can't turn up by chance."""
PLAIN = st.text("abc ", max_size=20)
OFFERS = st.builds(
    Offer,
    customer=st.builds(Customer, company=SECRET, industry=PLAIN, region=PLAIN, size=PLAIN),
    need=PLAIN,
    value=st.none() | st.builds(Money, st.integers(1, 10**12), st.sampled_from(["EUR", "CHF"])),
    timing=st.sampled_from(Timing),
    link=SECRET,
    confidential=st.booleans(),
    contact=st.none() | st.builds(Contact, name=SECRET, basis=st.sampled_from(Basis), note=SECRET),
)


def secrets_of(offer):
    contact = (offer.contact.name, offer.contact.note) if offer.contact else ()
    return (offer.customer.company, offer.link, *contact)


def test_masked_are_industry_region_size_need_timing_and_the_value_band():
    offer = Offer(
        Customer("Nordwind Logistik", "Logistics", "North", "200–500"),
        "Wants to move its warehouse",
        eur(60_000),
        Timing.NEXT_QUARTER,
        "https://crm.example/42",
    )

    assert masked(offer) == Masked(
        industry="Logistics",
        region="North",
        size="200–500",
        need="Wants to move its warehouse",
        timing=Timing.NEXT_QUARTER,
        band=(eur(50_000), eur(250_000)),
    )


def test_without_a_value_there_is_no_band():
    assert masked(Offer(Customer("Nordwind"), "Robots")).band is None


@given(OFFERS)
def test_what_is_masked_holds_no_customer_contact_or_link(offer):
    said = repr(asdict(masked(offer)))

    assert not any(secret in said for secret in secrets_of(offer))


@given(OFFERS, st.integers(1, 10**9), st.integers(1, 10**9))
def test_values_of_one_band_look_the_same_masked(offer, one, other):
    first, second = (replace(offer, value=Money(minor, "EUR")) for minor in (one, other))

    if masked(first).band == masked(second).band:
        assert masked(first) == masked(second)


@given(OFFERS, SECRET)
def test_the_lead_of_a_post_holds_no_customer_contact_value_link_or_note(offer, note):
    posted = without_names(lead(stage=Stage.DECLINED, offer=offer, reason=Reason.OTHER, reason_note=note))

    assert not any(secret in repr(posted) for secret in (*secrets_of(offer), note))
    assert posted.offer.value is None
    assert (posted.offer.customer, posted.offer.contact) == (Customer(""), None)


def test_the_lead_of_a_post_still_says_where_it_stands():
    together = Together(Side.OURS, Side.PARTNERS, Attempt.DURING)
    won = lead(Direction.JOINT, Stage.WON, won=eur(70_000), together=together, revision=4)

    posted = without_names(won)

    assert posted == replace(won, offer=Offer(Customer(""), won.offer.need))
