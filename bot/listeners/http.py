"""HTTP mode: Slack's signed requests by a web server of ours, instead of a socket to Slack."""

from __future__ import annotations

import logging
from collections.abc import Callable
from urllib.parse import parse_qsl

from slack_bolt import App, BoltRequest, BoltResponse
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

PATH = "/slack/events"
"""Commands, interactions and events all come here."""

LONGEST = 1_000_000
"""Bytes of a body. Slack's are far below (a view has at most 250 kB), and strangers are not to fill the memory."""

log = logging.getLogger(__name__)


def web_app(app: App, signing_secret: str, unreachable: Callable[[], str | None]) -> Starlette:
    """Serves a Bolt app at `PATH`, and `/healthz` for those who watch over it.

    What is not signed with the secret, or more than five minutes ago, is answered with 401 and gets no further: Bolt
    would write its body into the log. While `unreachable` gives a reason `/healthz` answers 503; the reason is logged.
    The app's listeners run in threads: Bolt's own ASGI adapter would run them on the event loop and block it.
    """
    verifier = SignatureVerifier(signing_secret)

    async def from_slack(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return PlainTextResponse("too long", status_code=413)
        if not _signed(verifier, body, request.headers):
            return _unsigned(body)
        try:
            asked = BoltRequest(body=body.decode("utf-8", errors="replace"), headers={**request.headers})
        except Exception:  # noqa: BLE001 - Bolt reads the body at once, and it may be anything
            return PlainTextResponse("not a request of Slack's", status_code=400)
        return _response(await run_in_threadpool(app.dispatch, asked))

    async def healthz(_request: Request) -> Response:
        reason = await run_in_threadpool(unreachable)
        if reason is None:
            return PlainTextResponse("ok")
        log.warning("not healthy: the database can't be reached: %s", reason)
        return PlainTextResponse("the database can't be reached", status_code=503)

    return Starlette(routes=[Route(PATH, from_slack, methods=["POST"]), Route("/healthz", healthz)])


async def _body(request: Request) -> bytes | None:
    """The body of a request; None when it is longer than any of Slack's."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST:
            return None
    return bytes(body)


def _signed(verifier: SignatureVerifier, body: bytes, headers: Headers) -> bool:
    """Whether Slack signed the request within the last five minutes."""
    try:
        return verifier.is_valid(body, headers.get("x-slack-request-timestamp"), headers.get("x-slack-signature"))
    except (ValueError, TypeError):  # the verifier expects a number, an ASCII signature and UTF-8
        return False


def _unsigned(body: bytes) -> Response:
    """Refused, except for the look Slack takes at our certificate, which need not be signed.

    Source: docs.slack.dev/interactivity/implementing-slash-commands, "ssl_check".
    """
    if ("ssl_check", "1") in parse_qsl(body.decode("utf-8", "replace")):
        return Response()
    log.warning("refused a request that Slack did not sign with SLACK_SIGNING_SECRET in the last five minutes")
    return PlainTextResponse("not signed by Slack", status_code=401)


def _response(answer: BoltResponse) -> Response:
    headers = {name: values[0] for name, values in answer.headers.items() if name != "content-length"}
    return Response(answer.body, status_code=answer.status, headers=headers)
