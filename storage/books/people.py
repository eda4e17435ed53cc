from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, delete
from sqlmodel import Session, and_, col, or_, select

from bot.domain.people import Company, PayRole, Person, Right, SlackUser
from storage.books.dialect import insert
from storage.tables import CompanyRow, PersonRow, RightRow

_THE_COMPANY = 1
_COMPANY = select(CompanyRow).where(CompanyRow.id == _THE_COMPANY)
_KNOWN_AS = select(PersonRow).where(
    col(PersonRow.team_id) == bindparam("team_id"), col(PersonRow.slack_user_id) == bindparam("slack_user_id")
)
_RIGHTS = select(RightRow).where(col(RightRow.person_id).in_(bindparam("person_ids", expanding=True)))
_SLACK_ID = select(PersonRow.slack_user_id).where(PersonRow.id == bindparam("person_id"))


class StoredPeople:
    """The company and its people, as `bot.ports.People` asks for them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._company: Company | None = None

    def company(self) -> Company:
        """The company, read once in a transaction. Raises KeyError while none was settled."""
        if self._company is None:
            row = self._session.execute(_COMPANY).scalar()
            if row is None:
                raise KeyError("company")
            self._company = Company(row.team_id, row.currency, row.time_zone, row.country, row.fiscal_year_starts)
        return self._company

    def settle(self, company: Company) -> None:
        """Writes down the company, or what has changed of it."""
        values = asdict(company)
        statement = insert(self._session, CompanyRow).values(id=_THE_COMPANY, **values)
        self._session.exec(statement.on_conflict_do_update(index_elements=["id"], set_=values))
        self._session.expire_all()
        self._company = None

    def get(self, person_id: int) -> Person:
        """The person with this id. Raises KeyError if there is none."""
        return self._one(self._where(col(PersonRow.id) == person_id), person_id)

    def slack_id(self, person_id: int) -> str:
        """What Slack calls the person with this id. Raises KeyError if there is none."""
        found: str | None = self._session.execute(_SLACK_ID, {"person_id": person_id}).scalar()
        if found is None:
            raise KeyError(person_id)
        return found

    def find(self, team_id: str, slack_user_id: str) -> Person | None:
        """The person Slack knows by these ids."""
        seen = self.seen(team_id, slack_user_id)
        return seen and seen[0]

    def seen(self, team_id: str, slack_user_id: str) -> tuple[Person, datetime] | None:
        """The same, and when Slack was last asked about this user (UTC)."""
        known_as = {"team_id": team_id, "slack_user_id": slack_user_id}
        row = self._session.execute(_KNOWN_AS, known_as).scalar()
        return row and (self._people([row])[0], row.seen_at)

    def meet(self, user: SlackUser) -> Person:
        """Writes down what Slack tells about a user."""
        told = {
            "language": user.language,
            "is_workspace_admin": user.is_workspace_admin,
            "seen_at": user.seen_at,
        }
        statement = insert(self._session, PersonRow).values(
            team_id=user.team_id, slack_user_id=user.slack_user_id, pay_role=PayRole.SELLER, **told
        )
        self._session.exec(statement.on_conflict_do_update(index_elements=["team_id", "slack_user_id"], set_=told))
        self._session.expire_all()
        met = self.find(user.team_id, user.slack_user_id)
        assert met is not None
        return met

    def holding(self, right: Right) -> tuple[Person, ...]:
        """Everybody who holds the right, by id."""
        assigned = select(RightRow.person_id).where(RightRow.assigned == right)
        holds: ColumnElement[bool] = col(PersonRow.id).in_(assigned)
        if right is Right.ADMINISTRATOR:
            ours = col(PersonRow.team_id) == self.company().team_id
            holds = or_(holds, and_(ours, col(PersonRow.is_workspace_admin)))
        return self._where(holds)

    def assign(self, person_id: int, rights: Collection[Right], pay_role: PayRole) -> Person:
        """Gives the person exactly these rights and this pay role. Raises KeyError if there is no such person."""
        # The lock keeps two who assign at once from mixing their rights.
        row = self._session.get(PersonRow, person_id, with_for_update=True)
        if row is None:
            raise KeyError(person_id)
        row.pay_role = pay_role
        self._session.execute(delete(RightRow).where(col(RightRow.person_id) == person_id))
        self._session.add_all([RightRow(person_id=person_id, assigned=right) for right in sorted(set(rights))])
        self._session.flush()
        return self.get(person_id)

    def _where(self, condition: ColumnElement[bool]) -> tuple[Person, ...]:
        rows = self._session.exec(select(PersonRow).where(condition).order_by(col(PersonRow.id))).all()
        return self._people(rows)

    def _people(self, rows: Sequence[PersonRow]) -> tuple[Person, ...]:
        rights = self._session.execute(_RIGHTS, {"person_ids": [row.id for row in rows]}).scalars().all()
        home = self.company().team_id if rows else ""
        return tuple(_person(row, rights, home) for row in rows)

    @staticmethod
    def _one(found: tuple[Person, ...], asked: object) -> Person:
        if not found:
            raise KeyError(asked)
        return found[0]


def _person(row: PersonRow, rights: Sequence[RightRow], home: str) -> Person:
    assert row.id is not None
    outsider = row.team_id != home
    held = {right.assigned for right in rights if right.person_id == row.id}
    # Another company's administrator administers nothing here.
    if row.is_workspace_admin and not outsider:
        held.add(Right.ADMINISTRATOR)
    return Person(row.id, row.team_id, row.slack_user_id, row.language, frozenset(held), row.pay_role, outsider)
