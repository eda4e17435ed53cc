from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.domain.alliances import Status
from bot.domain.cards import AllianceCard, AllianceRow, HistoryLine
from bot.domain.history import Deed, Entry
from bot.domain.people import LanguageCode, Person, Right
from messages import alliances, people
from messages import help as say_help
from messages.actions import Action, Field, run
from messages.examples import world as w
from messages.language import Language
from messages.message import objects

EN, DE = Language.of(LanguageCode.EN), Language.of(LanguageCode.DE)
RULES = (w.in_force(w.rules(w.TWO_PERCENT)),)


def _card(alliance=w.ACME, rules=RULES, *, manages=False, pay_hidden=False) -> AllianceCard:
    return AllianceCard(alliance, w.PEOPLE, rules, pay_hidden, may_change=manages, may_draft=manages)


def _buttons(shown) -> dict[str, str]:
    found = (o for o in objects(shown.to_dict()["blocks"]) if o.get("type") == "button")
    return {button["text"]["text"]: button["value"] for button in found}


def _texts(shown) -> str:
    return "\n".join(o["text"] for o in objects(shown.to_dict()["blocks"]) if isinstance(o.get("text"), str))


def test_a_seller_sees_the_benefit_first_and_can_ask_what_it_pays():
    shown = alliances.card(_card(), EN)
    blocks = shown.to_dict()["blocks"]

    assert blocks[0]["text"]["text"] == "Acme Robotics"
    assert blocks[1]["text"]["text"] == f"*{w.ENGLISH.benefit}*"
    assert _buttons(shown) == {"What do I earn?": "/cosell acme", "Share a lead": "/lead share acme"}


def test_a_manager_can_do_the_next_thing_from_the_card():
    assert _buttons(alliances.card(_card(manages=True), EN)) == {
        "What do I earn?": "/cosell acme",
        "Share a lead": "/lead share acme",
        "Edit": "/alliance edit acme",
        "Draft a rule": "/alliance incentive acme",
        "Giving and taking": "/alliance balance acme",
        "Rules of the game": "/alliance rules acme",
        "History": "/alliance history acme",
    }


@pytest.mark.parametrize(
    ("status", "offered"),
    [(Status.DRAFT, "Activate"), (Status.PAUSED, "Resume")],
)
def test_what_is_not_active_says_so_and_can_be_made_active_again(status, offered):
    shown = alliances.card(_card(w.of_acme(status), manages=True), EN)

    assert shown.text.startswith(f"Acme Robotics ({status}):")
    assert _buttons(shown)[offered] == "/alliance resume acme"
    assert "What do I earn?" not in _buttons(shown)


def test_nothing_is_said_about_pay_where_outsiders_may_read_along():
    shown = alliances.card(_card(rules=(), pay_hidden=True), EN)

    assert "%" not in _texts(shown).replace(w.ENGLISH.proof[0], "")
    assert "What do I earn?" not in _buttons(shown)
    assert "people of another company may read along" in _texts(shown)


def test_balances_are_not_offered_where_outsiders_may_read_along():
    shown = alliances.card(_card(rules=(), manages=True, pay_hidden=True), EN)

    assert "Giving and taking" not in _buttons(shown)
    assert "Rules of the game" in _buttons(shown)


def test_a_missing_language_is_marked_and_its_manager_can_add_it():
    seller, manager = (alliances.card(_card(w.NORDLICHT, (), manages=manages), EN) for manages in (False, True))

    assert "So far written only in German." in _texts(seller)
    assert "Add the texts in English" not in _buttons(seller)
    assert json.loads(_buttons(manager)["Add the texts in English"]) == {"handle": "nordlicht", "language": "en"}


def test_without_rules_a_seller_is_told_and_a_manager_told_what_to_do():
    assert "No rules in force for you yet." in _texts(alliances.card(_card(rules=()), EN))
    assert "/alliance incentive acme" in _texts(alliances.card(_card(rules=(), manages=True), EN))


def _row(number: int) -> AllianceRow:
    return AllianceRow(w.alliance(f"p{number}", f"Partner {number}", "One offer."), w.MANAGER, quoted=False)


def test_a_long_list_shows_twenty_with_a_button_and_counts_the_rest():
    shown = alliances.listing([_row(number) for number in range(1, 400)], EN)
    accessories = [b["accessory"] for b in shown.to_dict()["blocks"] if "accessory" in b]

    assert [button["action_id"] for button in accessories] == [run(number) for number in range(1, 21)]
    assert shown.to_dict()["blocks"][0]["text"]["text"] == "399 alliances"
    assert "and 379 more: Partner 21" in _texts(shown)


def test_an_empty_book_says_what_to_do_next():
    assert "`/alliance register`" in alliances.listing((), EN).text


def test_the_history_is_told_in_the_time_of_the_place():
    edited = Entry(w.NOW, 1, Deed.EDITED, 1, fields=("channels", "propositions"))
    line = HistoryLine(edited, w.MANAGER, None, None)

    shown = _texts(alliances.history("Acme", [line], "Europe/Berlin", EN))

    assert "21 November 2026, 14:05 · <@U0MANAGER> changed: sales channels and texts" in shown


