from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from bot.domain.earnings import BreakEven, Chances
from bot.domain.incentives import Mode
from bot.domain.money import Rate
from bot.domain.people import LanguageCode
from bot.domain.periods import Days
from messages import earnings
from messages.actions import Action, Field
from messages.earnings.chances import chances
from messages.examples import world as w
from messages.examples.answers import ANSWERS, BETTER_TOGETHER
from messages.language import NO_BREAK_SPACE, Language
from messages.message import objects

EN, DE = Language.of(LanguageCode.EN), Language.of(LanguageCode.DE)


def shown(name: str, language: Language = EN) -> str:
    """Everything an answer says, line by line, with plain spaces."""
    texts = (found.get("text") for found in objects(earnings.answer(ANSWERS[name], language).to_dict()["blocks"]))
    return "\n".join(text for text in texts if isinstance(text, str)).replace(NO_BREAK_SPACE, " ")


def result(name: str, language: Language = EN) -> str:
    return earnings.answer(ANSWERS[name], language).text.replace(NO_BREAK_SPACE, " ")


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("better-together", "Together you earn €1,000 more: €2,425 instead of €1,425."),
        ("better-alone", "Alone pays €462.50 more: €1,425 instead of €962.50 together."),
        ("instead", "Alone pays €200 more: €1,425 instead of €1,225 together."),
        ("equal", "Alone and together pay the same: €1,425."),
        ("no-plan", "Full credit, you lose nothing; on top you get €1,000."),
        ("no-plan-less-credit", "On top you get €1,000, but only 40% of the deal counts for your plan."),
        ("no-plan-no-credit", "Together you get €1,000; the deal does not count for your plan."),
        ("no-plan-instead", "Together you get €1,225, instead of what your plan pays."),
        ("no-plan-nothing", "Full credit, you lose nothing; but this deal gets nothing on top."),
        ("without-quota", "Together you earn €1,000 more, whatever your figures are."),
        ("range-alone-better", "Alone pays between €1,000 and €16,675 more, depending on your figures."),
        ("only-hand-over", "Alone pays €1,425, handing the deal over €500. For winning together there is no rule yet."),
    ],
)
def test_the_first_line_is_the_result_with_the_numbers_that_matter(name, english):
    assert result(name) == english


def test_the_result_in_german_says_the_same():
    assert result("better-together", DE) == "Gemeinsam verdienst du 1.000 € mehr: 2.425 € statt 1.425 €."
    assert result("no-plan", DE) == "Volle Anrechnung, du verlierst nichts; obendrauf bekommst du 1.000 €."


@pytest.mark.parametrize("name", ANSWERS)
def test_together_is_never_praised_where_it_may_pay_less(name):
    difference = ANSWERS[name].comparison.difference
    if difference is not None and difference.low.minor < 0:
        assert not result(name).startswith("Together you earn")


def test_handing_over_is_named_first_only_where_it_certainly_pays_most():
    assert result("hand-over-best").endswith("Handing the deal over pays most: €3,000.")
    assert "Handing" not in result("hand-over")


