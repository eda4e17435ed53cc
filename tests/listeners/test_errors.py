"""What goes wrong on our side: a person meets a sentence with a reference, never silence or a traceback."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable
from typing import Any, NoReturn

import pytest

from bot.playground.visitor import Visitor
from bot.use_cases import alliances as use_cases

LENA, JAMES, OLIVER, DANIEL = "U0LENA", "U0JAMES", "U0OLIVER", "U0DANIEL"
SECRET = "Acme Robotics pays 50000.00 EUR to Lena"
REFERENCE = re.compile(r"`([0-9A-F]{6})`")

AsVisitor = Callable[[str], Visitor]
Told = Callable[[object], str]


@pytest.fixture
def stage(standing_stage: Any) -> Any:
    return standing_stage


class Broken(Exception):
    """Something nobody thought of."""


def direct(user_id: str) -> str:
    return f"D{user_id[1:]}"


def breaks(*_: object, **__: object) -> NoReturn:
    raise Broken(SECRET) from ValueError(SECRET)


@pytest.fixture
def references(caplog: pytest.LogCaptureFixture) -> Callable[[str], None]:
    """Checks that the reference a person was told is in the log, and nothing private with it."""

    def references(shown: str) -> None:
        (told,) = set(REFERENCE.findall(shown))
        (logged,) = [record for record in caplog.records if told in record.getMessage()]
        assert logged.levelno == logging.ERROR
        assert "Broken" in logged.getMessage()
        assert "ValueError" in logged.getMessage()
        assert "test_errors.py" in logged.getMessage(), "where it happened"
        assert "Acme" not in caplog.text
        assert "50000" not in caplog.text
        assert "Lena" not in caplog.text

    return references


@pytest.mark.parametrize("user_id", [LENA, JAMES])
def test_a_command_that_breaks_is_answered_in_the_readers_language(
    stage: Any, visitor: AsVisitor, monkeypatch: pytest.MonkeyPatch, references: Any, user_id: str
) -> None:
    monkeypatch.setattr("bot.use_cases.earnings.ask", breaks)
    (answer,) = visitor(user_id).command(direct(user_id), "/cosell acme 50k")
    assert answer["is_ephemeral"]
    assert (
        answer["text"].startswith(
            stage.language(user_id).say("Sorry, something went wrong on our side, and").partition(",")[0][:5]
        )
        or user_id == LENA
    )
    references(answer["text"])


def test_a_form_that_breaks_half_way_writes_nothing(
    stage: Any, visitor: AsVisitor, monkeypatch: pytest.MonkeyPatch, references: Any, told: Told
) -> None:
    real = use_cases.register

    def half(*args: Any, **kwargs: Any) -> None:
        real(*args, **kwargs)
        breaks()

    monkeypatch.setattr("bot.use_cases.alliances.register", half)
    oliver = visitor(OLIVER)
    oliver.command(direct(OLIVER), "/alliance register")
    new = {"partner": "Helvetia Data AG", "manager": OLIVER, "benefit": "Every contract in a second."}
    broken = oliver.fill_and_submit(new)
    references(told(broken.view))
    with stage.library.reading() as books:
        assert "Helvetia Data AG" not in [alliance.partner for alliance in books.alliances.all()]
    monkeypatch.undo()
    again = stage.once_more("interactive")
    assert "Helvetia Data AG" in json.loads(json.dumps(again.body)), "trying again works: nothing was recorded"
    with stage.library.reading() as books:
        assert [alliance.partner for alliance in books.alliances.all()].count("Helvetia Data AG") == 1


def test_a_button_that_breaks_is_answered_beside_its_message(
    visitor: AsVisitor, monkeypatch: pytest.MonkeyPatch, references: Any, press: Any, told: Told
) -> None:
    (near,) = visitor(JAMES).command(direct(JAMES), "/cosell kranihc 50k")
    monkeypatch.setattr("bot.use_cases.earnings.ask", breaks)
    (answer,) = press(JAMES, near, "/cosell kranich-cloud 50k")
    assert answer["ts"] != near["ts"], "the message with the button stays"
    references(told(answer))


def test_a_button_in_a_form_that_breaks_is_answered_above_it(
    visitor: AsVisitor, monkeypatch: pytest.MonkeyPatch, references: Any, press: Any, told: Told
) -> None:
    james = visitor(JAMES)
    james.command(direct(JAMES), "/cosell kranich")
    answer = james.fill_and_submit({"amount": "50k"})
    monkeypatch.setattr("bot.use_cases.alliances.card", breaks)
    press(JAMES, answer.view, "/alliance show kranich-cloud")
    references(told(james.open_view()))


def test_plain_words_that_break_are_answered(
    visitor: AsVisitor, monkeypatch: pytest.MonkeyPatch, references: Any, told: Told
) -> None:
    monkeypatch.setattr("bot.use_cases.earnings.ask", breaks)
    james = visitor(JAMES)
    references(told([m for m in james.say(direct(JAMES), "kranich 50k") if m["user"] == "U0BOT"]))


def test_a_search_that_breaks_finds_nothing(
    visitor: AsVisitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    james = visitor(JAMES)
    james.command(direct(JAMES), "/cosell")
    monkeypatch.setattr("bot.listeners.earnings.matching", breaks)
    assert james.suggest("earnings.partner", "acme") == []
    assert "Broken" in caplog.text


def test_when_even_the_books_break_there_is_an_answer(
    stage: Any, visitor: AsVisitor, monkeypatch: pytest.MonkeyPatch, references: Any
) -> None:
    monkeypatch.setattr(type(stage.library), "reading", breaks)
    (answer,) = visitor(JAMES).command(direct(JAMES), "/alliance list")
    references(answer["text"])


def test_refusals_are_no_errors(visitor: AsVisitor, caplog: pytest.LogCaptureFixture) -> None:
    visitor(LENA).command(direct(LENA), "/alliance register")
    visitor(LENA).command(direct(LENA), "/cosell zebra 50k")
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
