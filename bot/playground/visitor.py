"""Drives a playground as a person would, over HTTP, for end-to-end tests."""

from __future__ import annotations

import base64
import json
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from bot.playground.wire import Json

_SECONDS = 20.0


class PlaygroundFailure(Exception):
    """Something failed that a person would have seen; `error` is Slack's word for it."""

    def __init__(self, error: str, messages: list[str], answer: Json) -> None:
        super().__init__(": ".join([error, *messages]))
        self.error = error
        self.messages = messages
        self.answer = answer


class BotSilent(PlaygroundFailure):
    """The bot did not answer: dispatch_failed (not connected) or operation_timeout (not within three seconds)."""


class PayloadRefused(PlaygroundFailure):
    """The bot sent what Slack does not take, such as invalid blocks."""


@dataclass(frozen=True)
class Submission:
    """What became of a form: errors by block id, or the next view, or closed; and messages that appeared."""

    errors: dict[str, str] = field(default_factory=dict)
    view: Json | None = None
    closed: bool = False
    messages: list[Json] = field(default_factory=list)


class Visitor:
    """One person in the playground at `url`; methods raise PlaygroundFailure when that person sees a failure."""

    def __init__(self, url: str, user_id: str) -> None:
        self._url = url.rstrip("/")
        self.user_id = user_id

    def say(self, channel: str, text: str, thread_ts: str | None = None) -> list[Json]:
        """Say something; returns what became visible there until the bot acknowledged the events or failed to."""
        done = self._do("say", channel=channel, text=text, thread_ts=thread_ts, wait=True)
        return _fresh(done, channel)

    def command(self, channel: str, line: str) -> list[Json]:
        """Run a slash command such as "/cosell acme 50k"; returns the messages it made visible there."""
        return _fresh(self._do("command", channel=channel, text=line), channel)

    def click(
        self,
        place: Json,
        action_id: str,
        value: object = None,
        block_id: str | None = None,
        values: dict[str, Json] | None = None,
    ) -> list[Json]:
        """Click a button, or choose `value` in a select, of a message or view; returns messages new or changed.

        A value is a text, an option's value, a list of them or a whole option; `values` is what stands in the
        other inputs (block id → action id → value).
        """
        where = _place(place)
        done = self._do("action", place=where, action_id=action_id, block_id=block_id, value=value, values=values or {})
        return _fresh(done, where.get("channel"))

    def shortcut(self, callback_id: str, message: Json | None = None) -> list[Json]:
        """Choose a shortcut, on a message when one is given."""
        where = {} if message is None else {"channel": message["channel"], "ts": message["ts"]}
        return _fresh(self._do("shortcut", callback_id=callback_id, **where), None)

    def open_view(self) -> Json | None:
        """The modal on top, None when none is open."""
        views: list[Json] = self._see("views")["views"]
        return views[-1] if views else None

    def fill_and_submit(self, entered: dict[str, object] | None = None) -> Submission:
        """Fill the open modal by block id or action id and submit it."""
        view = self._needed_view()
        done = self._do("submit", view_id=view["id"], values=_by_block(view, entered or {}))
        result = done["result"]
        return Submission(
            errors=done.get("errors", {}),
            view=done.get("view"),
            closed=result == "closed",
            messages=_fresh(done, None),
        )

    def drop(self, name: str, content: bytes) -> str:
        """Choose a file for a form; its id is what to fill in, in a list."""
        done = self._do("drop", name=name, content=base64.b64encode(content).decode())
        return str(done["file_id"])

    def close_view(self, *, everything: bool = False) -> None:
        """Close the open modal with its close button, or its whole stack with the cross."""
        self._do("close", view_id=self._needed_view()["id"], all=everything)

    def suggest(self, element_id: str, typed: str, place: Json | None = None) -> list[Json]:
        """Type into an external select, by block id or action id; returns the options, groups flattened."""
        where = place or self._needed_view()
        block_id, action_id = _element(where, element_id)
        done = self._do("suggest", place=_place(where), block_id=block_id, action_id=action_id, typed=typed)
        groups: list[Json] = done.get("option_groups", [])
        return done.get("options") or [option for group in groups for option in group["options"]]

    def messages(self, channel: str) -> list[Json]:
        """What this person can see there, oldest first, ephemeral ones for them included."""
        found: list[Json] = self._see("messages", channel=channel)["messages"]
        return found

    def wait_for(self, channel: str, containing: str, seconds: float = 5.0) -> Json:
        """The newest message there that contains this text anywhere, as soon as there is one.

        Raises:
            TimeoutError: none came.
        """
        until = time.monotonic() + seconds
        while True:
            for message in reversed(self.messages(channel)):
                if containing in json.dumps(message, ensure_ascii=False):
                    return message
            if time.monotonic() > until:
                raise TimeoutError(f"nothing with {containing!r} in {channel} within {seconds} s")
            time.sleep(0.05)

    def home(self) -> Json | None:
        """Open the app's Home tab; returns it when the bot has answered, None when it published none."""
        found: Json | None = self._do("open_home", tab="home", wait=True)["home"]
        return found

    def invite(self, channel: str, user_id: str) -> None:
        """Bring somebody, the bot for example, into a channel."""
        self._do("invite", channel=channel, invited=user_id)

    def bot_is_connected(self) -> bool:
        """Whether a bot listens."""
        return bool(self._see("workspace")["bot"]["connected"])

    def _needed_view(self) -> Json:
        view = self.open_view()
        if view is None:
            raise PlaygroundFailure("no_view", [f"{self.user_id} has no modal open"], {})
        return view

    def _see(self, what: str, **query: str) -> Json:
        return self._fetch(f"/ui/{what}?{urlencode({'user': self.user_id, **query})}", None)

    def _do(self, what: str, **asked: object) -> Json:
        return self._fetch(f"/ui/{what}", {"user": self.user_id, **asked})

    def _fetch(self, path: str, body: Json | None) -> Json:
        data = None if body is None else json.dumps(body).encode()
        request = Request(self._url + path, data, {"Content-Type": "application/json"})  # noqa: S310 - http on loopback
        with urlopen(request, timeout=_SECONDS) as response:  # noqa: S310 - the same
            answer: Json = json.load(response)
        if answer.get("ok") is False:
            _raise(answer)
        refused = [message for message in answer.get("messages", []) if message.get("kind") == "refused"]
        if body is not None and refused:
            detail = refused[0]["blocks"][0]
            raise PayloadRefused(detail["error"], [detail["method"], *detail["messages"]], answer)
        return answer


