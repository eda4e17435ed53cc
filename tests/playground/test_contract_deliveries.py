"""Slack's rules for what an app is told, each as one test over the wire."""

import json
import threading
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from websockets.exceptions import ConnectionClosed

from bot.playground.visitor import BotSilent
from tests.playground.conftest import (
    ANNA_DM,
    GENERAL,
    refusal,
    soon,
)
from tests.playground.every_block import FORM

MINUTE = 60


def acknowledge(socket, envelope, **payload):
    socket.send(json.dumps({"envelope_id": envelope["envelope_id"], **({"payload": payload} if payload else {})}))


def test_each_connection_is_greeted_and_the_eleventh_sent_away(open_socket):
    greetings = [open_socket()[1] for _ in range(10)]
    assert [hello["num_connections"] for hello in greetings] == list(range(1, 11))
    socket, goodbye = open_socket()
    assert (goodbye["type"], goodbye["reason"]) == ("disconnect", "too_many_websockets")
    with pytest.raises(ConnectionClosed):
        socket.recv(timeout=2)


def test_a_connection_is_warned_before_it_ends(open_socket, developer):
    socket, hello = open_socket()
    developer.jump(hello["debug_info"]["approximate_connection_time"] - 10)
    assert json.loads(socket.recv(timeout=2))["reason"] == "warning"
    developer.jump(10)
    assert json.loads(socket.recv(timeout=2))["reason"] == "refresh_requested"
    with pytest.raises(ConnectionClosed):
        socket.recv(timeout=2)


def wait_for_timeouts(developer, count):
    soon(lambda: [entry.get("outcome") for entry in developer.journal()].count("operation_timeout") == count)


def test_an_event_nobody_acknowledges_comes_at_once_after_a_minute_and_after_five(open_socket, developer, anna):
    socket, _ = open_socket()
    talker = threading.Thread(target=anna.say, args=(ANNA_DM, "hello"))
    talker.start()
    heard = [json.loads(socket.recv(timeout=2))]
    for failed, pause in enumerate((0, 60, 300), start=1):
        developer.jump(3)
        wait_for_timeouts(developer, failed)
        developer.jump(pause)
        heard.append(json.loads(socket.recv(timeout=2)))
    talker.join()
    assert [(one["retry_attempt"], one["retry_reason"]) for one in heard] == [
        (0, ""),
        (1, "timeout"),
        (2, "timeout"),
        (3, "timeout"),
    ]
    assert len({one["payload"]["event_id"] for one in heard}) == 1
    developer.jump(3600)
    with pytest.raises(TimeoutError):
        socket.recv(timeout=0.2)


def test_an_event_waits_for_an_app_that_is_away(open_socket, developer, anna):
    anna.say(ANNA_DM, "anybody there?")
    socket, _ = open_socket()
    developer.jump(60)
    envelope = json.loads(socket.recv(timeout=2))
    assert (envelope["retry_attempt"], envelope["retry_reason"]) == (2, "connection_failed")
    assert envelope["payload"]["event"]["text"] == "anybody there?"
    acknowledge(socket, envelope)


def test_a_command_nobody_acknowledges_fails_visibly_and_is_not_sent_again(open_socket, developer, ben):
    socket, _ = open_socket()
    failures = []

    def ask():
        with pytest.raises(BotSilent) as silence:
            ben.command(GENERAL, "/cosell")
        failures.append(silence.value.error)

    asking = threading.Thread(target=ask)
    asking.start()
    socket.recv(timeout=2)
    developer.jump(3)
    asking.join()
    assert failures == ["operation_timeout"]
    assert ben.messages(GENERAL)[-1]["text"] == '/cosell failed with the error "operation_timeout"'
    developer.jump(600)
    with pytest.raises(TimeoutError):
        socket.recv(timeout=0.2)


def test_a_trigger_lives_three_seconds(bot, client, developer, anna):
    triggers = []
    bot.command("/form")(lambda ack, body: (triggers.append(body["trigger_id"]), ack()))
    anna.command(GENERAL, "/form")
    developer.jump(4)
    assert refusal(client.views_open, trigger_id=triggers[0], view=FORM)["error"] == "expired_trigger_id"


def test_a_response_url_serves_five_times_in_half_an_hour(bot, developer, anna):
    urls = []
    bot.command("/cosell")(lambda ack, body: (urls.append(body["response_url"]), ack()))
    for _ in range(2):
        anna.command(GENERAL, "/cosell")

    def answer(url):
        body = json.dumps({"text": "x"}).encode()
        try:
            with urlopen(Request(url, body, {"Content-Type": "application/json"})) as done:
                return done.status
        except HTTPError as gone:
            with gone:
                return gone.code

    assert [answer(urls[0]) for _ in range(6)] == [200] * 5 + [404]
    assert all(message["is_ephemeral"] for message in anna.messages(GENERAL))
    developer.jump(31 * MINUTE)
    assert answer(urls[1]) == 404
