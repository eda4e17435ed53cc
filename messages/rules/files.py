"""The form a file with a plan or with rules is dropped into, and what the file says when it is tried."""

from __future__ import annotations

import json
from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.domain.examples import ExampleResult
from bot.domain.refusals import Problem
from messages import parts
from messages.actions import Field, FormId
from messages.language import Language
from messages.message import Form
from messages.parts import bold, section
from messages.quotes import example_sentence
from messages.refusals.files import problem_line
from messages.refusals.telling import Telling
from messages.rules.lists import bulleted

KINDS = ("yaml", "yml")
"""The endings a file may have."""
_MOST = 40
"""Problems and examples told at once; more would not be read."""


def file_form(
    handle: str | None,
    language: Language,
    problems: Sequence[Problem] = (),
    results: Sequence[ExampleResult] = (),
) -> Form:
    """Asks for a file: with the rules of the alliance with this handle, or with a plan where there is none.

    What is wrong with the file before stands on top: every problem at its place, or the examples that don't come out.
    The private metadata holds the handle.
    """
    blocks: list[Block] = []
    if problems:
        blocks += problem_blocks(problems, language)
    if results:
        blocks += result_blocks(results, language)
    if blocks:
        blocks.append(parts.divider())
    blocks += [
        parts.file_input(
            Field.FILE,
            language.say("File (YAML)"),
            kinds=KINDS,
            hint=language.say("As alliance-bot plans export writes it, at most 100 KB. Its examples must come out."),
        ),
        parts.day_input(
            Field.VALID_FROM,
            language.say("Valid from"),
            hint=language.say("Empty: the day the file names, else today."),
            optional=True,
        ),
    ]
    return Form(
        FormId.RULE_FILE,
        language.say("From a file"),
        tuple(blocks),
        submit=language.say("Check"),
        close=language.say("Cancel"),
        private_metadata=json.dumps({"handle": handle}),
    )


def problem_blocks(problems: Sequence[Problem], language: Language) -> list[Block]:
    """What is wrong with the file, line by line."""
    title = language.say_n("The file has {n} problem", "The file has {n} problems", len(problems))
    said = [problem_line(problem, Telling(language)) for problem in problems[:_MOST]]
    return [section(bold(title)), *bulleted(said), *_rest(len(problems), language)]


def result_blocks(results: Sequence[ExampleResult], language: Language) -> list[Block]:
    """What each example says and what comes out."""
    kept = sum(result.kept for result in results)
    title = language.say("{kept} of {all} examples come out", kept=kept, all=len(results))
    in_order = sorted(results, key=lambda result: result.kept)
    said = [f"{'✓' if result.kept else '✗'} {example_sentence(result, language)}" for result in in_order[:_MOST]]
    return [section(bold(title)), *bulleted(said), *_rest(len(results), language)]


def _rest(number: int, language: Language) -> list[Block]:
    if number <= _MOST:
        return []
    return [parts.context(language.say("and {n} more", n=number - _MOST))]
