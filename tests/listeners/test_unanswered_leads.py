"""A lead that nobody answers is brought to mind in working time, and then its sender is told that it has expired."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.alliances import GameRules, Place
from bot.domain.leads import Stage, Verb
from bot.use_cases import leads as use_cases
from tests.listeners import lead_book as at
from tests.listeners.lead_book import JAMES, KARIN, LENA, MIRA, NEED, PRIYA, SHARED

THURSDAY_NOON = datetime(2026, 12, 24, 11, tzinfo=UTC)
"""12:00 in Berlin; Friday is Christmas, then comes a weekend."""
HALF = datetime(2026, 12, 24, 15, tzinfo=UTC)
"""Four of eight working hours later: 16:00."""
DUE = datetime(2026, 12, 28, 11, tzinfo=UTC)
"""An hour more on Thursday, three on Monday: 12:00."""
SPONSOR = datetime(2026, 12, 28, 15, tzinfo=UTC)
EXPIRES = datetime(2026, 12, 29, 11, tzinfo=UTC)
"""An hour more on Monday, three on Tuesday."""
A_MINUTE = timedelta(minutes=1)


def shared_before_christmas(stage: Any, user_id: str = JAMES, word: str = "share", **changes: Any) -> Any:
    """A lead with eight working hours to answer it, shared on 24 December at noon."""
    at.enter(stage, GameRules(response_hours=8), **changes)
    at.move_to(stage, THURSDAY_NOON)
    lead = at.share(stage, user_id, word)
    at.tick(stage)
    return lead


def reminders(stage: Any, reader: str, channel: str) -> list[dict[str, Any]]:
    """What was posted there about the lead beside its one message."""
    about = at.posts(stage, reader, channel, NEED)
    return [post for post in about if not any(block["type"] == "header" for block in post["blocks"])]


def test_the_deadlines_leave_out_nights_weekends_and_holidays(stage: Any) -> None:
    deadlines = shared_before_christmas(stage).deadlines
    found = (deadlines.half_at, deadlines.due_at, deadlines.sponsor_at, deadlines.expires_at)
    assert found == (HALF, DUE, SPONSOR, EXPIRES)


def test_nobody_is_reminded_before_half_time(stage: Any) -> None:
    shared_before_christmas(stage)
    at.tick_at(stage, HALF - A_MINUTE)
    assert reminders(stage, PRIYA, SHARED) == []


def test_each_is_reminded_once_and_in_turn(stage: Any) -> None:
    lead = shared_before_christmas(stage)
    for moment, channel, reader in (
        (HALF, SHARED, PRIYA),
        (DUE, at.direct(MIRA), MIRA),
        (SPONSOR, at.direct(KARIN), KARIN),
    ):
        assert reminders(stage, reader, channel) == []
        at.tick_at(stage, moment)
        at.tick_at(stage, moment + A_MINUTE)
        (told,) = reminders(stage, reader, channel)
        assert lead.reference in told["text"]
        assert at.CUSTOMER not in json.dumps(told)
    assert len(reminders(stage, PRIYA, SHARED)) == 1


def test_the_reminder_at_half_time_can_be_answered_at_once(stage: Any) -> None:
    lead = shared_before_christmas(stage)
    at.tick_at(stage, HALF)
    (told,) = reminders(stage, PRIYA, SHARED)
    at.press(stage, PRIYA, told, "lead.accept")
    assert at.lead(stage, lead.reference).stage is Stage.ACCEPTED


@pytest.mark.parametrize("user_id", [JAMES, LENA])
def test_it_expires_and_the_sender_is_told(stage: Any, user_id: str) -> None:
    lead = shared_before_christmas(stage, user_id)
    at.tick_at(stage, EXPIRES - A_MINUTE)
    assert at.lead(stage, lead.reference).stage is Stage.SHARED
    at.tick_at(stage, EXPIRES)
    assert at.lead(stage, lead.reference).stage is Stage.EXPIRED
    mine = at.post_of(stage, user_id, at.direct(user_id), NEED)
    say = stage.language(user_id).say
    assert say("Expired: nobody answered in time.") in json.dumps(mine, ensure_ascii=False)
    (reply,) = at.thread(stage, user_id, mine)
    assert say("nobody answered in time, so it has expired") in reply["text"]
    assert not {"lead.accept", "lead.withdraw"} & set(at.buttons(at.post_of(stage, PRIYA, SHARED, NEED)))
    with stage.library.reading() as books:
        last = books.leads.history(lead.id)[-1]
    assert (last.verb, last.actor_id, last.at) == (Verb.EXPIRE, None, EXPIRES)


def test_an_answered_lead_is_left_in_peace(stage: Any) -> None:
    lead = shared_before_christmas(stage)
    at.press(stage, PRIYA, at.post_of(stage, PRIYA, SHARED, NEED), "lead.accept")
    at.tick_at(stage, EXPIRES)
    assert at.lead(stage, lead.reference).stage is Stage.ACCEPTED
    assert reminders(stage, PRIYA, SHARED) == []
    assert reminders(stage, KARIN, at.direct(KARIN)) == []


def test_a_lead_answered_while_the_clock_looks_brings_nobody_to_mind(
    stage: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = shared_before_christmas(stage)
    at.move_to(stage, HALF)
    with stage.library.reading() as books:
        waiting = books.leads.waiting(HALF)
        leads = type(books.leads)
    at.press(stage, PRIYA, at.post_of(stage, PRIYA, SHARED, NEED), "lead.accept")
    monkeypatch.setattr(leads, "waiting", lambda *_: waiting)
    at.tick(stage)
    assert lead.id in [each.id for each in waiting]
    assert reminders(stage, PRIYA, SHARED) == []


def test_without_a_sponsor_the_partner_manager_is_asked_to_step_in(stage: Any) -> None:
    shared_before_christmas(stage, sponsor=None)
    at.tick_at(stage, DUE)
    at.tick_at(stage, SPONSOR)
    assert len(reminders(stage, MIRA, at.direct(MIRA))) == 2


def test_a_received_lead_reminds_the_one_who_answers_it(stage: Any) -> None:
    shared_before_christmas(stage, LENA, "receive", manager=stage.person(MIRA).id)
    at.tick_at(stage, HALF)
    (told,) = reminders(stage, MIRA, at.direct(MIRA))
    assert "lead.accept" in at.buttons(told)
    assert reminders(stage, PRIYA, SHARED) == []


def test_holidays_are_those_of_the_alliances_own_place(stage: Any) -> None:
    alliance = at.enter(stage)
    assert alliance.place == Place("Europe/Berlin", "DE")
    epiphany = datetime(2027, 1, 6, 9, tzinfo=UTC)
    assert epiphany.date() not in stage.bot.house.holidays(alliance.place, 2027)
    assert epiphany.date() in stage.bot.house.holidays(Place("Europe/Berlin", "DE", "DE-BY"), 2027)


def test_one_thing_that_breaks_keeps_no_other_from_being_done(
    stage: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first = shared_before_christmas(stage)
    second = at.share(stage, LENA)
    look = use_cases.look

    def breaks(books: Any, lead_id: int) -> Any:
        if lead_id == first.id:
            raise ValueError(at.CUSTOMER)
        return look(books, lead_id)

    monkeypatch.setattr("bot.timetable.leads.look", breaks)
    at.tick_at(stage, HALF)
    (told,) = reminders(stage, PRIYA, SHARED)
    assert second.reference in told["text"]
    assert first.reference in caplog.text
    assert at.CUSTOMER not in caplog.text
