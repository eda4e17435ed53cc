"""A lead where it is posted: masked, whoever reads along, and what is told when something happens to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, assert_never

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.lead_cards import LeadCard, Masked
from bot.domain.leads import EVER_ACCEPTED, Direction, Lead, LeadEvent, Reason, Stage, Verb
from messages import parts
from messages.actions import Action, lead_step
from messages.language import Language
from messages.leads import words
from messages.message import Message
from messages.names import capitalised
from messages.parts import bold, lines, person, section, typed

_KNOWN_SHOWN = 5
"""Earlier leads about the same customer that are listed; more are counted."""


def posted(card: LeadCard, language: Language) -> Message:
    """The one message about a lead: what may be known of it, where it stands, what can be done."""
    title = words.headline(card.lead.direction, card.lead.reference, card.partner, language)
    now = standing(card, language)
    blocks: list[Block] = [parts.header(title), *facts(card.masked, language), section(now)]
    offered = buttons(card, language)
    if offered:
        blocks.append(parts.actions(*offered))
    return Message(lines(typed(title), typed(card.masked.need), now), tuple(blocks))


def facts(masked: Masked, language: Language) -> list[Block]:
    """What anybody may know of a lead."""
    known = {
        language.say("Industry"): typed(masked.industry),
        language.say("Region"): typed(masked.region),
        language.say("Size"): typed(masked.size),
        language.say("Expected value"): "" if masked.band is None else words.band(masked.band, language),
        language.say("Decision"): words.timing(masked.timing, language),
    }
    told = [lines(bold(name), value) for name, value in known.items() if value]
    return [section(language.say("“{words}”", words=typed(masked.need))), parts.columns(*told)]


def standing(card: LeadCard, language: Language) -> str:
    """Where the lead stands and what comes next, in plain words."""
    match card.lead.stage:
        case Stage.SHARED:
            text = _waiting(card, language)
        case Stage.ACCEPTED if card.lead.direction is Direction.JOINT:
            text = language.say("In work on both sides. Next: is it qualified?")
        case Stage.ACCEPTED:
            text = language.say("Accepted. Next: whoever shared it introduces both sides.")
        case Stage.QUALIFIED:
            text = language.say("Qualified. Next: win it.")
        case Stage.WON:
            text = language.say("Won.")
        case Stage.EXPIRED:
            text = language.say("Expired: nobody answered in time.")
        case Stage.CANCELLED:
            text = language.say("Won, and cancelled later.")
        case Stage.WITHDRAWN:
            text = language.say("Withdrawn by its sender.")
        case Stage.LOST | Stage.DISQUALIFIED | Stage.DECLINED:
            text = _closed(card, card.lead.stage, language)
        case _:
            assert_never(card.lead.stage)
    return text


def _waiting(card: LeadCard, language: Language) -> str:
    if card.lead.deadlines is None:
        return language.say("Waiting for an answer.")
    due = language.moment(card.lead.deadlines.due_at, card.time_zone)
    if card.for_sender or card.owner_slack_id is None:
        return language.say("Waiting for an answer, due by {moment}.", moment=due)
    return language.say("{who}, please answer by {moment}.", who=person(card.owner_slack_id), moment=due)


def _closed(card: LeadCard, stage: Literal[Stage.LOST, Stage.DISQUALIFIED, Stage.DECLINED], language: Language) -> str:
    why = words.reason(card.lead.reason or Reason.OTHER, language)
    if stage is Stage.LOST:
        return language.say("Lost: {reason}.", reason=why)
    if stage is Stage.DISQUALIFIED:
        return language.say("Not qualified: {reason}.", reason=why)
    return language.say("Declined: {reason}.", reason=why)


def buttons(card: LeadCard, language: Language) -> list[ButtonElement]:
    """What is offered: the steps, and the customer where there is somebody to show."""
    offered = [_step(card, verb, language) for verb in card.verbs]
    entitled = card.lead.stage in EVER_ACCEPTED and not card.lead.offer.confidential
    if card.for_sender or entitled:
        offered.append(customer_button(card, language))
    return offered


def customer_button(card: LeadCard, language: Language) -> ButtonElement:
    """Shows who the customer is, to those who may look."""
    return parts.button(language.say("Show customer"), Action.LEAD_CUSTOMER, str(card.lead.id))


def _step(card: LeadCard, verb: Verb, language: Language) -> ButtonElement:
    label, value = words.verb(verb, language), str(card.lead.id)
    if verb is Verb.WITHDRAW:
        sure = parts.confirm(
            language.say("Withdraw the lead?"),
            language.say("{lead} can’t be shared again; you would write it down anew.", lead=card.lead.reference),
            language.say("Withdraw"),
            language.say("Keep it"),
        )
        return parts.button(label, lead_step(verb), value, style="danger", confirm=sure)
    first = verb in {Verb.ACCEPT, Verb.QUALIFY, Verb.WIN}
    return parts.button(label, lead_step(verb), value, style="primary" if first else None)


def step_told(card: LeadCard, event: LeadEvent, actor_slack_id: str | None, language: Language) -> Message:
    """One line for the thread: who did what, and why. `actor_slack_id` is None when the clock did it."""
    who = language.say("Somebody") if actor_slack_id is None else person(actor_slack_id)
    why = None if event.reason is None else words.reason(event.reason, language)
    text = f"{card.lead.reference}: {deed(event.verb, who, why, language)}"
    return Message(text, (section(text),))


def deed(verb: Verb, who: str, why: str | None, language: Language) -> str:
    """A step as a sentence; `why` is a reason or what was won. Both texts are safe mrkdwn already."""
    told = {
        Verb.SHARE: language.say("{who} shared it", who=who),
        Verb.ACCEPT: language.say("{who} accepted it", who=who),
        Verb.DECLINE: language.say("{who} declined it", who=who),
        Verb.QUALIFY: language.say("{who} found it qualified", who=who),
        Verb.DISQUALIFY: language.say("{who} found it not qualified", who=who),
        Verb.WIN: language.say("{who} won it", who=who),
        Verb.LOSE: language.say("{who} lost it", who=who),
        Verb.WITHDRAW: language.say("{who} withdrew it", who=who),
        Verb.EXPIRE: language.say("nobody answered in time, so it has expired"),
        Verb.CANCEL: language.say("{who} wrote down that the deal was cancelled", who=who),
    }[verb]
    return f"{told}." if why is None else f"{told}: {why}."


def duplicate(card: LeadCard, known: Sequence[Lead], language: Language) -> Message:
    """Tells the partner manager that a new lead is about the customer of these open ones, the oldest first.

    They are called by their references; the customer is named nowhere.
    """
    title = words.headline(card.lead.direction, card.lead.reference, typed(card.partner), language)
    already = language.say_n(
        "{n} open lead about the same customer is known already:",
        "{n} open leads about the same customer are known already:",
        len(known),
    )
    silent = language.say("I have not told {partner}. Whether and how is up to you.", partner=typed(card.partner))
    shown = known[:_KNOWN_SHOWN]
    listed = [_known(card, lead, number, language) for number, lead in enumerate(shown, start=1)]
    more = [parts.context(language.say("and {n} more.", n=len(known) - len(shown)))] if len(known) > len(shown) else []
    new = parts.commands((card.lead.reference, f"/lead show {card.lead.reference}"), first=len(shown) + 1)
    references = ", ".join(lead.reference for lead in shown)
    return Message(
        f"{title}. {already} {references}",
        (section(lines(bold(title), already)), *listed, *more, section(silent), parts.actions(*new)),
    )


def _known(card: LeadCard, lead: Lead, number: int, language: Language) -> Block:
    named = words.headline(lead.direction, lead.reference, typed(card.partner), language)
    (show,) = parts.commands((language.say("Show"), f"/lead show {lead.reference}"), first=number)
    return parts.entry(lines(named, words.stage(lead.stage, language)), show)


def reminder(card: LeadCard, which: Literal["half", "due", "sponsor"], language: Language) -> Message:
    """Brings a lead to mind that nobody has answered.

    At half time to the recipient, when the answer is due to the partner manager, then to the executive sponsor.
    """
    text = " ".join(_reminding(card, which, language))
    need = language.say("“{words}”", words=typed(card.masked.need))
    show = parts.commands((language.say("Show"), f"/lead show {card.lead.reference}"))
    offered = buttons(card, language) if which == "half" else show
    return Message(text, (section(text), section(need), *([parts.actions(*offered)] if offered else [])))


def _reminding(card: LeadCard, which: Literal["half", "due", "sponsor"], language: Language) -> Iterator[str]:
    named = typed(words.headline(card.lead.direction, card.lead.reference, card.partner, language))
    yield f"{capitalised(named)}:"
    if card.lead.deadlines is None:
        yield language.say("it is still waiting for an answer.")
        return
    due = language.moment(card.lead.deadlines.due_at, card.time_zone)
    expires = language.moment(card.lead.deadlines.expires_at, card.time_zone)
    whom = typed(card.partner) if card.owner_slack_id is None else person(card.owner_slack_id)
    if which == "half":
        yield language.say("half of the time is over; an answer is due by {moment}.", moment=due)
    elif which == "due":
        yield language.say("the answer was due on {moment}. Please remind {who}.", moment=due, who=whom)
        yield language.say("It expires on {moment}.", moment=expires)
    else:
        yield language.say("still no answer from {who}, due on {moment}.", who=whom, moment=due)
        yield language.say("Please step in before it expires on {moment}.", moment=expires)
