"""Which channels are shared with another company, and where the bot can post."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.refusals import NotInChannel, SharedChannel, SlackBusy, UnseenChannel
from bot.slack import KEPT, Channels, require_postable, shared_with

CHANNEL = {"id": "C1", "is_member": True, "is_archived": False, "context_team_id": "T1"}


def channel(**more: object) -> dict[str, Any]:
    return {"ok": True, "channel": {**CHANNEL, **more}}


@pytest.mark.parametrize(
    ("channel", "others"),
    [
        ({"is_ext_shared": False}, set()),
        ({"is_ext_shared": True, "context_team_id": "T1", "connected_team_ids": ["T1", "T2"]}, {"T2"}),
        ({"is_ext_shared": True, "internal_team_ids": ["T1", "T3"], "connected_team_ids": ["T1", "T2", "T3"]}, {"T2"}),
        ({"is_ext_shared": True}, {"unknown"}),
        ({"is_org_shared": True, "internal_team_ids": ["T1", "T3"], "connected_team_ids": ["T3"]}, set()),
    ],
)
def test_a_channel_names_the_companies_it_is_shared_with(slack: Any, channel: dict[str, Any], others: set[str]) -> None:
    slack.says({"ok": True, "channel": channel})
    assert shared_with(slack.client, "C1") == others


@pytest.mark.parametrize("code", ["channel_not_found", "missing_scope", "method_not_supported_for_channel_type"])
def test_a_channel_the_bot_cannot_see_is_not_taken_for_ours(slack: Any, code: str) -> None:
    slack.says({"ok": False, "error": code})
    with pytest.raises(UnseenChannel):
        shared_with(slack.client, "C1")


@pytest.mark.parametrize("code", ["ratelimited", "internal_error", "invalid_auth", "a_code_of_tomorrow"])
def test_a_channel_slack_does_not_tell_of_just_now_is_not_taken_for_ours(slack: Any, code: str) -> None:
    slack.says({"ok": False, "error": code})
    with pytest.raises(SlackBusy):
        shared_with(slack.client, "C1")


def test_a_channel_is_not_taken_for_ours_while_slack_is_out_of_reach() -> None:
    nowhere = WebClient(token="xoxb-1", base_url="http://127.0.0.1:9/api/", timeout=1, retry_handlers=[])
    with pytest.raises(SlackBusy):
        shared_with(nowhere, "C1")


class Clock:
    """A time that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def channels(slack: Any, clock: Clock) -> Channels:
    return Channels(slack.client, lambda: clock.now)


def test_what_slack_told_of_a_channel_is_believed_for_a_few_minutes(slack: Any, channels: Channels, clock: Any) -> None:
    slack.says(channel(), channel(is_ext_shared=True))
    assert channels.shared_with("C1") == set()
    clock.now += KEPT - timedelta(seconds=1)
    assert channels.shared_with("C1") == set()
    assert len(slack.asked) == 1
    clock.now += timedelta(seconds=1)
    assert channels.shared_with("C1") == {"unknown"}
    assert len(slack.asked) == 2


def test_what_slack_told_of_one_channel_says_nothing_of_another(slack: Any, channels: Channels) -> None:
    slack.says(channel(), channel(is_ext_shared=True))
    assert channels.shared_with("C1") == set()
    assert channels.shared_with("C2") == {"unknown"}
    assert channels.shared_with("C1") == set()


def test_a_busy_slack_is_asked_in_vain_only_where_nothing_is_known(slack: Any, channels: Channels, clock: Any) -> None:
    slack.says(channel(), {"ok": False, "error": "ratelimited"})
    assert channels.shared_with("C1") == set()
    with pytest.raises(SlackBusy):
        channels.shared_with("C2")
    assert channels.shared_with("C1") == set()
    clock.now += KEPT
    with pytest.raises(SlackBusy):
        channels.shared_with("C1")


def test_a_channel_the_bot_was_just_invited_to_is_seen_at_once(slack: Any, channels: Channels) -> None:
    slack.says({"ok": False, "error": "channel_not_found"}, channel())
    with pytest.raises(UnseenChannel):
        channels.shared_with("C1")
    assert channels.shared_with("C1") == set()


def test_a_person_can_always_be_written_to(slack: Any) -> None:
    for destination in ("U7", "W7", "D7"):
        require_postable(slack.client, destination)
    assert slack.asked == []


@pytest.mark.parametrize(
    "more", [{"is_member": False}, {"is_archived": True}, {"is_archived": True, "is_member": False}]
)
def test_where_the_bot_is_not_or_nobody_is_any_more_nothing_is_posted(slack: Any, more: dict[str, Any]) -> None:
    slack.says(channel(**more))
    with pytest.raises(NotInChannel) as refused:
        require_postable(slack.client, "C1")
    assert refused.value.archived is more.get("is_archived", False)


def test_a_channel_that_can_not_be_seen_is_one_the_bot_is_not_in(slack: Any) -> None:
    slack.says({"ok": False, "error": "channel_not_found"})
    with pytest.raises(NotInChannel):
        require_postable(slack.client, "C1")


@pytest.mark.parametrize("code", ["ratelimited", "internal_error", "invalid_auth"])
def test_a_channel_that_can_not_be_seen_just_now_is_not_taken_for_lost(slack: Any, code: str) -> None:
    slack.says({"ok": False, "error": code})
    with pytest.raises(SlackApiError):
        require_postable(slack.client, "C1")


@pytest.mark.parametrize(
    "more", [{"connected_team_ids": ["T1", "T2"]}, {"is_ext_shared": True}, {"connected_team_ids": ["T2"]}]
)
def test_nothing_is_posted_by_itself_where_another_company_reads_along(slack: Any, more: dict[str, Any]) -> None:
    slack.says(channel(**more))
    with pytest.raises(SharedChannel):
        require_postable(slack.client, "C1")
    assert len(slack.asked) == 1, "one look tells both"
