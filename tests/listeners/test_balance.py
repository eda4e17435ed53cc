"""Giving and taking: on demand and on schedule, for whom it is meant, and never where another company reads along."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.refusals import Act, NotAllowed, Outsider, PeriodUnreadable, SharedChannel
from bot.playground.visitor import PayloadRefused
from bot.playground.wire import SlackError
from messages.refusals import refusal
from tests.listeners import lead_book as at
from tests.listeners.lead_book import (
    HANDLE,
    JAMES,
    KARIN,
    LEADERSHIP,
    LENA,
    MIRA,
    OLIVER,
    PARTNER,
    PRIYA,
    ROBIN,
    SHARED,
    SOFIA,
)  # fmt: skip

Json = dict[str, Any]
CHARTS = {"data_visualization", "data_table"}
TUESDAY_NINE = datetime(2026, 11, 24, 8, tzinfo=UTC)
"""The day after the tests' now, 09:00 in Berlin."""


def kinds(shown: Json) -> list[str]:
    return [block["type"] for block in shown["blocks"]]


def charted(shown: Json) -> bool:
    return set(kinds(shown)) >= CHARTS


def balance(stage: Any, user_id: str, words: str = "", channel: str | None = None) -> Json:
    """What `/alliance balance` shows to somebody, or the refusal."""
    visitor, where = stage.visitor(user_id), channel or at.direct(user_id)
    line = f"/alliance balance {HANDLE} {words}".strip()
    found = [m for m in visitor.command(where, line) if m["is_ephemeral"] and m["kind"] == "message"]
    return found[-1]


def some_leads(stage: Any) -> None:
    """Four given and two received: with the agreed half, ten points and more off."""
    for sender, word in ((JAMES, "share"), (LENA, "share"), (JAMES, "share"), (LENA, "share")):
        at.share(stage, sender, word)
    for _ in range(2):
        at.share(stage, LENA, "receive")


@pytest.mark.parametrize("user_id", [MIRA, ROBIN, KARIN, SOFIA])
def test_an_empty_book_is_told_as_such_to_those_it_is_for(stage: Any, told: Any, user_id: str) -> None:
    at.enter(stage)
    shown = balance(stage, user_id)
    say = stage.language(user_id).say
    assert say("No leads given or received yet; agreed {agreed}.", agreed="50 : 50") in told(shown)
    assert not CHARTS & set(kinds(shown))


@pytest.mark.parametrize("user_id", [LENA, JAMES, OLIVER])
def test_it_is_refused_to_others_in_their_language(stage: Any, user_id: str) -> None:
    at.enter(stage)
    why = NotAllowed(Act.SEE_BALANCE, PARTNER)
    assert refusal(why, stage.language(user_id)) in balance(stage, user_id)["text"]


@pytest.mark.parametrize("user_id", [MIRA, JAMES])
def test_nobody_gets_it_where_another_company_reads_along(stage: Any, user_id: str) -> None:
    at.enter(stage)
    assert refusal(SharedChannel(), stage.language(user_id)) in balance(stage, user_id, channel=SHARED)["text"]


def test_outsiders_get_nothing(stage: Any) -> None:
    at.enter(stage)
    some_leads(stage)
    for line in (f"/alliance balance {HANDLE}", "/alliance digest", "/briefing list"):
        answers = stage.visitor(PRIYA).command(SHARED, line)
        assert [answer["text"] for answer in answers] == [refusal(Outsider(), stage.language(PRIYA))]


@pytest.mark.parametrize(
    ("user_id", "words", "days"),
    [
        (ROBIN, "this quarter", "from 1 October to 31 December 2026"),
        (ROBIN, "last quarter", "from 1 July to 30 September 2026"),
        (ROBIN, "2026", "from 1 January to 31 December 2026"),
        (MIRA, "dieses Quartal", "vom 1. Oktober bis zum 31. Dezember 2026"),
        (MIRA, "letztes Quartal", "vom 1. Juli bis zum 30. September 2026"),
    ],
)
def test_the_period_is_named_in_plain_words(stage: Any, told: Any, user_id: str, words: str, days: str) -> None:
    at.enter(stage)
    assert f"{PARTNER}: {days}" in told(balance(stage, user_id, words))


@pytest.mark.parametrize("user_id", [ROBIN, MIRA])
def test_what_is_no_period_is_told_with_those_that_are(stage: Any, user_id: str) -> None:
    at.enter(stage)
    why = PeriodUnreadable("next spring")
    assert refusal(why, stage.language(user_id)) in balance(stage, user_id, "next spring")["text"]


