"""What is said in Slack by itself: written down in the transaction it tells of, sent by the clock.

A lead has one message for its sender and one for its recipient; both change with each step, which is told in their
threads.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from bot.domain.alliances import Alliance
from bot.domain.briefings import BriefingPost
from bot.domain.deliveries import Operation
from bot.domain.leads import Direction, Lead, LeadEvent
from bot.domain.people import LanguageCode
from bot.domain.schedules import Schedule
from bot.ports import Books
from bot.use_cases.briefings import Acknowledged, next_briefing, today_of
from bot.use_cases.leads import card, earlier
from messages import briefings as say_briefings
from messages import leads as say
from messages.language import Language
from messages.message import Message

_ROLES = (True, False)


def post(
    books: Books, key: str, destination: str, message: Message, now: datetime, plain: Message | None = None
) -> bool:
    """Writes down a post to a channel or a person; False if it was written down before.

    `plain` is sent instead where Slack takes no charts yet.
    """
    return books.deliveries.add(key, destination, _payload(message, plain), now)


def change(books: Books, key: str, target: str, message: Message, now: datetime) -> bool:
    """Writes down what an earlier post, by its key, says from now on; False if there is no such post."""
    return books.deliveries.follow(key, Operation.UPDATE, target, _payload(message), now)


def announce(books: Books, lead: Lead, alliance: Alliance, now: datetime) -> None:
    """Writes the messages of a new lead: to its recipient with buttons, and to its sender."""
    for for_sender in _ROLES:
        destination, language = _reader(books, lead, alliance, for_sender=for_sender)
        shown = say.posted(card(books, lead, alliance, for_sender=for_sender), language)
        post(books, _key(lead, for_sender=for_sender), destination, shown, now)


def tell_duplicate(books: Books, lead: Lead, alliance: Alliance, now: datetime) -> bool:
    """Tells the partner manager, and nobody else, that a new lead is about the customer of open ones; False if not so.

    The partner learns of it only through the manager: no channel hears of it.
    """
    known = earlier(books, lead)
    if not known:
        return False
    manager = books.people.get(alliance.profile.manager)
    told = say.duplicate(card(books, lead, alliance, for_sender=False), known, Language.of(manager.language))
    return post(books, f"lead:{lead.id}:duplicate", manager.slack_user_id, told, now)


def tell_step(books: Books, lead: Lead, alliance: Alliance, event: LeadEvent, now: datetime) -> None:
    """Changes both messages to how the lead stands now, and tells the step in their threads."""
    actor = None if event.actor_id is None else books.people.get(event.actor_id).slack_user_id
    for for_sender in _ROLES:
        _, language = _reader(books, lead, alliance, for_sender=for_sender)
        shown, key = card(books, lead, alliance, for_sender=for_sender), _key(lead, for_sender=for_sender)
        step = f"{key}:{lead.revision}"
        books.deliveries.follow(f"{step}:update", Operation.UPDATE, key, _payload(say.posted(shown, language)), now)
        told = say.step_told(shown, event, actor, language)
        books.deliveries.follow(f"{step}:reply", Operation.REPLY, key, _payload(told), now)


def brief(books: Books, order: Schedule, alliance: Alliance, slot: str, now: datetime) -> bool:
    """Writes down the next briefing of a standing order; False if there is nothing new to say.

    `slot` names the occasion: of one occasion only one briefing is ever posted.
    """
    posted = books.schedules.latest_posts(order.id)
    shown = next_briefing(books, alliance, order.language, posted, today_of(alliance, now))
    if shown is None:
        return False
    entry = BriefingPost(0, order.id, slot, shown.content.topic, shown.content.mark, now)
    told = say_briefings.briefing(shown, books.schedules.posted(entry), Language.of(order.language))
    return post(books, f"schedule:{order.id}:{slot}", order.destination, told, now)


def show_reach(books: Books, done: Acknowledged, posted: Mapping[str, Any], now: datetime) -> None:
    """Writes under a briefing how many people confirmed it, once they are enough; `posted` is the message as it is."""
    before = Message(str(posted["text"]), tuple(posted["blocks"]))
    shown = say_briefings.with_reach(before, done.confirmed, Language.of(done.order.language))
    if shown != before:
        target = f"schedule:{done.order.id}:{done.post.slot}"
        key = f"{target}:reach:{done.confirmed}"
        books.deliveries.follow(key, Operation.UPDATE, target, _payload(shown), now)


def remind(
    books: Books, lead: Lead, alliance: Alliance, which: Literal["half", "due", "sponsor"], now: datetime
) -> bool:
    """Brings an unanswered lead to mind: first to its recipient, then to the partner manager, then to the sponsor.

    Each is told once; False if that was done before.
    """
    destination, language = _reader(books, lead, alliance, for_sender=False)
    if which != "half":
        sponsor = alliance.profile.sponsor if which == "sponsor" else None
        person = books.people.get(sponsor or alliance.profile.manager)
        destination, language = person.slack_user_id, Language.of(person.language)
    told = say.reminder(card(books, lead, alliance, for_sender=False), which, language)
    return post(books, f"lead:{lead.id}:{which}", destination, told, now)


def _reader(books: Books, lead: Lead, alliance: Alliance, *, for_sender: bool) -> tuple[str, Language]:
    """Where the message goes: the channel shared with the partner, or a person of ours; and in which language."""
    shared = alliance.profile.shared_channel
    if not for_sender and lead.direction is Direction.GIVEN and shared is not None:
        english = LanguageCode.EN in alliance.profile.propositions
        return shared, Language.of(LanguageCode.EN if english else LanguageCode.DE)
    person = books.people.get(lead.sender_id if for_sender else lead.owner_id or alliance.profile.manager)
    return person.slack_user_id, Language.of(person.language)


def _key(lead: Lead, *, for_sender: bool) -> str:
    return f"lead:{lead.id}:{'sender' if for_sender else 'recipient'}"


def _payload(message: Message, plain: Message | None = None) -> str:
    without_charts = {} if plain is None else {"plain_blocks": plain.to_dict()["blocks"]}
    return json.dumps({**message.to_dict(), **without_charts}, ensure_ascii=False)
