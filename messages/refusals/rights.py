"""Sentences about who may do what, and where."""

from __future__ import annotations

from typing import assert_never

from bot.domain import refusals as r
from bot.domain.refusals import Act
from messages.language import Language
from messages.refusals.telling import Telling

NotYou = r.NotAllowed | r.Outsider | r.SharedChannel | r.UnseenChannel | r.SlackBusy | r.OwnDraft


def not_you(refused: NotYou, tell: Telling) -> str:
    """Why it is refused to this person, or in this place."""
    match refused:
        case r.NotAllowed(act=act, partner=partner):
            text = _not_allowed(act, None if partner is None else tell.literal(partner), tell.language)
        case r.Outsider():
            text = tell.language.say("This answers only people of the company the bot belongs to.")
        case r.SharedChannel():
            text = tell.language.say(
                "People of another company read along here, so I say nothing about pay or balances. Ask me in a direct"
                " message."
            )
        case r.UnseenChannel():
            text = tell.language.say(
                "I can’t see who reads along here, so I say nothing about pay or balances. Ask me in a direct message."
            )
        case r.SlackBusy():
            text = tell.language.say(
                "Slack is busy and can’t tell me who reads along. Ask again in a moment, or write to me in a direct"
                " message."
            )
        case r.OwnDraft():
            text = tell.language.say("You drafted this yourself; somebody else in sales operations must release it.")
        case _:
            assert_never(refused)
    return text


def _not_allowed(act: Act, partner: str | None, language: Language) -> str:
    text = {
        Act.ASK: language.say("This is for administrators and sales operations."),
        Act.ASSIGN_PAY_ROLE: language.say("This is for administrators and sales operations."),
        Act.REGISTER: language.say("Alliances are registered by partner managers and administrators. Ask one of them."),
        Act.CHANGE_ALLIANCE: language.say("Only its partner manager, the deputy or an administrator can change this."),
        Act.SEE_HISTORY: language.say(
            "The history is for its partner manager, sales operations, leadership and administrators."
        ),
        Act.DRAFT_RULES: language.say("Rules are drafted by the alliance’s partner manager or by sales operations."),
        Act.DRAFT_PLAN: language.say("Plans are drafted by sales operations."),
        Act.RELEASE: language.say("Only sales operations release or send back drafts."),
        Act.ASSIGN_RIGHTS: language.say("Only administrators give rights."),
        Act.SHARE_LEAD: language.say("Leads are shared by people of the company the bot belongs to."),
        Act.WORK_ON_LEAD: language.say("This is for those who share or answer the lead, and for the partner manager."),
        Act.CANCEL_LEAD: language.say(
            "That a deal was cancelled is written down by the partner manager or sales operations."
        ),
        Act.SEE_CUSTOMER: language.say(
            "The customer is shown to who shared the lead, to the partner manager and, once accepted, to who"
            " answers it."
        ),
        Act.SEE_BALANCE: language.say(
            "Giving and taking is shown to its partner manager, leadership, sales operations and administrators."
        ),
        Act.SEE_DIGEST: language.say("The digest is for leadership and administrators."),
        Act.SCHEDULE: language.say("What is posted and when is decided by its partner manager or an administrator."),
        Act.SETTLE_PAYOUTS: language.say("Payouts are for sales operations; `/cosell mine` shows yours."),
    }[act]
    return text if partner is None else f"{partner}: {text}"
