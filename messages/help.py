"""What can be typed, shown by example."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.people import Right
from messages import parts
from messages.language import Language
from messages.message import Message
from messages.parts import bold, lines, section


def cosell_help(language: Language) -> Message:
    """What `/cosell` understands."""
    head = language.say("What do you earn together with a partner instead of alone? Ask:")
    asked = [
        language.say("`/cosell acme 50k` – the answer at once"),
        language.say("`/cosell acme 50k 30% closing june so far 120k margin 12k` – with what you know, in any order"),
        language.say("`/cosell acme` – a form, for chances and details"),
        language.say("`/cosell 50k` – which partner fits the customer, and what each means for the deal"),
        language.say("`/cosell history acme` – which rules count since when, and what changes next"),
        language.say("`/cosell figures` – your quota and result, for exact answers; only you see them"),
        language.say("`/cosell mine` – what your won joint deals pay, and where it stands"),
        language.say("`/alliance list` – the partners worth asking about"),
    ]
    return Message(head, (section(lines(bold(head), *asked)),))


def lead_help(language: Language) -> Message:
    """What `/lead` understands."""
    head = language.say("The lead book: what we give to partners, what they give us.")
    typed_in = [
        language.say("`/lead share acme` – give a lead to a partner"),
        language.say("`/lead receive acme` – write down a lead a partner gave you"),
        language.say("`/lead joint acme` – a deal both sides work on"),
        language.say("`/lead list` – your leads, the overdue ones first"),
        language.say("`/lead show L-1042` – one lead with its history"),
        language.say("`/lead cancel L-1042` – a won deal was cancelled; for the partner manager and sales operations"),
    ]
    small = language.say(
        "The customer stays hidden until the lead is accepted. Any message can become a lead: its menu."
    )
    return Message(head, (section(lines(bold(head), *typed_in)), parts.context(small)))


def briefing_help(language: Language) -> Message:
    """What `/briefing` understands."""
    head = language.say("Briefings keep an alliance in mind, in short posts to your sales channels.")
    typed_in = [
        language.say("`/briefing schedule acme` – where, on which days, at what time"),
        language.say("`/briefing report acme` – giving and taking, to the partner manager on schedule"),
        language.say("`/briefing digest` – all alliances, to the leadership channel on schedule"),
        language.say("`/briefing list` – everything that is scheduled; pause and resume it here"),
        language.say("`/briefing preview acme` – what would come next; only you see it"),
        language.say("`/briefing now acme` – post it at once"),
    ]
    small = language.say("Never the same twice in a row; nothing new, nothing posted.")
    return Message(head, (section(lines(bold(head), *typed_in)), parts.context(small)))


def alliance_help(language: Language, rights: frozenset[Right] = frozenset(), *, outsider: bool = False) -> Message:
    """What `/alliance` understands, as far as the reader may use it."""
    if outsider:
        text = language.say("This bot answers people of the company it belongs to.")
        return Message(text, (section(text),))
    head = language.say("The alliance book: who our partners are and what customers gain.")
    everybody = [
        language.say("`/alliance list` – all alliances"),
        language.say("`/alliance show acme` – the pitch, whom to call, what you earn"),
        language.say("`/cosell acme 50k` – what a deal pays, alone and together"),
        language.say("`/lead help` – share leads with partners and answer theirs"),
    ]
    blocks = [section(lines(bold(head), *everybody))]
    more = list(_more(rights, language))
    if more:
        blocks.append(section(lines(bold(language.say("Because of your rights")), *more)))
    own = language.say("You look after an alliance? Its card has buttons to change it.")
    return Message(head, (*blocks, parts.context(own)))


def _more(rights: frozenset[Right], language: Language) -> Iterator[str]:
    if rights & {Right.PARTNER_MANAGER, Right.ADMINISTRATOR}:
        yield language.say("`/alliance register` – enter a new alliance")
        yield language.say("`/alliance edit acme` – change its texts, people, channels")
        yield language.say("`/alliance rules acme` – what both sides agreed on leads, giving and taking")
        yield language.say("`/alliance pause acme`, `resume`, `end` – change its status")
    if rights & {Right.PARTNER_MANAGER, Right.SALES_OPERATIONS}:
        yield language.say("`/alliance incentive acme` – draft what sellers earn")
        yield language.say("`/alliance incentive-end acme` – let such rules end on a day")
    if Right.SALES_OPERATIONS in rights:
        yield language.say("`/alliance plan` – draft the plan of a pay role")
        yield language.say("`/cosell payouts` – what won joint deals pay: confirm it or reject it")
    if rights:
        yield language.say("`/alliance balance acme last quarter` – giving and taking, and whose turn it is")
        yield language.say("`/alliance history acme` – who changed what")
    if rights & {Right.LEADERSHIP, Right.ADMINISTRATOR}:
        yield language.say("`/alliance digest last quarter` – all alliances at a glance, those that need you first")
    if rights & {Right.SALES_OPERATIONS, Right.ADMINISTRATOR}:
        yield language.say("`/alliance people` – rights and pay roles")
