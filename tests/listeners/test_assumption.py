"""The chance to win together that a partner manager assumes, while too few joint deals were closed to know."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.history import Deed
from bot.domain.money import Rate
from bot.domain.refusals import RateOutside
from messages.refusals import refusal
from tests.listeners import lead_book as at
from tests.listeners.lead_book import HANDLE, MIRA


def entered(stage: Any, typed: str) -> Any:
    """What became of the rules of the game after this was typed into the field, by itself."""
    mira = stage.visitor(MIRA)
    at.form(mira, f"/alliance rules {HANDLE}")
    done = mira.fill_and_submit({"assumed_chance": typed})
    mira.close_view(everything=True)
    return done


def assumed(stage: Any) -> Rate | None:
    with stage.library.reading() as books:
        (chance,) = [a.game.assumed_chance for a in books.alliances.all() if a.handle == HANDLE]
    return chance


def deeds(stage: Any) -> list[Deed]:
    with stage.library.reading() as books:
        (alliance,) = [a for a in books.alliances.all() if a.handle == HANDLE]
        return [entry.deed for entry in books.history.of_alliance(alliance.id, 9)]


def test_it_is_kept_shown_again_and_taken_away(stage: Any) -> None:
    at.enter(stage)
    assert assumed(stage) is None
    assert entered(stage, "37,5 %").errors == {}
    assert assumed(stage) == Rate.percent("37.5")
    assert deeds(stage)[0] is Deed.GAME_CHANGED
    form = at.form(stage.visitor(MIRA), f"/alliance rules {HANDLE}")
    (field,) = [block["element"] for block in form["blocks"] if block.get("block_id") == "assumed_chance"]
    assert field["initial_value"] == "37.5"
    assert stage.visitor(MIRA).fill_and_submit({"assumed_chance": ""}).errors == {}
    assert assumed(stage) is None
    assert deeds(stage).count(Deed.GAME_CHANGED) == 2


@pytest.mark.parametrize("typed", ["0", "0.5", "101", "-20 %"])
def test_a_chance_is_a_percentage_above_nothing(stage: Any, typed: str) -> None:
    at.enter(stage)
    assert entered(stage, typed).errors == {"assumed_chance": refusal(RateOutside(1, 100), stage.language(MIRA))}
    assert assumed(stage) is None
