"""A series of versions over time: which counts when, and what changes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.people import PayRole
from bot.domain.periods import Days
from bot.domain.versions import InForce, Series, State, Version, in_force


@dataclass(frozen=True, slots=True)
class Stretch:
    """A released version and the closing dates it counts for; None where a newer one took them all."""

    version: Version
    days: Days | None


@dataclass(frozen=True, slots=True)
class Change:
    """From this day on something else counts: the version, or none."""

    day: date
    then: InForce | None


@dataclass(frozen=True, slots=True)
class SeriesHistory:
    """What of one series counts on a day, what comes next, its latest versions, and drafts where the reader may see.

    `partner` is None for a plan.
    """

    series: Series
    partner: str | None
    now: InForce | None
    change: Change | None
    latest: tuple[Stretch, ...]
    drafts: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class PayHistory:
    """The plan of a pay role and the rules of one partner, or of every partner where `partner` is None."""

    pay_role: PayRole
    plan: SeriesHistory
    partner: str | None
    rules: tuple[SeriesHistory, ...]
    today: date


def stretches(versions: Sequence[Version]) -> tuple[Stretch, ...]:
    """The released versions of a series, the latest first, each with the days it counts for.

    A newer version takes over on its first day, see `bot.domain.versions.in_force`.
    """
    released = sorted((v for v in versions if v.state is State.RELEASED), key=lambda v: v.number, reverse=True)
    return tuple(Stretch(version, _days(version, released[:newer])) for newer, version in enumerate(released))


def next_change(versions: Sequence[Version], day: date) -> Change | None:
    """The first day after this one on which another version of the series counts, or none any more."""
    current = in_force(versions, day)
    borders = {d for v in versions if v.state is State.RELEASED for d in (v.valid.start, v.valid.end) if d is not None}
    for border in sorted(border for border in borders if border > day):
        then = in_force(versions, border)
        if _version(then) != _version(current):
            return Change(border, then)
    return None


def _version(found: InForce | None) -> Version | None:
    return None if found is None else found.version


def _days(version: Version, newer: Sequence[Version]) -> Days | None:
    ends = [end for end in (version.valid.end, *(other.valid.start for other in newer)) if end is not None]
    end = min(ends, default=None)
    return None if end is not None and end <= version.valid.start else Days(version.valid.start, end)
