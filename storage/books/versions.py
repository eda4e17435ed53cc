from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, func, update
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


class StoredVersions:
    """Plans and alliance rules, as `bot.ports.Versions` asks for them. Reasons and approvals are sealed."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault

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
        """All versions of the series, by number."""
        return self._where(_in(series))

    def released(self, pay_role: PayRole) -> tuple[Version, ...]:
        """All released versions for a pay role, its plan and every alliance's rules, by series and number."""
        return self._where(and_(col(VersionRow.pay_role) == pay_role, col(VersionRow.state) == State.RELEASED))

    def drafts(self) -> tuple[Version, ...]:
        """All versions that wait for release, by series and number."""
        return self._where(col(VersionRow.state) == State.DRAFT)

    def of_alliance(self, alliance_id: int) -> tuple[Version, ...]:
        """All versions of all the alliance's rules, by series and number."""
        return self._where(col(VersionRow.alliance_id) == alliance_id)

    def decide(self, decided: Version) -> bool:
        """Writes down state, validity, decision, reason, approval and budget; the terms stay as they are.

        False if the version is a draft no more: of two who decide at once, one wins.
        """
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
        order = (col(VersionRow.route), col(VersionRow.pay_role), col(VersionRow.number))
        rows = self._session.exec(select(VersionRow).where(condition).order_by(*order)).all()
        return tuple(self._version(row) for row in rows)

    def _version(self, row: VersionRow) -> Version:
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
            reason=self._open(row.sealed_reason),
            approval=self._open(row.sealed_approval),
            budget=budget,
        )

    def _open(self, sealed: str | None) -> str:
        return "" if sealed is None else self._vault.open(sealed)


def _in(series: Series) -> ColumnElement[bool]:
    return and_(
        col(VersionRow.pay_role) == series.pay_role,
        col(VersionRow.alliance_id).is_not_distinct_from(series.alliance_id),
        col(VersionRow.route).is_not_distinct_from(series.route),
    )
