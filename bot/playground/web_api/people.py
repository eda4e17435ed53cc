"""auth, apps, bots, team and users: who is who."""

from __future__ import annotations

from bot.playground import shapes
from bot.playground.web_api.call import Call, Method
from bot.playground.web_api.paging import page
from bot.playground.wire import Json, SlackError
from bot.playground.workspace import User
from bot.playground.world import World


def _auth_test(world: World, _: Call) -> Json:
    workspace = world.workspace
    return {
        "url": f"https://{workspace.team.domain}.slack.com/",
        "team": workspace.team.name,
        "user": workspace.people[workspace.bot_user_id].name,
        "team_id": workspace.team.id,
        "user_id": workspace.bot_user_id,
        "bot_id": workspace.bot_id,
        "app_id": workspace.app_id,
        "is_enterprise_install": False,
    }


def _connections_open(world: World, call: Call) -> Json:
    world.url = f"http://{call.host}"
    return {"url": f"ws://{call.host}/socket?ticket={world.sockets.ticket()}&app_id={world.workspace.app_id}"}


def _bots_info(world: World, call: Call) -> Json:
    if call.text("bot") not in {None, world.workspace.bot_id}:
        raise SlackError("bot_not_found")
    return {"bot": shapes.bot(world.workspace)}


def _team_info(world: World, call: Call) -> Json:
    team = world.workspace.every_team.get(call.text("team") or world.workspace.team.id)
    if team is None:
        raise SlackError("team_not_found")
    return {"team": {"id": team.id, "name": team.name, "domain": team.domain, "email_domain": "", "icon": {}}}


def _visible(world: World, user: User) -> bool:
    """Whether the bot may know of somebody: of another company's people only of those it shares a channel with."""
    together = (found for found in world.state.of_member(user.id) if world.workspace.bot_user_id in found.members)
    return not world.workspace.is_foreign(user.id) or any(together)


def _users_info(world: World, call: Call) -> Json:
    user = world.workspace.people.get(call.needed("user", "user_not_found"))
    if user is None:
        raise SlackError("user_not_found")
    if not _visible(world, user):
        raise SlackError("user_not_visible")
    return {"user": shapes.person(user, world.workspace, locale=call.flag("include_locale"))}


def _users_list(world: World, call: Call) -> Json:
    people = [user for user in world.workspace.people.values() if _visible(world, user)]
    found, cursor = page(people, call)
    members = [shapes.person(user, world.workspace, locale=call.flag("include_locale")) for user in found]
    return {"members": members, "cache_ts": int(world.state.now()), "response_metadata": {"next_cursor": cursor}}


def _lookup_by_email(world: World, call: Call) -> Json:
    wanted = call.needed("email", "users_not_found").lower()
    for user in world.workspace.people.values():
        if user.email.lower() == wanted and not world.workspace.is_foreign(user.id):
            return {"user": shapes.person(user, world.workspace, locale=False)}
    raise SlackError("users_not_found")


METHODS = {
    "auth.test": Method(_auth_test),
    "apps.connections.open": Method(_connections_open, app_level=True),
    "bots.info": Method(_bots_info, "users:read"),
    "team.info": Method(_team_info, "team:read"),
    "users.info": Method(_users_info, "users:read"),
    "users.lookupByEmail": Method(_lookup_by_email, "users:read.email"),
    "users.list": Method(_users_list, "users:read"),
}
