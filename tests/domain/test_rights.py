"""Who may do what: the table, act by act and right by right."""

from dataclasses import replace

import pytest

from bot.domain.alliances import Alliance, Place, Profile, Status
from bot.domain.people import LanguageCode, Person, Right
from bot.domain.refusals import Act, NotAllowed, Outsider
from bot.domain.rights import may, may_see, require

MANAGER, DEPUTY, STRANGER = 7, 8, 9
ALLIANCE = Alliance(
    1,
    "acme",
    Status.ACTIVE,
    Profile("Acme Robotics", manager=MANAGER, deputy=DEPUTY, propositions={}),
    Place("Europe/Berlin", "DE"),
)
DRAFT = replace(ALLIANCE, status=Status.DRAFT)

SELLER = None
MAY = {
    Act.ASK: {SELLER, *Right},
    Act.REGISTER: {Right.PARTNER_MANAGER, Right.ADMINISTRATOR},
    Act.CHANGE_ALLIANCE: {Right.ADMINISTRATOR},
    Act.SEE_HISTORY: {Right.SALES_OPERATIONS, Right.LEADERSHIP, Right.ADMINISTRATOR},
    Act.DRAFT_RULES: {Right.SALES_OPERATIONS},
    Act.DRAFT_PLAN: {Right.SALES_OPERATIONS},
    Act.RELEASE: {Right.SALES_OPERATIONS},
    Act.ASSIGN_RIGHTS: {Right.ADMINISTRATOR},
    Act.ASSIGN_PAY_ROLE: {Right.SALES_OPERATIONS, Right.ADMINISTRATOR},
    Act.SHARE_LEAD: {SELLER, *Right},
    Act.WORK_ON_LEAD: {Right.ADMINISTRATOR},
    Act.CANCEL_LEAD: {Right.SALES_OPERATIONS},
    Act.SEE_CUSTOMER: set(),
    Act.SEE_BALANCE: {Right.SALES_OPERATIONS, Right.LEADERSHIP, Right.ADMINISTRATOR},
    Act.SEE_DIGEST: {Right.LEADERSHIP, Right.ADMINISTRATOR},
    Act.SCHEDULE: {Right.ADMINISTRATOR},
    Act.SETTLE_PAYOUTS: {Right.SALES_OPERATIONS},
}
FOR_EVERYBODY = {Act.ASK, Act.SHARE_LEAD}
ON_THEIR_OWN_ALLIANCE = FOR_EVERYBODY | {
    Act.CHANGE_ALLIANCE,
    Act.SEE_HISTORY,
    Act.DRAFT_RULES,
    Act.WORK_ON_LEAD,
    Act.CANCEL_LEAD,
    Act.SEE_CUSTOMER,
    Act.SEE_BALANCE,
    Act.SCHEDULE,
}


def person(person_id, *rights, outsider=False):
    return Person(person_id, "T1", f"U{person_id}", LanguageCode.EN, frozenset(rights), outsider=outsider)


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("right", [SELLER, *Right])
def test_each_right_allows_what_the_table_says_on_any_alliance(act, right):
    rights = [] if right is SELLER else [right]
    allowed = right in MAY[act]

    assert may(person(STRANGER, *rights), act) is allowed
    assert may(person(STRANGER, *rights), act, ALLIANCE) is allowed


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("manager", [MANAGER, DEPUTY])
def test_manager_and_deputy_may_more_on_their_own_alliance(act, manager):
    assert may(person(manager), act, ALLIANCE) is (act in ON_THEIR_OWN_ALLIANCE)


@pytest.mark.parametrize("act", sorted(ON_THEIR_OWN_ALLIANCE - FOR_EVERYBODY))
def test_managing_one_alliance_gives_nothing_on_others_or_on_none(act):
    another = replace(ALLIANCE, id=2, profile=replace(ALLIANCE.profile, manager=STRANGER, deputy=None))

    assert not may(person(MANAGER, Right.PARTNER_MANAGER), act, another)
    assert not may(person(MANAGER, Right.PARTNER_MANAGER), act)


@pytest.mark.parametrize("act", Act)
def test_an_outsider_may_nothing_whatever_the_books_say(act):
    outsider = person(MANAGER, *Right, outsider=True)

    assert not may(outsider, act, ALLIANCE)
    with pytest.raises(Outsider):
        require(outsider, act, ALLIANCE)


def test_several_rights_allow_what_any_of_them_allows():
    both = person(STRANGER, Right.LEADERSHIP, Right.ADMINISTRATOR)

    assert may(both, Act.ASSIGN_RIGHTS)
    assert may(both, Act.SEE_HISTORY)
    assert not may(both, Act.RELEASE)


def test_who_lacks_a_right_is_told_which_act_and_which_partner_it_was_about():
    with pytest.raises(NotAllowed) as refused:
        require(person(STRANGER), Act.CHANGE_ALLIANCE, ALLIANCE)
    with pytest.raises(NotAllowed) as refused_plainly:
        require(person(STRANGER), Act.REGISTER)

    assert (refused.value.act, refused.value.partner) == (Act.CHANGE_ALLIANCE, "Acme Robotics")
    assert (refused_plainly.value.act, refused_plainly.value.partner) == (Act.REGISTER, None)


def test_who_has_the_right_passes():
    require(person(MANAGER), Act.CHANGE_ALLIANCE, ALLIANCE)
    require(person(STRANGER, Right.PARTNER_MANAGER), Act.REGISTER)


@pytest.mark.parametrize("status", [Status.ACTIVE, Status.PAUSED, Status.ENDED])
def test_everybody_in_the_company_sees_an_alliance_that_is_no_draft(status):
    assert may_see(person(STRANGER), replace(ALLIANCE, status=status))


@pytest.mark.parametrize(
    ("reader", "sees"),
    [
        (person(STRANGER), False),
        (person(STRANGER, Right.PARTNER_MANAGER), False),
        (person(MANAGER), True),
        (person(DEPUTY), True),
        (person(STRANGER, Right.SALES_OPERATIONS), True),
        (person(STRANGER, Right.LEADERSHIP), True),
        (person(STRANGER, Right.ADMINISTRATOR), True),
    ],
)
def test_a_draft_is_seen_by_those_who_may_see_its_history_alone(reader, sees):
    assert may_see(reader, DRAFT) is sees


@pytest.mark.parametrize("alliance", [ALLIANCE, DRAFT])
def test_an_outsider_sees_no_alliance(alliance):
    assert not may_see(person(MANAGER, *Right, outsider=True), alliance)
