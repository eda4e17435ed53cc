"""The Web API over the wire, with slack_sdk's own client."""

import json
import time
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.server import Playground
from tests.playground.conftest import (
    ANNA,
    ANNA_DM,
    APP_TOKEN,
    BEN,
    BOT,
    BOT_TOKEN,
    GENERAL,
    LONELY,
    MANIFEST,
    OLD,
    SECRET,
    SHARED,
    WORKSPACE,
    ZOE,
)
from tests.playground.every_block import FORM, HOME, text


def refusal(call, *arguments, **named):
    with pytest.raises(SlackApiError) as refused:
        call(*arguments, **named)
    return refused.value.response


def error(call, *arguments, **named):
    return refusal(call, *arguments, **named)["error"]


def raw(playground, method, body, **headers):
    with urlopen(Request(playground.api_url + method, body, headers)) as answer:
        return json.load(answer)


def test_tokens(playground, client):
    assert raw(playground, "auth.test", b"")["error"] == "not_authed"
    assert error(WebClient("xoxb-other", base_url=playground.api_url).auth_test) == "invalid_auth"
    assert error(client.apps_connections_open, app_token=BOT_TOKEN) == "not_allowed_token_type"
    assert error(WebClient(APP_TOKEN, base_url=playground.api_url).auth_test) == "not_allowed_token_type"
    assert client.auth_test()["user_id"] == BOT


def test_tokens_and_arguments_in_header_form_and_json(playground):
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert raw(playground, "auth.test", f"token={BOT_TOKEN}".encode(), **form)["ok"]
    as_json = {"Content-Type": "application/json; charset=utf-8", "Authorization": f"Bearer {BOT_TOKEN}"}
    body = json.dumps({"channel": GENERAL, "text": "x", "blocks": [{"type": "divider"}]}).encode()
    assert raw(playground, "chat.postMessage", body, **as_json)["message"]["blocks"][0]["type"] == "divider"
    assert raw(playground, "chat.postMessage", b"{no json", **as_json)["error"] == "invalid_json"


def test_an_unknown_method(client):
    assert error(client.api_call, "chat.shout") == "unknown_method"


def test_a_missing_scope_says_what_is_needed():
    scopes = {"oauth_config": {"scopes": {"bot": ["users:read", "channels:read"]}}}
    manifest = MANIFEST | scopes
    workspace = type(WORKSPACE)(
        **{name: getattr(WORKSPACE, name) for name in WORKSPACE.__dataclass_fields__} | {"manifest": manifest}
    )
    with Playground(workspace) as playground:
        client = WebClient(BOT_TOKEN, base_url=playground.api_url)
        refused = refusal(client.chat_postMessage, channel=GENERAL, text="x")
        assert (refused["error"], refused["needed"]) == ("missing_scope", "chat:write")
        assert refused["provided"] == "channels:read,users:read"
        assert refusal(client.conversations_info, channel=SECRET)["needed"] == "groups:read"
        assert client.conversations_info(channel=GENERAL)["ok"]


def test_who_is_who(client):
    assert client.team_info()["team"]["domain"] == "nordwind"
    assert client.bots_info()["bot"]["user_id"] == BOT
    anna = client.users_info(user=ANNA, include_locale=True)["user"]
    assert (anna["locale"], anna["tz"], anna["is_admin"]) == ("de-DE", "Europe/Berlin", False)
    assert "locale" not in client.users_info(user=ANNA)["user"]
    zoe = client.users_info(user=ZOE)["user"]
    assert (zoe["team_id"], zoe["is_stranger"]) == ("T0FOREIGN", True)
    assert client.users_info(user=BOT)["user"]["is_bot"] is True
    assert {user["id"] for user in client.users_list()["members"]} == {ANNA, BEN, ZOE, BOT}
    assert error(client.users_info, user="U0NOBODY") == "user_not_found"


def test_conversations(client):
    shared = client.conversations_info(channel=SHARED)["channel"]
    assert (shared["is_ext_shared"], shared["is_org_shared"], shared["context_team_id"]) == (True, False, "T0HOME")
    assert shared["connected_team_ids"] == ["T0HOME", "T0FOREIGN"]
    lonely = client.conversations_info(channel=LONELY)["channel"]
    assert (lonely["is_member"], lonely["is_ext_shared"], lonely["is_private"]) == (False, False, False)
    assert client.conversations_info(channel=SECRET)["channel"]["is_private"] is True
    assert client.conversations_info(channel=OLD)["channel"]["is_archived"] is True
    im = client.conversations_info(channel=ANNA_DM)["channel"]
    assert (im["is_im"], im["user"]) == (True, ANNA)
    assert error(client.conversations_info, channel="C0NOWHERE") == "channel_not_found"
    assert set(client.conversations_members(channel=SHARED)["members"]) == {ANNA, BEN, ZOE, BOT}


