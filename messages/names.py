"""What the domain's words are called in both languages."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.alliances import Status
from bot.domain.incentives import Basis, Customer, Fact, Measure, Mode, Moment, Owner, Route, Trigger
from bot.domain.measures import Quantity
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
        Basis.COMMISSION: language.say("commission so far"),
    }[which]


def of_basis(which: Basis, language: Language) -> str:
    """The same behind a rate: `of the margin`."""
    return {
        Basis.DEAL_AMOUNT: language.say("of the deal amount"),
        Basis.MARGIN: language.say("of the margin"),
        Basis.CREDITED: language.say("of our credited share"),
        Basis.COMMISSION: language.say("of the commission so far"),
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
        Measure.UNITS: language.say("units"),
        Measure.DEALS: language.say("number of deals"),
    }[which]


def quantity(which: Quantity, counted: Measure, language: Language) -> str:
    """An amount, or how many of what is counted: `€50,000`, `3 deals`."""
    if not isinstance(which, int):
        return language.money(which)
    if counted is Measure.UNITS:
        return language.say_n("{n} unit", "{n} units", which)
    return language.say_n("{n} deal", "{n} deals", which)


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


def per_period(which: PeriodKind | None, language: Language) -> str:
    """How often something counts anew; None is with each deal."""
    return {
        None: language.say("per deal"),
        PeriodKind.MONTH: language.say("per month"),
        PeriodKind.QUARTER: language.say("per quarter"),
        PeriodKind.HALF: language.say("per half-year"),
        PeriodKind.YEAR: language.say("per fiscal year"),
    }[which]


def in_period(which: PeriodKind, language: Language) -> str:
    """The period something is counted in."""
    return {
        PeriodKind.MONTH: language.say("in the month"),
        PeriodKind.QUARTER: language.say("in the quarter"),
        PeriodKind.HALF: language.say("in the half-year"),
        PeriodKind.YEAR: language.say("in the fiscal year"),
    }[which]


def customer(which: Customer, language: Language) -> str:
    """Whether we have sold to the customer before."""
    return {
        Customer.NEW: language.say("new customer"),
        Customer.EXISTING: language.say("existing customer"),
    }[which]


def fact(which: Fact, language: Language) -> str:
    """What a condition asks of a deal, behind *depending on*."""
    return {
        Fact.PRODUCT: language.say("the product"),
        Fact.CUSTOMER: language.say("new or existing customer"),
        Fact.REGION: language.say("the region"),
        Fact.MONTHS: language.say("the contract months"),
    }[which]


def trigger(which: Trigger, language: Language) -> str:
    """Why a deal is cancelled."""
    return {
        Trigger.CUSTOMER_CANCELS: language.say("the customer cancels"),
        Trigger.NOT_PAID: language.say("the customer does not pay"),
        Trigger.RETURNED: language.say("the customer sends it back"),
        Trigger.OUR_FAULT: language.say("it is our own fault"),
    }[which]


def moment(which: Moment, language: Language) -> str:
    """When pay is earned, or paid."""
    return {
        Moment.ORDER: language.say("with the order"),
        Moment.DELIVERY: language.say("on delivery"),
        Moment.INVOICE: language.say("with the invoice"),
        Moment.PAYMENT: language.say("when the customer pays"),
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
