"""A year of the example company's life: leads in both directions, and what is posted by itself.

It is the same each time: chance is seeded, and every moment is counted back from now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from bot.domain.alliances import Alliance
from bot.domain.people import Person
from bot.example_world.courses import COURSES, Course
from bot.example_world.past import Past
from bot.example_world.present import share_latest
from bot.example_world.standing import post_standing
from bot.ports import Books

_SEED = 1042


def live(books: Books, people: Mapping[str, Person], book: Mapping[str, Alliance], now: datetime) -> None:
    """Gives the alliances (by key) their past, a handful of open leads, and standing orders that posted lately.

    `people` are by Slack user id. What is open is posted when the bot starts; nothing of the past is.
    """
    alliances = {key: _as_agreed(books, book[key], course, now) for key, course in COURSES.items()}
    chance = Random(_SEED)  # noqa: S311 - an example, no secret
    stories = [
        story
        for key, alliance in alliances.items()
        for story in Past(key, COURSES[key], alliance, people, now, chance).stories()
    ]
    for lead, events in sorted(stories, key=lambda story: story[0].shared_at):
        kept = books.leads.add(lead)
        for event in events:
            books.leads.note(replace(event, lead_id=kept.id))
    share_latest(books, people, alliances, now)
    post_standing(books, people, alliances, now)


def _as_agreed(books: Books, alliance: Alliance, course: Course, now: datetime) -> Alliance:
    """The alliance with its place and the rules both sides play by, begun as long ago as it did."""
    began = (now - timedelta(days=course.began)).date()
    place = course.place or alliance.place
    return books.alliances.save(replace(alliance, place=place, game=course.game, started=began))
