"""What the page and the Visitor see and do: JSON under /ui/…, with the acting user in each request."""

from __future__ import annotations

import asyncio
import base64
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.playground import actions, events, glance, submissions
from bot.playground.delivery import NotAnswered
from bot.playground.wire import Json, SlackError
from bot.playground.world import World

_LOG = logging.getLogger(__name__)

Doing = Callable[[World, str, Json], Awaitable[Json]]


async def _say(world: World, user: str, asked: Json) -> Json:
    thread = asked.get("thread_ts") or None
    wait = bool(asked.get("wait"))
    said = await actions.say(world, user, str(asked["channel"]), str(asked["text"]), thread, wait=wait)
    return {"ts": said.ts}


async def _command(world: World, user: str, asked: Json) -> Json:
    await actions.command(world, user, str(asked["channel"]), str(asked["text"]))
    return {}


async def _action(world: World, user: str, asked: Json) -> Json:
    values = actions.whole_values(world, user, asked.get("values") or {})
    where = actions.surface(world, user, asked["place"], values)
    placed = actions.find_element(where, str(asked["action_id"]), asked.get("block_id"))
    await actions.act(world, user, where, placed, asked.get("value"))
    return {}


async def _suggest(world: World, user: str, asked: Json) -> Json:
    where = actions.surface(world, user, asked["place"], asked.get("values") or {})
    placed = actions.find_element(where, str(asked["action_id"]), asked.get("block_id"))
    return await actions.suggest(world, user, where, placed, str(asked["typed"]))


async def _submit(world: World, user: str, asked: Json) -> Json:
    values = actions.whole_values(world, user, asked.get("values") or {})
    where = actions.surface(world, user, {"view_id": asked["view_id"]}, values)
    assert where.view is not None
    return await submissions.submit(world, user, where.view)


async def _drop(world: World, user: str, asked: Json) -> Json:
    """Takes a file for a form, its bytes in base64."""
    file = world.files.drop(user, str(asked["name"]), base64.b64decode(str(asked["content"])))
    return {"file_id": file.id, "name": file.name}


async def _close(world: World, user: str, asked: Json) -> Json:
    where = actions.surface(world, user, {"view_id": asked["view_id"]}, {})
    assert where.view is not None
    await submissions.close(world, user, where.view, everything=bool(asked.get("all")))
    return {}


async def _shortcut(world: World, user: str, asked: Json) -> Json:
    message = None
    if asked.get("ts"):
        actions.member_of(world, user, str(asked["channel"]))
        message = world.state.find(str(asked["channel"]), str(asked["ts"]))
    await actions.shortcut(world, user, str(asked["callback_id"]), message)
    return {}


async def _open_home(world: World, user: str, asked: Json) -> Json:
    sent = events.home_opened(world, user, str(asked.get("tab", "home")))
    if asked.get("wait"):
        for task in sent:
            await task
    return {"home": glance.home(world, user)}


async def _invite(world: World, user: str, asked: Json) -> Json:
    conversation = actions.member_of(world, user, str(asked["channel"]))
    invited = str(asked["invited"])
    if invited not in world.workspace.people:
        raise SlackError("user_not_found")
    if invited not in conversation.members:
        conversation.members.append(invited)
        world.live.tell("conversations")
        events.member_joined(world, conversation, invited, inviter=user)
    return {}


async def _tool(world: World, user: str, asked: Json) -> Json:
    """Runs a tool in a thread; how it broke is for the page to show, as nobody else would."""
    tool = world.tools.get(str(asked["title"]))
    if tool is None or world.workspace.is_foreign(user):
        raise SlackError("unknown_tool")
    try:
        return {"result": await asyncio.to_thread(tool)}
    except Exception as broken:  # noqa: BLE001 - whatever it was, somebody waits for an answer
        _LOG.warning("the tool %r broke", asked["title"], exc_info=broken)
        return {"result": "", "broken": f"{type(broken).__name__}: {broken}"}


_DOINGS: dict[str, Doing] = {
    "say": _say,
    "command": _command,
    "action": _action,
    "suggest": _suggest,
    "submit": _submit,
    "drop": _drop,
    "close": _close,
    "shortcut": _shortcut,
    "open_home": _open_home,
    "invite": _invite,
    "tool": _tool,
}


async def _do(request: Request) -> Response:
    """Let a person do one thing, and tell what became visible to them by it."""
    world: World = request.app.state.world
    # A page of another site can't send this type without asking first, so it can't act here.
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        return JSONResponse({"ok": False, "error": "json_expected"}, status_code=415)
    doing = _DOINGS.get(request.path_params["doing"])
    try:
        asked = await request.json()
    except ValueError:
        asked = None
    if doing is None or not isinstance(asked, dict):
        return JSONResponse({"ok": False, "error": "unknown_doing"}, status_code=404)
    user = str(asked.get("user"))
    before = world.state.revision
    if user not in world.workspace.people:
        return JSONResponse({"ok": False, "error": "user_not_found"})
    try:
        done = {"ok": True, **await doing(world, user, asked)}
    except NotAnswered as silence:
        done = {"ok": False, "error": silence.error}
    except SlackError as error:
        done = error.answer()
    except KeyError as missing:
        done = {"ok": False, "error": "invalid_arguments", "missing": str(missing)}
    return JSONResponse(done | glance.since(world, user, before))


async def _workspace(request: Request) -> Response:
    return JSONResponse(glance.workspace(request.app.state.world, request.query_params.get("user", "")))


async def _messages(request: Request) -> Response:
    world: World = request.app.state.world
    query = request.query_params
    try:
        found = glance.messages(world, query.get("user", ""), query.get("channel", ""))
    except SlackError as error:
        return JSONResponse(error.answer())
    return JSONResponse({"ok": True, "messages": found})


async def _views(request: Request) -> Response:
    world: World = request.app.state.world
    user = request.query_params.get("user", "")
    return JSONResponse({"ok": True, "views": glance.views(world, user)})


async def _home(request: Request) -> Response:
    world: World = request.app.state.world
    return JSONResponse({"ok": True, "home": glance.home(world, request.query_params.get("user", ""))})


async def _live(request: Request) -> Response:
    world: World = request.app.state.world
    user = request.query_params.get("user", "")

    async def stream() -> AsyncIterator[str]:
        yield "retry: 1000\n\n"
        async for told in world.live.listen():
            private = told.get("user") or told.get("only_for")
            if private in {None, user}:
                yield f"data: {json.dumps(told)}\n\n"

    return StreamingResponse(stream(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})


ROUTES = [
    Route("/ui/workspace", _workspace),
    Route("/ui/messages", _messages),
    Route("/ui/views", _views),
    Route("/ui/home", _home),
    Route("/ui/live", _live),
    Route("/ui/{doing}", _do, methods=["POST"]),
]
