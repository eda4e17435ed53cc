"""Payout notes in words."""

from __future__ import annotations

import json

import pytest

from bot.domain.cards import HistoryLine
from bot.domain.history import Deed, Entry
from bot.domain.people import LanguageCode
from messages import alliances
from messages.actions import Action, FormId
from messages.examples import EXAMPLES
from messages.examples import world as w
from messages.language import NO_BREAK_SPACE, Language
from messages.message import objects

EN, DE = Language.of(LanguageCode.EN), Language.of(LanguageCode.DE)
NOTES = [name for name in EXAMPLES if name.startswith("payout-")]


def said(name: str, language: Language = EN) -> str:
    payload = EXAMPLES[name](language).to_dict()
    texts = [o["text"] for o in objects(payload["blocks"]) if isinstance(o.get("text"), str)]
    return "\n".join(texts).replace(NO_BREAK_SPACE, " ")


def actions(name: str) -> list[tuple[str, str]]:
    buttons = (o for o in objects(EXAMPLES[name](EN).to_dict()) if o.get("type") == "button")
    return [(button["action_id"], button["value"]) for button in buttons]


@pytest.mark.parametrize(
    ("language", "amount"), [(EN, "*€2,000 for <@U0SELLER> · P-17*"), (DE, "*2.000 € für <@U0SELLER> · P-17*")]
)
def test_the_amount_comes_first_then_how_it_came_about(language, amount):
    first, deal, *_ = said("payout-to-settle", language).split("\n• ")

    assert first == amount
    assert "75" in deal


def test_a_note_names_the_versions_it_was_made_by():
    assert "Rules v2 (seller). Plan v1." in said("payout-to-settle")
    assert "Rules v2 (seller) of 3 August 2026, when it was registered." in said("payout-of-registration")


def test_who_may_settle_finds_both_buttons_and_others_read_where_it_stands():
    assert actions("payout-to-settle") == [(Action.PAYOUT_CONFIRM, "17"), (Action.PAYOUT_REJECT, "17")]
    assert actions("payout-open") == []
    assert "Waits for sales operations." in said("payout-open")
    assert "Confirmed by <@U0SALESOPS>." in said("payout-confirmed")


def test_an_open_amount_is_asked_for_when_it_is_confirmed_and_no_other_is():
    asked = EXAMPLES["payout-confirm-form-untold"](EN).to_dict()
    known = EXAMPLES["payout-confirm-form"](EN).to_dict()

    assert [block["block_id"] for block in asked["blocks"] if block["type"] == "input"] == ["amount"]
    assert not [block for block in known["blocks"] if block["type"] == "input"]
    assert (asked["callback_id"], asked["private_metadata"]) == (FormId.PAYOUT_CONFIRM, "18")


def test_a_clawback_says_what_it_takes_back_and_why_without_a_minus():
    shown = said("payout-clawback")

    assert shown.startswith("*€1,500 back from <@U0SELLER> · P-21*")
    assert "Cancelled on 22 February 2027: the customer does not pay. It takes back P-17." in shown
    assert "-€" not in shown


def test_a_clawback_names_the_terms_by_which_its_amount_can_be_checked():
    terms = "within 12 months of closing, what is left of the time is owed back (clawback)."

    assert terms in said("payout-clawback")
    assert terms not in said("payout-to-settle"), "nothing is owed back yet"


def test_the_payee_reads_what_was_decided_and_why():
    assert said("payout-told-confirmed").startswith("€2,000 is yours for L-1042 with Acme Robotics")
    assert "„Der Auftrag lief über den Rahmenvertrag.“" in said("payout-told-rejected", DE)
    assert "nothing of your pay" in said("payout-told-clawback-rejected").lower()


def test_a_long_list_is_cut_and_says_how_many_more_there_are():
    assert "and 11 more" in said("payout-list-long")
    assert ("command.run/21", "/cosell payouts csv") in actions("payout-list-long")


def test_ones_own_list_shows_where_each_stands_and_offers_no_file():
    shown = said("payout-mine")

    assert all(state in shown for state in ("· open", "· confirmed", "· rejected"))
    assert "€1,500 to give back" in shown
    assert "csv" not in json.dumps(EXAMPLES["payout-mine"](EN).to_dict())


def test_a_note_that_waits_says_that_its_deal_was_cancelled_meanwhile():
    assert "Cancelled on 22 February 2027: the customer does not pay." in said("payout-cancelled")
    assert actions("payout-cancelled") == actions("payout-to-settle")


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        (Deed.PAYOUT_CONFIRMED, "<@U0SALESOPS> confirmed payout P-17"),
        (Deed.PAYOUT_REJECTED, "<@U0SALESOPS> rejected payout P-17"),
    ],
)
def test_the_history_of_an_alliance_tells_who_decided_and_neither_amount_nor_payee(deed, told):
    entry = Entry(w.NOW, 4, deed, 1, fields=("P-17",))
    shown = alliances.history("Acme Robotics", [HistoryLine(entry, w.OPERATIONS, None, None)], "Europe/Berlin", EN)

    assert shown.text.endswith(told)


@pytest.mark.parametrize("name", NOTES)
@pytest.mark.parametrize("language", [EN, DE])
def test_the_customer_is_in_no_note(name, language):
    assert "Getriebewerk" not in json.dumps(EXAMPLES[name](language).to_dict(), ensure_ascii=False)
