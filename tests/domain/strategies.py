"""Any terms that may be entered, any deal and any standing of whoever asks, for property tests. All of it in euros."""

from datetime import date
from itertools import pairwise

from hypothesis import strategies as st

from bot.domain.checks import flaws
from bot.domain.goals import Curve
from bot.domain.incentives import (
    ALWAYS,
    Accelerator,
    AllianceRules,
    Basis,
    Bonus,
    Bound,
    Cap,
    Category,
    Clawback,
    Conditions,
    Credit,
    Customer,
    Deal,
    Factor,
    FixedAmount,
    Floor,
    GoalBonus,
    Measure,
    Mode,
    Multiplier,
    Overage,
    Override,
    Owner,
    Per,
    Percentage,
    Plan,
    Reckoned,
    Returns,
    Scope,
    Share,
    Split,
    Step,
    Threshold,
    Tier,
    Tiers,
    Trigger,
)
from bot.domain.money import PARTS_PER_MILLION, Money, Rate
from bot.domain.pay import Base, Situation
from bot.domain.people import Figures, PayRole
from bot.domain.periods import Days, PeriodKind, period_containing

PRODUCTS = ("Router", "Cloud", "Training")
CATEGORIES = (Category("Hardware", ("Router", "Switch")), Category("Recurring", ("Cloud", "Switch")))
REGIONS = ("Bavaria", "Tyrol")


def euros(low=1, high=20_000_000):
    """Amounts between two numbers of cents."""
    return st.integers(low, high).map(lambda minor: Money(minor, "EUR"))


amounts = euros()
rates = st.integers(1, PARTS_PER_MILLION).map(Rate)
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
periods = st.sampled_from(PeriodKind)
owners = st.sampled_from(Owner)
credit_settings = st.none() | st.sampled_from(Credit)


@st.composite
def windows(draw):
    first, last = sorted([draw(days), draw(days)])
    return Days.through(first, draw(st.sampled_from([last, None])))


_ASKED = {
    "amount": st.fixed_dictionaries(
        {"deal_from": euros(1, 10_000_000), "deal_below": st.none() | euros(10_000_001, 30_000_000)}
    ),
    "closes": st.fixed_dictionaries({"closes": windows()}),
    "product": st.fixed_dictionaries({"product": st.sampled_from(PRODUCTS)}),
    "category": st.fixed_dictionaries({"category": st.sampled_from([category.name for category in CATEGORIES])}),
    "customer": st.fixed_dictionaries({"customer": st.sampled_from(Customer)}),
    "region": st.fixed_dictionaries({"region": st.sampled_from(REGIONS)}),
    "months": st.fixed_dictionaries(
        {"months_from": st.integers(1, 36), "months_below": st.none() | st.integers(37, 60)}
    ),
    "roles": st.fixed_dictionaries(
        {"roles": st.lists(st.sampled_from(PayRole), min_size=1, max_size=2, unique=True).map(tuple)}
    ),
}
_COMBINED = [
    (),
    (),
    (),
    *[(one,) for one in _ASKED],
    ("amount", "customer"),
    ("product", "months"),
    ("category", "closes"),
]


NO_GROUP = st.just("")


@st.composite
def conditions(draw, group=NO_GROUP):
    """Conditions that can hold; most of them ask for one thing or for nothing."""
    given = {"group": draw(group)}
    for asked in draw(st.sampled_from(_COMBINED)):
        given |= draw(_ASKED[asked])
    return Conditions(**given)


ANY = conditions()
NO_CONDITION = st.just(ALWAYS)


percents = st.integers(0, 200).map(Rate.percent)


@st.composite
def curves(draw):
    xs = sorted(draw(st.sets(percents, min_size=2, max_size=4)))
    ys = sorted(draw(st.lists(percents, min_size=len(xs), max_size=len(xs))))
    curve = Curve(draw(percents), None, tuple(zip(xs, ys, strict=True)), draw(st.booleans()))
    least = max(curve.straight(curve.entry), 0) * PARTS_PER_MILLION
    above = st.integers(max(1, int(least) + 1), 4 * PARTS_PER_MILLION + int(least)).map(Rate)
    return Curve(curve.hurdle, draw(st.none() | above), curve.points, curve.stepped)


