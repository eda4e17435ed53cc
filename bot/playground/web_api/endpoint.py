"""The Web API over HTTP: how calls come in, and how answers go out or get lost on the way.

Source: docs.slack.dev/apis/web-api.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.playground import web_api
from bot.playground.disturbances import Disturbance
from bot.playground.rate_limits import rate_limited
from bot.playground.web_api.call import Answer, Call
from bot.playground.wire import Json, SlackError
from bot.playground.world import World


async def _call(request: Request) -> Response:
    world: World = request.app.state.world
    call = await _read(request)
    befallen = world.disturbances.of_call(call.method)
    if befallen is None:
        return _written(world, web_api.answer(world, call))
    return await _disturbed(request, call, befallen)


async def _disturbed(request: Request, call: Call, befallen: Disturbance) -> Response:
    world: World = request.app.state.world
    if befallen.kind == "rate_limited":
        limited = web_api.refused(rate_limited(int(befallen.seconds) or 1))
        world.journal.call(call.method, call.arguments, limited.body, befallen.kind)
        return _written(world, limited)
    answer = web_api.answer(world, call, befallen.kind) if befallen.reaches_slack else None
    if answer is None:
        world.journal.call(call.method, call.arguments, None, befallen.kind)
    await world.clock.sleep(befallen.seconds)
    if befallen.kind == "error":
        return Response("", 500)
    if befallen.loses_answer and request.client is not None:
        world.lines.cut(request.client.host, request.client.port)
        return Response()  # nobody is there to read it
    assert answer is not None
    return _written(world, answer)


async def _read(request: Request) -> Call:
    arguments, broken = await body_of(request)
    everything = dict(request.query_params) | arguments
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        # A token in JSON does not count.
        token = "" if _is_json(request) else str(everything.get("token", ""))
    return Call(request.path_params["method"], token, everything, request.headers.get("host", "127.0.0.1"), broken)


def _is_json(request: Request) -> bool:
    return "json" in request.headers.get("content-type", "")


async def body_of(request: Request) -> tuple[Json, str | None]:
    """What a body says, JSON or a form, and Slack's word for what is wrong with it."""
    text = (await request.body()).decode("utf-8", "replace")
    if not _is_json(request):
        return dict(parse_qsl(text, keep_blank_values=True)), None
    try:
        sent: Any = json.loads(text or "{}")
    except ValueError:
        return {}, "invalid_json"
    return (sent, None) if isinstance(sent, dict) else ({}, "json_not_object")


def _written(world: World, answer: Answer) -> Response:
    headers = {"x-oauth-scopes": ",".join(sorted(world.workspace.scopes))}
    if answer.retry_after:
        headers["retry-after"] = str(answer.retry_after)
    return JSONResponse(answer.body, answer.status, headers)


async def _upload(request: Request) -> Response:
    """The second of the three calls that send a file: its bytes, to the address the first one gave."""
    world: World = request.app.state.world
    try:
        size = world.files.receive(request.path_params["ticket"], await request.body())
    except SlackError as error:
        return Response(error.error, 400)
    return Response(f"OK - {size}")


async def _download(request: Request) -> Response:
    world: World = request.app.state.world
    try:
        found = world.files.found(request.path_params["file_id"])
    except SlackError:
        return Response(status_code=404)
    if found.owner is not None and not _may_read(world, request):
        return RedirectResponse("/", 302)  # to Slack's page for signing in, which is HTML and no file
    # Never shown by the browser: an app's file must not act as a part of this page.
    disposition = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
    return Response(found.content, media_type="application/octet-stream", headers=disposition)


def _may_read(world: World, request: Request) -> bool:
    """Whether the app shows its token, and may read what people upload."""
    token = request.headers.get("authorization", "")
    return token == f"Bearer {world.workspace.bot_token}" and "files:read" in world.workspace.scopes


ROUTES = [
    Route("/api/{method}", _call, methods=["GET", "POST"]),
    Route("/upload/{ticket}", _upload, methods=["POST"]),
    Route("/files/{file_id}", _download),
]