def _raise(answer: Json) -> None:
    error = str(answer["error"])
    where = answer.get("response_metadata", {}).get("messages", [])
    if error in {"dispatch_failed", "operation_timeout"}:
        raise BotSilent(error, where, answer)
    raise PlaygroundFailure(error, where, answer)


def _fresh(done: Json, channel: str | None) -> list[Json]:
    found: list[Json] = done["messages"]
    return [message for message in found if channel in {None, message["channel"]}]


def _place(place: Json) -> Json:
    return {"channel": place["channel"], "ts": place["ts"]} if "ts" in place else {"view_id": place["id"]}


def _elements(place: Json) -> list[tuple[str, str]]:
    """Block id and action id of each interactive element."""
    found = []
    for block in place["blocks"]:
        held = [block.get("element"), block.get("accessory"), *block.get("elements", [])]
        found += [(block["block_id"], one["action_id"]) for one in held if isinstance(one, dict) and "action_id" in one]
    return found


def _element(place: Json, element_id: str) -> tuple[str, str]:
    for block_id, action_id in _elements(place):
        if element_id in {block_id, action_id}:
            return block_id, action_id
    raise PlaygroundFailure("action_not_found", [f"nothing is called {element_id} there"], place)


def _by_block(view: Json, entered: dict[str, object]) -> dict[str, Json]:
    values: dict[str, Json] = {}
    for name, value in entered.items():
        block_id, action_id = _element(view, name)
        values.setdefault(block_id, {})[action_id] = value
    return values
