from __future__ import annotations

from pydantic import TypeAdapter
from sqlalchemy import bindparam, delete
from sqlmodel import Session, col, select

from bot.domain.people import Figures
from storage.books.dialect import insert
from storage.tables import FiguresRow
from storage.vault import Vault

_figures: TypeAdapter[Figures] = TypeAdapter(Figures)
_LATEST_FIRST = (
    select(FiguresRow.sealed_figures)
    .where(FiguresRow.person_id == bindparam("person_id"))
    .order_by(
        col(FiguresRow.period_start).desc(),
        col(FiguresRow.period_end).desc(),
        col(FiguresRow.measure),
        col(FiguresRow.owner),
    )
)


class StoredFigures:
    """Sellers' own figures, as `bot.ports.FiguresBook` asks for them: sealed as a whole."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    def of(self, person_id: int) -> tuple[Figures, ...]:
        """The person's figures, the latest period first."""
        sealed = self._session.execute(_LATEST_FIRST, {"person_id": person_id}).scalars()
        return tuple(_figures.validate_json(self._vault.open(text), strict=True) for text in sealed)

    def save(self, person_id: int, figures: Figures) -> None:
        """Keeps the figures for what they count in a period, in place of those kept before.

        Raises:
            ValueError: if the period has no end; figures are for a month, a quarter, a half or a year.
        """
        if figures.period.end is None:
            raise ValueError("figures belong to a period that ends")
        sealed = self._vault.seal(_figures.dump_json(figures).decode())
        statement = insert(self._session, FiguresRow).values(
            person_id=person_id,
            period_start=figures.period.start,
            period_end=figures.period.end,
            measure=figures.measure,
            owner=figures.owner,
            sealed_figures=sealed,
        )
        key = ["person_id", "period_start", "period_end", "measure", "owner"]
        self._session.exec(statement.on_conflict_do_update(index_elements=key, set_={"sealed_figures": sealed}))

    def delete(self, person_id: int) -> int:
        """Deletes all of the person's figures and says how many there were."""
        whose = col(FiguresRow.person_id) == person_id
        deleted = self._session.execute(delete(FiguresRow).where(whose).returning(col(FiguresRow.period_start)))
        return len(deleted.all())
