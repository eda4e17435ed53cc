"""Tells open pages what changed, so that each fetches just that again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

from bot.playground.wire import Json


class Live:
    """Pages listening by Server-Sent Events, and the saver that notices every change."""

    def __init__(self) -> None:
        self._pages: set[asyncio.Queue[Json | None]] = set()
        self._closed = False
        self.on_change: Callable[[], None] = lambda: None

    def tell(self, kind: str, **facts: object) -> None:
        """Say that something of this kind changed: messages, views, home, conversations or bot."""
        self.on_change()
        for page in self._pages:
            page.put_nowait({"kind": kind, **facts})

    async def listen(self) -> AsyncIterator[Json]:
        """Everything told from now on, until the server closes."""
        page: asyncio.Queue[Json | None] = asyncio.Queue()
        self._pages.add(page)
        try:
            while not self._closed and (told := await page.get()) is not None:
                yield told
        finally:
            self._pages.discard(page)

    def close(self) -> None:
        """Let all listening pages go: the server stops."""
        self._closed = True
        for page in self._pages:
            page.put_nowait(None)