def test_lists_come_in_pages(client):
    names, cursor, pages = [], None, 0
    while cursor != "":
        answer = client.conversations_list(types="public_channel,private_channel", limit=2, cursor=cursor)
        names += [channel["name"] for channel in answer["channels"]]
        cursor, pages = answer["response_metadata"]["next_cursor"], pages + 1
    assert (pages, sorted(names)) == (3, ["deal-room", "general", "nordwind-acme", "old-news", "without-bot"])
    assert len(client.conversations_list(exclude_archived=True)["channels"]) == 3
    assert error(client.conversations_list, cursor="nonsense") == "invalid_cursor"


def test_opening_and_joining(client):
    assert client.conversations_open(users=ANNA)["channel"]["id"] == ANNA_DM
    group = client.conversations_open(users=f"{ANNA},{BEN}", return_im=True)["channel"]
    assert group["is_mpim"] is True
    assert client.conversations_open(users=f"{BEN},{ANNA}")["channel"]["id"] == group["id"]
    assert error(client.conversations_open, users="U0NOBODY") == "user_not_found"
    assert error(client.chat_postMessage, channel=LONELY, text="x") == "not_in_channel"
    assert client.conversations_join(channel=LONELY)["channel"]["is_member"] is True
    assert client.chat_postMessage(channel=LONELY, text="x")["ok"]
    assert error(client.conversations_join, channel=OLD) == "is_archived"


def test_history_is_read_by_time_and_page(client, anna):
    stamps = [client.chat_postMessage(channel=GENERAL, text=str(number))["ts"] for number in range(5)]
    client.chat_postEphemeral(channel=GENERAL, text="whispered", user=ANNA)
    anna.say(GENERAL, "mine")

    def texts(**more):
        return [message["text"] for message in client.conversations_history(channel=GENERAL, **more)["messages"]]

    assert texts() == ["mine", "4", "3", "2", "1", "0"]
    assert texts(oldest=stamps[1], latest=stamps[4]) == ["3", "2"]
    assert texts(oldest=stamps[1], latest=stamps[4], inclusive=True) == ["4", "3", "2", "1"]
    first = client.conversations_history(channel=GENERAL, limit=4)
    assert first["has_more"] is True
    assert texts(limit=4, cursor=first["response_metadata"]["next_cursor"]) == ["1", "0"]
    assert error(client.conversations_history, channel=LONELY) == "not_in_channel"


def test_threads(client):
    parent = client.chat_postMessage(channel=GENERAL, text="parent")["ts"]
    reply = client.chat_postMessage(channel=GENERAL, text="reply", thread_ts=parent)["ts"]

    [top] = client.conversations_history(channel=GENERAL)["messages"]
    assert (top["reply_count"], top["reply_users"], top["latest_reply"]) == (1, [BOT], reply)
    assert [message["text"] for message in client.conversations_replies(channel=GENERAL, ts=parent)["messages"]] == [
        "parent",
        "reply",
    ]
    assert error(client.conversations_replies, channel=GENERAL, ts="1.000000") == "thread_not_found"


def test_metadata_is_read_back_on_request(client):
    metadata = {"event_type": "delivery", "event_payload": {"key": "k1"}}
    client.chat_postMessage(channel=GENERAL, text="x", metadata=metadata)

    assert "metadata" not in client.conversations_history(channel=GENERAL)["messages"][0]
    [message] = client.conversations_history(channel=GENERAL, include_all_metadata=True)["messages"]
    assert message["metadata"] == metadata


def test_posting_is_refused_where_slack_refuses_it(client):
    assert error(client.api_call, "chat.postMessage", json={"channel": GENERAL, "text": " "}) == "no_text"
    assert error(client.chat_postMessage, channel=GENERAL, text="x" * 40_001) == "msg_too_long"
    assert error(client.chat_postMessage, channel=OLD, text="x") == "is_archived"
    assert error(client.chat_postMessage, channel="C0NOWHERE", text="x") == "channel_not_found"
    assert (
        error(client.chat_postMessage, channel=GENERAL, text="x", blocks=[{"type": "divider"}] * 51)
        == "too_many_blocks"
    )
    refused = refusal(client.chat_postMessage, channel=GENERAL, text="x", blocks=[{"type": "actions", "elements": []}])
    assert refused["error"] == "invalid_blocks"
    assert refused["response_metadata"]["messages"] == [
        "[ERROR] no fewer than 1 items allowed [json-pointer:/blocks/0/elements]"
    ]


def test_what_is_refused_shows_as_a_red_card(client, anna):
    error(client.chat_postMessage, channel=GENERAL, text="x", blocks=[{"type": "banner"}])

    [card] = anna.messages(GENERAL)
    assert card["kind"] == "refused"
    assert card["blocks"][0]["error"] == "invalid_blocks"
    assert client.conversations_history(channel=GENERAL)["messages"] == []


