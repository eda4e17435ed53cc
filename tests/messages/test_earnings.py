from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

import pytest

from bot.domain.earnings import BreakEven, Chances
from bot.domain.incentives import Mode
from bot.domain.measures import Measure, Owner
from bot.domain.money import Rate
from bot.domain.people import Figures, LanguageCode
from bot.listeners.questions import Reader, read_question
from messages import earnings
from messages.actions import Action, Field
from messages.earnings.asking import MORE
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
        ("capped", "Together you earn €750 more: €1,950 instead of €1,200."),
        ("depends-on-plan", "Together you earn €1,000 more, in any case."),
        (
            "depends-on-months-and-product",
            "Together you earn up to €1,500 more and never less, depending on the product and the contract months.",
        ),
        (
            "depends-or-less",
            "It depends on the contract months: together pays between €712.50 less and €787.50 more than alone.",
        ),
        ("uplift", "Together you earn €285 more: €1,710 instead of €1,425."),
        ("split-and-override", "Together you earn €600 more: €2,025 instead of €1,425."),
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
    ("name", "about", "line"),
    [
        ("better-together", "Plan, alone and together", "target bonus €28,500 × (45% → 50% attainment) = €1,425"),
        ("better-together", "Together, on top of the plan", "2% × €50,000 = €1,000"),
        ("better-together", "Together, on top of the plan", "The whole deal counts for the plan (credit 100%)."),
        ("better-alone", "Plan, together", "target bonus €28,500 × (45% → 47.5% attainment) = €712.50"),
        ("instead", "Together, instead of the plan", "2.45% × €50,000 = €1,225"),
        ("hand-over", "Hand over, on top of the plan", "fixed amount €500"),
        (
            "past-the-hurdle",
            "Plan, alone and together",
            (
                "target bonus €28,500 × (0% → 52.1234% payout at ≈ 47.1% → ≈ 52.1% attainment) = €14,855.17; paid in"
                " proportion to attainment; nothing below 50% (hurdle); at most 150% (cap)"
            ),
        ),
        (
            "other-deal-together",
            "Together, on top of the plan",
            "special bonus €750 (from 1 October to 31 December 2026)",
        ),
        ("other-deal-together", "Together, on top of the plan", "7.5% × €20,000 margin = €1,500"),
        ("no-plan-nothing", "Together, on top of the plan", "No rule applies to this deal."),
    ],
)
def test_each_rule_is_one_line_with_its_formula_under_what_it_is_about(name, about, line):
    said = shown(name).splitlines()
    at = said.index(f"• {line}")
    heads = [head for head in said[:at] if not head.startswith("•")]

    assert heads[-1] == f"{about}:"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("better-together", "if it closes today, 21 November 2026"),
        ("no-plan-nothing", "closing 9 January 2027"),
        ("better-together", "Together is taken as the same deal."),
        ("better-together", "Holds if it closes by 31 December 2026."),
        ("better-together", "Goals are counted from what you have booked so far."),
        ("everything-said", "Goals are counted from the result you named."),
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
    commands = [
        button for button in _commands("better-together").strip("[]").split("][") if "cosell acme" not in button
    ]

    assert commands == ["/lead share acme", "/alliance show acme", "acme", "/cosell change acme 50000.00 EUR"]


@pytest.mark.parametrize("name", ANSWERS)
def test_no_sentence_stands_twice_in_an_answer(name):
    for language in (EN, DE):
        said = [line for line in shown(name, language).splitlines() if line.endswith(".")]
        assert len(said) == len(set(said))


def test_the_next_steps_carry_the_whole_question():
    change = "/cosell change acme 50000.00 EUR closing 2026-12-15 margin 15000.00 EUR"

    assert _commands("other-deal-together").endswith(
        f"[{change} together amount 65000.00 EUR together margin 20000.00 EUR together closing 2026-12-15]"
    )


def _buttons(name: str, action: Action) -> dict[str, dict]:
    found = objects(earnings.answer(ANSWERS[name], EN).to_dict()["blocks"])
    return {b["action_id"]: b for b in found if str(b.get("action_id", "")).partition("/")[0] == action}


def test_each_chance_asks_the_same_question_with_that_chance():
    asked = [button["value"] for button in _buttons("with-one-chance", Action.CHANCE).values()]

    assert asked[0] == "/cosell acme 50000.00 EUR alone 20%"
    assert asked[4:] == [f"/cosell acme 50000.00 EUR alone 60% together {share}%" for share in (20, 40, 60, 80)]


def test_the_chosen_chance_stands_out_in_its_place():
    rows = _buttons("with-chances", Action.CHANCE)

    assert [b["text"]["text"] for b in rows.values() if b.get("style") == "primary"] == ["60%", "50%"]
    assert [b["text"]["text"] for b in rows.values()][4:] == ["20%", "40%", "50%", "60%", "80%"]
    assert not any(b.get("style") for b in _buttons("better-together", Action.CHANCE).values())


