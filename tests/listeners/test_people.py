"""Rights and pay roles in Slack."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.domain.people import PayRole, Right
from bot.domain.refusals import Act, NotAllowed
from bot.playground.visitor import Visitor
from messages.refusals import refusal

LENA, JAMES, TIM, PRIYA = "U0LENA", "U0JAMES", "U0TIM", "U0PRIYA"
MIRA, OLIVER, SOFIA, DANIEL, KARIN, ROBIN = "U0MIRA", "U0OLIVER", "U0SOFIA", "U0DANIEL", "U0KARIN", "U0ROBIN"

Json = dict[str, Any]
AsVisitor = Callable[[str], Visitor]
Told = Callable[[object], str]


def direct(user_id: str) -> str:
    return f"D{user_id[1:]}"


def run(visitor: AsVisitor, user_id: str, line: str) -> list[Json]:
    return [message for message in visitor(user_id).command(direct(user_id), line) if message["is_ephemeral"]]


def choose(visitor: AsVisitor, user_id: str, person: str) -> Visitor:
    """Opens the form about somebody."""
    chooser = visitor(user_id)
    chooser.command(direct(user_id), "/alliance people")
    assert chooser.fill_and_submit({"person": person}).errors == {}
    return chooser


def test_an_administrator_gives_rights_that_count_at_once(stage: Any, visitor: AsVisitor, told: Told) -> None:
    assert run(visitor, JAMES, "/alliance register"), "refused so far"
    done = choose(visitor, ROBIN, JAMES).fill_and_submit({"rights": ["partner_manager"], "pay_role": "presales"})
    assert "<@U0JAMES>" in told(done.view)
    james = stage.person(JAMES)
    assert (james.rights, james.pay_role) == ({Right.PARTNER_MANAGER}, PayRole.PRESALES)
    assert run(visitor, JAMES, "/alliance register") == []
    assert visitor(JAMES).open_view()


def test_what_somebody_holds_is_shown_and_kept_unless_it_is_changed(stage: Any, visitor: AsVisitor) -> None:
    assert choose(visitor, ROBIN, TIM).fill_and_submit({}).errors == {}
    assert stage.person(TIM).pay_role is PayRole.PRESALES
    assert choose(visitor, ROBIN, MIRA).fill_and_submit({}).errors == {}
    assert stage.person(MIRA).rights == {Right.PARTNER_MANAGER}


def test_sales_operations_assign_pay_roles_and_leave_rights_alone(stage: Any, visitor: AsVisitor, told: Told) -> None:
    daniel = choose(visitor, DANIEL, MIRA)
    assert "administrator" not in told(daniel.open_view()).lower()
    assert daniel.fill_and_submit({"pay_role": "team_lead"}).errors == {}
    assert stage.person(MIRA).pay_role is PayRole.TEAM_LEAD
    assert stage.person(MIRA).rights == {Right.PARTNER_MANAGER}


@pytest.mark.parametrize("user_id", [LENA, JAMES, MIRA, KARIN])
def test_nobody_else_assigns_anything(stage: Any, visitor: AsVisitor, user_id: str) -> None:
    (refused,) = run(visitor, user_id, "/alliance people")
    assert refused["text"] == refusal(NotAllowed(Act.ASSIGN_PAY_ROLE, None), stage.language(user_id))
    assert visitor(user_id).open_view() is None


def test_a_person_of_another_company_gets_no_rights(stage: Any, visitor: AsVisitor) -> None:
    robin = visitor(ROBIN)
    robin.command(direct(ROBIN), "/alliance people")
    assert set(robin.fill_and_submit({"person": PRIYA}).errors) == {"person"}
    assert stage.person(PRIYA).rights == frozenset()


def test_a_workspace_admin_keeps_the_administrators_right(stage: Any, visitor: AsVisitor) -> None:
    assert choose(visitor, ROBIN, ROBIN).fill_and_submit({"rights": []}).errors == {}
    assert Right.ADMINISTRATOR in stage.person(ROBIN).rights


def test_who_may_release_from_now_on_is_asked_about_drafts_that_wait(visitor: AsVisitor, arrived: Any) -> None:
    choose(visitor, ROBIN, KARIN).fill_and_submit({"rights": ["leadership", "sales_operations"]})
    assert arrived(KARIN, "Kranich Cloud GmbH")
