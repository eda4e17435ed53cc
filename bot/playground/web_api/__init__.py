"""Slack's Web API: one entry for all methods, which live by family in the modules beside this one."""

from __future__ import annotations

from bot.playground.web_api.assistant import METHODS as _ASSISTANT
from bot.playground.web_api.blocks import METHODS as _BLOCKS
from bot.playground.web_api.call import Answer, Call, Method
from bot.playground.web_api.chat import METHODS as _CHAT
from bot.playground.web_api.conversations import METHODS as _CONVERSATIONS
from bot.playground.web_api.files import METHODS as _FILES
from bot.playground.web_api.people import METHODS as _PEOPLE
from bot.playground.web_api.scheduled import METHODS as _SCHEDULED
from bot.playground.web_api.usergroups import METHODS as _USERGROUPS
from bot.playground.web_api.views import METHODS as _VIEWS
from bot.playground.wire import Json, SlackError
from bot.playground.world import World

METHODS: dict[str, Method] = {
    **_PEOPLE,
    **_USERGROUPS,
    **_CONVERSATIONS,
    **_CHAT,
    **_SCHEDULED,
    **_VIEWS,
    **_FILES,
    **_BLOCKS,
    **_ASSISTANT,
}


def answer(world: World, call: Call, disturbance: str | None = None) -> Answer:
    """Slack's answer to a call, errors included, noted in the journal together with what becomes of it."""
    try:
        answered = Answer({"ok": True, **_answer(world, call)})
    except SlackError as error:
        answered = refused(error)
        _show(world, call, error)
    world.journal.call(call.method, call.arguments, answered.body, disturbance)
    return answered


def refused(error: SlackError) -> Answer:
    """An error as Slack answers it."""
    return Answer(error.answer(), error.status, error.retry_after)


def _answer(world: World, call: Call) -> Json:
    method = METHODS.get(call.method)
    if method is None:
        raise SlackError("unknown_method", req_method=call.method)
    _authorize(world, call, method)
    world.rate_limits.count(call.method, call.text("channel"))
    if call.broken is not None:
        raise SlackError(call.broken)
    return method.handler(world, call)


def _authorize(world: World, call: Call, method: Method) -> None:
    if not call.token:
        raise SlackError("not_authed")
    if call.token not in {world.workspace.bot_token, world.workspace.app_token}:
        raise SlackError("invalid_auth")
    if method.app_level != (call.token == world.workspace.app_token):
        raise SlackError("not_allowed_token_type")
    missing = [scope for scope in _scopes(world, call, method) if scope not in world.workspace.scopes]
    if missing:
        provided = ",".join(sorted(world.workspace.scopes))
        raise SlackError("missing_scope", needed=",".join(missing), provided=provided)


def _scopes(world: World, call: Call, method: Method) -> list[str]:
    """The scopes a call needs, which for conversations hang on what kind they are."""
    if call.method == "conversations.open" and "," in (call.text("users") or ""):
        return ["mpim:write"]
    if method.scope is None or "{kind}" not in method.scope:
        return [] if method.scope is None else [method.scope]
    if "types" in call.arguments or call.method == "conversations.list":
        types = (call.text("types") or "public_channel").split(",")
        kinds = [_KINDS_OF_TYPES.get(kind.strip(), "channels") for kind in types]
    else:
        found = world.state.conversations.get(str(call.arguments.get("channel", "")))
        kinds = [_KINDS[found.kind if found is not None else "channel"]]
    return [method.scope.format(kind=kind) for kind in kinds]


_KINDS = {"channel": "channels", "group": "groups", "im": "im", "mpim": "mpim"}
_KINDS_OF_TYPES = {"public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"}
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
