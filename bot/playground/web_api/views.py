"""views.*: the modals a person has open, and the app's Home."""

from __future__ import annotations

from bot.playground.modals import View, check_hash
from bot.playground.rules import check_view
from bot.playground.web_api.call import Call, Method
from bot.playground.wire import Json, SlackError
from bot.playground.world import World


def _view(call: Call, *, home: bool = False) -> Json:
    return check_view(call.json("view", "invalid_arguments"), home=home)


def _shown(world: World, view: View) -> Json:
    world.live.tell("views" if view.body["type"] == "modal" else "home", user=view.user)
    return {"view": view.wire(world.workspace)}


def _open(world: World, call: Call) -> Json:
    body = _view(call)
    trigger = world.triggers.exchange(call.text("trigger_id"))
    return _shown(world, world.modals.open(trigger.user, body, trigger.channel))


def _push(world: World, call: Call) -> Json:
    body = _view(call)
    trigger = world.triggers.exchange(call.text("trigger_id"))
    return _shown(world, world.modals.push(trigger.user, body))


def _update(world: World, call: Call) -> Json:
    view = world.modals.find(call.text("view_id"), call.text("external_id"))
    body = _view(call, home=view.body["type"] == "home")
    check_hash(view, call.text("hash"))
    view.replace(body)
    return _shown(world, view)


def _publish(world: World, call: Call) -> Json:
    user = call.needed("user_id")
    if user not in world.workspace.people:
        raise SlackError("user_not_found")
    if not world.workspace.has_home:
        raise SlackError("not_enabled")
    body = _view(call, home=True)
    return _shown(world, world.modals.publish(user, body, call.text("hash")))


METHODS = {
    "views.open": Method(_open),
    "views.push": Method(_push),
    "views.update": Method(_update),
    "views.publish": Method(_publish),
}
