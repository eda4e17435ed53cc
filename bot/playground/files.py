"""Files on their way: an app's into a channel, by an address the bytes go to; a person's into a form.

Source: docs.slack.dev/messaging/working-with-files,
docs.slack.dev/reference/block-kit/block-elements/file-input-element.
"""

from __future__ import annotations

import mimetypes
import secrets
from dataclasses import dataclass
from pathlib import PurePath

from bot.playground.wire import Json, SlackError, new_id

LARGEST = 10_000_000
"""Bytes of a file dropped into a form: 10 MB."""


@dataclass
class File:
    """A file of the app's, complete once a channel, or nobody but the app, has it; or of the person `owner`."""

    id: str
    name: str
    length: int
    content: bytes | None = None
    title: str = ""
    complete: bool = False
    owner: str | None = None

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


def dropped(file: File, url: str, team: str, created: int) -> Json:
    """A person's file as a form carries it to the app, which fetches it from `url_private` with its token."""
    ending = PurePath(file.name).suffix.removeprefix(".").lower()
    kind = {"yml": "yaml"}.get(ending, ending) or "text"
    address = f"{url}/files/{file.id}"
    return file.wire | {
        "created": created,
        "timestamp": created,
        "mimetype": mimetypes.guess_type(file.name)[0] or "text/plain",
        "filetype": kind,
        "pretty_type": kind.upper(),
        "user": file.owner,
        "user_team": team,
        "editable": False,
        "is_external": False,
        "external_type": "",
        "is_public": False,
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "url_private": address,
        "url_private_download": f"{address}?download=1",
        "has_rich_preview": False,
        "file_access": "visible",
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

    def drop(self, owner: str, name: str, content: bytes) -> File:
        """A file a person chooses in a form; it is there at once, before the form is sent.

        Raises:
            SlackError: file_too_large above 10 MB.
        """
        if len(content) > LARGEST:
            raise SlackError("file_too_large")
        file = File(new_id("F"), name, len(content), content, complete=True, owner=owner)
        self._by_id[file.id] = file
        return file

    def of(self, owner: str) -> list[File]:
        """What this person has dropped into forms."""
        return [file for file in self._by_id.values() if file.owner == owner]

    def found(self, file_id: str) -> File:
        """A file whose bytes are here.

        Raises:
            SlackError: file_not_found.
        """
        file = self._by_id.get(file_id)
        if file is None or file.content is None:
            raise SlackError("file_not_found")
        return file
