"""Payloads of commands and interactions, exactly as Slack shapes them.

Source: docs.slack.dev/interactivity/implementing-slash-commands and docs.slack.dev/reference/interaction-payloads.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.playground import shapes
from bot.playground.forms import Placed, entered, interactive, shape, state_of
from bot.playground.modals import View
from bot.playground.state import Conversation, Message
from bot.playground.wire import Json
from bot.playground.world import World

_TOKEN = "playground"  # noqa: S105 - the deprecated verification token, which nothing checks


def _channel_name(conversation: Conversation) -> str:
    names = {"im": "directmessage", "group": "privategroup", "mpim": conversation.name}
    return names.get(conversation.kind, conversation.name)


def _team(world: World, user: str) -> tuple[str, str]:
    """The id and domain of the team a person belongs to; foreign people bring their own."""
    team = world.workspace.every_team.get(world.workspace.people[user].team_id, world.workspace.team)
    return team.id, team.domain


def _base(world: World, user: str) -> Json:
    person, (team_id, domain) = world.workspace.people[user], _team(world, user)
    return {
        "user": {"id": user, "username": person.name, "name": person.name, "team_id": team_id},
        "team": {"id": team_id, "domain": domain},
        "api_app_id": world.workspace.app_id,
        "token": _TOKEN,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def command(world: World, user: str, conversation: Conversation, name: str, text: str) -> Json:
    """A slash command; `text` is what follows the name, escaped already when the manifest asks for it."""
    team_id, domain = _team(world, user)
    return {
        "token": _TOKEN,
        "team_id": team_id,
        "team_domain": domain,
        "channel_id": conversation.id,
        "channel_name": _channel_name(conversation),
        "user_id": user,
        "user_name": world.workspace.people[user].name,
        "command": name,
        "text": text,
        "api_app_id": world.workspace.app_id,
        "is_enterprise_install": "false",
        "response_url": _reply_url(world, user, conversation.id),
        "trigger_id": world.triggers.issue(user, conversation.id),
    }


def _reply_url(world: World, user: str, channel: str, message_ts: str | None = None) -> str:
    return f"{world.url}/response/{world.replies.issue(user, channel, message_ts)}"


@dataclass
class Surface:
    """Where elements stand: in a message or in a view, with what was entered there."""

    message: Message | None
    view: View | None
    values: dict[str, Json]

    @property
    def blocks(self) -> list[Json]:
        """All blocks of it."""
        if self.view is not None:
            return self.view.blocks
        return self.message.blocks if self.message is not None else []

    def placed(self, action_id: str, block_id: str | None) -> Placed | None:
        """The element with this action id, in this block when one is given."""
        for found in interactive(self.blocks):
            if found.action_id == action_id and block_id in {None, found.block_id}:
                return found
        return None


def _place(world: World, user: str, surface: Surface) -> Json:
    """Container, and the message or view in which something was used."""
    if surface.view is not None:
        return {
            "container": {"type": "view", "view_id": surface.view.id},
            "view": surface.view.wire(world.workspace),
        }
    assert surface.message is not None
    message, conversation = surface.message, world.state.conversation(surface.message.channel)
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": message.only_for is not None,
    }
    if message.is_reply:
        container["thread_ts"] = message.thread_ts
    place: Json = {
        "container": container,
        "channel": {"id": conversation.id, "name": _channel_name(conversation)},
        "state": {"values": state_of(message.blocks, surface.values)},
        "response_url": _reply_url(world, user, message.channel, message.ts),
    }
    if message.only_for is None:
        # Slack leaves the message out when it is ephemeral: it does not keep those.
        place["message"] = shapes.with_thread(message, conversation, world.workspace)
    return place


def block_actions(world: World, user: str, surface: Surface, placed: Placed, value: object) -> Json:
    """Somebody clicked or chose something."""
    element = placed.element
    action: Json = {"type": placed.kind, "action_id": placed.action_id, "block_id": placed.block_id}
    action["action_ts"] = world.state.stamp()
    if placed.kind == "button":
        action |= {key: element[key] for key in ("text", "value", "style", "url") if key in element}
    else:
        action |= shape(element, value)
        action |= {key: element[key] for key in ("placeholder",) if key in element}
    channel = surface.message.channel if surface.message is not None else None
    return {
        "type": "block_actions",
        **_base(world, user),
        "trigger_id": world.triggers.issue(user, channel, in_modal=surface.view is not None),
        **_place(world, user, surface),
        "actions": [action],
    }


def suggestion(world: World, user: str, surface: Surface, placed: Placed, typed: str) -> Json:
    """Somebody types into an external select and wants options."""
    place = {key: value for key, value in _place(world, user, surface).items() if key not in {"response_url", "state"}}
    return {
        "type": "block_suggestion",
        **_base(world, user),
        "action_id": placed.action_id,
        "block_id": placed.block_id,
        "value": typed,
        **place,
    }


def view_submission(world: World, user: str, view: View) -> Json:
    """Somebody pressed the submit button of a modal."""
    return {
        "type": "view_submission",
        **_base(world, user),
        "trigger_id": world.triggers.issue(user, view.reply_channel, in_modal=True),
        "view": view.wire(world.workspace),
        "response_urls": _response_urls(world, user, view),
    }


def _response_urls(world: World, user: str, view: View) -> list[Json]:
    """One address for each conversation chosen in an element that asked for it (response_url_enabled)."""
    urls = []
    for placed in interactive(view.blocks):
        channel = entered(placed, view.values)
        if placed.element.get("response_url_enabled") and channel:
            url = _reply_url(world, user, str(channel))
            ids = {"block_id": placed.block_id, "action_id": placed.action_id}
            urls.append({**ids, "channel_id": channel, "response_url": url})
    return urls


def view_closed(world: World, user: str, view: View, *, cleared: bool) -> Json:
    """Somebody closed a modal whose app wants to know (notify_on_close)."""
    return {
        "type": "view_closed",
        **_base(world, user),
        "view": view.wire(world.workspace),
        "is_cleared": cleared,
    }


def shortcut(world: World, user: str, callback_id: str, message: Message | None) -> Json:
    """Somebody chose a shortcut: a global one, or one on a message."""
    base = {**_base(world, user), "callback_id": callback_id, "action_ts": world.state.stamp()}
    if message is None:
        return {"type": "shortcut", **base, "trigger_id": world.triggers.issue(user, None)}
    conversation = world.state.conversation(message.channel)
    return {
        "type": "message_action",
        **base,
        "trigger_id": world.triggers.issue(user, message.channel),
        "message_ts": message.ts,
        "channel": {"id": conversation.id, "name": _channel_name(conversation)},
        "message": shapes.with_thread(message, conversation, world.workspace),
        "response_url": _reply_url(world, user, message.channel, message.ts),
    }
