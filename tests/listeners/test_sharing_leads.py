"""A lead is shared in five fields, and nothing of what it hides is read before it may be."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.domain.alliances import GameRules, Status
from bot.domain.leads import Basis, Contact, Direction, Side, Stage, Timing, Verb
from bot.domain.money import Money
from bot.domain.refusals import Missing, NamesCustomer, NotActive, NoValues
from bot.use_cases.leads import Step, take
from tests.listeners import lead_book as at
from tests.listeners.lead_book import (
    CUSTOMER,
    HANDLE,
    JAMES,
    LEAD,
    LENA,
    MIRA,
    NEED,
    OLIVER,
    PARTNER,
    PRIYA,
    SHARED,
)  # fmt: skip

CONTACT, LINK = "Brigitte Obermaier", "https://crm.example/42"


def inputs(view: Any) -> list[str]:
    return [block["block_id"] for block in view["blocks"] if block["type"] == "input"]


def sent(stage: Any) -> str:
    """Everything the bot ever said in Slack by itself."""
    said = ("chat.postMessage", "chat.update", "chat.postEphemeral")
    calls = [entry for entry in stage.playground.journal() if entry["kind"] == "call" and entry["method"] in said]
    return json.dumps(calls, ensure_ascii=False)


@pytest.mark.parametrize(
    ("user_id", "word"), [(JAMES, "share"), (LENA, "teilen"), (MIRA, "receive"), (LENA, "erfassen")]
)
def test_a_lead_is_entered_in_at_most_five_fields(stage: Any, user_id: str, word: str) -> None:
    at.enter(stage)
    view = at.form(stage.visitor(user_id), f"/lead {word} {HANDLE}")
    assert inputs(view) == ["partner", "customer", "need", "value", "timing"]


def test_a_lead_is_kept_as_it_was_entered(stage: Any, told: Any) -> None:
    at.enter(stage)
    james = stage.visitor(JAMES)
    at.form(james, f"/lead share {HANDLE}")
    done = james.fill_and_submit(LEAD)
    assert PARTNER in told(done.view)
    assert CUSTOMER not in told(done.view)
    kept = at.lead(stage, at.post_of(stage, JAMES, at.direct(JAMES), NEED)["text"].split()[0])
    assert (kept.direction, kept.stage) == (Direction.GIVEN, Stage.SHARED)
    assert (kept.offer.customer.company, kept.offer.need) == (CUSTOMER, NEED)
    assert kept.offer.value == Money.of(80_000, "EUR")
    assert kept.offer.timing is Timing.THIS_QUARTER
    assert kept.sender_id == stage.person(JAMES).id


def test_the_cards_button_opens_the_form_with_the_partner_chosen(stage: Any, press: Any) -> None:
    at.enter(stage)
    james = stage.visitor(JAMES)
    card = at.answer(james, f"/alliance show {HANDLE}")
    press(JAMES, card, f"/lead share {HANDLE}")
    view = james.open_view()
    (partner,) = [block for block in view["blocks"] if block["block_id"] == "partner"]
    assert partner["element"]["initial_option"]["value"] == HANDLE


@pytest.mark.parametrize("user_id", [JAMES, LENA])
@pytest.mark.parametrize("need", [f"{CUSTOMER} wants to grow", "We talk with BRAUHAUS   zeppelin about beer"])
def test_a_need_that_names_the_customer_is_refused_in_the_readers_language(stage: Any, user_id: str, need: str) -> None:
    at.enter(stage)
    visitor = stage.visitor(user_id)
    at.form(visitor, f"/lead share {HANDLE}")
    assert at.refused(stage, visitor.fill_and_submit({**LEAD, "need": need}), user_id, "need", NamesCustomer())


def test_what_else_is_read_before_acceptance_must_not_name_the_customer_either(stage: Any) -> None:
    at.enter(stage)
    james = stage.visitor(JAMES)
    at.press(stage, JAMES, at.form(james, f"/lead share {HANDLE}"), "lead.more")
    entered = {**LEAD, "industry": "Brauhaus Zeppelin", "region": f"near {CUSTOMER}", "size": "200 people"}
    done = james.fill_and_submit(entered)
    assert set(done.errors) == {"industry", "region"}


def test_more_details_keep_what_was_typed(stage: Any) -> None:
    at.enter(stage)
    james = stage.visitor(JAMES)
    view = at.form(james, "/lead share")
    typed = {"need": {"need": "Half a sentence"}, "customer": {"customer": CUSTOMER}}
    james.suggest("partner", "polar")
    james.click(view, "lead.more", values={**typed, "partner": {"earnings.partner": HANDLE}})
    assert {"industry", "region", "size", "link", "contact"} <= set(inputs(james.open_view()))
    done = james.fill_and_submit({"value": "80k"})
    assert done.errors == {}
    kept = at.lead(stage, at.post_of(stage, JAMES, at.direct(JAMES), "Half a sentence")["text"].split()[0])
    assert (kept.offer.need, kept.offer.customer.company) == ("Half a sentence", CUSTOMER)


def test_a_contact_person_is_named_only_with_a_basis(stage: Any) -> None:
    at.enter(stage)
    james = stage.visitor(JAMES)
    at.press(stage, JAMES, at.form(james, f"/lead share {HANDLE}"), "lead.more")
    bare = james.fill_and_submit({**LEAD, "contact": CONTACT})
    assert at.refused(stage, bare, JAMES, "contact_basis", Missing())
    assert at.refused(stage, bare, JAMES, "contact_note", Missing())
    done = james.fill_and_submit(
        {**LEAD, "contact": CONTACT, "contact_basis": "agreed", "contact_note": "on the phone, 20 November"}
    )
    assert done.errors == {}
    kept = at.lead(stage, at.post_of(stage, JAMES, at.direct(JAMES), NEED)["text"].split()[0])
    assert kept.offer.contact == Contact(CONTACT, Basis.AGREED, "on the phone, 20 November")


@pytest.mark.parametrize("user_id", [JAMES, LENA])
def test_a_partner_who_competes_with_us_is_told_no_values(stage: Any, user_id: str) -> None:
    at.enter(stage, GameRules(competes=True))
    visitor = stage.visitor(user_id)
    at.form(visitor, f"/lead share {HANDLE}")
    assert at.refused(stage, visitor.fill_and_submit(LEAD), user_id, "value", NoValues())
    assert visitor.fill_and_submit({**LEAD, "value": ""}).errors == {}


@pytest.mark.parametrize("user_id", [JAMES, LENA])
def test_nothing_is_shared_with_a_paused_alliance(stage: Any, user_id: str) -> None:
    at.pause(stage, at.enter(stage))
    visitor = stage.visitor(user_id)
    at.form(visitor, f"/lead share {HANDLE}")
    done = visitor.fill_and_submit(LEAD)
    assert at.refused(stage, done, user_id, "partner", NotActive(PARTNER, Status.PAUSED))


def test_everything_that_is_wrong_is_told_at_once(stage: Any) -> None:
    at.enter(stage)
    james = stage.visitor(JAMES)
    at.form(james, f"/lead share {HANDLE}")
    done = james.fill_and_submit({"value": "about fifty", "customer": " ", "need": " "})
    assert set(done.errors) == {"customer", "need", "value"}


def test_a_form_that_arrives_twice_makes_one_lead(stage: Any) -> None:
    alliance = at.enter(stage)
    at.share(stage, JAMES)
    stage.once_more("interactive")
    with stage.library.reading() as books:
        assert len(books.leads.latest([alliance.id], None, 9)) == 1


def test_a_message_becomes_a_lead_as_people_wrote_it(stage: Any) -> None:
    at.enter(stage)
    james, lena = stage.visitor(JAMES), stage.visitor(LENA)
    lena.say(SHARED, "<@U0JAMES> they look for R&D help, > 50 people, see <https://example.com/r?a=1|this>")
    written = lena.wait_for(SHARED, "they look for")
    james.shortcut("lead_from_message", written)
    view = james.open_view()
    (need,) = [block for block in view["blocks"] if block["block_id"] == "need"]
    assert need["element"]["initial_value"] == "they look for R&D help, > 50 people, see this"
    at.press(stage, JAMES, view, "lead.more")
    james.suggest("partner", "polar")
    assert james.fill_and_submit({"partner": HANDLE, "customer": CUSTOMER}).errors == {}
    post = at.post_of(stage, JAMES, at.direct(JAMES), PARTNER)
    assert at.lead(stage, post["text"].split()[0]).offer.need == "they look for R&D help, > 50 people, see this"


def test_an_outsider_makes_no_lead_of_a_message(stage: Any) -> None:
    at.enter(stage)
    priya = stage.visitor(PRIYA)
    priya.say(SHARED, "We need help")
    priya.shortcut("lead_from_message", priya.wait_for(SHARED, "We need help"))
    assert priya.open_view() is None


def test_no_post_ever_carries_what_a_lead_hides(stage: Any) -> None:
    at.enter(stage)
    james = stage.visitor(JAMES)
    at.press(stage, JAMES, at.form(james, f"/lead share {HANDLE}"), "lead.more")
    hidden = {"contact": CONTACT, "contact_basis": "agreed", "contact_note": "by phone", "link": LINK, "value": "81234"}
    james.fill_and_submit({**LEAD, **hidden, "industry": "Breweries"})
    offered = at.post_of(stage, PRIYA, SHARED, NEED)
    assert "Breweries" in json.dumps(offered)
    at.press(stage, PRIYA, offered, "lead.accept")
    accepted = at.soon(lambda: [p for p in at.posts(stage, PRIYA, SHARED, NEED) if "lead.qualify" in at.buttons(p)])
    at.press(stage, PRIYA, accepted[0], "lead.qualify")
    at.soon(lambda: [p for p in at.posts(stage, PRIYA, SHARED, NEED) if "lead.win" in at.buttons(p)])
    at.soon(lambda: len(at.thread(stage, JAMES, at.post_of(stage, JAMES, at.direct(JAMES), NEED))) == 2)
    everything = sent(stage)
    assert NEED in everything
    for secret in (CUSTOMER, "Zeppelin", CONTACT, "by phone", LINK, "crm.example", "81234", "81,234", "81.234"):
        assert secret not in everything


def test_a_received_lead_goes_to_the_one_who_answers_it(stage: Any) -> None:
    at.enter(stage)
    received = at.share(stage, LENA, "receive")
    assert received.owner_id == stage.person(MIRA).id
    asked = at.post_of(stage, MIRA, at.direct(MIRA), NEED)
    assert {"lead.accept", "lead.decline"} <= set(at.buttons(asked))
    assert at.posts(stage, PRIYA, SHARED, NEED) == []


def test_a_lead_for_a_partner_without_a_shared_channel_goes_to_our_partner_manager(stage: Any) -> None:
    at.enter(stage, shared_channel=None, partner_team_id=None)
    at.share(stage, JAMES)
    assert "lead.accept" in at.buttons(at.post_of(stage, MIRA, at.direct(MIRA), NEED))


def test_a_joint_lead_says_who_leads_and_needs_no_answer(stage: Any) -> None:
    at.enter(stage)
    joint = at.share(stage, JAMES, "joint", leads_at="partners", invoices="ours", partner_came="after")
    assert (joint.direction, joint.stage, joint.deadlines) == (Direction.JOINT, Stage.ACCEPTED, None)
    assert joint.together is not None
    assert (joint.together.leads, joint.together.invoices) == (Side.PARTNERS, Side.OURS)


def test_whoever_registered_a_joint_deal_may_ask_what_it_pays_under_the_rules_of_that_day(stage: Any) -> None:
    at.enter(stage)
    joint = at.share(stage, JAMES, "joint", leads_at="partners", invoices="ours", partner_came="after")
    registered = joint.shared_at.date().isoformat()

    mine, managers = (
        json.dumps(
            [
                m
                for m in stage.visitor(who).command(at.direct(who), f"/lead show {joint.reference}")
                if m["is_ephemeral"]
            ]
        )
        for who in (JAMES, MIRA)
    )

    assert f"/cosell polarstern-analytics 80000.00 EUR registered {registered}" in mine
    assert joint.reference in managers
    assert "/cosell" not in managers, "the pay is the seller's"


@pytest.mark.parametrize("line", ["/lead share polarstern", "/lead list", "/lead show L-1001", "/lead help"])
def test_outsiders_type_no_commands(stage: Any, line: str, told: Any) -> None:
    at.enter(stage)
    priya = stage.visitor(PRIYA)
    assert NEED not in told(priya.command(SHARED, line))
    assert priya.open_view() is None


JOINTLY = {"leads_at": "partners", "invoices": "ours", "partner_came": "after"}


@pytest.mark.parametrize(
    ("word", "more", "manager"), [("share", {}, MIRA), ("receive", {}, OLIVER), ("joint", JOINTLY, MIRA)]
)
def test_a_duplicate_is_told_to_the_partner_manager_alone_and_by_its_reference(
    stage: Any, told: Any, word: str, more: dict[str, object], manager: str
) -> None:
    at.enter(stage, manager=stage.person(manager).id)
    first = at.share(stage, JAMES)
    again = {"customer": "BRAUHAUS   zeppelin", "need": "Too much beer is left on Mondays."}
    second = at.share(stage, LENA, word, **again, **more)
    words = {MIRA: "offener Lead zu diesem Kunden ist schon", OLIVER: "about the same customer"}[manager]
    (post,) = at.soon(lambda: at.posts(stage, manager, at.direct(manager), words))
    assert all(reference in told(post) for reference in (first.reference, second.reference))
    assert "zeppelin" not in sent(stage).lower()
    at.soon(lambda: not at.on_the_way(stage))
    for reader, channel in ((PRIYA, SHARED), (JAMES, at.direct(JAMES)), (LENA, at.direct(LENA))):
        assert at.posts(stage, reader, channel, words) == []
    at.press(stage, manager, post, "command.run/1")
    assert first.reference in told(stage.visitor(manager).messages(at.direct(manager))[-1])


def test_a_lead_about_another_customer_or_a_closed_one_is_no_duplicate(stage: Any) -> None:
    at.enter(stage)
    first = at.share(stage, JAMES)
    at.share(stage, LENA, customer="Brauhaus Zeppelin Nord")
    with stage.library.writing() as books:
        take(books, stage.person(JAMES), first.id, Step(Verb.WITHDRAW), stage.clock.now)
    at.share(stage, LENA)
    at.soon(lambda: not at.on_the_way(stage))
    assert "the same customer" not in sent(stage)
    assert "zu diesem Kunden" not in sent(stage)
