"""What do I earn? The question put to the books, and a seller's own figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.domain import evidence
from bot.domain.alliances import Alliance, Status
from bot.domain.cards import Answer
from bot.domain.earnings import Comparison, Question, RouteTerms, compare, kept_or_later
from bot.domain.incentives import Deal, Route
from bot.domain.measures import Measure, Owner
from bot.domain.money import MixedCurrencies
from bot.domain.pay import Base, MarginNeeded, Situation, UnitsNeeded
from bot.domain.people import Figures, PayRole, Person
from bot.domain.periods import PeriodKind, period_containing
from bot.domain.questions import Ask
from bot.domain.refusals import (
    Act,
    CurrencyDiffers,
    FormRefused,
    MarginAboveAmount,
    MarginMissing,
    NoRules,
    NotActive,
    NotYourPay,
    UnitsMissing,
)
from bot.domain.rights import may, require
from bot.domain.routes import PlanPay
from bot.domain.versions import InForce, Series, State, Version, in_force
from bot.ports import Books


def ask(books: Books, asker: Person, alliance: Alliance, question: Ask, today: date) -> Answer:
    """Answers for a pay role under the versions in force when each route's deal closes. Stores nothing.

    A goal is counted from the result the asker says, else from what the asker expects at the period's end, if that is
    kept, else from what is booked. A joint deal that was registered keeps the rules of that day unless those of the
    closing day pay more.

    Raises:
        Outsider: if the asker belongs to another company.
        NotYourPay: if the role is another than the asker's and the asker may not see what it earns.
        NotActive: if the alliance is a draft, paused or ended.
        NoRules: if no rules for co-selling are in force.
        CurrencyDiffers: if the deal is in another currency than the plan or the rules, without a planning rate.
        MarginMissing, UnitsMissing: if something is paid on the margin or by units and they were not given.
        FormRefused: if a margin is larger than its deal.
    """
    require(asker, Act.ASK)
    if alliance.status is not Status.ACTIVE:
        raise NotActive(alliance.partner, alliance.status)
    role = question.role or asker.pay_role
    rules = books.versions.of_alliance(alliance.id)
    require_to_see(asker, alliance, role, rules)
    manager = books.people.slack_id(alliance.profile.manager)
    plans = books.versions.of(Series(role))
    kept = kept_figures(books, asker, role)
    asked = posed(books, question, role, kept, plans, today)
    alone, together = asked.alone, asked.together
    current = [figures for figures in kept if alone.closes in figures.period]
    try:
        comparison = compared(asked, plans, [v for v in rules if v.series.pay_role is role], question.registered)
    except MarginNeeded:
        raise MarginMissing(alliance.partner) from None
    except UnitsNeeded:
        raise UnitsMissing(alliance.partner) from None
    except MixedCurrencies as mixed:
        raise CurrencyDiffers(*mixed.currencies) from None
    if comparison is None:
        raise NoRules(alliance.partner, manager, _ended(rules, role, together.closes), alliance.handle)
    return Answer(
        handle=alliance.handle,
        partner=alliance.partner,
        manager_slack_id=manager,
        pay_role=role,
        comparison=comparison,
        closes_assumed=question.closes is None,
        same_deal=alone == together,
        figures_elsewhere=bool(kept) and not current,
        today=today,
        evidence=evidence.evidence(books.leads.closed_joint(alliance.id, today - timedelta(days=evidence.DAYS))),
        assumed=alliance.game.assumed_chance,
        asked=question,
    )


def kept_figures(books: Books, asker: Person, role: PayRole) -> tuple[Figures, ...]:
    """The asker's own figures; none where another role's pay is asked for."""
    return books.figures.of(asker.id) if role is asker.pay_role else ()


def posed(
    books: Books, question: Ask, role: PayRole, kept: Sequence[Figures], plans: Sequence[Version], today: date
) -> Question:
    """The question with its deals and the situation it is asked from; the same for every partner.

    Raises:
        FormRefused: if a margin is larger than its deal.
    """
    alone, together = deals = _deals(question, today)
    return Question(alone, together, _situation(books, question, role, kept, plans, deals), question.chances)


def compared(
    asked: Question,
    plans: Sequence[Version],
    rules: Sequence[Version],
    registered: date | None = None,
    plan_pay: PlanPay | None = None,
) -> Comparison | None:
    """The comparison under the rules of the closing day, or of the registration day where those pay more.

    Args:
        asked: the question.
        plans: all versions of the role's plan.
        rules: all versions of one alliance's rules for the role.
        registered: the day a joint deal was registered.
        plan_pay: what plans pay, handed in by who asks for several alliances.

    Returns:
        None where no rules are in force.

    Raises:
        MarginNeeded, UnitsNeeded, MixedCurrencies: as `bot.domain.earnings.compare` does.
    """
    of_together = [version for version in rules if version.series.route is Route.TOGETHER]
    by_day = {day: in_force(of_together, day) for day in (asked.together.closes, registered or asked.together.closes)}
    hand_over = in_force([v for v in rules if v.series.route is Route.HAND_OVER], asked.alone.closes)
    if hand_over is None and not any(by_day.values()):
        return None
    plan_alone, plan_together = in_force(plans, asked.alone.closes), in_force(plans, asked.together.closes)

    def under(found: InForce | None) -> Comparison:
        return compare(
            asked,
            RouteTerms(plan_alone),
            None if found is None else RouteTerms(plan_together, found),
            None if hand_over is None else RouteTerms(plan_alone, hand_over),
            plan_pay,
        )

    later = under(by_day[asked.together.closes])
    if registered is None or by_day[registered] == by_day[asked.together.closes]:
        return later
    return kept_or_later(under(by_day[registered]), later)


def require_to_see(asker: Person, alliance: Alliance, role: PayRole, rules: Sequence[Version]) -> None:
    """Passes for the own role, for sales operations, and for the partner manager where the rules name the role.

    Raises:
        NotYourPay: for anybody else.
    """
    if role is asker.pay_role or may(asker, Act.RELEASE):
        return
    named = any(version.series.pay_role is role for version in rules)
    if not (named and alliance.is_managed_by(asker.id)):
        raise NotYourPay(role)


def currency_of(books: Books, pay_role: PayRole, today: date) -> str:
    """The currency of a bare amount: that of the pay role's plan today, else the company's."""
    plan = in_force(books.versions.of(Series(pay_role)), today)
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
    alone = Deal(
        question.amount,
        question.closes or today,
        question.margin,
        question.units,
        question.product,
        question.customer,
        question.region,
        question.months,
    )
    together = replace(
        alone,
        amount=question.amount_together or question.amount,
        closes=question.closes_together or alone.closes,
        margin=question.margin_together or question.margin,
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


def _situation(
    books: Books, question: Ask, role: PayRole, kept: Sequence[Figures], plans: Sequence[Version], deals: Sequence[Deal]
) -> Situation:
    starts = books.people.company().fiscal_year_starts
    expects = any(figures.expected is not None for figures in kept for deal in deals if deal.closes in figures.period)
    said = tuple(_said(question, kept, plans, deals, starts))
    return Situation(
        figures=(*said, *kept),
        base=question.base or (Base.EXPECTED if expects and not said else Base.BOOKED),
        fiscal_year_starts=starts,
        role=role,
        deals_so_far=question.deals_so_far,
    )


def _said(
    question: Ask, kept: Sequence[Figures], plans: Sequence[Version], deals: Sequence[Deal], starts: int
) -> Iterator[Figures]:
    """The own result somebody typed, for the shortest period the plan counts in; before what is kept.

    One number can't be the result of a quarter and of a year: of longer periods only what is kept counts.
    """
    if question.so_far is None:
        return
    for deal in deals:
        plan = in_force(plans, deal.closes)
        kinds = {getattr(component, "period", None) for component in plan.terms.components} if plan else set()
        shortest = next((kind for kind in PeriodKind if kind in kinds), None)
        for measure in (Measure.ORDERS, Measure.REVENUE) if shortest else ():
            days = period_containing(deal.closes, shortest or PeriodKind.YEAR, starts)
            mine = (f for f in kept if (f.period, f.measure, f.owner) == (days, measure, Owner.PERSON))
            own = next(mine, Figures(days))
            yield replace(own, measure=measure, booked=question.so_far, expected=question.so_far)


def _ended(rules: Sequence[Version], role: PayRole, day: date) -> bool:
    of_role = [v for v in rules if (v.series.pay_role, v.series.route) == (role, Route.TOGETHER)]
    ends = [v.valid.start if v.ends else v.valid.end for v in of_role if v.state is State.RELEASED]
    return any(end is not None and end <= day for end in ends)
