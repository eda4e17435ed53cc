"""Briefings: ordered in a form that reads them back, posted when their time has come, never the same twice in a row."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from typing import Any

import pytest

from bot.domain.alliances import Status
from bot.domain.incentives import AllianceRules, Percentage, Route
from bot.domain.money import Rate
from bot.domain.people import PayRole
from bot.domain.refusals import (
    Act,
    NotActive,
    NotAllowed,
    NothingToSay,
    NotInChannel,
    OutsideHours,
    Outsider,
    SharedChannel,
    SlackBusy,
)  # fmt: skip
from bot.domain.schedules import Every, Kind, Schedule, Weekday
from bot.domain.versions import Series
from bot.use_cases import rules
from bot.use_cases.rules import Approval, Draft
from messages.refusals import refusal
from tests.listeners import lead_book as at
from tests.listeners.lead_book import (
    DACH,
    HANDLE,
    INTERNATIONAL,
    JAMES,
    KARIN,
    LENA,
    MIRA,
    OLIVER,
    PARTNER,
    PRIVATE,
    PRIYA,
    ROBIN,
    SHARED,
)  # fmt: skip

Json = dict[str, Any]
BENEFIT = "Du kennst heute den Bedarf von morgen."
TUESDAY = datetime(2026, 11, 24, 8, tzinfo=UTC)
"""09:00 in Berlin, the day after the tests' now."""
A_WEEK = timedelta(days=7)


def order(stage: Any, user_id: str = MIRA, **entered: object) -> Json:
    """Somebody orders briefings, in the German channel unless said otherwise; what the form reads back."""
    visitor = stage.visitor(user_id)
    at.form(visitor, f"/briefing schedule {HANDLE}")
    done = visitor.fill_and_submit({"channel": DACH, "days": ["tuesday"], "language": "de", **entered})
    assert done.errors == {}
    visitor.close_view(everything=True)
    shown: Json = done.view
    return shown


def refused_order(stage: Any, user_id: str, **entered: object) -> Any:
    visitor = stage.visitor(user_id)
    at.form(visitor, f"/briefing schedule {HANDLE}")
    return visitor.fill_and_submit({"channel": DACH, "days": ["tuesday"], **entered})


def orders(stage: Any) -> list[Schedule]:
    with stage.library.reading() as books:
        ours = [a.id for a in books.alliances.all() if a.partner == PARTNER]
        return [each for each in books.schedules.all() if each.alliance_id in ours]


def briefings(stage: Any, reader: str = LENA, channel: str = DACH) -> list[Json]:
    return at.posts(stage, reader, channel, PARTNER)


def release(stage: Any, rate: int, moment: datetime | None = None) -> None:
    """A rule for sellers, drafted by the partner manager and released by sales operations."""
    now = moment or stage.clock.now
    today = now.date()
    with stage.library.writing() as books:
        (alliance,) = [a for a in books.alliances.all() if a.partner == PARTNER]
        draft = Draft(
            Series(PayRole.SELLER, alliance.id, Route.TOGETHER),
            AllianceRules("EUR", (Percentage(Rate.percent(rate)),)),
            today,
        )
        drafted = rules.submit(books, stage.person(MIRA), draft, now, today)
        rules.release(books, stage.person(at.SOFIA), drafted.version.id, Approval("GBV"), now, today)


def test_the_form_reads_the_order_back_with_the_next_three_dates(stage: Any, told: Any) -> None:
    at.enter(stage)
    shown = told(order(stage, days=["tuesday", "thursday"], time="14:30"))
    assert PARTNER in shown
    for words in ("Dienstag, 24. November", "Donnerstag, 26. November", "Dienstag, 1. Dezember", "14:30"):
        assert words in shown
    assert "3. Dezember" not in shown
    (made,) = orders(stage)
    assert (made.kind, made.destination, made.active) == (Kind.BRIEFING, DACH, True)
    assert made.rhythm.days == {Weekday.TUESDAY, Weekday.THURSDAY}
    assert made.rhythm.every is Every.WEEK


