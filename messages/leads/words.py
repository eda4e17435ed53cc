"""What the lead book's words are called in both languages."""

from __future__ import annotations

from bot.domain.incentives import Trigger
from bot.domain.leads import Attempt, Basis, Direction, Reason, Stage, Timing, Verb
from bot.domain.money import Money
from messages.language import Language


def stage(which: Stage, language: Language) -> str:
    """Where a lead stands."""
    return {
        Stage.SHARED: language.say("waiting for an answer"),
        Stage.ACCEPTED: language.say("accepted"),
        Stage.QUALIFIED: language.say("qualified"),
        Stage.WON: language.say("won"),
        Stage.LOST: language.say("lost"),
        Stage.DISQUALIFIED: language.say("disqualified"),
        Stage.DECLINED: language.say("declined"),
        Stage.EXPIRED: language.say("expired"),
        Stage.WITHDRAWN: language.say("withdrawn"),
        Stage.CANCELLED: language.say("won, then cancelled"),
    }[which]


def verb(which: Verb, language: Language) -> str:
    """What can be done with a lead, as it stands on a button; sharing and expiring have none."""
    return {
        Verb.ACCEPT: language.say("Accept"),
        Verb.DECLINE: language.say("Decline"),
        Verb.QUALIFY: language.say("Qualified"),
        Verb.DISQUALIFY: language.say("Not qualified"),
        Verb.WIN: language.say("Won"),
        Verb.LOSE: language.say("Lost"),
        Verb.WITHDRAW: language.say("Withdraw"),
        Verb.CANCEL: language.say("Deal cancelled"),
    }[which]


def reason(which: Reason, language: Language) -> str:
    """Why a lead was declined, disqualified or lost."""
    return {
        Reason.NOT_OUR_CUSTOMER: language.say("not our customer"),
        Reason.NO_BUDGET: language.say("no budget"),
        Reason.NO_ANSWER: language.say("the customer does not answer"),
        Reason.DUPLICATE: language.say("already known (duplicate)"),
        Reason.REQUIREMENT_NOT_MET: language.say("does not meet what was agreed for leads"),
        Reason.TIMING: language.say("wrong time"),
        Reason.OTHER: language.say("another reason"),
    }[which]


def trigger(which: Trigger, language: Language) -> str:
    """Why a won deal was cancelled."""
    return {
        Trigger.CUSTOMER_CANCELS: language.say("the customer cancelled"),
        Trigger.NOT_PAID: language.say("the customer does not pay"),
        Trigger.RETURNED: language.say("the goods came back"),
        Trigger.OUR_FAULT: language.say("our own fault"),
    }[which]


def timing(which: Timing, language: Language) -> str:
    """When the customer wants to decide."""
    return {
        Timing.NOW: language.say("now"),
        Timing.THIS_QUARTER: language.say("this quarter"),
        Timing.NEXT_QUARTER: language.say("next quarter"),
        Timing.LATER: language.say("later"),
        Timing.UNKNOWN: language.say("not known yet"),
    }[which]


def basis(which: Basis, language: Language) -> str:
    """On what basis a contact person's data is passed on."""
    return {
        Basis.AGREED: language.say("the contact has agreed"),
        Basis.LEGITIMATE_INTEREST: language.say("legitimate interest"),
    }[which]


def attempt(which: Attempt, language: Language) -> str:
    """When the partner came in, seen from our own attempt."""
    return {
        Attempt.BEFORE: language.say("before our own attempt"),
        Attempt.DURING: language.say("during our own attempt"),
        Attempt.AFTER: language.say("after our own attempt"),
    }[which]


def band(which: tuple[Money | None, Money | None], language: Language) -> str:
    """A value band: `€50,000 to €250,000`, open at its lower or upper end."""
    low, high = which
    if low is not None and high is not None:
        return language.say("{low} to {high}", low=language.money(low), high=language.money(high))
    if low is not None:
        return language.say("{low} or more", low=language.money(low))
    if high is not None:
        return language.say("below {high}", high=language.money(high))
    return language.say("any amount")


def headline(direction: Direction, reference: str, partner: str, language: Language) -> str:
    """A lead by its reference and partner: `L-1042 · a lead for Acme`."""
    return {
        Direction.GIVEN: language.say("{lead} · a lead for {partner}", lead=reference, partner=partner),
        Direction.RECEIVED: language.say("{lead} · a lead from {partner}", lead=reference, partner=partner),
        Direction.JOINT: language.say("{lead} · a joint lead with {partner}", lead=reference, partner=partner),
    }[direction]