@pytest.mark.parametrize(
    ("name", "line"),
    [
        (
            "better-together",
            "Plan, alone and together: target bonus €28,500 × (45% → 50% attainment) = €1,425",
        ),
        ("better-together", "Together, on top of the plan: 2% × €50,000 = €1,000"),
        ("better-together", "Together: The whole deal counts for the plan (credit 100%)."),
        ("better-alone", "Plan, together: target bonus €28,500 × (45% → 47.5% attainment) = €712.50"),
        ("instead", "Together, instead of the plan: 2.45% × €50,000 = €1,225"),
        ("hand-over", "Hand over, on top of the plan: fixed amount €500"),
        (
            "past-the-hurdle",
            (
                "Plan, alone and together: target bonus €28,500 × (0% → ≈ 52.1% payout"
                " at ≈ 47.1% → ≈ 52.1% attainment) = €14,855.17"
            ),
        ),
        (
            "other-deal-together",
            "Together, on top of the plan: special bonus €750 (from 1 October to 31 December 2026)",
        ),
        ("other-deal-together", "Together, on top of the plan: 7.5% × €20,000 margin = €1,500"),
        ("no-plan-nothing", "Together: no rule applies to this deal."),
    ],
)
def test_each_rule_is_one_line_with_its_formula(name, line):
    assert f"• {line}" in shown(name).splitlines()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("better-together", "if it closes today, 21 November 2026"),
        ("no-plan-nothing", "closing 9 January 2027"),
        ("better-together", "Together is taken as the same deal."),
        ("better-together", "Holds if it closes by 31 December 2026."),
        ("better-together", "Goals are counted from what you have booked so far."),
        ("other-deal-together", "Goals are counted from the result you expect at the period’s end."),
        (
            "better-together",
            "Amounts without VAT, pay before tax. An estimate from plan v3, rules v2; the signed plan binds.",
        ),
        ("hand-over", "plan v3, rules v2, rules v1 for handing over"),
        ("past-the-hurdle", "paid as inside sales"),
        ("other-deal-together", "together: a deal of €65,000, margin €20,000, closing 15 December 2026"),
    ],
)
def test_the_small_print_says_what_the_answer_stands_on(name, sentence):
    assert sentence in shown(name)


def test_another_deal_together_is_not_called_the_same():
    assert "same deal" not in shown("other-deal-together")


def test_own_figures_are_offered_only_where_they_would_help():
    assert "[/cosell figures]" in _commands("range")
    assert "[/cosell figures]" not in _commands("better-together")
    assert "say it exactly" in shown("range")
    assert "quota and target bonus of your role" in shown("quota-of-the-role")
    assert "another period" in shown("figures-elsewhere")


def _commands(name: str) -> str:
    buttons = (b for b in objects(earnings.answer(ANSWERS[name], EN).to_dict()["blocks"]) if b.get("type") == "button")
    return "".join(f"[{button['value']}]" for button in buttons)


def test_the_next_steps_are_the_numbers_and_the_pitch():
    assert _commands("better-together") == "[/cosell change acme 50000.00 EUR][/alliance show acme]"


def _said(even: BreakEven, alone: Rate | None = None, together: Rate | None = None) -> str:
    compared = replace(BETTER_TOGETHER.comparison, break_even=even, chances=Chances(alone, together))
    return chances(compared, EN)[-1].replace(NO_BREAK_SPACE, " ")


def test_the_break_even_names_the_chance_alone_when_the_chance_together_is_known():
    said = _said(BreakEven(Fraction(-1, 3), Fraction(73, 100)), together=w.percent(50))

    assert said == "Alone pays more only if you are more than 73% sure to win alone."


def test_a_break_even_below_the_chance_together_is_not_called_only():
    said = _said(BreakEven(Fraction(1, 3), Fraction(30, 100)), together=w.percent(50))

    assert said == "Alone pays more as soon as you are more than 30% sure to win alone."


@pytest.mark.parametrize("above", [Fraction(1), Fraction(3, 2)])
def test_a_break_even_nobody_can_reach_is_told_as_such(above):
    said = _said(BreakEven(Fraction(-1, 3), above), together=w.percent(90))

    assert said == "Alone does not pay more, however sure you are to win alone."


def test_with_the_chance_alone_the_break_even_names_the_chance_together():
    assert _said(BreakEven(Fraction(1, 4), None), alone=w.percent(60)) == (
        "Together pays more only if you are more than 75% sure to win together."
    )
    assert _said(BreakEven(Fraction(1), None), alone=w.percent(60)) == (
        "Together does not pay more, however sure you are to win together."
    )


@pytest.mark.parametrize(
    ("uplift", "english"),
    [
        (
            Fraction(23, 100),
            "The partner must raise your chance by more than 23% (relative: from 50% to above 61.5%, say).",
        ),
        (Fraction(3, 2), "The partner must raise your chance by more than 150% (relative)."),
        (Fraction(0), "Both pay the same, so the better chance decides."),
        (
            Fraction(-2, 5),
            "Together stays ahead unless your chance falls by more than 40% (relative: from 50% to below 30%, say).",
        ),
    ],
)
def test_without_a_guess_the_break_even_is_relative_and_says_so(uplift, english):
    assert _said(BreakEven(uplift, None)) == english


