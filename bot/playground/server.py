"""The playground's server: Slack's Web API and Socket Mode for the bot, a page for people, on loopback only.

An app in HTTP mode is asked at its own addresses: see `bot.playground.http_mode`.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import Scope
from starlette.websockets import WebSocket

from bot.playground import developer, page
from bot.playground.developer import Developer
from bot.playground.front import front_page
from bot.playground.persistence import Saver
from bot.playground.reactions import use_response_url
from bot.playground.web_api import endpoint
from bot.playground.wire import SlackError
from bot.playground.workspace import Workspace
from bot.playground.world import Tools, World

HOST = "127.0.0.1"
_LOG = logging.getLogger(__name__)
_STATIC = Path(__file__).with_name("static")


class PortTaken(OSError):
    """Another program uses this port; choose another one."""

    def __init__(self, port: int) -> None:
        super().__init__(f"port {port} on {HOST} is in use by another program; choose another one")


class _Static(StaticFiles):
    """Scripts and styles that a browser asks for again each time, so that a newer version is never half there."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response


def create_app(workspace: Workspace, folder: Path | None, tools: Tools | None = None) -> Starlette:
    """The playground as an ASGI application; state is kept in `folder`/playground.json, or in memory only.

    `tools` can be set going from the page.
    """
    world = World(workspace, tools)
    saver = Saver(world, folder) if folder is not None else None
    if saver is not None:
        saver.load()

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        if saver is not None:
            saver.start()
        if world.request_urls is not None:
            world.in_background(world.request_urls.keep_verified())
        yield
        if saver is not None:
            await saver.finish()

    app = Starlette(
        routes=[
            Route("/", front_page),
            Route("/journal", _journal),
            *endpoint.ROUTES,
            *developer.ROUTES,
            Route("/response/{key}", _response_url, methods=["POST"]),
            WebSocketRoute("/socket", _socket),
            *page.ROUTES,
            Mount("/static", _Static(directory=_STATIC)),
        ],
        # A foreign site whose name was pointed at loopback must not reach us.
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])],
        lifespan=lifespan,
    )
    app.state.world = world
    return app


async def _response_url(request: Request) -> Response:
    world: World = request.app.state.world
    answer, _ = await endpoint.body_of(request)
    try:
        use_response_url(world, world.replies.use(request.path_params["key"]), answer)
    except SlackError as error:
        gone = error.error in {"used_url", "expired_url"}
        world.journal.call("response_url", answer, error.answer())
        return JSONResponse(error.answer(), status_code=404 if gone else 400)
    world.journal.call("response_url", answer, {"ok": True})
    return JSONResponse({"ok": True})


async def _journal(request: Request) -> Response:
    world: World = request.app.state.world
    latest = request.query_params.get("latest", "")
    entries = list(world.journal.entries)
    return JSONResponse({"entries": entries[-int(latest) :] if latest.isdecimal() else entries})


async def _socket(websocket: WebSocket) -> None:
    world: World = websocket.app.state.world
    await world.sockets.serve(websocket)


class _Server(uvicorn.Server):
    """Says goodbye to bots and pages before it waits for their connections to end."""

    def __init__(self, config: uvicorn.Config, world: World, on_start: Callable[[], None]) -> None:
        super().__init__(config)
        self._world = world
        self._on_start = on_start

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._on_start()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._world.close()
        await super().shutdown(sockets)


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError:
        listener.close()
        raise PortTaken(port) from None
    return listener


def _server(app: Starlette, on_start: Callable[[], None]) -> _Server:
    config = uvicorn.Config(
        app,
        log_level="warning",
        http=app.state.world.lines.protocol,
        ws="websockets-sansio",
        access_log=False,
        timeout_graceful_shutdown=2,
    )
    return _Server(config, app.state.world, on_start)


def serve(workspace: Workspace, folder: Path | None, port: int) -> None:
    """Run a playground until it is interrupted.

    Raises:
        PortTaken: another program listens there.
        ValueError: what is saved in the folder is of another format or another workspace.
    """
    app = create_app(workspace, folder)
    with _listen(port) as listener:
        address = f"http://{HOST}:{listener.getsockname()[1]}"
        app.state.world.url = address
        server = _server(app, lambda: _LOG.info("the playground is at %s", address))
        server.run(sockets=[listener])


class Playground:
    """A playground in a thread of its own: `with Playground(workspace) as playground: playground.url`.

    Port 0 takes any free one; `tools` can be set going from the page.

    Raises:
        PortTaken: on entering, when another program listens there.
        ValueError: on entering, when what is saved in the folder is of another format or another workspace.
    """

    def __init__(
        self, workspace: Workspace, folder: Path | None = None, port: int = 0, tools: Tools | None = None
    ) -> None:
        self._workspace = workspace
        self._tools = tools
        self._folder = folder
        self._port = port
        self._started = threading.Event()
        self._failure: BaseException | None = None

    @property
    def url(self) -> str:
        """The address of the page: http://127.0.0.1:PORT."""
        return f"http://{HOST}:{self._port}"

    @property
    def api_url(self) -> str:
        """What the bot gets as SLACK_API_URL."""
        return f"{self.url}/api/"

    def __enter__(self) -> Self:
        app = create_app(self._workspace, self._folder, self._tools)
        self._listener = _listen(self._port)
        self._port = self._listener.getsockname()[1]
        self._world: World = app.state.world
        self._world.url = self.url
        self._server = _server(app, self._started.set)
        self._thread = threading.Thread(target=self._run, name="playground", daemon=True)
        self._thread.start()
        self._started.wait()
        if self._failure is not None:
            raise self._failure
        return self

    def _run(self) -> None:
        try:
            asyncio.run(self._server.serve(sockets=[self._listener]))
        except BaseException as failure:  # noqa: BLE001 - handed to the thread that waits
            self._failure = failure
        finally:
            self._started.set()
            self._listener.close()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.should_exit = True
        self._thread.join()

    @property
    def developer(self) -> Developer:
        """What a developer can do to this playground."""
        return Developer(self.url)

    def journal(self) -> list[dict[str, Any]]:
        """The record of calls and envelopes so far, oldest first."""
        return list(self._world.journal.entries)
