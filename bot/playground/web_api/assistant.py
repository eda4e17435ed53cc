"""assistant.threads.*: what Bolt's Assistant says about a thread without writing into it."""

from __future__ import annotations

from bot.playground.web_api.call import Call, Method
from bot.playground.web_api.conversations import seen
from bot.playground.wire import Json, SlackError
from bot.playground.world import World


def _thread(world: World, call: Call) -> None:
    conversation = seen(world, call.needed("channel_id", "channel_not_found"))
    call.needed("thread_ts", "invalid_thread_ts")
    if world.workspace.bot_user_id not in conversation.members:
        raise SlackError("not_in_channel")


def _status(world: World, call: Call) -> Json:
    _thread(world, call)
    if "status" not in call.arguments:
        raise SlackError("invalid_arguments", messages=["[ERROR] missing required field: status"])
    return {}


def _title(world: World, call: Call) -> Json:
    _thread(world, call)
    call.needed("title")
    return {}


def _prompts(world: World, call: Call) -> Json:
    _thread(world, call)
    prompts = call.json("prompts", "invalid_arguments")
    right = isinstance(prompts, list) and all(
        isinstance(one, dict) and one.get("title") and one.get("message") for one in prompts
    )
    if not right or not prompts:
        raise SlackError("invalid_arguments", messages=["[ERROR] each prompt has a title and a message"])
    return {}


METHODS = {
    "assistant.threads.setStatus": Method(_status, "chat:write"),
    "assistant.threads.setTitle": Method(_title, "chat:write"),
    "assistant.threads.setSuggestedPrompts": Method(_prompts, "chat:write"),
}
