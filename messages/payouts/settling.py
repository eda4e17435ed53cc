"""Forms in which a payout note is confirmed or rejected."""

from __future__ import annotations

from bot.domain.payout_cards import PayoutCard
from bot.domain.payouts import NoteState
from messages import parts
from messages.actions import Field, FormId
from messages.language import Language
from messages.message import Form
from messages.parts import person, section
from messages.payouts.notes import facts, payout


def confirm_form(card: PayoutCard, language: Language) -> Form:
    """The note once more; the amount is asked for where it is open. Metadata: the note's id."""
    currency = card.note.promise.currency
    amount = parts.text_input(
        Field.AMOUNT,
        language.say("Amount ({currency})", currency=currency),
        hint=language.say("Without a sign, also for what is taken back."),
    )
    return Form(
        FormId.PAYOUT_CONFIRM,
        language.say("Confirm"),
        (*facts(card, language), *([amount] if card.note.amount is None else [])),
        submit=language.say("Confirm"),
        close=language.say("Cancel"),
        private_metadata=str(card.note.id),
    )


def reject_form(card: PayoutCard, language: Language) -> Form:
    """Why the note is rejected; the one who would be paid reads it. Metadata: the note's id."""
    return Form(
        FormId.PAYOUT_REJECT,
        language.say("Reject"),
        (
            *facts(card, language),
            parts.text_input(
                Field.REASON,
                language.say("Reason"),
                hint=language.say("The one who is paid reads this. A rejected payout is not made again."),
                multiline=True,
            ),
        ),
        submit=language.say("Reject"),
        close=language.say("Cancel"),
        private_metadata=str(card.note.id),
    )


def done(card: PayoutCard, language: Language) -> Form:
    """What was decided, and who is told."""
    what, note = payout(card, language), card.note
    text = language.say("Rejected: {payout} ({note}).", payout=what, note=note.reference)
    if note.state is NoteState.CONFIRMED:
        text = language.say("Confirmed: {payout} ({note}).", payout=what, note=note.reference)
    whom = language.say("{person} is told.", person=person(card.payee_slack_id))
    return Form(FormId.NOTICE, language.say("Done"), (section(text), parts.context(whom)), close=language.say("Close"))
