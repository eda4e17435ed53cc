"""Which version of plan and rules counts when: for one's own pay, and never where another company reads along."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from bot.domain.incentives import AllianceRules, FixedAmount, Route
from bot.domain.money import Money
from bot.domain.people import PayRole
from bot.domain.refusals import NotYourPay, Outsider, SharedChannel, WordsUnclear
from bot.domain.versions import Series
from bot.playground.visitor import Visitor
from bot.use_cases import rules
from bot.use_cases.rules import Approval, Draft
from messages.refusals import refusal

LENA, JAMES, MIRA, OLIVER, SOFIA, DANIEL, PRIYA = (
    "U0LENA", "U0JAMES", "U0MIRA", "U0OLIVER", "U0SOFIA", "U0DANIEL", "U0PRIYA",
)  # fmt: skip

Json = dict[str, Any]
AsVisitor = Callable[[str], Visitor]
Told = Callable[[object], str]


@pytest.fixture
def stage(standing_stage: Any) -> Iterator[Any]:
    yield standing_stage
    standing_stage.close_forms()


@pytest.fixture(scope="module", autouse=True)
def _next_year(standing_stage: Any) -> None:
    """Kranich pays more from January on, and a draft for Acme waits."""
    today, now = date(2026, 11, 23), standing_stage.clock.now
    with standing_stage.library.writing() as books:
        book = {alliance.handle: alliance.id for alliance in books.alliances.all()}
        for handle, who, amount, decided in (
            ("kranich-cloud", OLIVER, 1200, True),
            ("acme-robotics", MIRA, 9_999, False),
        ):
            terms = AllianceRules("EUR", (FixedAmount(Money.of(amount, "EUR")),))
            draft = Draft(Series(PayRole.SELLER, book[handle], Route.TOGETHER), terms, date(2027, 1, 1))
            version = rules.submit(books, standing_stage.person(who), draft, now, today).version
            if decided:
                rules.release(books, standing_stage.person(DANIEL), version.id, Approval(), now, today)


def run(visitor: AsVisitor, user_id: str, line: str) -> Json:
    (answer,) = [m for m in visitor(user_id).command(f"D{user_id[1:]}", line) if m["is_ephemeral"]]
    return answer


@pytest.mark.parametrize(
    ("user_id", "line", "words"),
    [
        (LENA, "/cosell verlauf kranich", ("1.200 €", "1.000 €", "31. Dezember 2026", "Ab 1. Januar 2027 gilt v2")),
        (LENA, "/cosell historie kranich", ("28.500 €",)),
        (JAMES, "/cosell history kranich", ("€1,200", "€1,000", "31 December 2026", "From 1 January 2027 on it is v2")),
        (JAMES, "/cosell history acme", ("2% of the deal amount", "€750", "from 23 November 2026 on · in force")),
    ],
)
def test_a_partners_rules_are_told_version_by_version(
    visitor: AsVisitor, told: Told, user_id: str, line: str, words: tuple[str, ...]
) -> None:
    shown = told(run(visitor, user_id, line))
    for word in words:
        assert word in shown


def test_without_a_partner_what_changes_next_comes_first(visitor: AsVisitor, told: Told) -> None:
    shown = told(run(visitor, JAMES, "/cosell history"))
    partners = [line for line in shown.splitlines() if line.startswith("•") and "*" in line]
    assert ["Kranich" in line for line in partners] == [True, False, False, False]
    assert "goal bonus" in shown


def test_a_seller_sees_no_drafts_but_those_who_draft_do(visitor: AsVisitor, told: Told) -> None:
    for user_id, line in ((LENA, "/cosell verlauf acme"), (JAMES, "/cosell history acme")):
        shown = told(run(visitor, user_id, line))
        assert "v2" not in shown
        assert "999" not in shown
    for user_id in (MIRA, SOFIA):
        assert "v2" in told(run(visitor, user_id, "/cosell history acme"))


def test_another_roles_pay_is_told_to_those_who_may_see_it(stage: Any, visitor: AsVisitor, told: Told) -> None:
    for user_id in (LENA, JAMES):
        refused = run(visitor, user_id, "/cosell history acme role presales")
        assert refused["text"] == refusal(NotYourPay(PayRole.PRESALES), stage.language(user_id))
    for user_id, line in (
        (MIRA, "/cosell history acme role presales"),
        (SOFIA, "/cosell history rolle presales"),
        (SOFIA, "/cosell history role presales acme"),
    ):
        assert "0.8%" in told(run(visitor, user_id, line)).replace("0,8", "0.8")


def test_a_slip_in_the_name_is_offered_again(visitor: AsVisitor, told: Told, press: Any) -> None:
    near = run(visitor, JAMES, "/cosell history kranihc")
    (shown,) = press(JAMES, near, "/cosell history kranich-cloud")
    assert "€1,200" in told(shown)


def test_it_is_not_told_where_another_company_reads_along_nor_to_one_of_it(stage: Any, visitor: AsVisitor) -> None:
    for user_id, reason in ((LENA, SharedChannel()), (JAMES, SharedChannel()), (PRIYA, Outsider())):
        (refused,) = visitor(user_id).command("C0ACMESHARED", "/cosell history acme")
        assert refused["is_ephemeral"]
        assert refused["text"] == refusal(reason, stage.language(user_id))


def test_a_word_that_can_t_be_placed_is_named_rather_than_passed_over(stage: Any, visitor: AsVisitor) -> None:
    answer = run(visitor, JAMES, "/cosell history kranich presales")
    assert answer["text"] == refusal(WordsUnclear("presales"), stage.language(JAMES))
