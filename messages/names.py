"""What the domain's words are called in both languages."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.alliances import Status
from bot.domain.incentives import Basis, Measure, Mode, Owner, Route
from bot.domain.people import LanguageCode, PayRole, Right
from bot.domain.periods import PeriodKind
from messages.language import Language


def status(which: Status, language: Language) -> str:
    """An alliance's status."""
    return {
        Status.DRAFT: language.say("draft"),
        Status.ACTIVE: language.say("active"),
        Status.PAUSED: language.say("paused"),
        Status.ENDED: language.say("ended"),
    }[which]


def right(which: Right, language: Language) -> str:
    """A right, as the name of who holds it."""
    return {
        Right.PARTNER_MANAGER: language.say("partner manager"),
        Right.SALES_OPERATIONS: language.say("sales operations"),
        Right.LEADERSHIP: language.say("leadership"),
        Right.ADMINISTRATOR: language.say("administrator"),
    }[which]


def pay_role(which: PayRole, language: Language) -> str:
    """A pay role by itself."""
    return {
        PayRole.SELLER: language.say("seller"),
        PayRole.INSIDE_SALES: language.say("inside sales"),
        PayRole.PRESALES: language.say("presales"),
        PayRole.SUPPORT: language.say("support"),
        PayRole.TEAM_LEAD: language.say("team lead"),
    }[which]


def somebody_paid_as(which: PayRole, language: Language) -> str:
    """A pay role as the subject of a sentence."""
    return {
        PayRole.SELLER: language.say("a seller"),
        PayRole.INSIDE_SALES: language.say("somebody in inside sales"),
        PayRole.PRESALES: language.say("somebody in presales"),
        PayRole.SUPPORT: language.say("somebody in support"),
        PayRole.TEAM_LEAD: language.say("a team lead"),
    }[which]


def route(which: Route, language: Language) -> str:
    """A route to winning a deal."""
    return {
        Route.ALONE: language.say("alone"),
        Route.TOGETHER: language.say("together"),
        Route.HAND_OVER: language.say("hand over"),
    }[which]


def basis(which: Basis, language: Language) -> str:
    """What a percentage is taken of."""
    return {
        Basis.DEAL_AMOUNT: language.say("deal amount"),
        Basis.MARGIN: language.say("margin"),
        Basis.CREDITED: language.say("credited share"),
    }[which]


def mode(which: Mode, language: Language) -> str:
    """How rules stand to the plan."""
    return {
        Mode.ON_TOP: language.say("on top of the plan"),
        Mode.INSTEAD: language.say("instead of the plan"),
    }[which]


def measure(which: Measure, language: Language) -> str:
    """What a goal counts."""
    return {
        Measure.ORDERS: language.say("orders"),
        Measure.REVENUE: language.say("revenue"),
        Measure.MARGIN: language.say("margin"),
    }[which]


def owner(which: Owner, language: Language) -> str:
    """Whose results a goal counts."""
    return {
        Owner.PERSON: language.say("counted for the person"),
        Owner.TEAM: language.say("counted for the team"),
        Owner.COMPANY: language.say("counted for the company"),
    }[which]


def period(which: PeriodKind, language: Language) -> str:
    """The span of a goal."""
    return {
        PeriodKind.MONTH: language.say("month"),
        PeriodKind.QUARTER: language.say("quarter"),
        PeriodKind.HALF: language.say("half-year"),
        PeriodKind.YEAR: language.say("fiscal year"),
    }[which]


def in_language(which: LanguageCode, language: Language) -> str:
    """In which language something is written."""
    return {LanguageCode.EN: language.say("in English"), LanguageCode.DE: language.say("in German")}[which]


def listed(names: Iterable[str], language: Language) -> str:
    """Names in a row: `a, b and c`."""
    *first, last = names
    return language.say("{names} and {last}", names=", ".join(first), last=last) if first else last


def either(names: Iterable[str], language: Language) -> str:
    """Names to choose from: `a, b or c`."""
    *first, last = names
    return language.say("{names} or {last}", names=", ".join(first), last=last) if first else last


def capitalised(sentence: str) -> str:
    """The sentence with a capital letter in front."""
    return sentence[:1].upper() + sentence[1:]