def test_another_chance_is_entered_in_the_form():
    assert [button["value"] for button in _buttons("with-one-chance", Action.CHANCE_OTHER).values()] == [
        "/cosell acme 50000.00 EUR alone 60%"
    ] * 2


@pytest.mark.parametrize("name", ["range", "no-plan", "only-hand-over", "depends-on-months-and-product"])
def test_no_chance_is_asked_for_where_it_would_decide_nothing(name):
    assert not _buttons(name, Action.CHANCE)
    assert "joint results" not in shown(name)


def test_evidence_comes_with_its_uncertainty_and_the_desperate_deals():
    assert (
        "12 joint deals closed in the last 12 months: 7 won (58%; likely between 32% and 81%),"
        " 3 of the 12 came after an attempt alone."
    ) in shown("evidence")
    assert "95% confidence, by Wilson’s score interval" in shown("evidence")


def test_an_assumption_is_never_taken_for_a_result():
    said = shown("assumption")

    assert "Assumed, not measured: <@U0MANAGER> expects a chance of 55% together." in said
    assert "Wilson" not in said
    assert "No joint results to go by yet." not in said
    assert "No joint results to go by yet." in shown("better-together")


def test_a_long_sum_is_folded_and_whole_behind_a_button():
    (button,) = _buttons("many-steps", Action.STEPS).values()
    steps = earnings.steps_view(ANSWERS["many-steps"], EN).to_dict()["blocks"][0]["text"]["text"].splitlines()

    assert shown("many-steps").count("•") == 5
    assert sum(step.startswith("•") for step in steps) == 11
    assert button["text"]["text"] == "Show every step (11)"
    assert button["value"].startswith("/cosell acme 50000.00 EUR closing 2026-12-15 margin 15000.00 EUR months 24")
    assert not _buttons("other-deal-together", Action.STEPS)


def test_a_hundred_steps_fit_into_the_modal():
    given = ANSWERS["many-steps"]
    together = given.comparison.together
    many = replace(together, rule_lines=together.rule_lines * 12)
    view = earnings.steps_view(replace(given, comparison=replace(given.comparison, together=many)), DE).to_dict()

    assert "".join(block["text"]["text"] for block in view["blocks"]).count("•") == 99
    assert all(len(block["text"]["text"]) <= 3_000 for block in view["blocks"])


@pytest.mark.parametrize(
    ("name", "language", "words"),
    [
        ("depends-on-months-and-product", EN, '`product "CRM Suite"` and `months 24`'),
        ("depends-on-months-and-product", DE, '`produkt "CRM Suite"` und `laufzeit 24`'),
        ("depends-on-plan", EN, "`customer new`"),
        ("depends-on-plan", DE, "`kunde neu`"),
        ("depends-on-deals-so-far", EN, "`deals 3`"),
    ],
)
def test_what_pay_depends_on_can_be_said_in_the_words_that_are_shown(name, language, words):
    assert words in shown(name, language)
    for word in re.findall("`([^`]+)`", words):
        _, fields = read_question(f"50k {word}", Reader(language.code, "EUR", w.TODAY), strict=True)
        assert len(fields) == 1


def test_a_deal_in_another_currency_shows_the_planning_rate_and_pays_in_that_of_the_plan():
    assert result("other-currency") == "Together you earn €920 more: €2,300 instead of €1,380."
    assert "• Planning rate: US$50,000 × 0.92 = €46,000" in shown("other-currency").splitlines()


def test_a_registered_deal_says_whose_rules_count():
    assert result("registered-kept").endswith("This is by the rules of 3 September 2026, when the deal was registered.")
    assert "by the rules of" not in result("registered-later")
    assert "registered on 3 September 2026; the rules of its closing day pay no less" in shown("registered-later")
    assert "together 30 September" not in shown("registered-kept")


def test_clawback_is_told_once_and_for_the_routes_it_counts_for():
    terms = "the customer cancels or does not pay within 12 months of closing"

    assert shown("clawback").count(terms) == 1
    assert f"\nIf {terms}" in shown("clawback")
    assert f"\nTogether, on top of the plan: if {terms}" in shown("clawback-together")


def test_a_chance_that_can_t_be_weighed_yet_is_not_passed_over():
    given = ANSWERS["range"]
    chance = replace(given.comparison, chances=Chances(w.percent(30), w.percent(50)))

    assert "30% to win alone · 50% to win together" in _everything(replace(given, comparison=chance))


