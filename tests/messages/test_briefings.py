from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, time

import pytest

from bot.domain.alliances import GameRules
from bot.domain.briefings import Briefing, Content, Topic
from bot.domain.people import LanguageCode
from bot.domain.reciprocity import Agreement
from bot.domain.schedules import Every, Kind, Rhythm, Schedule, Slot, Weekday
from messages import briefings
from messages.actions import Action, Field, numbered, run
from messages.briefings.schedules import ZONES, rhythm
from messages.examples import world as w
from messages.game import YES, game_form
from messages.language import Language
from messages.message import Message, objects

EN, DE = Language.of(LanguageCode.EN), Language.of(LanguageCode.DE)
TUESDAYS = Rhythm(frozenset({Weekday.THURSDAY, Weekday.TUESDAY}), time(9), "Europe/Berlin")
ORDER = Schedule(3, Kind.BRIEFING, 1, "C0SALESDE", LanguageCode.DE, TUESDAYS)
SLOT = Slot(datetime.combine(date(2026, 11, 24), time(9)), w.NOW)
RULES = (w.in_force(w.rules(w.TWO_PERCENT)),)


def _texts(shown) -> str:
    return "\n".join(o["text"] for o in objects(shown.to_dict()["blocks"]) if isinstance(o.get("text"), str))


def _buttons(shown) -> dict[str, str]:
    return {o["action_id"]: o["value"] for o in objects(shown.to_dict()["blocks"]) if o.get("type") == "button"}


def _inputs(form) -> dict[str, dict[str, object]]:
    return {b["block_id"]: b["element"] for b in form.to_dict()["blocks"] if b["type"] == "input"}


def _pitch(post_id: int | None = 7) -> Message:
    return briefings.pitch("Acme Robotics", "acme", w.ENGLISH, post_id, EN)


@pytest.mark.parametrize(
    "post",
    [
        _pitch(),
        briefings.pay("Acme Robotics", "acme", RULES, 7, EN),
        briefings.rule_changed("Acme Robotics", "acme", RULES[0].version, 7, EN),
    ],
    ids=["pitch", "pay", "rule-changed"],
)
def test_a_briefing_can_be_confirmed_asked_about_and_turned_into_a_lead(post):
    assert _buttons(post) == {
        Action.GOT_IT: "7",
        run(1): "/cosell acme",
        run(2): "/lead share acme",
        Action.ASK_MANAGER: "acme",
    }


def test_a_preview_can_not_be_confirmed():
    assert Action.GOT_IT not in _buttons(_pitch(None))


def test_a_pitch_is_the_benefit_and_how_to_get_talking():
    proposition = replace(w.ENGLISH, signals=("one", "two", "three"))
    shown = briefings.pitch("Acme Robotics", "acme", proposition, 7, EN)

    assert shown.text == f"Acme Robotics: what your customer gains\n{w.ENGLISH.benefit}"
    assert "“two”" in _texts(shown)
    assert "“three”" not in _texts(shown)
    assert w.ENGLISH.opening_question in _texts(shown)


def test_what_it_pays_names_the_rules_the_credit_and_until_when():
    shown = _texts(briefings.pay("Acme Robotics", "acme", RULES, 7, EN))

    assert "Together: 2% of the deal amount, on top of the plan" in shown
    assert "The whole deal counts for the plan" in shown
    assert "Holds for deals closing by 31 December 2026." in shown


def test_a_changed_rule_says_from_when_it_counts():
    shown = briefings.rule_changed("Acme Robotics", "acme", RULES[0].version, 7, EN)

    assert "For deals closing from 1 July 2026 on:" in shown.text


@pytest.mark.parametrize("topic", Topic)
def test_a_briefing_is_told_by_its_topic(topic):
    content = Content(topic, "mark")
    shown = Briefing(content, "Acme", "acme", LanguageCode.EN, w.ENGLISH, RULES, RULES[0].version)

    told = {
        Topic.PITCH: briefings.pitch("Acme", "acme", w.ENGLISH, 7, EN),
        Topic.PAY: briefings.pay("Acme", "acme", RULES, 7, EN),
        Topic.RULE_CHANGED: briefings.rule_changed("Acme", "acme", RULES[0].version, 7, EN),
    }
    assert briefings.briefing(shown, 7, EN).to_dict() == told[topic].to_dict()


def test_reach_is_shown_from_ten_people_on():
    assert "people have got it" not in _texts(briefings.with_reach(_pitch(), 9, EN))
    assert "10 people have got it." in _texts(briefings.with_reach(_pitch(), 10, EN))


def test_a_newer_count_takes_the_place_of_the_older():
    once = briefings.with_reach(_pitch(), 10, EN)
    as_slack_has_it = Message(once.text, tuple(once.to_dict()["blocks"]))

    for earlier in (once, as_slack_has_it):
        twice = _texts(briefings.with_reach(earlier, 11, EN))
        assert "11 people have got it." in twice
        assert "10 people" not in twice
    assert briefings.with_reach(once, 9, EN).to_dict() == _pitch().to_dict()


