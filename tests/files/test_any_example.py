"""Whatever an example says, it is refused or it comes to something."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.incentives import Plan, Route
from bot.domain.money import Span
from bot.domain.people import PayRole
from bot.domain.refusals import FileUnreadable
from bot.files.plans import PlanFile, Target, check, export, read
from tests.domain.strategies import alliance_rules, plans

AMOUNTS = st.sampled_from(["0", "1", "0.01", "50 000", "1 000 000 USD", "-5", "999999999999999", "100"])
NUMBERS = st.sampled_from(["0", "1", "7", "-1", "999 999"])
GOALS = st.sampled_from(["orders", "orders per quarter", "team margin per year", "units per half", "deals per month"])
BY_GOAL = AMOUNTS | st.dictionaries(GOALS, AMOUNTS, min_size=1, max_size=2).map(
    lambda said: "{" + ", ".join(f"{key}: {value}" for key, value in said.items()) + "}"
)
EXAMPLES = st.fixed_dictionaries(
    {"deal": AMOUNTS, "closes": st.sampled_from(["2026-06-30", "2027-01-01", "9999-12-31", "1000-01-01"])},
    optional={
        "margin": AMOUNTS,
        "units": NUMBERS,
        "months": NUMBERS,
        "product": st.sampled_from(["Router", "Hardware", "NO"]),
        "customer": st.sampled_from(["new", "existing"]),
        "role": st.sampled_from(["seller", "team lead"]),
        "so far": BY_GOAL,
        "expected": BY_GOAL,
        "base": st.sampled_from(["booked", "expected"]),
        "quota": BY_GOAL,
        "target bonus": BY_GOAL,
        "deals so far": NUMBERS,
        "earned": AMOUNTS | AMOUNTS.map(lambda amount: f"{{year: {amount}}}"),
        "pays": AMOUNTS,
        "pays between": st.tuples(AMOUNTS, AMOUNTS).map(lambda ends: f"[{ends[0]}, {ends[1]}]"),
    },
)


@given(plans(3) | alliance_rules(3), EXAMPLES)
def test_any_example_is_refused_or_comes_to_something(terms, said):
    target = Target(PayRole.SELLER, None if isinstance(terms, Plan) else Route.TOGETHER)
    text = export(PlanFile(terms, target)) + f"examples: [{{{', '.join(f'{k}: {v}' for k, v in said.items())}}}]\n"
    results = ()
    try:
        results = check(read(text))
    except FileUnreadable as refused:
        results = refused.problems
    assert len(results) >= 1
    assert all(isinstance(getattr(result, "paid", None), Span | None) for result in results)
