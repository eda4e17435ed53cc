"""Groups of keys: one table says how a thing is read, written, and described to editors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from typing import Any, Generic, TypeVar

from bot.domain.measures import Measure
from bot.domain.refusals import Problem, ProblemKind
from bot.files.nodes import Group, Listing, Node, Unreadable, Value
from bot.files.notations import Context, Notation, Schema, Written, near

T = TypeVar("T")


class Absent(Enum):
    """Stands for a default where a key must be there."""

    NOT_ALLOWED = "not allowed"


NEEDED = Absent.NOT_ALLOWED


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a group and the attribute it stands for.

    `shown` fields are written even where they are as usual, because the sentence needs them. `says` explains the key to
    editors.
    """

    key: str
    name: str
    notation: Notation[Any]
    says: str
    usual: Any = NEEDED
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Shape(Generic[T]):
    """A thing as a group of keys; a measure among them decides how the quantities after it are read.

    `make` builds the thing of the attributes, `take` gives them back.
    """

    fields: tuple[Field, ...]
    make: Callable[..., T]
    take: Callable[[T], Mapping[str, Any]]
    says: str = ""

    def read(self, node: Node, context: Context) -> T:
        """The thing. Raises Unreadable with every problem in it."""
        return self.make(**self.values(node, context))

    def values(self, node: Node, context: Context) -> dict[str, Any]:
        """The attributes by name, with what is usual for keys that are not there. Raises Unreadable."""
        group = as_group(node)
        problems = list(unknown_keys(group, [field.key for field in self.fields]))
        values: dict[str, Any] = {}
        for field in self.fields:
            try:
                value = _read(field, group, context)
            except Unreadable as unreadable:
                problems += unreadable.problems
                continue
            values[field.name] = value
            if isinstance(value, Measure):
                context = replace(context, is_count=value.is_count)
        if problems:
            raise Unreadable(*problems)
        return values

    def write(self, thing: T, context: Context) -> dict[str, Written]:
        """The thing as keys and values; what is as usual is left out."""
        taken = self.take(thing)
        return {
            field.key: field.notation.write(taken[field.name], context)
            for field in self.fields
            if field.shown or taken[field.name] != field.usual
        }

    @property
    def schema(self) -> Schema:
        """What editors are told of it."""
        return {
            "type": "object",
            **({"description": self.says} if self.says else {}),
            "properties": {field.key: {"description": field.says, **field.notation.schema} for field in self.fields},
            "required": [field.key for field in self.fields if field.usual is NEEDED],
            "additionalProperties": False,
        }

    @property
    def notation(self) -> Notation[T]:
        """The shape as the value of a key."""
        return Notation(self.read, self.write, self.schema)


def attributes(*names: str) -> Callable[[Any], Mapping[str, Any]]:
    """Takes attributes of these names off a thing."""
    return lambda thing: {name: getattr(thing, name) for name in names}


def shape(make: Callable[..., T], *fields: Field, says: str = "") -> Shape[T]:
    """A shape whose attributes are called as the fields name them."""
    return Shape(fields, make, attributes(*(field.name for field in fields)), says)


def as_group(node: Node) -> Group:
    """The node as keys and values. Raises Unreadable if it is none."""
    if not isinstance(node, Group):
        raise Unreadable(node.place.problem(ProblemKind.NOT_A_GROUP, node.text if isinstance(node, Value) else ""))
    return node


def as_listing(node: Node) -> Listing:
    """The node as a list. Raises Unreadable if it is none."""
    if not isinstance(node, Listing):
        raise Unreadable(node.place.problem(ProblemKind.NOT_A_LIST))
    return node


def unknown_keys(group: Group, known: Sequence[str]) -> Iterable[Problem]:
    """A problem for each key that is none of the known ones, with what was meant."""
    there = {key.text for key, _ in group.entries}
    free = tuple(key for key in known if key not in there)
    for key, _ in group.entries:
        if key.text not in known:
            yield key.place.problem(ProblemKind.KEY_UNKNOWN, key.text, near(key.text, free))


def all_of(reads: Iterable[Callable[[], T]]) -> list[T]:
    """What all of them read. Raises Unreadable with the problems of all of them."""
    found: list[T] = []
    problems: list[Problem] = []
    for read in reads:
        try:
            found.append(read())
        except Unreadable as unreadable:
            problems += unreadable.problems
    if problems:
        raise Unreadable(*problems)
    return found


def many(notation: Notation[T], *, one_alone: bool = False) -> Notation[tuple[T, ...]]:
    """A list of such values; with `one_alone` a single one may stand without being a list."""

    def read(node: Node, context: Context) -> tuple[T, ...]:
        if one_alone and isinstance(node, Value):
            return (notation.read(node, context),)
        return tuple(all_of(partial(notation.read, item, context) for item in as_listing(node).items))

    def write(values: tuple[T, ...], context: Context) -> Written:
        return [notation.write(value, context) for value in values]

    listed: Schema = {"type": "array", "items": notation.schema}
    return Notation(read, write, {"anyOf": [notation.schema, listed]} if one_alone else listed)


def pairs(keys: Notation[Any], values: Notation[Any], key_pattern: str) -> Notation[tuple[tuple[Any, Any], ...]]:
    """Keys that are values too, each with its own: `{50 %: 0 %, 100 %: 100 %}`."""

    def read(node: Node, context: Context) -> tuple[tuple[Any, Any], ...]:
        entries = as_group(node).entries
        both = ((keys, key) if is_key else (values, value) for key, value in entries for is_key in (True, False))
        found = all_of(partial(notation.read, each, context) for notation, each in both)
        return tuple(zip(found[::2], found[1::2], strict=True))

    def write(both: tuple[tuple[Any, Any], ...], context: Context) -> Written:
        return {str(keys.write(key, context)): values.write(value, context) for key, value in both}

    described: Schema = {
        "type": "object",
        "patternProperties": {key_pattern: values.schema},
        "additionalProperties": False,
    }
    return Notation(read, write, described)


def _read(field: Field, group: Group, context: Context) -> Any:  # noqa: ANN401 - whatever the field's notation reads
    node = group.get(field.key)
    if node is not None:
        return field.notation.read(node, context)
    if field.usual is NEEDED:
        raise Unreadable(group.place.problem(ProblemKind.KEY_MISSING, meant=(field.key,)))
    return field.usual
