from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import event

from bot.domain.people import Company, LanguageCode, PayRole, Right, SlackUser
from storage.books import StorageLibrary

NOBODY = 2_000_000_000
COMPANY = Company("T1", "EUR", "Europe/Berlin", "DE", 4)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def slack_user(user: str = "U1", *, team: str = "T1", admin: bool = False) -> SlackUser:
    return SlackUser(team, user, LanguageCode.DE, admin, NOON)


@pytest.fixture(autouse=True)
def _company(library: StorageLibrary):
    with library.writing() as books:
        books.people.settle(COMPANY)


def test_the_company_comes_back_as_it_was_settled(library: StorageLibrary):
    with library.reading() as books:
        assert books.people.company() == COMPANY


def test_settling_again_changes_the_one_company(library: StorageLibrary):
    moved = Company("T1", "CHF", "Europe/Zurich", "CH", 1)
    with library.writing() as books:
        assert books.people.company() == COMPANY
        books.people.settle(moved)
        assert books.people.company() == moved


def test_whoever_is_met_first_is_a_seller_without_rights(library: StorageLibrary):
    with library.writing() as books:
        met = books.people.meet(slack_user())
    assert (met.team_id, met.slack_user_id, met.language) == ("T1", "U1", LanguageCode.DE)
    assert (met.rights, met.pay_role, met.outsider) == (frozenset(), PayRole.SELLER, False)
    with library.reading() as books:
        assert books.people.get(met.id) == met
        assert books.people.find("T1", "U1") == met
        assert books.people.find("T2", "U1") is None


def test_meeting_again_keeps_the_person_and_what_they_were_assigned(library: StorageLibrary):
    with library.writing() as books:
        met = books.people.meet(slack_user())
        books.people.assign(met.id, {Right.LEADERSHIP}, PayRole.PRESALES)
        english = SlackUser("T1", "U1", LanguageCode.EN, is_workspace_admin=False, seen_at=NOON + timedelta(days=1))
        again = books.people.meet(english)
        assert books.people.seen("T1", "U1")[1] == NOON + timedelta(days=1)
    assert (again.id, again.language) == (met.id, LanguageCode.EN)
    assert (again.rights, again.pay_role) == ({Right.LEADERSHIP}, PayRole.PRESALES)


def test_a_moment_is_given_back_in_utc(library: StorageLibrary):
    in_berlin = NOON.astimezone(timezone(timedelta(hours=1)))
    with library.writing() as books:
        books.people.meet(SlackUser("T1", "U1", LanguageCode.DE, is_workspace_admin=False, seen_at=in_berlin))
        _, seen = books.people.seen("T1", "U1")
    assert seen == NOON
    assert seen.tzinfo is UTC


def test_nobody_was_seen_who_was_not_met(library: StorageLibrary):
    with library.reading() as books:
        assert books.people.seen("T1", "U1") is None


def test_assigning_replaces_the_rights(library: StorageLibrary):
    with library.writing() as books:
        met = books.people.meet(slack_user())
        books.people.assign(met.id, {Right.LEADERSHIP, Right.PARTNER_MANAGER}, PayRole.SUPPORT)
        now = books.people.assign(met.id, {Right.PARTNER_MANAGER}, PayRole.SELLER)
    assert now.rights == {Right.PARTNER_MANAGER}
    assert now.pay_role is PayRole.SELLER


def test_a_workspace_admin_is_administrator_for_as_long_as_slack_says_so(library: StorageLibrary):
    with library.writing() as books:
        met = books.people.meet(slack_user(admin=True))
        assert met.rights == {Right.ADMINISTRATOR}
        books.people.assign(met.id, {Right.SALES_OPERATIONS}, PayRole.SELLER)
        assert books.people.get(met.id).rights == {Right.ADMINISTRATOR, Right.SALES_OPERATIONS}
        assert books.people.meet(slack_user(admin=False)).rights == {Right.SALES_OPERATIONS}


def test_an_assigned_administrator_stays_one_without_slacks_word(library: StorageLibrary):
    with library.writing() as books:
        met = books.people.meet(slack_user(admin=True))
        books.people.assign(met.id, {Right.ADMINISTRATOR}, PayRole.SELLER)
        assert books.people.meet(slack_user(admin=False)).rights == {Right.ADMINISTRATOR}


def test_another_companys_admin_is_an_outsider_and_administers_nothing(library: StorageLibrary):
    with library.writing() as books:
        met = books.people.meet(slack_user(team="T2", admin=True))
        assert met.outsider
        assert met.rights == frozenset()
        assert books.people.holding(Right.ADMINISTRATOR) == ()


def test_holders_of_a_right_come_by_id_and_workspace_admins_are_among_them(library: StorageLibrary):
    with library.writing() as books:
        assigned = books.people.meet(slack_user("U1"))
        admin = books.people.meet(slack_user("U2", admin=True))
        books.people.meet(slack_user("U3"))
        books.people.assign(assigned.id, {Right.ADMINISTRATOR, Right.LEADERSHIP}, PayRole.SELLER)
        administrators = books.people.holding(Right.ADMINISTRATOR)
        leaders = books.people.holding(Right.LEADERSHIP)
    assert [person.id for person in administrators] == [assigned.id, admin.id]
    assert [person.id for person in leaders] == [assigned.id]


def test_a_person_nobody_met_is_not_there(library: StorageLibrary):
    with library.writing() as books:
        with pytest.raises(KeyError):
            books.people.get(NOBODY)
        with pytest.raises(KeyError):
            books.people.assign(NOBODY, set(), PayRole.SELLER)


def test_what_slack_calls_a_person_is_known_by_the_id(library, people):
    with library.reading() as books:
        assert [books.people.slack_id(person.id) for person in people] == ["U1", "U2", "U3"]
        with pytest.raises(KeyError):
            books.people.slack_id(NOBODY)


def test_the_company_is_read_once_in_a_transaction_and_as_it_was_settled_last(library, engine):
    asked = []
    event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    with library.writing() as books:
        assert books.people.company() == books.people.company()
        assert len([one for one in asked if "FROM company" in one]) == 1
        books.people.settle(Company("T1", "CHF", "Europe/Zurich", "CH"))
        assert books.people.company().currency == "CHF"
