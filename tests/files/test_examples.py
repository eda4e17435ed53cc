"""Worked examples must come out, under exactly what they say."""

import pytest

from bot.domain.incentives import Customer, Fact, Measure, Owner
from bot.domain.money import MixedCurrencies, Money, Rate, Span
from bot.domain.pay import Base, MarginNeeded, UnitsNeeded
from bot.domain.people import PayRole
from bot.domain.refusals import FileUnreadable, ProblemKind
from bot.files.plans import check, read

PLAN = "{{plan: {role}, currency: EUR, {head} components: [{components}], examples: [{example}]}}"
RULES = "{{rules: together, mode: {mode}, currency: EUR, components: [{components}], examples: [{example}]}}"
TIERS = "{tiers: marginal, per: quarter, bands: [{from: 0, pays: 2 %}, {from: 150 000, pays: 3 %}]}"
GOAL = "{goal bonus: personal, of: orders, per: year, quota: personal}"
TWO_PERCENT = "{percentage: 2 %}"
DEAL = "deal: 50 000, closes: 2027-03-31, "


def eur(amount):
    return Money.of(amount, "EUR")


def of_plan(components, example, role="seller", head=""):
    text = PLAN.format(components=components, example="{" + DEAL + example + "}", role=role, head=head)
    (result,) = check(read(text))
    return result


def of_rules(components, example, mode="on top"):
    text = RULES.format(components=components, example="{" + DEAL + example + "}", mode=mode)
    (result,) = check(read(text))
    return result


def problem(components, example):
    text = PLAN.format(components=components, example="{" + DEAL + example + "}", role="seller", head="")
    with pytest.raises(FileUnreadable) as refused:
        read(text)
    (only,) = refused.value.problems
    return only


@pytest.mark.parametrize(
    ("components", "example"),
    [
        (TWO_PERCENT, "pays: 1 000"),
        (TIERS, "so far: 145 000, pays: 1 450"),
        (TIERS, "so far: {orders: 145 000}, pays: 1 450"),
        (TIERS, "so far: {orders per quarter: 145 000}, pays: 1 450"),
        (TIERS, "expected: 145 000, base: expected, so far: 0, pays: 1 450"),
        (TIERS, "pays between: [1 000, 1 500]"),
        (GOAL, "so far: 0, quota: 1 000 000, target bonus: 28 500, pays: 1 425"),
        ("{percentage: 10 %, of: margin}", "margin: 12 000, pays: 1 200"),
        ("{fixed amount: 10, per: unit}", "units: 5, pays: 50"),
        ("{percentage: 2 %, when: {customer: new}}", "customer: new, pays: 1 000"),
        ("{percentage: 2 %, when: {customer: new}}", "customer: existing, pays: 0"),
        ("{percentage: 2 %, when: {customer: new}}", "pays between: [0, 1 000]"),
        ("{percentage: 2 %, when: {product: CRM, region: DACH}}", "product: crm, region: dach, pays: 1 000"),
        ("{percentage: 2 %, when: {months from: 13}}", "months: 12, pays: 0"),
        ("{bonus: 500, closing: from 2027-01-01, first deals: 3}", "deals so far: 2, pays: 500"),
        ("{bonus: 500, closing: from 2027-01-01, first deals: 3}", "deals so far: 3, pays: 0"),
        (TWO_PERCENT + ", {cap: 10 000, per: quarter}", "earned: 9 500, pays: 500"),
        (TWO_PERCENT + ", {cap: 10 000, per: quarter}", "earned: {quarter: 9 500}, pays: 500"),
        (TWO_PERCENT + ", {cap: 10 000, per: quarter}", "so far: 490 000, pays: 200"),
        (TWO_PERCENT, "credit: 60 %, pays: 600"),
        (TWO_PERCENT, "credit: 0 %, pays: 0"),
        ("{percentage: 2 %, credit: before}", "credit: 60 %, pays: 1 000"),
    ],
)
def test_an_example_says_all_that_pay_depends_on(components, example):
    result = of_plan(components, example)

    assert result.kept, result.paid
    assert result.not_kept is None


def test_an_example_that_does_not_come_out_says_so_with_both_amounts():
    result = of_plan(TWO_PERCENT, "pays: 1 001")

    assert not result.kept
    assert (result.not_kept.expected, result.not_kept.paid) == (Span.exactly(eur(1_001)), Span.exactly(eur(1_000)))
    assert [line.amount for line in result.lines] == [eur(1_000)]


def test_an_amount_where_only_a_range_is_known_does_not_come_out():
    result = of_plan("{percentage: 2 %, when: {customer: new}}", "pays: 1 000")

    assert not result.kept
    assert result.paid == Span(eur(0), eur(1_000))
    assert result.depends_on == (Fact.CUSTOMER,)


def test_without_what_it_pays_an_example_is_a_question():
    result = of_plan(TWO_PERCENT, "customer: new")

    assert (result.kept, result.paid) == (True, Span.exactly(eur(1_000)))


@pytest.mark.parametrize(
    ("components", "example", "why"),
    [
        ("{percentage: 10 %, of: margin}", "pays: 0", MarginNeeded),
        ("{fixed amount: 10, per: unit}", "pays: 0", UnitsNeeded),
    ],
)
def test_an_example_that_leaves_out_what_is_paid_on_does_not_come_out(components, example, why):
    result = of_plan(components, example)

    assert not result.kept
    assert isinstance(result.unpayable, why)


