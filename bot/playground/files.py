"""Files on their way: an address is asked for, the bytes go there, and then the file stands in a channel.

Source: docs.slack.dev/messaging/working-with-files.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from bot.playground.wire import Json, SlackError, new_id


@dataclass
class File:
    """A file of the app's; complete once a channel, or nobody but the app, has it."""

    id: str
    name: str
    length: int
    content: bytes | None = None
    title: str = ""
    complete: bool = False

    @property
    def wire(self) -> Json:
        """The file as messages carry it, its address left out as it depends on the server's."""
        return {
            "id": self.id,
            "name": self.name,
            "title": self.title or self.name,
            "size": self.length,
            "mode": "hosted",
        }


class Files:
    """The files of this playground, which are gone when it stops."""

    def __init__(self) -> None:
        self._by_id: dict[str, File] = {}
        self._by_ticket: dict[str, File] = {}

    def begin(self, name: str, length: int) -> tuple[str, File]:
        """A new file, and the ticket under which its bytes are taken."""
        ticket, file = secrets.token_urlsafe(24), File(new_id("F"), name, length)
        self._by_ticket[ticket] = self._by_id[file.id] = file
        return ticket, file

    def receive(self, ticket: str, content: bytes) -> int:
        """Take the bytes.

        Raises:
            SlackError: file_not_found for an unknown ticket, invalid_length for more or fewer bytes than announced.
        """
        file = self._by_ticket.get(ticket)
        if file is None:
            raise SlackError("file_not_found")
        if len(content) != file.length:
            raise SlackError("invalid_length")
        file.content = content
        del self._by_ticket[ticket]
        return len(content)

    def found(self, file_id: str) -> File:
        """A file whose bytes are here.

        Raises:
            SlackError: file_not_found.
        """
        file = self._by_id.get(file_id)
        if file is None or file.content is None:
            raise SlackError("file_not_found")
        return file
