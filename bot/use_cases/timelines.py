"""Which version of a plan and of an alliance's rules counts, what changes next, and what came before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.domain.alliances import Alliance, active
from bot.domain.incentives import Route
from bot.domain.people import PayRole, Person
from bot.domain.refusals import Act
from bot.domain.rights import may, require
from bot.domain.timelines import PayHistory, SeriesHistory, next_change, stretches
from bot.domain.versions import Series, State, Version, by_alliance, in_force
from bot.ports import Books
from bot.use_cases.earnings import require_to_see
from bot.use_cases.ranking import require_role

VERSIONS_SHOWN = 5
"""So many versions of a series are told, the latest."""


def history(books: Books, reader: Person, alliance: Alliance | None, role: PayRole | None, today: date) -> PayHistory:
    """The plan of a pay role (the reader's own if not said) and an alliance's rules for it, over time.

    Without an alliance the rules of every active one are told. Drafts are told to those who may draft.

    Raises:
        Outsider: if the reader belongs to another company.
        NotYourPay: if it is another role's pay and the reader may not see it.
    """
    require(reader, Act.ASK)
    paid_as = role or reader.pay_role
    if alliance is None:
        require_role(reader, paid_as)
        released = by_alliance(books.versions.released(paid_as))
        rules = [
            told
            for each in active(books.alliances.all())
            for told in _rules(reader, each, paid_as, released.get(each.id, ()), today)
        ]
    else:
        versions = books.versions.of_alliance(alliance.id)
        require_to_see(reader, alliance, paid_as, versions)
        rules = list(_rules(reader, alliance, paid_as, versions, today))
    plan = Series(paid_as)
    return PayHistory(
        pay_role=paid_as,
        plan=_told(books.versions.of(plan), plan, None, today, drafts=may(reader, Act.DRAFT_PLAN)),
        partner=None if alliance is None else alliance.partner,
        rules=tuple(rules),
        today=today,
    )


def _rules(
    reader: Person, alliance: Alliance, role: PayRole, versions: Sequence[Version], today: date
) -> Iterator[SeriesHistory]:
    """Of each route that has a version, or a draft the reader may see."""
    drafts = may(reader, Act.DRAFT_RULES, alliance)
    for route in (Route.TOGETHER, Route.HAND_OVER):
        told = _told(versions, Series(role, alliance.id, route), alliance.partner, today, drafts=drafts)
        if told.latest or told.drafts:
            yield told


def _told(
    versions: Sequence[Version], series: Series, partner: str | None, today: date, *, drafts: bool
) -> SeriesHistory:
    own = [version for version in versions if version.series == series]
    return SeriesHistory(
        series=series,
        partner=partner,
        now=in_force(own, today),
        change=next_change(own, today),
        latest=stretches(own)[:VERSIONS_SHOWN],
        drafts=tuple(version for version in own if drafts and version.state is State.DRAFT),
    )
