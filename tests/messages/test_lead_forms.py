from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.domain.leads import (
    REASONED,
    Basis,
    Contact,
    Direction,
    Stage,
    Verb,
)
from bot.domain.people import LanguageCode
from messages import leads
from messages.actions import Action, Field
from messages.examples import leads as x
from messages.language import NO_BREAK_SPACE, Language
from messages.message import objects

EN, DE = Language.of(LanguageCode.EN), Language.of(LanguageCode.DE)
COMPANY, PERSON = "Getriebewerk Lindau", "Petra Ohlsen"


def _texts(shown) -> str:
    found = (o["text"] for o in objects(shown.to_dict()["blocks"]) if isinstance(o.get("text"), str))
    return "\n".join(found).replace(NO_BREAK_SPACE, " ")


def _inputs(form) -> list[str]:
    return [block["block_id"] for block in form.to_dict()["blocks"] if block["type"] == "input"]


def _actions(shown) -> list[str]:
    return [o["action_id"] for o in objects(shown.to_dict()["blocks"]) if o.get("type") == "button"]


def test_a_lead_takes_five_fields():
    form = leads.share_form(Direction.GIVEN, EN, "EUR")

    assert _inputs(form) == [Field.PARTNER, Field.CUSTOMER, Field.NEED, Field.VALUE, Field.TIMING]
    assert _actions(form) == [Action.LEAD_MORE]
    assert json.loads(form.private_metadata) == {"direction": "given", "more": False}


def test_more_adds_fields_that_may_all_stay_empty():
    form = leads.share_form(Direction.GIVEN, EN, "EUR", more=True)
    added = [block for block in form.to_dict()["blocks"] if block["type"] == "input"][5:]

    assert [block["block_id"] for block in added] == [
        Field.INDUSTRY,
        Field.REGION,
        Field.SIZE,
        Field.LINK,
        Field.CONFIDENTIAL,
        Field.CONTACT,
        Field.CONTACT_BASIS,
        Field.CONTACT_NOTE,
    ]
    assert all(block["optional"] for block in added)
    assert Action.LEAD_MORE not in _actions(form)


def test_a_received_lead_may_name_who_answers():
    assert Field.OWNER in _inputs(leads.share_form(Direction.RECEIVED, EN, "EUR", more=True))
    assert Field.OWNER not in _inputs(leads.share_form(Direction.GIVEN, EN, "EUR", more=True))


@pytest.mark.parametrize("more", [False, True])
def test_a_joint_lead_says_who_leads_who_invoices_and_when_the_partner_came(more):
    inputs = _inputs(leads.share_form(Direction.JOINT, EN, "EUR", more=more))

    assert inputs[5:8] == [Field.LEADS_AT, Field.INVOICES, Field.PARTNER_CAME]


def test_a_form_opened_elsewhere_keeps_partner_text_and_channel():
    form = leads.share_form(Direction.GIVEN, EN, "EUR", ("acme", "Acme"), need="x" * 400, channel="C1")
    elements = {b["block_id"]: b["element"] for b in form.to_dict()["blocks"] if b["type"] == "input"}

    assert elements[Field.PARTNER]["initial_option"]["value"] == "acme"
    assert elements[Field.NEED]["initial_value"] == "x" * 300
    assert json.loads(form.private_metadata)["channel"] == "C1"


@pytest.mark.parametrize("verb", sorted(REASONED))
def test_a_step_that_ends_a_lead_asks_for_the_reason(verb):
    form = leads.step_form(x.card(x.lead()), verb, EN, "EUR")

    assert _inputs(form) == [Field.REASON, Field.NOTE]
    assert json.loads(form.private_metadata) == {"lead": 42, "verb": verb}


def test_winning_asks_for_the_amount():
    form = leads.step_form(x.card(x.lead(stage=Stage.QUALIFIED)), Verb.WIN, EN, "CHF")

    assert _inputs(form) == [Field.AMOUNT]
    assert "(CHF)" in str(form.to_dict())


def test_where_partners_compete_no_amount_is_asked_for():
    form = leads.step_form(x.card(x.lead(stage=Stage.QUALIFIED)), Verb.WIN, EN, None)

    assert _inputs(form) == []
    assert "competes with us" in _texts(form)
    assert json.loads(form.private_metadata) == {"lead": 42, "verb": Verb.WIN}


def test_a_contact_stands_with_the_basis_and_a_reminder():
    offer = replace(x.lead().offer, contact=Contact(PERSON, Basis.AGREED, "by phone, 18 November"))
    lead = replace(x.lead(), offer=offer)
    with_contact, without = (
        leads.customer_view(x.CustomerCard(lead, "Acme", offer.customer, contact, ""), EN)
        for contact in (offer.contact, None)
    )

    assert f"*Contact person*\n{PERSON}\nthe contact has agreed: by phone, 18 November" in _texts(with_contact)
    assert "Tell the contact where the data came from" in _texts(with_contact)
    assert "contact" not in _texts(without).lower()
    assert COMPANY in _texts(without)


@pytest.mark.parametrize(
    ("direction", "next_step"),
    [
        (Direction.GIVEN, "The one who shared it introduces Acme to the customer."),
        (Direction.RECEIVED, "Acme introduces us to the customer."),
        (Direction.JOINT, "Agree with Acme who calls the customer."),
    ],
)
def test_the_next_step_is_an_introduction(direction, next_step):
    lead = x.lead(direction)

    assert next_step in _texts(leads.customer_view(x.CustomerCard(lead, "Acme", lead.offer.customer, None, ""), EN))
