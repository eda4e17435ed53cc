"""Posting with a known outcome: each answer of Slack leads to one of few reactions."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.deliveries import Delivery, DeliveryState, Operation, Target
from bot.domain.people import LanguageCode
from bot.slack import (
    ChannelUnreadable,
    Later,
    Lost,
    Posted,
    Rejected,
    find,
    look_up,
    post,
)

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LEASE = timedelta(seconds=60)


def delivery(destination: str = "C1") -> Delivery:
    payload = json.dumps({"text": "Hello", "blocks": []})
    return Delivery(1, "key", "a-mark", destination, payload, DeliveryState.SENDING, NOON, 1, NOON, "token")


def test_what_slack_took_is_posted_and_carries_its_mark(slack: Any) -> None:
    slack.says({"ok": True, "channel": "C1", "ts": "1.2"})
    assert post(slack.client, delivery()) == Posted(Target("C1", "1.2"))
    ((method, sent),) = slack.asked
    assert method == "chat.postMessage"
    assert "a-mark" in json.dumps(sent)
    assert "Hello" in json.dumps(sent)


@pytest.mark.parametrize(
    "code",
    [
        "channel_not_found", "not_in_channel", "is_archived", "msg_too_long", "no_text", "invalid_blocks",
        "missing_scope", "restricted_action", "user_not_found", "cannot_dm_bot", "a_code_of_tomorrow",
    ],
)  # fmt: skip
def test_a_refusal_of_slacks_is_final(slack: Any, code: str) -> None:
    slack.says({"ok": False, "error": code})
    assert post(slack.client, delivery()) == Rejected(code)


@pytest.mark.parametrize("code", ["account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"])
def test_what_a_person_can_mend_waits(slack: Any, code: str) -> None:
    slack.says({"ok": False, "error": code})
    assert post(slack.client, delivery()) == Later(300, code)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [({"Retry-After": "7"}, 7), ({"retry-after": "7"}, 7), ({}, 15), ({"Retry-After": "0"}, 1)],
)
@pytest.mark.parametrize("body", [b'{"ok": false, "error": "ratelimited"}', b"slow down"])
def test_too_many_requests_wait_as_long_as_slack_says(
    slack: Any, headers: dict[str, str], seconds: int, body: bytes
) -> None:
    slack.breaks(429, body, headers)
    assert post(slack.client, delivery()) == Later(seconds, "ratelimited")


@pytest.mark.parametrize(
    ("status", "body", "headers"),
    [
        (200, b'{"ok": false, "error": "internal_error"}', {}),
        (200, b'{"ok": false, "error": "fatal_error"}', {}),
        (200, b'{"ok": false, "error": "request_timeout"}', {}),
        (503, b'{"ok": false, "error": "service_unavailable"}', {}),
        (500, b'{"ok": false, "error": "channel_not_found"}', {}),
        (502, b"<html>Bad gateway</html>", {}),
        (200, b"<html>Sign in to this network</html>", {}),
        (200, b'{"ok": true}', {}),
        (200, b"[1]", {}),
        (200, b'{"ok": tr', {"Content-Length": "500"}),
        (0, b"", {}),
        (0, b"nonsense\r\n\r\n", {}),
    ],
    ids=[
        "internal error", "fatal error", "time-out at Slack", "unavailable", "server error", "a proxy's page",
        "a hotel's page", "no timestamp", "a list", "cut off", "hung up", "not http",
    ],
)  # fmt: skip
def test_an_answer_that_proves_nothing_leaves_the_fate_unknown(
    slack: Any, status: int, body: bytes, headers: dict[str, str]
) -> None:
    slack.breaks(status, body, headers)
    assert isinstance(post(slack.client, delivery()), Lost)
    assert len(slack.asked) == 1, "it is never repeated blindly"


def test_an_answer_that_comes_too_late_is_lost(slack: Any) -> None:
    slack.delay = 0.4
    slack.says({"ok": True, "ts": "1.2"})
    slack.client.timeout = 0.1  # type: ignore[assignment]  # whole seconds would be long for a test
    assert isinstance(post(slack.client, delivery()), Lost)


def test_where_nobody_listens_nothing_was_posted() -> None:
    client = WebClient(token="xoxb-1", base_url="http://127.0.0.1:9/api/", timeout=1, retry_handlers=[])
    assert post(client, delivery()) == Later(15, "not_reached")


def page(*marks: str, cursor: str = "") -> dict[str, Any]:
    messages = [{"ts": f"{n}.0", "metadata": {"event_payload": {"mark": mark}}} for n, mark in enumerate(marks)]
    return {"ok": True, "messages": [{"ts": "9.9"}, *messages], "response_metadata": {"next_cursor": cursor}}


def test_a_lost_post_is_found_by_its_mark_on_any_page(slack: Any) -> None:
    slack.says(page("x", cursor="more"), page("y", "a-mark"))
    assert find(slack.client, delivery(), LEASE) == Target("C1", "1.0")
    asked = [sent for _, sent in slack.asked]
    assert "more" in json.dumps(asked[1])
    assert float(str(asked[0]["oldest"]).strip("[]'")) < NOON.timestamp()
    assert float(str(asked[0]["latest"]).strip("[]'")) > (NOON + LEASE).timestamp()


def test_a_post_that_is_on_no_page_was_not_posted(slack: Any) -> None:
    slack.says(page("x", cursor="more"), page("y"))
    assert find(slack.client, delivery(), LEASE) is None


def test_a_post_to_a_person_is_looked_for_in_their_direct_message(slack: Any) -> None:
    slack.says({"ok": True, "channel": {"id": "D7"}}, page("a-mark"))
    assert find(slack.client, delivery("U7"), LEASE) == Target("D7", "0.0")
    assert "D7" in json.dumps(slack.asked[1])


@pytest.mark.parametrize("code", ["channel_not_found", "missing_scope", "not_in_channel"])
def test_where_the_bot_may_not_look_a_person_must(slack: Any, code: str) -> None:
    slack.says({"ok": False, "error": code})
    with pytest.raises(ChannelUnreadable) as unreadable:
        find(slack.client, delivery(), LEASE)
    assert unreadable.value.code == code


@pytest.mark.parametrize("code", ["ratelimited", "internal_error", "token_expired"])
def test_where_the_bot_can_not_look_now_it_looks_again_later(slack: Any, code: str) -> None:
    slack.says({"ok": False, "error": code})
    with pytest.raises(SlackApiError):
        find(slack.client, delivery(), LEASE)


@pytest.mark.parametrize(
    ("locale", "language"), [("de-DE", "de"), ("de-CH", "de"), ("en-GB", "en"), ("fr-FR", "en"), (None, "en")]
)
def test_whoever_reads_german_is_spoken_to_in_german(slack: Any, locale: str | None, language: str) -> None:
    slack.says({"ok": True, "user": {"team_id": "T1", "locale": locale, "is_admin": False, "is_owner": True}})
    user = look_up(slack.client, "U1", NOON)
    assert user.language is LanguageCode(language)
    assert user.is_workspace_admin


def follower(operation: Operation) -> Delivery:
    return replace(delivery(), operation=operation, target=Target("D7", "5.0"))


def test_an_update_changes_the_message_it_is_about(slack: Any) -> None:
    slack.says({"ok": True, "channel": "D7", "ts": "5.0"})
    assert post(slack.client, follower(Operation.UPDATE)) == Posted(Target("D7", "5.0"))
    ((method, sent),) = slack.asked
    assert method == "chat.update"
    assert "5.0" in json.dumps(sent)


def test_a_lost_update_is_made_again_since_it_changes_nothing_twice(slack: Any) -> None:
    slack.breaks(500, b"broken")
    assert isinstance(post(slack.client, follower(Operation.REPLY)), Lost)
    slack.breaks(0, b"")
    assert isinstance(post(slack.client, follower(Operation.UPDATE)), Later)


def test_a_lost_reply_is_looked_for_in_its_thread(slack: Any) -> None:
    slack.says(page("a-mark"))
    assert find(slack.client, follower(Operation.REPLY), LEASE) == Target("D7", "0.0")
    ((method, sent),) = slack.asked
    assert method == "conversations.replies"
    assert "5.0" in json.dumps(sent)


def with_charts() -> Delivery:
    payload = {"text": "Hello", "blocks": [{"type": "data_table"}], "plain_blocks": [{"type": "divider"}]}
    return replace(delivery(), payload=json.dumps(payload))


def test_what_slack_refuses_for_its_charts_goes_once_more_without(slack: Any) -> None:
    slack.says({"ok": False, "error": "invalid_blocks"}, {"ok": True, "channel": "C1", "ts": "1.2"})
    assert post(slack.client, with_charts()) == Posted(Target("C1", "1.2"))
    first, second = (json.dumps(sent) for _, sent in slack.asked)
    assert ("data_table" in first, "divider" in first) == (True, False)
    assert ("data_table" in second, "divider" in second) == (False, True)


def test_it_is_tried_without_charts_only_once_and_for_no_other_reason(slack: Any) -> None:
    slack.says({"ok": False, "error": "invalid_blocks"})
    assert post(slack.client, with_charts()) == Rejected("invalid_blocks")
    assert len(slack.asked) == 2
    slack.says({"ok": False, "error": "is_archived"})
    assert post(slack.client, with_charts()) == Rejected("is_archived")
    assert len(slack.asked) == 3
