from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.domain.health import Health, Move, Proposal, State, Why
from bot.domain.leads import Side, Stage
from bot.domain.people import LanguageCode
from bot.domain.reciprocity import AGREEMENT, Verdict
from messages import reports
from messages.examples import balances as b
from messages.examples.balances import REPORTS
from messages.language import NO_BREAK_SPACE, Language
from messages.message import objects
from messages.reports import sentences

EN, DE = Language.of(LanguageCode.EN), Language.of(LanguageCode.DE)
DATA = {"data_table", "data_visualization"}


def _plain(text: str) -> str:
    return text.replace(NO_BREAK_SPACE, " ")


def _sections(shown) -> str:
    told = [block for block in shown.to_dict()["blocks"] if block["type"] not in DATA]
    return _plain("\n".join(o["text"] for o in objects(told) if isinstance(o.get("text"), str)))


def _numbers(shown) -> set[str]:
    """Every number that stands in a chart or a table."""
    data = [block for block in shown.to_dict()["blocks"] if block["type"] in DATA]
    cells = {_plain(o["text"]) for o in objects(data) if o.get("type") == "raw_number"}
    points = {str(o["value"]) for o in objects(data) if "label" in o and "value" in o}
    return cells | points


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("empty", "No leads given or received yet; agreed 50 : 50."),
        ("one-lead", "Not enough yet: 1 of 5 leads. Given 1, received 0; agreed 50 : 50."),
        ("not-enough", "Not enough yet: 3 of 5 leads. Given 2, received 1; agreed 50 : 50."),
        (
            "lived",
            ("Given 12, received 5; agreed 60 : 40. That is 70.6 : 29.4: 10.6 points off, within the band of ± 20."),
        ),
        ("even", "Given 3, received 3; agreed 50 : 50. That is exactly as agreed."),
        (
            "we-give-more",
            (
                "Given 9, received 1; agreed 50 : 50. That is 90 : 10: we give 40 points more than agreed,"
                " outside the band of ± 20."
            ),
        ),
        (
            "we-take-more",
            (
                "Given 1, received 8; agreed 50 : 50. That is 11.1 : 88.9: we give 38.9 points less than agreed,"
                " outside the band of ± 20."
            ),
        ),
        (
            "trust-credit",
            (
                "Given 5, received 1; agreed 50 : 50. That is 83.3 : 16.7: 33.3 points off,"
                " covered by a trust credit of 4 leads."
            ),
        ),
    ],
)
def test_the_balance_is_one_sentence_and_stands_first(name, english):
    shown = reports.report(REPORTS[name], EN)

    assert shown.text.splitlines()[1] == english
    assert shown.to_dict()["blocks"][1]["text"]["text"] == f"*{english}*"


def test_the_sentence_in_german_says_the_same():
    assert sentences.verdict(REPORTS["lived"].balance, DE) == (
        "12 gegeben, 5 erhalten; vereinbart 60 : 40. Das sind 70,6 : 29,4: 10,6 Punkte Abweichung,"
        " innerhalb der Bandbreite von ± 20."
    )


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("empty", "Building: not one lead in 12 days."),
        ("one-lead", "Building: younger than a sales cycle, nothing received yet and nothing qualified yet."),
        ("lived", "Lived: leads as agreed, answers in time and results."),
        ("we-give-more", "One-sided: we give more than agreed."),
        ("we-take-more", "One-sided: we give less than agreed."),
        ("asleep", "Asleep: no lead for 75 days."),
        ("on-paper", "On paper only: not one lead in 400 days."),
        ("overdue", "Building: too many answers come late and nothing qualified yet."),
    ],
)
def test_health_is_told_with_its_reasons(name, english):
    assert f"*Health*\n{english}" in _sections(reports.report(REPORTS[name], EN))


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("empty", "Our turn: share 1 lead with Acme Robotics."),
        ("one-lead", "Acme Robotics’s turn: ask them for 1 lead."),
        ("overdue", "Our turn: answer 3 overdue leads from Acme Robotics."),
        ("overdue-at-partner", "Acme Robotics’s turn: 2 leads of ours are overdue for an answer. Call them."),
        ("building", "Our turn: 6 leads with Acme Robotics are open, none has qualified. Take one there."),
        ("lived", "Nobody is behind. Keep going."),
    ],
)
def test_a_report_ends_in_one_proposal(name, english):
    assert f"*Whose turn is it?*\n{english}" in _sections(reports.report(REPORTS[name], EN))


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("language", [EN, DE])
def test_every_proposal_is_a_sentence(side, move, language):
    assert sentences.turn(Proposal(side, move, 2), "Acme", language).endswith(".")


