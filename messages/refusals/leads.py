"""Sentences about leads, and about what is posted by itself."""

from __future__ import annotations

from typing import assert_never

from bot.domain import refusals as r
from bot.domain.leads import Stage
from messages.language import Language
from messages.refusals.telling import Telling

_Lead = r.NamesCustomer | r.NoValues | r.UnknownLead | r.LeadClosed
_Post = r.NotInChannel | r.NothingToSay | r.PeriodUnreadable
OfLeads = _Lead | _Post


def of_leads(refused: OfLeads, tell: Telling) -> str:
    """What is wrong with it."""
    return _lead(refused, tell) if isinstance(refused, _Lead) else _post(refused, tell)


def _lead(refused: _Lead, tell: Telling) -> str:
    match refused:
        case r.NamesCustomer():
            text = tell.language.say(
                "This names the customer, and it is read before the lead is accepted. Leave the name out."
            )
        case r.NoValues():
            text = tell.language.say("This partner competes with us in parts: leave the value out.")
        case r.UnknownLead(typed=""):
            text = tell.language.say("Which lead? Type its reference after it, L-1042 for instance.")
        case r.UnknownLead(typed=word):
            text = tell.language.say("I know no lead “{words}”. `/lead list` shows yours.", words=tell.short(word))
        case r.LeadClosed(reference=lead, stage=stage):
            text = _at_another_stage(lead, stage, tell.language)
        case _:
            assert_never(refused)
    return text


def _at_another_stage(lead: str, stage: Stage, language: Language) -> str:
    return {
        Stage.SHARED: language.say("{lead} still waits for an answer; that comes first.", lead=lead),
        Stage.ACCEPTED: language.say("{lead} is accepted by now; say next whether it is qualified.", lead=lead),
        Stage.QUALIFIED: language.say("{lead} is qualified by now; next it is won or lost.", lead=lead),
        Stage.WON: language.say("{lead} is already won; nothing was changed.", lead=lead),
        Stage.LOST: language.say("{lead} is already lost; nothing was changed.", lead=lead),
        Stage.DISQUALIFIED: language.say("{lead} was found not qualified; nothing was changed.", lead=lead),
        Stage.DECLINED: language.say("{lead} was declined; nothing was changed.", lead=lead),
        Stage.EXPIRED: language.say(
            "{lead} has expired because nobody answered in time. Ask for it to be shared again.", lead=lead
        ),
        Stage.WITHDRAWN: language.say("{lead} was withdrawn by its sender; nothing was changed.", lead=lead),
        Stage.CANCELLED: language.say("{lead} was won and then cancelled; nothing was changed.", lead=lead),
    }[stage]


def _post(refused: _Post, tell: Telling) -> str:
    match refused:
        case r.NotInChannel(archived=True):
            text = tell.language.say("This channel is archived. Choose another one.")
        case r.NotInChannel():
            text = tell.language.say("I am not in this channel. Invite me with `/invite`, then try again.")
        case r.NothingToSay(partner=partner):
            text = tell.language.say(
                "There is nothing new to say about {partner}, so nothing is posted.", partner=tell.literal(partner)
            )
        case r.PeriodUnreadable(typed=word):
            text = tell.language.say(
                "“{words}” is no period. Write this quarter, last quarter or 2026.", words=tell.short(word)
            )
        case _:
            assert_never(refused)
    return text
