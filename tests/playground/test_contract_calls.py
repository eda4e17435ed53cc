"""Slack's rules for calls, each as one test over the wire, with slack_sdk's own client."""

import json
import time
from dataclasses import replace
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient

from bot.playground.rate_limits import CHANNEL_BURST
from bot.playground.server import Playground
from bot.playground.web_api import METHODS
from bot.playground.workspace import UserGroup
from tests.playground.conftest import (
    ANNA,
    ANNA_DM,
    BEN,
    BOT_TOKEN,
    GENERAL,
    LONELY,
    MANIFEST,
    OLD,
    SECRET,
    SHARED,
    WORKSPACE,
    ZOE,
    refusal,
)
from tests.playground.every_block import FORM, HOME

MINUTE = 60


ERRORS = {
    "bot_not_found": lambda c: c.bots_info(bot="B0NONE"),
    "team_not_found": lambda c: c.team_info(team="T0NONE"),
    "user_not_found": lambda c: c.users_info(user="U0NONE"),
    "users_not_found": lambda c: c.users_lookupByEmail(email="nobody@example.com"),
    "no_such_subteam": lambda c: c.usergroups_users_list(usergroup="S0NONE"),
    "channel_not_found": lambda c: c.chat_postMessage(channel="C0NONE", text="x"),
    "not_in_channel": lambda c: c.conversations_history(channel=LONELY),
    "is_archived": lambda c: c.chat_postMessage(channel=OLD, text="x"),
    "no_text": lambda c: c.api_call("chat.postMessage", params={"channel": GENERAL}),
    "msg_too_long": lambda c: c.chat_postMessage(channel=GENERAL, text="x" * 40_001),
    "invalid_blocks": lambda c: c.chat_postMessage(channel=GENERAL, text="x", blocks=[{"type": "banner"}]),
    "invalid_blocks_format": lambda c: c.chat_postMessage(channel=GENERAL, text="x", blocks="no blocks"),
    "too_many_blocks": lambda c: c.chat_postMessage(channel=GENERAL, text="x", blocks=[{"type": "divider"}] * 51),
    "message_not_found": lambda c: c.chat_update(channel=GENERAL, ts="1.000000", text="x"),
    "thread_not_found": lambda c: c.conversations_replies(channel=GENERAL, ts="1.000000"),
    "user_not_in_channel": lambda c: c.chat_postEphemeral(channel=GENERAL, user=ZOE, text="x"),
    "method_not_supported_for_channel_type": lambda c: c.conversations_join(channel=SECRET),
    "users_list_not_supplied": lambda c: c.api_call("conversations.open"),
    "invalid_cursor": lambda c: c.users_list(cursor="nonsense"),
    "invalid_limit": lambda c: c.api_call("users.list", params={"limit": "many"}),
    "invalid_trigger_id": lambda c: c.views_open(trigger_id="nonsense", view=FORM),
    "not_found": lambda c: c.views_update(view_id="V0NONE", view=FORM),
    "invalid_arguments": lambda c: c.views_publish(user_id=ANNA, view=FORM),
    "view_too_large": lambda c: c.views_publish(user_id=ANNA, view={**HOME, "callback_id": "x" * 250_000}),
    "invalid_time": lambda c: c.chat_scheduleMessage(channel=GENERAL, post_at="noon", text="x"),
    "time_in_past": lambda c: c.chat_scheduleMessage(channel=GENERAL, post_at=int(time.time()) - 1, text="x"),
    "time_too_far": lambda c: c.chat_scheduleMessage(
        channel=GENERAL, post_at=int(time.time()) + 121 * 24 * 60 * MINUTE, text="x"
    ),
    "invalid_scheduled_message_id": lambda c: c.chat_deleteScheduledMessage(
        channel=GENERAL, scheduled_message_id="Q0NONE"
    ),
    "file_not_found": lambda c: c.files_completeUploadExternal(files=[{"id": "F0NONE"}]),
    "invalid_thread_ts": lambda c: c.api_call("assistant.threads.setTitle", params={"channel_id": ANNA_DM}),
    "unknown_method": lambda c: c.api_call("chat.shout"),
    "not_allowed_token_type": lambda c: c.api_call("apps.connections.open"),
}


@pytest.mark.parametrize("error", ERRORS)
def test_an_error_is_slacks(client, error):
    assert refusal(ERRORS[error], client)["error"] == error


def test_a_call_without_a_token_is_not_authed_and_with_a_wrong_one_invalid(playground):
    assert refusal(WebClient(base_url=playground.api_url).auth_test)["error"] == "not_authed"
    assert refusal(WebClient("xoxb-stolen", base_url=playground.api_url).auth_test)["error"] == "invalid_auth"


def test_every_method_says_which_scope_it_lacks():
    bare = replace(WORKSPACE, manifest={**MANIFEST, "oauth_config": {"scopes": {"bot": ["commands"]}}})
    with Playground(bare) as playground:
        client = WebClient(BOT_TOKEN, base_url=playground.api_url)
        for name, method in METHODS.items():
            if method.scope is None:
                continue
            refused = refusal(client.api_call, name, params={"channel": SECRET, "types": "private_channel"})
            assert (refused["error"], refused["provided"]) == ("missing_scope", "commands")
            assert refused["needed"] == method.scope.format(kind="groups")