def test_expected_pay_stands_beside_the_chances_it_comes_from():
    assert "Expected alone: 60% × €1,425 = €855" in shown("with-chances").splitlines()
    assert "Expected together: 50% × €2,425 = €1,212.50" in shown("with-chances").splitlines()
    assert "Expected" not in shown("better-together")


@pytest.mark.parametrize("name", ["range", "no-plan", "without-quota"])
def test_nothing_is_said_about_chances_while_pay_is_unknown(name):
    assert "chance" not in shown(name)


def test_routes_that_hold_for_different_times_are_told_apart():
    compared = BETTER_TOGETHER.comparison
    later = replace(compared.alone, until=None)
    sooner = replace(compared.together, until=w.TODAY)
    mixed = replace(BETTER_TOGETHER, comparison=replace(compared, alone=later, together=sooner))
    both = replace(mixed, comparison=replace(compared, together=sooner))

    assert "Holds if it closes by 21 November 2026." in _everything(mixed)
    assert "Holds if it closes by: alone 31 December 2026, together 21 November 2026." in _everything(both)


def _everything(given):
    return str(earnings.answer(given, EN).to_dict())


def test_an_amount_of_two_readings_is_asked_back_with_a_button_each():
    message = earnings.ambiguous("50,000", [(w.euro(50_000), "/cosell a 1"), (w.euro(50), "/cosell a 2")], DE)
    buttons = message.to_dict()["blocks"][-1]["elements"]

    assert message.text.replace(NO_BREAK_SPACE, " ") == "Meinst du 50.000 € oder 50 €?"
    assert [button["value"] for button in buttons] == ["/cosell a 1", "/cosell a 2"]


def test_the_ask_form_keeps_what_was_typed():
    blocks = {
        block.get("block_id"): block.get("element")
        for block in earnings.ask_form(EN, "EUR", ("acme", "Acme Robotics"), "50k", w.TODAY).to_dict()["blocks"]
    }

    assert blocks[Field.PARTNER]["initial_option"]["value"] == "acme"
    assert blocks[Field.AMOUNT]["initial_value"] == "50k"
    assert blocks[Field.CLOSES]["initial_date"] == "2026-11-21"


def _figures_form(kept, periods):
    blocks = earnings.figures_form(kept, periods, EN, "EUR").to_dict()["blocks"]
    return {block.get("block_id"): block.get("element") for block in blocks}, str(blocks)


def test_kept_figures_are_filled_in_and_can_be_deleted():
    figures = BETTER_TOGETHER.comparison.situation.figures[0]
    inputs, everything = _figures_form(figures, [w.YEAR])

    assert inputs[Field.QUOTA]["initial_value"] == "1000000 EUR"
    assert "initial_value" not in inputs[Field.EXPECTED]
    assert Action.DELETE_FIGURES in everything


def test_without_kept_figures_there_is_nothing_to_delete():
    inputs, everything = _figures_form(None, [w.YEAR])

    assert inputs[Field.PERIOD]["initial_option"]["value"] == "2026-01-01/2027-01-01"
    assert Action.DELETE_FIGURES not in everything


def test_figures_of_a_period_that_is_over_stay_reachable():
    past = Days(w.YEAR.start.replace(year=2025), w.YEAR.start)
    inputs, _ = _figures_form(replace(BETTER_TOGETHER.comparison.situation.figures[0], period=past), [w.YEAR])

    assert [option["value"] for option in inputs[Field.PERIOD]["options"]] == [
        "2026-01-01/2027-01-01",
        "2025-01-01/2026-01-01",
    ]


def test_instead_of_the_plan_is_never_called_on_top():
    assert ANSWERS["instead"].comparison.together.mode is Mode.INSTEAD
    assert "on top" not in shown("instead").lower()