def quotas(measure):
    """Quotas, or results, of a measure."""
    return st.integers(1, 40) if measure.is_count else euros(100, 200_000_000)


def percentages(of=(Basis.DEAL_AMOUNT, Basis.MARGIN, Basis.CREDITED), when=ANY):
    return st.builds(Percentage, rates, st.sampled_from(of), when, credit_settings)


def fixed_amounts(when=ANY):
    return st.builds(FixedAmount, euros(1, 500_000), when, st.sampled_from(Per))


def bonuses(when=ANY):
    return st.builds(Bonus, euros(1, 500_000) | rates, windows(), when, st.none() | st.integers(1, 5), credit_settings)


@st.composite
def goals(draw, when=ANY, factors=2):
    measure = draw(st.sampled_from(Measure))
    multiplied_by = []
    for _ in range(draw(st.integers(0, factors))):
        counted = draw(st.sampled_from(Measure))
        quota = draw(st.none() | quotas(counted))
        multiplied_by.append(Factor(counted, draw(periods), draw(curves()), quota, draw(owners)))
    return GoalBonus(
        measure,
        draw(periods),
        draw(curves()),
        draw(st.none() | euros(1, 5_000_000)),
        draw(st.none() | quotas(measure)),
        draw(rates),
        draw(owners),
        draw(when),
        tuple(multiplied_by),
        draw(credit_settings),
    )


@st.composite
def tiers(draw, when=ANY):
    measure, scope, period = draw(st.sampled_from(Measure)), draw(st.sampled_from(Scope)), draw(st.none() | periods)
    if measure is Measure.DEALS and period is None:
        period = PeriodKind.YEAR
    of_rates = draw(st.booleans()) and not (measure is Measure.UNITS and scope is Scope.MARGINAL)
    starts = sorted(draw(st.sets(quotas(measure), max_size=3)), key=lambda start: getattr(start, "minor", start))
    first = 1 if measure.is_count else Money(0, "EUR")
    pays = draw(st.lists(rates if of_rates else euros(0, 1_000_000), min_size=4, max_size=4))
    if scope is Scope.WHOLE and period is not None:
        pays.sort(key=lambda paid: paid.ppm if of_rates else paid.minor)
    bounds = [first, *(start for start in starts if start != first)]
    ends = [end for _, end in pairwise(bounds)] if draw(st.booleans()) else [None] * (len(bounds) - 1)
    drawn = tuple(Tier(start, paid, end) for start, paid, end in zip(bounds, pays, [*ends, None], strict=False))
    bound = draw(st.sampled_from(Bound))
    return Tiers(drawn, scope, measure, period, bound, draw(owners), draw(when), draw(credit_settings))


money_measures = st.sampled_from([Measure.ORDERS, Measure.REVENUE, Measure.MARGIN])


@st.composite
def accelerators(draw, when=ANY):
    attained = sorted(draw(st.sets(percents, min_size=1, max_size=3)))
    times = sorted(draw(st.lists(st.integers(0, 300).map(Rate.percent), min_size=3, max_size=3)))
    steps = tuple(Step(at, by) for at, by in zip(attained, times, strict=False))
    quota = draw(st.none() | euros(100, 200_000_000))
    scope, bound = draw(st.sampled_from(Overage)), draw(st.sampled_from(Bound))
    measure, settings = draw(money_measures), (draw(owners), draw(when), draw(credit_settings))
    return Accelerator(draw(rates), steps, scope, draw(periods), measure, quota, bound, *settings)


def thresholds(when=ANY):
    return st.builds(
        Threshold, rates, euros(1, 30_000_000), money_measures, st.none() | periods, owners, when, credit_settings
    )


def multipliers(when=ANY):
    return st.builds(Multiplier, st.integers(1, 3_000_000).map(Rate), when)


def caps(when=ANY):
    return st.builds(Cap, euros(1, 3_000_000), st.none() | periods, st.sampled_from(Reckoned), when)


def floors(when=ANY):
    return st.builds(Floor, euros(1, 300_000), st.none() | periods, when)


