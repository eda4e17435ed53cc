from __future__ import annotations

import pytest

from bot.domain.people import LanguageCode
from bot.domain.refusals import FileUnreadable, FlawKind, Problem, ProblemKind
from messages import refusals
from messages.language import Language

LANGUAGES = [Language.of(code) for code in LanguageCode]


def told(kind, language, *meant):
    flaw = FlawKind.TIERS_GAP if kind is ProblemKind.FLAW else None
    problem = Problem(kind, 12, 5, "components[1]", "<@U0> *x*", meant, flaw)
    return refusals.refusal(FileUnreadable((problem,)), language)


@pytest.mark.parametrize("kind", ProblemKind)
def test_every_problem_of_a_file_is_a_sentence_with_its_place_in_both_languages(kind):
    english, german = (told(kind, language) for language in LANGUAGES)

    assert english.startswith("Line 12, column 5, components[1]: ")
    assert german.startswith("Zeile 12, Spalte 5, components[1]: ")
    assert english.endswith(".")
    assert german.endswith(".")


@pytest.mark.parametrize("kind", ProblemKind)
def test_nothing_in_a_file_can_mention_or_format(kind):
    assert "<@U0>" not in told(kind, LANGUAGES[0])


@pytest.mark.parametrize(
    ("kind", "meant", "ending"),
    [
        (ProblemKind.KEY_UNKNOWN, ("region",), "Did you mean region?"),
        (ProblemKind.WORD_UNKNOWN, ("order", "payment"), "Possible: order or payment."),
        (ProblemKind.KEY_MISSING, ("closing",), "Needed: closing."),
        (ProblemKind.AMOUNT_AMBIGUOUS, ("50 000", "50.00"), "Write 50 000 or 50.00."),
    ],
)
def test_what_may_have_been_meant_is_said_behind_it(kind, meant, ending):
    assert told(kind, LANGUAGES[0], *meant).endswith(ending)
