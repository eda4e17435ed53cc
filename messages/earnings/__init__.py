"""What do I earn? The answer, the question, and a seller's own figures."""

from messages.earnings.answer import ambiguous, answer, answer_view
from messages.earnings.forms import ask_form, figures_deleted, figures_form, figures_saved

__all__ = [
    "ambiguous",
    "answer",
    "answer_view",
    "ask_form",
    "figures_deleted",
    "figures_form",
    "figures_saved",
]
