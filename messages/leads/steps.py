"""Forms for a step that needs more than a click, and the customer behind a lead."""

from __future__ import annotations

import json

from slack_sdk.models.blocks import Block

from bot.domain.incentives import Trigger
from bot.domain.lead_cards import CustomerCard, LeadCard
from bot.domain.leads import Direction, Reason, Verb
from messages import parts
from messages.actions import Field, FormId
from messages.language import Language
from messages.leads import words
from messages.message import Form
from messages.names import capitalised
from messages.parts import bold, lines, section, typed


def step_form(card: LeadCard, verb: Verb, language: Language, currency: str | None) -> Form:
    """Why a lead is declined, disqualified or lost, what was won, or why the deal was cancelled.

    The private metadata holds lead and verb. A bare amount is in `currency` (ISO 4217), the recipient's own revenue
    without VAT. Without a currency no amount is asked for: partners who compete exchange no values.
    """
    named = words.headline(card.lead.direction, card.lead.reference, card.partner, language)
    return Form(
        FormId.LEAD_STEP,
        _title(verb, language),
        (section(bold(typed(named))), *_asked(verb, currency, language)),
        submit=language.say("Save"),
        close=language.say("Cancel"),
        private_metadata=json.dumps({"lead": card.lead.id, "verb": verb}),
    )


def _title(verb: Verb, language: Language) -> str:
    if verb is Verb.WIN:
        return language.say("Won!")
    if verb is Verb.LOSE:
        return language.say("Lost: why?")
    if verb is Verb.CANCEL:
        return language.say("Deal cancelled: why?")
    if verb is Verb.DISQUALIFY:
        return language.say("Not qualified: why?")
    return language.say("Decline: why?")


def _asked(verb: Verb, currency: str | None, language: Language) -> list[Block]:
    if verb is Verb.WIN:
        return _amount(currency, language)
    return _cancellation(language) if verb is Verb.CANCEL else _reason(language)


def _cancellation(language: Language) -> list[Block]:
    triggers = {one: capitalised(words.trigger(one, language)) for one in Trigger}
    return [
        parts.choice(Field.TRIGGER, language.say("Reason"), triggers),
        parts.day_input(
            Field.CANCELLED_ON,
            language.say("Cancelled on"),
            hint=language.say("Empty: today."),
            optional=True,
        ),
        parts.context(
            language.say(
                "It counts as won no more, and that stays so. What is owed back of the pay goes to sales operations;"
                " our own fault takes nothing back."
            )
        ),
    ]


def _amount(currency: str | None, language: Language) -> list[Block]:
    if currency is None:
        return [section(language.say("This partner competes with us in parts, so I don’t ask for the amount."))]
    return [
        parts.text_input(
            Field.AMOUNT,
            language.say("What was won? ({currency})", currency=currency),
            hint=language.say("The revenue of the side that won it, without VAT."),
        )
    ]


def _reason(language: Language) -> list[Block]:
    reasons = {one: capitalised(words.reason(one, language)) for one in Reason}
    hint = language.say("Needed for another reason. Who shared the lead may read it.")
    return [
        parts.choice(Field.REASON, language.say("Reason"), reasons),
        parts.text_input(Field.NOTE, language.say("In a few words"), hint=hint, multiline=True, optional=True),
    ]


def customer_view(card: CustomerCard, language: Language) -> Form:
    """The company, the contact with the basis for passing it on, and what comes next."""
    customer = card.customer
    about = " · ".join(typed(part) for part in (customer.industry, customer.region, customer.size) if part)
    blocks: list[Block] = [section(lines(bold(typed(customer.company)), about)), *_contact(card, language)]
    if card.note:
        blocks.append(section(lines(bold(language.say("In the CRM")), typed(card.note))))
    blocks.append(section(lines(bold(language.say("What’s next?")), _next(card, language))))
    if card.lead.offer.confidential:
        blocks.append(parts.context(language.say("Confidential: the other side does not see the company.")))
    blocks.append(parts.context(language.say("That you looked is written into the history.")))
    return Form(FormId.NOTICE, card.lead.reference, tuple(blocks), close=language.say("Close"))


def _contact(card: CustomerCard, language: Language) -> list[Block]:
    contact = card.contact
    if contact is None:
        return []
    why = language.say("{basis}: {note}", basis=words.basis(contact.basis, language), note=typed(contact.note))
    tell = language.say(
        "Tell the contact where the data came from when you first get in touch, within a month at the latest."
    )
    return [section(lines(bold(language.say("Contact person")), typed(contact.name), why)), parts.context(tell)]


def _next(card: CustomerCard, language: Language) -> str:
    partner = typed(card.partner)
    if card.lead.direction is Direction.GIVEN:
        return language.say("The one who shared it introduces {partner} to the customer.", partner=partner)
    if card.lead.direction is Direction.RECEIVED:
        return language.say("{partner} introduces us to the customer.", partner=partner)
    return language.say("Agree with {partner} who calls the customer.", partner=partner)