def test_the_next_dates_leave_out_holidays(stage: Any, told: Any) -> None:
    at.enter(stage)
    at.move_to(stage, datetime(2026, 12, 23, 12, tzinfo=UTC))
    shown = told(order(stage, days=["friday"]))
    assert "25. Dezember" not in shown
    assert "1. Januar" not in shown
    assert "8. Januar" in shown


def test_it_is_posted_at_its_time_and_not_before(stage: Any, told: Any) -> None:
    at.enter(stage)
    order(stage)
    at.tick_at(stage, TUESDAY - timedelta(minutes=1))
    assert briefings(stage) == []
    at.tick_at(stage, TUESDAY)
    at.tick_at(stage, TUESDAY + timedelta(minutes=1))
    (post,) = briefings(stage)
    assert BENEFIT in told(post)


def test_the_alliances_own_time_zone_counts(stage: Any) -> None:
    at.enter(stage)
    order(stage, zone="America/New_York")
    at.tick_at(stage, TUESDAY)
    assert briefings(stage) == []
    at.tick_at(stage, TUESDAY + timedelta(hours=6))
    assert len(briefings(stage)) == 1


def test_what_was_missed_by_night_is_not_made_up_for_at_night(stage: Any) -> None:
    at.enter(stage)
    order(stage, time="16:00")
    at.tick_at(stage, datetime(2026, 11, 24, 22, tzinfo=UTC))
    assert briefings(stage) == []
    at.tick_at(stage, datetime(2026, 11, 25, 8, 30, tzinfo=UTC))
    assert briefings(stage) == []


def test_what_was_missed_in_the_morning_is_made_up_for_in_the_afternoon(stage: Any) -> None:
    at.enter(stage)
    order(stage)
    at.tick_at(stage, TUESDAY + timedelta(hours=5))
    assert len(briefings(stage)) == 1


def test_it_rotates_and_never_repeats_what_was_posted_last(stage: Any, told: Any) -> None:
    at.enter(stage)
    release(stage, 2)
    order(stage)
    for week in range(4):
        at.tick_at(stage, TUESDAY + week * A_WEEK)
    pitch = [BENEFIT in told(post) for post in briefings(stage)]
    assert pitch == [True, False, True, False]


def test_where_there_is_nothing_new_nothing_is_posted(stage: Any) -> None:
    at.enter(stage)
    order(stage)
    for week in range(3):
        at.tick_at(stage, TUESDAY + week * A_WEEK)
    assert len(briefings(stage)) == 1


def test_a_changed_rule_comes_first_and_once(stage: Any, told: Any) -> None:
    at.enter(stage)
    release(stage, 2)
    order(stage)
    at.tick_at(stage, TUESDAY)
    release(stage, 3, TUESDAY + timedelta(days=1))
    for week in (1, 2, 3):
        at.tick_at(stage, TUESDAY + week * A_WEEK)
    texts = [told(post) for post in briefings(stage)]
    changed = stage.language(LENA).say("{partner}: the rules have changed", partner=PARTNER)
    assert [changed in text for text in texts] == [False, True, False, False]


def test_a_paused_alliance_is_not_briefed(stage: Any) -> None:
    alliance = at.enter(stage)
    order(stage)
    at.pause(stage, alliance)
    at.tick_at(stage, TUESDAY)
    assert briefings(stage) == []


@pytest.mark.parametrize("user_id", [MIRA, ROBIN])
def test_orders_are_listed_paused_and_resumed(stage: Any, told: Any, user_id: str) -> None:
    at.enter(stage)
    order(stage)
    visitor, say = stage.visitor(user_id), stage.language(user_id).say
    listed = at.answer(visitor, "/briefing list")
    assert PARTNER in told(listed)
    at.press(stage, user_id, listed, pauses(listed, stage))
    (paused,) = [m for m in visitor.messages(at.direct(user_id)) if m["ts"] == listed["ts"]]
    assert say("Paused: nothing is posted.") in told(paused)
    at.tick_at(stage, TUESDAY)
    assert briefings(stage) == []
    at.press(stage, user_id, paused, pauses(paused, stage))
    at.tick_at(stage, TUESDAY + timedelta(minutes=5))
    assert briefings(stage) == [], "what was missed while it was paused is not made up for"
    at.tick_at(stage, TUESDAY + A_WEEK)
    assert len(briefings(stage)) == 1


