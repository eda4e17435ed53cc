"""A draft as it is shown before it is sent, and to those who may release it."""

from __future__ import annotations

from bot.domain.cards import DraftCard
from bot.domain.earnings import RouteTerms
from bot.domain.incentives import Route
from bot.domain.lowering import Changed, lowering
from bot.domain.people import Right
from bot.domain.versions import InForce, Series, Version, in_force
from bot.domain.worked import worked_example
from bot.ports import Books


def draft_card(books: Books, version: Version, replaces: Version | None, *, weigh: bool = True) -> DraftCard:
    """The version with a worked example, whom it concerns, and by how much it lowers pay; `replaces` is in force.

    Without `weigh` it is not asked whether pay is lowered, which may take half a second for long terms.
    """
    partner, handle = partner_of(books, version.series)
    reviewers = [p for p in books.people.holding(Right.SALES_OPERATIONS) if p.id != version.drafted_by]
    starts = books.people.company().fiscal_year_starts
    role, day = version.series.pay_role, version.valid.start
    return DraftCard(
        version=version,
        partner=partner,
        handle=handle,
        example=None if version.ends else worked_example(version.terms, role, day, starts),
        replaces=replaces,
        drafter_slack_id=books.people.get(version.drafted_by).slack_user_id,
        reviewers=tuple(person.slack_user_id for person in reviewers),
        lowering=None
        if replaces is None or not weigh
        else lowering(_changed(books, version, replaces), role, day, starts),
    )


def _changed(books: Books, version: Version, replaces: Version) -> Changed:
    """What the route pays by without the version and with it."""
    before, after = InForce(replaces, None), None if version.ends else InForce(version, None)
    if version.series.is_plan:
        return Changed(Route.ALONE, RouteTerms(before), RouteTerms(after))
    plan = in_force(books.versions.of(Series(version.series.pay_role)), version.valid.start)
    if plan is not None and plan.terms.currency != version.terms.currency:
        plan = None
    return Changed(version.series.route or Route.TOGETHER, RouteTerms(plan, before), RouteTerms(plan, after))


def partner_of(books: Books, series: Series) -> tuple[str | None, str | None]:
    """Name and handle of the partner whose rules they are; nothing for a plan."""
    if series.alliance_id is None:
        return None, None
    alliance = books.alliances.get(series.alliance_id)
    return alliance.partner, alliance.handle
