"""How rules and plans are drafted in the form, for the tests of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.domain.versions import Version
from bot.playground.visitor import Visitor

LENA, JAMES, MIRA, OLIVER = "U0LENA", "U0JAMES", "U0MIRA", "U0OLIVER"
SOFIA, DANIEL, KARIN, ROBIN = "U0SOFIA", "U0DANIEL", "U0KARIN", "U0ROBIN"

Json = dict[str, Any]
AsVisitor = Callable[[str], Visitor]
Told = Callable[[object], str]


def direct(user_id: str) -> str:
    return f"D{user_id[1:]}"


def run(visitor: AsVisitor, user_id: str, line: str) -> list[Json]:
    return [message for message in visitor(user_id).command(direct(user_id), line) if message["is_ephemeral"]]


def draft(
    visitor: AsVisitor, user_id: str, line: str, kind: str | None = None, *, more: bool = False, **fields: object
) -> Json:
    """Fills in the form a command opens, and returns the preview."""
    person = visitor(user_id)
    person.command(direct(user_id), line)
    choose(person, kind, more=more)
    submitted = person.fill_and_submit(fields)
    assert submitted.errors == {}
    assert submitted.view is not None
    return submitted.view


def send(visitor: AsVisitor, user_id: str, line: str, kind: str | None = None, **fields: object) -> Json:
    """Drafts and sends it to sales operations."""
    draft(visitor, user_id, line, kind, **fields)
    sent = visitor(user_id).fill_and_submit(agreed(visitor(user_id)))
    visitor(user_id).close_view(everything=True)
    assert sent.errors == {}
    assert sent.view is not None
    return sent.view


def agreed(person: Visitor) -> Json:
    """The tick that lower pay is meant, where the open preview asks for it."""
    return {"lower": ["yes"]} if any(block["block_id"] == "lower" for block in opened(person)["blocks"]) else {}


def choose(person: Visitor, kind: str | None = None, *, more: bool = False) -> None:
    """Chooses a kind of component, and opens the conditions, as one does before filling in the rest."""
    if kind:
        person.click(opened(person), "kind", kind)
    if more:
        person.click(opened(person), "rule.more")


def opened(person: Visitor) -> Json:
    shown = person.open_view()
    assert shown is not None
    return shown


def latest(stage: Any, handle: str | None = "kranich-cloud") -> Version:
    with stage.library.reading() as books:
        ids = [a.id for a in books.alliances.all() if a.handle == handle]
        found = [v for n in ids for v in books.versions.of_alliance(n)]
    return max(found, key=lambda version: version.id)
