"""Payout notes made when a joint deal is won or cancelled: what the alliance's rules promise, what is owed back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.alliances import Alliance
from bot.domain.clawbacks import owed_back
from bot.domain.earnings import NO_GUESS, Question, RoutePay, RouteTerms, compare, kept_or_later
from bot.domain.incentives import AllianceRules, Clawback, Deal, Route, Trigger
from bot.domain.leads import Cancellation, Direction, Lead
from bot.domain.money import MixedCurrencies, Money
from bot.domain.pay import MarginNeeded, Situation, UnitsNeeded, clawbacks
from bot.domain.payouts import NoteKind, NoteState, PayoutNote, Promise
from bot.domain.people import PayRole, Person
from bot.domain.versions import Series, in_force
from bot.domain.worlds import worlds
from bot.ports import Books

_NO_NOTE = 0
_SOMETHING = 1_000_000_000
"""Minor units paid, to see whether anything is owed back of an amount nobody knows yet."""


def note_won(books: Books, lead: Lead, alliance: Alliance, now: datetime) -> PayoutNote | None:
    """Makes the note for a joint lead that was just won: what the alliance's rules pay to whoever of ours shared it.

    None if the lead is not joint, if nothing is due, or if the note is there already.
    """
    if lead.direction is not Direction.JOINT or lead.won is None:
        return None
    payee = books.people.get(lead.owner_id or lead.sender_id)
    closed, registered = company_day(books, now), company_day(books, lead.shared_at)
    promised = promise(books, payee, alliance, Deal(lead.won, closed), registered)
    if promised is None:
        return None
    return books.payouts.add(
        PayoutNote(
            id=_NO_NOTE,
            kind=NoteKind.PAY,
            lead_id=lead.id,
            alliance_id=alliance.id,
            payee_id=payee.id,
            pay_role=payee.pay_role,
            closed=closed,
            deal=lead.won,
            promise=promised,
            amount=promised.amount,
            made_at=now,
        )
    )


def note_cancelled(books: Books, lead: Lead, cancellation: Cancellation, now: datetime) -> tuple[PayoutNote, ...]:
    """Makes the clawback notes for a won lead that was just cancelled, by the terms of the versions it was paid under.

    A note that is still open is taken back, too: confirmed both, they come to what is left. One that was rejected
    pays nothing that could be taken back.
    """
    made = []
    for paid in books.payouts.of_lead(lead.id):
        if paid.kind is NoteKind.CLAWBACK or paid.state is NoteState.REJECTED:
            continue
        owed = owed_of(books, paid, cancellation)
        if owed is None or owed.minor < 0:
            made.append(books.payouts.add(_clawback(paid, owed, cancellation, now)))
    return tuple(note for note in made if note is not None)


def _clawback(paid: PayoutNote, amount: Money | None, cancellation: Cancellation, now: datetime) -> PayoutNote:
    return replace(
        paid,
        id=_NO_NOTE,
        kind=NoteKind.CLAWBACK,
        amount=amount,
        made_at=now,
        takes_back=paid.id,
        cancellation=cancellation,
        state=NoteState.OPEN,
        settled_by=None,
        settled_at=None,
    )


def promise(books: Books, payee: Person, alliance: Alliance, deal: Deal, registered: date) -> Promise | None:
    """What the rules of the route *together* pay somebody for a deal, under the versions of its closing day.

    The rules of the day it was registered count unless later ones pay as much; the plan is that of the closing day, as
    it is the plan that pays. The payee's own figures are left out: others read the note. None if there are no rules,
    or they pay nothing.
    """
    now = _terms(books, payee, alliance, deal.closes)
    then = replace(now, rules=_terms(books, payee, alliance, registered).rules)
    rules = now.rules or then.rules
    if rules is None:
        return None
    best = _best(Question(deal, deal, _situation(books, payee.pay_role), NO_GUESS), then, now)
    if best is None:
        as_of = registered if now.rules is None else deal.closes
        return Promise(as_of, rules.terms.currency, rules.version.id, None, None, None)
    amount = None if best.on_top is None else best.on_top.exact
    if best.rules is None or (amount is not None and amount.minor <= 0):
        return None
    return Promise(
        as_of=registered if best.kept else deal.closes,
        currency=best.rules.terms.currency,
        rules_id=best.rules.id,
        plan_id=None if best.plan is None else best.plan.id,
        lines=best.rule_lines,
        amount=amount,
    )


def _terms(books: Books, payee: Person, alliance: Alliance, day: date) -> RouteTerms:
    plan, rules = Series(payee.pay_role), Series(payee.pay_role, alliance.id, Route.TOGETHER)
    return RouteTerms(in_force(books.versions.of(plan), day), in_force(books.versions.of(rules), day))


def _best(question: Question, then: RouteTerms, now: RouteTerms) -> RoutePay | None:
    """The better of two days' terms; None if neither can be told from what the books know of the deal.

    Where it is the plan that needs more, the rules are told without it.
    """
    for plan_counts in (True, False):
        days = [day if plan_counts else replace(day, plan=None) for day in (then, now)]
        try:
            kept, later = (compare(question, RouteTerms(), day if day.rules else None, None) for day in days)
        except (MarginNeeded, UnitsNeeded, MixedCurrencies):
            continue
        return kept_or_later(kept, later).together
    return None


def owed_of(books: Books, paid: PayoutNote, cancellation: Cancellation) -> Money | None:
    """What is owed back of a note once its deal is cancelled, by the terms it was made under: nothing or less.

    None where it can't be told: the amount is not known yet, or it depends on what the books don't know of the deal, or
    on too much of that to try it all.
    """
    terms = books.versions.get(paid.promise.rules_id).terms
    assert isinstance(terms, AllianceRules)
    amount = paid.amount or Money(_SOMETHING, paid.promise.currency)
    if cancellation.trigger is Trigger.OUR_FAULT or not any(isinstance(c, Clawback) for c in terms.components):
        return Money(0, amount.currency)
    situation, owed = _situation(books, paid.pay_role), set()
    for deal in worlds(Deal(paid.deal, paid.closed), [terms]):
        try:
            found = clawbacks(terms, deal, situation, terms.credit)
        except MixedCurrencies:
            return None
        back = [owed_back(term, amount, paid.closed, cancellation.day, cancellation.trigger).minor for term in found]
        owed.add(min(back, default=0))
    if owed == {0}:
        return Money(0, amount.currency)
    return None if paid.amount is None or len(owed) != 1 else Money(owed.pop(), amount.currency)


def _situation(books: Books, pay_role: PayRole) -> Situation:
    return Situation(fiscal_year_starts=books.people.company().fiscal_year_starts, role=pay_role)


def company_day(books: Books, moment: datetime) -> date:
    """The day it is for the company at a moment."""
    return moment.astimezone(ZoneInfo(books.people.company().time_zone)).date()
