from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, func, update
from sqlmodel import Session, and_, col, select

from bot.domain.incentives import Terms
from bot.domain.money import Money
from bot.domain.people import PayRole
from bot.domain.periods import Days
from bot.domain.versions import Series, State, Version
from storage import terms as written
from storage.books.dialect import unless_taken
from storage.tables import VersionRow
from storage.vault import Vault

_IN_ORDER = select(VersionRow).order_by(col(VersionRow.route), col(VersionRow.pay_role), col(VersionRow.number))
# Built once: putting a statement together takes longer than its answer.
_PLAN = _IN_ORDER.where(col(VersionRow.alliance_id).is_(None), col(VersionRow.pay_role) == bindparam("pay_role"))
_OF_ALLIANCE = _IN_ORDER.where(col(VersionRow.alliance_id) == bindparam("alliance_id"))
_RULES = _OF_ALLIANCE.where(
    col(VersionRow.route) == bindparam("route"), col(VersionRow.pay_role) == bindparam("pay_role")
)
_RELEASED = _IN_ORDER.where(col(VersionRow.pay_role) == bindparam("pay_role"), col(VersionRow.state) == State.RELEASED)


class StoredVersions:
    """Plans and alliance rules, as `bot.ports.Versions` asks for them. Reasons and approvals are sealed."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault
        self._read: dict[Series, tuple[Version, ...]] = {}

    def add(self, series: Series, terms: Terms, valid: Days, drafted_by: int, drafted_at: datetime) -> Version:
        """A draft with the series' next number. Raises ChangedMeanwhile if somebody took that number a moment ago."""
        last = self._session.exec(select(func.max(VersionRow.number)).where(_in(series))).one()
        row = VersionRow(
            pay_role=series.pay_role,
            alliance_id=series.alliance_id,
            route=series.route,
            number=(last or 0) + 1,
            format=written.FORMAT,
            terms=written.to_json(terms),
            currency=terms.currency,
            state=State.DRAFT,
            valid_from=valid.start,
            valid_until=valid.end,
            drafted_by=drafted_by,
            drafted_at=drafted_at,
        )
        self._read.clear()
        with unless_taken(self._session):
            self._session.add(row)
        return self._version(row)

    def get(self, version_id: int) -> Version:
        """The version with this id. Raises KeyError if there is none."""
        found = self._where(col(VersionRow.id) == version_id)
        if not found:
            raise KeyError(version_id)
        return found[0]

    def of(self, series: Series) -> tuple[Version, ...]:
        """All versions of the series, by number; read once in a transaction unless it writes any."""
        if series not in self._read:
            statement = _PLAN if series.is_plan else _RULES
            given = {"pay_role": series.pay_role, "alliance_id": series.alliance_id, "route": series.route}
            self._read[series] = self._opened(self._session.execute(statement, given).scalars())
        return self._read[series]

    def released(self, pay_role: PayRole) -> tuple[Version, ...]:
        """All released versions for a pay role, its plan and every alliance's rules, by series and number.

        Their reasons and approvals stay sealed: they are many, and are asked for what they pay.
        """
        rows = self._session.execute(_RELEASED, {"pay_role": pay_role}).scalars()
        return tuple(_version(row, reason="", approval="") for row in rows)

    def drafts(self) -> tuple[Version, ...]:
        """All versions that wait for release, by series and number."""
        return self._where(col(VersionRow.state) == State.DRAFT)

    def of_alliance(self, alliance_id: int) -> tuple[Version, ...]:
        """All versions of all the alliance's rules, by series and number."""
        return self._opened(self._session.execute(_OF_ALLIANCE, {"alliance_id": alliance_id}).scalars())

    def decide(self, decided: Version) -> bool:
        """Writes down state, validity, decision, reason, approval and budget; the terms stay as they are.

        False if the version is a draft no more: of two who decide at once, one wins.
        """
        self._read.clear()
        budget = decided.budget
        written_down = self._session.execute(
            update(VersionRow)
            .where(and_(col(VersionRow.id) == decided.id, col(VersionRow.state) == State.DRAFT))
            .values(
                state=decided.state,
                valid_from=decided.valid.start,
                valid_until=decided.valid.end,
                decided_by=decided.decided_by,
                decided_at=decided.decided_at,
                sealed_reason=self._vault.seal(decided.reason),
                sealed_approval=self._vault.seal(decided.approval),
                budget_minor=None if budget is None else budget.minor,
                budget_currency=None if budget is None else budget.currency,
            )
            .returning(col(VersionRow.id))
        )
        return written_down.first() is not None

    def _where(self, condition: ColumnElement[bool]) -> tuple[Version, ...]:
        return self._opened(self._session.exec(_IN_ORDER.where(condition)))

    def _opened(self, rows: Iterable[VersionRow]) -> tuple[Version, ...]:
        return tuple(map(self._version, rows))

    def _version(self, row: VersionRow) -> Version:
        return _version(row, reason=self._open(row.sealed_reason), approval=self._open(row.sealed_approval))

    def _open(self, sealed: str | None) -> str:
        return "" if sealed is None else self._vault.open(sealed)


def _version(row: VersionRow, *, reason: str, approval: str) -> Version:
    assert row.id is not None
    budget = None
    if row.budget_minor is not None and row.budget_currency is not None:
        budget = Money(row.budget_minor, row.budget_currency)
    return Version(
        id=row.id,
        series=Series(row.pay_role, row.alliance_id, row.route),
        number=row.number,
        terms=written.from_json(row.format, row.terms),
        state=row.state,
        valid=Days(row.valid_from, row.valid_until),
        drafted_by=row.drafted_by,
        drafted_at=row.drafted_at,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        reason=reason,
        approval=approval,
        budget=budget,
    )


def _in(series: Series) -> ColumnElement[bool]:
    # Equal to None is written as IS NULL: PostgreSQL takes no index for IS NOT DISTINCT FROM.
    return and_(
        col(VersionRow.pay_role) == series.pay_role,
        col(VersionRow.alliance_id) == series.alliance_id,
        col(VersionRow.route) == series.route,
    )
