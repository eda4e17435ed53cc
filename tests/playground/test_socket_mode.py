"""The wire of Socket Mode, seen from the bot's side of it."""

import json
import threading
import time
from contextlib import ExitStack, suppress

import pytest
from slack_sdk import WebClient
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from bot.playground import delivery, triggers
from bot.playground.server import Playground
from bot.playground.visitor import BotSilent, Visitor
from tests.playground.conftest import ANNA, ANNA_DM, APP_TOKEN, GENERAL, WORKSPACE, soon


@pytest.fixture
def address(playground):
    return lambda: WebClient(APP_TOKEN, base_url=playground.api_url).apps_connections_open(app_token=APP_TOKEN)["url"]


def test_it_says_hello(address):
    with connect(address()) as socket:
        hello = json.loads(socket.recv())

    assert hello["type"] == "hello"
    assert hello["num_connections"] == 1
    assert hello["debug_info"]["approximate_connection_time"] > 0


def test_a_ticket_serves_once(address):
    url = address()
    with connect(url) as socket:
        socket.recv()
        with pytest.raises((InvalidStatus, ConnectionClosed)), connect(url) as second:
            second.recv()


def test_it_answers_pings(address):
    with connect(address()) as socket:
        assert socket.ping().wait(timeout=2)


def test_each_envelope_goes_to_exactly_one_of_several_connections(address, anna):
    heard = []

    def listen(number, socket):
        with suppress(ConnectionClosed):
            while True:
                heard.append(number)
                socket.send(json.dumps({"envelope_id": json.loads(socket.recv())["envelope_id"]}))

    with ExitStack() as stack:
        sockets = [stack.enter_context(connect(address())) for _ in range(3)]
        assert [json.loads(socket.recv())["num_connections"] for socket in sockets] == [1, 2, 3]
        listeners = [threading.Thread(target=listen, args=pair) for pair in enumerate(sockets)]
        for listener in listeners:
            listener.start()
        soon(lambda: len(heard) == 3)
        heard.clear()
        for _ in range(6):
            anna.command(GENERAL, "/plain")
        soon(lambda: len(heard) == 6)
    for listener in listeners:
        listener.join()

    assert sorted(heard) == [0, 0, 1, 1, 2, 2]


@pytest.mark.usefixtures("impatient")
def test_an_event_that_is_not_acknowledged_comes_once_more(address, anna):
    with connect(address()) as socket:
        socket.recv()
        talker = threading.Thread(target=anna.say, args=(ANNA_DM, "hello"))
        talker.start()
        first = json.loads(socket.recv(timeout=2))
        again = json.loads(socket.recv(timeout=5))
        socket.send(json.dumps({"envelope_id": again["envelope_id"]}))
        talker.join()

    assert (first["type"], first["retry_attempt"]) == ("events_api", 0)
    assert (again["retry_attempt"], again["retry_reason"]) == (1, "timeout")
    assert first["payload"]["event_id"] == again["payload"]["event_id"]
    assert first["envelope_id"] != again["envelope_id"]


def test_an_acknowledgement_without_a_payload_shows_nothing(address, anna):
    with connect(address()) as socket:
        socket.recv()
        asker = threading.Thread(target=anna.command, args=(GENERAL, "/cosell"))
        asker.start()
        envelope = json.loads(socket.recv(timeout=2))
        socket.send("this is no JSON")
        socket.send(json.dumps(["neither", "this"]))
        socket.send(json.dumps({"envelope_id": envelope["envelope_id"]}))
        asker.join()

    assert envelope["accepts_response_payload"] is True
    assert anna.messages(GENERAL) == []


def test_a_bot_that_leaves_is_seen_to_leave(address, anna):
    with connect(address()) as socket:
        socket.recv()
        assert anna.bot_is_connected()
    soon(lambda: not anna.bot_is_connected())

    with pytest.raises(BotSilent, match="dispatch_failed"):
        anna.command(GENERAL, "/cosell")


def test_when_it_stops_it_says_goodbye():
    with Playground(WORKSPACE) as playground:
        url = WebClient(APP_TOKEN, base_url=playground.api_url).apps_connections_open(app_token=APP_TOKEN)["url"]
        with connect(url) as socket:
            socket.recv()
            assert Visitor(playground.url, ANNA).bot_is_connected()
            before = time.monotonic()
            stopping = threading.Thread(target=playground.__exit__, args=(None, None, None))
            stopping.start()
            assert json.loads(socket.recv(timeout=1))["type"] == "disconnect"
        stopping.join()
    assert time.monotonic() - before < 2


def test_slacks_limits_are_slacks():
    assert delivery.ACK_SECONDS == 3
    assert triggers.TRIGGER_SECONDS == 3
    assert (triggers.RESPONSE_USES, triggers.RESPONSE_SECONDS) == (5, 1800)