@pytest.mark.parametrize("language", [EN, DE])
def test_every_state_and_reason_has_words_of_its_own(language):
    told = {sentences.health(Health(state, (why,), 9), language) for state in State for why in Why}

    assert len(told) == len(State) * len(Why)


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("language", [EN, DE])
def test_every_number_of_a_report_stands_in_its_text_too(name, language):
    shown = reports.report(REPORTS[name], language)
    told = _sections(shown)

    assert not {number for number in _numbers(shown) if not re.search(rf"(?<!\d){re.escape(number)}(?!\d)", told)}


def test_a_report_has_slacks_own_chart_and_table():
    kinds = [block["type"] for block in reports.report(REPORTS["lived"], EN).to_dict()["blocks"]]

    assert [kind for kind in kinds if kind in DATA] == ["data_visualization", "data_table"]


@pytest.mark.parametrize("name", REPORTS)
def test_without_charts_the_rest_is_the_same(name):
    plain, full = (reports.report(REPORTS[name], EN, charts=charts).to_dict() for charts in (False, True))

    assert plain["text"] == full["text"]
    assert plain["blocks"] == [block for block in full["blocks"] if block["type"] not in DATA]


def test_an_empty_book_has_nothing_to_draw():
    assert not _numbers(reports.report(REPORTS["empty"], EN))


def _table(shown) -> dict[str, list[str]]:
    (table,) = [block for block in shown.to_dict()["blocks"] if block["type"] == "data_table"]
    return {row[0]["text"]: [_plain(cell["text"]) for cell in row[1:]] for row in table["rows"]}


def test_the_table_of_a_report_is_worked_out_by_hand():
    table = _table(reports.report(REPORTS["lived"], EN))

    assert table["Leads"] == ["Given", "Received", "Joint"]
    assert table["Shared"] == ["13", "6", "1"]
    assert table["Valid"] == ["12", "5", "1"]
    assert table["Share accepted"] == ["69.2%", "83.3%", "100%"]
    assert table["Median answer time"] == ["5 hours", "4 days", "–"]
    # given: 60,000 × 10 % + 210,000 × 20 % + 480,000 × 40 % + 164,000
    assert table["Stage-weighted value (EUR)"] == ["€404,000", "€149,000", "€128,000"]
    assert table["Won value (EUR)"] == ["€164,000", "€75,000", "€0"]


def test_currencies_stand_apart():
    shown = reports.report(REPORTS["currencies"], EN)

    assert _table(shown)["Won value (CHF)"] == ["CHF 33,000", "CHF 48,500"]
    assert _table(shown)["Expected value (GBP)"] == ["–", "£12,000"]
    assert "stage-weighted value in CHF: 40.5 : 59.5" in _sections(shown)


def test_joint_leads_have_a_column_only_where_there_are_any():
    assert "Joint" not in _table(reports.report(REPORTS["even"], EN))["Leads"]


def test_the_definitions_are_the_last_small_print():
    last = reports.report(REPORTS["lived"], EN).to_dict()["blocks"][-1]
    told = "\n".join(element["text"] for element in last["elements"])

    assert last["type"] == "context"
    for words in ("Valid leads:", "10% of the value", "40% once qualified", "nights and weekends", "last 180 days"):
        assert words in told


def test_shares_that_were_rounded_make_a_hundred():
    share = b.balanced((b.tally(b.Direction.GIVEN, Stage.SHARED, 1), b.tally(b.Direction.RECEIVED, Stage.SHARED, 7)))

    assert sentences.ratio(share.share, EN) == "12.5 : 87.5"
    assert sentences.ratio(share.share / 6, EN) == "2.1 : 97.9"


def test_too_few_leads_are_not_judged_however_even_they_are():
    three = [b.tally(way, Stage.SHARED, 3) for way in (b.Direction.GIVEN, b.Direction.RECEIVED)]
    agreed = b.balanced(three, replace(AGREEMENT, minimum=7))

    assert agreed.verdict is Verdict.NOT_ENOUGH
    assert sentences.verdict(agreed, EN) == ("Not enough yet: 6 of 7 leads. Given 3, received 3; agreed 50 : 50.")
