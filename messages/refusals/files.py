"""What is wrong with a file, line by line."""

from __future__ import annotations

from typing import assert_never

from bot.domain.refusals import (
    ExamplesNotKept,
    FileTooLarge,
    FileUnreachable,
    FileUnreadable,
    NotKept,
    Problem,
    ProblemKind,
)
from messages import names
from messages.language import Language
from messages.refusals.flaws import flaw_problem
from messages.refusals.telling import Telling

OfFiles = FileUnreadable | ExamplesNotKept | FileTooLarge | FileUnreachable


def of_files(refused: OfFiles, tell: Telling) -> str:
    """A line for each problem, and for each example that does not come out."""
    match refused:
        case FileUnreadable(problems=problems):
            lines = [problem_line(problem, tell) for problem in problems]
        case ExamplesNotKept(examples=examples):
            lines = [example_line(example, tell.language) for example in examples]
        case FileTooLarge(kilobytes=kilobytes):
            lines = [tell.language.say("The file is larger than {n} KB; no plan is.", n=kilobytes)]
        case FileUnreachable():
            lines = [tell.language.say("Slack does not hand the file over just now. Send the form again in a moment.")]
        case _:
            assert_never(refused)
    return "\n".join(lines)


def problem_line(problem: Problem, tell: Telling) -> str:
    """The problem with its place in front: `Line 12, column 5, components[3].bands[2]: …`; without line, its path."""
    if problem.line == 0:
        return f"{tell.literal(problem.path)}: {_problem(problem, tell)}"
    place = tell.language.say("Line {line}, column {column}", line=problem.line, column=problem.column)
    where = f"{place}, {tell.literal(problem.path)}" if problem.path else place
    return f"{where}: {_problem(problem, tell)}"


def example_line(example: NotKept, language: Language) -> str:
    """What an example says, and what comes out."""
    expected = language.span(example.expected)
    if example.paid is None:
        return language.say(
            "Example {number} (line {line}) says {expected}, but what it pays can’t be told.",
            number=example.number,
            line=example.line,
            expected=expected,
        )
    return language.say(
        "Example {number} (line {line}) says {expected}, but {paid} comes out.",
        number=example.number,
        line=example.line,
        expected=expected,
        paid=language.span(example.paid),
    )


def _problem(problem: Problem, tell: Telling) -> str:
    if problem.flaw is not None:
        return flaw_problem(problem.flaw, tell.language)
    fixed = {**_of_the_file(tell.language), **_of_the_form(tell.language)}
    if problem.kind in fixed:
        return fixed[problem.kind]
    return _about(problem, tell) + _meant(problem, tell)


def _of_the_file(language: Language) -> dict[ProblemKind, str]:
    return {
        ProblemKind.NOT_TEXT: language.say("This is no text. Save the file as UTF-8."),
        ProblemKind.TOO_LONG: language.say("The file is too long for a plan: at most 1 MB and 5,000 values are read."),
        ProblemKind.TOO_DEEP: language.say("Groups within groups go too deep here."),
        ProblemKind.NOTHING: language.say("The file is empty."),
        ProblemKind.TAB: language.say("Indent with spaces, not with tabs."),
        ProblemKind.SEVERAL_DOCUMENTS: language.say("One file holds one plan. Put what follows into another file."),
    }


def _of_the_form(language: Language) -> dict[ProblemKind, str]:
    return {
        ProblemKind.NOT_A_GROUP: language.say("Keys with values belong here, `key: value`."),
        ProblemKind.NOT_A_LIST: language.say("A list belongs here, each entry with a dash in front."),
        ProblemKind.NOT_A_VALUE: language.say("A single value belongs here."),
        ProblemKind.VALUE_MISSING: language.say("Nothing stands here. Write a value, or leave the key out."),
        ProblemKind.ENDS_BEFORE_START: language.say("The last day comes before the first."),
        ProblemKind.NOT_A_SPAN: language.say("Two amounts belong here, the lower one first."),
        ProblemKind.TEXT_ODD: language.say("A name has at most 200 characters, all on one line."),
    }


