"""Which version of plan and rules counts when? `/cosell history`."""

from __future__ import annotations

from bot.domain.refusals import Act, PartnerMissing, WordsUnclear
from bot.domain.rights import require
from bot.listeners.house import Request
from bot.listeners.questions import other_words, role_in
from bot.listeners.reading import find_partner
from bot.listeners.surface import COSELL
from bot.use_cases import timelines as use_cases
from bot.use_cases.alliances import visible
from messages import ranking as say
from messages.message import Message


def history(request: Request) -> Message:
    """The plan and the rules of a partner over time, or of all partners at a glance; `role presales` asks for others.

    Never where another company reads along.

    Raises:
        WordsUnclear: if other words are left over, such as a role that is not called one.
    """
    asker = request.caller
    require(asker.person, Act.ASK)
    request.place.require_no_outsiders()
    role, rest = role_in(request.text)
    with request.house.library.reading() as books:
        try:
            found = find_partner(rest, visible(books, asker.person), COSELL)
            alliance, beside = found.alliance, found.rest
        except PartnerMissing:
            alliance, beside = None, ""
        if unclear := other_words(beside):
            raise WordsUnclear(unclear)
        told = use_cases.history(books, asker.person, alliance, role, asker.today)
    return say.history(told, asker.language)
