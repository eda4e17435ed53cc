"""Versions of plans and alliance rules: drafted by one person, released by another, never edited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.incentives import Route, Terms
from bot.domain.money import Money
from bot.domain.people import PayRole
from bot.domain.periods import Days


@dataclass(frozen=True, slots=True)
class Series:
    """What versions follow each other in: the plan of a pay role, or an alliance's rules for a route and a pay role."""

    pay_role: PayRole
    alliance_id: int | None = None
    route: Route | None = None

    @property
    def is_plan(self) -> bool:
        """Whether it is a plan rather than an alliance's rules."""
        return self.alliance_id is None


class State(StrEnum):
    """Where a version stands. Only a released one is quoted; a returned one was sent back with a reason."""

    DRAFT = "draft"
    RELEASED = "released"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a plan or of alliance rules. Terms are never edited: a change is a version with a higher number.

    `valid` are the closing dates it is for. One without components ends the series: see `ends`. `reason` is why it was
    returned; `approval` names what it was released on (a works council's approval, say); `budget` is what sales
    operations set aside for it.
    """

    id: int
    series: Series
    number: int
    terms: Terms
    state: State
    valid: Days
    drafted_by: int
    drafted_at: datetime
    decided_by: int | None = None
    decided_at: datetime | None = None
    reason: str = ""
    approval: str = ""
    budget: Money | None = None

    @property
    def ends(self) -> bool:
        """Whether it ends its series: nothing is in force from its first day on; what was before stays as it was."""
        return not self.terms.components


@dataclass(frozen=True, slots=True)
class InForce:
    """The version that counts on a day, and the last day (included) it does, if that is known."""

    version: Version
    until: date | None

    @property
    def terms(self) -> Terms:
        """The terms of the version."""
        return self.version.terms


def by_alliance(versions: Iterable[Version]) -> Mapping[int | None, Sequence[Version]]:
    """The versions by the alliance whose rules they are; those of plans under None."""
    found: dict[int | None, list[Version]] = {}
    for version in versions:
        found.setdefault(version.series.alliance_id, []).append(version)
    return found


def in_force(versions: Sequence[Version], day: date) -> InForce | None:
    """The released version of a series that counts for deals closing on the day.

    A newer version takes over on its first day; an older one never comes back, not even when the newer one ends. None
    where the newest one is there to end the series.
    """
    released = sorted((v for v in versions if v.state is State.RELEASED), key=lambda v: v.number)
    started = [v for v in released if v.valid.start <= day]
    if not started or started[-1].ends or day not in started[-1].valid:
        return None
    current = started[-1]
    followers = [v.valid.start for v in released if v.number > current.number]
    ends = [end for end in (current.valid.end, *followers) if end is not None]
    return InForce(current, Days(current.valid.start, min(ends)).last if ends else None)