def test_a_user_id_means_their_direct_message(client, anna):
    assert client.chat_postMessage(channel=ANNA, text="hello")["channel"] == ANNA_DM
    assert [message["text"] for message in anna.messages(ANNA_DM)] == ["hello"]


def test_changing_and_deleting(client, anna):
    ts = client.chat_postMessage(channel=GENERAL, text="first")["ts"]
    client.chat_update(channel=GENERAL, ts=ts, text="second")
    [message] = anna.messages(GENERAL)
    assert message["text"] == "second"
    assert message["edited"]["user"] == BOT
    link = client.chat_getPermalink(channel=GENERAL, message_ts=ts)["permalink"]
    assert link == f"https://nordwind.slack.com/archives/{GENERAL}/p{ts.replace('.', '')}"
    client.chat_delete(channel=GENERAL, ts=ts)
    assert anna.messages(GENERAL) == []
    assert error(client.chat_update, channel=GENERAL, ts=ts, text="x") == "message_not_found"
    anna.say(GENERAL, "hers")
    hers = anna.messages(GENERAL)[0]["ts"]
    assert error(client.chat_update, channel=GENERAL, ts=hers, text="x") == "cant_update_message"
    assert error(client.chat_delete, channel=GENERAL, ts=hers) == "cant_delete_message"


def test_ephemeral_messages_are_for_one_and_cannot_be_changed(client, anna, ben):
    ts = client.chat_postEphemeral(channel=GENERAL, text="psst", user=ANNA)["message_ts"]
    assert [message["text"] for message in anna.messages(GENERAL)] == ["psst"]
    assert ben.messages(GENERAL) == []
    assert error(client.chat_update, channel=GENERAL, ts=ts, text="x") == "message_not_found"
    assert error(client.chat_postEphemeral, channel=GENERAL, text="x", user=ZOE) == "user_not_in_channel"
    assert error(client.chat_postEphemeral, channel=GENERAL, text="x", user="U0NOBODY") == "user_not_found"


@pytest.mark.usefixtures("impatient")
def test_a_trigger_serves_once_and_for_a_while(bot, client, anna):
    triggers = []
    bot.command("/form")(lambda ack, body: (triggers.append(body["trigger_id"]), ack()))
    assert error(client.views_open, trigger_id="nonsense", view=FORM) == "invalid_trigger_id"
    anna.command(GENERAL, "/form")
    assert client.views_open(trigger_id=triggers[0], view=FORM)["view"]["type"] == "modal"
    assert error(client.views_open, trigger_id=triggers[0], view=FORM) == "exchanged_trigger_id"
    anna.command(GENERAL, "/form")
    time.sleep(0.45)
    assert error(client.views_open, trigger_id=triggers[1], view=FORM) == "expired_trigger_id"


def test_a_refused_view_does_not_use_its_trigger_up(bot, client, anna):
    triggers = []
    bot.command("/form")(lambda ack, body: (triggers.append(body["trigger_id"]), ack()))
    anna.command(GENERAL, "/form")

    refused = refusal(client.views_open, trigger_id=triggers[0], view=FORM | {"title": text("x" * 25)})
    assert refused["error"] == "invalid_arguments"
    assert "json-pointer:/view" in refused["response_metadata"]["messages"][0]
    assert client.views_open(trigger_id=triggers[0], view=FORM)["ok"]
    assert anna.messages(GENERAL)[-1]["kind"] == "refused"


def test_an_old_version_of_a_view_is_not_overwritten(bot, client, anna):
    triggers = []
    bot.command("/form")(lambda ack, body: (triggers.append(body["trigger_id"]), ack()))
    anna.command(GENERAL, "/form")
    view = client.views_open(trigger_id=triggers[0], view=FORM | {"external_id": "mine"})["view"]
    newer = client.views_update(view_id=view["id"], hash=view["hash"], view=FORM)["view"]
    assert newer["id"] == view["id"]
    assert newer["hash"] != view["hash"]
    assert error(client.views_update, view_id=view["id"], hash=view["hash"], view=FORM) == "hash_conflict"
    assert error(client.views_update, view_id="V0NONE", view=FORM) == "not_found"
    anna.close_view()
    assert error(client.views_update, view_id=view["id"], view=FORM) == "not_found"


def test_home(client):
    first = client.views_publish(user_id=ANNA, view=HOME)["view"]
    second = client.views_publish(user_id=ANNA, view=HOME, hash=first["hash"])["view"]
    assert error(client.views_publish, user_id=ANNA, view=HOME, hash=first["hash"]) == "hash_conflict"
    assert second["id"] == first["id"]
    assert error(client.views_publish, user_id="U0NOBODY", view=HOME) == "user_not_found"
    assert error(client.views_publish, user_id=ANNA, view=FORM) == "invalid_arguments"
