"""The form in which a lead is written down, and what is said once it is."""

from __future__ import annotations

import json

from slack_sdk.models.blocks import Block

from bot.domain.lead_cards import LeadCard
from bot.domain.leads import NEED_LIMIT, Attempt, Basis, Direction, Side, Timing
from messages import parts
from messages.actions import Action, Field, FormId
from messages.language import Language
from messages.leads import words
from messages.message import Form
from messages.names import capitalised
from messages.parts import bold, lines, person, section, typed

YES = "yes"
"""The one option value of `Field.CONFIDENTIAL`."""


def share_form(
    direction: Direction,
    language: Language,
    currency: str,
    partner: tuple[str, str] | None = None,
    *,
    more: bool = False,
    need: str = "",
    channel: str | None = None,
) -> Form:
    """Five fields for a lead, and on *More* those that may stay empty; what was typed stays when it is pressed.

    A joint lead is also asked who leads at the customer's, who invoices, and when the partner came in.

    Bare amounts are in `currency` (ISO 4217). `partner` is handle and name of the one already chosen, `need` a text to
    begin with. The private metadata holds direction, more and, if given, the channel the form was opened in.
    """
    blocks = [*_five(direction, language, currency, partner, need[:NEED_LIMIT]), *_joint(direction, language)]
    if more:
        blocks += _more(direction, language)
    else:
        blocks.append(parts.actions(parts.button(language.say("More details"), Action.LEAD_MORE, direction)))
    opened = {"direction": direction, "more": more} | ({"channel": channel} if channel else {})
    return Form(
        FormId.LEAD_SHARE,
        _title(direction, language),
        tuple(blocks),
        submit=language.say("Share"),
        close=language.say("Cancel"),
        private_metadata=json.dumps(opened),
    )


def _title(direction: Direction, language: Language) -> str:
    return {
        Direction.GIVEN: language.say("Share a lead"),
        Direction.RECEIVED: language.say("A lead from a partner"),
        Direction.JOINT: language.say("A joint lead"),
    }[direction]


def _five(
    direction: Direction, language: Language, currency: str, partner: tuple[str, str] | None, need: str
) -> list[Block]:
    return [
        parts.partner_input(language.say("Partner"), partner=partner, example=language.say("Type a name")),
        parts.text_input(
            Field.CUSTOMER,
            language.say("Customer"),
            hint=language.say("The company. It stays hidden until the lead is accepted."),
        ),
        parts.text_input(
            Field.NEED,
            language.say("What do they need?"),
            value=need,
            hint=language.say(
                "It is read before the lead is accepted, so leave the customer’s name out. At most {limit} characters.",
                limit=NEED_LIMIT,
            ),
            multiline=True,
        ),
        parts.text_input(
            Field.VALUE,
            language.say("Expected value ({currency})", currency=currency),
            hint=_value_hint(direction, language),
            optional=True,
        ),
        parts.choice(
            Field.TIMING,
            language.say("When do they decide?"),
            {one: capitalised(words.timing(one, language)) for one in Timing},
            chosen=Timing.UNKNOWN,
        ),
    ]


def _value_hint(direction: Direction, language: Language) -> str:
    return {
        Direction.GIVEN: language.say("What the partner may expect, without VAT. 50k, 50,000 or 1.2 m will do."),
        Direction.RECEIVED: language.say("What we may expect, without VAT. 50k, 50,000 or 1.2 m will do."),
        Direction.JOINT: language.say("The whole deal, without VAT. 50k, 50,000 or 1.2 m will do."),
    }[direction]


def _joint(direction: Direction, language: Language) -> list[Block]:
    if direction is not Direction.JOINT:
        return []
    sides = {Side.OURS: language.say("We"), Side.PARTNERS: language.say("The partner")}
    came = {one: capitalised(words.attempt(one, language)) for one in Attempt}
    return [
        parts.choice(Field.LEADS_AT, language.say("Who leads at the customer’s?"), sides),
        parts.choice(Field.INVOICES, language.say("Who invoices?"), sides),
        parts.choice(Field.PARTNER_CAME, language.say("When did the partner come in?"), came),
    ]


def _more(direction: Direction, language: Language) -> list[Block]:
    owner = parts.person_input(
        Field.OWNER,
        language.say("Who of us answers?"),
        hint=language.say("Empty: the partner manager."),
        optional=True,
    )
    confidential = parts.ticks(
        Field.CONFIDENTIAL,
        language.say("Confidential?"),
        {YES: language.say("Hide the company even after acceptance; I introduce both sides")},
    )
    bases = {one: capitalised(words.basis(one, language)) for one in Basis}
    shown = language.say("Shown before the lead is accepted.")
    return [
        *([owner] if direction is Direction.RECEIVED else []),
        parts.text_input(Field.INDUSTRY, language.say("Industry"), hint=shown, optional=True),
        parts.text_input(Field.REGION, language.say("Region"), hint=shown, optional=True),
        parts.text_input(
            Field.SIZE, language.say("Size"), hint=shown, example=language.say("200 people"), optional=True
        ),
        parts.text_input(Field.LINK, language.say("Link to the CRM"), optional=True),
        confidential,
        parts.text_input(
            Field.CONTACT,
            language.say("Contact person"),
            hint=language.say("Only with a basis below; without one leave it empty and introduce both sides."),
            optional=True,
        ),
        parts.choice(Field.CONTACT_BASIS, language.say("Why may we pass the name on?"), bases, optional=True),
        parts.text_input(
            Field.CONTACT_NOTE,
            language.say("When and how did they agree, or which interest is it?"),
            optional=True,
        ),
    ]


def shared(card: LeadCard, language: Language) -> Form:
    """The lead is in the book: its reference, who is asked, and until when an answer is due."""
    done = language.say("{reference} is in the book.", reference=card.lead.reference)
    seen = language.say("Until it is accepted, only need, value band and timing are seen, not the customer.")
    joint = card.lead.direction is Direction.JOINT
    told = lines(_asked(card, language), _due(card, language), "" if joint else seen)
    shown = (section(bold(done)), section(told))
    return Form(FormId.NOTICE, language.say("Shared"), shown, close=language.say("Close"))


def _asked(card: LeadCard, language: Language) -> str:
    partner = typed(card.partner)
    if card.lead.direction is Direction.GIVEN:
        return language.say("It goes to {partner}.", partner=partner)
    if card.lead.direction is Direction.JOINT:
        return language.say("It is joint with {partner}: nobody has to accept it first.", partner=partner)
    if card.owner_slack_id is None:
        return language.say("Our partner manager for {partner} is asked to answer.", partner=partner)
    return language.say("{who} is asked to answer {partner}.", who=person(card.owner_slack_id), partner=partner)


def _due(card: LeadCard, language: Language) -> str:
    if card.lead.deadlines is None:
        return ""
    due = language.moment(card.lead.deadlines.due_at, card.time_zone)
    return language.say("An answer is due by {moment}; each step is told.", moment=due)
