"""blocks.validate: what Slack would say about blocks, a message or a view, without showing them.

Source: docs.slack.dev/reference/methods/blocks.validate.
"""

from __future__ import annotations

from bot.playground.faults import Fault
from bot.playground.limits import MESSAGE_BLOCKS
from bot.playground.rules import message_faults, view_faults
from bot.playground.web_api.call import Call, Method
from bot.playground.wire import Json, SlackError
from bot.playground.world import World

_WAYS = ("blocks", "message", "view")


def _validate(_: World, call: Call) -> Json:
    given = [way for way in _WAYS if call.arguments.get(way) not in (None, "")]
    if len(given) != 1:
        told = "must provide exactly one of `blocks`, `view`, or `message`"
        raise SlackError("invalid_arguments", messages=[told])
    [way] = given
    faults = _faults(way, call.json(way, f"invalid_{way}"))
    if faults:
        raise SlackError(f"invalid_{way}", errors=[fault.answer for fault in faults])
    return {}


def _faults(way: str, payload: object) -> list[Fault]:
    if way == "blocks":
        return _of_message(payload, "")
    if not isinstance(payload, dict):
        return [Fault("", "must be an object")]
    if way == "message":
        return _of_message(payload.get("blocks", []), "/blocks")
    return view_faults(payload, "", "home" if payload.get("type") == "home" else "modal")


def _of_message(blocks: object, pointer: str) -> list[Fault]:
    if not isinstance(blocks, list):
        return [Fault(pointer, "must be an array")]
    too_many = [Fault(pointer, f"no more than {MESSAGE_BLOCKS} items allowed")] if len(blocks) > MESSAGE_BLOCKS else []
    return too_many + message_faults(blocks, pointer)


METHODS = {"blocks.validate": Method(_validate)}
