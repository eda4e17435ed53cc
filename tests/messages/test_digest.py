from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.domain.alliances import Status
from bot.domain.people import LanguageCode
from bot.domain.report_cards import Digest
from messages import reports
from messages.examples import balances as b
from messages.examples import world as w
from messages.examples.balances import REPORTS
from messages.language import NO_BREAK_SPACE, Language
from messages.message import objects

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


def _table(shown) -> dict[str, list[str]]:
    (table,) = [block for block in shown.to_dict()["blocks"] if block["type"] == "data_table"]
    return {row[0]["text"]: [_plain(cell["text"]) for cell in row[1:]] for row in table["rows"]}


def _digest(*names: str, language: Language = EN, charts: bool = True):
    rows = tuple(replace(b.digest_row(REPORTS[name]), partner=f"Partner {name}") for name in names)
    return reports.digest(Digest(b.QUARTER, rows, w.TODAY), language, charts=charts)


def test_a_digest_begins_with_how_many_are_lived():
    assert _digest("asleep", "lived", "even").text.splitlines()[1] == "3 alliances: 2 lived and 1 asleep."


def test_a_digest_makes_at_most_three_proposals_the_worst_first():
    shown = _digest("we-give-more", "we-take-more", "asleep", "on-paper", "lived")

    assert [line.partition("*")[2].partition("*")[0] for line in shown.text.splitlines()[2:]] == [
        "Partner we-give-more",
        "Partner we-take-more",
        "Partner asleep",
    ]


def test_a_digest_without_anything_to_propose_has_no_proposals():
    assert "What helps most now" not in _sections(_digest("lived", "even"))


@pytest.mark.parametrize("language", [EN, DE])
def test_every_number_of_a_digest_stands_in_its_text_too(language):
    shown = _digest("we-give-more", "asleep", "on-paper", "lived", "even", language=language)
    told = _sections(shown)

    money = {number for number in _numbers(shown) if number not in {"€0", "0 €"}}
    assert not {number for number in money if not re.search(rf"(?<!\d){re.escape(number)}(?!\d)", told)}


def test_the_table_of_a_digest_has_a_line_for_each_alliance():
    table = _table(_digest("lived", "asleep"))

    assert table["Alliance"] == [
        "Health",
        "Given",
        "Received",
        "Agreed",
        "Off by (points)",
        "Open",
        "Overdue",
        "Won by us (EUR)",
        "Won by the partner (EUR)",
    ]
    assert table["Partner lived"] == ["Lived", "12", "5", "60 : 40", "+10.6", "14", "0", "€75,000", "€164,000"]
    assert table["Partner asleep"] == ["Asleep", "3", "3", "50 : 50", "±0", "3", "0", "€0", "€90,000"]


def test_a_digest_without_charts_is_otherwise_the_same():
    plain, full = (_digest("lived", "asleep", charts=charts).to_dict() for charts in (False, True))

    assert plain["blocks"] == [block for block in full["blocks"] if block["type"] not in DATA]


def test_an_empty_book_says_how_to_begin():
    assert "`/alliance register`" in _digest().text


def test_a_paused_alliance_is_marked():
    row = b.digest_row(REPORTS["asleep"], Status.PAUSED)

    assert "*Acme Robotics* (paused) –" in _sections(reports.digest(Digest(b.QUARTER, (row,), w.TODAY), EN))


def test_more_alliances_than_fit_are_counted():
    shown = _digest(*["asleep"] * 130)

    (table,) = [block for block in shown.to_dict()["blocks"] if block["type"] == "data_table"]
    assert len(table["rows"]) == 101
    assert "and 30 more, which do better." in _sections(shown)
