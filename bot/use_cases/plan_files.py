"""Plans and rules that come from files: for which series they are, and whether the books say the same already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.domain.alliances import Alliance
from bot.domain.incentives import Route
from bot.domain.people import PayRole
from bot.domain.refusals import UnknownPartner
from bot.domain.versions import Series, State, Version
from bot.ports import Books
from bot.use_cases.rules import Draft


@dataclass(frozen=True, slots=True)
class Kept:
    """A version as it is kept in the books; `alliance` is None for a plan."""

    version: Version
    alliance: Alliance | None


def series_for(books: Books, pay_role: PayRole, route: Route | None, handle: str | None) -> Series:
    """The series a file is for: a plan where there is no route, else the rules of the alliance with this handle.

    Raises:
        UnknownPartner: if no alliance has this handle.
    """
    if route is None:
        return Series(pay_role)
    alliance = next((each for each in books.alliances.all() if each.handle == handle), None)
    if alliance is None:
        raise UnknownPartner(handle or "", ())
    return Series(pay_role, alliance.id, route)


def same_in_books(books: Books, draft: Draft, valid_from: date | None) -> Version | None:
    """The newest version of the series that was not sent back, if it holds these terms from this day on.

    `valid_from` is None where any first day is the same.
    """
    newest = _newest(books.versions.of(draft.series))
    if newest is None or newest.terms != draft.terms or valid_from not in {None, newest.valid.start}:
        return None
    return newest


def newest_versions(books: Books) -> tuple[Kept, ...]:
    """The newest version of each series that was not sent back: the plans by pay role, then the rules by alliance.

    A series that was ended has none.
    """
    found = [Kept(version, None) for role in PayRole if (version := _newest(books.versions.of(Series(role))))]
    for alliance in books.alliances.all():
        versions = books.versions.of_alliance(alliance.id)
        for series in dict.fromkeys(version.series for version in versions):
            newest = _newest([version for version in versions if version.series == series])
            found += [Kept(newest, alliance)] if newest else []
    return tuple(kept for kept in found if not kept.version.ends)


def _newest(versions: tuple[Version, ...] | list[Version]) -> Version | None:
    standing = [version for version in versions if version.state is not State.RETURNED]
    return max(standing, key=lambda version: version.number, default=None)
