"""One named example of each message and form, and of each state that matters; goldens, preview and README read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from messages.examples import answers, balances, books, briefings, drafts, home, leads, others, payouts, ranking
from messages.language import Language
from messages.message import Form, Message

EXAMPLES: Mapping[str, Callable[[Language], Message | Form]] = {
    **answers.EXAMPLES,
    **books.EXAMPLES,
    **drafts.EXAMPLES,
    **others.EXAMPLES,
    **leads.EXAMPLES,
    **balances.EXAMPLES,
    **briefings.EXAMPLES,
    **home.EXAMPLES,
    **ranking.EXAMPLES,
    **payouts.EXAMPLES,
}
"""Name → the message in a language."""
