"""Views: each person's stack of modals, and the app's Home for each person."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from bot.playground.forms import state_of, with_ids
from bot.playground.wire import Json, SlackError, new_id
from bot.playground.workspace import Workspace

STACK = 3  # docs.slack.dev/surfaces/modals: at most three views in a stack


def _new_hash() -> str:
    return secrets.token_hex(5)


@dataclass
class View:
    """A modal or a Home as the app sent it, with what the person has entered so far (block → action → value)."""

    id: str
    user: str
    body: Json
    root_id: str
    previous_id: str | None = None
    hash: str = field(default_factory=_new_hash)
    values: dict[str, Json] = field(default_factory=dict)
    reply_channel: str | None = None

    @property
    def blocks(self) -> list[Json]:
        """The blocks of the view."""
        found: list[Json] = self.body.get("blocks", [])
        return found

    def replace(self, body: Json) -> None:
        """Take a new content; what was entered stays where block and action keep their ids, as in Slack."""
        self.body = {**body, "blocks": with_ids(body["blocks"])}
        self.hash = _new_hash()

    def enter(self, values: dict[str, Json]) -> None:
        """Remember what the person entered."""
        for block_id, entered in values.items():
            self.values.setdefault(block_id, {}).update(entered)

    def wire(self, workspace: Workspace) -> Json:
        """The view as Slack sends it."""
        empty = {"title": None, "close": None, "submit": None}
        return {
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "clear_on_close": False,
            "notify_on_close": False,
            **empty,
            **self.body,
            "id": self.id,
            "team_id": workspace.team.id,
            "app_id": workspace.app_id,
            "app_installed_team_id": workspace.team.id,
            "bot_id": workspace.bot_id,
            "hash": self.hash,
            "root_view_id": self.root_id,
            "previous_view_id": self.previous_id,
            "state": {"values": state_of(self.blocks, self.values)},
        }


class Modals:
    """Everybody's stack of modals and Home."""

    def __init__(self) -> None:
        self._stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}

    def stack(self, user: str) -> list[View]:
        """The open modals of a person, the topmost last."""
        return self._stacks.setdefault(user, [])

    def find(self, view_id: str | None = None, external_id: str | None = None) -> View:
        """An open modal or a Home, by Slack's id or the app's own.

        Raises:
            SlackError: not_found.
        """
        everything = [view for stack in self._stacks.values() for view in stack] + list(self.homes.values())
        for view in everything:
            if view.id == view_id or (external_id and view.body.get("external_id") == external_id):
                return view
        raise SlackError("not_found")

    def open(self, user: str, body: Json, reply_channel: str | None = None) -> View:
        """A new root view; whatever was open goes."""
        view = _fresh(user, body)
        view.reply_channel = reply_channel
        self._stacks[user] = [view]
        return view

    def push(self, user: str, body: Json) -> View:
        """A view on top of the open one.

        Raises:
            SlackError: not_found without an open view, push_limit_reached at the fourth.
        """
        stack = self.stack(user)
        if not stack:
            raise SlackError("not_found")
        if len(stack) >= STACK:
            raise SlackError("push_limit_reached")
        view = _fresh(user, body)
        view.root_id, view.previous_id = stack[0].id, stack[-1].id
        view.reply_channel = stack[-1].reply_channel
        stack.append(view)
        return view

    def publish(self, user: str, body: Json, expected_hash: str | None) -> View:
        """The app's Home for this person.

        Raises:
            SlackError: hash_conflict.
        """
        view = self.homes.get(user)
        if view is None:
            view = self.homes[user] = _fresh(user, body)
        else:
            check_hash(view, expected_hash)
            view.replace(body)
        return view

    def close(self, view: View, *, everything: bool) -> list[View]:
        """Close a modal, or its whole stack; returns the closed ones, the topmost first."""
        stack = self.stack(view.user)
        keep = 0 if everything else stack.index(view)
        closed = stack[keep:][::-1]
        del stack[keep:]
        return closed


def _fresh(user: str, body: Json) -> View:
    view_id = new_id("V")
    return View(view_id, user, {**body, "blocks": with_ids(body["blocks"])}, root_id=view_id)


def check_hash(view: View, expected: str | None) -> None:
    """Refuse a change made on an old version of the view (views.update, views.publish).

    Raises:
        SlackError: hash_conflict.
    """
    if expected and expected != view.hash:
        raise SlackError("hash_conflict")
