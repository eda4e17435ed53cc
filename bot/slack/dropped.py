"""A file that somebody dropped into a form, as the bot reads it."""

from __future__ import annotations

from collections.abc import Mapping
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from slack_sdk import WebClient

from bot.domain.refusals import FileTooLarge, FileUnreachable

LARGEST_KB = 100
"""Kilobytes: a plan of a hundred components has ten."""
_SECONDS = 2.0
"""A form is answered within three seconds, docs.slack.dev/interactivity/handling-user-interaction."""


class _NoDetour(HTTPRedirectHandler):
    """Follows no redirection: Slack's leads to its page for signing in, and the token stays where it belongs."""

    def redirect_request(self, *_: Any) -> None:  # noqa: ANN401 - as the standard library calls it
        return None


_OPENER = build_opener(_NoDetour)


def fetch(client: WebClient, file: Mapping[str, Any]) -> bytes:
    """The bytes of a file as a form names it, read with the bot's token; needs the scope `files:read`.

    Source: docs.slack.dev/messaging/working-with-files, "Authenticating to retrieve files".

    Raises:
        FileTooLarge: above `LARGEST_KB`.
        FileUnreachable: if Slack does not hand it over, or its address is none of Slack's.
    """
    if int(file.get("size") or 0) > LARGEST_KB * 1000:
        raise FileTooLarge(LARGEST_KB)
    address = str(file.get("url_private") or "")
    if not _slacks(address, client.base_url):
        raise FileUnreachable
    asked = Request(address, headers={"Authorization": f"Bearer {client.token}"})  # noqa: S310 - checked just before
    try:
        with _OPENER.open(asked, timeout=_SECONDS) as answer:
            content: bytes = answer.read(LARGEST_KB * 1000 + 1)
    except (OSError, HTTPException):  # URLError is an OSError
        raise FileUnreachable from None
    if len(content) > LARGEST_KB * 1000:
        raise FileTooLarge(LARGEST_KB)
    return content


def _slacks(address: str, api: str) -> bool:
    """Whether the address is at Slack, or where the Web API is: the token is shown to nobody else."""
    there, ours = urlsplit(address), urlsplit(api)
    if (there.scheme, there.netloc) == (ours.scheme, ours.netloc):
        return True
    domains = {"slack.com", (ours.hostname or "").removeprefix("www.")}
    return there.scheme == "https" and any((there.hostname or "").endswith(f".{domain}") for domain in domains)
