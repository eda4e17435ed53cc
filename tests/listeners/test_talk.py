"""Plain words: a mention in a channel, a direct message."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.domain.refusals import Outsider, SharedChannel
from bot.playground.visitor import Visitor
from messages.help import cosell_help
from messages.refusals import refusal

BOT = "<@U0BOT>"
LENA, JAMES, PRIYA = "U0LENA", "U0JAMES", "U0PRIYA"

Json = dict[str, Any]
AsVisitor = Callable[[str], Visitor]
Told = Callable[[object], str]


@pytest.fixture
def stage(standing_stage: Any) -> Any:
    return standing_stage


def direct(user_id: str) -> str:
    return f"D{user_id[1:]}"


def answers(said: list[Json]) -> list[Json]:
    return [message for message in said if message["user"] == "U0BOT"]


@pytest.mark.parametrize(
    ("user_id", "question", "words"),
    [
        (LENA, "was verdiene ich, wenn ich 50.000 € mit Acme zusammen verkaufe?", "2.925 €"),
        (JAMES, "what do I earn if I co-sell with Kranich on a 50k deal?", "€1,000"),
        (JAMES, "kranich 50k", "€1,000"),
    ],
)
def test_a_question_in_plain_words_is_answered_in_private(
    visitor: AsVisitor, told: Told, user_id: str, question: str, words: str
) -> None:
    (direct_answer,) = answers(visitor(user_id).say(direct(user_id), question))
    assert words in told(direct_answer)
    channel = "C0DACH" if user_id == LENA else "C0INTL"
    (answer,) = answers(visitor(user_id).say(channel, f"{BOT} {question}"))
    assert words in told(answer)
    assert answer["is_ephemeral"]
    other = "U0TIM" if user_id == LENA else "U0OLIVER"
    assert words not in told(visitor(other).messages(channel))


def test_a_question_in_a_thread_is_answered_there(visitor: AsVisitor) -> None:
    visitor(JAMES).say("C0INTL", "A deal with Kranich?")
    asked = visitor(JAMES).messages("C0INTL")[-1]
    visitor(JAMES).say("C0INTL", f"{BOT} kranich 50k", thread_ts=asked["ts"])
    (answer,) = answers(visitor(JAMES).messages("C0INTL"))[-1:]
    assert answer["thread_ts"] == asked["ts"]


def test_a_mention_that_is_delivered_twice_is_answered_once(stage: Any, visitor: AsVisitor) -> None:
    james = visitor(JAMES)
    james.say(direct(JAMES), "kranich 50k")
    before = len(james.messages(direct(JAMES)))
    assert stage.once_more("events_api").status == 200
    assert len(james.messages(direct(JAMES))) == before


@pytest.mark.parametrize("user_id", [LENA, JAMES])
@pytest.mark.parametrize("said", ["hello", "50k of what?", "what can you do?", "x" * 3_000, "acme"])
def test_anything_else_is_answered_with_how_to_ask(stage: Any, visitor: AsVisitor, user_id: str, said: str) -> None:
    (answer,) = answers(visitor(user_id).say(direct(user_id), said))
    assert answer["text"] == cosell_help(stage.language(user_id)).text


def test_a_near_miss_is_offered_as_a_button(visitor: AsVisitor, told: Told, press: Any) -> None:
    (near,) = answers(visitor(JAMES).say(direct(JAMES), "what do I earn with kranihc on a 50k deal?"))
    assert "“kranihc”" in told(near)
    (answer,) = press(JAMES, near, "/cosell kranich-cloud 50k")
    assert "€1,000" in told(answer)


def test_an_ambiguous_amount_is_asked_back(visitor: AsVisitor, told: Told, press: Any) -> None:
    (asked,) = answers(visitor(LENA).say(direct(LENA), "was bringt mir Acme bei 50,000?"))
    (answer,) = press(LENA, asked, "/cosell acme-robotics 50000.00 EUR")
    assert "2.925 €" in told(answer)


def test_pay_is_not_told_where_another_company_reads_along(stage: Any, visitor: AsVisitor) -> None:
    (refused,) = answers(visitor(LENA).say("C0ACMESHARED", f"{BOT} acme 50k"))
    assert refused["text"] == refusal(SharedChannel(), stage.language(LENA))
    assert refused["is_ephemeral"]


def test_a_person_of_another_company_is_refused(stage: Any, visitor: AsVisitor) -> None:
    (refused,) = answers(visitor(PRIYA).say("C0ACMESHARED", f"{BOT} acme 50k"))
    assert refused["text"] == refusal(Outsider(), stage.language(PRIYA))


def test_talk_among_people_is_left_alone(visitor: AsVisitor) -> None:
    assert answers(visitor(JAMES).say("C0INTL", "kranich 50k")) == []
