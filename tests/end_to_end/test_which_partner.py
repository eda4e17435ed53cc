"""Which partner to take along? Asked of the real process with an amount alone, in both languages."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.end_to_end.conftest import Trial

Json = dict[str, Any]


def said(shown: Json) -> str:
    return json.dumps(shown, ensure_ascii=False).replace("\u00a0", " ")


def private(messages: list[Json]) -> Json:
    """The one that only the reader sees; the life of the example company goes on meanwhile."""
    (shown,) = [message for message in messages if message["is_ephemeral"]]
    return shown


def pressed(shown: Json, label: str) -> str:
    """The action id of the button that says this."""
    elements = [element for block in shown["blocks"] for element in block.get("elements", [])]
    return next(e["action_id"] for e in elements if isinstance(e.get("text"), dict) and e["text"]["text"] == label)


@pytest.mark.parametrize(
    ("user_id", "industry", "heading", "benefit", "history", "since"),
    [
        ("U0LENA", "Maschinenbau", "€ mehr* · Acme Robotics", "Deine Linie läuft", "verlauf", "gilt seit"),
        ("U0JAMES", "Machinery", " more* · Acme Robotics", "Your line runs again", "history", "is in force since"),
    ],
)
def test_from_an_amount_to_the_partner_the_answer_and_its_rules(
    trying: Callable[..., Trial], user_id: str, industry: str, heading: str, benefit: str, history: str, since: str
) -> None:
    visitor = trying().visitor(user_id)
    direct = f"D{user_id[1:]}"
    asked = private(visitor.command(direct, "/cosell 50k"))
    ranked = private(visitor.click(asked, pressed(asked, industry)))
    assert ranked["ts"] == asked["ts"]
    assert heading in said(ranked)
    assert benefit in said(ranked)
    answer = private(visitor.click(ranked, "command.run/1"))
    assert "Acme Robotics" in said(answer)
    told = private(visitor.command(direct, f"/cosell {history} acme"))
    assert since in said(told)
