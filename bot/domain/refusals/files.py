"""A file with a plan or with rules can't be taken as it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.money import Span
from bot.domain.refusals.base import Refusal
from bot.domain.refusals.rules import FlawKind


class ProblemKind(StrEnum):
    """What is wrong at a place of a file."""

    NOT_TEXT = "not_text"
    """Not UTF-8."""
    TOO_LONG = "too_long"
    TOO_DEEP = "too_deep"
    NOTHING = "nothing"
    NOT_YAML = "not_yaml"
    TAB = "tab"
    """Indented with a tab."""
    SEVERAL_DOCUMENTS = "several_documents"
    SHORTHAND = "shorthand"
    """An anchor, an alias, a merge or a tag."""
    KEY_TWICE = "key_twice"
    KEY_UNKNOWN = "key_unknown"
    KEY_MISSING = "key_missing"
    KIND_MISSING = "kind_missing"
    """A component, or a file, that does not say what it is."""
    KIND_TWICE = "kind_twice"
    NOT_A_GROUP = "not_a_group"
    NOT_A_LIST = "not_a_list"
    NOT_A_VALUE = "not_a_value"
    VALUE_MISSING = "value_missing"
    WORD_UNKNOWN = "word_unknown"
    TEXT_ODD = "text_odd"
    """Longer than a name, or with signs nobody sees."""
    AMOUNT_AMBIGUOUS = "amount_ambiguous"
    AMOUNT_UNREADABLE = "amount_unreadable"
    TOO_PRECISE = "too_precise"
    TOO_SMALL = "too_small"
    """A deal, a quota or a target bonus of nothing, or a result below it."""
    PERCENT_UNREADABLE = "percent_unreadable"
    FACTOR_UNREADABLE = "factor_unreadable"
    NUMBER_UNREADABLE = "number_unreadable"
    DAY_UNREADABLE = "day_unreadable"
    DAYS_UNREADABLE = "days_unreadable"
    ENDS_BEFORE_START = "ends_before_start"
    CURRENCY_UNKNOWN = "currency_unknown"
    GOAL_UNCLEAR = "goal_unclear"
    """A result, a quota or a target bonus that may belong to several goals, or to none."""
    MARGIN_CURRENCY = "margin_currency"
    """A margin in another currency than its deal."""
    NOT_A_SPAN = "not_a_span"
    """Not two amounts, the lower one first."""
    FLAW = "flaw"
    """It can be read, but not be paid: see `Problem.flaw`."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where.

    `line` and `column` count from 1. `path` is the place in the words of the file, `components[3].bands[2].pays`, and
    empty for the file as a whole. `found` is what stands there, `meant` what may have been meant, or what could stand
    there.
    """

    kind: ProblemKind
    line: int
    column: int
    path: str
    found: str = ""
    meant: tuple[str, ...] = ()
    flaw: FlawKind | None = None


@dataclass(eq=False)
class FileUnreadable(Refusal):
    """A file can't be read as a plan or as rules, or could not be paid: every problem, by its place."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class NotKept:
    """An example that does not come out: its number from 1, its line, what it says and what is paid.

    `paid` is None where it can't be told.
    """

    number: int
    line: int
    expected: Span
    paid: Span | None


@dataclass(eq=False)
class ExamplesNotKept(Refusal):
    """Worked examples of a file do not come out: all that don't."""

    examples: tuple[NotKept, ...]


@dataclass(eq=False)
class FileTooLarge(Refusal):
    """A file is larger than any plan."""

    kilobytes: int


@dataclass(eq=False)
class FileUnreachable(Refusal):
    """Slack does not hand the file over just now."""


OfFiles = FileUnreadable | ExamplesNotKept | FileTooLarge | FileUnreachable
"""Every refusal of a file."""
