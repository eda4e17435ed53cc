"""What the bot answers with, in an acknowledgement or by response_url, becomes visible."""

from __future__ import annotations

from bot.playground.forms import with_ids
from bot.playground.rules import check_message
from bot.playground.state import Message
from bot.playground.triggers import Reply
from bot.playground.wire import Json, SlackError
from bot.playground.world import World


def apply_reply(world: World, channel: str, answer: Json, only_for: str | None) -> Message:
    """Show an answer in a channel, to one person or to all.

    Raises:
        SlackError: no_text, invalid_blocks and the like.
    """
    text, blocks = str(answer.get("text") or ""), answer.get("blocks") or []
    if not text.strip() and not blocks:
        raise SlackError("no_text")
    message = Message(
        channel,
        world.state.stamp(),
        world.workspace.bot_user_id,
        text,
        with_ids(check_message(blocks)),
        thread_ts=answer.get("thread_ts"),
        metadata=answer.get("metadata"),
        only_for=only_for,
        bot=True,
    )
    return world.post(message)


def use_response_url(world: World, reply: Reply, answer: Json) -> None:
    """Apply what the bot posted to a response url: replace, delete or say something.

    Source: docs.slack.dev/interactivity/handling-user-interaction.

    Raises:
        SlackError: no_text, invalid_blocks and the like.
    """
    original = _original(world, reply)
    if answer.get("delete_original"):
        if original is not None:
            world.remove(original)
        return
    if answer.get("replace_original") and original is not None:
        _replace(world, original, answer)
        return
    only_for = None if answer.get("response_type") == "in_channel" else reply.user
    try:
        shown = apply_reply(world, reply.channel, answer, only_for)
    except SlackError as error:
        world.refused(reply.channel, "response_url", error, only_for=reply.user)
        raise
    if reply.message_ts is None:
        # A second answer to a command may replace the first one.
        reply.message_ts = shown.ts


def _original(world: World, reply: Reply) -> Message | None:
    try:
        return world.state.find(reply.channel, reply.message_ts)
    except SlackError:
        return None


def _replace(world: World, original: Message, answer: Json) -> None:
    try:
        blocks = with_ids(check_message(answer.get("blocks") or []))
    except SlackError as error:
        world.refused(original.channel, "response_url", error, only_for=original.only_for)
        raise
    original.text, original.blocks = str(answer.get("text") or ""), blocks
    if original.only_for is None:
        original.edited_ts = world.state.stamp()
    world.state.touch(original)
    world.changed(original)