def overrides(when=ANY):
    return st.builds(Override, rates, st.sampled_from(Basis), st.sampled_from(PayRole), when)


@st.composite
def splits(draw, when=ANY):
    roles = draw(st.lists(st.sampled_from(PayRole), min_size=1, max_size=3, unique=True))
    cuts = sorted(
        draw(st.sets(st.integers(1, PARTS_PER_MILLION - 1), min_size=len(roles) - 1, max_size=len(roles) - 1))
    )
    parts = [after - before for before, after in pairwise([0, *cuts, PARTS_PER_MILLION])]
    shares = tuple(Share(role, Rate(part)) for role, part in zip(roles, parts, strict=True))
    return Split(shares, draw(when))


def clawbacks(when=ANY):
    reasons = st.sets(st.sampled_from([t for t in Trigger if t is not Trigger.OUR_FAULT]), min_size=1).map(
        lambda chosen: tuple(sorted(chosen))
    )
    return st.builds(Clawback, st.integers(1, 24), st.sampled_from(Returns), reasons, rates, when)


def independent(when=ANY):
    """Components that pay the same wherever they stand in a list."""
    return percentages(when=when) | fixed_amounts(when) | bonuses(when) | thresholds(when) | tiers(when)


def paying(when=ANY):
    """The same with what only a plan may hold."""
    return independent(when) | goals(when) | accelerators(when)


def looking_back(when=ANY):
    """Components that look at what was paid before them."""
    uplifts = percentages((Basis.COMMISSION,), when)
    return uplifts | multipliers(when) | caps(when) | floors(when) | overrides(when) | splits(when) | clawbacks(when)


def without_flaws(terms):
    return not flaws(terms)


groups = st.sampled_from(["", "", "", "a", "b"])


@st.composite
def plans(draw, most=5):
    """Plans that may be entered."""
    when = conditions(groups)
    components = (draw(paying(when)), *draw(st.lists(paying(when) | looking_back(when), max_size=most - 1)))
    return draw(st.just(Plan("EUR", components, CATEGORIES)).filter(without_flaws))


@st.composite
def alliance_rules(draw, most=4):
    """Alliance rules that may be entered."""
    when = conditions(groups)
    components = (draw(independent(when)), *draw(st.lists(independent(when) | looking_back(when), max_size=most - 1)))
    mode, credit = draw(st.sampled_from(Mode)), Rate(draw(st.sampled_from([0, 333_333, 500_000, PARTS_PER_MILLION])))
    return draw(st.just(AllianceRules("EUR", components, mode, credit, CATEGORIES)).filter(without_flaws))


@st.composite
def deals(draw, *, facts=True):
    """Deals of which everything is known, or everything but the facts conditions may ask for."""
    amount, closes = draw(amounts), draw(days)
    margin = Money(draw(st.integers(0, amount.minor)), "EUR")
    units = draw(st.integers(1, 10))
    if not facts:
        return Deal(amount, closes, margin, units)
    product = draw(st.sampled_from([*PRODUCTS, "Switch", "Hardware", "Chair"]))
    customer, region = draw(st.sampled_from(Customer)), draw(st.sampled_from([*REGIONS, "Vienna"]))
    return Deal(amount, closes, margin, units, product, customer, region, draw(st.integers(1, 60)))


@st.composite
def standings(draw, deal):
    """Situations in which every figure of the deal's periods is known."""
    starts = draw(st.sampled_from([1, 4]))
    results = {measure: draw(quotas(measure)) for measure in Measure}
    own = draw(st.none() | st.tuples(euros(100, 200_000_000), st.integers(1, 40), euros(1, 5_000_000)))
    amount, number, target = own or (None, None, None)
    earned = draw(st.none() | euros(0, 3_000_000))
    figures = tuple(
        Figures(
            period_containing(deal.closes, period, starts),
            number if measure.is_count else amount,
            target,
            results[measure],
            results[measure],
            measure,
            owner,
            earned,
        )
        for period in PeriodKind
        for measure in Measure
        for owner in Owner
    )
    role, before = draw(st.sampled_from(PayRole)), draw(st.integers(0, 6))
    return Situation(figures, draw(st.sampled_from(Base)), starts, role, before, figures)