def test_a_deal_in_another_currency_counts_at_the_planning_rate():
    text = "{{plan: seller, currency: EUR, {rates} components: [{{percentage: 2 %}}], examples: [{example}]}}"
    example = "{deal: 100 000 USD, closes: 2027-03-31, pays: 1 840}"

    (with_rate,) = check(read(text.format(rates="planning rates: {USD: 0.92},", example=example)))
    (without,) = check(read(text.format(rates="", example=example)))

    assert with_rate.kept
    assert isinstance(without.unpayable, MixedCurrencies)


def test_a_margin_is_in_the_currency_of_its_deal():
    text = (
        "{plan: seller, currency: EUR, planning rates: {USD: 0.92}, components: [{percentage: 10 %, of: margin}],"
        " examples: [{deal: 100 000 USD, margin: 10 000 USD, closes: 2027-03-31, pays: 920}]}"
    )

    (result,) = check(read(text))
    with pytest.raises(FileUnreadable) as refused:
        read(text.replace("margin: 10 000 USD", "margin: 10 000"))

    assert result.kept
    assert [p.kind for p in refused.value.problems] == [ProblemKind.MARGIN_CURRENCY]


def test_somebody_is_paid_as_the_file_says_unless_the_example_says_otherwise():
    when = "{percentage: 2 %, when: {role: presales}}"

    assert of_plan(when, "pays: 1 000", role="presales").kept
    assert of_plan(when, "role: seller, pays: 0", role="presales").kept


def test_the_first_closing_date_of_the_file_is_meant_where_an_example_says_none():
    text = "{plan: seller, currency: EUR, from: 2027-01-01, components: [{percentage: 2 %}], examples: [{deal: 50}]}"

    assert str(read(text).examples[0].deal.closes) == "2027-01-01"


@pytest.mark.parametrize(
    ("mode", "example"),
    [
        ("on top", "plan pays: 2 500, pays: 1 350"),
        ("on top", "plan pays: 0, pays: 1 100"),
        ("instead", "pays: 1 100"),
    ],
)
def test_rules_may_look_at_what_the_plan_pays(mode, example):
    assert of_rules("{fixed amount: 1 000}, {percentage: 10 %, of: commission so far}", example, mode).kept


def test_an_uplift_on_a_plan_that_is_not_said_can_not_be_told():
    result = of_rules("{percentage: 10 %, of: commission so far}", "pays: 100")

    assert (result.kept, result.paid) == (False, None)


def test_what_is_said_of_results_counts_for_rules_with_the_partner():
    assert of_rules(TIERS, "so far: 145 000, pays: 1 450").kept


def test_everything_an_example_says_is_taken_as_it_stands():
    text = PLAN.format(
        role="seller",
        head="",
        components=f"{TIERS}, {{goal bonus: personal, of: units, per: year, counted for: team, quota: personal}}",
        example="{"
        + DEAL
        + "margin: 5 000, units: 7, product: CRM, customer: new, region: NO, months: 24, role: presales,"
        " so far: {orders: 100 000, team units per year: 12}, quota: 40, target bonus: 9 000, deals so far: 3,"
        " base: booked, credit: 50 %}",
    )

    (example,) = read(text).examples

    deal, situation = example.deal, example.situation
    assert (deal.margin, deal.units, deal.product, deal.customer) == (eur(5_000), 7, "CRM", Customer.NEW)
    assert (deal.region, deal.months, example.credit) == ("NO", 24, Rate(500_000))
    assert (situation.role, situation.deals_so_far, situation.base) == (PayRole.PRESALES, 3, Base.BOOKED)
    assert [(f.measure, f.owner, f.booked, f.quota, f.target_bonus) for f in situation.figures] == [
        (Measure.ORDERS, Owner.PERSON, eur(100_000), None, None),
        (Measure.UNITS, Owner.TEAM, 12, 40, eur(9_000)),
    ]


TWO_GOALS = f"{TIERS}, {GOAL}"


@pytest.mark.parametrize(
    ("components", "said", "meant"),
    [
        (TWO_GOALS, "so far: 5", ("orders per quarter", "orders per year")),
        (TWO_GOALS, "so far: {orders: 5}", ("orders per quarter", "orders per year")),
        (TWO_GOALS, "so far: {margin: 5}", ("orders per quarter", "orders per year")),
        (TWO_GOALS, "so far: {sales per year: 5}", ("orders per quarter", "orders per year")),
        (TWO_PERCENT, "so far: 5", ()),
        (TIERS, "quota: 5", ()),
        (TWO_PERCENT, "earned: 5", ()),
        (TWO_PERCENT, "earned: {week: 5}", ("month", "quarter", "half", "year")),
    ],
)
def test_a_result_that_may_belong_to_several_goals_or_none_is_refused(components, said, meant):
    found = problem(components, said)

    assert (found.kind, found.meant) == (ProblemKind.GOAL_UNCLEAR, meant)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("plan pays: 5", ProblemKind.KEY_UNKNOWN),
        ("pay: 5", ProblemKind.KEY_UNKNOWN),
        ("pays between: [5, 3]", ProblemKind.NOT_A_SPAN),
        ("pays between: [5]", ProblemKind.NOT_A_SPAN),
        ('pays: "1,200"', ProblemKind.AMOUNT_AMBIGUOUS),
        ("months: two", ProblemKind.NUMBER_UNREADABLE),
    ],
)
def test_what_an_example_can_not_say_is_refused(said, kind):
    assert problem(TWO_PERCENT, said).kind is kind


def test_an_example_without_a_closing_date_is_refused():
    with pytest.raises(FileUnreadable) as refused:
        read("{plan: seller, currency: EUR, components: [{percentage: 2 %}], examples: [{deal: 50}]}")

    assert [(p.kind, p.meant) for p in refused.value.problems] == [(ProblemKind.KEY_MISSING, ("closes",))]
