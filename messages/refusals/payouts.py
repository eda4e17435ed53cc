"""Sentences about payout notes."""

from __future__ import annotations

from typing import assert_never

from bot.domain import refusals as r
from messages.refusals.telling import Telling

OfPayouts = r.UnknownPayout | r.OwnPayout | r.AlreadySettled | r.NothingPaid | r.MoreThanPaid | r.FileNotTaken


def of_payouts(refused: OfPayouts, tell: Telling) -> str:
    """Why it can't be found or settled."""
    match refused:
        case r.UnknownPayout(typed=word):
            text = tell.language.say(
                "I know no payout “{words}”. `/cosell mine` shows yours, `/cosell payouts` all of them.",
                words=tell.short(word),
            )
        case r.OwnPayout():
            text = tell.language.say("This is your own payout; somebody else in sales operations must decide on it.")
        case r.AlreadySettled(reference=note, confirmed=True, by_slack_id=who):
            text = tell.language.say(
                "{who} has already confirmed {note}; nothing was changed.", who=_somebody(who, tell), note=note
            )
        case r.AlreadySettled(reference=note, by_slack_id=who):
            text = tell.language.say(
                "{who} has already rejected {note}; nothing was changed.", who=_somebody(who, tell), note=note
            )
        case r.NothingPaid(paid_by=note):
            text = tell.language.say(
                "{note}, which this takes back, is not confirmed. Decide on that one first.", note=note
            )
        case r.MoreThanPaid(paid=paid):
            text = tell.language.say(
                "Not more than the {amount} that were paid can be taken back.", amount=tell.language.money(paid)
            )
        case r.FileNotTaken(error=error):
            text = tell.language.say(
                "Slack did not take the file ({error}). `alliance-bot payouts` on the terminal writes it, too.",
                error=tell.literal(error),
            )
        case _:
            assert_never(refused)
    return text


def _somebody(slack_user_id: str, tell: Telling) -> str:
    return tell.person(slack_user_id, tell.language.say("Somebody"))
