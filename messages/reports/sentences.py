"""What the counts say: the balance in one sentence, health with its reasons, whose turn it is."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from bot.domain.health import Health, Move, Proposal, State, Why
from bot.domain.leads import Side
from bot.domain.money import round_half_up
from bot.domain.reciprocity import Agreement, Balance, Verdict
from messages.language import Language
from messages.names import capitalised, listed


def ratio(share: Fraction, language: Language) -> str:
    """Our share and the partner's, in per cent: `70.6 : 29.4`; both as shown make a hundred."""
    ours = Fraction(round_half_up(share * 1000), 1000)
    return f"{language.points(ours)} : {language.points(1 - ours)}"


def counts(balance: Balance, language: Language) -> str:
    """What was given and received, and what was agreed; only valid leads count."""
    return language.say(
        "Given {given}, received {received}; agreed {agreed}.",
        given=balance.given.valid,
        received=balance.received.valid,
        agreed=ratio(balance.agreement.share.fraction, language),
    )


def verdict(balance: Balance, language: Language) -> str:
    """The balance in a sentence or two: the counts, and how far they are off; or that there is not enough yet."""
    if balance.share is None:
        agreed = ratio(balance.agreement.share.fraction, language)
        return language.say("No leads given or received yet; agreed {agreed}.", agreed=agreed)
    said = counts(balance, language)
    if balance.verdict is Verdict.NOT_ENOUGH:
        total = balance.given.valid + balance.received.valid
        few = language.say("Not enough yet: {n} of {minimum} leads.", n=total, minimum=balance.agreement.minimum)
        return f"{few} {said}"
    return f"{said} {_off(balance, balance.share, language)}"


def _off(balance: Balance, share: Fraction, language: Language) -> str:
    off = share - balance.agreement.share.fraction
    now, points, band = ratio(share, language), language.points(abs(off)), _band(balance.agreement, language)
    match balance.verdict:
        case Verdict.WE_GIVE_MORE:
            said = language.say(
                "That is {now}: we give {points} points more than agreed, outside the band of ± {band}.",
                now=now,
                points=points,
                band=band,
            )
        case Verdict.WE_TAKE_MORE:
            said = language.say(
                "That is {now}: we give {points} points less than agreed, outside the band of ± {band}.",
                now=now,
                points=points,
                band=band,
            )
        case Verdict.BALANCED | Verdict.NOT_ENOUGH:
            said = _balanced(balance.agreement, off, now, language)
        case _:
            assert_never(balance.verdict)
    return said


def _balanced(agreement: Agreement, off: Fraction, now: str, language: Language) -> str:
    points, band = language.points(abs(off)), _band(agreement, language)
    if not off:
        return language.say("That is exactly as agreed.")
    if abs(off) <= agreement.band.fraction:
        return language.say(
            "That is {now}: {points} points off, within the band of ± {band}.", now=now, points=points, band=band
        )
    return language.say_n(
        "That is {now}: {points} points off, covered by a trust credit of {n} lead.",
        "That is {now}: {points} points off, covered by a trust credit of {n} leads.",
        agreement.trust_credit,
        now=now,
        points=points,
    )


def _band(agreement: Agreement, language: Language) -> str:
    return language.points(agreement.band.fraction)


def state(which: State, language: Language) -> str:
    """How an alliance does."""
    return {
        State.LIVED: language.say("lived"),
        State.BUILDING: language.say("building"),
        State.ONE_SIDED: language.say("one-sided"),
        State.ASLEEP: language.say("asleep"),
        State.ON_PAPER: language.say("on paper only"),
    }[which]


def health(shown: Health, language: Language) -> str:
    """The state with its reasons, as in *Asleep: no lead for 70 days*."""
    reasons = listed([reason(why, shown.days, language) for why in shown.reasons], language)
    return f"{capitalised(state(shown.state, language))}: {reasons}."


def reason(why: Why, days: int, language: Language) -> str:
    """A reason of the state; `days` is how long ago the last lead was or, without any, the alliance began."""
    return {
        Why.NEVER_A_LEAD: language.say_n("not one lead in {n} day", "not one lead in {n} days", days),
        Why.NO_LEAD_FOR: language.say_n("no lead for {n} day", "no lead for {n} days", days),
        Why.YOUNG: language.say("younger than a sales cycle"),
        Why.WE_GIVE_MORE: language.say("we give more than agreed"),
        Why.WE_TAKE_MORE: language.say("we give less than agreed"),
        Why.NOTHING_GIVEN: language.say("nothing given yet"),
        Why.NOTHING_RECEIVED: language.say("nothing received yet"),
        Why.ANSWERED_LATE: language.say("too many answers come late"),
        Why.NOTHING_QUALIFIED: language.say("nothing qualified yet"),
        Why.BOTH_GIVE: language.say("leads as agreed"),
        Why.ANSWERED_IN_TIME: language.say("answers in time"),
        Why.HAS_RESULTS: language.say("results"),
    }[why]


def turn(shown: Proposal, partner: str, language: Language) -> str:
    """Whose turn it is, and what helps most now; the partner's name is already safe for where it is shown."""
    match shown.move:
        case Move.ANSWER:
            text = _answer(shown, partner, language)
        case Move.SHARE:
            text = _share(shown, partner, language)
        case Move.QUALIFY:
            text = language.say_n(
                "Our turn: {n} lead with {partner} is open, none has qualified. Take it there.",
                "Our turn: {n} leads with {partner} are open, none has qualified. Take one there.",
                shown.leads,
                partner=partner,
            )
        case Move.KEEP_GOING:
            text = language.say("Nobody is behind. Keep going.")
        case _:
            assert_never(shown.move)
    return text


def _answer(shown: Proposal, partner: str, language: Language) -> str:
    if shown.side is Side.OURS:
        return language.say_n(
            "Our turn: answer {n} overdue lead from {partner}.",
            "Our turn: answer {n} overdue leads from {partner}.",
            shown.leads,
            partner=partner,
        )
    return language.say_n(
        "{partner}’s turn: {n} lead of ours is overdue for an answer. Call them.",
        "{partner}’s turn: {n} leads of ours are overdue for an answer. Call them.",
        shown.leads,
        partner=partner,
    )


def _share(shown: Proposal, partner: str, language: Language) -> str:
    if shown.side is Side.OURS:
        return language.say_n(
            "Our turn: share {n} lead with {partner}.",
            "Our turn: share {n} leads with {partner}.",
            shown.leads,
            partner=partner,
        )
    return language.say_n(
        "{partner}’s turn: ask them for {n} lead.",
        "{partner}’s turn: ask them for {n} leads.",
        shown.leads,
        partner=partner,
    )