@pytest.mark.parametrize("deed", Deed)
def test_every_deed_is_told(deed):
    line = HistoryLine(Entry(w.NOW, 1, deed, fields=("seller",)), w.MANAGER, None, w.SELLER)

    told = [_texts(alliances.history("Acme", [line], "UTC", language)) for language in (EN, DE)]

    assert all("<@U0MANAGER>" in one for one in told)
    assert told[0] != told[1]


def test_a_history_longer_than_a_message_shows_the_latest():
    line = HistoryLine(Entry(w.NOW, 1, Deed.PAUSED, 1), w.MANAGER, None, None)

    assert "These are the latest 100." in _texts(alliances.history("Acme", [line] * 500, "UTC", EN))


def test_ending_is_asked_twice_and_offers_the_smaller_step():
    shown = alliances.confirm_end(w.ACME, EN)
    end = next(o for o in objects(shown.to_dict()["blocks"]) if o.get("action_id") == Action.END)

    assert (end["style"], end["value"]) == ("danger", "acme")
    assert "confirm" in end
    assert _buttons(shown)["Pause it instead"] == "/alliance pause acme"
    assert "Pause it instead" not in _buttons(alliances.confirm_end(w.of_acme(Status.PAUSED), EN))


def _inputs(form) -> dict[str, dict[str, object]]:
    return {b["block_id"]: b["element"] for b in form.to_dict()["blocks"] if b["type"] == "input"}


def test_an_edit_form_holds_everything_that_was_entered():
    form = alliances.edit_form(w.ACME, w.PEOPLE, DE)
    inputs = _inputs(form)

    assert json.loads(form.private_metadata) == {"handle": "acme", "revision": 4, "language": "de"}
    assert inputs[Field.PARTNER]["initial_value"] == "Acme Robotics"
    assert inputs[Field.ALIASES]["initial_value"] == "Acme, Acme Robotik"
    assert inputs[Field.MANAGER]["initial_user"] == w.MANAGER
    assert inputs[Field.SPONSOR]["initial_user"] == w.SPONSOR
    assert inputs[Field.BENEFIT]["initial_value"] == w.GERMAN.benefit
    assert inputs[Field.SIGNALS]["initial_value"] == "\n".join(w.GERMAN.signals)
    assert inputs[Field.COUNTERPARTS]["initial_value"] == (
        "Jana Weber, Bayern, Maschinenbau\nTom Okafor, UK, Automotive\nLea Sommer"
    )
    assert inputs[Field.CHANNELS_DE]["initial_channels"] == ["C0SALESDE"]
    assert inputs[Field.CHANNELS_EN]["initial_channels"] == ["C0SALESUK"]
    assert inputs[Field.SHARED_CHANNEL]["initial_channel"] == "C0ACMESHARED"


def test_an_edit_form_says_in_which_language_its_texts_are():
    form = alliances.edit_form(w.NORDLICHT, {2: w.DEPUTY}, EN)

    assert json.loads(form.private_metadata)["language"] == "de"
    assert "What the customer gains, in German" in str(form.to_dict())


def test_a_texts_form_for_a_missing_language_is_empty_and_shows_the_other():
    form = alliances.texts_form(w.NORDLICHT, LanguageCode.EN, EN)

    assert "initial_value" not in _inputs(form)[Field.BENEFIT]
    assert "Ihre Kundendaten bleiben in Deutschland" in _texts(form)
    assert json.loads(form.private_metadata) == {"handle": "nordlicht", "revision": 1, "language": "en"}


def test_a_new_alliance_says_what_brings_it_to_life():
    draft = alliances.registered(_card(replace(w.NORDLICHT, status=Status.DRAFT), manages=True), EN)

    assert "`/alliance incentive nordlicht`" in _texts(draft)
    assert "`/alliance resume nordlicht`" in _texts(draft)
    assert list(_buttons(draft)) == ["Add the texts in English"]


def test_saving_names_what_changed_in_the_words_of_the_form():
    assert "Vertriebskanäle und Texte" in _texts(alliances.saved("Acme", ("channels", "propositions"), DE))
    assert "Nothing was changed" in _texts(alliances.saved("Acme", (), EN))


def test_help_shows_only_what_the_reader_may_do():
    seller, manager = (say_help.alliance_help(EN, rights) for rights in (frozenset(), {Right.PARTNER_MANAGER}))

    assert "/alliance register" not in _texts(seller)
    assert "/alliance register" in _texts(manager)
    assert "/alliance plan" not in _texts(manager)
    assert "/" not in _texts(say_help.alliance_help(EN, outsider=True))


def test_only_who_may_give_rights_is_asked_for_them():
    sofia = Person(7, "T1", "U0SOFIA", LanguageCode.DE, frozenset({Right.SALES_OPERATIONS}))
    assert Field.RIGHTS in _inputs(people.people_form(sofia, EN, may_assign_rights=True))
    assert Field.RIGHTS not in _inputs(people.people_form(sofia, EN, may_assign_rights=False))
