"""The text of a file as values with their places.

Only plain YAML is read: groups, lists and values. A value stays the text that was written, so `NO` is no falsehood,
`012` no octal and `1:30` no number of seconds, and no amount passes through binary floating point. Anchors, aliases,
merges and tags are refused, and with them everything by which a small file unfolds into a large one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import yaml

from bot.domain.refusals import FileUnreadable, Problem, ProblemKind

MOST_BYTES = 1_000_000
MOST_VALUES = 5_000
"""Single values, groups and lists together: more than any plan needs; its components are looked at pair by pair."""
MOST_DEPTH = 10
_MERGE = "<<"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: line and column from 1, and the path in the words of the file."""

    line: int
    column: int
    path: str = ""

    def key(self, key: str) -> str:
        """The path of what stands under a key."""
        return f"{self.path}.{key}" if self.path else key

    def problem(
        self, kind: ProblemKind, found: str = "", meant: tuple[str, ...] = (), path: str | None = None
    ) -> Problem:
        """A problem at this place, or at a path below it that has no place of its own."""
        return Problem(kind, self.line, self.column, self.path if path is None else path, found, meant)


@dataclass(frozen=True, slots=True)
class Value:
    """A single value, as it was written; `quoted` if it stood in quotes."""

    place: Place
    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Values under dashes, or between square brackets."""

    place: Place
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Keys and what stands under each; a key stands once."""

    place: Place
    entries: tuple[tuple[Value, Node], ...]

    def get(self, key: str) -> Node | None:
        """What stands under the key."""
        return next((node for name, node in self.entries if name.text == key), None)


Node = Value | Listing | Group


class Unreadable(Exception):
    """Something can't be read; `problems` are all that were found."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems)
        self.problems = problems


def parse(source: str | bytes) -> Node:
    """The one document of a file.

    Raises:
        FileUnreadable: if it is too long, no text, no YAML, or YAML that is more than groups, lists and values.
    """
    start = Place(1, 1)
    try:
        text = source.decode("utf-8-sig") if isinstance(source, bytes) else source
    except UnicodeDecodeError:
        raise FileUnreadable((start.problem(ProblemKind.NOT_TEXT),)) from None
    if len(source) > MOST_BYTES:
        raise FileUnreadable((start.problem(ProblemKind.TOO_LONG),))
    try:
        return _document(_Events(text))
    except Unreadable as unreadable:
        raise FileUnreadable(unreadable.problems) from None
    except yaml.YAMLError as broken:
        raise FileUnreadable((_no_yaml(broken, text),)) from None
    except (ValueError, OverflowError):  # PyYAML lets them out of escapes beyond Unicode and of endless versions
        raise FileUnreadable((start.problem(ProblemKind.NOT_TEXT),)) from None


def _no_yaml(broken: yaml.YAMLError, text: str) -> Problem:
    mark = getattr(broken, "problem_mark", None)
    place = Place(1, 1) if mark is None else Place(mark.line + 1, mark.column + 1)
    lines = text.splitlines()
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return place.problem(ProblemKind.TAB)
    return place.problem(ProblemKind.NOT_YAML, getattr(broken, "problem", None) or "")


class _Events:
    """The events of a text, counted, with one to look ahead."""

    def __init__(self, text: str) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.BaseLoader)
        self._values = 0
        self.problems: list[Problem] = []
        self.next = next(self._events)

    def take(self) -> yaml.Event:
        """The next event; raises Unreadable beyond the limit."""
        event = self.next
        self._values += isinstance(event, yaml.NodeEvent)
        if self._values > MOST_VALUES:
            raise Unreadable(_place(event, "").problem(ProblemKind.TOO_LONG))
        if not isinstance(event, yaml.StreamEndEvent):
            self.next = next(self._events)
        return event


def _place(event: yaml.Event, path: str) -> Place:
    assert event.start_mark is not None
    return Place(event.start_mark.line + 1, event.start_mark.column + 1, path)


def _document(events: _Events) -> Node:
    events.take()
    if isinstance(events.next, yaml.StreamEndEvent):
        raise Unreadable(Place(1, 1).problem(ProblemKind.NOTHING))
    events.take()
    node = _node(events, "", 0)
    events.take()
    if not isinstance(events.next, yaml.StreamEndEvent):
        raise Unreadable(_place(events.next, "").problem(ProblemKind.SEVERAL_DOCUMENTS))
    if events.problems:
        raise Unreadable(*events.problems)
    return node


def _node(events: _Events, path: str, depth: int) -> Node:
    event = events.take()
    place = _place(event, path)
    if depth > MOST_DEPTH:
        raise Unreadable(place.problem(ProblemKind.TOO_DEEP))
    short = getattr(event, "anchor", None) or getattr(event, "tag", None)
    if short:
        events.problems.append(place.problem(ProblemKind.SHORTHAND, short))
    if isinstance(event, yaml.MappingStartEvent):
        return _group(events, place, depth)
    if isinstance(event, yaml.SequenceStartEvent):
        return _listing(events, place, depth)
    if isinstance(event, yaml.ScalarEvent):
        return Value(place, event.value, event.style is not None)
    return Value(place, "")  # an alias, which was told above


def _listing(events: _Events, place: Place, depth: int) -> Listing:
    items: list[Node] = []
    while not isinstance(events.next, yaml.SequenceEndEvent):
        items.append(_node(events, f"{place.path}[{len(items) + 1}]", depth + 1))
    events.take()
    return Listing(place, tuple(items))


def _group(events: _Events, place: Place, depth: int) -> Group:
    entries: dict[str, tuple[Value, Node]] = {}
    while not isinstance(events.next, yaml.MappingEndEvent):
        key = _node(events, place.path, depth + 1)
        if not isinstance(key, Value):
            raise Unreadable(key.place.problem(ProblemKind.NOT_A_VALUE))
        key = replace(key, place=replace(key.place, path=place.key(key.text)))
        node = _node(events, key.place.path, depth + 1)
        if key.text == _MERGE and not key.quoted:
            events.problems.append(key.place.problem(ProblemKind.SHORTHAND, _MERGE))
        elif key.text in entries:
            events.problems.append(key.place.problem(ProblemKind.KEY_TWICE, key.text))
        else:
            entries[key.text] = (key, node)
    events.take()
    return Group(place, tuple(entries.values()))
