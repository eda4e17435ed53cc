"""Events API payloads, and which of them the app has subscribed to.

Source: docs.slack.dev/apis/events-api and docs.slack.dev/apis/slack-connect.
"""

from __future__ import annotations

import asyncio

from bot.playground import shapes
from bot.playground.delivery import NotAnswered
from bot.playground.state import Conversation, Message
from bot.playground.wire import Json, new_id
from bot.playground.world import World

PAUSES = (0, 60, 300)  # docs.slack.dev/apis/events-api: sent again at once, after a minute and after five
_MESSAGE_EVENTS = {"im": "message.im", "channel": "message.channels", "group": "message.groups", "mpim": "message.mpim"}


def said(world: World, message: Message) -> list[asyncio.Task[None]]:
    """A person said something: message, and app_mention when the bot is named; both fire for one text."""
    conversation = world.state.conversation(message.channel)
    bot = world.workspace.bot_user_id
    if bot not in conversation.members:
        return []
    shaped = shapes.message(message, world.workspace) | {
        "channel": conversation.id,
        "channel_type": conversation.kind,
        "event_ts": message.ts,
        "client_msg_id": new_id("M").lower(),
    }
    if world.workspace.is_foreign(message.user):
        shaped |= {"user_team": shaped["team"], "source_team": shaped["team"]}
    sent = [_send(world, _MESSAGE_EVENTS[conversation.kind], shaped, conversation)]
    if f"<@{bot}" in message.text and conversation.kind != "im":
        mention = {key: value for key, value in shaped.items() if key != "channel_type"}
        sent.append(_send(world, "app_mention", mention | {"type": "app_mention"}, conversation))
    return [task for task in sent if task is not None]


def home_opened(world: World, user: str, tab: str) -> list[asyncio.Task[None]]:
    """A person opened the app's Home or its messages tab; the event fires for both."""
    conversation = world.state.direct([user, world.workspace.bot_user_id])
    event: Json = {
        "type": "app_home_opened",
        "user": user,
        "channel": conversation.id,
        "tab": tab,
        "event_ts": world.state.stamp(),
    }
    home = world.modals.homes.get(user)
    if home is not None and tab == "home":
        event["view"] = home.wire(world.workspace)
    sent = _send(world, "app_home_opened", event, conversation)
    return [sent] if sent is not None else []


def member_joined(world: World, conversation: Conversation, user: str, inviter: str | None = None) -> None:
    """Somebody came into a channel the bot is in, or the bot itself did."""
    if world.workspace.bot_user_id not in conversation.members:
        return
    event: Json = {
        "type": "member_joined_channel",
        "user": user,
        "channel": conversation.id,
        "channel_type": "G" if conversation.kind == "group" else "C",
        "team": world.workspace.people[user].team_id,
        "event_ts": world.state.stamp(),
    }
    if inviter is not None:
        event["inviter"] = inviter
    _send(world, "member_joined_channel", event, conversation)


def _send(world: World, name: str, event: Json, conversation: Conversation) -> asyncio.Task[None] | None:
    if name not in world.workspace.events:
        return None
    return world.in_background(_deliver(world, _payload(world, event, conversation)))


async def _deliver(world: World, payload: Json) -> None:
    """Tell the app, and at once again if need be; what is still unheard is told again later, in the background."""
    reason = await _told(world, payload, None)
    if reason is not None:
        reason = await _told(world, payload, (1, reason))
    if reason is not None:
        world.in_background(_deliver_later(world, payload, reason))


async def _deliver_later(world: World, payload: Json, reason: str) -> None:
    for attempt, pause in enumerate(PAUSES[1:], start=2):
        await world.clock.sleep(pause)
        again = await _told(world, payload, (attempt, reason))
        if again is None:
            return
        reason = again


async def _told(world: World, payload: Json, retry: tuple[int, str] | None) -> str | None:
    """Why the event has to be sent again, None when it does not."""
    try:
        await world.courier.deliver("events_api", payload, answers=False, retry=retry)
    except NotAnswered as silence:
        return silence.retry_reason
    return None


def _payload(world: World, event: Json, conversation: Conversation) -> Json:
    workspace = world.workspace
    shared = bool(conversation.shared_with)
    author = workspace.people.get(str(event.get("user")))
    return {
        "token": "playground",
        "team_id": workspace.team.id,
        "context_team_id": workspace.team.id,
        "context_enterprise_id": None,
        "api_app_id": workspace.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": new_id("Ev"),
        "event_time": int(world.clock()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": workspace.team.id,
                "user_id": workspace.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": shared,
        "event_context": f"4-{conversation.id}-{author.team_id if author else workspace.team.id}",
    }
