"""Standing orders: the form to make one, what it does in words, the list of all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import time

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.people import LanguageCode
from bot.domain.refusals import NotInChannel, SharedChannel
from bot.domain.schedules import WEEKDAYS, Every, Kind, Rhythm, Schedule, Slot, Weekday
from messages import names, parts
from messages.actions import Action, Field, FormId, numbered
from messages.language import Language
from messages.message import Form, Message
from messages.names import capitalised
from messages.parts import bold, bullets, lines, section, typed
from messages.refusals import about_chosen

ZONES = tuple(
    """
    Europe/Amsterdam Europe/Athens Europe/Berlin Europe/Brussels Europe/Bucharest Europe/Budapest Europe/Copenhagen
    Europe/Dublin Europe/Helsinki Europe/Istanbul Europe/Lisbon Europe/London Europe/Luxembourg Europe/Madrid
    Europe/Oslo Europe/Paris Europe/Prague Europe/Rome Europe/Stockholm Europe/Vienna Europe/Warsaw Europe/Zurich
    Africa/Cairo Africa/Johannesburg Africa/Lagos America/Chicago America/Denver America/Los_Angeles
    America/Mexico_City America/New_York America/Sao_Paulo America/Toronto Asia/Dubai Asia/Hong_Kong Asia/Kolkata
    Asia/Seoul Asia/Shanghai Asia/Singapore Asia/Tokyo Australia/Sydney Pacific/Auckland UTC
    """.split()
)
"""Time zones (IANA) to choose from; the alliance's own is always offered."""
ROWS = 40
"""Standing orders listed with a button each."""


def schedule_form(
    language: Language,
    partner: tuple[str, str] | None = None,
    kind: Kind = Kind.BRIEFING,
    *,
    time_zone: str,
    channel_id: str | None = None,
) -> Form:
    """What to post when and where. `partner` (handle and name), zone and channel are chosen to begin with.

    A digest is about all alliances, so it asks for none; a report without a channel goes to the partner manager. The
    private metadata holds the kind.
    """
    of = [parts.partner_input(language.say("Partner"), partner=partner, example=language.say("Type a name"))]
    blocks: list[Block] = [
        *([] if kind is Kind.DIGEST else of),
        _channel(kind, channel_id, language),
        *_rhythm(kind, time_zone, language),
        parts.choice(
            Field.LANGUAGE,
            language.say("Language"),
            {code: capitalised(names.in_language(code, language)) for code in LanguageCode},
            chosen=language.code,
        ),
    ]
    return Form(
        FormId.SCHEDULE,
        _title(kind, language),
        tuple(blocks),
        submit=language.say("Save"),
        close=language.say("Cancel"),
        private_metadata=json.dumps({"kind": kind}),
    )


def _title(kind: Kind, language: Language) -> str:
    return {
        Kind.BRIEFING: language.say("Schedule briefings"),
        Kind.REPORT: language.say("Schedule a report"),
        Kind.DIGEST: language.say("Schedule the digest"),
    }[kind]


def _channel(kind: Kind, channel_id: str | None, language: Language) -> Block:
    report = kind is Kind.REPORT
    hint = language.say("Empty: to the partner manager.") if report else language.say("I must be a member of it.")
    return parts.channel_input(
        Field.CHANNEL, language.say("Channel"), channel_id=channel_id, hint=hint, optional=report
    )


def _rhythm(kind: Kind, time_zone: str, language: Language) -> list[Block]:
    zones = ZONES if time_zone in ZONES else (time_zone, *ZONES)
    return [
        parts.choice(
            Field.EVERY,
            language.say("How often?"),
            {
                Every.WEEK: language.say("On these days of each week"),
                Every.MONTH: language.say("On the first of these days of each month"),
            },
            chosen=Every.MONTH if kind is Kind.DIGEST else Every.WEEK,
        ),
        parts.ticks(
            Field.DAYS,
            language.say("Days"),
            {day: language.weekday(day) for day in WEEKDAYS},
            chosen=(Weekday.TUESDAY,),
            hint=language.say("Nothing is posted on public holidays."),
            optional=False,
        ),
        parts.time_input(Field.TIME, language.say("Time"), at=time(9)),
        parts.choice(Field.ZONE, language.say("Time zone"), {zone: zone for zone in zones}, chosen=time_zone),
    ]


