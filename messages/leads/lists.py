"""The list of one's leads, and one lead with its history."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.domain.lead_cards import LeadFile, LeadRow
from bot.domain.leads import LeadEvent
from messages import parts
from messages.actions import Action
from messages.earnings.again import question
from messages.language import Language
from messages.leads import words
from messages.leads.posted import buttons, customer_button, deed, facts, standing
from messages.message import Message
from messages.parts import bold, lines, person, section, typed

ROWS = 20
"""Leads listed with a button each."""
NEED_SHOWN = 150
"""Characters of a need in a list."""
STEPS_A_BLOCK = 10


def listing(rows: Sequence[LeadRow], language: Language) -> Message:
    """The reader's leads, each with a button; without any, how to share the first."""
    if not rows:
        text = language.say("No leads yet. Who of your customers could a partner help?")
        return Message(text, (section(text), parts.actions(*parts.commands(*_starts(language)))))
    count = language.say_n("{n} lead", "{n} leads", len(rows))
    overdue = sum(row.overdue for row in rows)
    title = count
    if overdue:
        title = language.say("{leads}, {n} overdue", leads=count, n=overdue)
    blocks: list[Block] = [parts.header(title)]
    for number, row in enumerate(rows[:ROWS], start=1):
        (show,) = parts.commands((language.say("Show"), f"/lead show {row.lead.reference}"), first=number)
        blocks.append(parts.entry(_row(row, language), show))
    if len(rows) > ROWS:
        blocks.append(parts.context(language.say("These are the latest {n}.", n=ROWS)))
    references = ", ".join(row.lead.reference for row in rows)
    return Message(parts.cut(f"{title}: {references}", parts.SECTION_LIMIT), tuple(blocks))


def _starts(language: Language) -> list[tuple[str, str]]:
    return [
        (language.say("Share a lead"), "/lead share"),
        (language.say("Enter one from a partner"), "/lead receive"),
    ]


def _row(row: LeadRow, language: Language) -> str:
    named = words.headline(row.lead.direction, row.lead.reference, typed(row.partner), language)
    late = language.say("overdue") if row.overdue else ""
    stage = words.stage(row.lead.stage, language)
    below = " · ".join(part for part in (typed(row.company), typed(row.masked.industry), stage, late) if part)
    return lines(bold(named), typed(parts.cut(row.masked.need, NEED_SHOWN)), below)


def file(shown: LeadFile, language: Language) -> Message:
    """A lead with its history, for somebody who takes part in it."""
    card = shown.card
    title = words.headline(card.lead.direction, card.lead.reference, card.partner, language)
    now = standing(card, language)
    note = language.say("“{words}”", words=typed(shown.note)) if shown.note else ""
    blocks: list[Block] = [parts.header(title)]
    if shown.company:
        blocks.append(section(lines(bold(language.say("Customer")), typed(shown.company))))
    blocks += [*facts(card.masked, language), section(lines(now, note)), *_history(shown, language)]
    offered = [one for one in buttons(card, language) if one.action_id != Action.LEAD_CUSTOMER]
    offered += [customer_button(card, language)] if shown.may_look else []
    if shown.asks is not None:
        offered += parts.commands((language.say("What do I earn?"), question(card.handle, shown.asks)))
    if offered:
        blocks.append(parts.actions(*offered))
    return Message(lines(typed(title), now), tuple(blocks))


def _history(shown: LeadFile, language: Language) -> list[Block]:
    told = [_event(event, shown, language) for event in shown.events]
    chunks = [told[n : n + STEPS_A_BLOCK] for n in range(0, len(told), STEPS_A_BLOCK)]
    return [section(lines(bold(language.say("History")) if not n else "", *chunk)) for n, chunk in enumerate(chunks)]


def _event(event: LeadEvent, shown: LeadFile, language: Language) -> str:
    known = None if event.actor_id is None else shown.people.get(event.actor_id)
    who = language.say("Somebody") if known is None else person(known)
    why = None if event.reason is None else words.reason(event.reason, language)
    won = None if event.amount is None else language.money(event.amount)
    when = language.moment(event.at, shown.card.time_zone)
    return f"{when} · {deed(event.verb, who, why or won or _cancelled(event, language), language)}"


def _cancelled(event: LeadEvent, language: Language) -> str | None:
    cancelled = event.cancellation
    if cancelled is None:
        return None
    why, day = words.trigger(cancelled.trigger, language), language.day(cancelled.day)
    return language.say("{why}, on {day}", why=why, day=day)