def pauses(listed: Json, stage: Any) -> str:
    """The action id of the button that pauses or resumes the order of the tests."""
    (ours,) = orders(stage)
    (found,) = [
        e["action_id"]
        for _, e in at.elements(listed)
        if e.get("value") == str(ours.id) and "schedule" in e["action_id"]
    ]
    return str(found)


def test_a_preview_shows_what_comes_next_and_keeps_nothing(stage: Any, told: Any) -> None:
    at.enter(stage)
    release(stage, 2)
    order(stage)
    mira = stage.visitor(MIRA)
    assert BENEFIT in told(at.answer(mira, f"/briefing preview {HANDLE}"))
    at.tick_at(stage, TUESDAY)
    coming = at.answer(mira, f"/briefing vorschau {HANDLE}")
    assert BENEFIT not in told(coming)
    assert "2%" in told(coming)
    assert "briefing.got_it" not in at.buttons(coming)
    assert len(briefings(stage)) == 1


def test_a_briefing_now_comes_next_in_the_rotation(stage: Any, told: Any) -> None:
    at.enter(stage)
    release(stage, 2)
    order(stage)
    at.answer(stage.visitor(MIRA), f"/briefing now {HANDLE}")
    assert BENEFIT in told(at.post_of(stage, LENA, DACH, PARTNER))
    at.tick_at(stage, TUESDAY)
    assert [BENEFIT in told(post) for post in briefings(stage)] == [True, False]


@pytest.mark.parametrize("user_id", [MIRA, ROBIN])
def test_now_with_nothing_new_to_say_says_so(stage: Any, user_id: str) -> None:
    at.enter(stage)
    order(stage)
    visitor = stage.visitor(user_id)
    at.answer(visitor, f"/briefing now {HANDLE}")
    at.post_of(stage, LENA, DACH, PARTNER)
    shown = at.answer(visitor, f"/briefing now {HANDLE}")
    assert refusal(NothingToSay(PARTNER), stage.language(user_id)) in shown["text"]
    assert len(briefings(stage)) == 1


def test_a_command_that_arrives_twice_posts_once(stage: Any) -> None:
    at.enter(stage)
    release(stage, 2)
    order(stage)
    at.answer(stage.visitor(MIRA), f"/briefing now {HANDLE}")
    stage.once_more("slash_commands")
    at.tick(stage)
    assert len(briefings(stage)) == 1


def test_now_without_an_order_opens_the_form_for_one(stage: Any) -> None:
    at.enter(stage)
    view = at.form(stage.visitor(MIRA), f"/briefing now {HANDLE}")
    assert "days" in [block["block_id"] for block in view["blocks"]]


@pytest.mark.parametrize("word", ["now", "preview"])
@pytest.mark.parametrize("user_id", [MIRA, ROBIN])
def test_a_paused_alliance_is_told_as_the_reason(stage: Any, user_id: str, word: str) -> None:
    alliance = at.enter(stage)
    order(stage)
    at.pause(stage, alliance)
    shown = at.answer(stage.visitor(user_id), f"/briefing {word} {HANDLE}")
    assert refusal(NotActive(PARTNER, Status.PAUSED), stage.language(user_id)) in shown["text"]


@pytest.mark.parametrize("user_id", [MIRA, ROBIN])
def test_a_channel_the_bot_is_not_in_is_refused_at_its_field(stage: Any, user_id: str) -> None:
    at.enter(stage)
    done = refused_order(stage, user_id, channel=PRIVATE)
    assert at.refused(stage, done, user_id, "channel", NotInChannel(PRIVATE, archived=False))


