"""The buttons of an answer: chances that update it in place, every step, and everything else a question can say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.domain.people import PayRole
from bot.domain.refusals import DayUnreadable, NotYourPay
from bot.playground.visitor import Visitor
from messages.refusals import refusal

LENA, JAMES, TIM, PRIYA, MIRA, DANIEL = "U0LENA", "U0JAMES", "U0TIM", "U0PRIYA", "U0MIRA", "U0DANIEL"

Json = dict[str, Any]
AsVisitor = Callable[[str], Visitor]
Told = Callable[[object], str]


def direct(user_id: str) -> str:
    return f"D{user_id[1:]}"


def run(visitor: AsVisitor, user_id: str, line: str) -> list[Json]:
    return [message for message in visitor(user_id).command(direct(user_id), line) if message["is_ephemeral"]]


def chosen(answer: Json) -> list[str]:
    """What the highlighted buttons say."""
    elements = [element for block in answer["blocks"] for element in block.get("elements", [])]
    return [e["text"]["text"].replace("\u00a0", " ") for e in elements if e.get("style") == "primary"]


def test_a_chance_is_chosen_with_a_button_and_the_answer_changes_in_its_place(
    visitor: AsVisitor, told: Told, press: Any
) -> None:
    (answer,) = run(visitor, LENA, "/cosell acme 50k")
    assert chosen(answer) == []

    (again,) = press(LENA, answer, "/cosell acme-robotics 50000.00 EUR alone 40%")

    assert again["ts"] == answer["ts"], "it is the same message"
    assert chosen(again) == ["40 %"]
    assert "40%" in told(again)

    (both,) = press(LENA, again, "/cosell acme-robotics 50000.00 EUR alone 40% together 60%")

    assert both["ts"] == answer["ts"]
    assert chosen(both) == ["40 %", "60 %"]
    assert "40% × 1.425 € = 570 €" in told(both)
    assert "60% × 2.925 € = 1.755 €" in told(both)


def test_another_chance_is_entered_in_the_form_with_the_question_filled_in(
    visitor: AsVisitor, told: Told, press: Any
) -> None:
    (answer,) = run(visitor, LENA, "/cosell acme 50k closing 15.12. 30%")
    press(LENA, answer, "earnings.chance_other/1")
    lena = visitor(LENA)
    form = lena.open_view()
    assert form is not None
    assert "30%" in told(form)
    answered = lena.fill_and_submit({"chance_alone": "35"})
    assert "35% × 1.425 €" in told(answered.view)
    assert "15. Dezember 2026" in told(answered.view)


def test_inside_the_form_too_a_chance_changes_the_answer_in_its_place(
    visitor: AsVisitor, told: Told, press: Any
) -> None:
    lena = visitor(LENA)
    lena.command(direct(LENA), "/cosell acme")
    answered = lena.fill_and_submit({"amount": "50k"})
    assert answered.view is not None
    press(LENA, answered.view, "/cosell acme-robotics 50000.00 EUR together 80%")
    shown = lena.open_view()
    assert shown is not None
    assert shown["id"] == answered.view["id"]
    assert "80% × 2.925 € = 2.340 €" in told(shown)


def test_the_words_of_a_question_count(visitor: AsVisitor, told: Told) -> None:
    words = told(run(visitor, LENA, "/cosell acme 50k 30% abschluss 15.12. bisher 500k"))
    assert "15. Dezember 2026" in words
    assert "30% × 1.425 € = 427,50 €" in words
    assert "50% → 55%" in words, "counted from what was said, not from what is kept"
    assert "62% →" not in words


def test_a_word_for_one_language_is_understood_from_the_other(visitor: AsVisitor, told: Told) -> None:
    assert "15 December 2026" in told(run(visitor, JAMES, "/cosell kranich 50k abschluss 15.12.2026"))


def test_nobody_sees_the_pay_of_another_role_without_a_reason(stage: Any, visitor: AsVisitor, told: Told) -> None:
    (refused,) = run(visitor, LENA, "/cosell acme 50k rolle presales")
    assert refused["text"] == refusal(NotYourPay(PayRole.PRESALES), stage.language(LENA))
    assert "2.925 €" in told(run(visitor, LENA, "/cosell acme 50k rolle verkäufer")), "one's own"
    operations = run(visitor, DANIEL, "/cosell acme 50k role seller")
    assert "50.000" in told(operations) or "50,000" in told(operations)
    assert operations[0]["text"] != refusal(NotYourPay(PayRole.SELLER), stage.language(DANIEL))


def test_an_unreadable_day_is_named(stage: Any, visitor: AsVisitor) -> None:
    (refused,) = run(visitor, JAMES, "/cosell kranich 50k closing 03/04/2027")
    assert refused["text"] == refusal(DayUnreadable("03/04/2027"), stage.language(JAMES))


def test_a_slip_in_the_name_keeps_everything_else_that_was_asked(visitor: AsVisitor, told: Told, press: Any) -> None:
    (meant,) = run(visitor, LENA, "/cosell acmee 50k 40% abschluss 15.12.")
    assert "acmee" in told(meant)
    assert "abschluss" not in meant["text"], "only what may be a name is quoted back"
    (answer,) = press(LENA, meant, "/cosell acme-robotics 50k 40% abschluss 15.12.")
    assert "40% × 1.425 €" in told(answer)
    assert "15. Dezember 2026" in told(answer)


def test_a_name_too_long_for_a_button_is_refused(visitor: AsVisitor, told: Told) -> None:
    assert "1900" in told(run(visitor, LENA, f'/cosell acme 50k produkt "{"x" * 1900}"')).replace(".", "")
