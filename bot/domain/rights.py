"""Who may do what: one table."""

from __future__ import annotations

from bot.domain.alliances import Alliance, Status
from bot.domain.leads import EVER_ACCEPTED, Direction, Lead, Side, Verb, steps
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
    Act.SHARE_LEAD: frozenset(Right),
    Act.WORK_ON_LEAD: frozenset({Right.ADMINISTRATOR}),
    Act.CANCEL_LEAD: frozenset({Right.SALES_OPERATIONS}),
    Act.SEE_CUSTOMER: frozenset(),
    Act.SEE_BALANCE: frozenset({Right.ADMINISTRATOR, Right.SALES_OPERATIONS, Right.LEADERSHIP}),
    Act.SEE_DIGEST: frozenset({Right.ADMINISTRATOR, Right.LEADERSHIP}),
    Act.SCHEDULE: frozenset({Right.ADMINISTRATOR}),
    Act.SETTLE_PAYOUTS: frozenset({Right.SALES_OPERATIONS}),
}
_SELLER_TOO = frozenset({Act.ASK, Act.SHARE_LEAD})
_MANAGER_TOO = frozenset(
    {
        Act.CHANGE_ALLIANCE,
        Act.SEE_HISTORY,
        Act.DRAFT_RULES,
        Act.WORK_ON_LEAD,
        Act.CANCEL_LEAD,
        Act.SEE_CUSTOMER,
        Act.SEE_BALANCE,
        Act.SCHEDULE,
    }
)


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


def sides(person: Person, alliance: Alliance, lead: Lead) -> frozenset[Side]:
    """For which companies the person may act on a lead.

    The partner manager acts for both, writing down what the partner told; a partner contact for his own company alone.
    Whoever shared a lead acts for the company it comes from, also when writing down one of the partner's; whoever was
    asked to answer a received one acts for ours.
    """
    if person.outsider:
        belongs = alliance.profile.partner_team_id == person.team_id
        return frozenset({Side.PARTNERS}) if belongs else frozenset()
    if may(person, Act.WORK_ON_LEAD, alliance):
        return frozenset(Side)
    acting = set()
    if person.id == lead.sender_id:
        acting.add(Side.PARTNERS if lead.direction is Direction.RECEIVED else Side.OURS)
    if person.id == lead.owner_id:
        acting.add(Side.OURS)
    return frozenset(acting)


def verbs(person: Person, alliance: Alliance, lead: Lead) -> tuple[Verb, ...]:
    """What the person may do with the lead as it stands, in the order it is offered."""
    acting = sides(person, alliance, lead)
    return tuple(
        verb
        for verb in steps(lead.stage)
        if (may(person, Act.CANCEL_LEAD, alliance) if verb is Verb.CANCEL else _actor(lead, verb) & acting)
    )


def may_see_customer(person: Person, alliance: Alliance, lead: Lead) -> bool:
    """Whether the company behind a lead is shown to the person.

    It is to the partner manager and to whoever shared it; to the recipient once it was accepted, unless the sender
    keeps it confidential.
    """
    if person.outsider:
        accepted = lead.stage in EVER_ACCEPTED and not lead.offer.confidential
        return Side.PARTNERS in sides(person, alliance, lead) and (accepted or lead.direction is Direction.RECEIVED)
    if may(person, Act.SEE_CUSTOMER, alliance) or lead.sender_id == person.id:
        return True
    return lead.owner_id == person.id and lead.stage in EVER_ACCEPTED and not lead.offer.confidential


def _actor(lead: Lead, verb: Verb) -> frozenset[Side]:
    """The side that may do it; both for a joint lead."""
    if lead.direction is Direction.JOINT:
        return frozenset(Side)
    recipient = frozenset({lead.recipient})
    return frozenset(Side) - recipient if verb is Verb.WITHDRAW else recipient