def test_everything_that_was_said_is_repeated():
    said = "CRM Suite · 5 units · 24 contract months · new customer · region DACH · €450,000 so far · 3 deals so far"

    assert said in shown("everything-said")


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
    assert _said(BreakEven(Fraction(23, 100), None, Fraction(369, 1000)), alone=w.percent(30)) == (
        "The partner must raise your chance by more than 23% (relative): from your 30% to more than 36.9%,"
        " that is 6.9 points."
    )
    assert _said(BreakEven(Fraction(-1, 5), None, Fraction(24, 100)), alone=w.percent(30)) == (
        "Together stays ahead unless your chance falls by more than 20% (relative): from your 30% to below 24%,"
        " that is 6 points."
    )
    assert _said(BreakEven(Fraction(0), None, Fraction(3, 10)), alone=w.percent(30)) == (
        "Both pay the same, so the better chance decides."
    )


def test_no_chance_together_makes_up_for_a_sure_win_or_needs_to_where_there_is_none():
    assert _said(BreakEven(Fraction(1), None, Fraction(6, 5)), alone=w.percent(60)) == (
        "Together does not pay more, however sure you are to win together."
    )
    assert _said(BreakEven(Fraction(1), None, Fraction(0)), alone=w.percent(0)) == (
        "Alone you can’t win it, so together pays more with any chance."
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
    assert "Expected alone: 60% × €1,425 = €855" in shown("with-one-chance").splitlines()
    assert (
        "By your chances together is worth €357.50 more: 50% × €2,425 = €1,212.50 instead of 60% × €1,425 = €855."
    ) in shown("with-chances").splitlines()
    assert "By your chances alone is worth €181.25 more" in shown("better-alone-with-chances")
    assert "By your chances" not in shown("better-together")


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
        for block in _asked({Field.AMOUNT: "50k", Field.CLOSES: "2026-11-21"})
    }

    assert blocks[Field.PARTNER]["initial_option"]["value"] == "acme"
    assert blocks[Field.AMOUNT]["initial_value"] == "50k"
    assert blocks[Field.CLOSES]["initial_date"] == "2026-11-21"


def _asked(filled: dict[Field, str], *, more: bool = False) -> list[dict]:
    form = earnings.ask_form(EN, "EUR", ("acme", "Acme Robotics"), filled, more=more)
    return form.to_dict()["blocks"]


def test_the_ask_form_is_short_until_more_is_wanted_or_said():
    def fields(blocks: list[dict]) -> set[str]:
        return {block["block_id"] for block in blocks if block["type"] == "input"}

    short, more = fields(_asked({Field.AMOUNT: "50k"})), fields(_asked({}, more=True))

    assert len(short) == 6
    assert more - short == set(MORE)
    assert fields(_asked({Field.MONTHS: "24"})) == more
    assert Action.ASK_MORE in str(_asked({}))
    assert Action.ASK_MORE not in str(_asked({}, more=True))


def _figures_form(goals, **known):
    blocks = earnings.figures_form(goals, EN, "EUR", **known).to_dict()["blocks"]
    return {block.get("block_id", "").partition("#")[0]: block.get("element") for block in blocks}, str(blocks)


def test_kept_figures_are_filled_in_and_can_be_deleted():
    figures = BETTER_TOGETHER.comparison.situation.figures[0]
    inputs, everything = _figures_form([figures], kept=True)

    assert inputs[Field.QUOTA]["initial_value"] == "1000000 EUR"
    assert "initial_value" not in inputs[Field.EXPECTED]
    assert Action.DELETE_FIGURES in everything


def test_without_kept_figures_there_is_nothing_to_delete():
    inputs, everything = _figures_form([Figures(w.YEAR)])

    assert inputs[Field.GOAL]["initial_option"]["value"] == "orders/person/2026-01-01/2027-01-01"
    assert Action.DELETE_FIGURES not in everything


def test_each_goal_can_be_chosen_and_numbers_are_filled_in_as_numbers():
    deals = Figures(w.YEAR, 20, booked=7, measure=Measure.DEALS, owner=Owner.TEAM)
    inputs, _ = _figures_form([deals, Figures(w.YEAR)])

    assert [option["value"] for option in inputs[Field.GOAL]["options"]] == [
        "deals/team/2026-01-01/2027-01-01",
        "orders/person/2026-01-01/2027-01-01",
    ]
    assert inputs[Field.BOOKED]["initial_value"] == "7"


def test_the_pay_so_far_is_asked_for_where_it_matters():
    assert Field.EARNED not in _figures_form([Figures(w.YEAR)])[0]
    assert Field.EARNED in _figures_form([Figures(w.YEAR)], earned=True)[0]


def test_instead_of_the_plan_is_never_called_on_top():
    assert ANSWERS["instead"].comparison.together.mode is Mode.INSTEAD
    assert "on top" not in shown("instead").lower()
