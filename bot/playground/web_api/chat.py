"""chat.*: what the bot says, changes and takes back."""

from __future__ import annotations

from bot.playground import shapes
from bot.playground.faults import Fault
from bot.playground.forms import with_ids
from bot.playground.rules import check_message
from bot.playground.state import Conversation, Message
from bot.playground.web_api.call import Call, Method
from bot.playground.web_api.conversations import seen
from bot.playground.wire import Json, SlackError
from bot.playground.world import World

TEXT_LENGTH = 40_000  # docs.slack.dev/reference/methods/chat.postMessage


def content(world: World, call: Call) -> tuple[str, list[Json]]:
    """The text and blocks of a call, when Slack would take them.

    Raises:
        SlackError: no_text, msg_too_long, invalid_blocks and the like.
    """
    text = call.text("text") or ""
    blocks = call.json("blocks", "invalid_blocks_format") or []
    if not text.strip() and not blocks:
        raise SlackError("no_text")
    if len(text) > TEXT_LENGTH:
        raise SlackError("msg_too_long")
    if world.disturbances.refuses(call.method, blocks):
        raise SlackError("invalid_blocks", messages=[Fault("/blocks", "unsupported type").text])
    return text, with_ids(check_message(blocks))


def writable(world: World, channel_id: str) -> Conversation:
    """Where the bot may write; a user id means the direct message with that person.

    Raises:
        SlackError: channel_not_found, not_in_channel or is_archived.
    """
    if channel_id in world.workspace.people:
        return world.state.direct([channel_id, world.workspace.bot_user_id])
    found = seen(world, channel_id)
    if world.workspace.bot_user_id not in found.members:
        raise SlackError("not_in_channel")
    if found.is_archived:
        raise SlackError("is_archived")
    return found


def _post(world: World, call: Call) -> Json:
    conversation = writable(world, call.needed("channel", "channel_not_found"))
    text, blocks = content(world, call)
    metadata = call.json("metadata", "invalid_metadata_format")
    posted = Message(
        conversation.id,
        world.state.stamp(),
        world.workspace.bot_user_id,
        text,
        blocks,
        thread_ts=call.text("thread_ts"),
        metadata=metadata,
        bot=True,
    )
    world.post(posted)
    return {
        "channel": conversation.id,
        "ts": posted.ts,
        "message": shapes.message(posted, world.workspace, metadata=True),
    }


def _post_ephemeral(world: World, call: Call) -> Json:
    conversation = writable(world, call.needed("channel", "channel_not_found"))
    text, blocks = content(world, call)
    user = call.needed("user", "user_not_found")
    if user not in world.workspace.people:
        raise SlackError("user_not_found")
    if user not in conversation.members:
        raise SlackError("user_not_in_channel")
    bot = world.workspace.bot_user_id
    posted = Message(conversation.id, world.state.stamp(), bot, text, blocks, only_for=user, bot=True)
    posted.thread_ts = call.text("thread_ts")
    world.post(posted)
    return {"message_ts": posted.ts}


def _own(world: World, call: Call, error: str) -> Message:
    """A message of the bot's own; ephemeral ones are not found, as in Slack."""
    found = world.state.find(seen(world, call.text("channel")).id, call.text("ts"))
    if not found.is_history:
        raise SlackError("message_not_found")
    if found.user != world.workspace.bot_user_id:
        raise SlackError(error)
    return found


def _update(world: World, call: Call) -> Json:
    found = _own(world, call, "cant_update_message")
    text, blocks = content(world, call)
    found.text, found.blocks, found.edited_ts = text, blocks, world.state.stamp()
    metadata = call.json("metadata", "invalid_metadata_format")
    if metadata is not None:
        found.metadata = metadata
    world.state.touch(found)
    world.changed(found)
    shaped = shapes.message(found, world.workspace)
    return {"channel": found.channel, "ts": found.ts, "text": text, "message": shaped}


def _delete(world: World, call: Call) -> Json:
    found = _own(world, call, "cant_delete_message")
    world.remove(found)
    return {"channel": found.channel, "ts": found.ts}


def _permalink(world: World, call: Call) -> Json:
    found = world.state.find(seen(world, call.text("channel")).id, call.text("message_ts"))
    host = f"https://{world.workspace.team.domain}.slack.com"
    thread = f"?thread_ts={found.thread_ts}&cid={found.channel}" if found.is_reply else ""
    return {
        "channel": found.channel,
        "permalink": f"{host}/archives/{found.channel}/p{found.ts.replace('.', '')}{thread}",
    }


METHODS = {
    "chat.postMessage": Method(_post, "chat:write"),
    "chat.postEphemeral": Method(_post_ephemeral, "chat:write"),
    "chat.update": Method(_update, "chat:write"),
    "chat.delete": Method(_delete, "chat:write"),
    "chat.getPermalink": Method(_permalink),
}
