"""HTTP mode: signed requests to the addresses in the app's manifest, and what their answers say.

Sources: docs.slack.dev/apis/events-api, docs.slack.dev/interactivity/implementing-slash-commands and
docs.slack.dev/authentication/verifying-requests-from-slack.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

from bot.playground.delivery import ACK_SECONDS, NotAnswered
from bot.playground.live import Live
from bot.playground.wire import Json
from bot.playground.workspace import Workspace

LOOK_AGAIN_SECONDS = 0.3  # Slack verifies an address when it is entered; here, until a bot that starts answers there
_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"
_OPENER = build_opener(ProxyHandler({}))


@dataclass(frozen=True)
class Answer:
    """What an app answered to a request; names of headers in small letters."""

    status: int
    headers: Mapping[str, str]
    body: str


class RequestUrls:
    """The addresses where the app wants to be asked."""

    def __init__(self, workspace: Workspace, live: Live) -> None:
        self._workspace = workspace
        self._live = live
        self._verified = False

    @property
    def connected(self) -> bool:
        """Whether the app has answered the challenge, and was there ever since."""
        return self._verified

    async def keep_verified(self) -> None:
        """Send the challenge until it is answered, and again after the app was gone; never ends."""
        while True:
            if not self._verified:
                self._seen(there=await self._answers_challenge())
            await asyncio.sleep(LOOK_AGAIN_SECONDS)

    async def carry(self, envelope: Json, seconds: float) -> Json:
        """Send an envelope's payload to its address; returns what the body of the response says.

        Raises:
            NotAnswered: dispatch_failed without a server or with an answer other than 2xx, operation_timeout.
        """
        url, body, content_type = self._written(envelope)
        headers = {"Content-Type": content_type}
        if envelope.get("retry_attempt"):
            headers["X-Slack-Retry-Num"] = str(envelope["retry_attempt"])
            headers["X-Slack-Retry-Reason"] = envelope["retry_reason"]
        try:
            answer = await self._send(url, body, headers, seconds)
        except NotAnswered as silence:
            if silence.retry_reason == "connection_failed":
                self._seen(there=False)
            raise
        if not 200 <= answer.status < 300:  # noqa: PLR2004 - the family of HTTP's good answers
            wanted = answer.headers.get("x-slack-no-retry") != "1"
            raise NotAnswered("dispatch_failed", "http_error" if wanted else None)
        return _said(answer.body)

    def _written(self, envelope: Json) -> tuple[str, str, str]:
        """Where a payload goes, how it is written, and the type of that."""
        payload: Json = envelope["payload"]
        settings: Json = self._workspace.manifest["settings"]
        match envelope["type"]:
            case "slash_commands":
                return str(self._workspace.commands[payload["command"]]["url"]), urlencode(payload), _FORM
            case "events_api":
                return str(settings["event_subscriptions"]["request_url"]), json.dumps(payload), _JSON
            case _:
                menu = payload["type"] == "block_suggestion"
                url = settings["interactivity"]["message_menu_options_url" if menu else "request_url"]
                return str(url), urlencode({"payload": json.dumps(payload)}), _FORM

    async def _answers_challenge(self) -> bool:
        challenge = secrets.token_urlsafe(24)
        asked = {"token": "playground", "challenge": challenge, "type": "url_verification"}
        url = str(self._workspace.manifest["settings"]["event_subscriptions"]["request_url"])
        try:
            answer = await self._send(url, json.dumps(asked), {"Content-Type": _JSON}, ACK_SECONDS)
        except NotAnswered:
            return False
        said = _said(answer.body)
        return answer.status == 200 and challenge in {said.get("challenge"), answer.body}  # noqa: PLR2004 - HTTP's OK

    async def _send(self, url: str, body: str, headers: dict[str, str], seconds: float) -> Answer:
        signed = headers | signature(self._workspace.signing_secret, body, int(time.time()))
        try:
            return await asyncio.wait_for(asyncio.to_thread(_post, url, body, signed, seconds), seconds)
        except TimeoutError:
            raise NotAnswered("operation_timeout", "http_timeout") from None

    def _seen(self, *, there: bool) -> None:
        if there != self._verified:
            self._verified = there
            self._live.tell("bot", connected=there)


def signature(secret: str, body: str, timestamp: int) -> dict[str, str]:
    """The headers that prove a request to be Slack's; the timestamp is in seconds since 1970."""
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": str(timestamp), "X-Slack-Signature": f"v0={digest}"}


def _said(body: str) -> Json:
    """An answer's body: an object, or plain words, which Slack shows as they are."""
    try:
        said = json.loads(body or "{}")
    except ValueError:
        return {"text": body}
    return said if isinstance(said, dict) else {"text": body}


def _post(url: str, body: str, headers: dict[str, str], seconds: float) -> Answer:
    agent = {"User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)", "Accept": "application/json,*/*"}
    request = Request(url, body.encode(), headers | agent)  # noqa: S310 - the manifest's own address
    try:
        with _OPENER.open(request, timeout=seconds) as answer:
            return Answer(answer.status, _small(answer.headers), answer.read().decode("utf-8", "replace"))
    except HTTPError as refused:
        with refused:
            return Answer(refused.code, _small(refused.headers), refused.read().decode("utf-8", "replace"))
    except TimeoutError:
        raise
    except (OSError, HTTPException) as broken:
        if isinstance(getattr(broken, "reason", None), TimeoutError):
            raise TimeoutError from None
        raise NotAnswered("dispatch_failed", "connection_failed") from None


def _small(headers: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
