"""What is written as a file comes back as the same terms."""

from dataclasses import fields, is_dataclass, replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.checks import flaws
from bot.domain.incentives import Category, Conditions, FixedAmount, Moment, Plan, PlanningRate, Route
from bot.domain.money import Money
from bot.domain.people import PayRole
from bot.files.plans import PlanFile, Target, export, read
from tests.domain.strategies import alliance_rules, plans

NAMES = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=30).filter(str.strip)
TRAPS = "NO yes off null ~ 1:30 012 0x1F 1e3 [a] { *a &a | > ' \" \\ ... --- % @ ` << = ? \ufeff".split()
YAML_TRAPS = st.sampled_from([*TRAPS, "# no comment", "a: b", "- a", "!!str a", " a ", "a #b", "2 %"])


@st.composite
def terms(draw):
    """Plans and rules with everything that stands in the head of a file."""
    drawn = draw(plans() | alliance_rules())
    rates = draw(st.lists(st.sampled_from(["USD", "CHF", "JPY"]), unique=True, max_size=2))
    names = draw(st.lists(NAMES | YAML_TRAPS, unique=True, max_size=3))
    moments = st.none() | st.sampled_from(Moment)
    return replace(
        drawn,
        planning_rates=tuple(PlanningRate(currency, draw(st.integers(1, 10**9))) for currency in rates),
        categories=(*drawn.categories, *(Category(name, (name, *names)) for name in names)),
        earned=draw(moments),
        paid=draw(moments),
    )


HANDLES = st.none() | st.from_regex(r"[a-z]{1,9}(-[a-z0-9]{1,4})?", fullmatch=True)
DAYS = st.none() | st.dates(date(2000, 1, 1), date(2199, 12, 31))


@st.composite
def plan_files(draw):
    drawn, role, day = draw(terms()), draw(st.sampled_from(PayRole)), draw(DAYS)
    if isinstance(drawn, Plan):
        return PlanFile(drawn, Target(role, valid_from=day))
    route = draw(st.sampled_from([Route.TOGETHER, Route.HAND_OVER]))
    return PlanFile(drawn, Target(role, route, draw(HANDLES), day))


@given(plan_files())
def test_all_terms_come_back_as_they_were_written(written):
    assert read(export(written, ["A comment: {with} signs", "# and more"])) == written


@given(NAMES | YAML_TRAPS, NAMES | YAML_TRAPS)
def test_every_name_comes_back_as_it_was_written(product, region):
    component = FixedAmount(Money(1, "EUR"), Conditions(product=product, region=region, group=product))
    written = PlanFile(Plan("EUR", (component,)), Target(PayRole.SELLER))

    assert read(export(written)) == written


def in_currency(thing, code):
    """The same with all money in another currency."""
    if isinstance(thing, Money):
        return Money(thing.minor, code)
    if isinstance(thing, tuple):
        return tuple(in_currency(each, code) for each in thing)
    if is_dataclass(thing):
        return replace(thing, **{f.name: in_currency(getattr(thing, f.name), code) for f in fields(thing)})
    return thing


@given(plans() | alliance_rules(), st.sampled_from(["JPY", "KWD", "CHF"]))
def test_amounts_of_currencies_with_other_decimals_come_back(drawn, code):
    other = replace(in_currency(drawn, code), currency=code)
    target = Target(PayRole.SELLER, None if isinstance(other, Plan) else Route.TOGETHER)

    assert not flaws(other)
    assert read(export(PlanFile(other, target))).terms == other


@given(plan_files())
def test_a_file_is_the_same_when_it_is_written_again(written):
    text = export(written)

    assert export(read(text)) == text
