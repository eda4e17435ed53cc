"""Who may do what with a lead, and who is shown its customer."""

from dataclasses import replace

import pytest

from bot.domain.leads import EVER_ACCEPTED, TRANSITIONS, Direction, Side, Stage, Verb
from bot.domain.people import Right
from bot.domain.rights import may_see_customer, sides, verbs
from tests.domain.lead_builders import (
    ALLIANCE,
    DEPUTY,
    MANAGER,
    OTHER,
    OUR_TEAM,
    OWNER,
    PARTNERS_TEAM,
    SENDER,
    THIRD_TEAM,
    contact_of,
    lead,
    offer,
    person,
)

BOTH, OURS, PARTNERS, NEITHER = frozenset(Side), {Side.OURS}, {Side.PARTNERS}, set()
GIVEN, RECEIVED, JOINT = Direction
WHO = {
    "manager": person(MANAGER),
    "deputy": person(DEPUTY),
    "administrator": person(OTHER, Right.ADMINISTRATOR),
    "sender": person(SENDER),
    "owner": person(OWNER),
    "other seller": person(OTHER),
    "sales operations": person(OTHER, Right.SALES_OPERATIONS),
    "leadership": person(OTHER, Right.LEADERSHIP),
    "partner manager of others": person(OTHER, Right.PARTNER_MANAGER),
    "partner contact": contact_of(PARTNERS_TEAM),
    "contact of a third company": contact_of(THIRD_TEAM),
}
SIDES = {
    "manager": {GIVEN: BOTH, RECEIVED: BOTH, JOINT: BOTH},
    "deputy": {GIVEN: BOTH, RECEIVED: BOTH, JOINT: BOTH},
    "administrator": {GIVEN: BOTH, RECEIVED: BOTH, JOINT: BOTH},
    "sender": {GIVEN: OURS, RECEIVED: PARTNERS, JOINT: OURS},
    "owner": {GIVEN: NEITHER, RECEIVED: OURS, JOINT: NEITHER},
    "partner contact": {GIVEN: PARTNERS, RECEIVED: PARTNERS, JOINT: PARTNERS},
}
NOBODY = dict.fromkeys(Direction, NEITHER)


@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("who", WHO)
def test_each_acts_for_the_companies_the_table_says(who, direction):
    assert sides(WHO[who], ALLIANCE, lead(direction)) == SIDES.get(who, NOBODY)[direction]


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("who", WHO)
def test_the_giving_side_may_withdraw_and_the_receiving_side_do_all_else(who, direction, stage):
    acts_for = SIDES.get(who, NOBODY)[direction]
    gives, takes = {GIVEN: (OURS, PARTNERS), RECEIVED: (PARTNERS, OURS), JOINT: (BOTH, BOTH)}[direction]
    may = {verb for at, verb in TRANSITIONS if at is stage and acts_for & (gives if verb is Verb.WITHDRAW else takes)}
    cancels = {Verb.CANCEL} if stage is Stage.WON and who in {"manager", "deputy", "sales operations"} else set()

    assert set(verbs(WHO[who], ALLIANCE, lead(direction, stage))) == may - {Verb.EXPIRE, Verb.CANCEL} | cancels


def test_who_gave_a_lead_may_take_it_back_but_not_answer_it():
    assert verbs(person(SENDER), ALLIANCE, lead(GIVEN)) == (Verb.WITHDRAW,)
    assert verbs(person(SENDER), ALLIANCE, lead(GIVEN, Stage.ACCEPTED)) == ()


def test_who_wrote_down_a_partners_lead_may_take_it_back_and_its_owner_answers_it():
    assert verbs(person(SENDER), ALLIANCE, lead(RECEIVED)) == (Verb.WITHDRAW,)
    assert verbs(person(OWNER), ALLIANCE, lead(RECEIVED)) == (Verb.ACCEPT, Verb.DECLINE)


def test_who_wrote_down_a_partners_lead_for_himself_may_do_both():
    own = lead(RECEIVED, owner_id=SENDER)

    assert verbs(person(SENDER), ALLIANCE, own) == (Verb.ACCEPT, Verb.DECLINE, Verb.WITHDRAW)


def test_an_alliance_without_a_workspace_of_the_partner_has_no_partner_contacts():
    unconnected = replace(ALLIANCE, profile=replace(ALLIANCE.profile, partner_team_id=None))

    assert sides(contact_of(PARTNERS_TEAM), unconnected, lead()) == NEITHER


@pytest.mark.parametrize("person_id", [MANAGER, SENDER, OWNER])
def test_an_outsider_gets_nothing_from_an_id_or_right_of_ours(person_id):
    outsider = replace(person(person_id, *Right), team_id=THIRD_TEAM, outsider=True)

    assert sides(outsider, ALLIANCE, lead(RECEIVED)) == NEITHER
    assert not may_see_customer(outsider, ALLIANCE, lead(RECEIVED, Stage.ACCEPTED))


# Who is shown the customer


def seen(who, direction, stage, *, confidential):
    """What the product promises, said once more in its own words."""
    shown_by_acceptance = stage in EVER_ACCEPTED and not confidential
    match who, direction:
        case (("manager" | "deputy" | "sender"), _):
            return True
        case "owner", Direction.RECEIVED:
            return shown_by_acceptance
        case "partner contact", Direction.RECEIVED:
            return True
        case "partner contact", _:
            return shown_by_acceptance
    return False


@pytest.mark.parametrize("confidential", [False, True])
@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("who", WHO)
def test_the_customer_is_shown_to_its_own_side_and_to_the_other_once_accepted(who, direction, stage, confidential):
    about = lead(direction, stage, offer=offer(confidential=confidential))

    assert may_see_customer(WHO[who], ALLIANCE, about) is seen(who, direction, stage, confidential=confidential)


@pytest.mark.parametrize("stage", [Stage.SHARED, Stage.DECLINED, Stage.EXPIRED, Stage.WITHDRAWN])
def test_a_partner_who_never_accepted_never_learns_who_it_was(stage):
    assert not may_see_customer(contact_of(PARTNERS_TEAM), ALLIANCE, lead(GIVEN, stage))


@pytest.mark.parametrize("stage", sorted(EVER_ACCEPTED))
def test_a_confidential_customer_stays_hidden_after_acceptance(stage):
    hidden = lead(GIVEN, stage, offer=offer(confidential=True))

    assert not may_see_customer(contact_of(PARTNERS_TEAM), ALLIANCE, hidden)


@pytest.mark.parametrize("team", [OUR_TEAM, THIRD_TEAM])
def test_a_contact_is_of_the_partner_by_workspace_alone(team):
    assert not may_see_customer(contact_of(team), ALLIANCE, lead(GIVEN, Stage.ACCEPTED))
