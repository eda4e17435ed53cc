from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from bot.domain.leads import (
    Direction,
    LeadEvent,
    Reason,
    Stage,
    Timing,
    Verb,
    value_band,
)
from bot.domain.money import Money
from bot.domain.people import LanguageCode
from messages import leads
from messages.actions import Action, lead_step, run
from messages.examples import leads as x
from messages.examples import world as w
from messages.language import NO_BREAK_SPACE, Language
from messages.leads import words
from messages.message import objects

EN, DE = Language.of(LanguageCode.EN), Language.of(LanguageCode.DE)
COMPANY, PERSON = "Getriebewerk Lindau", "Petra Ohlsen"


def _texts(shown) -> str:
    found = (o["text"] for o in objects(shown.to_dict()["blocks"]) if isinstance(o.get("text"), str))
    return "\n".join(found).replace(NO_BREAK_SPACE, " ")


def _actions(shown) -> list[str]:
    return [o["action_id"] for o in objects(shown.to_dict()["blocks"]) if o.get("type") == "button"]


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("for_sender", [True, False])
def test_what_is_posted_names_neither_customer_nor_contact_nor_amount(stage, direction, for_sender):
    card = x.card(x.lead(direction, stage), for_sender=for_sender)

    shown = json.dumps(leads.posted(card, EN).to_dict(), ensure_ascii=False)

    assert "L-1042" in shown
    for secret in (COMPANY, PERSON, "crm.example", "180,000", "164,000"):
        assert secret not in shown


def test_the_recipient_can_answer_and_the_sender_take_back():
    recipient, sender = (leads.posted(x.card(x.lead(), for_sender=mine), EN) for mine in (False, True))

    assert _actions(recipient) == [Action.LEAD_ACCEPT, Action.LEAD_DECLINE]
    assert _actions(sender) == [Action.LEAD_WITHDRAW, Action.LEAD_CUSTOMER]
    assert {o["value"] for o in objects(recipient.to_dict()["blocks"]) if o.get("type") == "button"} == {"42"}


def test_taking_back_is_asked_twice():
    shown = leads.posted(x.card(x.lead(), for_sender=True), EN)

    (withdraw,) = [o for o in objects(shown.to_dict()["blocks"]) if o.get("action_id") == Action.LEAD_WITHDRAW]
    assert "confirm" in withdraw


@pytest.mark.parametrize(
    ("stage", "confidential", "offered"),
    [
        (Stage.SHARED, False, False),
        (Stage.ACCEPTED, False, True),
        (Stage.WON, False, True),
        (Stage.ACCEPTED, True, False),
        (Stage.EXPIRED, False, False),
    ],
)
def test_the_recipient_is_offered_the_customer_once_it_may_be_seen(stage, confidential, offered):
    lead = x.lead(stage=stage)
    lead = replace(lead, offer=replace(lead.offer, confidential=confidential))

    assert (Action.LEAD_CUSTOMER in _actions(leads.posted(x.card(lead), EN))) is offered


@pytest.mark.parametrize("language", [EN, DE])
def test_every_stage_is_told_in_other_words(language):
    told = {leads.posted(x.card(x.lead(stage=stage)), language).text for stage in Stage}

    assert len(told) == len(Stage)


def test_an_answer_is_due_in_the_time_of_the_place():
    assert "due by 24 November 2026, 10:00" in leads.posted(x.card(x.lead()), EN).text
    assert "<@U0DEPUTY>, please answer by" in leads.posted(x.card(x.lead(Direction.RECEIVED)), EN).text


def test_a_lead_without_deadlines_just_waits():
    lead = replace(x.lead(), deadlines=None)

    assert leads.posted(x.card(lead), EN).text.endswith("Waiting for an answer.")
    assert "still waiting" in leads.reminder(x.card(lead), "half", EN).text
    assert "due" not in _texts(leads.shared(x.card(lead), EN))


@pytest.mark.parametrize(
    ("verb", "reason", "told"),
    [
        (Verb.ACCEPT, None, "L-1042: <@U0DEPUTY> accepted it."),
        (Verb.DECLINE, Reason.DUPLICATE, "L-1042: <@U0DEPUTY> declined it: already known (duplicate)."),
        (Verb.WIN, None, "L-1042: <@U0DEPUTY> won it."),
    ],
)
def test_a_step_is_one_line_with_who_and_why(verb, reason, told):
    event = LeadEvent(w.NOW, 42, 2, verb, Stage.SHARED, reason, w.euro(164_000))

    assert leads.step_told(x.card(x.lead()), event, w.DEPUTY, EN).text == told


def test_nobody_is_named_for_what_the_clock_did():
    event = LeadEvent(w.NOW, 42, None, Verb.EXPIRE, Stage.EXPIRED)

    told = leads.step_told(x.card(x.lead(stage=Stage.EXPIRED)), event, None, EN)

    assert told.text == "L-1042: nobody answered in time, so it has expired."


