"""The server's network connections, so that one of them can be cut as a broken network would cut it."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol


class Lines:
    """Open connections by the address of who opened them, host and port."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, int], asyncio.Transport] = {}

    @property
    def protocol(self) -> type[H11Protocol]:
        """Uvicorn's own way to talk HTTP, which besides notes here who is connected."""
        opened = self._open

        class Line(H11Protocol):
            def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn's
                super().connection_made(transport)
                if self.client is not None:
                    opened[self.client] = transport

            def connection_lost(self, exc: Exception | None) -> None:
                if self.client is not None:
                    opened.pop(self.client, None)
                super().connection_lost(exc)

        return Line

    def cut(self, host: str, port: int) -> None:
        """End a connection without a word."""
        line = self._open.pop((host, port), None)
        if line is not None:
            line.abort()
