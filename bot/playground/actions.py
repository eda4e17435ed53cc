"""What a person does, from the page or from a test: one code path for both.

Each function takes the world, who acts, and what they do; it sends the envelope, waits for the bot's
acknowledgement and applies what came with it.
"""

from __future__ import annotations

import asyncio

from bot.playground import envelopes, events, mentions
from bot.playground.delivery import NotAnswered
from bot.playground.envelopes import Surface
from bot.playground.files import dropped
from bot.playground.forms import VALUE_KEYS, Placed, with_ids
from bot.playground.reactions import apply_reply
from bot.playground.rules import check_message
from bot.playground.state import Conversation, Message
from bot.playground.wire import Json, SlackError
from bot.playground.words import word
from bot.playground.world import World


def locale(world: World, user: str) -> str:
    """The language a person reads."""
    return world.workspace.people[user].locale


def member_of(world: World, user: str, channel: str) -> Conversation:
    """A conversation this person is in.

    Raises:
        SlackError: user_not_found, channel_not_found or not_in_channel.
    """
    if user not in world.workspace.people:
        raise SlackError("user_not_found")
    found = world.state.conversation(channel)
    if user not in found.members:
        raise SlackError("not_in_channel")
    return found


async def say(world: World, user: str, channel: str, text: str, thread_ts: str | None, *, wait: bool) -> Message:
    """Say something; with `wait`, return only when the bot has acknowledged the events of it."""
    conversation = member_of(world, user, channel)
    if conversation.is_archived:
        raise SlackError("is_archived")
    if not text.strip():
        raise SlackError("no_text")
    message = Message(channel, world.state.stamp(), user, mentions.sent(text, world.state), thread_ts=thread_ts)
    world.post(message)
    sent = events.said(world, message)
    if wait and sent:
        await asyncio.wait(sent)
    return message


async def command(world: World, user: str, channel: str, line: str) -> None:
    """Run a slash command: "/cosell acme 50k".

    Raises:
        NotAnswered: the bot did not answer; the person sees Slack's line about it.
        SlackError: not a command of this app.
    """
    conversation = member_of(world, user, channel)
    name, _, rest = line.strip().partition(" ")
    known = world.workspace.commands.get(name)
    if known is None:
        world.failure(channel, user, word(locale(world, user), "not_a_command", name))
        raise SlackError("not_a_command")
    text = mentions.escaped(rest.strip(), world.state) if known.get("should_escape") else rest.strip()
    payload = envelopes.command(world, user, conversation, name, text)
    try:
        answer = await world.courier.deliver("slash_commands", payload, answers=True)
    except NotAnswered as silence:
        world.failure(channel, user, word(locale(world, user), "failed", name, silence.error))
        raise
    if answer:
        _command_answer(world, user, channel, name, answer)


def _command_answer(world: World, user: str, channel: str, name: str, answer: Json) -> None:
    only_for = None if answer.get("response_type") == "in_channel" else user
    try:
        apply_reply(world, channel, answer, only_for)
    except SlackError as error:
        world.refused(channel, f"the answer to {name}", error, only_for=user)


def surface(world: World, user: str, place: Json, values: dict[str, Json]) -> Surface:
    """The message or view a person acts in.

    Raises:
        SlackError: channel_not_found, message_not_found or not_found.
    """
    if place.get("view_id"):
        view = world.modals.find(str(place["view_id"]))
        if view.user != user:
            raise SlackError("not_found")
        view.enter(values)
        return Surface(None, view, view.values)
    member_of(world, user, str(place.get("channel")))
    message = world.state.find(str(place.get("channel")), str(place.get("ts")))
    if message.only_for not in {None, user}:
        raise SlackError("message_not_found")
    return Surface(message, None, values)


async def act(world: World, user: str, where: Surface, placed: Placed, value: object) -> None:
    """Click or choose something.

    Raises:
        NotAnswered: the bot did not answer.
    """
    if placed.kind in VALUE_KEYS:
        offered = world.offered.get((user, placed.action_id), {})
        value = _whole(value, offered)
        where.values.setdefault(placed.block_id, {})[placed.action_id] = value
    payload = envelopes.block_actions(world, user, where, placed, value)
    await world.courier.deliver("interactive", payload, answers=False)


def _whole(value: object, offered: Json) -> object:
    """The whole option behind a value that was suggested before."""
    if isinstance(value, list):
        return [_whole(one, offered) for one in value]
    return offered.get(value, value) if isinstance(value, str) else value


def find_element(where: Surface, action_id: str, block_id: str | None) -> Placed:
    """The element with this action id.

    Raises:
        SlackError: action_not_found.
    """
    found = where.placed(action_id, block_id)
    if found is None:
        raise SlackError("action_not_found", messages=[f"no element with action_id {action_id} is shown there"])
    return found


def whole_values(world: World, user: str, values: dict[str, Json]) -> dict[str, Json]:
    """Values as entered, with suggested options in place of their short values, and files in place of their ids."""
    team, now = world.workspace.people[user].team_id, int(world.clock())
    files = {file.id: dropped(file, world.url, team, now) for file in world.files.of(user)}
    return {
        block: {
            action: _whole(value, files | world.offered.get((user, action), {})) for action, value in entered.items()
        }
        for block, entered in values.items()
    }


async def suggest(world: World, user: str, where: Surface, placed: Placed, typed: str) -> Json:
    """Ask the bot for options while somebody types; returns options or option_groups.

    Raises:
        NotAnswered: the bot did not answer.
    """
    payload = envelopes.suggestion(world, user, where, placed, typed)
    answer = await world.courier.deliver("interactive", payload, answers=True)
    groups = answer.get("option_groups") or []
    options = [*(answer.get("options") or []), *(option for group in groups for option in group.get("options", []))]
    if options:
        _check_options(answer)
    known = world.offered.setdefault((user, placed.action_id), {})
    known.update({str(option["value"]): option for option in options})
    return {"option_groups": groups} if groups else {"options": options}


def _check_options(answer: Json) -> None:
    offered = {key: answer[key] for key in ("options", "option_groups") if answer.get(key)}
    select = {"type": "static_select", "action_id": "suggested", **offered}
    check_message(with_ids([{"type": "actions", "elements": [select]}]))


async def shortcut(world: World, user: str, callback_id: str, message: Message | None) -> None:
    """Choose a shortcut, a global one or one on a message.

    Raises:
        NotAnswered: the bot did not answer.
        SlackError: shortcut_not_found.
    """
    known = world.workspace.shortcuts.get(callback_id)
    if known is None or (known.get("type") == "message") != (message is not None):
        raise SlackError("shortcut_not_found")
    await world.courier.deliver("interactive", envelopes.shortcut(world, user, callback_id, message), answers=False)
