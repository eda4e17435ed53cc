"""Payout notes of everybody, for sales operations, and one's own."""

from __future__ import annotations

from slack_sdk.models.blocks import Block

from bot.domain.payout_cards import PayoutCard, PayoutList
from bot.domain.payouts import NoteKind, NoteState
from messages import parts
from messages.language import Language
from messages.message import Message
from messages.parts import bold, lines, section
from messages.payouts.notes import money, of_deal, payout


def listing(found: PayoutList, language: Language) -> Message:
    """Everybody's notes, the open ones first, each with a button; all of them go into a file."""
    if not found.cards:
        text = language.say("No payouts yet. A joint deal that is won makes one, if the alliance’s rules pay for it.")
        return Message(text, (section(text),))
    file = parts.commands((language.say("All as a file (CSV)"), "/cosell payouts csv"), first=len(found.cards) + 1)
    rows = [_row(card, bold(payout(card, language)), language) for card in found.cards]
    return _list(found, rows, language, parts.actions(*file))


def mine(found: PayoutList, language: Language) -> Message:
    """The reader's own notes, the open ones first."""
    if not found.cards:
        text = language.say("No payouts yet. Win a deal together with a partner: `/lead joint acme`")
        return Message(text, (section(text),))
    return _list(found, [_row(card, bold(_own(card, language)), language) for card in found.cards], language)


def _list(found: PayoutList, rows: list[str], language: Language, *below: Block) -> Message:
    title = language.say_n("{n} payout", "{n} payouts", found.total)
    if found.open:
        title = language.say("{payouts}, {n} open", payouts=title, n=found.open)
    blocks: list[Block] = [parts.header(title)]
    for number, (card, row) in enumerate(zip(found.cards, rows, strict=True), start=1):
        (show,) = parts.commands((language.say("Show"), f"/cosell payouts {card.note.reference}"), first=number)
        blocks.append(parts.entry(row, show))
    if found.total > len(rows):
        blocks.append(parts.context(language.say("and {n} more", n=found.total - len(rows))))
    return Message(title, (*blocks, *below))


def _row(card: PayoutCard, head: str, language: Language) -> str:
    return lines(head, " · ".join((card.note.reference, of_deal(card, language), _state(card, language))))


def _own(card: PayoutCard, language: Language) -> str:
    if card.note.kind is NoteKind.CLAWBACK:
        return language.say("{amount} to give back", amount=money(card, language))
    return money(card, language)


def _state(card: PayoutCard, language: Language) -> str:
    return {
        NoteState.OPEN: language.say("open"),
        NoteState.CONFIRMED: language.say("confirmed"),
        NoteState.REJECTED: language.say("rejected"),
    }[card.note.state]


def file_sent(count: int, language: Language) -> Message:
    """The file lies in the direct message with the bot."""
    text = language.say_n(
        "{n} payout is in the file I sent you as a direct message.",
        "{n} payouts are in the file I sent you as a direct message.",
        count,
    )
    return Message(text, (section(text),))
