"""conversations.*: channels, direct messages and what was said in them, as far as the bot may see."""

from __future__ import annotations

from bot.playground import shapes
from bot.playground.events import member_joined
from bot.playground.state import Conversation, Message
from bot.playground.web_api.call import Call, Method
from bot.playground.web_api.paging import page
from bot.playground.wire import Json, SlackError
from bot.playground.world import World

_KINDS = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}


def seen(world: World, channel_id: str | None) -> Conversation:
    """A conversation the bot may know of: public, or with the bot in it.

    Raises:
        SlackError: channel_not_found.
    """
    found = world.state.conversation(channel_id)
    if found.kind != "channel" and world.workspace.bot_user_id not in found.members:
        raise SlackError("channel_not_found")
    return found


def _list(world: World, call: Call) -> Json:
    kinds = {_KINDS.get(kind.strip()) for kind in (call.text("types") or "public_channel").split(",")}
    bot = world.workspace.bot_user_id
    listed = [
        found
        for found in world.state.conversations.values()
        if found.kind in kinds
        and (found.kind == "channel" or bot in found.members)
        and not (found.is_archived and call.flag("exclude_archived"))
    ]
    found, cursor = page(listed, call)
    channels = [shapes.conversation(one, world.state) for one in found]
    return {"channels": channels, "response_metadata": {"next_cursor": cursor}}


def _info(world: World, call: Call) -> Json:
    return {"channel": shapes.conversation(seen(world, call.text("channel")), world.state)}


def _members(world: World, call: Call) -> Json:
    members, cursor = page(seen(world, call.text("channel")).members, call)
    return {"members": members, "response_metadata": {"next_cursor": cursor}}


def _open(world: World, call: Call) -> Json:
    channel_id, users = call.text("channel"), call.text("users")
    if channel_id is not None:
        found = seen(world, channel_id)
    elif users is not None:
        people = [user.strip() for user in users.split(",")]
        if not all(user in world.workspace.people for user in people):
            raise SlackError("user_not_found")
        found = world.state.direct([*people, world.workspace.bot_user_id])
        world.live.tell("conversations")
    else:
        raise SlackError("users_list_not_supplied")
    return {"channel": shapes.conversation(found, world.state) if call.flag("return_im") else {"id": found.id}}


def _join(world: World, call: Call) -> Json:
    found = seen(world, call.text("channel"))
    if found.kind != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    if found.is_archived:
        raise SlackError("is_archived")
    if world.workspace.bot_user_id not in found.members:
        found.members.append(world.workspace.bot_user_id)
        world.live.tell("conversations")
        member_joined(world, found, world.workspace.bot_user_id)
    return {"channel": shapes.conversation(found, world.state)}


def _readable(world: World, call: Call) -> Conversation:
    found = seen(world, call.text("channel"))
    if world.workspace.bot_user_id not in found.members:
        raise SlackError("not_in_channel")
    return found


def _between(messages: list[Message], call: Call) -> list[Message]:
    """Those after `oldest` and before `latest`; the two ends count only with `inclusive`."""
    oldest, latest = float(call.text("oldest") or 0), float(call.text("latest") or "inf")
    if call.flag("inclusive"):
        return [one for one in messages if oldest <= float(one.ts) <= latest]
    return [one for one in messages if oldest < float(one.ts) < latest]


def _history(world: World, call: Call) -> Json:
    conversation = _readable(world, call)
    kept = [one for one in conversation.messages if one.is_history and not one.is_reply]
    found, cursor = page(_between(kept, call)[::-1], call)
    return _messages(world, call, conversation, found, cursor)


def _replies(world: World, call: Call) -> Json:
    conversation = _readable(world, call)
    ts = call.needed("ts", "thread_not_found")
    thread = [one for one in conversation.messages if one.is_history and ts in {one.ts, one.thread_ts}]
    if not thread:
        raise SlackError("thread_not_found")
    found, cursor = page(_between(thread, call), call)
    return _messages(world, call, conversation, found, cursor)


def _messages(world: World, call: Call, conversation: Conversation, found: list[Message], cursor: str) -> Json:
    metadata = call.flag("include_all_metadata")
    shaped = [shapes.with_thread(one, conversation, world.workspace, metadata=metadata) for one in found]
    return {
        "messages": shaped,
        "has_more": bool(cursor),
        "pin_count": 0,
        "response_metadata": {"next_cursor": cursor},
    }


METHODS = {
    "conversations.list": Method(_list, "{kind}:read"),
    "conversations.info": Method(_info, "{kind}:read"),
    "conversations.members": Method(_members, "{kind}:read"),
    "conversations.open": Method(_open, "im:write"),
    "conversations.join": Method(_join, "channels:join"),
    "conversations.history": Method(_history, "{kind}:history"),
    "conversations.replies": Method(_replies, "{kind}:history"),
}
