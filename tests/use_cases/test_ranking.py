"""Which partner to take along, and plan and rules over time: at the books."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine, event

from bot.domain.alliances import Alliance, Profile, Status, Step, ValueProposition
from bot.domain.earnings import Comparison
from bot.domain.incentives import (
    AllianceRules,
    Basis,
    FixedAmount,
    Mode,
    Per,
    Percentage,
    Plan,
    PlanningRate,
    Route,
    Terms,
)
from bot.domain.money import Money, Rate, Span
from bot.domain.people import LanguageCode, PayRole, Person
from bot.domain.questions import Ask
from bot.domain.ranking import Fit, Untold
from bot.domain.refusals import NotYourPay, Outsider
from bot.domain.timelines import PayHistory
from bot.domain.versions import Series
from bot.ports import Library
from bot.use_cases import alliances, earnings, ranking, rules, timelines
from bot.use_cases.rules import Approval, Draft

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY, LATER = date(2026, 11, 23), date(2027, 1, 1)
FIFTY = Ask(Money.of(50_000, "EUR"))
PLAN = Plan("EUR", (Percentage(Rate.percent(3)),))

People = dict[str, Person]
Partner = Callable[..., Alliance]


@pytest.fixture
def partner(library: Library, people: People, profile: Profile) -> Partner:
    """Enters a partner for an industry with rules for sellers, unless there are none."""

    def partner(name: str, industry: str, terms: AllianceRules | None, role: PayRole = PayRole.SELLER) -> Alliance:
        text = {LanguageCode.EN: ValueProposition("Less waste.", industry)}
        entered = replace(profile, partner=name, aliases=(), propositions=text)
        with library.writing() as books:
            alliance = alliances.register(books, people["manager"], entered, keep_draft=False, now=NOW)
        if terms is not None:
            release(library, people, Series(role, alliance.id, Route.TOGETHER), terms)
        return alliance

    return partner


def release(
    library: Library,
    people: People,
    series: Series,
    terms: Terms,
    first_day: date = TODAY,
    last_day: date | None = None,
) -> None:
    draft(library, people, series, terms, first_day, approval=Approval(last_day=last_day))


def draft(
    library: Library,
    people: People,
    series: Series,
    terms: Terms,
    first_day: date = TODAY,
    approval: Approval | None = None,
) -> None:
    drafter = people["second" if series.is_plan else "manager"]
    with library.writing() as books:
        version = rules.submit(books, drafter, Draft(series, terms, first_day), NOW, TODAY).version
        if approval is not None:
            rules.release(books, people["operations"], version.id, approval, NOW, TODAY)


def fixed(amount: int, currency: str = "EUR", **more: object) -> AllianceRules:
    return AllianceRules(currency, (FixedAmount(Money.of(amount, currency)),), **more)


def chosen(
    library: Library, asker: Person, industry: str, question: Ask = FIFTY
) -> list[tuple[str, Fit, Span | Untold | None]]:
    """The partners in their order, how they fit, and what they pay more."""
    with library.reading() as books:
        found = ranking.rank(books, asker, alliances.visible(books, asker), question, industry, TODAY)
    assert (found.asked, found.industry) == (question, industry)
    return [
        (c.alliance.partner, c.fit, c.pay.difference if isinstance(c.pay, Comparison) else c.pay) for c in found.choices
    ]


def more(amount: int) -> Span:
    return Span.exactly(Money.of(amount, "EUR"))


def test_active_partners_that_fit_are_ranked_by_fit_then_pay(
    library: Library, people: People, partner: Partner
) -> None:
    partner("Acme", "Retail", fixed(100))
    partner("Beta", "", fixed(900))
    partner("Gamma", "Retail, energy", fixed(300))
    partner("Delta", "Energy", fixed(999))
    partner("Eta", "Retail", None)
    paused = partner("Zeta", "Retail", fixed(999))
    with library.writing() as books:
        alliances.step(books, people["manager"], paused.id, Step.PAUSE, NOW)
    assert chosen(library, people["seller"], "retail") == [
        ("Gamma", Fit.NAMED, more(300)),
        ("Acme", Fit.NAMED, more(100)),
        ("Beta", Fit.EVERYBODY, more(900)),
        ("Eta", Fit.NAMED, Untold.NO_RULES),
    ]


def test_each_partner_pays_what_the_full_answer_says(library: Library, people: People, partner: Partner) -> None:
    release(library, people, Series(PayRole.SELLER), PLAN)
    book = [partner("Acme", "", fixed(250)), partner("Beta", "", fixed(400, mode=Mode.INSTEAD))]
    release(library, people, Series(PayRole.SELLER, book[0].id, Route.HAND_OVER), fixed(75))
    with library.reading() as books:
        found = ranking.rank(books, people["seller"], book, FIFTY, "", TODAY)
        answers = [earnings.ask(books, people["seller"], alliance, FIFTY, TODAY).comparison for alliance in book]
    assert [choice.pay for choice in found.choices] == answers


def test_what_cannot_be_told_of_one_partner_keeps_no_other_from_being_told(
    library: Library, people: People, partner: Partner
) -> None:
    partner("Acme", "", AllianceRules("EUR", (Percentage(Rate.percent(5), Basis.MARGIN),)))
    partner("Beta", "", AllianceRules("EUR", (FixedAmount(Money.of(5, "EUR"), per=Per.UNIT),)))
    partner("Gamma", "", fixed(10, "CHF"))
    partner("Delta", "", fixed(10, "CHF", planning_rates=(PlanningRate("EUR", 1_000_000),)))
    partner("Eta", "", fixed(10))
    francs = Span.exactly(Money.of(10, "CHF"))
    assert chosen(library, people["seller"], "") == [
        ("Eta", Fit.EVERYBODY, more(10)),
        ("Delta", Fit.EVERYBODY, francs),
        ("Acme", Fit.EVERYBODY, Untold.MARGIN),
        ("Beta", Fit.EVERYBODY, Untold.UNITS),
        ("Gamma", Fit.EVERYBODY, Untold.CURRENCY),
    ]


def test_rules_of_another_role_or_not_yet_released_are_none(library: Library, people: People, partner: Partner) -> None:
    acme = partner("Acme", "", fixed(100), PayRole.PRESALES)
    draft(library, people, Series(PayRole.SELLER, acme.id, Route.TOGETHER), fixed(100))
    assert chosen(library, people["seller"], "") == [("Acme", Fit.EVERYBODY, Untold.NO_RULES)]
    of_presales = replace(FIFTY, role=PayRole.PRESALES)
    assert chosen(library, people["operations"], "", of_presales) == [("Acme", Fit.EVERYBODY, more(100))]


def test_the_closing_day_decides_which_rules_count(library: Library, people: People, partner: Partner) -> None:
    acme = partner("Acme", "", fixed(100))
    release(library, people, Series(PayRole.SELLER, acme.id, Route.TOGETHER), fixed(700), LATER)
    assert chosen(library, people["seller"], "")[0][2] == more(100)
    assert chosen(library, people["seller"], "", replace(FIFTY, closes=LATER))[0][2] == more(700)


@pytest.mark.parametrize("who", ["seller", "manager", "leader", "admin"])
def test_the_pay_of_another_role_is_ranked_for_sales_operations_alone(
    library: Library, people: People, partner: Partner, who: str
) -> None:
    partner("Acme", "", fixed(100))
    asked = replace(FIFTY, role=PayRole.PRESALES)
    with pytest.raises(NotYourPay):
        chosen(library, people[who], "", asked)
    assert chosen(library, people["operations"], "", asked) == [("Acme", Fit.EVERYBODY, Untold.NO_RULES)]


def test_somebody_of_another_company_ranks_nothing(library: Library, people: People) -> None:
    with library.reading() as books:
        for ask in (
            lambda: ranking.rank(books, people["outsider"], (), FIFTY, "", TODAY),
            lambda: timelines.history(books, people["outsider"], None, None, TODAY),
        ):
            with pytest.raises(Outsider):
                ask()


def test_the_books_are_asked_as_often_for_many_partners_as_for_one(
    library: Library, engine: Engine, people: People, partner: Partner
) -> None:
    def statements() -> int:
        asked: list[str] = []
        listening = lambda *told: asked.append(told[2])  # noqa: E731 - the same one is taken away again
        event.listen(engine, "before_cursor_execute", listening)
        chosen(library, people["seller"], "retail")
        event.remove(engine, "before_cursor_execute", listening)
        return sum("SELECT" in statement for statement in asked)

    release(library, people, Series(PayRole.SELLER), PLAN)
    partner("Acme", "Retail", fixed(100))
    with_one = statements()
    for number in range(8):
        partner(f"Partner {number}", "Retail" if number % 2 else "", fixed(number + 1))
    assert statements() == with_one
    assert with_one <= 8


def told(library: Library, reader: Person, alliance: Alliance | None = None, role: PayRole | None = None) -> PayHistory:
    with library.reading() as books:
        return timelines.history(books, reader, alliance, role, TODAY)


def test_the_history_says_what_counts_what_comes_and_what_came(
    library: Library, people: People, partner: Partner
) -> None:
    acme = partner("Acme", "", None)
    together, plan = Series(PayRole.SELLER, acme.id, Route.TOGETHER), Series(PayRole.SELLER)
    release(library, people, plan, PLAN)
    for amount in range(1, 7):
        release(library, people, together, fixed(amount))
    release(library, people, together, fixed(7), LATER, LATER)
    shown = told(library, people["seller"], acme)
    assert (shown.partner, shown.pay_role, shown.today) == ("Acme", PayRole.SELLER, TODAY)
    assert shown.plan.now is not None
    assert shown.plan.change is None
    (rules_together,) = shown.rules
    assert rules_together.now is not None
    assert rules_together.change is not None
    assert rules_together.change.then is not None
    assert (rules_together.now.version.number, rules_together.now.until) == (6, date(2026, 12, 31))
    assert (rules_together.change.day, rules_together.change.then.version.number) == (LATER, 7)
    assert [stretch.version.number for stretch in rules_together.latest] == [7, 6, 5, 4, 3]


def test_without_a_partner_every_active_one_with_rules_is_told(
    library: Library, people: People, partner: Partner
) -> None:
    partner("Beta", "", fixed(1))
    partner("Acme", "", fixed(2))
    partner("Gamma", "", None)
    partner("Delta", "", fixed(3), PayRole.PRESALES)
    with library.writing() as books:
        waiting = alliances.register(
            books, people["manager"], replace(books.alliances.all()[0].profile, partner="Eta"), keep_draft=True, now=NOW
        )
    assert waiting.status is Status.DRAFT
    assert [series.partner for series in told(library, people["seller"]).rules] == ["Acme", "Beta"]
    of_presales = told(library, people["operations"], None, PayRole.PRESALES)
    assert [series.partner for series in of_presales.rules] == ["Delta"]


def test_drafts_are_told_to_those_who_may_draft(library: Library, people: People, partner: Partner) -> None:
    acme = partner("Acme", "", fixed(1))
    draft(library, people, Series(PayRole.SELLER, acme.id, Route.TOGETHER), fixed(2))
    draft(library, people, Series(PayRole.SELLER, acme.id, Route.HAND_OVER), fixed(3))
    draft(library, people, Series(PayRole.SELLER), PLAN)

    def drafts(who: str) -> tuple[int, list[tuple[Route | None, int]]]:
        shown = told(library, people[who], acme)
        return len(shown.plan.drafts), [(series.series.route, len(series.drafts)) for series in shown.rules]

    assert drafts("seller") == (0, [(Route.TOGETHER, 0)])
    assert drafts("other_manager") == (0, [(Route.TOGETHER, 0)])
    assert drafts("manager") == (0, [(Route.TOGETHER, 1), (Route.HAND_OVER, 1)])
    assert drafts("operations") == (1, [(Route.TOGETHER, 1), (Route.HAND_OVER, 1)])


def test_another_roles_history_is_for_sales_operations_and_the_manager_whose_rules_name_it(
    library: Library, people: People, partner: Partner
) -> None:
    acme, beta = partner("Acme", "", fixed(1), PayRole.PRESALES), partner("Beta", "", fixed(1))
    for who in ("operations", "manager"):
        assert told(library, people[who], acme, PayRole.PRESALES).pay_role is PayRole.PRESALES
    for who, alliance in (("seller", acme), ("other_manager", acme), ("manager", beta), ("manager", None)):
        with pytest.raises(NotYourPay):
            told(library, people[who], alliance, PayRole.PRESALES)
