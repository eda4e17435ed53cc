"""What a file may hold, and what is said where it can't be read."""

import time
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.incentives import Conditions, Customer, FixedAmount, Percentage, Plan, Route
from bot.domain.money import Money, Rate
from bot.domain.people import PayRole
from bot.domain.periods import Days
from bot.domain.refusals import FileUnreadable, FlawKind, ProblemKind
from bot.files.plans import Target, read

HEAD = "plan: seller\ncurrency: EUR\ncomponents:\n"


def plan(*components):
    return HEAD + "".join(f"  - {{{component}}}\n" for component in components)


def problems(source):
    with pytest.raises(FileUnreadable) as refused:
        read(source)
    return refused.value.problems


def the_problem(source):
    (problem,) = problems(source)
    return problem


def component(text, currency="EUR"):
    (only,) = read(plan(text).replace("EUR", currency)).terms.components
    return only


def amount(text, currency="EUR"):
    return component(f"fixed amount: {text}", currency).amount


def test_a_plan_says_for_whom_it_is_and_what_it_pays():
    text = """
        plan: presales
        currency: EUR
        from: 2027-01-01
        components:
          - percentage: 2.5 %
            of: margin
            when: {product: CRM, customer: new, closes: 2027-01-01 to 2027-03-31, role: seller}
        """

    read_plan = read(text)

    when = Conditions(
        closes=Days(date(2027, 1, 1), date(2027, 4, 1)),
        product="CRM",
        customer=Customer.NEW,
        roles=(PayRole.SELLER,),
    )
    assert read_plan.terms == Plan("EUR", (Percentage(Rate(25_000), "margin", when),))
    assert read_plan.target == Target(PayRole.PRESALES, valid_from=date(2027, 1, 1))
    assert read_plan.examples == ()


def test_rules_say_for_which_route_and_alliance_they_are():
    read_rules = read("{rules: hand over, alliance: acme, currency: CHF, components: [{fixed amount: 5}]}")

    assert read_rules.target == Target(PayRole.SELLER, Route.HAND_OVER, "acme")
    assert read_rules.terms.components == (FixedAmount(Money.of(5, "CHF")),)


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("0", "0"),
        ("50", "50"),
        ("50000", "50000"),
        ("50_000", "50000"),
        ("50 000", "50000"),
        ("50\u00a0000", "50000"),
        ("50\u202f000", "50000"),
        ("1 234 567.89", "1234567.89"),
        ("50000.00", "50000"),
        ("50000.000", "50000"),
        ("0.5", "0.5"),
        ("0.07", "0.07"),
        ("50.00", "50"),
        ('"50 000"', "50000"),
        ("-5", "-5"),
        ("999999999999999", "999999999999999"),
        ("4503599627370496.1".removeprefix("4"), "503599627370496.1"),
    ],
)
def test_amounts_are_read_to_the_cent(text, euros):
    if euros in {"0", "-5"}:
        assert the_problem(plan(f"fixed amount: {text}")).flaw is FlawKind.AMOUNT_NOT_POSITIVE
    else:
        assert amount(text) == Money.of(euros, "EUR")


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("50.000", ("50 000", "50.00")),
        ('"50,000"', ("50 000", "50.00")),
        ("1.234", ("1 234", "1.234")),
        ('"1,234 USD"', ("1 234", "1.234")),
        ("999.999", ("999 999", "999.999")),
    ],
)
@pytest.mark.parametrize("currency", ["EUR", "KWD", "JPY"])
def test_an_amount_that_can_be_read_in_two_ways_is_refused_with_both(text, readings, currency):
    problem = the_problem(plan(f"fixed amount: {text}").replace("EUR", currency))

    assert (problem.kind, problem.meant) == (ProblemKind.AMOUNT_AMBIGUOUS, readings)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1.234.567", ("1 234 567",)),
        ('"1,234,567"', ("1 234 567",)),
        ('"1,234.50"', ("1 234.50",)),
        ('"1.234,50"', ("1 234.50",)),
        ("1'234.50", ("1 234.50",)),
        ('"12,5"', ("12.5",)),
        ("50k", ()),
        ("€50", ()),
        ("EUR 50", ()),
        ("012", ()),
        ("0x1F", ()),
        ("0o17", ()),
        ("1e3", ()),
        ("1:30", ()),
        ("1:30:00", ()),
        (".inf", ()),
        (".nan", ()),
        ("50 0000", ()),
        ("5 00", ()),
        ("50  000", ()),
        ("+5", ()),
        ("5.", ()),
        (".5", ()),
        ("٣", ()),
        ("yes", ()),
        ("1" * 16, ()),
        ("9" * 5000, ()),
        ("50__000", ()),
    ],
)
def test_what_is_no_amount_is_refused_with_what_may_have_been_meant(text, meant):
    problem = the_problem(plan(f"fixed amount: {text}"))

    assert (problem.kind, problem.meant) == (ProblemKind.AMOUNT_UNREADABLE, meant)
    assert problem.found == text.strip('"')


