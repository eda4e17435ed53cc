"""`alliance-bot quote`: plans and rules in files, tried without settings or a database."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from bot.cli import main

DOCS = Path(__file__).parents[2] / "docs" / "plans"
SELLER, TOGETHER, HAND_OVER = (str(DOCS / f"{name}.yaml") for name in ("seller", "acme-together", "acme-hand-over"))
DEAL = "--deal 50000 --closes 2027-03-31 --margin 10000 --product router --customer new --months 12".split()
FIGURES = [
    *("--so-far", "orders per quarter=145 000", "--so-far", "margin per year=600000"),
    *("--quota", "1000000", "--target-bonus", "28500", "--earned", "0"),
]
PLAN = """
plan: seller
currency: EUR
components:
  - percentage: 2 %
    when: {product: R&D}
examples:
  - {deal: 50 000, closes: 2027-03-31, product: R&D, pays: PAYS}
"""


def of(pays):
    return PLAN.replace("PAYS", pays)


@pytest.fixture
def quote(tmp_path, monkeypatch):
    """Quotes in an empty folder, with nothing set."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LANG", raising=False)
    monkeypatch.delenv("LC_ALL", raising=False)
    return lambda *words: CliRunner().invoke(main, ["quote", *words])


@pytest.fixture
def file(tmp_path):
    def file(text, name="plan.yaml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return file


@pytest.mark.parametrize("path", [SELLER, TOGETHER, HAND_OVER])
def test_the_examples_of_the_documentation_come_out(quote, path):
    told = quote(path)

    assert told.exit_code == 0, told.output
    assert "NOT OK" not in told.output
    assert "ok " in told.output


def test_each_example_is_told_with_its_lines(quote, file):
    told = quote(file(of("1 000")))

    assert told.exit_code == 0
    assert told.output.splitlines()[1:] == [
        "  ok      Example 1 (line 8) pays €1,000, as it says.",
        "            2% × €50,000 = €1,000",
    ]


def test_an_example_that_does_not_come_out_ends_with_1_and_both_amounts(quote, file):
    told = quote(file(of("1 001")))

    assert told.exit_code == 1
    assert "NOT OK  Example 1 (line 8) says €1,001, but €1,000 comes out." in told.output


def test_a_file_that_can_not_be_read_ends_with_2_and_every_problem(quote, file):
    told = quote(file(of("1.000").replace("product:", "prodct:")), SELLER)

    assert told.exit_code == 2
    assert told.stdout == ""
    assert [line.partition(":")[0] for line in told.stderr.splitlines()[1:]] == [
        "Line 6, column 12, components[1].when.prodct",
        "Line 8, column 40, examples[1].prodct",
        "Line 8, column 59, examples[1].pays",
    ]
    assert "Did you mean product?" in told.stderr
    assert "Write 1 000 or 1.00." in told.stderr


def test_a_deal_under_a_plan_and_its_rules_is_compared_over_the_routes(quote):
    told = quote(SELLER, TOGETHER, HAND_OVER, *DEAL, *FIGURES)

    assert told.exit_code == 0
    assert [line for line in told.output.splitlines() if line.startswith(("Alone", "Together", "Hand"))] == [
        "Alone: €1,735.",
        "Together: €2,753.80, of it €1,018.80 by the alliance’s rules.",
        "Hand over: between €500 and €750.",
    ]


def test_amounts_are_told_to_programs_as_numbers(quote):
    told = quote(SELLER, TOGETHER, HAND_OVER, *DEAL, *FIGURES, "--with-partner", "5", "--json")

    answer = json.loads(told.stdout)
    assert {route: paid["total"] for route, paid in answer["routes"].items()} == {
        "alone": 1735,
        "together": 2753.8,
        "hand-over": 750,
    }
    assert (answer["total"], answer["currency"]) == (2753.8, "EUR")
    own = [line for line in answer["lines"] if line["own"]]
    assert round(sum(line["amount"] for line in own), 2) == answer["total"]
    assert {line["component"] for line in answer["lines"]} >= {"tiers", "goal_bonus", "fixed_amount", "split"}
    assert [example["kept"] for example in answer["examples"]] == [True] * len(answer["examples"])


def test_one_route_can_be_asked_for(quote):
    answer = json.loads(quote(SELLER, TOGETHER, *DEAL, *FIGURES, "--route", "alone", "--json").stdout)

    assert list(answer["routes"]) == ["alone"]
    assert answer["total"] == 1735


def test_what_nobody_said_is_a_range(quote, file):
    answer = json.loads(quote(file(of("1 000")), "--deal", "50000", "--json").stdout)

    assert answer["total"] == [0, 1000]
    assert answer["depends_on"] == ["product"]


def test_rules_by_themselves_tell_what_they_pay(quote):
    known = quote(TOGETHER, "--deal", "50 000", "--customer", "new", "--plan-pays", "1450", "--json")
    unknown = quote(TOGETHER, "--deal", "50 000", "--customer", "new", "--json")

    assert json.loads(known.stdout)["on_top"] == 996
    assert json.loads(known.stdout)["total"] == 2446
    assert json.loads(unknown.stdout)["total"] is None


def test_results_belong_to_rules_where_no_plan_counts_any(quote):
    answer = json.loads(quote(HAND_OVER, "--deal", "50000", "--so-far", "5", "--json").stdout)

    assert answer["total"] == 750


def test_what_nothing_looks_at_may_be_said_all_the_same(quote, file):
    words = "--so-far 145000 --quota 1000000 --target-bonus 28500 --earned 5 --with-partner 7 --months 24".split()

    told = quote(file(of("1 000")), "--deal", "50000", "--product", "r&d", *words, "--json")

    assert json.loads(told.stdout)["total"] == 1000


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--deal", "50.000"], "deal: “50.000” can be read in two ways. Write 50 000 or 50.00."),
        (["--deal", "50000", "--margin", "1", "--so-far", "5"], "so far: It is not clear what “5” belongs to."),
        (["--margin", "5"], "A key is missing. Needed: deal."),
        (["--deal", "50000"], "It pays on the margin, and the margin is not said."),
        (["--deal", "50000", "--margin", "5", "--route", "together"], "no file holds terms for the route together"),
        (["--deal", "5", "--colour", "red"], "No such option"),
        (["--language", "fr"], "choose en or de"),
        (["copy.yaml", "--deal", "5", "--margin", "5"], "more than one file holds the plan"),
    ],
)
def test_what_can_not_be_quoted_ends_with_2_and_says_why(quote, file, words, told):
    file(Path(SELLER).read_text(encoding="utf-8"), "copy.yaml")

    answered = quote(SELLER, *words)

    assert answered.exit_code == 2
    assert told in answered.stderr


def test_a_file_that_is_not_there_ends_with_2(quote):
    assert quote("nowhere.yaml").exit_code == 2
    assert quote().exit_code == 2


def test_lines_are_in_the_language_asked_for(quote, monkeypatch):
    german = quote(HAND_OVER, "--language", "de").output
    monkeypatch.setenv("LANG", "de_DE.UTF-8")

    assert "Beispiel 1 (Zeile 19) zahlt 500\u00a0€, wie es dasteht." in german
    assert quote(HAND_OVER).output == german
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert "Example 1" in quote(HAND_OVER).output


def test_it_prints_a_json_schema(quote):
    told = quote("--schema")

    assert told.exit_code == 0
    Draft202012Validator.check_schema(json.loads(told.stdout))


def test_it_works_as_a_process_without_settings_and_leaves_nothing_behind(tmp_path):
    command = [sys.executable, "-m", "bot", "quote", HAND_OVER, "--json"]
    ran = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": str(DOCS.parents[1])}, capture_output=True, check=True
    )

    assert [example["pays"] for example in json.loads(ran.stdout)["examples"]] == [500, 750]
    assert list(tmp_path.iterdir()) == []