def _about(problem: Problem, tell: Telling) -> str:  # noqa: C901, PLR0912 - one arm for each kind
    language, found = tell.language, tell.short(problem.found)
    match problem.kind:
        case ProblemKind.NOT_YAML:
            text = language.say("This can’t be read as YAML ({reason}).", reason=found)
        case ProblemKind.SHORTHAND:
            text = language.say("“{found}”: anchors, references and tags are not read. Write it out.", found=found)
        case ProblemKind.KEY_TWICE:
            text = language.say("“{found}” stands here twice.", found=found)
        case ProblemKind.KEY_UNKNOWN:
            text = language.say("“{found}” is no key here.", found=found)
        case ProblemKind.KEY_MISSING:
            text = language.say("A key is missing.")
        case ProblemKind.KIND_MISSING if problem.found:
            text = language.say("“{found}” is no component.", found=found)
        case ProblemKind.KIND_MISSING:
            text = language.say("It does not say what this is.")
        case ProblemKind.KIND_TWICE:
            text = language.say("“{found}” is something of its own. Give it an entry of its own.", found=found)
        case ProblemKind.WORD_UNKNOWN:
            text = language.say("“{found}” can’t stand here.", found=found)
        case ProblemKind.AMOUNT_AMBIGUOUS:
            text = language.say("“{found}” can be read in two ways.", found=found)
        case ProblemKind.GOAL_UNCLEAR if not problem.meant:
            text = language.say("Nothing here counts “{found}”.", found=found)
        case ProblemKind.GOAL_UNCLEAR:
            text = language.say("It is not clear what “{found}” belongs to.", found=found)
        case ProblemKind.MARGIN_CURRENCY:
            text = language.say(
                "The margin is in another currency than the deal. Write {found} behind it.", found=found
            )
        case _:
            text = _unreadable(problem.kind, found, language)
    return text


def _unreadable(kind: ProblemKind, found: str, language: Language) -> str:
    return {
        ProblemKind.AMOUNT_UNREADABLE: language.say(
            "“{found}” is no amount. Write 50 000 or 50000.00, with a currency behind it if it is another one.",
            found=found,
        ),
        ProblemKind.TOO_PRECISE: language.say("“{found}” has too many decimals.", found=found),
        ProblemKind.TOO_SMALL: language.say(
            "“{found}” is too small: results start at 0, all else above it.", found=found
        ),
        ProblemKind.PERCENT_UNREADABLE: language.say("“{found}” is no percentage. Write 2.5 %.", found=found),
        ProblemKind.FACTOR_UNREADABLE: language.say("“{found}” is no factor. Write 1.5.", found=found),
        ProblemKind.NUMBER_UNREADABLE: language.say("“{found}” is no whole number from 0 up.", found=found),
        ProblemKind.DAY_UNREADABLE: language.say("“{found}” is no day. Write 2027-03-31.", found=found),
        ProblemKind.DAYS_UNREADABLE: language.say(
            "“{found}” are no days. Write 2027-01-01 to 2027-03-31, or from 2027-01-01.", found=found
        ),
        ProblemKind.CURRENCY_UNKNOWN: language.say("“{found}” is no currency. Write EUR, for instance.", found=found),
    }[kind]


def _meant(problem: Problem, tell: Telling) -> str:
    """What may have been meant, or what can stand there."""
    if not problem.meant:
        return ""
    meant = names.either([tell.literal(word) for word in problem.meant], tell.language)
    if problem.kind is ProblemKind.KIND_TWICE:
        return ""
    if problem.kind is ProblemKind.AMOUNT_AMBIGUOUS:
        return " " + tell.language.say("Write {meant}.", meant=meant)
    is_needed = problem.kind is ProblemKind.KIND_MISSING and not problem.found
    if is_needed or problem.kind in {ProblemKind.KEY_MISSING, ProblemKind.GOAL_UNCLEAR}:
        return " " + tell.language.say("Needed: {meant}.", meant=meant)
    if len(problem.meant) == 1:
        return " " + tell.language.say("Did you mean {meant}?", meant=meant)
    return " " + tell.language.say("Possible: {meant}.", meant=meant)
