"""Everything a running playground consists of, put together once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from bot.playground.clock import Clock
from bot.playground.delivery import Courier
from bot.playground.disturbances import Disturbances
from bot.playground.files import Files
from bot.playground.http_mode import RequestUrls
from bot.playground.journal import Journal
from bot.playground.lines import Lines
from bot.playground.live import Live
from bot.playground.modals import Modals
from bot.playground.rate_limits import RateLimits
from bot.playground.socket_mode import Sockets
from bot.playground.state import Message, State
from bot.playground.triggers import Replies, Triggers
from bot.playground.wire import SlackError
from bot.playground.workspace import Workspace

Tools = Mapping[str, Callable[[], str]]
"""What can be set going from the page, by its title; each runs in a thread and gives a text to show."""


class World:
    """A workspace and all that changes in it; every change happens on one event loop."""

    def __init__(self, workspace: Workspace, tools: Tools | None = None) -> None:
        self.workspace = workspace
        self.tools: Tools = tools or {}
        self.clock = Clock()
        self.lines = Lines()
        self.disturbances = Disturbances()
        self.journal = Journal(self.clock)
        self.live = Live()
        self.sockets = Sockets(self.live, self.clock, workspace.app_id)
        self.request_urls = None if workspace.is_socket_mode else RequestUrls(workspace, self.live)
        self.courier = Courier(self.request_urls or self.sockets, self.journal, self.disturbances)
        # Where a response_url reaches us: the server's address, or the one a bot used that opened a socket.
        self.url = "http://127.0.0.1"
        self._tasks: set[asyncio.Task[None]] = set()
        self._begin()

    def _begin(self) -> None:
        self.state = State(self.workspace, self.clock)
        self.modals = Modals()
        self.triggers = Triggers(self.clock)
        self.replies = Replies(self.clock)
        self.files = Files()
        self.rate_limits = RateLimits(self.clock)
        self.offered: dict[tuple[str, str], dict[str, Any]] = {}

    def reset(self) -> None:
        """Make everything as on the first day; who is connected stays so."""
        self.clock.reset()
        self.disturbances.calm()
        self.journal.reset()
        places = list(self.state.conversations)
        self._begin()
        for kind in ("conversations", "home", "views"):
            self.live.tell(kind)
        for place in places:
            self.live.tell("messages", channel=place)

    def in_background(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Start work nobody waits for, and keep it from being collected."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def post(self, message: Message) -> Message:
        """Put a message into its conversation and tell the pages."""
        self.state.add(message)
        if message.is_reply and message.is_history:
            self._touch_parent(message)
        self.changed(message)
        return message

    def changed(self, message: Message) -> None:
        """Tell the pages that a message is not what it was."""
        self.live.tell("messages", channel=message.channel, only_for=message.only_for)

    def remove(self, message: Message) -> None:
        """Take a message away and tell the pages."""
        self.state.remove(message)
        if message.is_reply:
            self._touch_parent(message)
        self.changed(message)

    def _touch_parent(self, reply: Message) -> None:
        try:
            self.state.touch(self.state.find(reply.channel, reply.thread_ts))
        except SlackError:
            return  # a thread may outlive its first message

    def failure(self, channel: str, user: str, text: str) -> None:
        """A line of Slack's own, seen by the one whose doing failed."""
        failed = Message(channel, self.state.stamp(), "USLACKBOT", text, only_for=user, kind="failure")
        self.post(failed)

    def refused(self, channel: str | None, method: str, error: SlackError, only_for: str | None = None) -> None:
        """A red card in the place where the app's payload would have gone, so that it is never nothing."""
        if channel not in self.state.conversations:
            return
        detail = {"method": method, "error": error.error, "messages": error.messages}
        bot = self.workspace.bot_user_id
        card = Message(channel, self.state.stamp(), bot, blocks=[detail], only_for=only_for, kind="refused", bot=True)
        self.post(card)

    async def close(self) -> None:
        """Say goodbye to bots and pages."""
        await self.sockets.close()
        self.live.close()
