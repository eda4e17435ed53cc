"""Plain words: a direct message to the bot, or a mention in a channel. Only the one who asked sees the answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.domain.refusals import Act, AlreadyDone, AmountMissing, PartnerMissing, Refusal, UnknownPartner
from bot.domain.rights import require
from bot.listeners.earnings import answer_in_words
from bot.listeners.house import Body, Caller, House, Place, caller, unescaped
from bot.listeners.reading import near_miss, split_amount
from bot.listeners.surface import COSELL
from bot.use_cases.alliances import visible
from messages import help as say_help
from messages import refusals as say_refusals
from messages.message import Form, Message

_MENTION = re.compile(r"<@[^>]+>")


def register(app: App, house: House) -> None:
    """Listens for mentions and direct messages."""

    @app.event("app_mention")
    def _mentioned(ack: Ack, body: Body, client: WebClient, event: dict[str, Any]) -> None:
        answer = _answer(house, body, client, event)
        if answer is not None:
            where = {"channel": event["channel"], "thread_ts": event.get("thread_ts")}
            client.chat_postEphemeral(**where, user=event["user"], **answer.to_dict())
        ack()

    @app.event("message")
    def _written(ack: Ack, body: Body, client: WebClient, event: dict[str, Any]) -> None:
        if event.get("channel_type") == "im" and not event.get("bot_id") and "subtype" not in event:
            answer = _answer(house, body, client, event)
            if answer is not None:
                client.chat_postMessage(channel=event["channel"], thread_ts=event.get("thread_ts"), **answer.to_dict())
        ack()


def _answer(house: House, body: Body, client: WebClient, event: dict[str, Any]) -> Message | None:
    """The answer, or None for a message that was answered before."""
    asker = caller(house, client, body)
    try:
        with house.once("message", f"{event['channel']} {event['ts']}"):
            pass
    except AlreadyDone:
        return None
    try:
        require(asker.person, Act.ASK)
        Place(house.channels, _where(event)).require_no_outsiders()
        return _in_words(house, asker, unescaped(_MENTION.sub(" ", str(event.get("text", "")))))
    except Refusal as refused:
        return say_refusals.refused(refused, asker.language)  # type: ignore[arg-type]  # AnyRefusal names them all


def _where(event: Mapping[str, Any]) -> str | None:
    """The channel, or None in a direct message: Slack tells the bot of its own alone, which nobody else can read."""
    return None if event.get("channel_type") == "im" else str(event["channel"])


def _in_words(house: House, asker: Caller, text: str) -> Message:
    """The answer to a question with a partner and an amount; how to ask, for anything else."""
    try:
        with house.library.reading() as books:
            answer = answer_in_words(books, asker, text, strict=False)
    except UnknownPartner:
        return _meant(house, asker, text)
    except (PartnerMissing, AmountMissing):
        return say_help.cosell_help(asker.language)
    return say_help.cosell_help(asker.language) if isinstance(answer, Form) else answer


def _meant(house: House, asker: Caller, text: str) -> Message:
    """The partner that may be meant, where there is an amount to ask about; how to ask, for anything else."""
    words, amount = split_amount(text)
    with house.library.reading() as books:
        unknown = near_miss(words, visible(books, asker.person)) if amount else None
    if unknown is None:
        return say_help.cosell_help(asker.language)
    return say_refusals.refused(unknown, asker.language, lambda handle: f"{COSELL} {handle} {amount}")
