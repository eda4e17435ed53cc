"""Which partner to take along? The industry is asked for first, and the ranking takes the question's place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bot.domain.people import PayRole
from bot.domain.refusals import AmountMissing, AmountUnreadable, NotYourPay, Outsider, SharedChannel, UnseenChannel
from bot.playground.visitor import Visitor
from messages.refusals import refusal

LENA, JAMES, TIM, SOFIA, PRIYA = "U0LENA", "U0JAMES", "U0TIM", "U0SOFIA", "U0PRIYA"

Json = dict[str, Any]
AsVisitor = Callable[[str], Visitor]
Told = Callable[[object], str]


@pytest.fixture
def stage(standing_stage: Any) -> Iterator[Any]:
    yield standing_stage
    standing_stage.close_forms()


def run(visitor: AsVisitor, user_id: str, line: str) -> Json:
    (answer,) = [m for m in visitor(user_id).command(f"D{user_id[1:]}", line) if m["is_ephemeral"]]
    return answer


def headings(shown: Json) -> list[str]:
    """The first line of each partner: what it pays more, and its name."""
    texts = [block["text"]["text"] for block in shown["blocks"] if "accessory" in block]
    return [text.partition("\n")[0].replace("\u00a0", " ") for text in texts]


@pytest.mark.parametrize(
    ("user_id", "industries"),
    [
        (LENA, ["Gesundheit", "Maschinenbau", "Öffentliche Hand", "Retail", "Wholesale", "Andere Branche"]),
        (JAMES, ["Health care", "Machinery", "Public sector", "Retail", "Wholesale", "Another industry"]),
    ],
)
def test_the_industry_is_asked_for_first(
    visitor: AsVisitor, told: Told, buttons: Any, user_id: str, industries: list[str]
) -> None:
    asked = run(visitor, user_id, "/cosell partners 50k")
    assert list(buttons(asked)) == industries
    assert "50" in told(asked)


@pytest.mark.parametrize("line", ["/cosell 50k", "/cosell 50k closing june 40%", "/cosell partners 50k"])
def test_an_amount_without_a_partner_asks_for_partners(visitor: AsVisitor, buttons: Any, line: str) -> None:
    assert "Machinery" in buttons(run(visitor, JAMES, line))


@pytest.mark.parametrize("line", ["/cosell 50k machinery", "/cosell maschinenbau 50k 40%", "/cosell for retail 50k"])
def test_an_amount_and_an_industry_are_ranked_at_once(visitor: AsVisitor, line: str) -> None:
    assert len(headings(run(visitor, JAMES, line))) == 1


@pytest.mark.parametrize("line", ["/cosell acne 50k", "/cosell fishing 50k", "/cosell acne 50.000"])
def test_words_that_are_no_industry_are_taken_for_a_partner(visitor: AsVisitor, told: Told, line: str) -> None:
    (word,) = {"acne", "fishing"} & set(line.split())
    assert f"“{word}”" in told(run(visitor, JAMES, line))


def test_a_direct_message_is_ranked_in_place_too(visitor: AsVisitor, buttons: Any) -> None:
    james = visitor(JAMES)
    asked = next(m for m in james.say("D0JAMES", "50k") if m["user"] == "U0BOT")
    (ranked,) = james.click(asked, buttons(asked)["Machinery"]["action_id"])
    assert ranked["ts"] == asked["ts"]
    assert headings(ranked) == headings(run(visitor, JAMES, "/cosell 50k machinery"))


def test_the_industry_is_found_in_a_sentence(visitor: AsVisitor, told: Told) -> None:
    question = "Which partner for a 50k deal in machinery?"
    (ranked,) = [m for m in visitor(JAMES).say("D0JAMES", question) if m["user"] == "U0BOT"]
    assert ranked["text"] == "For Machinery, Acme Robotics fits best."
    assert "Fits Machinery:" in told(ranked)


def test_the_ranking_takes_the_place_of_the_question_and_leads_to_the_full_answer(
    visitor: AsVisitor, told: Told, buttons: Any
) -> None:
    lena = visitor(LENA)
    asked = run(visitor, LENA, "/cosell partner 50k")
    (ranked,) = lena.click(asked, buttons(asked)["Maschinenbau"]["action_id"])
    assert ranked["ts"] == asked["ts"], "one message, not two"
    assert ranked["is_ephemeral"]
    assert headings(ranked) == ["*1.500 € mehr* · Acme Robotics"]
    for words in ("Maschinenbau", "2.925 €", "1.425 €", "Deine Linie läuft", "23. November 2026"):
        assert words in told(ranked)
    (answer,) = lena.click(ranked, "command.run/1")
    assert "2.925 €" in told(answer)
    assert answer["ts"] != asked["ts"], "the ranking stays to choose from"
    (again,) = lena.click(ranked, buttons(ranked)["Andere Branche wählen"]["action_id"])
    assert again["ts"] == asked["ts"]
    assert list(buttons(again)) == list(buttons(asked))


def test_what_else_was_said_is_kept_on_the_way_to_the_full_answer(visitor: AsVisitor, told: Told, buttons: Any) -> None:
    asked = run(visitor, JAMES, "/cosell partners 50k closing 2026-12-15 40%")
    (ranked,) = visitor(JAMES).click(asked, buttons(asked)["Machinery"]["action_id"])
    assert "15 December 2026" in told(ranked)
    (answer,) = visitor(JAMES).click(ranked, "command.run/1")
    assert "15 December 2026" in told(answer)
    assert "40%" in told(answer)


@pytest.mark.parametrize(
    ("user_id", "line", "partner"),
    [
        (JAMES, "/cosell partners 50k machinery", "Acme Robotics"),
        (JAMES, "/cosell partners maschinenbau 50k", "Acme Robotics"),
        (JAMES, "/cosell partners 50k for the PUBLIC SECTOR", "Kranich Cloud GmbH"),
        (LENA, '/cosell partner "öffentliche Hand" 50 Tsd.', "Kranich Cloud GmbH"),
        (LENA, "/cosell wer 50k retail bis juni", "Meridian Analytics"),
    ],
)
def test_an_industry_that_was_typed_is_not_asked_for(visitor: AsVisitor, user_id: str, line: str, partner: str) -> None:
    assert [heading.partition(" · ")[2] for heading in headings(run(visitor, user_id, line))] == [partner]


@pytest.mark.parametrize("line", ["/cosell partners 50k fishing", '/cosell partners "" 50k'])
def test_where_no_partner_fits_all_of_them_are_a_click_away(visitor: AsVisitor, buttons: Any, line: str) -> None:
    shown = run(visitor, JAMES, line)
    assert headings(shown) == []
    assert list(buttons(shown)) == ["Choose another industry", "All alliances"]


def test_another_industry_is_for_partners_that_fit_every_industry(visitor: AsVisitor, buttons: Any) -> None:
    asked = run(visitor, JAMES, "/cosell partners 50k")
    (ranked,) = visitor(JAMES).click(asked, buttons(asked)["Another industry"]["action_id"])
    assert headings(ranked) == []


def test_a_partner_without_rules_for_the_asker_says_so(stage: Any, visitor: AsVisitor) -> None:
    assert stage.person(TIM).pay_role is PayRole.PRESALES
    (heading,) = headings(run(visitor, TIM, "/cosell partners 50k retail"))
    assert heading == "*Noch keine Regeln* · Meridian Analytics"


def test_an_ambiguous_amount_is_asked_back_and_the_industry_kept(visitor: AsVisitor, press: Any, buttons: Any) -> None:
    asked = run(visitor, LENA, "/cosell partner 50,000 maschinenbau")
    assert [label.replace("\u00a0", " ") for label in buttons(asked)] == ["50.000 €", "50 €"]
    (ranked,) = press(LENA, asked, "/cosell partners 50000.00 EUR maschinenbau")
    assert headings(ranked) == ["*1.500 € mehr* · Acme Robotics"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/cosell partners", AmountMissing()),
        ("/cosell partners retail", AmountUnreadable("retail")),
        ("/cosell partners 50k 60k", AmountUnreadable("50k 60k")),
        ("/cosell partners 50k retail role presales", NotYourPay(PayRole.PRESALES)),
        ("/cosell partners 50k role presales", NotYourPay(PayRole.PRESALES)),
    ],
)
@pytest.mark.parametrize("user_id", [LENA, JAMES])
def test_what_cannot_be_ranked_is_refused_in_the_readers_language(
    stage: Any, visitor: AsVisitor, user_id: str, line: str, expected: Any
) -> None:
    assert run(visitor, user_id, line)["text"] == refusal(expected, stage.language(user_id))


def test_sales_operations_rank_for_any_role(visitor: AsVisitor, told: Told, stage: Any) -> None:
    shown = run(visitor, SOFIA, "/cosell partners 50k machinery role presales")
    (heading,) = headings(shown)
    assert "250" in heading
    assert stage.language(SOFIA).say("presales") in told(shown)


@pytest.mark.parametrize("line", ["/cosell partners 50k", "/cosell partners 50k machinery"])
@pytest.mark.parametrize("user_id", [LENA, JAMES])
def test_partners_are_not_ranked_where_another_company_reads_along(
    stage: Any, visitor: AsVisitor, told: Told, user_id: str, line: str
) -> None:
    for channel, reason in (("C0ACMESHARED", SharedChannel()), ("C0DEALROOM", UnseenChannel())):
        (refused,) = visitor(user_id).command(channel, line)
        assert refused["is_ephemeral"]
        assert refused["text"] == refusal(reason, stage.language(user_id))
        assert "€" not in told(refused)


def test_a_person_of_another_company_ranks_nothing(stage: Any, visitor: AsVisitor) -> None:
    (refused,) = visitor(PRIYA).command("C0ACMESHARED", "/cosell partners 50k")
    assert refused["text"] == refusal(Outsider(), stage.language(PRIYA))
