"""The Home tab as one reader may see it, put together by a use case, put into words by `messages.home`."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.alliances import Alliance
from bot.domain.cards import DraftCard
from bot.domain.lead_cards import LeadRow
from bot.domain.report_cards import DigestRow


@dataclass(frozen=True, slots=True)
class HomeCard:
    """What is the reader's own. A part that is none of the reader's business is None; an empty one has nothing in it.

    `leads` are the reader's own open leads, the overdue ones first. `worth_asking` are a few active alliances for a
    seller, those that pay for winning together first. `managed` are the reader's own alliances, `drafts` the drafts
    for them that wait for somebody else's release, `to_release` those that wait for the reader. `everything` has one
    row for each active or paused alliance, for leadership.
    """

    leads: tuple[LeadRow, ...]
    worth_asking: tuple[Alliance, ...] | None = None
    managed: tuple[DigestRow, ...] | None = None
    drafts: tuple[DraftCard, ...] = ()
    to_release: tuple[DraftCard, ...] | None = None
    everything: tuple[DigestRow, ...] | None = None
