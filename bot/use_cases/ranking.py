"""Which partner to take along? The question put to every alliance at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.domain.alliances import Alliance, active
from bot.domain.earnings import Comparison, Question
from bot.domain.money import MixedCurrencies
from bot.domain.pay import MarginNeeded, UnitsNeeded
from bot.domain.people import PayRole, Person
from bot.domain.questions import Ask
from bot.domain.ranking import Candidate, Ranking, Untold, fit, ranked
from bot.domain.refusals import Act, NotYourPay
from bot.domain.rights import may, require
from bot.domain.routes import PlanPay
from bot.domain.versions import Version, by_alliance
from bot.ports import Books
from bot.use_cases.earnings import compared, kept_figures, posed


def rank(
    books: Books, asker: Person, alliances: Sequence[Alliance], question: Ask, industry: str, today: date
) -> Ranking:
    """What the deal pays with each of the alliances that is active and fits the industry, best fit first.

    Stores nothing. The books are asked the same few times however many alliances there are.

    Raises:
        Outsider: if the asker belongs to another company.
        NotYourPay: if another role's pay is asked for and the asker is not in sales operations.
        FormRefused: if a margin is larger than its deal.
    """
    require(asker, Act.ASK)
    role = question.role or asker.pay_role
    require_role(asker, role)
    rules = by_alliance(books.versions.released(role))
    plans = rules.get(None, ())
    asked = posed(books, question, role, kept_figures(books, asker, role), plans, today)
    plan_pay = PlanPay(asked.situation)
    candidates = [
        Candidate(alliance, _pay(asked, plans, rules.get(alliance.id, ()), question.registered, plan_pay))
        for alliance in active(alliances)
        if fit(alliance, industry) is not None
    ]
    return Ranking(question, industry, ranked(candidates, industry), asked.alone.closes, role)


def require_role(asker: Person, role: PayRole) -> None:
    """Passes for the own pay role and for sales operations.

    Raises:
        NotYourPay: for anybody else.
    """
    if role is not asker.pay_role and not may(asker, Act.RELEASE):
        raise NotYourPay(role)


def _pay(
    asked: Question,
    plans: Sequence[Version],
    rules: Sequence[Version],
    registered: date | None,
    plan_pay: PlanPay,
) -> Comparison | Untold:
    try:
        return compared(asked, plans, rules, registered, plan_pay) or Untold.NO_RULES
    except MarginNeeded:
        return Untold.MARGIN
    except UnitsNeeded:
        return Untold.UNITS
    except MixedCurrencies:
        return Untold.CURRENCY