@pytest.mark.parametrize(("text", "currency"), [("0.123", "EUR"), ("50.5", "JPY"), ("0.0001", "KWD")])
def test_an_amount_finer_than_its_currency_is_refused(text, currency):
    problem = the_problem(plan(f"fixed amount: {text}").replace("EUR", currency))

    assert problem.kind is ProblemKind.TOO_PRECISE


def test_an_amount_in_another_currency_is_told_at_its_component():
    problem = the_problem(plan("percentage: 2 %", "fixed amount: 50 000 USD"))

    assert (problem.flaw, problem.path, problem.line) == (FlawKind.OTHER_CURRENCY, "components[2]", 5)


@given(st.integers(1, 10**15 - 1), st.sampled_from(["EUR", "JPY", "KWD"]))
def test_amounts_never_pass_through_binary_floating_point(minor, currency):
    money = Money(minor, currency)

    assert amount(f"{money.amount:f}0" if currency == "KWD" else f"{money.amount:f}", currency) == money


@pytest.mark.parametrize(
    ("text", "ppm"), [("2 %", 20_000), ("2%", 20_000), ("2.5 %", 25_000), ("0.0001 %", 1), ("33.3333 %", 333_333)]
)
def test_percentages_have_up_to_four_decimals(text, ppm):
    assert component(f"percentage: {text}").rate == Rate(ppm)


@pytest.mark.parametrize(
    ("text", "kind", "meant"),
    [
        ("2", ProblemKind.PERCENT_UNREADABLE, ("2 %",)),
        ('"2,5 %"', ProblemKind.PERCENT_UNREADABLE, ("2.5 %",)),
        ("0.02", ProblemKind.PERCENT_UNREADABLE, ("0.02 %",)),
        ("two", ProblemKind.PERCENT_UNREADABLE, ()),
        ("2.00001 %", ProblemKind.TOO_PRECISE, ()),
        ("02 %", ProblemKind.PERCENT_UNREADABLE, ()),
    ],
)
def test_what_is_no_percentage_is_refused(text, kind, meant):
    problem = the_problem(plan(f"percentage: {text}"))

    assert (problem.kind, problem.meant) == (kind, meant)


@pytest.mark.parametrize("text", ["NO", "no", "yes", "on", "12", "1.0", "1:30", "2027-01-01", "true", "x: y"])
def test_names_are_the_text_that_was_written(text):
    text = text if ":" not in text or text == "1:30" else f'"{text}"'

    assert component(f"fixed amount: 5, when: {{region: {text}}}").when.region == text.strip('"')


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2026-10-01 to 2026-12-31", Days(date(2026, 10, 1), date(2027, 1, 1))),
        ("2026-10-01 to 2026-10-01", Days(date(2026, 10, 1), date(2026, 10, 2))),
        ("from 2026-10-01 to 2026-12-31", Days(date(2026, 10, 1), date(2027, 1, 1))),
        ("from 2026-10-01", Days(date(2026, 10, 1))),
    ],
)
def test_days_are_told_as_people_say_them(text, days):
    assert component(f"bonus: 5, closing: {text}").window == days


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2026-10-01", ProblemKind.DAYS_UNREADABLE),
        ("until 2026-10-01", ProblemKind.DAYS_UNREADABLE),
        ("01.10.2026 to 31.12.2026", ProblemKind.DAYS_UNREADABLE),
        ("2026-02-30 to 2026-03-01", ProblemKind.DAYS_UNREADABLE),
        ("2026-10-01 to ", ProblemKind.DAYS_UNREADABLE),
        ("2026-10-02 to 2026-10-01", ProblemKind.ENDS_BEFORE_START),
        ("20261001 to 20261002", ProblemKind.DAYS_UNREADABLE),
    ],
)
def test_what_are_no_days_is_refused(text, kind):
    assert the_problem(plan(f"bonus: 5, closing: {text}")).kind is kind


