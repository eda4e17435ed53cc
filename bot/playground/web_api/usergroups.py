"""usergroups.*: groups of people under one name."""

from __future__ import annotations

from bot.playground.web_api.call import Call, Method
from bot.playground.wire import Json, SlackError
from bot.playground.workspace import UserGroup
from bot.playground.world import World


def _list(world: World, call: Call) -> Json:
    return {"usergroups": [_shaped(world, group, call) for group in world.workspace.usergroups]}


def _users(world: World, call: Call) -> Json:
    wanted = call.needed("usergroup", "no_such_subteam")
    for group in world.workspace.usergroups:
        if group.id == wanted:
            return {"users": list(group.members)}
    raise SlackError("no_such_subteam")


def _shaped(world: World, group: UserGroup, call: Call) -> Json:
    shaped: Json = {
        "id": group.id,
        "team_id": world.workspace.team.id,
        "is_usergroup": True,
        "name": group.name,
        "handle": group.handle,
        "description": "",
        "is_external": False,
        "date_delete": 0,
    }
    if call.flag("include_users"):
        shaped["users"] = list(group.members)
    if call.flag("include_count"):
        shaped["user_count"] = len(group.members)
    return shaped


METHODS = {
    "usergroups.list": Method(_list, "usergroups:read"),
    "usergroups.users.list": Method(_users, "usergroups:read"),
}
