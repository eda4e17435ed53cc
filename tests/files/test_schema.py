"""What editors are told of plans and rules agrees with what is read."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from bot.domain.incentives import Plan, Route
from bot.domain.people import PayRole
from bot.files.nodes import Group, Listing, parse
from bot.files.plans import PlanFile, Target, export, schema
from tests.domain.strategies import alliance_rules, plans

SCHEMA = Draft202012Validator(schema())
EXAMPLES = sorted((Path(__file__).parents[2] / "docs" / "plans").glob("*.yaml"))


def seen(node):
    """The values as an editor sees them: by the core schema of YAML 1.2, in which 50 is a number and 50 000 a text."""
    if isinstance(node, Group):
        return {key.text: seen(value) for key, value in node.entries}
    if isinstance(node, Listing):
        return [seen(item) for item in node.items]
    words = {"true": True, "false": False, "null": None, "~": None, "": None}
    if node.quoted:
        return node.text
    if node.text in words:
        return words[node.text]
    if re.fullmatch(r"[-+]?[0-9]+", node.text):
        return int(node.text)
    return float(node.text) if re.fullmatch(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+)", node.text) else node.text


def accepts(text):
    return SCHEMA.is_valid(seen(parse(text)))


def test_it_is_a_schema():
    Draft202012Validator.check_schema(schema())


@given(plans() | alliance_rules())
def test_it_accepts_whatever_is_written(terms):
    target = Target(PayRole.SELLER, None if isinstance(terms, Plan) else Route.TOGETHER)

    assert accepts(export(PlanFile(terms, target)))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_it_accepts_the_examples_of_the_documentation(path):
    assert accepts(path.read_text(encoding="utf-8"))


PLAN = "{plan: seller, currency: EUR, components: [%s]%s}"


@pytest.mark.parametrize(
    "component",
    [
        "percentage: 2 %, of: margin, when: {role: [seller, presales], months from: 13, region: NO}",
        "percentage: 2%, when: {role: seller, product: 365}",
        "fixed amount: 50_000, per: unit",
        "fixed amount: 1 234.50 CHF",
        "bonus: 2 %, closing: from 2027-01-01, first deals: 5",
        "goal bonus: personal, of: units, per: half, quota: 10, payout: {points: {0 %: 0 %, 100 %: 100 %}}",
        "split: [seller: 50 %, seller: 50 %]",
        "clawback: share, within months: 6, share: 40 %, if: not paid",
        "multiplier: 1.5",
    ],
)
def test_it_accepts_good_components(component):
    assert accepts(PLAN % ("{" + component + "}", ""))


@pytest.mark.parametrize(
    "component",
    [
        "",
        "percentge: 2 %",
        "percentage: 2",
        'percentage: "2,5 %"',
        "percentage: 2.00001 %",
        "percentage: 2 %, of: margn",
        "percentage: 2 %, off: margin",
        "percentage: [2 %]",
        "percentage: ",
        "percentage: 2 %, when: {regio: DACH}",
        "percentage: 2 %, when: {closes: 2027}",
        "percentage: 2 %, when: {customer: old}",
        'fixed amount: "50,000"',
        'fixed amount: "50.000"',
        "fixed amount: 50k",
        "fixed amount: EUR 50",
        "fixed amount: 5 00",
        "bonus: 5",
        "bonus: 5, closing: 2027-01-01",
        "tiers: some, bands: [{from: 0, pays: 2 %}]",
        "tiers: whole, bands: {from: 0, pays: 2 %}",
        "tiers: whole, bands: [{from: 0}]",
        "goal bonus: 5, of: orders",
        "goal bonus: 5, of: orders, per: year, payout: {points: {0: 0, 1: 1}}",
        "split: {seller: 100 %}",
        "split: [{seller: 50 %, presales: 50 %}]",
        "split: [{sller: 100 %}]",
        "clawback: all",
        "clawback: all, within months: 1.5",
        "multiplier: ×2",
    ],
)
def test_it_refuses_bad_components(component):
    assert not accepts(PLAN % ("{" + component + "}", ""))


GOOD = "{percentage: 2 %}"


@pytest.mark.parametrize(
    "text",
    [
        "plan",
        "{}",
        "{plan: seller, currency: EUR}",
        "{plan: seller, components: [{percentage: 2 %}]}",
        "{plan: seler, currency: EUR, components: [{percentage: 2 %}]}",
        "{rules: alone, currency: EUR, components: [{percentage: 2 %}]}",
        "{plan: seller, rules: together, currency: EUR, components: [{percentage: 2 %}]}",
        "{plan: seller, mode: on top, currency: EUR, components: [{percentage: 2 %}]}",
        PLAN % (GOOD, ", currencies: [EUR]"),
        PLAN % (GOOD, ", planning rates: {DOLLAR: 0.92}"),
        PLAN % (GOOD, ", categories: [CRM]"),
        PLAN % (GOOD, ", earned: someday"),
        PLAN % (GOOD, ", examples: [{pays: 5}]"),
        PLAN % (GOOD, ", examples: [{deal: 50 000, closes: tomorrow}]"),
        PLAN % (GOOD, ", examples: [{deal: 50 000, so far: {orders per week: 5}}]"),
        PLAN % (GOOD, ", examples: [{deal: 50 000, pays between: [5]}]"),
    ],
)
def test_it_refuses_bad_files(text):
    assert not accepts(text)


@pytest.mark.parametrize(
    "example",
    [
        "{deal: 50 000, closes: 2027-03-31, pays: 1 000}",
        "{deal: 50 000 USD, closes: 2027-03-31, so far: 145 000, quota: {orders: 5, team margin per year: 7}}",
        "{deal: 50000.00, closes: 2027-03-31, earned: {quarter: 9 000}, pays between: [0, 1 200]}",
        "{deal: 50_000, closes: 2027-03-31, months: 24, units: 5, plan pays: 7, customer: new, role: presales}",
    ],
)
def test_it_accepts_good_examples(example):
    assert accepts(PLAN % (GOOD, f", examples: [{example}]"))