@pytest.mark.parametrize(
    ("text", "kind", "path", "meant"),
    [
        ("percentge: 2 %", ProblemKind.KIND_MISSING, "components[1]", ("percentage",)),
        ("percentage: 2 %, cap: 5", ProblemKind.KIND_TWICE, "components[1].cap", ("percentage",)),
        ("percentage: 2 %, off: margin", ProblemKind.KEY_UNKNOWN, "components[1].off", ("of",)),
        ("percentage: 2 %, of: margn", ProblemKind.WORD_UNKNOWN, "components[1].of", ("margin",)),
        ("percentage: 2 %, of: Margin", ProblemKind.WORD_UNKNOWN, "components[1].of", ("margin",)),
        ("percentage: 2 %, when: {regio: X}", ProblemKind.KEY_UNKNOWN, "components[1].when.regio", ("region",)),
        ("percentage: 2 %, when: 5", ProblemKind.NOT_A_GROUP, "components[1].when", ()),
        ("percentage: [2 %]", ProblemKind.NOT_A_VALUE, "components[1].percentage", ()),
        ("percentage: ", ProblemKind.VALUE_MISSING, "components[1].percentage", ()),
        ("percentage: ~", ProblemKind.VALUE_MISSING, "components[1].percentage", ()),
        ("bonus: 5", ProblemKind.KEY_MISSING, "components[1]", ("closing",)),
        ("tiers: whole, bands: 5", ProblemKind.NOT_A_LIST, "components[1].bands", ()),
        ("split: {seller: 100 %}", ProblemKind.NOT_A_LIST, "components[1].split", ()),
        ("split: [{seller: 50 %, presales: 50 %}]", ProblemKind.NOT_A_LIST, "components[1].split[1]", ()),
        ("multiplier: 1.5x", ProblemKind.FACTOR_UNREADABLE, "components[1].multiplier", ()),
        ("bonus: 5, closing: from 2026-01-01, first deals: few", ProblemKind.NUMBER_UNREADABLE, None, ()),
        ('percentage: 2 %, when: {product: " "}', ProblemKind.VALUE_MISSING, "components[1].when.product", ()),
        ('percentage: 2 %, when: {product: "a\\nb"}', ProblemKind.TEXT_ODD, "components[1].when.product", ()),
        ("percentage: 2 %, percentage: 3 %", ProblemKind.KEY_TWICE, "components[1].percentage", ()),
        ("percentage: &a 2 %", ProblemKind.SHORTHAND, "components[1].percentage", ()),
        ("percentage: !!str 2 %", ProblemKind.SHORTHAND, "components[1].percentage", ()),
        ("<<: {percentage: 2 %}, fixed amount: 5", ProblemKind.SHORTHAND, "components[1].<<", ()),
    ],
)
def test_what_can_not_be_read_is_told_with_its_place(text, kind, path, meant):
    problem = the_problem(plan(text))

    assert (problem.kind, problem.meant, problem.line) == (kind, meant, 4)
    assert path in {None, problem.path}


def test_a_problem_has_the_column_of_what_is_wrong():
    problem = the_problem(plan("percentage: 2 %, of: margn"))

    assert (problem.line, problem.column) == (4, 4 + len("{percentage: 2 %, of: ") + 1)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("", ProblemKind.NOTHING),
        ("# only a comment", ProblemKind.NOTHING),
        (b"plan: \xff", ProblemKind.NOT_TEXT),
        ("plan: seller\n\tcurrency: EUR", ProblemKind.TAB),
        ("plan: seller: EUR", ProblemKind.NOT_YAML),
        ("plan: [seller", ProblemKind.NOT_YAML),
        ("plan: \x00", ProblemKind.NOT_YAML),
        (r'plan: "\UFFFFFFFF"', ProblemKind.NOT_TEXT),
        ("%YAML 1." + "1" * 5_000 + "\n---\nplan: seller", ProblemKind.NOT_TEXT),
        ("- plan: seller", ProblemKind.NOT_A_GROUP),
        ("seller", ProblemKind.NOT_A_GROUP),
        ("currency: EUR", ProblemKind.KIND_MISSING),
        ("plan: seller\nrules: together", ProblemKind.KIND_TWICE),
        (HEAD + "  - {percentage: 2 %}\n---\nplan: seller", ProblemKind.SEVERAL_DOCUMENTS),
        ("? [plan]\n: seller", ProblemKind.NOT_A_VALUE),
        ("#" * 1_000_001, ProblemKind.TOO_LONG),
        ("a: [" + "1," * 5_001 + "]", ProblemKind.TOO_LONG),
        ("[" * 1000, ProblemKind.TOO_DEEP),
        ("a:\n" + "".join(" " * n + "- \n" for n in range(1, 30)), ProblemKind.TOO_DEEP),
    ],
)
def test_a_file_that_is_no_plan_is_refused(source, kind):
    assert the_problem(source).kind is kind


def test_a_small_file_can_not_unfold_into_a_large_one():
    doubled = [f"{b}: &{b} [*{a}, *{a}]\n" for a, b in pairwise("abcdefghijkl")]
    laughs = "a: &a [x, x]\n" + "".join(doubled)
    start = time.monotonic()

    found = problems(HEAD + laughs)

    assert {problem.kind for problem in found} >= {ProblemKind.SHORTHAND}
    assert time.monotonic() - start < 1