def test_a_scope_is_needed_for_each_kind_of_conversation_that_is_listed():
    scopes = {"oauth_config": {"scopes": {"bot": ["channels:read", "im:write"]}}}
    with Playground(replace(WORKSPACE, manifest={**MANIFEST, **scopes})) as playground:
        client = WebClient(BOT_TOKEN, base_url=playground.api_url)
        refused = refusal(client.conversations_list, types="public_channel,private_channel,im")
        assert refused["needed"] == "groups:read,im:read"
        assert client.conversations_list(types="public_channel")["ok"]
        assert refusal(client.conversations_open, users=[ANNA, BEN])["needed"] == "mpim:write"


def test_a_body_is_json_or_a_form(client, playground):
    as_form = client.api_call("chat.postMessage", data={"channel": GENERAL, "text": "x"})
    as_json = client.api_call("chat.postMessage", json={"channel": GENERAL, "text": "x"})
    assert as_form["message"]["text"] == as_json["message"]["text"] == "x"
    headers = {"Authorization": f"Bearer {BOT_TOKEN}", "Content-Type": "application/json"}
    for body, error in ((b"{no json", "invalid_json"), (b"[]", "json_not_object")):
        with urlopen(Request(f"{playground.api_url}auth.test", body, headers)) as answer:
            assert json.load(answer)["error"] == error
    without = Request(
        f"{playground.api_url}auth.test", json.dumps({"token": BOT_TOKEN}).encode(), headers=dict([headers.popitem()])
    )
    with urlopen(without) as answer:
        assert json.load(answer)["error"] == "not_authed"


LISTS = {
    "conversations.list": ("channels", {"types": "public_channel,private_channel,im"}),
    "conversations.members": ("members", {"channel": SHARED}),
    "conversations.history": ("messages", {"channel": GENERAL}),
    "conversations.replies": ("messages", {"channel": GENERAL}),
    "users.list": ("members", {}),
    "chat.scheduledMessages.list": ("scheduled_messages", {}),
}


@pytest.mark.parametrize("method", LISTS)
def test_a_list_comes_in_pages_and_nothing_is_lost_between_them(client, method):
    parent = client.chat_postMessage(channel=GENERAL, text="0")["ts"]
    for number in (1, 2):
        client.chat_postMessage(channel=GENERAL, text=str(number))
        client.chat_postMessage(channel=GENERAL, text=str(number), thread_ts=parent)
        client.chat_scheduleMessage(channel=GENERAL, text=str(number), post_at=int(time.time()) + 60 * MINUTE)
    key, arguments = LISTS[method]
    arguments = arguments | ({"ts": parent} if method == "conversations.replies" else {})
    whole = client.api_call(method, params=arguments)[key]
    pages, cursor = [], None
    while cursor != "":
        answer = client.api_call(method, params={**arguments, "limit": 1, **({"cursor": cursor} if cursor else {})})
        pages.append(answer[key])
        cursor = answer["response_metadata"]["next_cursor"]
    assert [len(page) for page in pages] == [1] * len(whole)
    assert [item for page in pages for item in page] == whole
    assert len(whole) > 1


def test_people_and_groups_are_found():
    anna = replace(WORKSPACE.people[ANNA], email="anna@nordwind.example")
    zoe = replace(WORKSPACE.people[ZOE], email="zoe@acme.example")
    sales = UserGroup("S0SALES", "sales", "Sales", (ANNA, BEN))
    workspace = replace(WORKSPACE, users=(anna, WORKSPACE.people[BEN], zoe), usergroups=(sales,))
    with Playground(workspace) as playground:
        client = WebClient(BOT_TOKEN, base_url=playground.api_url)
        assert client.users_lookupByEmail(email="Anna@nordwind.example")["user"]["id"] == ANNA
        assert refusal(client.users_lookupByEmail, email="zoe@acme.example")["error"] == "users_not_found"
        [group] = client.usergroups_list(include_users=True, include_count=True)["usergroups"]
        assert (group["handle"], group["users"], group["user_count"]) == ("sales", [ANNA, BEN], 2)
        assert client.usergroups_users_list(usergroup="S0SALES")["users"] == [ANNA, BEN]


def test_a_channel_takes_a_short_burst_and_then_a_message_a_second(client, developer):
    for _ in range(CHANNEL_BURST):
        client.chat_postMessage(channel=GENERAL, text="x")
    refused = refusal(client.chat_postMessage, channel=GENERAL, text="x")
    assert (refused.status_code, refused["error"], refused.headers["Retry-After"]) == (429, "ratelimited", "1")
    assert client.chat_postMessage(channel=SHARED, text="x")["ok"]
    developer.jump(1)
    assert client.chat_postMessage(channel=GENERAL, text="x")["ok"]


@pytest.mark.parametrize(
    ("method", "most", "wait"), [("users.list", 20, 3), ("team.info", 50, 2), ("users.info", 100, 1)]
)
def test_a_method_may_be_called_as_often_as_its_tier_says(client, developer, method, most, wait):
    for _ in range(most):
        client.api_call(method, params={"user": ANNA})
    refused = refusal(client.api_call, method, params={"user": ANNA})
    assert (refused.status_code, int(refused.headers["Retry-After"])) == (429, wait)
    developer.jump(wait)
    assert client.api_call(method, params={"user": ANNA})["ok"]
