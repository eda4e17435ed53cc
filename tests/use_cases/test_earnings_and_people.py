"""Asking what a deal pays, own figures, rights: at the books."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.alliances import Alliance, Step
from bot.domain.incentives import (
    AllianceRules,
    Basis,
    FixedAmount,
    Owner,
    Percentage,
    Plan,
    Route,
    Scope,
    Tier,
    Tiers,
)
from bot.domain.money import Money, Rate, Span
from bot.domain.pay import line_amount
from bot.domain.people import Figures, PayRole, Person, Right
from bot.domain.periods import PeriodKind, period_containing
from bot.domain.questions import Ask
from bot.domain.refusals import (
    CurrencyDiffers,
    FormRefused,
    MarginAboveAmount,
    MarginMissing,
    NoRules,
    NotActive,
    NotAllowed,
    Outsider,
)
from bot.domain.versions import Series, State
from bot.ports import Library
from bot.use_cases import alliances, earnings, rules
from bot.use_cases.people import assign
from bot.use_cases.rules import Approval, Draft

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)
FIFTY = Ask(Money.of(50_000, "EUR"))

People = dict[str, Person]
Everything = Callable[[], object]
Rule = Callable[..., None]


@pytest.fixture
def rule(library: Library, people: People, acme: Alliance) -> Rule:
    """Puts rules in force."""

    def rule(terms: AllianceRules, route: Route = Route.TOGETHER, last_day: date | None = None) -> None:
        draft = Draft(Series(PayRole.SELLER, acme.id, route), terms, TODAY)
        with library.writing() as books:
            version = rules.submit(books, people["manager"], draft, NOW, TODAY).version
            rules.release(books, people["operations"], version.id, Approval(last_day=last_day), NOW, TODAY)

    return rule


def fixed(amount: int, currency: str = "EUR") -> AllianceRules:
    return AllianceRules(currency, (FixedAmount(Money.of(amount, currency)),))


def test_asking_answers_from_the_rules_in_force_and_stores_nothing(
    library: Library, people: People, acme: Alliance, rule: Rule, everything: Everything
) -> None:
    rule(fixed(1_000))
    before = everything()
    with library.reading() as books:
        answer = earnings.ask(books, people["seller"], acme, FIFTY, TODAY)
    together = answer.comparison.together
    assert together is not None
    assert together.on_top == Span.exactly(Money.of(1_000, "EUR"))
    assert answer.closes_assumed
    assert answer.same_deal
    assert everything() == before


def test_without_rules_the_partner_manager_is_named(
    library: Library, people: People, acme: Alliance, rule: Rule
) -> None:
    with pytest.raises(NoRules) as refused, library.reading() as books:
        earnings.ask(books, people["seller"], acme, FIFTY, TODAY)
    assert refused.value.manager_slack_id == people["manager"].slack_user_id
    assert not refused.value.ended
    rule(fixed(1_000), last_day=TODAY)
    late = replace(FIFTY, closes=TODAY + timedelta(days=1))
    with pytest.raises(NoRules) as refused, library.reading() as books:
        earnings.ask(books, people["seller"], acme, late, TODAY)
    assert refused.value.ended


def test_another_currency_is_refused_on_either_side(
    library: Library, people: People, acme: Alliance, rule: Rule
) -> None:
    rule(fixed(1_000, "CHF"))
    with pytest.raises(CurrencyDiffers) as refused, library.reading() as books:
        earnings.ask(books, people["seller"], acme, FIFTY, TODAY)
    assert (refused.value.asked, refused.value.terms) == ("EUR", "CHF")


def test_a_margin_is_asked_for_where_it_counts_and_never_larger_than_its_deal(
    library: Library, people: People, acme: Alliance, rule: Rule
) -> None:
    rule(AllianceRules("EUR", (Percentage(Rate.percent(10), Basis.MARGIN),)))
    with library.reading() as books:
        with pytest.raises(MarginMissing):
            earnings.ask(books, people["seller"], acme, FIFTY, TODAY)
        large = Money.of(60_000, "EUR")
        for wrong, field in (
            (replace(FIFTY, margin=large), {"margin"}),
            (replace(FIFTY, margin_together=large), {"margin_together"}),
            (replace(FIFTY, margin=large, margin_together=large), {"margin", "margin_together"}),
        ):
            with pytest.raises(FormRefused) as refused:
                earnings.ask(books, people["seller"], acme, wrong, TODAY)
            assert set(refused.value.problems) == field
            assert isinstance(next(iter(refused.value.problems.values())), MarginAboveAmount)


def test_a_result_said_is_the_askers_own_whatever_is_kept_of_the_company(
    library: Library, people: People, acme: Alliance, rule: Rule
) -> None:
    tiers = (Tier(Money.of(0, "EUR"), Rate.percent(1)), Tier(Money.of(100_000, "EUR"), Rate.percent(2)))
    plan = Plan("EUR", (Tiers(tiers, Scope.MARGINAL, period=PeriodKind.YEAR),))
    rule(fixed(1_000))
    year = period_containing(TODAY, PeriodKind.YEAR, 1)
    with library.writing() as books:
        draft = Draft(Series(PayRole.SELLER), plan, TODAY)
        version = rules.submit(books, people["operations"], draft, NOW, TODAY).version
        released = replace(version, state=State.RELEASED, decided_by=people["manager"].id, decided_at=NOW)
        assert books.versions.decide(released)
        company = Figures(year, booked=Money.of(5, "EUR"), owner=Owner.COMPANY)
        earnings.save_figures(books, people["seller"], company)
    said = replace(FIFTY, so_far=Money.of(200_000, "EUR"))
    with library.reading() as books:
        answer = earnings.ask(books, people["seller"], acme, said, TODAY)
    assert answer.comparison.alone.total == Span.exactly(Money.of(1_000, "EUR"))


def test_one_result_so_far_counts_in_the_shortest_period_alone(
    library: Library, people: People, acme: Alliance, rule: Rule
) -> None:
    rule(fixed(1_000))
    bands = (Tier(Money.of(0, "EUR"), Rate.percent(1)), Tier(Money.of(100_000, "EUR"), Rate.percent(2)))
    year_and_quarter = (PeriodKind.YEAR, PeriodKind.QUARTER)
    of_both = Plan("EUR", tuple(Tiers(bands, Scope.MARGINAL, period=kind) for kind in year_and_quarter))
    with library.writing() as books:
        draft = Draft(Series(PayRole.SELLER), of_both, TODAY)
        version = rules.submit(books, people["operations"], draft, NOW, TODAY).version
        assert books.versions.decide(
            replace(version, state=State.RELEASED, decided_by=people["manager"].id, decided_at=NOW)
        )
    with library.reading() as books:
        answer = earnings.ask(books, people["seller"], acme, replace(FIFTY, so_far=Money.of(200_000, "EUR")), TODAY)

    year, quarter = answer.comparison.alone.plan_lines or ()
    assert line_amount(quarter) == Span.exactly(Money.of(1_000, "EUR"))
    assert line_amount(year) == Span(Money.of(500, "EUR"), Money.of(1_000, "EUR"))


def test_nothing_is_quoted_from_an_alliance_that_is_paused(
    library: Library, people: People, acme: Alliance, rule: Rule
) -> None:
    rule(fixed(1_000))
    with library.writing() as books:
        paused = alliances.step(books, people["manager"], acme.id, Step.PAUSE, NOW)
    with pytest.raises(NotActive), library.reading() as books:
        earnings.ask(books, people["seller"], paused, FIFTY, TODAY)


def test_a_person_of_another_company_asks_and_keeps_nothing(
    library: Library, people: People, acme: Alliance, everything: Everything
) -> None:
    before = everything()
    own = Figures(period_containing(TODAY, PeriodKind.YEAR, 1), quota=Money.of(1, "EUR"))
    for refused in (
        lambda books: earnings.ask(books, people["outsider"], acme, FIFTY, TODAY),
        lambda books: earnings.save_figures(books, people["outsider"], own),
        lambda books: earnings.delete_figures(books, people["outsider"]),
    ):
        with pytest.raises(Outsider), library.writing() as books:
            refused(books)
    assert everything() == before


def test_own_figures_are_kept_for_their_owner_and_deleted_whole(library: Library, people: People) -> None:
    year, quarter = (period_containing(TODAY, kind, 1) for kind in (PeriodKind.YEAR, PeriodKind.QUARTER))
    with library.writing() as books:
        for period in (year, quarter):
            earnings.save_figures(books, people["seller"], Figures(period, quota=Money.of(5, "EUR")))
    with library.writing() as books:
        assert books.figures.of(people["leader"].id) == ()
        assert earnings.delete_figures(books, people["leader"]) == 0
        assert earnings.delete_figures(books, people["seller"]) == 2
        assert books.figures.of(people["seller"].id) == ()


def test_administrators_give_rights_and_sales_operations_pay_roles_only(library: Library, people: People) -> None:
    seller = people["seller"].id
    with library.writing() as books:
        given = assign(books, people["admin"], seller, {Right.LEADERSHIP}, PayRole.SUPPORT, NOW)
        assert (given.rights, given.pay_role) == ({Right.LEADERSHIP}, PayRole.SUPPORT)
        given = assign(books, people["operations"], seller, {Right.ADMINISTRATOR}, PayRole.PRESALES, NOW)
        assert (given.rights, given.pay_role) == ({Right.LEADERSHIP}, PayRole.PRESALES)


@pytest.mark.parametrize("who", ["seller", "manager", "leader", "outsider"])
def test_nobody_else_gives_anything(library: Library, people: People, everything: Everything, who: str) -> None:
    before = everything()
    with pytest.raises((NotAllowed, Outsider)), library.writing() as books:
        assign(books, people[who], people[who].id, {Right.ADMINISTRATOR}, PayRole.SELLER, NOW)
    assert everything() == before