@pytest.mark.parametrize("user_id", [MIRA, ROBIN])
def test_an_archived_channel_is_refused_at_its_field(stage: Any, user_id: str) -> None:
    at.enter(stage)
    stage.playground._world.state.conversation(INTERNATIONAL).is_archived = True
    done = refused_order(stage, user_id, channel=INTERNATIONAL)
    assert at.refused(stage, done, user_id, "channel", NotInChannel(INTERNATIONAL, archived=True))


@pytest.mark.parametrize("user_id", [MIRA, ROBIN])
def test_a_channel_shared_with_another_company_is_refused_at_its_field(stage: Any, user_id: str) -> None:
    at.enter(stage)
    done = refused_order(stage, user_id, channel=SHARED)
    assert at.refused(stage, done, user_id, "channel", SharedChannel())


@pytest.mark.parametrize("user_id", [MIRA, ROBIN])
def test_whoever_orders_while_slack_is_busy_is_asked_to_try_again(stage: Any, user_id: str) -> None:
    at.enter(stage)
    stage.playground.developer.disturb("rate_limited", "conversations.info", seconds=30)
    done = refused_order(stage, user_id)
    assert at.refused(stage, done, user_id, "channel", SlackBusy())
    order(stage)
    stage.playground.developer.disturb("rate_limited", "conversations.info", seconds=30)
    refused = at.answer(stage.visitor(MIRA), f"/briefing now {HANDLE}")
    assert refused["text"] == refusal(SlackBusy(), stage.language(MIRA))


@pytest.mark.parametrize("user_id", [MIRA, ROBIN])
@pytest.mark.parametrize("time", ["08:59", "17:00", "23:00"])
def test_nothing_is_ordered_outside_working_hours(stage: Any, user_id: str, time: str) -> None:
    at.enter(stage)
    done = refused_order(stage, user_id, time=time)
    assert at.refused(stage, done, user_id, "time", OutsideHours(clock_time(9), clock_time(17)))
    assert orders(stage) == []


def test_a_briefing_needs_a_day(stage: Any) -> None:
    at.enter(stage)
    assert "days" in refused_order(stage, MIRA, days=[]).errors


def test_a_channel_archived_since_is_told_to_the_one_who_ordered(stage: Any, told: Any) -> None:
    at.enter(stage)
    order(stage)
    stage.playground._world.state.conversation(DACH).is_archived = True
    at.tick_at(stage, TUESDAY)
    (post,) = at.posts(stage, MIRA, at.direct(MIRA), "Dieser Kanal ist archiviert.")
    assert PARTNER in told(post), "which order"
    assert f"<#{DACH}>" in told(post), "which channel"


def test_whoever_posts_at_once_is_told_which_channel_it_can_not_be(stage: Any, told: Any) -> None:
    at.enter(stage)
    order(stage)
    stage.playground._world.state.conversation(DACH).is_archived = True
    archived = told(at.answer(stage.visitor(MIRA), f"/briefing now {HANDLE}"))
    stage.playground._world.state.conversation(DACH).is_archived = False
    stage.playground._world.state.conversation(DACH).shared_with.append("T0ACME")
    shared = told(at.answer(stage.visitor(MIRA), f"/briefing now {HANDLE}"))
    assert "Dieser Kanal ist archiviert" in archived
    assert "mit einer anderen Firma geteilt" in shared
    assert all(PARTNER in answer and f"<#{DACH}>" in answer for answer in (archived, shared))
    assert briefings(stage) == []


def test_a_channel_shared_since_is_not_briefed(stage: Any, told: Any) -> None:
    at.enter(stage)
    order(stage)
    stage.playground._world.state.conversation(DACH).shared_with.append("T0ACME")
    at.tick_at(stage, TUESDAY)
    assert briefings(stage) == []
    (post,) = at.posts(stage, MIRA, at.direct(MIRA), f"<#{DACH}>")
    assert "mit einer anderen Firma geteilt" in told(post)
    assert PARTNER in told(post)


def test_a_busy_slack_only_delays_a_briefing(stage: Any) -> None:
    at.enter(stage)
    order(stage)
    stage.playground.developer.disturb("rate_limited", "conversations.info", seconds=1)
    at.tick_at(stage, TUESDAY)
    assert briefings(stage) == []
    at.tick_at(stage, TUESDAY + timedelta(minutes=1))
    assert len(briefings(stage)) == 1


