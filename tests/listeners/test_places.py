"""Where pay may be told: Slack is asked who reads along, seldom enough, and nothing is told where it does not say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.domain.refusals import SharedChannel, SlackBusy, UnseenChannel
from bot.playground.visitor import Visitor
from bot.slack import KEPT
from messages.refusals import refusal

BOT = "<@U0BOT>"
LENA, TIM, JAMES = "U0LENA", "U0TIM", "U0JAMES"
DACH, INTL, DEALS = "C0DACH", "C0INTL", "C0DEALROOM"

Json = dict[str, Any]
AsVisitor = Callable[[str], Visitor]
Told = Callable[[object], str]


def asked_about(stage: Any, channel: str) -> int:
    """How often Slack was asked about a channel."""
    calls = [entry for entry in stage.playground.journal() if entry.get("method") == "conversations.info"]
    return sum(call["arguments"]["channel"] == channel for call in calls)


def answers(said: list[Json]) -> list[Json]:
    return [message for message in said if message["user"] == "U0BOT"]


def busy(stage: Any) -> None:
    stage.playground.developer.disturb("rate_limited", "conversations.info", times=None, seconds=30)


def test_a_whole_sales_floor_may_ask_at_once(stage: Any, visitor: AsVisitor, told: Told) -> None:
    for _ in range(20):
        (answer,) = visitor(LENA).command(DACH, "/cosell acme 50k")
        assert "2.925 €" in told(answer)
        (answer,) = visitor(TIM).command(DACH, "/alliance show acme")
        assert "Was verdiene ich?" in told(answer)
    assert asked_about(stage, DACH) == 1


@pytest.mark.parametrize(("user_id", "channel"), [(LENA, DACH), (JAMES, INTL)])
def test_where_a_busy_slack_does_not_say_who_reads_along_nothing_is_told_of_pay(
    stage: Any, visitor: AsVisitor, told: Told, user_id: str, channel: str
) -> None:
    busy(stage)
    (to_a_command,) = visitor(user_id).command(channel, "/cosell acme 50k")
    (to_half_a_command,) = visitor(user_id).command(channel, "/cosell")
    (to_a_mention,) = answers(visitor(user_id).say(channel, f"{BOT} acme 50k"))
    for refused in (to_a_command, to_half_a_command, to_a_mention):
        assert refused["text"] == refusal(SlackBusy(), stage.language(user_id))
        assert refused["is_ephemeral"]
    assert visitor(user_id).open_view() is None
    (card,) = visitor(user_id).command(channel, "/alliance show acme")
    assert "€" not in told(card)


def test_a_direct_message_is_answered_however_busy_slack_is(stage: Any, visitor: AsVisitor, told: Told) -> None:
    busy(stage)
    (answer,) = answers(visitor(LENA).say("D0LENA", "was verdiene ich mit Acme bei 50.000 €?"))
    assert "2.925 €" in told(answer)


def test_what_was_told_of_a_channel_bridges_a_busy_time(stage: Any, visitor: AsVisitor, told: Told) -> None:
    visitor(LENA).command(DACH, "/cosell acme 50k")
    busy(stage)
    (answer,) = visitor(LENA).command(DACH, "/cosell acme 60k")
    assert "60.000 €" in told(answer)
    stage.clock.pass_by(KEPT)
    (refused,) = visitor(LENA).command(DACH, "/cosell acme 60k")
    assert refused["text"] == refusal(SlackBusy(), stage.language(LENA))
    stage.playground.developer.calm()
    (answer,) = visitor(LENA).command(DACH, "/cosell acme 60k")
    assert "60.000 €" in told(answer)


def test_a_channel_that_another_company_has_joined_is_noticed_within_minutes(stage: Any, visitor: AsVisitor) -> None:
    visitor(LENA).command(DACH, "/cosell acme 50k")
    stage.playground._world.state.conversation(DACH).shared_with.append("T0ACME")
    stage.clock.pass_by(KEPT)
    (refused,) = visitor(LENA).command(DACH, "/cosell acme 50k")
    assert refused["text"] == refusal(SharedChannel(), stage.language(LENA))


def test_a_private_channel_the_bot_is_invited_to_is_seen_at_once(stage: Any, visitor: AsVisitor, told: Told) -> None:
    (refused,) = visitor(LENA).command(DEALS, "/cosell acme 50k")
    assert refused["text"] == refusal(UnseenChannel(), stage.language(LENA))
    stage.playground._world.state.conversation(DEALS).members.append("U0BOT")
    (answer,) = visitor(LENA).command(DEALS, "/cosell acme 50k")
    assert "2.925 €" in told(answer)
