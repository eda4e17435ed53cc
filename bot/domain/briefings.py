"""Short posts that keep an alliance in mind: what comes next, and that it never repeats itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.alliances import ValueProposition
from bot.domain.people import LanguageCode
from bot.domain.versions import InForce, Version


class Topic(StrEnum):
    """What a briefing is about."""

    PITCH = "pitch"
    PAY = "pay"
    RULE_CHANGED = "rule_changed"


@dataclass(frozen=True, slots=True)
class Content:
    """Something that can be posted. `mark` is the same as long as it says the same: texts and versions go into it."""

    topic: Topic
    mark: str
    version_id: int | None = None


@dataclass(frozen=True, slots=True)
class BriefingPost:
    """Something a schedule posted: at which slot, and what. `confirmed` counts those who pressed *got it*."""

    id: int
    schedule_id: int
    slot: str
    topic: Topic
    mark: str
    at: datetime
    confirmed: int = 0


@dataclass(frozen=True, slots=True)
class Briefing:
    """A short post about an alliance: its text in one language, and the rules for sellers in force."""

    content: Content
    partner: str
    handle: str
    language: LanguageCode
    proposition: ValueProposition
    rules: tuple[InForce, ...]
    version: Version | None = None


def next_content(available: Sequence[Content], posted: Sequence[BriefingPost]) -> Content | None:
    """What to post next, or None if there is nothing new to say.

    A changed rule comes first, once. Else it is what was posted least recently, never the same as last time.

    Args:
        available: what can be said now, the most useful first.
        posted: what was posted before, newest first.
    """
    seen = [post.mark for post in posted]
    news = [content for content in available if content.topic is Topic.RULE_CHANGED and content.mark not in seen]
    if news:
        return news[0]
    others = [
        content for content in available if content.topic is not Topic.RULE_CHANGED and seen[:1] != [content.mark]
    ]
    return max(
        others, key=lambda content: seen.index(content.mark) if content.mark in seen else len(seen), default=None
    )
