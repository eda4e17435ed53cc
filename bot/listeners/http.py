"""HTTP mode: Slack's signed requests by a web server of ours, instead of a socket to Slack."""

from __future__ import annotations

from slack_bolt import App, BoltRequest, BoltResponse
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

PATH = "/slack/events"
"""Commands, interactions and events all come here."""


def web_app(app: App) -> Starlette:
    """Serves a Bolt app at `PATH`, and `/healthz` for those who watch over it.

    The app's listeners run in threads: Bolt's own ASGI adapter would run them on the event loop and block it.
    """

    async def from_slack(request: Request) -> Response:
        body = (await request.body()).decode("utf-8", errors="replace")
        if not request.headers.get("x-slack-request-timestamp", "0").isdecimal():
            return PlainTextResponse("not signed by Slack", status_code=401)
        try:
            asked = BoltRequest(body=body, headers={**request.headers})
        except Exception:  # noqa: BLE001 - Bolt reads the body before it knows who sent it; it may be anything
            return PlainTextResponse("not a request of Slack's", status_code=400)
        return _response(await run_in_threadpool(app.dispatch, asked))

    async def healthz(_request: Request) -> Response:
        return PlainTextResponse("ok")

    return Starlette(routes=[Route(PATH, from_slack, methods=["POST"]), Route("/healthz", healthz)])


def _response(answer: BoltResponse) -> Response:
    headers = {name: values[0] for name, values in answer.headers.items() if name != "content-length"}
    return Response(answer.body, status_code=answer.status, headers=headers)
