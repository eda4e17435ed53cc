"""What do I earn? The answer, the question, and a seller's own figures."""

from messages.earnings.again import command, fields, question, unmistakable
from messages.earnings.answer import ambiguous, answer, answer_view
from messages.earnings.asking import ask_form
from messages.earnings.forms import figures_deleted, figures_form, figures_saved, goal_value
from messages.earnings.steps import steps_view

__all__ = [
    "ambiguous",
    "answer",
    "answer_view",
    "ask_form",
    "command",
    "fields",
    "figures_deleted",
    "figures_form",
    "figures_saved",
    "goal_value",
    "question",
    "steps_view",
    "unmistakable",
]