def test_too_few_leads_are_not_enough_to_judge(stage: Any, told: Any) -> None:
    at.enter(stage)
    at.share(stage, JAMES)
    assert "Not enough yet: 1 of 5 leads. Given 1, received 0; agreed 50 : 50." in told(balance(stage, ROBIN))


def test_a_lead_belongs_to_the_period_it_was_shared_in(stage: Any, told: Any) -> None:
    at.enter(stage)
    at.move_to(stage, datetime(2026, 9, 30, 21, 59, tzinfo=UTC))  # a minute to midnight in Berlin
    at.share(stage, JAMES)
    at.move_to(stage, datetime(2026, 9, 30, 22, 1, tzinfo=UTC))
    at.share(stage, JAMES)
    at.share(stage, LENA)
    assert "Given 1, received 0" in told(balance(stage, ROBIN, "Q3 2026"))
    assert "Given 2, received 0" in told(balance(stage, ROBIN, "Q4 2026"))


def test_the_numbers_are_in_chart_and_table_and_in_the_text(stage: Any, told: Any) -> None:
    at.enter(stage)
    some_leads(stage)
    shown = balance(stage, ROBIN)
    assert charted(shown)
    assert "Given 4, received 2; agreed 50 : 50." in told(shown)
    assert "That is 66.7 : 33.3: 16.7 points off, within the band of ± 20." in told(shown)


