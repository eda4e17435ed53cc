"""Socket Mode: the bot's websockets, and each envelope on its way to exactly one of them and back.

Source: docs.slack.dev/apis/events-api/using-socket-mode.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import secrets
from contextlib import suppress
from dataclasses import dataclass, field

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.playground.clock import Clock
from bot.playground.delivery import NotAnswered
from bot.playground.live import Live
from bot.playground.wire import Json

CONNECTION_SECONDS = 18060  # what Slack's hello tells as the approximate life of a connection
WARNING_SECONDS = 10  # how long before its end a connection is warned
MOST = 10  # connections at a time


@dataclass(eq=False)
class Connection:
    """One open websocket of the bot and the envelopes it has not acknowledged yet."""

    socket: WebSocket
    clock: Clock
    waiting: dict[str, asyncio.Future[Json]] = field(default_factory=dict)

    async def take(self, envelope: Json, seconds: float) -> Json:
        """Send an envelope and wait for the acknowledgement's payload."""
        answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self.waiting[envelope["envelope_id"]] = answer
        try:
            await self.socket.send_text(json.dumps(envelope))
            return await self.clock.wait_for(answer, seconds)
        finally:
            del self.waiting[envelope["envelope_id"]]

    async def goodbye(self, reason: str) -> None:
        """Tell the bot to open another connection: warning, refresh_requested or too_many_websockets."""
        with suppress(RuntimeError, WebSocketDisconnect):
            debug = {"host": "playground"}
            await self.socket.send_text(json.dumps({"type": "disconnect", "reason": reason, "debug_info": debug}))
            if reason != "warning":
                await self.socket.close()

    def acknowledged(self, text: str) -> None:
        """Hand the bot's answer to whoever waits for it."""
        with suppress(ValueError):
            answer = json.loads(text)
            future = self.waiting.get(str(answer.get("envelope_id"))) if isinstance(answer, dict) else None
            if future is not None and not future.done():
                future.set_result(answer.get("payload") or {})


class Sockets:
    """All connections of the bot."""

    def __init__(self, live: Live, clock: Clock, app_id: str) -> None:
        self._live = live
        self._clock = clock
        self._app_id = app_id
        self._tickets: set[str] = set()
        self._connections: list[Connection] = []
        self._turns = itertools.count()

    @property
    def connected(self) -> bool:
        """Whether a bot listens."""
        return bool(self._connections)

    def ticket(self) -> str:
        """A ticket for one connection; apps.connections.open puts it into the address."""
        ticket = secrets.token_urlsafe(24)
        self._tickets.add(ticket)
        return ticket

    async def serve(self, socket: WebSocket) -> None:
        """Talk with one connection from hello to its end."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets:
            await socket.close(code=1008)
            return
        self._tickets.discard(ticket)
        await socket.accept()
        connection = Connection(socket, self._clock)
        if len(self._connections) >= MOST:
            await connection.goodbye("too_many_websockets")
            return
        self._connections.append(connection)
        ageing = asyncio.ensure_future(self._age(connection))
        try:
            await socket.send_text(json.dumps(self._hello()))
            self._live.tell("bot", connected=True)
            while True:
                connection.acknowledged(await socket.receive_text())
        except (WebSocketDisconnect, RuntimeError):
            pass  # a bot that stops or is killed says goodbye in no better way
        finally:
            ageing.cancel()
            if connection in self._connections:
                self._connections.remove(connection)
            self._live.tell("bot", connected=self.connected)

    async def _age(self, connection: Connection) -> None:
        await self._clock.sleep(CONNECTION_SECONDS - WARNING_SECONDS)
        await self._end(connection)

    async def _end(self, connection: Connection) -> None:
        await connection.goodbye("warning")
        await self._clock.sleep(WARNING_SECONDS)
        await connection.goodbye("refresh_requested")

    async def renew(self) -> None:
        """Let all connections come to their end now, with a warning first."""
        await asyncio.gather(*map(self._end, list(self._connections)))

    @property
    def addresses(self) -> list[tuple[str, int]]:
        """Where the bot's ends of the connections are, host and port."""
        clients = (connection.socket.client for connection in self._connections)
        return [(client.host, client.port) for client in clients if client is not None]

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._connections),
            "debug_info": {
                "host": "playground",
                "build_number": 1,
                "approximate_connection_time": CONNECTION_SECONDS,
            },
            "connection_info": {"app_id": self._app_id},
        }

    async def carry(self, envelope: Json, seconds: float) -> Json:
        """Send an envelope to one connection in turn and return what came with the acknowledgement.

        Raises:
            NotAnswered: dispatch_failed without a connection, operation_timeout without an answer.
        """
        if not self._connections:
            raise NotAnswered("dispatch_failed", "connection_failed")
        connection = self._connections[next(self._turns) % len(self._connections)]
        try:
            return await connection.take(envelope, seconds)
        except (TimeoutError, WebSocketDisconnect, RuntimeError):
            raise NotAnswered("operation_timeout", "timeout") from None

    async def close(self) -> None:
        """Send every connection away: the server stops."""
        for connection in list(self._connections):
            await connection.goodbye("refresh_requested")
