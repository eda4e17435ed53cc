"""What holds for any terms, any deal and whoever asks."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.incentives import (
    AllianceRules,
    Bound,
    Cap,
    Deal,
    FixedAmount,
    Floor,
    Mode,
    Multiplier,
    Percentage,
    Plan,
    Reckoned,
    Scope,
    Split,
    Tier,
    Tiers,
)
from bot.domain.money import Money, Span
from bot.domain.pay import Situation, divided, line_amount, own_lines, pay
from bot.domain.people import Figures, PayRole
from bot.domain.periods import PeriodKind
from tests.domain import strategies as a
from tests.domain.builders import MAY, UNKNOWN, YEAR, ask, exactly, in_force, total

NOTHING = Money(0, "EUR")


ANY_TERMS = a.plans() | a.alliance_rules()


@st.composite
def questions(draw, terms=ANY_TERMS):
    """Terms, a deal, and somebody of whom every figure is known or none."""
    asked = draw(a.deals())
    unknown = st.sampled_from(PayRole).map(lambda role: Situation(role=role))
    return draw(terms), asked, draw(unknown | a.standings(asked))


def pays(terms, asked, situation):
    return pay(terms, asked, situation, before=Span.exactly(NOTHING))


@settings(max_examples=40)
@given(questions())
def test_no_deal_costs_pay_and_only_what_takes_from_others_is_negative(question):
    paid = pays(*question)

    assert paid.total is None or paid.total.low >= NOTHING
    for line in paid.lines:
        amount = line_amount(line)
        if not isinstance(line.component, Cap | Floor | Split | Multiplier):
            assert amount is None or amount.low >= NOTHING


@settings(max_examples=40)
@given(questions())
def test_lines_add_up_to_the_total(question):
    paid = pays(*question)
    amounts = [line_amount(line) for line in own_lines(paid.lines)]

    if paid.total is not None and all(amount is not None for amount in amounts):
        low, high = (sum(getattr(amount, end).minor for amount in amounts) for end in ("low", "high"))
        assert low <= paid.total.low.minor <= paid.total.high.minor <= high
        if all(amount.exact for amount in amounts):
            assert paid.total == Span.exactly(Money(low, "EUR"))


@settings(max_examples=40)
@given(questions(), a.euros(1, 3_000_000))
def test_a_deal_never_pays_more_than_its_cap_or_less_than_its_floor(question, limit):
    terms, asked, situation = question
    capped = replace(terms, components=(*terms.components, Cap(limit)))
    at_least = replace(terms, components=(*terms.components, Floor(limit)))

    assert pays(capped, asked, situation).total.high <= limit
    guaranteed = pays(at_least, asked, situation).total
    assert guaranteed is None or limit <= guaranteed.low


earnings = st.lists(a.euros(0, 500_000), max_size=6)


def together(limit, amounts, counted):
    """What deals that would pay these amounts pay one after the other, and what each of them counts for the next."""
    so_far, paid = NOTHING, []
    for amount in amounts:
        standing = Situation((Figures(YEAR, earned=so_far),))
        paid.append(total([FixedAmount(amount), limit], situation=standing).exact)
        so_far += counted(amount, paid[-1])
    return Money(sum(each.minor for each in paid), "EUR")


@given(earnings, a.euros(1, 1_000_000))
def test_the_deals_of_a_period_pay_together_no_more_than_its_cap(amounts, limit):
    whole = Money(sum(amount.minor for amount in amounts), "EUR")

    assert together(Cap(limit, PeriodKind.YEAR), amounts, lambda _, paid: paid) == min(whole, limit)


@given(earnings, a.euros(1, 1_000_000))
def test_a_cap_looked_at_before_each_deal_is_exceeded_by_one_deal_at_most(amounts, limit):
    cap = Cap(limit, PeriodKind.YEAR, Reckoned.BEFORE)
    largest = max(amounts, default=NOTHING, key=lambda amount: amount.minor)

    assert together(cap, amounts, lambda _, paid: paid).minor < limit.minor + max(largest.minor, 1)


@given(earnings, a.euros(1, 1_000_000))
def test_a_guarantee_and_the_deals_of_a_period_are_what_they_earn_or_the_guarantee(amounts, limit):
    whole = Money(sum(amount.minor for amount in amounts), "EUR")

    assert limit + together(Floor(limit, PeriodKind.YEAR), amounts, lambda amount, _: amount) == max(whole, limit)


@given(a.splits(when=a.NO_CONDITION), a.euros(-1_000, 10_000_000))
def test_what_is_split_and_summed_is_the_whole(split, whole):
    parts = divided(whole, split)

    assert sum(part.minor for part in parts) == whole.minor
    for part, share in zip(parts, split.shares, strict=True):
        assert abs(part.minor - whole.minor * share.rate.fraction) < 1


@settings(max_examples=40)
@given(
    questions(st.lists(a.independent(), min_size=1, max_size=3).map(lambda cs: Plan("EUR", tuple(cs), a.CATEGORIES)))
)
def test_what_a_split_leaves_each_role_is_together_what_was_split(question):
    terms, asked, situation = question
    in_half = Split((a.Share(PayRole.SELLER, a.Rate(333_333)), a.Share(PayRole.PRESALES, a.Rate(666_667))))
    for_all = tuple(replace(c, when=replace(c.when, roles=())) for c in terms.components)
    seller, presales = (
        pays(replace(terms, components=(*for_all, in_half)), asked, replace(situation, role=role)).total
        for role in (PayRole.SELLER, PayRole.PRESALES)
    )
    whole = pays(replace(terms, components=for_all), asked, replace(situation, role=PayRole.SELLER)).total

    if whole is not None and whole.exact is not None:
        assert seller.exact + presales.exact == whole.exact


@settings(max_examples=40)
@given(st.data())
def test_the_order_of_independent_components_does_not_matter(data):
    asked = data.draw(a.deals())
    situation = data.draw(st.just(UNKNOWN) | a.standings(asked))
    components = data.draw(st.lists(a.paying(a.conditions(a.groups)), min_size=1, max_size=4))
    shuffled = data.draw(st.permutations(components))

    one, other = (Plan("EUR", tuple(each), a.CATEGORIES) for each in (components, shuffled))

    assert pay(one, asked, situation).total == pay(other, asked, situation).total


@settings(max_examples=40)
@given(questions(a.plans()))
def test_rules_on_top_with_nothing_in_them_pay_what_alone_pays(question):
    terms, asked, situation = question

    answer = ask(in_force(terms), in_force(AllianceRules("EUR", ())), asked, situation=situation)

    assert answer.together.total == answer.alone.total
    assert answer.difference == exactly(0)


@settings(max_examples=40)
@given(questions(a.plans()), a.alliance_rules(), st.none() | a.euros(), st.none() | a.days)
def test_the_difference_is_together_less_alone_whenever_both_are_exact(question, of_rules, amount, closes):
    terms, asked, situation = question
    larger = replace(asked, amount=amount or asked.amount, closes=closes or asked.closes)

    answer = ask(in_force(terms), in_force(of_rules), asked, larger, situation)

    if answer.alone.total and answer.together.total and answer.alone.total.exact and answer.together.total.exact:
        assert answer.difference == Span.exactly(answer.together.total.exact - answer.alone.total.exact)
    if answer.difference and answer.alone.total and answer.together.total:
        widest = answer.together.total - answer.alone.total
        cents = Money(len(terms.components) + len(of_rules.components), "EUR")
        assert widest.low - cents <= answer.difference.low
        assert answer.difference.high <= widest.high + cents


@settings(max_examples=40)
@given(questions())
def test_a_deal_in_cents_and_in_decimals_is_the_same(question):
    terms, asked, situation = question
    in_decimals = replace(
        asked,
        amount=Money.of(str(asked.amount.amount), "EUR"),
        margin=Money.of(f"{asked.margin.minor / 100:.2f}", "EUR"),
    )

    assert pays(terms, in_decimals, situation) == pays(terms, asked, situation)


@settings(max_examples=40)
@given(a.tiers(when=a.NO_CONDITION).filter(lambda t: isinstance(t.tiers[0].pays, a.Rate)), a.euros(1, 2_000_000))
def test_tiers_by_slices_pay_a_cent_more_at_most_for_a_cent_more_and_never_less(component, amount):
    by_deal = replace(component, measure=a.Measure.ORDERS, scope=Scope.MARGINAL, period=None)
    if component.measure.is_count:
        by_deal = replace(by_deal, tiers=(Tier(NOTHING, component.tiers[0].pays),))
    bounds = [tier.start.minor for tier in by_deal.tiers if tier.start.minor]
    for minor in [amount.minor, *bounds]:
        steps = [Deal(Money(minor + cent, "EUR"), MAY) for cent in (-1, 0, 1) if minor + cent >= 0]
        amounts = [total([by_deal], each).exact.minor for each in steps]
        assert all(more - less in (0, 1) for less, more in pairwise(amounts))


def by_hand(tiers, result):
    """What tiers by amount pay for a whole result, counted cent by cent."""
    upper = tiers.bound is Bound.UPPER
    starts = [(tier.start.minor, tier.pays.fraction) for tier in tiers.tiers]
    if tiers.scope is Scope.WHOLE:
        reached = [rate for start, rate in starts if start < result or (upper and start == result)]
        return result * (reached or [starts[0][1]])[-1]
    return sum(([rate for start, rate in starts if start <= cent][-1] for cent in range(result)), Fraction(0))


small_tiers = st.builds(
    lambda bounds, rates, scope, bound: Tiers(
        tuple(Tier(Money(at, "EUR"), rate) for at, rate in zip(sorted({0, *bounds}), sorted(rates), strict=False)),
        scope,
        bound=bound,
        period=PeriodKind.YEAR,
    ),
    st.sets(st.integers(1, 200), max_size=3),
    st.lists(a.rates, min_size=4, max_size=4),
    st.sampled_from(Scope),
    st.sampled_from(Bound),
)


@given(small_tiers, st.integers(0, 250), st.integers(1, 250))
def test_tiers_pay_what_counting_cent_by_cent_pays(component, so_far, adds):
    standing = Situation((Figures(YEAR, booked=Money(so_far, "EUR")),))
    after, before = (int(by_hand(component, result) + Fraction(1, 2)) for result in (so_far + adds, so_far))

    assert total([component], Deal(Money(adds, "EUR"), MAY), standing) == Span.exactly(Money(after - before, "EUR"))


@pytest.mark.parametrize("mode", Mode)
def test_a_percentage_of_nothing_is_nothing(mode):
    terms = AllianceRules("EUR", (Percentage(a.Rate(5)),), mode)

    assert pays(terms, Deal(NOTHING, MAY), UNKNOWN).total == exactly(0)
