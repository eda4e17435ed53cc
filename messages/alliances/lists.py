"""The list of alliances, and the history of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from slack_sdk.models.blocks import Block

from bot.domain.alliances import Status
from bot.domain.cards import AllianceRow, HistoryLine
from bot.domain.history import Deed
from bot.domain.people import PayRole, Right
from bot.domain.versions import Version
from messages import names, parts
from messages.language import Language
from messages.message import Message
from messages.parts import bold, lines, person, section, typed

ROWS = 20
"""Alliances listed with a button each; the others are named below them."""
DEEDS_A_BLOCK = 8
DEEDS = 100
"""Deeds told in one message, the latest."""


def listing(rows: Sequence[AllianceRow], language: Language) -> Message:
    """Every alliance with its benefit and a button; an empty book says what to do next."""
    if not rows:
        return _empty_book(language)
    count = language.say_n("{n} alliance", "{n} alliances", len(rows))
    blocks: list[Block] = [parts.header(count)]
    for number, row in enumerate(rows[:ROWS], start=1):
        (show,) = parts.commands((language.say("Show"), f"/alliance show {row.alliance.handle}"), first=number)
        blocks.append(parts.entry(_row(row, language), show))
    rest = [typed(row.alliance.partner) for row in rows[ROWS:]]
    if rest:
        more = language.say("and {n} more: {names}", n=len(rest), names=", ".join(rest))
        blocks.append(parts.context(more))
    partners = ", ".join(typed(row.alliance.partner) for row in rows)
    return Message(parts.cut(f"{count}: {partners}", parts.SECTION_LIMIT), tuple(blocks))


def _empty_book(language: Language) -> Message:
    text = language.say("No alliances yet. Partner managers enter the first one with `/alliance register`.")
    return Message(text, (section(text),))


def _row(row: AllianceRow, language: Language) -> str:
    alliance = row.alliance
    name = bold(typed(alliance.partner))
    if alliance.status is not Status.ACTIVE:
        name = f"{name} ({names.status(alliance.status, language)})"
    text, _ = alliance.proposition(language.code)
    pays = language.say("pays for winning together") if row.quoted else ""
    below = " · ".join(part for part in (f"`{alliance.handle}`", person(row.manager_slack_id), pays) if part)
    return lines(name, typed(text.benefit), below)


def history(partner: str, told: Sequence[HistoryLine], time_zone: str, language: Language) -> Message:
    """Who did what and when, newest first; moments are in the time zone given (IANA)."""
    title = language.say("History of {partner}", partner=partner)
    if not told:
        nothing = language.say("Nothing has been changed yet.")
        return Message(f"{typed(title)}: {nothing}", (parts.header(title), section(nothing)))
    deeds = [_deed(line, time_zone, language) for line in told[:DEEDS]]
    blocks: list[Block] = [parts.header(title)]
    blocks += [section(lines(*deeds[n : n + DEEDS_A_BLOCK])) for n in range(0, len(deeds), DEEDS_A_BLOCK)]
    if len(told) > DEEDS:
        blocks.append(parts.context(language.say("These are the latest {n}.", n=DEEDS)))
    return Message(f"{typed(title)}: {deeds[0]}", tuple(blocks))


def _deed(line: HistoryLine, time_zone: str, language: Language) -> str:
    when = language.moment(line.entry.at, time_zone)
    return f"{when} · {_told(line, language)}"


def _told(line: HistoryLine, language: Language) -> str:
    who, deed = person(line.actor_slack_id), line.entry.deed
    match deed:
        case (
            Deed.REGISTERED | Deed.EDITED | Deed.PAUSED | Deed.RESUMED | Deed.ENDED | Deed.GAME_CHANGED | Deed.SCHEDULED
        ):
            return _to_alliance(deed, who, line.entry.fields, language)
        case Deed.DRAFTED | Deed.RELEASED | Deed.RETURNED:
            return _to_version(deed, who, _version(line.version, language), language)
        case Deed.CUSTOMER_SHOWN:
            lead = typed(", ".join(line.entry.fields))
            return language.say("{who} looked at the customer behind {lead}", who=who, lead=lead)
        case Deed.PAYOUT_CONFIRMED | Deed.PAYOUT_REJECTED:
            return _to_payout(deed, who, typed(", ".join(line.entry.fields)), language)
        case Deed.RIGHTS_ASSIGNED:
            whom = person(line.person_slack_id) if line.person_slack_id else language.say("somebody")
            roles = _roles(line.entry.fields, language)
            return language.say("{who} made {person} {roles}", who=who, person=whom, roles=roles)
        case _:
            assert_never(deed)


def _to_alliance(deed: Deed, who: str, fields: Sequence[str], language: Language) -> str:
    return {
        Deed.REGISTERED: language.say("{who} registered the alliance", who=who),
        Deed.EDITED: language.say("{who} changed: {fields}", who=who, fields=field_names(fields, language)),
        Deed.PAUSED: language.say("{who} paused the alliance", who=who),
        Deed.RESUMED: language.say("{who} made the alliance active", who=who),
        Deed.ENDED: language.say("{who} ended the alliance", who=who),
        Deed.GAME_CHANGED: language.say("{who} changed the rules of the game", who=who),
        Deed.SCHEDULED: language.say("{who} changed what is posted and when", who=who),
    }[deed]


def _to_payout(deed: Deed, who: str, note: str, language: Language) -> str:
    return {
        Deed.PAYOUT_CONFIRMED: language.say("{who} confirmed payout {note}", who=who, note=note),
        Deed.PAYOUT_REJECTED: language.say("{who} rejected payout {note}", who=who, note=note),
    }[deed]


def _to_version(deed: Deed, who: str, version: str, language: Language) -> str:
    return {
        Deed.DRAFTED: language.say("{who} drafted {rules}", who=who, rules=version),
        Deed.RELEASED: language.say("{who} released {rules}", who=who, rules=version),
        Deed.RETURNED: language.say("{who} sent back {rules}", who=who, rules=version),
    }[deed]


def _version(version: Version | None, language: Language) -> str:
    if version is None:
        return language.say("rules")
    role = names.pay_role(version.series.pay_role, language)
    if version.series.route is None:
        return language.say("plan v{number} ({role})", number=version.number, role=role)
    route = names.route(version.series.route, language)
    return language.say("rules v{number} ({route}, {role})", number=version.number, route=route, role=role)


def _roles(held: Sequence[str], language: Language) -> str:
    rights = [names.right(Right(one), language) for one in held if one in set(Right)]
    roles = [names.pay_role(PayRole(one), language) for one in held if one in set(PayRole)]
    return names.listed([*rights, *(language.say("paid as {role}", role=role) for role in roles)], language)


def field_names(fields: Sequence[str], language: Language) -> str:
    """The fields of a profile as people know them from the form."""
    known = {
        "partner": language.say("partner"),
        "manager": language.say("partner manager"),
        "propositions": language.say("texts"),
        "aliases": language.say("other names"),
        "deputy": language.say("deputy"),
        "sponsor": language.say("our executive sponsor"),
        "partner_sponsor": language.say("the partner’s executive sponsor"),
        "counterparts": language.say("contacts at the partner’s"),
        "channels": language.say("sales channels"),
        "shared_channel": language.say("shared channel"),
        "partner_team_id": language.say("the partner’s workspace"),
        "game": language.say("rules of the game"),
    }
    return names.listed([known[name] for name in fields if name in known] or [language.say("nothing")], language)
