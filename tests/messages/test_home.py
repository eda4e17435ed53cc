from dataclasses import replace

import pytest
from slack_sdk.models.views import View

from bot.domain.people import LanguageCode
from bot.playground.rules import check_view
from messages import home as say
from messages.actions import Action
from messages.examples.home import CARDS
from messages.language import Language

EN = Language.of(LanguageCode.EN)


def buttons(card):
    blocks = say.as_home(say.home(card, EN))["blocks"]
    held = [one for block in blocks for one in [block.get("accessory"), *block.get("elements", [])]]
    return [one for one in held if one and one["type"] == "button"]


@pytest.mark.parametrize("code", LanguageCode)
@pytest.mark.parametrize("name", CARDS)
def test_slack_takes_every_home(name, code):
    view = say.as_home(say.home(CARDS[name], Language.of(code)))

    assert View(**view).to_dict() == view
    assert check_view(view, home=True) == view
    assert len(view["blocks"]) <= 100


def test_what_is_none_of_ones_business_is_not_even_headed():
    said = str(say.as_home(say.home(CARDS["seller"], EN)))

    assert not any(words in said for words in ("Our alliances", "Your alliances", "release"))


def test_whoever_has_nothing_is_told_how_to_begin():
    said = say.home(CARDS["empty"], EN)

    assert "Who of your customers could a partner help?" in str(said.to_dict())
    assert [button["value"] for button in buttons(CARDS["empty"])] == [
        "/lead share",
        "/cosell figures",
        "/alliance list",
    ]


def test_more_than_there_is_room_for_is_counted():
    said = str(say.home(CARDS["full"], EN).to_dict())

    assert "and 22 more: `/lead list`" in said
    assert "and 24 more" in said
    assert "and 50 more" in said


def test_each_draft_has_a_release_button_of_its_own():
    release = [one for one in buttons(CARDS["full"]) if one["action_id"].startswith(Action.RELEASE)]

    assert [one["action_id"] for one in release] == [f"{Action.RELEASE}/{n}" for n in range(1, say.DRAFTS + 1)]


def test_the_text_says_how_many_leads_are_open_and_overdue():
    calm = replace(CARDS["seller"], leads=CARDS["seller"].leads[1:])

    assert say.home(CARDS["seller"], EN).text == "Your open leads\n3 open leads, 1 overdue"
    assert say.home(calm, EN).text == "Your open leads\n2 open leads"
