"""What goes wrong on demand, and that everything else is the same each time."""

import time
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from websockets.exceptions import ConnectionClosed

from bot.playground.server import Playground
from bot.playground.visitor import Visitor
from tests.playground.conftest import (
    ANNA,
    ANNA_DM,
    BOT_TOKEN,
    GENERAL,
    WORKSPACE,
    connected,
    new_app,
    refusal,
    said,
    soon,
)
from tests.playground.every_block import FORM, HOME, REPORT

MINUTE = 60


def test_a_dropped_answer_leaves_the_message_and_a_careless_client_posts_it_twice(playground, client, developer):
    developer.disturb("drop", "chat.postMessage")
    with pytest.raises(OSError, match=r"closed connection|reset"):
        client.chat_postMessage(channel=GENERAL, text="once")
    assert said(client) == ["once"]
    developer.disturb("drop", "chat.postMessage")
    WebClient(BOT_TOKEN, base_url=playground.api_url).chat_postMessage(channel=GENERAL, text="twice")
    assert said(client) == ["twice", "twice", "once"]


def test_a_call_may_get_lost_before_it_takes_effect(client, developer):
    developer.disturb("drop", "chat.postMessage", taken=False)
    with pytest.raises(OSError, match=r"closed connection|reset"):
        client.chat_postMessage(channel=GENERAL, text="never")
    assert said(client) == []
    assert developer.journal()[0] | {"at": 0} == {
        "at": 0,
        "kind": "call",
        "method": "chat.postMessage",
        "arguments": {"channel": GENERAL, "text": "never"},
        "answer": None,
        "disturbance": "drop",
    }


def test_a_server_error_says_nothing_of_what_became_of_the_call(client, developer):
    developer.disturb("error", "chat.postMessage")
    with pytest.raises(SlackApiError) as broken:
        client.chat_postMessage(channel=GENERAL, text="x")
    assert broken.value.response.status_code == 500
    assert said(client) == ["x"]


def test_a_storm_of_429_ends(client, developer):
    developer.disturb("rate_limited", times=3, seconds=7)
    for _ in range(3):
        refused = refusal(client.chat_postMessage, channel=GENERAL, text="x")
        assert (refused.status_code, refused.headers["Retry-After"]) == (429, "7")
    assert client.chat_postMessage(channel=GENERAL, text="x")["ok"]


def test_an_answer_may_come_late_or_never(playground, developer):
    impatient = WebClient(BOT_TOKEN, base_url=playground.api_url, timeout=1, retry_handlers=[])
    developer.disturb("slow", seconds=0.2)
    before = time.monotonic()
    impatient.auth_test()
    assert time.monotonic() - before >= 0.2
    developer.disturb("hang", seconds=3600)
    with pytest.raises(TimeoutError):
        impatient.auth_test()


def test_a_workspace_may_not_have_charts_yet(client, developer):
    developer.disturb("no_charts", times=None)
    charts = [block for block in REPORT if block["type"] == "data_visualization"]
    assert refusal(client.chat_postMessage, channel=GENERAL, text="x", blocks=charts)["error"] == "invalid_blocks"
    assert client.chat_postMessage(channel=GENERAL, text="x", blocks=REPORT[:1])["ok"]
    developer.calm()
    assert client.chat_postMessage(channel=GENERAL, text="x", blocks=charts)["ok"]


def test_what_the_app_is_told_may_come_twice(bot, developer, anna):
    heard = []
    bot.event("message")(lambda ack, body: (heard.append(body["event_id"]), ack()))
    developer.disturb("twice")
    anna.say(ANNA_DM, "hello")
    soon(lambda: len(heard) == 2)
    assert len(set(heard)) == 1
    anna.say(ANNA_DM, "hello")
    soon(lambda: len(heard) == 3)


def test_a_bot_whose_sockets_are_renewed_comes_back(playground, developer, anna):
    app = new_app(playground)
    app.command("/cosell")(lambda ack: ack("here"))
    with connected(app) as handler:
        first = handler.client.current_session
        developer.renew()
        soon(lambda: handler.client.current_session is not first, seconds=10)
        soon(anna.bot_is_connected)
        assert [one["text"] for one in anna.command(GENERAL, "/cosell")] == ["here"]
        developer.jump(10)


def test_sockets_can_be_cut_without_a_word(open_socket, developer, anna):
    socket, _ = open_socket()
    developer.cut()
    with pytest.raises(ConnectionClosed) as cut:
        socket.recv(timeout=2)
    assert cut.value.rcvd is None
    soon(lambda: not anna.bot_is_connected())


def test_what_is_no_disturbance_is_refused(playground, developer):
    with pytest.raises(ValueError, match="invalid_arguments"):
        developer.disturb("earthquake")
    form = Request(f"{playground.url}/developer/reset", b"", {"Content-Type": "text/plain"})
    with pytest.raises(HTTPError) as refused:
        urlopen(form)
    refused.value.close()
    assert refused.value.code == 415


def test_everything_can_begin_again(client, developer, anna):
    client.chat_postMessage(channel=GENERAL, text="x")
    client.views_publish(user_id=ANNA, view=HOME)
    developer.disturb("error", times=None)
    developer.jump(3600)
    developer.reset()
    assert developer.journal() == []
    assert anna.messages(GENERAL) == []
    assert client.auth_test()["ok"]
    now = float(client.chat_postMessage(channel=GENERAL, text="x")["ts"])
    assert abs(now - time.time()) < MINUTE


def play(playground):
    """A few things that happen, of every kind; the record of them, ids and times aside."""
    app = new_app(playground)
    app.command("/form")(lambda ack, body, client: (ack(), client.views_open(trigger_id=body["trigger_id"], view=FORM)))
    app.event("message")(lambda ack, say: (say("heard"), ack()))
    app.view("lead")(lambda ack: ack())
    anna = Visitor(playground.url, ANNA)
    with connected(app):
        anna.say(ANNA_DM, "hello")
        anna.command(GENERAL, "/form")
        anna.fill_and_submit({})
        playground.developer.disturb("error", "chat.postMessage")
        with pytest.raises(SlackApiError):
            app.client.chat_postMessage(channel=GENERAL, text="x")
        refusal(app.client.chat_postMessage, channel=GENERAL, text="x", blocks=[{"type": "banner"}])
        return [plain(entry) for entry in playground.journal()]


IDS = {
    "at",
    "ts",
    "id",
    "url",
    "hash",
    "event_ts",
    "event_time",
    "event_id",
    "trigger_id",
    "envelope_id",
    "response_url",
}
IDS |= {"client_msg_id", "root_view_id", "created", "view_id", "host", "block_id", "action_id"}


def plain(value):
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items() if key not in IDS}
    return [plain(inner) for inner in value] if isinstance(value, list) else value


def test_the_same_script_gives_the_same_journal():
    journals = []
    for _ in range(2):
        with Playground(WORKSPACE) as playground:
            journals.append(play(playground))
    assert len(journals[0]) > 5
    assert journals[0] == journals[1]
