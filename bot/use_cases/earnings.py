"""What do I earn? The question put to the books, and a seller's own figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.domain.alliances import Alliance, Status
from bot.domain.cards import Answer
from bot.domain.earnings import NO_GUESS, Chances, Question, RouteTerms, compare
from bot.domain.incentives import Deal, Route
from bot.domain.money import MixedCurrencies, Money
from bot.domain.pay import Base, MarginNeeded, Situation
from bot.domain.people import Figures, PayRole, Person
from bot.domain.refusals import (
    Act,
    CurrencyDiffers,
    FormRefused,
    MarginAboveAmount,
    MarginMissing,
    NoRules,
    NotActive,
)
from bot.domain.rights import require
from bot.domain.versions import InForce, Series, in_force
from bot.ports import Books


@dataclass(frozen=True, slots=True)
class Ask:
    """A deal alone and what is different together; None means: not said."""

    amount: Money
    margin: Money | None = None
    closes: date | None = None
    amount_together: Money | None = None
    margin_together: Money | None = None
    closes_together: date | None = None
    chances: Chances = NO_GUESS
    base: Base | None = None


def ask(books: Books, asker: Person, alliance: Alliance, question: Ask, today: date) -> Answer:
    """Answers for the asker's pay role under the versions in force when each route's deal closes. Stores nothing.

    A goal is counted from the result the asker expects at the period's end, if that is kept, else from what is booked.

    Raises:
        Outsider: if the asker belongs to another company.
        NotActive: if the alliance is a draft, paused or ended.
        NoRules: if no rules for co-selling are in force.
        CurrencyDiffers: if the deal is in another currency than the plan or the rules.
        MarginMissing: if something is paid on the margin and it was not given.
        FormRefused: if a margin is larger than its deal.
    """
    require(asker, Act.ASK)
    if alliance.status is not Status.ACTIVE:
        raise NotActive(alliance.partner, alliance.status)
    alone, together = _deals(question, today)
    manager = books.people.get(alliance.profile.manager).slack_user_id
    rules = _in_force(books, Series(asker.pay_role, alliance.id, Route.TOGETHER), together.closes)
    hand_over = _in_force(books, Series(asker.pay_role, alliance.id, Route.HAND_OVER), alone.closes)
    if rules is None and hand_over is None:
        raise NoRules(alliance.partner, manager, _ended(books, asker, alliance, together.closes))
    plan_alone = _in_force(books, Series(asker.pay_role), alone.closes)
    plan_together = _in_force(books, Series(asker.pay_role), together.closes)
    kept = books.figures.of(asker.id)
    current = [figures for figures in kept if alone.closes in figures.period]
    expects = any(figures.expected for figures in current)
    situation = Situation(
        figures=kept,
        base=question.base or (Base.EXPECTED if expects else Base.BOOKED),
        fiscal_year_starts=books.people.company().fiscal_year_starts,
    )
    try:
        comparison = compare(
            Question(alone, together, situation, question.chances),
            RouteTerms(plan_alone),
            None if rules is None else RouteTerms(plan_together, rules),
            None if hand_over is None else RouteTerms(plan_alone, hand_over),
        )
    except MarginNeeded:
        raise MarginMissing(alliance.partner) from None
    except MixedCurrencies as mixed:
        raise CurrencyDiffers(*mixed.currencies) from None
    return Answer(
        handle=alliance.handle,
        partner=alliance.partner,
        manager_slack_id=manager,
        pay_role=asker.pay_role,
        comparison=comparison,
        closes_assumed=question.closes is None,
        same_deal=alone == together,
        figures_elsewhere=bool(kept) and not current,
        today=today,
    )


def currency_of(books: Books, pay_role: PayRole, today: date) -> str:
    """The currency of a bare amount: that of the pay role's plan today, else the company's."""
    plan = _in_force(books, Series(pay_role), today)
    return books.people.company().currency if plan is None else plan.terms.currency


def save_figures(books: Books, owner: Person, figures: Figures) -> None:
    """Keeps the person's own figures of a period. Nobody else can read them."""
    require(owner, Act.ASK)
    books.figures.save(owner.id, figures)


def delete_figures(books: Books, owner: Person) -> int:
    """Deletes all of the person's own figures and says for how many periods there were some."""
    require(owner, Act.ASK)
    return books.figures.delete(owner.id)


def _deals(question: Ask, today: date) -> tuple[Deal, Deal]:
    alone = Deal(question.amount, question.closes or today, question.margin)
    together = Deal(
        question.amount_together or question.amount,
        question.closes_together or alone.closes,
        question.margin_together or question.margin,
    )
    problems = {
        field: MarginAboveAmount()
        for field, deal in (("margin_together", together), ("margin", alone))
        if deal.margin is not None and deal.margin.minor > deal.amount.minor
    }
    if "margin" in problems and question.margin_together is None:
        problems.pop("margin_together", None)
    if problems:
        raise FormRefused(problems)
    return alone, together


def _in_force(books: Books, series: Series, day: date) -> InForce | None:
    return in_force(books.versions.of(series), day)


def _ended(books: Books, asker: Person, alliance: Alliance, day: date) -> bool:
    versions = books.versions.of(Series(asker.pay_role, alliance.id, Route.TOGETHER))
    return any(version.valid.end is not None and version.valid.end <= day for version in versions)