def test_each_reminder_asks_its_reader_for_the_next_thing():
    card = x.card(x.lead(Direction.RECEIVED))
    half, due, sponsor = (leads.reminder(card, which, EN) for which in ("half", "due", "sponsor"))

    assert _actions(half) == [Action.LEAD_ACCEPT, Action.LEAD_DECLINE]
    assert "an answer is due by 24 November 2026, 10:00" in half.text
    assert "Please remind <@U0DEPUTY>. It expires on 26 November 2026, 10:00." in due.text
    assert "Please step in before it expires" in sponsor.text
    assert _actions(due) == _actions(sponsor) == [run(1)]


def test_a_list_counts_what_is_overdue_and_shows_each_lead():
    shown = leads.listing([x.row(x.lead(), 1, overdue=True), x.row(x.lead(), 2, company=COMPANY)], EN)
    values = [o["value"] for o in objects(shown.to_dict()["blocks"]) if o.get("type") == "button"]

    assert shown.text == "2 leads, 1 overdue: L-1001, L-1002"
    assert values == ["/lead show L-1001", "/lead show L-1002"]
    assert _texts(shown).count(COMPANY) == 1


def test_a_long_list_ends_with_the_latest_twenty():
    shown = leads.listing([x.row(x.lead(), number) for number in range(1, 41)], EN)

    assert _actions(shown) == [run(number) for number in range(1, 21)]
    assert "These are the latest 20." in _texts(shown)


def test_an_empty_list_offers_the_first_lead():
    values = [o["value"] for o in objects(leads.listing((), EN).to_dict()["blocks"]) if o.get("type") == "button"]

    assert values == ["/lead share", "/lead receive"]


def test_a_file_tells_who_did_what_when():
    history = _texts(leads.file(x.WON_FILE, EN))

    assert "20 November 2026, 10:00 · <@U0SELLER> shared it." in history
    assert "19 January 2027, 10:00 · <@U0DEPUTY> won it: €164,000." in history


def test_a_file_shows_the_customer_and_the_note_only_to_who_may_see_them():
    seen, unseen = (
        leads.file(replace(x.WON_FILE, company=company, note=note, may_look=bool(company)), EN)
        for company, note in ((COMPANY, "Signed in Lindau."), ("", ""))
    )

    assert COMPANY in _texts(seen)
    assert "“Signed in Lindau.”" in _texts(seen)
    assert COMPANY not in _texts(unseen)
    assert Action.LEAD_CUSTOMER in _actions(seen)
    assert Action.LEAD_CUSTOMER not in _actions(unseen)


@pytest.mark.parametrize(
    ("value", "english", "german"),
    [
        (9_999, "below €10,000", "unter 10.000 €"),
        (50_000, "€50,000 to €250,000", "50.000 € bis 250.000 €"),
        (1_000_000, "€1,000,000 or more", "ab 1.000.000 €"),
    ],
)
def test_a_value_is_told_as_a_band(value, english, german):
    band = value_band(Money.of(value, "EUR"))

    assert words.band(band, EN) == english
    assert words.band(band, DE).replace(NO_BREAK_SPACE, " ") == german


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        (words.stage, Stage),
        (words.reason, Reason),
        (words.timing, Timing),
        (words.verb, set(Verb) - {Verb.SHARE, Verb.EXPIRE}),
    ],
)
def test_everything_has_a_name_of_its_own_in_both_languages(name, kinds):
    for language in (EN, DE):
        assert len({name(kind, language) for kind in kinds}) == len(kinds)


@pytest.mark.parametrize("verb", [Verb.SHARE, Verb.EXPIRE])
def test_no_button_shares_or_lets_expire(verb):
    with pytest.raises(ValueError, match=verb):
        lead_step(verb)


@pytest.mark.parametrize("language", [EN, DE], ids=["en", "de"])
@pytest.mark.parametrize("count", [1, 7])
def test_a_duplicate_is_told_by_references_and_names_nobody(language, count):
    earlier = [replace(x.lead(Direction.RECEIVED), id=17 + n) for n in range(count)]

    shown = leads.duplicate(x.card(x.lead()), earlier, language).to_dict()

    told = json.dumps(shown, ensure_ascii=False)
    assert {"L-1042", "L-1017"} <= set(re.findall(r"L-\d+", shown["text"]))
    assert [o["value"] for o in objects(shown["blocks"]) if o.get("type") == "button"] == [
        f"/lead show L-{number}" for number in (*range(1017, 1017 + min(count, 5)), 1042)
    ]
    assert (language.say("and {n} more.", n=2) in told) == (count == 7)
    for secret in (COMPANY, PERSON, "crm.example", "180"):
        assert secret not in told
