"""What one person sees of the world, as JSON for the page and the Visitor."""

from __future__ import annotations

from dataclasses import asdict

from bot.playground import shapes
from bot.playground.modals import View
from bot.playground.state import Conversation, Message
from bot.playground.wire import Json, SlackError
from bot.playground.world import World


def message(world: World, found: Message) -> Json:
    """A message with what only the page needs to know of it."""
    conversation = world.state.conversation(found.channel)
    return shapes.with_thread(found, conversation, world.workspace) | {
        "channel": found.channel,
        "kind": found.kind,
        "is_ephemeral": found.only_for is not None,
        "is_reply": found.is_reply,
        "revision": found.revision,
    }


def messages(world: World, user: str, channel: str) -> list[Json]:
    """What this person can see in a conversation, oldest first.

    Raises:
        SlackError: channel_not_found when they are not in it.
    """
    conversation = world.state.conversation(channel)
    if user not in conversation.members:
        raise SlackError("channel_not_found")
    return [message(world, found) for found in world.state.visible(conversation, user)]


def view(world: World, found: View) -> Json:
    """A modal or Home with what was entered in it so far."""
    return found.wire(world.workspace) | {"values": found.values}


def views(world: World, user: str) -> list[Json]:
    """The open modals of a person, the topmost last."""
    return [view(world, found) for found in world.modals.stack(user)]


def home(world: World, user: str) -> Json | None:
    """The app's Home for a person, None when the app has published none."""
    found = world.modals.homes.get(user)
    return view(world, found) if found is not None else None


def since(world: World, user: str, revision: int) -> Json:
    """What became visible to a person after this revision, their own words aside; and their open modals."""
    fresh = [
        found
        for conversation in world.state.of_member(user)
        for found in world.state.visible(conversation, user)
        if found.revision > revision and found.user != user
    ]
    fresh.sort(key=lambda found: float(found.ts))
    return {"messages": [message(world, found) for found in fresh], "views": views(world, user)}


def workspace(world: World, user: str) -> Json:
    """Everything the page needs to draw itself around the messages."""
    facts = world.workspace
    people = [asdict(person) for person in facts.people.values()]
    return {
        "team": asdict(facts.team),
        "teams": [asdict(team) for team in facts.every_team.values()],
        "people": people,
        "bot": {"user_id": facts.bot_user_id, "name": facts.app_name, "connected": world.courier.connected},
        "conversations": [_conversation(world, user, found) for found in world.state.of_member(user)],
        "commands": list(facts.commands.values()),
        "shortcuts": list(facts.shortcuts.values()),
        "has_home": facts.has_home and not facts.is_foreign(user),
        "tools": [] if facts.is_foreign(user) else list(world.tools),
        "tries": [asdict(one) for one in facts.tries],
    }


def _conversation(world: World, user: str, found: Conversation) -> Json:
    others = [member for member in found.members if member != user]
    foreign = [world.workspace.team.id, *found.shared_with]
    return {
        "id": found.id,
        "name": found.name,
        "kind": found.kind,
        "topic": found.topic,
        "members": found.members,
        "others": others,
        "is_shared": bool(found.shared_with),
        "teams": foreign if found.shared_with else [],
        "is_archived": found.is_archived,
        "has_bot": world.workspace.bot_user_id in found.members,
        "count": sum(1 for one in world.state.visible(found, user) if one.user != user),
    }
