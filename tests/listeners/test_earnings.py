"""What do I earn? Asked with a command, a form, a button, a mention and in plain words; answered in private."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bot.domain.money import Money
from bot.domain.refusals import (
    AmountAmbiguous,
    AmountNotPositive,
    AmountTooLarge,
    AmountUnreadable,
    CurrencyDiffers,
    DayUnreadable,
    MarginAboveAmount,
    NoRules,
    Outsider,
    RateOutside,
    SharedChannel,
    UnseenChannel,
    WordsUnclear,
)
from bot.playground.visitor import Visitor
from messages.refusals import refusal

LENA, JAMES, TIM, PRIYA = "U0LENA", "U0JAMES", "U0TIM", "U0PRIYA"
MIRA, DANIEL, ROBIN = "U0MIRA", "U0DANIEL", "U0ROBIN"

Json = dict[str, Any]
AsVisitor = Callable[[str], Visitor]
Told = Callable[[object], str]


@pytest.fixture
def stage(standing_stage: Any) -> Iterator[Any]:
    yield standing_stage
    standing_stage.close_forms()


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


def test_the_answer_says_the_result_first_then_how_it_comes_about(visitor: AsVisitor, told: Told) -> None:
    (german,) = run(visitor, LENA, "/cosell acme 50k")
    assert german["is_ephemeral"]
    for words in (
        "1.500 €",
        "2.925 €",
        "1.425 €",
        "50.000 €",
        "23. November 2026",
        "28.500 € × (62% → 67%",
        "2% × 50.000 € = 1.000 €",
        "750 €",
        "31. Dezember 2026",
    ):
        assert words in told(german)
    assert "1.500 €" in german["text"].replace("\u00a0", " ")
    english = told(run(visitor, JAMES, "/cosell kranich 50k"))
    for words in ("€50,000", "fixed amount €1,000", "23 November 2026", "the signed plan binds"):
        assert words in english


@pytest.mark.parametrize(
    "typed", ["50000", "50.000", "50.000 €", "€50k", "50 000 EUR", "50 Tsd. €", "0,05 Mio.", "50 TEUR"]
)
def test_every_usual_form_of_an_amount_is_answered(visitor: AsVisitor, told: Told, typed: str) -> None:
    for line in (f"/cosell acme {typed}", f"/cosell {typed} acme robotics"):
        assert "2.925 €" in told(run(visitor, LENA, line))


@pytest.mark.parametrize(
    ("user_id", "typed", "choices"),
    [(LENA, "50,000", ("50.000 €", "50 €")), (JAMES, "50.000", ("€50,000", "€50"))],
)
def test_an_ambiguous_amount_is_asked_back_with_two_buttons_that_answer(
    visitor: AsVisitor, told: Told, press: Any, buttons: Any, user_id: str, typed: str, choices: tuple[str, str]
) -> None:
    (asked,) = run(visitor, user_id, f"/cosell kranich {typed}")
    assert tuple(label.replace("\u00a0", " ") for label in buttons(asked)) == choices
    (answer,) = press(user_id, asked, "/cosell kranich-cloud 50000.00 EUR")
    assert answer["is_ephemeral"]
    assert choices[0] in told(answer)
    (second,) = press(user_id, asked, "/cosell kranich-cloud 50000.00 EUR")
    assert told(second) == told(answer), "a second click says the same"


def test_a_near_miss_is_offered_as_a_button_that_keeps_the_amount(visitor: AsVisitor, told: Told, press: Any) -> None:
    (near,) = run(visitor, LENA, "/cosell acne 50.000 €")
    (answer,) = press(LENA, near, "/cosell acme-robotics 50.000 €")
    assert "2.925 €" in told(answer)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("-5", AmountNotPositive("-5")),
        ("0", AmountNotPositive("0")),
        ("9999999999", AmountTooLarge(Money.of(1_000_000_000, "EUR"))),
        ("abc", AmountUnreadable("abc")),
        ("50k 60k", AmountUnreadable("50k 60k")),
        ("50k banana", WordsUnclear("banana")),
        ("50k 130%", RateOutside(0, 100)),
        ("50k closing 31.2.2027", DayUnreadable("31.2.2027")),
    ],
)
@pytest.mark.parametrize("user_id", [LENA, JAMES])
def test_an_amount_that_is_none_is_refused_in_the_readers_language(
    stage: Any, visitor: AsVisitor, user_id: str, typed: str, expected: Any
) -> None:
    (refused,) = run(visitor, user_id, f"/cosell acme {typed}")
    assert refused["text"] == refusal(expected, stage.language(user_id))


def test_without_partner_or_amount_the_form_opens_with_what_was_said(visitor: AsVisitor, told: Told) -> None:
    for line, known in (("/cosell", ""), ("/cosell acme", "Acme Robotics")):
        lena = form(visitor, LENA, line)
        assert known in told(lena.open_view())
        lena.close_view(everything=True)


@pytest.mark.parametrize("command", ["/cosell", "/cosell change"])
def test_what_was_said_without_an_amount_stands_in_the_form(visitor: AsVisitor, command: str) -> None:
    james = form(visitor, JAMES, f"{command} acme 30% so far 620k closing 2027-03-31")
    elements = {block["block_id"]: block["element"] for block in james.open_view()["blocks"] if "element" in block}
    assert "initial_value" not in elements["amount"]
    assert elements["chance_alone"]["initial_value"] == "30%"
    assert elements["so_far"]["initial_value"] == "620000 EUR"
    assert elements["closes"]["initial_date"] == "2027-03-31"


def test_the_form_finds_partners_while_typing_and_answers_in_its_place(visitor: AsVisitor, told: Told) -> None:
    james = form(visitor, JAMES, "/cosell")
    assert {o["text"]["text"] for o in james.suggest("earnings.partner", "")} == {
        "Acme Robotics",
        "Kranich Cloud GmbH",
        "Meridian Analytics",
    }, "the paused one and the draft are not offered"
    (option,) = james.suggest("earnings.partner", "kranihc")
    answered = james.fill_and_submit(
        {"partner": option, "amount": "50k", "chance_alone": "50", "chance_together": "60"}
    )
    assert "€1,000" in told(answered.view)


def test_the_button_on_the_card_asks(visitor: AsVisitor, told: Told, press: Any) -> None:
    (card,) = run(visitor, JAMES, "/alliance show kranich")
    press(JAMES, card, "/cosell kranich-cloud")
    answered = visitor(JAMES).fill_and_submit({"amount": "50k"})
    assert "€1,000" in told(answered.view)


def test_from_an_answer_inside_a_form_the_next_steps_open_above_it(visitor: AsVisitor, told: Told, press: Any) -> None:
    james = form(visitor, JAMES, "/cosell kranich")
    answer = james.fill_and_submit({"amount": "50k"})
    press(JAMES, answer.view, "/alliance show kranich-cloud")
    assert "Your data stays in Germany" in told(james.open_view())


def test_every_problem_of_the_ask_form_is_told_at_once(stage: Any, visitor: AsVisitor) -> None:
    lena = form(visitor, LENA, "/cosell acme")
    lena.click(lena.open_view(), "earnings.more")
    wrong = {
        "amount": "50,000",
        "margin": "-5",
        "chance_alone": "120",
        "chance_together": "abc",
        "amount_together": "x",
        "margin_together": "0",
    }
    wrong |= {"months": "two", "units": "-1", "so_far": "x", "deals_so_far": "1.5"}
    refused = lena.fill_and_submit(wrong)
    assert set(refused.errors) == set(wrong)
    expected = AmountAmbiguous("50,000", (Money.of(50_000, "EUR"), Money.of(50, "EUR")))
    assert refused.errors["amount"].replace("\u00a0", " ") == refusal(expected, stage.language(LENA)).replace(
        "\u00a0", " "
    )
    right = {
        "amount": "50k",
        "chance_alone": "50",
        "chance_together": "60",
        "amount_together": "",
        "margin_together": "",
        "months": "",
        "units": "",
        "so_far": "",
        "deals_so_far": "",
    }
    refused = lena.fill_and_submit({**right, "margin": "60k"})
    assert refused.errors == {"margin": refusal(MarginAboveAmount(), stage.language(LENA))}
    assert lena.fill_and_submit({"margin": "10k"}).errors == {}


def test_a_deal_that_is_different_together_is_answered_as_such(visitor: AsVisitor, told: Told) -> None:
    james = form(visitor, JAMES, "/cosell")
    (option,) = james.suggest("earnings.partner", "kranich")
    james.click(james.open_view(), "earnings.more")
    different = {"amount_together": "80k", "closes_together": "2026-12-15"}
    answered = james.fill_and_submit({"partner": option, "amount": "50k", **different})
    assert "€80,000" in told(answered.view)
    assert "15 December 2026" in told(answered.view)


@pytest.mark.parametrize("user_id", [LENA, JAMES])
def test_another_currency_is_refused_and_named(stage: Any, visitor: AsVisitor, user_id: str) -> None:
    expected = refusal(CurrencyDiffers("USD", "EUR"), stage.language(user_id))
    assert run(visitor, user_id, "/cosell acme $50k")[0]["text"] == expected
    person = form(visitor, user_id, "/cosell acme")
    assert person.fill_and_submit({"amount": "50k USD"}).errors == {"amount": expected}


def test_without_rules_the_one_to_ask_is_named(stage: Any, visitor: AsVisitor) -> None:
    (refused,) = run(visitor, TIM, "/cosell meridian 50k")
    expected = NoRules("Meridian Analytics", "U0OLIVER", ended=False)
    assert refused["text"] == refusal(expected, stage.language(TIM))


@pytest.mark.parametrize("line", ["/cosell acme 50k", "/cosell acme", "/cosell", "/cosell acne 50k"])
def test_pay_never_appears_where_another_company_reads_along(
    stage: Any, visitor: AsVisitor, told: Told, line: str
) -> None:
    for user_id in (LENA, JAMES):
        for channel, reason in (("C0ACMESHARED", SharedChannel()), ("C0DEALROOM", UnseenChannel())):
            (refused,) = visitor(user_id).command(channel, line)
            assert refused["text"] == refusal(reason, stage.language(user_id))
            assert "€" not in told(refused)
            assert visitor(user_id).open_view() is None


@pytest.mark.parametrize("line", ["/cosell acme 50k", "/cosell", "/cosell figures"])
def test_a_person_of_another_company_is_refused_in_every_way_to_ask(stage: Any, visitor: AsVisitor, line: str) -> None:
    (refused,) = visitor(PRIYA).command("C0ACMESHARED", line)
    assert refused["text"] == refusal(Outsider(), stage.language(PRIYA))
    assert visitor(PRIYA).open_view() is None


def test_the_numbers_of_an_answer_are_there_to_be_changed(visitor, press):
    lena = visitor(LENA)
    (answer,) = lena.command(f"D{LENA[1:]}", "/cosell acme 50k")
    press(LENA, answer, "/cosell change acme-robotics 50000.00 EUR")
    inputs = {block["block_id"]: block["element"] for block in lena.open_view()["blocks"] if block["type"] == "input"}
    assert inputs["amount"]["initial_value"] == "50000 EUR"
    assert inputs["partner"]["initial_option"]["value"] == "acme-robotics"
