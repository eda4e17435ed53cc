"""Keeps what was said across restarts: one JSON file, written beside the old one and moved over it."""

from __future__ import annotations

import asyncio
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.playground.modals import View
from bot.playground.state import Conversation, Message
from bot.playground.wire import Json
from bot.playground.world import World

FILE = "playground.json"
FORMAT = 1
PAUSE = 0.5  # seconds of quiet changes gathered into one write


class Saver:
    """Writes the world to its folder a moment after it changed."""

    def __init__(self, world: World, folder: Path) -> None:
        self._world = world
        self._path = folder / FILE
        self._pending: asyncio.Task[None] | None = None

    def load(self) -> None:
        """Bring back what is there.

        Raises:
            ValueError: the file is of another format or another workspace.
        """
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if self._path.exists():
            restore(self._world, json.loads(self._path.read_text(encoding="utf-8")))

    def start(self) -> None:
        """Save from now on."""
        self._world.live.on_change = self._schedule

    def _schedule(self) -> None:
        if self._pending is None or self._pending.done():
            self._pending = self._world.in_background(self._save_soon())

    async def _save_soon(self) -> None:
        await asyncio.sleep(PAUSE)
        text = json.dumps(snapshot(self._world))
        await asyncio.to_thread(self._write, text)

    async def finish(self) -> None:
        """Write what is not written yet: the server stops."""
        self._world.live.on_change = lambda: None
        if self._pending is not None:
            self._pending.cancel()
        text = json.dumps(snapshot(self._world))
        await asyncio.to_thread(self._write, text)

    def _write(self, text: str) -> None:
        beside = self._path.with_suffix(f".{os.getpid()}.tmp")
        beside.write_text(text, encoding="utf-8")
        beside.replace(self._path)


def snapshot(world: World) -> Json:
    """Conversations with their lasting messages, and Homes; open forms and ephemerals are gone after a restart."""
    conversations = []
    for found in world.state.conversations.values():
        kept = [asdict(message) for message in found.messages if message.is_history]
        conversations.append({**asdict(found), "messages": kept})
    homes = {user: asdict(view) for user, view in world.modals.homes.items()}
    return {"format": FORMAT, "team": world.workspace.team.id, "conversations": conversations, "homes": homes}


def restore(world: World, saved: Any) -> None:  # noqa: ANN401 - a file may hold anything
    """Bring a snapshot back; channels of the workspace that are new since then stay, as do their facts.

    Raises:
        ValueError: the file is of another format or another workspace.
    """
    if not isinstance(saved, dict) or saved.get("format") != FORMAT:
        raise ValueError(f"{FILE} is not of format {FORMAT}; remove it to start afresh")
    if saved["team"] != world.workspace.team.id:
        raise ValueError(f"{FILE} belongs to another workspace; remove it to start afresh")
    listed = {channel.id for channel in world.workspace.channels}
    for kept in saved["conversations"]:
        messages = [Message(**message) for message in kept.pop("messages")]
        conversation = world.state.conversations.get(kept["id"])
        if conversation is None:
            if not kept["id"].startswith(("D", "G")) and kept["id"] not in listed:
                continue
            conversation = world.state.conversations[kept["id"]] = Conversation(**kept)
        conversation.messages = messages
        conversation.members = list(dict.fromkeys([*conversation.members, *kept["members"]]))
        world.state.revision = max([world.state.revision, *(message.revision for message in messages)])
    world.modals.homes.update({user: View(**view) for user, view in saved["homes"].items()})
