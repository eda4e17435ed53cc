"""Slack's Web API: one entry for all methods, which live by family in the modules beside this one."""

from __future__ import annotations

from bot.playground.web_api.call import Call, Method
from bot.playground.web_api.chat import METHODS as _CHAT
from bot.playground.web_api.conversations import METHODS as _CONVERSATIONS
from bot.playground.web_api.people import METHODS as _PEOPLE
from bot.playground.web_api.views import METHODS as _VIEWS
from bot.playground.wire import Json, SlackError
from bot.playground.world import World

METHODS: dict[str, Method] = {**_PEOPLE, **_CONVERSATIONS, **_CHAT, **_VIEWS}


def answer(world: World, call: Call) -> Json:
    """Slack's answer to a call, errors included, noted in the journal."""
    try:
        body = {"ok": True, **_answer(world, call)}
    except SlackError as error:
        body = error.answer()
        _show(world, call, error)
    world.journal.call(call.method, call.arguments, body)
    return body


def _answer(world: World, call: Call) -> Json:
    method = METHODS.get(call.method)
    if method is None:
        raise SlackError("unknown_method", req_method=call.method)
    _authorize(world, call, method)
    return method.handler(world, call)


def _authorize(world: World, call: Call, method: Method) -> None:
    if not call.token:
        raise SlackError("not_authed")
    if call.token not in {world.workspace.bot_token, world.workspace.app_token}:
        raise SlackError("invalid_auth")
    if method.app_level != (call.token == world.workspace.app_token):
        raise SlackError("not_allowed_token_type")
    scope = method.scope
    if scope is not None and "{kind}" in scope:
        kinds = {"channel": "channels", "group": "groups", "im": "im", "mpim": "mpim"}
        found = world.state.conversations.get(str(call.arguments.get("channel", "")))
        scope = scope.format(kind=kinds[found.kind if found is not None else "channel"])
    if scope is not None and scope not in world.workspace.scopes:
        provided = ",".join(sorted(world.workspace.scopes))
        raise SlackError("missing_scope", needed=scope, provided=provided)


_SHOWN = {"invalid_blocks", "invalid_blocks_format", "too_many_blocks", "no_text", "msg_too_long", "missing_scope"}
_SHOWN |= {"invalid_arguments", "view_too_large", "push_limit_reached"}


def _show(world: World, call: Call, error: SlackError) -> None:
    """Let people see on the page what Slack did not take, in the place it was meant for."""
    if error.error not in _SHOWN:
        return
    trigger = world.triggers.look(call.text("trigger_id"))
    user = trigger.user if trigger else call.text("user") or call.text("user_id")
    place = call.text("channel") or (trigger.channel if trigger else None)
    if place in world.workspace.people:
        user, place = None, world.state.direct([str(place), world.workspace.bot_user_id]).id
    if place is None and user in world.workspace.people:
        place = world.state.direct([str(user), world.workspace.bot_user_id]).id
    world.refused(place, call.method, error, only_for=user)
