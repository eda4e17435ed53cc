"""Who is told of a draft, each in their language."""

from __future__ import annotations

from datetime import datetime

from bot.domain.cards import DecisionCard, DraftCard
from bot.domain.people import LanguageCode, Person, Right
from bot.listeners.house import Caller
from bot.ports import Books
from bot.posts import post
from bot.use_cases import rules as use_cases
from messages import rules as say
from messages.language import Language


def ask_reviewers(books: Books, card: DraftCard, now: datetime) -> None:
    """Writes a direct message to everybody who may release the draft, each in their language."""
    for slack_id in card.reviewers:
        request = say.review_request(card, _language_of(books, slack_id))
        post(books, f"review:{card.version.id}:{slack_id}", slack_id, request, now)


def ask_about_open_drafts(books: Books, joined: Person, now: datetime) -> None:
    """Asks somebody who may release now about every draft that waits; nobody is asked twice about one."""
    if Right.SALES_OPERATIONS in joined.rights:
        for card in use_cases.open_drafts(books):
            ask_reviewers(books, card, now)


def tell_drafter(books: Books, decision: DecisionCard, asker: Caller) -> None:
    """Writes a direct message to whoever drafted it about what became of it."""
    slack_id = decision.drafter_slack_id
    told = say.decided(decision, _language_of(books, slack_id))
    post(books, f"decided:{decision.version.id}", slack_id, told, asker.now)


def _language_of(books: Books, slack_id: str) -> Language:
    person = books.people.find(books.people.company().team_id, slack_id)
    return Language.of(LanguageCode.EN if person is None else person.language)