@pytest.mark.parametrize("user_id", [LENA, JAMES, OLIVER, KARIN])
@pytest.mark.parametrize("word", ["schedule", "now", "preview", "report"])
def test_briefings_are_for_the_partner_manager_and_administrators(stage: Any, user_id: str, word: str) -> None:
    at.enter(stage)
    shown = at.answer(stage.visitor(user_id), f"/briefing {word} {HANDLE}")
    assert refusal(NotAllowed(Act.SCHEDULE, PARTNER), stage.language(user_id)) in shown["text"]


def test_others_see_no_orders_of_the_alliance(stage: Any, told: Any) -> None:
    at.enter(stage)
    order(stage)
    assert PARTNER not in told(at.answer(stage.visitor(LENA), "/briefing list"))


def posted(stage: Any) -> Json:
    order(stage)
    at.tick_at(stage, TUESDAY)
    return briefings(stage)[0]


def confirmed(stage: Any) -> int:
    (ours,) = orders(stage)
    with stage.library.reading() as books:
        return int(books.schedules.latest_posts(ours.id)[0].confirmed)


def test_got_it_is_counted_once_for_each_person(stage: Any) -> None:
    at.enter(stage)
    post = posted(stage)
    for user_id in (LENA, LENA, MIRA):
        (thanks,) = at.press(stage, user_id, post, "briefing.got_it")
        assert thanks["is_ephemeral"]
        assert PARTNER in thanks["text"]
    assert confirmed(stage) == 2


def test_the_buttons_lead_to_the_answer_and_to_the_forms(stage: Any, press: Any) -> None:
    at.enter(stage)
    post = posted(stage)
    lena = stage.visitor(LENA)
    for command, field in ((f"/cosell {HANDLE}", "amount"), (f"/lead share {HANDLE}", "need")):
        press(LENA, post, command)
        assert field in [block["block_id"] for block in lena.open_view()["blocks"]]
        lena.close_view(everything=True)


def test_a_question_reaches_the_partner_manager(stage: Any, told: Any) -> None:
    at.enter(stage)
    post = posted(stage)
    lena = stage.visitor(LENA)
    at.press(stage, LENA, post, "alliance.ask_manager")
    done = lena.fill_and_submit({"question_text": "Geht das <!channel> auch in *Wien*?"})
    assert f"<@{MIRA}>" in told(done.view)
    asked = at.post_of(stage, MIRA, at.direct(MIRA), "auch in")
    assert f"<@{LENA}>" in told(asked)
    assert "<!channel>" not in told(asked)
    assert len(at.posts(stage, LENA, DACH, "Wien")) == 0


@pytest.mark.parametrize("action", ["briefing.got_it", "alliance.ask_manager"])
def test_an_outsider_who_comes_to_the_channel_is_answered_nothing(stage: Any, action: str) -> None:
    at.enter(stage)
    post = posted(stage)
    stage.playground._world.state.conversation(DACH).members.append(PRIYA)
    (answer,) = at.press(stage, PRIYA, post, action)
    assert refusal(Outsider(), stage.language(PRIYA)) in answer["text"]
    assert confirmed(stage) == 0


def test_reach_is_shown_from_ten_people_on(stage: Any, told: Any) -> None:
    at.enter(stage)
    post = posted(stage)
    (ours,) = orders(stage)
    with stage.library.writing() as books:
        latest = books.schedules.latest_posts(ours.id)[0]
        for number in range(8):
            books.schedules.acknowledge(latest.id, f"U{number}", stage.clock.now)
    ten = stage.language(LENA).say("{n} people have got it.", n=10)
    at.press(stage, LENA, post, "briefing.got_it")
    at.tick(stage)
    assert ten.removeprefix("10") not in told(briefings(stage)[0])
    at.press(stage, MIRA, post, "briefing.got_it")
    at.soon(lambda: ten in told(briefings(stage)[0]))
    assert "briefing.got_it" in at.buttons(briefings(stage)[0])
