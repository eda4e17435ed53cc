"""Who may do what: one table."""

from __future__ import annotations

from bot.domain.alliances import Alliance, Status
from bot.domain.people import Person, Right
from bot.domain.refusals import Act, NotAllowed, Outsider

_BY_RIGHT: dict[Act, frozenset[Right]] = {
    Act.ASK: frozenset(Right),
    Act.REGISTER: frozenset({Right.PARTNER_MANAGER, Right.ADMINISTRATOR}),
    Act.CHANGE_ALLIANCE: frozenset({Right.ADMINISTRATOR}),
    Act.SEE_HISTORY: frozenset({Right.ADMINISTRATOR, Right.SALES_OPERATIONS, Right.LEADERSHIP}),
    Act.DRAFT_RULES: frozenset({Right.SALES_OPERATIONS}),
    Act.DRAFT_PLAN: frozenset({Right.SALES_OPERATIONS}),
    Act.RELEASE: frozenset({Right.SALES_OPERATIONS}),
    Act.ASSIGN_RIGHTS: frozenset({Right.ADMINISTRATOR}),
    Act.ASSIGN_PAY_ROLE: frozenset({Right.ADMINISTRATOR, Right.SALES_OPERATIONS}),
}
_SELLER_TOO = frozenset({Act.ASK})
_MANAGER_TOO = frozenset({Act.CHANGE_ALLIANCE, Act.SEE_HISTORY, Act.DRAFT_RULES})


def may(person: Person, act: Act, alliance: Alliance | None = None) -> bool:
    """Whether the person may do it; the partner manager and the deputy may more on their own alliance."""
    if person.outsider:
        return False
    if act in _SELLER_TOO or (alliance and act in _MANAGER_TOO and alliance.is_managed_by(person.id)):
        return True
    return not person.rights.isdisjoint(_BY_RIGHT[act])


def require(person: Person, act: Act, alliance: Alliance | None = None) -> None:
    """Passes when the person may do it.

    Raises:
        Outsider: if the person belongs to another company.
        NotAllowed: if the person lacks the right.
    """
    if person.outsider:
        raise Outsider
    if not may(person, act, alliance):
        raise NotAllowed(act, None if alliance is None else alliance.partner)


def may_see(person: Person, alliance: Alliance) -> bool:
    """Whether the alliance is shown to the person: a draft only to those who may see its history."""
    if person.outsider:
        return False
    return alliance.status is not Status.DRAFT or may(person, Act.SEE_HISTORY, alliance)
