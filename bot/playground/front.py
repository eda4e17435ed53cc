"""The page itself."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.playground.world import World

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    undefined=StrictUndefined,
)
# Nothing is loaded from elsewhere except pictures, which messages may show.
_POLICY = (
    "default-src 'self'; img-src 'self' https: http: data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'"
)


async def front_page(request: Request) -> Response:
    """The page; everything on it is fetched by its scripts."""
    world: World = request.app.state.world
    html = _TEMPLATES.get_template("page.html").render(workspace=world.workspace)
    return HTMLResponse(html, headers={"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"})
