"""What a developer does to the playground itself: disturb it, move its clock, cut its sockets, start over.

Used by the page's drawer and, from tests, by `Developer`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.request import Request as Asked
from urllib.request import urlopen

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.playground.disturbances import KINDS
from bot.playground.wire import Json, SlackError
from bot.playground.world import World

_SECONDS = 20.0


def _disturb(world: World, asked: Json) -> None:
    world.disturbances.add(asked)


def _calm(world: World, _: Json) -> None:
    world.disturbances.calm()


def _jump(world: World, asked: Json) -> None:
    world.clock.jump(float(asked["seconds"]))


def _cut(world: World, _: Json) -> None:
    for host, port in world.sockets.addresses:
        world.lines.cut(host, port)


def _renew(world: World, _: Json) -> None:
    world.in_background(world.sockets.renew())


def _reset(world: World, _: Json) -> None:
    world.reset()


_DOINGS: dict[str, Callable[[World, Json], None]] = {
    "disturb": _disturb,
    "calm": _calm,
    "jump": _jump,
    "cut": _cut,
    "renew": _renew,
    "reset": _reset,
}


async def _do(request: Request) -> Response:
    # A page of another site can't send this type without asking first, so it can't act here.
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        return JSONResponse({"ok": False, "error": "json_expected"}, status_code=415)
    world: World = request.app.state.world
    doing = _DOINGS.get(request.path_params["doing"])
    if doing is None:
        return JSONResponse({"ok": False, "error": "unknown_doing"}, status_code=404)
    try:
        doing(world, await request.json())
    except SlackError as error:
        return JSONResponse(error.answer())
    except (AttributeError, KeyError, TypeError, ValueError):
        return JSONResponse({"ok": False, "error": "invalid_arguments"})
    return JSONResponse(_state(world))


async def _look(request: Request) -> Response:
    return JSONResponse(_state(request.app.state.world))


def _state(world: World) -> Json:
    return {
        "ok": True,
        "now": world.clock(),
        "kinds": KINDS,
        "disturbances": world.disturbances.listed,
        "connections": len(world.sockets.addresses),
    }


ROUTES = [Route("/developer", _look), Route("/developer/{doing}", _do, methods=["POST"])]


class Developer:
    """The developer of the app in the playground at `url`, for tests."""

    def __init__(self, url: str) -> None:
        self._url = url

    def disturb(
        self, kind: str, method: str = "*", *, times: int | None = 1, seconds: float = 0.0, taken: bool = True
    ) -> None:
        """Let something go wrong; kinds and arguments are those of `bot.playground.disturbances`.

        Raises:
            ValueError: there is no such kind.
        """
        self._do("disturb", kind=kind, method=method, times=times, seconds=seconds, taken=taken)

    def calm(self) -> None:
        """Let nothing go wrong any more."""
        self._do("calm")

    def jump(self, seconds: float) -> None:
        """Move the playground's clock, on or, with a negative number, back."""
        self._do("jump", seconds=seconds)

    def cut(self) -> None:
        """Cut the bot's sockets as a broken network would."""
        self._do("cut")

    def renew(self) -> None:
        """Ask the bot for new sockets as Slack does every few hours: a warning and, ten seconds later, the end."""
        self._do("renew")

    def reset(self) -> None:
        """Make everything as on the first day: conversations, forms, journal, clock, disturbances."""
        self._do("reset")

    def now(self) -> float:
        """The playground's time, in seconds since 1970."""
        with urlopen(f"{self._url}/developer", timeout=_SECONDS) as answer:  # noqa: S310 - http on loopback
            return float(json.load(answer)["now"])

    def journal(self) -> list[Json]:
        """The record of calls and of what the app was told, oldest first."""
        with urlopen(f"{self._url}/journal", timeout=_SECONDS) as answer:  # noqa: S310 - http on loopback
            entries: list[Json] = json.load(answer)["entries"]
        return entries

    def _do(self, doing: str, **asked: object) -> None:
        headers = {"Content-Type": "application/json"}
        request = Asked(f"{self._url}/developer/{doing}", json.dumps(asked).encode(), headers)  # noqa: S310 - the same
        with urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 - the same
            done: Json = json.load(answer)
        if not done["ok"]:
            raise ValueError(done["error"])
