"""Answers to *what do I earn* in every state that matters, as the engine works them out, and the forms around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from bot.domain.cards import Answer
from bot.domain.earnings import Chances
from bot.domain.measures import Measure, Owner
from bot.domain.people import Figures
from messages import earnings
from messages.actions import Field
from messages.examples import world as w
from messages.examples.answer_states import FIGURES, STATES
from messages.examples.answer_terms import TERMS
from messages.language import Language
from messages.message import Form, Message

ANSWERS: Mapping[str, Answer] = {**STATES, **TERMS}
BETTER_TOGETHER = ANSWERS["better-together"]
_SAID = ANSWERS["everything-said"].asked


def _of(given: Answer) -> Callable[[Language], Message | Form]:
    return lambda language: earnings.answer(given, language)


def _filled_with_everything(language: Language) -> Form:
    assert _SAID is not None
    asked = replace(_SAID, chances=Chances(w.percent(40), w.percent("62.5")), registered=date(2026, 9, 3))
    return earnings.ask_form(language, "EUR", ("acme", "Acme Robotics"), earnings.fields(asked))


EXAMPLES: Mapping[str, Callable[[Language], Message | Form]] = {
    **{f"answer-{name}": _of(given) for name, given in ANSWERS.items()},
    "answer-view": lambda language: earnings.answer_view(BETTER_TOGETHER, language),
    "answer-steps": lambda language: earnings.steps_view(ANSWERS["many-steps"], language),
    "ambiguous": lambda language: earnings.ambiguous(
        "50,000",
        [(w.euro(50_000), "/cosell acme 50000.00 EUR"), (w.euro(50), "/cosell acme 50.00 EUR")],
        language,
    ),
    "ask-form": lambda language: earnings.ask_form(language, "EUR"),
    "ask-form-filled": lambda language: earnings.ask_form(
        language, "EUR", ("acme", "Acme Robotics"), {Field.AMOUNT: "50k", Field.CLOSES: w.TODAY.isoformat()}
    ),
    "ask-form-more": lambda language: earnings.ask_form(language, "EUR", more=True),
    "ask-form-with-everything": _filled_with_everything,
    "figures-form": lambda language: earnings.figures_form([Figures(w.YEAR)], language, "EUR"),
    "figures-form-filled": lambda language: earnings.figures_form(
        [FIGURES, Figures(w.YEAR, 20, booked=7, measure=Measure.DEALS, owner=Owner.TEAM)],
        language,
        "EUR",
        kept=True,
        earned=True,
    ),
    "figures-saved": earnings.figures_saved,
    "figures-deleted": lambda language: earnings.figures_deleted(2, language),
    "figures-deleted-none": lambda language: earnings.figures_deleted(0, language),
}
