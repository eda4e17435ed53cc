"""What each family of methods does as Slack does it, over the wire."""

import time
from dataclasses import replace
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient

from bot.playground.server import Playground
from tests.playground.conftest import (
    ANNA,
    ANNA_DM,
    BEN,
    BOT,
    BOT_TOKEN,
    GENERAL,
    SHARED,
    WORKSPACE,
    ZOE,
    refusal,
    said,
    soon,
)
from tests.playground.every_block import FORM, REPORT

MINUTE = 60


def test_a_file_goes_up_in_three_calls(client, anna):
    client.files_upload_v2(channel=GENERAL, filename="leads.csv", content="a,b\n1,2\n", initial_comment="Here")
    [message] = anna.messages(GENERAL)
    [file] = message["files"]
    assert (message["text"], file["name"], file["size"]) == ("Here", "leads.csv", 8)
    with urlopen(file["url_private"]) as answer:
        assert answer.read() == b"a,b\n1,2\n"
    begun = client.files_getUploadURLExternal(filename="x", length=3)
    with pytest.raises(HTTPError) as refused:
        urlopen(Request(begun["upload_url"], b"four"))
    refused.value.close()
    assert refusal(client.files_completeUploadExternal, files=[{"id": begun["file_id"]}])["error"] == "file_not_found"


def test_blocks_can_be_validated_without_being_shown(client, anna):
    assert client.blocks_validate(blocks=REPORT)["ok"]
    assert client.blocks_validate(view=FORM)["ok"]
    wrong = [{"type": "section", "text": {"type": "invalid", "text": "x"}}]
    refused = refusal(client.blocks_validate, blocks=wrong)
    assert refused["error"] == "invalid_blocks"
    assert refused["errors"] == [
        {
            "code": "failed_constraint",
            "message": "unsupported type: invalid",
            "pointer": "/0/text/type",
            "constraint": {"type": "enum", "expected": ["plain_text", "mrkdwn"]},
        }
    ]
    refused = refusal(client.blocks_validate, message={"blocks": wrong})
    assert (refused["error"], refused["errors"][0]["pointer"]) == ("invalid_message", "/blocks/0/text/type")
    refused = refusal(client.blocks_validate, view={**FORM, "blocks": wrong})
    assert (refused["error"], refused["errors"][0]["pointer"]) == ("invalid_view", "/blocks/0/text/type")
    assert refusal(client.blocks_validate, blocks=wrong, view=FORM)["error"] == "invalid_arguments"
    assert anna.messages(GENERAL) == []


def test_a_scheduled_message_is_posted_when_its_time_has_come(client, developer):
    post_at = int(time.time()) + 10 * MINUTE
    first = client.chat_scheduleMessage(channel=GENERAL, text="later", post_at=post_at)["scheduled_message_id"]
    client.chat_scheduleMessage(channel=GENERAL, text="never", post_at=post_at)
    listed = client.chat_scheduledMessages_list(channel=GENERAL)["scheduled_messages"]
    assert (listed[0]["id"], listed[0]["post_at"]) == (first, post_at)
    client.chat_deleteScheduledMessage(channel=GENERAL, scheduled_message_id=listed[1]["id"])
    assert said(client) == []
    developer.jump(11 * MINUTE)
    soon(lambda: said(client) == ["later"])
    assert client.chat_scheduledMessages_list()["scheduled_messages"] == []


def test_thirty_messages_wait_for_five_minutes_of_a_channel_and_not_one_more(client):
    post_at = (int(time.time()) // 300 + 2) * 300
    for number in range(30):
        client.chat_scheduleMessage(channel=GENERAL, text="x", post_at=post_at + number)
    refused = refusal(client.chat_scheduleMessage, channel=GENERAL, text="x", post_at=post_at + 299)
    assert refused["error"] == "restricted_too_many"
    assert client.chat_scheduleMessage(channel=GENERAL, text="x", post_at=post_at + 300)["ok"]


def test_an_assistant_may_say_what_it_does(client):
    thread = {"channel_id": ANNA_DM, "thread_ts": client.chat_postMessage(channel=ANNA, text="x")["ts"]}
    assert client.assistant_threads_setStatus(status="is thinking…", **thread)["ok"]
    assert client.assistant_threads_setTitle(title="Leads", **thread)["ok"]
    prompts = [{"title": "Ask", "message": "What do I earn?"}]
    assert client.assistant_threads_setSuggestedPrompts(prompts=prompts, **thread)["ok"]


def test_somebody_of_another_company_is_a_stranger_in_a_shared_channel(bot, playground, client, zoe):
    bot.event("app_mention")(lambda ack: ack())
    zoe.say(SHARED, f"<@{BOT}> hello")
    [payload] = [one["envelope"]["payload"] for one in playground.journal() if one.get("type") == "events_api"]
    assert payload["is_ext_shared_channel"] is True
    assert (payload["team_id"], payload["event"]["user_team"]) == ("T0HOME", "T0FOREIGN")
    stranger = client.users_info(user=ZOE, include_locale=True)["user"]
    assert (stranger["is_stranger"], stranger["team_id"]) == (True, "T0FOREIGN")
    assert not {"locale", "email"} & {*stranger, *stranger["profile"]}
    assert client.conversations_info(channel=SHARED)["channel"]["is_ext_shared"] is True


def test_of_another_company_only_those_are_seen_who_share_a_channel_with_the_bot():
    yan = replace(WORKSPACE.people[ZOE], id="U0YAN", name="yan", real_name="Yan Young")
    with Playground(replace(WORKSPACE, users=(*WORKSPACE.users, yan))) as playground:
        client = WebClient(BOT_TOKEN, base_url=playground.api_url)
        assert refusal(client.users_info, user="U0YAN")["error"] == "user_not_visible"
        assert {one["id"] for one in client.users_list()["members"]} == {ANNA, BEN, ZOE, BOT}
