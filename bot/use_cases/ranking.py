"""Which partner to take along? The question put to every alliance at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.domain.alliances import Alliance, Status
from bot.domain.earnings import Comparison, Question
from bot.domain.money import MixedCurrencies
from bot.domain.pay import MarginNeeded, UnitsNeeded
from bot.domain.people import PayRole, Person
from bot.domain.questions import Ask
from bot.domain.ranking import Candidate, Fit, Ranking, Untold, fit, industries, ranked
from bot.domain.refusals import Act, NotYourPay
from bot.domain.rights import may, require
from bot.domain.versions import Version, by_alliance
from bot.ports import Books
from bot.use_cases.earnings import compared, kept_figures, posed


def industries_to_choose(books: Books, asker: Person) -> tuple[str, ...]:
    """The industries that active alliances name, in the asker's language, those most of them name first.

    Raises:
        Outsider: if the asker belongs to another company.
    """
    require(asker, Act.ASK)
    return industries(active(books), asker.language)


def is_named(books: Books, asker: Person, industry: str) -> bool:
    """Whether an active alliance names the industry, in either language.

    Raises:
        Outsider: if the asker belongs to another company.
    """
    require(asker, Act.ASK)
    return any(fit(alliance, industry) is Fit.NAMED for alliance in active(books))


def rank(books: Books, asker: Person, question: Ask, industry: str, today: date) -> Ranking:
    """What the deal pays with each active alliance that fits the industry, best fit first. Stores nothing.

    The books are asked the same few times however many alliances there are.

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
    candidates = [
        Candidate(alliance, _pay(asked, plans, rules.get(alliance.id, ()), question.registered))
        for alliance in active(books)
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


def active(books: Books) -> tuple[Alliance, ...]:
    """The active alliances, by partner name."""
    return tuple(alliance for alliance in books.alliances.all() if alliance.status is Status.ACTIVE)


def _pay(
    asked: Question, plans: Sequence[Version], rules: Sequence[Version], registered: date | None
) -> Comparison | Untold:
    try:
        return compared(asked, plans, rules, registered) or Untold.NO_RULES
    except MarginNeeded:
        return Untold.MARGIN
    except UnitsNeeded:
        return Untold.UNITS
    except MixedCurrencies:
        return Untold.CURRENCY