def test_where_slack_has_no_charts_yet_the_same_is_answered_without(
    stage: Any, told: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(blocks: list[Json]) -> list[Json]:
        if CHARTS & {block["type"] for block in blocks}:
            raise SlackError("invalid_blocks")
        return blocks

    at.enter(stage)
    some_leads(stage)
    monkeypatch.setattr("bot.playground.reactions.check_message", check)
    with pytest.raises(PayloadRefused, match="invalid_blocks"):  # what the page shows of the first try
        balance(stage, ROBIN)
    shown = stage.visitor(ROBIN).messages(at.direct(ROBIN))[-1]
    assert shown["kind"] == "message"
    assert not CHARTS & set(kinds(shown))
    assert "Given 4, received 2; agreed 50 : 50." in told(shown)
    assert refused_with(stage, "response_url") == ["invalid_blocks"]


def refused_with(stage: Any, method: str) -> list[str]:
    """What Slack refused calls of this method with."""
    calls = [entry for entry in stage.playground.journal() if entry.get("method") == method]
    return [call["answer"]["error"] for call in calls if not call["answer"]["ok"]]


def ordered(stage: Any, user_id: str, line: str, **entered: object) -> Json:
    """Somebody fills in the form of a standing order."""
    visitor = stage.visitor(user_id)
    at.form(visitor, line)
    done = visitor.fill_and_submit(entered)
    assert done.errors == {}
    visitor.close_view(everything=True)
    shown: Json = done.view
    return shown


def test_a_report_on_schedule_goes_to_the_partner_manager(stage: Any, told: Any) -> None:
    at.enter(stage)
    some_leads(stage)
    ordered(stage, MIRA, f"/briefing report {HANDLE}", days=["tuesday"])
    at.tick_at(stage, TUESDAY_NINE - timedelta(minutes=1))
    assert reports(stage, MIRA, at.direct(MIRA)) == []
    at.tick_at(stage, TUESDAY_NINE)
    at.tick_at(stage, TUESDAY_NINE + timedelta(minutes=1))
    (report,) = reports(stage, MIRA, at.direct(MIRA))
    assert "4 gegeben, 2 erhalten; vereinbart 50 : 50." in told(report)
    assert charted(report)


def reports(stage: Any, reader: str, channel: str) -> list[Json]:
    return at.posts(stage, reader, channel, f"{PARTNER}: ")


def test_a_report_goes_to_whom_the_alliance_belongs_by_then(stage: Any) -> None:
    alliance = at.enter(stage)
    ordered(stage, MIRA, f"/briefing report {HANDLE}", days=["tuesday"])
    stage.visitor(MIRA).command(at.direct(MIRA), f"/alliance edit {HANDLE}")
    assert stage.visitor(MIRA).fill_and_submit({"manager": OLIVER}).errors == {}
    at.tick_at(stage, TUESDAY_NINE)
    assert len(reports(stage, OLIVER, at.direct(OLIVER))) == 1
    assert reports(stage, MIRA, at.direct(MIRA)) == []
    assert alliance.profile.manager == stage.person(MIRA).id


def test_a_scheduled_report_is_sent_once_more_without_charts_where_slack_has_none(stage: Any, told: Any) -> None:
    at.enter(stage)
    some_leads(stage)
    ordered(stage, MIRA, f"/briefing report {HANDLE}", days=["tuesday"])
    stage.playground.developer.disturb("no_charts", times=None)
    at.tick_at(stage, TUESDAY_NINE)
    (report,) = [post for post in reports(stage, MIRA, at.direct(MIRA)) if post["kind"] == "message"]
    assert refused_with(stage, "chat.postMessage") == ["invalid_blocks"]
    assert not CHARTS & set(kinds(report))
    assert "4 gegeben, 2 erhalten" in told(report)


def test_no_report_is_posted_where_another_company_reads_along(stage: Any) -> None:
    at.enter(stage)
    mira = stage.visitor(MIRA)
    at.form(mira, f"/briefing report {HANDLE}")
    done = mira.fill_and_submit({"channel": SHARED})
    assert at.refused(stage, done, MIRA, "channel", SharedChannel())


@pytest.mark.parametrize("user_id", [KARIN, ROBIN])
def test_the_digest_shows_all_alliances_to_leadership(stage: Any, told: Any, user_id: str) -> None:
    at.enter(stage)
    shown = at.answer(stage.visitor(user_id), "/alliance digest")
    for name in (PARTNER, "Acme Robotics", "Kranich Cloud GmbH"):
        assert name in told(shown)


@pytest.mark.parametrize("user_id", [MIRA, LENA, SOFIA, JAMES])
def test_the_digest_is_refused_to_others(stage: Any, user_id: str) -> None:
    for line in ("/alliance digest", "/briefing digest"):
        shown = at.answer(stage.visitor(user_id), line)
        assert refusal(NotAllowed(Act.SEE_DIGEST, None), stage.language(user_id)) in shown["text"]


def test_the_digest_is_posted_on_the_first_such_day_of_the_month(stage: Any, told: Any) -> None:
    at.enter(stage)
    ordered(stage, KARIN, "/briefing digest", channel=LEADERSHIP, days=["tuesday"])
    at.tick_at(stage, TUESDAY_NINE)
    assert digests(stage) == []
    at.tick_at(stage, datetime(2026, 12, 1, 8, tzinfo=UTC))
    at.tick_at(stage, datetime(2026, 12, 8, 8, tzinfo=UTC))
    (digest,) = digests(stage)
    assert PARTNER in told(digest)


@pytest.mark.parametrize(
    ("day", "told_of"),
    [
        (datetime(2026, 12, 1, 8, tzinfo=UTC), "vom 1. Oktober bis zum 31. Dezember 2026"),
        (datetime(2027, 1, 5, 8, tzinfo=UTC), "vom 1. Oktober bis zum 31. Dezember 2026"),
        (datetime(2027, 2, 2, 8, tzinfo=UTC), "vom 1. Januar bis zum 31. März 2027"),
    ],
)
def test_right_after_a_quarter_the_digest_tells_of_that_quarter(
    stage: Any, told: Any, day: datetime, told_of: str
) -> None:
    at.enter(stage)
    ordered(stage, KARIN, "/briefing digest", channel=LEADERSHIP, days=["tuesday"])
    at.tick_at(stage, day)
    assert told_of in told(digests(stage)[-1])


def digests(stage: Any) -> list[Json]:
    return at.posts(stage, KARIN, LEADERSHIP, PARTNER)


@pytest.mark.parametrize("user_id", [KARIN, ROBIN])
def test_a_digest_without_a_channel_is_refused_at_its_field(stage: Any, user_id: str) -> None:
    visitor = stage.visitor(user_id)
    at.form(visitor, "/briefing digest")
    done = visitor.fill_and_submit({"days": ["tuesday"]})
    assert "channel" in done.errors
    with stage.library.reading() as books:
        assert [order for order in books.schedules.all() if order.created_by == stage.person(user_id).id] == []


def test_a_digest_to_a_channel_the_bot_has_left_is_told_to_the_one_who_ordered_it(stage: Any) -> None:
    ordered(stage, KARIN, "/briefing digest", channel=LEADERSHIP, days=["tuesday"], every="week")
    stage.playground._world.state.conversation(LEADERSHIP).members.remove("U0BOT")
    at.tick_at(stage, TUESDAY_NINE)
    at.tick_at(stage, TUESDAY_NINE + timedelta(minutes=1))
    say = stage.language(KARIN).say
    words = json.dumps(say("I am not in this channel. Invite me with `/invite`, then try again."), ensure_ascii=False)
    assert len(at.posts(stage, KARIN, at.direct(KARIN), words.strip('"'))) == 1
