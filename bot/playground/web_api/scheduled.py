"""chat.scheduleMessage: messages that wait for their moment, on the playground's own clock.

Source: docs.slack.dev/reference/methods/chat.scheduleMessage.
"""

from __future__ import annotations

from bot.playground.state import Message, Scheduled
from bot.playground.web_api.call import Call, Method
from bot.playground.web_api.chat import content, writable
from bot.playground.web_api.paging import page
from bot.playground.wire import Json, SlackError, new_id
from bot.playground.world import World

FARTHEST_SECONDS = 120 * 24 * 60 * 60
WINDOW_SECONDS, IN_WINDOW = 5 * 60, 30  # messages for one channel in five minutes, by the time they are posted


def _schedule(world: World, call: Call) -> Json:
    conversation = writable(world, call.needed("channel", "channel_not_found"))
    post_at = _moment(world, call)
    text, blocks = content(world, call)
    at_that_time = [
        one
        for one in world.state.scheduled.values()
        if one.message.channel == conversation.id and one.post_at // WINDOW_SECONDS == post_at // WINDOW_SECONDS
    ]
    if len(at_that_time) >= IN_WINDOW:
        raise SlackError("restricted_too_many")
    bot = world.workspace.bot_user_id
    metadata = call.json("metadata", "invalid_metadata_format")
    message = Message(
        conversation.id, "", bot, text, blocks, thread_ts=call.text("thread_ts"), metadata=metadata, bot=True
    )
    waiting = Scheduled(new_id("Q"), post_at, int(world.clock()), message)
    world.state.scheduled[waiting.id] = waiting
    world.in_background(_post_then(world, waiting))
    shown: Json = {
        "text": text,
        "username": world.workspace.app_name,
        "bot_id": world.workspace.bot_id,
        "blocks": blocks,
    }
    shown |= {"type": "delayed_message", "subtype": "bot_message"}
    return {
        "channel": conversation.id,
        "scheduled_message_id": waiting.id,
        "post_at": post_at,
        "message": shown,
    }


def _moment(world: World, call: Call) -> int:
    try:
        post_at = int(call.needed("post_at", "invalid_time"))
    except ValueError:
        raise SlackError("invalid_time") from None
    if post_at <= world.clock():
        raise SlackError("time_in_past")
    if post_at > world.clock() + FARTHEST_SECONDS:
        raise SlackError("time_too_far")
    return post_at


async def _post_then(world: World, waiting: Scheduled) -> None:
    await world.clock.sleep(waiting.post_at - world.clock())
    if world.state.scheduled.pop(waiting.id, None) is waiting:
        waiting.message.ts = world.state.stamp()
        world.post(waiting.message)


def _list(world: World, call: Call) -> Json:
    channel = call.text("channel")
    listed = [one for one in world.state.scheduled.values() if channel in {None, one.message.channel}]
    found, cursor = page(sorted(listed, key=lambda one: one.post_at), call)
    shaped = [
        {
            "id": one.id,
            "channel_id": one.message.channel,
            "post_at": one.post_at,
            "date_created": one.created,
            "text": one.message.text,
        }
        for one in found
    ]
    return {"scheduled_messages": shaped, "response_metadata": {"next_cursor": cursor}}


def _delete(world: World, call: Call) -> Json:
    waiting = world.state.scheduled.get(call.text("scheduled_message_id") or "")
    if waiting is None or waiting.message.channel != call.text("channel"):
        raise SlackError("invalid_scheduled_message_id")
    del world.state.scheduled[waiting.id]
    return {}


METHODS = {
    "chat.scheduleMessage": Method(_schedule, "chat:write"),
    "chat.scheduledMessages.list": Method(_list),
    "chat.deleteScheduledMessage": Method(_delete, "chat:write"),
}
