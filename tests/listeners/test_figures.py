"""What an answer is worked out from: the seller's own figures, the state of the alliance, the margin."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from bot.domain.alliances import Status
from bot.domain.refusals import (
    MarginMissing,
    NotActive,
)
from bot.playground.visitor import Visitor
from messages.refusals import refusal

LENA, JAMES, TIM, PRIYA = "U0LENA", "U0JAMES", "U0TIM", "U0PRIYA"
MIRA, DANIEL, ROBIN = "U0MIRA", "U0DANIEL", "U0ROBIN"

Json = dict[str, Any]
AsVisitor = Callable[[str], Visitor]
Told = Callable[[object], str]


def direct(user_id: str) -> str:
    return f"D{user_id[1:]}"


def run(visitor: AsVisitor, user_id: str, line: str) -> list[Json]:
    return [message for message in visitor(user_id).command(direct(user_id), line) if message["is_ephemeral"]]


def form(visitor: AsVisitor, user_id: str, line: str) -> Visitor:
    """Somebody who has just opened a form with a command."""
    person = visitor(user_id)
    assert person.command(direct(user_id), line) == []
    assert person.open_view()
    return person


@pytest.mark.parametrize("user_id", [LENA, JAMES])
def test_nothing_is_quoted_from_an_alliance_that_is_not_active(
    stage: Any, visitor: AsVisitor, press: Any, user_id: str
) -> None:
    (paused,) = run(visitor, user_id, "/cosell tauber 50k")
    assert paused["text"] == refusal(NotActive("Tauber Logistik AG", Status.PAUSED), stage.language(user_id))
    (asked,) = run(visitor, MIRA, "/alliance end acme")
    press(MIRA, asked, "alliance.end")
    (ended,) = run(visitor, user_id, "/cosell acme 50k")
    assert ended["text"] == refusal(NotActive("Acme Robotics", Status.ENDED), stage.language(user_id))
    (draft,) = run(visitor, "U0OLIVER", "/cosell fjord 50k")
    assert draft["text"] == refusal(NotActive("Fjord Security", Status.DRAFT), stage.language("U0OLIVER"))


def test_where_the_margin_counts_it_is_asked_for(
    stage: Any, visitor: AsVisitor, told: Told, press: Any, arrived: Any
) -> None:
    mira = visitor(MIRA)
    mira.command(direct(MIRA), "/alliance regel acme")
    mira.fill_and_submit({"rate": "10", "basis": "margin", "join": "replace"})
    mira.fill_and_submit({"lower": ["yes"]})
    press(DANIEL, arrived(DANIEL, "10%"), "version.release")
    visitor(DANIEL).fill_and_submit({})
    (refused,) = run(visitor, JAMES, "/cosell acme 50k")
    assert refused["text"] == refusal(MarginMissing("Acme Robotics"), stage.language(JAMES))
    james = form(visitor, JAMES, "/cosell acme")
    assert set(james.fill_and_submit({"amount": "50k"}).errors) == {"margin"}
    answered = james.fill_and_submit({"margin": "15k"})
    assert "10% × €15,000 margin = €1,500" in told(answered.view)


def test_own_figures_are_saved_used_and_deleted(visitor: AsVisitor, told: Told, press: Any) -> None:
    (range_,) = run(visitor, JAMES, "/cosell kranich 50k")
    assert "/cosell figures" in json.dumps(range_), "they are offered where they are missing"
    press(JAMES, range_, "/cosell figures")
    james = visitor(JAMES)
    assert set(james.fill_and_submit({}).errors) == {"quota#0"}, "empty figures are none"
    assert set(james.fill_and_submit({"quota": "abc", "booked": "-1"}).errors) == {"quota#0", "booked#0"}
    saved = james.fill_and_submit({"quota": "2m", "target_bonus": "40k", "booked": "1.2m"})
    assert saved.errors == {}
    james.close_view(everything=True)
    exact = told(run(visitor, JAMES, "/cosell kranich 50k"))
    assert "target bonus €40,000 × (60% → 62.5% attainment) = €1,000" in exact
    james = form(visitor, JAMES, "/cosell my-figures")
    assert "2000000 EUR" in told(james.open_view())
    view = james.open_view()
    assert view is not None
    james.click(view, "figures.delete")
    james.close_view(everything=True)
    assert "target bonus €40,000" not in told(run(visitor, JAMES, "/cosell kranich 50k"))


def test_choosing_another_goal_shows_what_is_kept_of_it_and_of_nothing_else(visitor: AsVisitor, told: Told) -> None:
    james = form(visitor, JAMES, "/cosell figures")
    james.fill_and_submit({"quota": "2m", "booked": "1.2m"})
    james.close_view(everything=True)
    view = form(visitor, JAMES, "/cosell figures").open_view()
    assert view is not None
    assert "2000000 EUR" in told(view)
    goals = [
        option["value"]
        for option in next(b for b in view["blocks"] if b.get("block_id") == "goal")["element"]["options"]
    ]

    james.click(view, "goal", goals[1])

    other = james.open_view()
    assert other is not None
    assert "2000000 EUR" not in told(other)
    assert set(james.fill_and_submit({"quota": "abc"}).errors) == {"quota#1"}
    assert james.fill_and_submit({"quota": "7m"}).errors == {}
    james.close_view(everything=True)
    first = form(visitor, JAMES, "/cosell figures").open_view()
    assert {"2000000 EUR", "7000000 EUR"} & set(told(first).split("\n")), "both are kept apart"


def test_own_figures_are_seen_by_their_owner_alone(stage: Any, visitor: AsVisitor, told: Told) -> None:
    assert "620000 EUR" in told(form(visitor, LENA, "/cosell zahlen").open_view())
    for user_id in (JAMES, MIRA, DANIEL, ROBIN):
        assert "620000" not in told(form(visitor, user_id, "/cosell figures").open_view())
        assert "62 %" not in told(run(visitor, user_id, "/cosell acme 50k"))
    with stage.library.reading() as books:
        assert books.figures.of(stage.person(ROBIN).id) == ()


def test_asking_writes_nothing_about_the_deal(stage: Any, visitor: AsVisitor) -> None:
    def kept() -> str:
        with stage.library.reading() as books:
            of = [books.history.of_alliance(alliance.id, 99) for alliance in books.alliances.all()]
            return f"{of}{books.figures.of(stage.person(LENA).id)}"

    before = kept()
    run(visitor, LENA, "/cosell acme 51.234 €")
    assert kept() == before