def scheduled(order: Schedule, partner: str | None, next_slots: Sequence[Slot], language: Language) -> Form:
    """Reads the order back, with the next dates."""
    blocks: list[Block] = [section(lines(bold(_what(order, partner, language)), _when_and_where(order, language)))]
    coming = bullets(language.slot(slot.local) for slot in next_slots)
    if coming:
        blocks.append(section(lines(language.say("The next dates:"), coming)))
    if order.kind is Kind.BRIEFING:
        blocks.append(parts.context(language.say("Where there is nothing new to say, nothing is posted.")))
    return Form(FormId.NOTICE, language.say("Saved"), tuple(blocks), close=language.say("Close"))


def not_posted(order: Schedule, partner: str | None, why: NotInChannel | SharedChannel, language: Language) -> Message:
    """Tells the one who made a standing order that nothing was posted by it, where, and why."""
    what = _what(order, partner, language)
    told = language.say("I could not post to {where}.", where=parts.place(order.destination))
    text = f"{told} {about_chosen(why, language)}"
    show = parts.commands((language.say("Show"), "/briefing list"))
    return Message(f"{what}: {text}", (section(lines(bold(what), text)), parts.actions(*show)))


def _what(order: Schedule, partner: str | None, language: Language) -> str:
    if order.kind is Kind.DIGEST or partner is None:
        return language.say("Digest of all alliances")
    if order.kind is Kind.REPORT:
        return language.say("Report on {partner}", partner=typed(partner))
    return language.say("Briefings on {partner}", partner=typed(partner))


def _when_and_where(order: Schedule, language: Language) -> str:
    return language.say(
        "{when}, {where}, {in_language}",
        when=capitalised(rhythm(order.rhythm, language)),
        where=parts.place(order.destination),
        in_language=names.in_language(order.language, language),
    )


def rhythm(shown: Rhythm, language: Language) -> str:
    """When it is posted: `every Tuesday and Thursday at 09:00 (Europe/Berlin)`."""
    days = [language.weekday(day) for day in WEEKDAYS if day in shown.days]
    at, zone = language.clock(shown.at), shown.time_zone
    if shown.every is Every.MONTH:
        first = names.either(days, language)
        return language.say("on the first {days} of each month at {at} ({zone})", days=first, at=at, zone=zone)
    every = names.listed(days, language)
    return language.say("every {days} at {at} ({zone})", days=every, at=at, zone=zone)


def schedules(rows: Sequence[tuple[Schedule, str | None, Slot | None]], language: Language) -> Message:
    """Every standing order with its partner and next time, and a button to pause or resume it."""
    if not rows:
        text = language.say("Nothing is scheduled yet.")
        (make,) = parts.commands((language.say("Schedule briefings"), "/briefing schedule"))
        return Message(text, (section(text), parts.actions(make)))
    title = language.say_n("{n} schedule", "{n} schedules", len(rows))
    blocks: list[Block] = [parts.header(title)]
    for number, (order, partner, slot) in enumerate(rows[:ROWS], start=1):
        text = lines(
            bold(_what(order, partner, language)), _when_and_where(order, language), _next(order, slot, language)
        )
        blocks.append(parts.entry(text, _switch(order, number, language)))
    if len(rows) > ROWS:
        blocks.append(parts.context(language.say("and {n} more.", n=len(rows) - ROWS)))
    return Message(title, tuple(blocks))


def _next(order: Schedule, slot: Slot | None, language: Language) -> str:
    if not order.active:
        return language.say("Paused: nothing is posted.")
    return "" if slot is None else language.say("Next: {when}", when=language.slot(slot.local))


def _switch(order: Schedule, number: int, language: Language) -> ButtonElement:
    if order.active:
        return parts.button(language.say("Pause"), numbered(Action.PAUSE_SCHEDULE, number), str(order.id))
    return parts.button(language.say("Resume"), numbered(Action.RESUME_SCHEDULE, number), str(order.id))
