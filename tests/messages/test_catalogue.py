from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import messages

PACKAGE = Path(messages.__file__).parent
CATALOGUE = read_po(BytesIO((PACKAGE / "locale/de/LC_MESSAGES/messages.po").read_bytes()), locale="de")
FIELD = re.compile(r"{(\w+)}")
ENTRIES = [entry for entry in CATALOGUE if entry.id]


def _calls() -> Iterator[tuple[str, ast.Call]]:
    for source in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in {"say", "say_n"}
            ):
                yield f"{source.relative_to(PACKAGE)}:{node.lineno}", node


CALLS = list(_calls())


def _said(call: ast.Call) -> str | tuple[str, str]:
    said = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
    return tuple(said) if call.func.attr == "say_n" else said[0]


def _extracted() -> set[str | tuple[str, ...]]:
    found = extract_from_dir(PACKAGE, [("**.py", "python")], keywords={"say": None, "say_n": (1, 2)}, callback=None)
    return {said for _, _, said, _, _ in found}


def _literals(call: ast.Call) -> list[ast.expr]:
    return call.args[:2] if call.func.attr == "say_n" else call.args


def _is_literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_what_is_said_is_written_out_where_it_is_said():
    assert CALLS
    assert not [place for place, call in CALLS if not all(map(_is_literal, _literals(call)))]


def test_the_fields_of_a_sentence_are_those_it_is_given():
    def differ(call: ast.Call) -> bool:
        said = _said(call)
        wanted = set(FIELD.findall(said if isinstance(said, str) else " ".join(said))) - {"n"}
        given = {keyword.arg for keyword in call.keywords}
        return None not in given and given - {"n"} != wanted  # ** hides the names

    assert not [place for place, call in CALLS if differ(call)]


def test_everything_said_is_found_by_extraction():
    assert {_said(call) for _, call in CALLS} == _extracted()


def test_everything_said_has_german_words_and_nothing_else_has():
    assert {entry.id for entry in ENTRIES} == {_said(call) for _, call in CALLS}
    assert not CATALOGUE.obsolete


def _forms(entry: Message) -> list[str]:
    return [entry.string] if isinstance(entry.string, str) else list(entry.string)


def test_german_words_are_finished():
    assert not [entry.id for entry in ENTRIES if entry.fuzzy or not all(form.strip() for form in _forms(entry))]


def test_german_words_have_the_same_fields():
    def fields(words: str) -> list[str]:
        return sorted(FIELD.findall(words))

    def english(entry: Message) -> str:
        return entry.id if isinstance(entry.id, str) else entry.id[1]

    assert not [e.id for e in ENTRIES if any(fields(form) != fields(english(e)) for form in _forms(e))]


def test_german_says_du():
    formal = re.compile(r"(?<!^)(?<![.:?!] )\b(Sie|Ihnen|Ihre?[mnrs]?)\b")

    assert not [entry.id for entry in ENTRIES if any(formal.search(form) for form in _forms(entry))]