@pytest.mark.parametrize(
    ("kind", "asks_partner", "channel_optional", "every"),
    [
        (Kind.BRIEFING, True, False, Every.WEEK),
        (Kind.REPORT, True, True, Every.WEEK),
        (Kind.DIGEST, False, False, Every.MONTH),
    ],
)
def test_the_form_asks_what_its_kind_needs(kind, asks_partner, channel_optional, every):
    form = briefings.schedule_form(EN, None, kind, time_zone="Europe/Berlin")
    blocks = {block["block_id"]: block for block in form.to_dict()["blocks"] if block["type"] == "input"}

    assert (Field.PARTNER in blocks) is asks_partner
    assert blocks[Field.CHANNEL].get("optional", False) is channel_optional
    assert blocks[Field.EVERY]["element"]["initial_option"]["value"] == every
    assert json.loads(form.private_metadata) == {"kind": kind}


def test_days_are_chosen_by_name_and_one_is_needed():
    form = briefings.schedule_form(DE, None, time_zone="Europe/Berlin").to_dict()
    (days,) = [block for block in form["blocks"] if block.get("block_id") == Field.DAYS]

    assert not days.get("optional", False)
    assert [option["text"]["text"] for option in days["element"]["options"]] == [
        "Montag",
        "Dienstag",
        "Mittwoch",
        "Donnerstag",
        "Freitag",
    ]
    assert [option["value"] for option in days["element"]["options"]] == list(Weekday)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Bogota"])
def test_the_alliances_own_time_zone_is_always_offered_once(zone):
    element = _inputs(briefings.schedule_form(EN, None, time_zone=zone))[Field.ZONE]
    values = [option["value"] for option in element["options"]]

    assert element["initial_option"]["value"] == zone
    assert values.count(zone) == 1
    assert set(ZONES) <= set(values)


def test_an_order_is_read_back_with_the_next_dates():
    shown = _texts(briefings.scheduled(ORDER, "Acme Robotics", (SLOT,), EN))

    assert "*Briefings on Acme Robotics*" in shown
    assert "Every Tuesday and Thursday at 09:00 (Europe/Berlin), <#C0SALESDE>, in German" in shown
    assert "Tuesday, 24 November 2026, 09:00" in shown


def test_a_month_has_the_first_of_its_days():
    monthly = replace(TUESDAYS, every=Every.MONTH)

    assert rhythm(monthly, EN) == "on the first Tuesday or Thursday of each month at 09:00 (Europe/Berlin)"
    assert rhythm(monthly, DE) == "jeden Monat am ersten Dienstag oder Donnerstag um 09:00 Uhr (Europe/Berlin)"


def test_orders_are_listed_with_a_button_to_pause_or_resume():
    shown = briefings.schedules([(ORDER, "Acme", SLOT), (replace(ORDER, id=4, active=False), "Acme", None)], EN)

    assert _buttons(shown) == {numbered(Action.PAUSE_SCHEDULE, 1): "3", numbered(Action.RESUME_SCHEDULE, 2): "4"}
    assert "Next: Tuesday, 24 November 2026, 09:00" in _texts(shown)
    assert "Paused: nothing is posted." in _texts(shown)


def test_a_report_goes_to_a_person():
    report = replace(ORDER, kind=Kind.REPORT, destination=w.MANAGER)

    assert f"<@{w.MANAGER}>" in _texts(briefings.schedules([(report, "Acme", SLOT)], EN))


def test_more_orders_than_fit_are_counted():
    shown = briefings.schedules([(ORDER, "Acme", SLOT)] * 60, EN)

    assert len(_buttons(shown)) == 40
    assert "and 20 more." in _texts(shown)


def test_without_orders_the_first_is_offered():
    assert _buttons(briefings.schedules((), EN)) == {run(1): "/briefing schedule"}


def test_a_question_reaches_the_partner_manager_with_who_asked():
    form = briefings.ask_form("Acme", "acme", EN)
    asked = briefings.asked("Acme", w.SELLER, "Who joins the meeting?", EN)

    assert json.loads(form.private_metadata) == {"handle": "acme"}
    assert list(_inputs(form)) == [Field.QUESTION_TEXT]
    assert asked.text == "<@U0SELLER> asks about Acme:"
    assert "“Who joins the meeting?”" in _texts(asked)
    assert "<@U0MANAGER>" in _texts(briefings.asked_done("Acme", w.MANAGER, EN))


def test_the_rules_of_the_game_are_filled_in_as_they_would_be_typed():
    agreement = Agreement(w.percent("62.5"), w.percent(15), trust_credit=3, minimum=8, window_days=270)
    rules = GameRules(("Budget", "Date"), 24, 120, agreement, competes=True, assumed_chance=w.percent("37.5"))
    form = game_form(replace(w.ACME, game=rules), EN)
    inputs = _inputs(form)

    assert json.loads(form.private_metadata) == {"handle": "acme", "revision": 4}
    assert {name: element["initial_value"] for name, element in inputs.items() if "initial_value" in element} == {
        Field.CRITERIA: "Budget\nDate",
        Field.RESPONSE_HOURS: "24",
        Field.PROTECTION_DAYS: "120",
        Field.AGREED_SHARE: "62.5",
        Field.BAND: "15",
        Field.TRUST_CREDIT: "3",
        Field.MINIMUM: "8",
        Field.WINDOW_DAYS: "270",
        Field.ASSUMED_CHANCE: "37.5",
    }
    assert [option["value"] for option in inputs[Field.COMPETES]["initial_options"]] == [YES]


def test_partners_who_do_not_compete_are_not_ticked():
    assert "initial_options" not in _inputs(game_form(w.ACME, EN))[Field.COMPETES]