@pytest.mark.parametrize(
    "source",
    [
        "a: [" * 200_000,
        "{" * 900_000,
        "- " * 450_000,
        "a: '" + "x" * 900_000,
        "? " * 400_000,
        "[" + "[]," * 300_000,
        HEAD + "  - {percentage: 1." + "0" * 900_000 + " %}",
        HEAD + "  - {percentage: 1 %, group: one}\n" * 900,
    ],
)
def test_no_file_takes_long_to_refuse(source):
    start = time.monotonic()

    problems(source)

    assert time.monotonic() - start < 10


def test_every_problem_is_told_at_once_in_the_order_of_the_file():
    text = """
        plan: seler
        currency: EURO
        colour: red
        components:
          - {percentage: 2, of: margn}
          - {tiers: marginal, bands: [{from: 0, pays: 2 %}, {from: 1.000, pay: 3 %}]}
          - {}
        examples:
          - {deal: 50.000, closes: tomorrow}
        """

    found = problems(text)

    assert [(p.line, p.path) for p in found] == [
        (2, "plan"),
        (3, "currency"),
        (4, "colour"),
        (6, "components[1].percentage"),
        (6, "components[1].of"),
        (7, "components[2].bands[2]"),
        (7, "components[2].bands[2].from"),
        (7, "components[2].bands[2].pay"),
        (8, "components[3]"),
        (10, "examples[1].deal"),
        (10, "examples[1].closes"),
    ]


@pytest.mark.parametrize(
    ("text", "flaw", "path"),
    [
        ("percentage: 200 %", FlawKind.RATE_OUTSIDE, "components[1]"),
        ("multiplier: 2", FlawKind.NOTHING_BEFORE, "components[1]"),
        (
            "tiers: marginal, bands: [{from: 0, to: 5, pays: 1 %}, {from: 6, pays: 2 %}]",
            FlawKind.TIERS_GAP,
            "components[1].bands[2]",
        ),
        (
            "accelerator: 2 %, per: year, counts for: slice, steps: [{from: 100 %, times: 101}]",
            FlawKind.MULTIPLIER_OUTSIDE,
            "components[1].steps[1]",
        ),
        (
            "goal bonus: personal, of: orders, per: year, multiplied by: [{of: units, per: year, quota: 0}]",
            FlawKind.NUMBER_TOO_SMALL,
            "components[1].multiplied by[1]",
        ),
        ("percentage: 1 %, when: {category: X}", FlawKind.CATEGORY_UNKNOWN, "components[1]"),
    ],
)
def test_what_could_not_be_paid_is_told_where_it_stands(text, flaw, path):
    problem = the_problem(plan(text))

    assert (problem.kind, problem.flaw, problem.path) == (ProblemKind.FLAW, flaw, path)
    assert problem.line == 4


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ("rules: together\ncurrency: EUR\ncredit: 101 %\ncomponents: [{fixed amount: 5}]", "credit", 3),
        ("plan: seller\ncurrency: EUR\ncomponents: []", "components", 3),
        (
            "plan: seller\ncurrency: EUR\nplanning rates: {EUR: 2}\ncomponents: [{fixed amount: 5}]",
            "planning rates",
            3,
        ),
    ],
)
def test_what_is_wrong_with_the_whole_is_told_at_its_key(text, path, line):
    problem = the_problem(text)

    assert (problem.kind, problem.path, problem.line) == (ProblemKind.FLAW, path, line)


@given(st.text(max_size=200) | st.binary(max_size=200))
def test_whatever_a_file_holds_it_is_read_or_refused(source):
    with suppress(FileUnreadable):
        assert read(source).terms.components


@given(st.data())
def test_a_damaged_file_is_read_or_refused_with_places_in_it(data):
    text = plan("tiers: whole, per: quarter, bands: [{from: 0, pays: 1 %}, {from: 50 000, pays: 2 %}]", "cap: 5 000")
    place = data.draw(st.integers(0, len(text)))
    sign = data.draw(st.sampled_from(list("{}[],:-#&*!|>'\"%@` \n\t.0a")))
    damaged = text[:place] + sign + text[place + data.draw(st.integers(0, 2)) :]
    found = ()
    try:
        read(damaged)
    except FileUnreadable as refused:
        found = refused.problems
    assert all(1 <= problem.line <= damaged.count("\n") + 2 and problem.column >= 1 for problem in found)


def test_a_byte_order_mark_and_other_line_ends_change_nothing():
    text = plan("percentage: 2 %")

    assert read(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()) == read(text)
    assert replace(read(text), examples=()) == read(text)
