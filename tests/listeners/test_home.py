"""The Home tab: each person sees what is theirs, and its buttons answer in forms."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from slack_bolt import BoltRequest

from bot.domain.leads import Customer, Direction, Offer, Verb
from bot.domain.money import Money
from bot.use_cases import leads
from bot.use_cases.leads import Sharing
from messages.actions import Action, numbered

JAMES, LENA, MIRA, OLIVER = "U0JAMES", "U0LENA", "U0MIRA", "U0OLIVER"
DANIEL, SOFIA, KARIN, ROBIN, PRIYA = "U0DANIEL", "U0SOFIA", "U0KARIN", "U0ROBIN", "U0PRIYA"


@pytest.fixture
def share(stage):
    """Lena shares a lead with Acme, or Mira writes one down for her."""

    def share(direction=Direction.GIVEN, sender=LENA, owner=None, ago=timedelta()):
        offer = Offer(Customer("Wallhof GmbH", "Packaging"), "A third line by summer.", Money.of(50_000, "EUR"))
        sharing = Sharing(direction, offer, None if owner is None else stage.person(owner).id)
        with stage.library.writing() as books:
            acme = next(one for one in books.alliances.all() if one.handle == "acme-robotics")
            return leads.share(books, stage.person(sender), acme, sharing, stage.clock.now - ago, ())

    return share


def commands(home):
    held = [block.get("accessory") for block in home["blocks"]]
    held += [element for block in home["blocks"] for element in block.get("elements", [])]
    return [one["value"] for one in held if one and one.get("action_id", "").startswith(Action.RUN)]


def press(visitor, home, value):
    for block in home["blocks"]:
        for one in [block.get("accessory"), *block.get("elements", [])]:
            if one and one.get("value") == value:
                visitor.click(home, one["action_id"], block_id=block["block_id"])
                return visitor.open_view()
    raise AssertionError(f"no button for {value}")


def test_a_seller_sees_own_open_leads_whom_to_ask_about_and_own_figures(visitor, told, share):
    mine, others = share(), share(sender=JAMES)

    home = visitor(LENA).home()

    assert "Deine offenen Leads" in told(home)
    assert "Wallhof GmbH" in told(home)
    assert "wartet auf Antwort" in told(home)
    assert f"/lead show {mine.reference}" in commands(home)
    assert f"/lead show {others.reference}" not in commands(home)
    assert [one for one in commands(home) if one.startswith("/cosell ")] == [
        "/cosell acme-robotics",
        "/cosell kranich-cloud",
        "/cosell meridian-analytics",
        "/cosell figures",
    ]


def test_a_seller_is_asked_for_a_received_lead_without_its_customer(visitor, told, share):
    received = share(Direction.RECEIVED, MIRA, LENA)

    home = visitor(LENA).home()

    assert f"/lead show {received.reference}" in commands(home)
    assert "Wallhof" not in told(home)


def test_closed_leads_are_not_shown_and_overdue_ones_stand_first(stage, visitor, told, share):
    late, fresh, gone = share(ago=timedelta(days=30)), share(), share()
    with stage.library.writing() as books:
        leads.take(books, stage.person(LENA), gone.id, leads.Step(Verb.WITHDRAW), stage.clock.now)

    home = visitor(LENA).home()

    shown = [one.removeprefix("/lead show ") for one in commands(home) if one.startswith("/lead show")]
    assert shown == [late.reference, fresh.reference]
    assert told(home).index("überfällig") < told(home).index(fresh.reference)


def test_a_partner_manager_sees_own_alliances_with_health_and_overdue_answers(visitor, told, share):
    share(ago=timedelta(days=30))

    home = visitor(MIRA).home()

    assert "Deine Allianzen" in told(home)
    assert "*Acme Robotics* · 1 Antwort überfällig\nIm Aufbau" in told(home)
    assert "*Tauber Logistik AG* (pausiert)" in told(home)
    assert "Kranich" not in told(home)
    assert "Hier lohnt die Frage" not in told(home)


def test_a_partner_manager_sees_own_drafts_without_a_button(visitor, told):
    home = visitor(OLIVER).home()

    assert "Waiting for somebody’s release" in told(home)
    assert "*Kranich Cloud GmbH*: rules v1 (together, presales)" in told(home)
    assert not [e for block in home["blocks"] for e in [block.get("accessory")] if e and "release" in e["action_id"]]
    assert "Kranich" not in told(visitor(MIRA).home())


def test_sales_operations_release_from_the_home(visitor, told):
    sofia, daniel = visitor(SOFIA), visitor(DANIEL)
    home, seen_before = sofia.home(), daniel.home()
    assert "Wartet auf deine Freigabe" in told(home)
    [draft] = [b["accessory"] for b in home["blocks"] if "release" in b.get("accessory", {}).get("action_id", "")]
    assert draft["action_id"] == numbered(Action.RELEASE, 1)

    form = press(sofia, home, draft["value"])
    assert form["title"]["text"] == "Freigeben"
    sofia.fill_and_submit({})
    sofia.close_view()

    assert "Gerade wartet nichts." in told(sofia.home())
    assert "already" in told(press(daniel, seen_before, draft["value"]))


def test_leadership_sees_a_line_for_each_alliance(visitor, told):
    home = visitor(KARIN).home()

    assert "Unsere Allianzen" in told(home)
    for partner in ("Acme Robotics", "Kranich Cloud GmbH", "Meridian Analytics", "Tauber Logistik AG"):
        assert f"*{partner}*" in told(home)
    assert "Fjord" not in told(home)
    assert "/alliance digest" in commands(home)


def test_an_administrator_sees_everything_too(visitor, told):
    assert "Our alliances" in told(visitor(ROBIN).home())


def test_a_partner_contact_sees_nothing_of_ours(visitor, share):
    share()

    assert visitor(PRIYA).home() is None


def test_a_button_opens_the_form_or_the_answer_in_a_form(visitor, told):
    james = visitor(JAMES)
    home = james.home()

    assert press(james, home, "/cosell acme-robotics")["title"]["text"] == "What do I earn?"
    james.close_view()
    assert "alliances" in told(press(james, home, "/alliance list"))


def test_a_button_that_stands_for_something_gone_says_why_in_a_form(stage, visitor, told):
    mira = visitor(MIRA)
    home = mira.home()
    with stage.library.writing() as books:
        acme = next(one for one in books.alliances.all() if one.handle == "acme-robotics")
        books.alliances.save(replace(acme, profile=replace(acme.profile, manager=stage.person(OLIVER).id)))

    told_why = press(mira, home, "/alliance balance acme-robotics")

    assert "Acme Robotics" in told(told_why)
    assert "Gegeben" not in told(told_why)


def test_only_the_home_itself_is_published(stage, visitor):
    visitor(LENA)._do("open_home", tab="messages", wait=True)

    assert not [one for one in stage.playground.journal() if one.get("method") == "views.publish"]


def test_a_home_that_was_published_anew_meanwhile_is_left_as_it_is(stage, visitor, share):
    before = visitor(LENA).home()
    share()
    visitor(LENA).home()

    answer = stage.once_more("events_api")

    assert answer.status == 200
    assert "hash_conflict" in json.dumps(stage.playground.journal()[-3:])
    assert visitor(LENA).home()["hash"] != before["hash"]


def test_in_a_modal_the_same_buttons_go_deeper(stage):
    """Only at Home they open: in a modal they push."""
    somebody = {"team": {"id": "T0NORDWIND"}, "user": {"id": LENA, "team_id": "T0NORDWIND"}, "trigger_id": "1.2.3"}
    element = {"type": "button", "action_id": f"{Action.RUN}/1", "block_id": "b", "value": "/alliance list"}
    view = {"id": "V1", "type": "modal", "blocks": [], "private_metadata": "", "state": {"values": {}}}
    body = {"type": "block_actions", **somebody, "view": view, "actions": [element]}

    stage.bot.app.dispatch(BoltRequest(mode="socket_mode", body=body))

    called = [one["method"] for one in stage.playground.journal() if one.get("method", "").startswith("views.")]
    assert set(called) == {"views.push"}
