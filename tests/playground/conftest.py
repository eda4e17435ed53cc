"""A small workspace, a playground, and a real Bolt app that talks to it over Socket Mode."""

import contextlib
import json
import threading
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from websockets.sync.client import connect

from bot.playground import delivery, triggers
from bot.playground.server import Playground
from bot.playground.visitor import Visitor
from bot.playground.workspace import Channel, Team, Try, User, Workspace

BOT_TOKEN = "xoxb-playground"
APP_TOKEN = "xapp-playground"
ANNA, BEN, ZOE = "U0ANNA", "U0BEN", "U0ZOE"
GENERAL, SECRET, SHARED, OLD, LONELY = "C0GENERAL", "C0SECRET", "C0SHARED", "C0OLD", "C0LONELY"
BOT = "U0BOT"
ANNA_DM = "D0ANNA"

MANIFEST = {
    "display_information": {"name": "alliance-bot"},
    "features": {
        "bot_user": {"display_name": "alliance-bot"},
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [
            {
                "command": "/cosell",
                "description": "Earn together",
                "usage_hint": "partner amount",
                "should_escape": True,
            },
            {"command": "/plain", "description": "Nothing escaped", "usage_hint": "[text]"},
            {"command": "/form", "description": "Opens a form"},
            {"command": "/slow", "description": "Sleeps"},
            {"command": "/wrong", "description": "Sends what Slack refuses"},
            {"command": "/show", "description": "Shows every block"},
        ],
        "shortcuts": [
            {"name": "New lead", "type": "global", "callback_id": "new_lead", "description": "Note a lead"},
            {"name": "Make a lead", "type": "message", "callback_id": "lead_of", "description": "From a message"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "app_mentions:read",
                "channels:history",
                "channels:join",
                "files:write",
                "channels:read",
                "chat:write",
                "commands",
                "groups:history",
                "groups:read",
                "im:history",
                "im:read",
                "im:write",
                "mpim:history",
                "mpim:read",
                "mpim:write",
                "team:read",
                "usergroups:read",
                "users:read",
                "users:read.email",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": ["app_home_opened", "app_mention", "member_joined_channel", "message.im"]
        },
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}

WORKSPACE = Workspace(
    team=Team("T0HOME", "Nordwind", "nordwind"),
    teams=(Team("T0FOREIGN", "Acme", "acme"),),
    users=(
        User(ANNA, "T0HOME", "anna", "Anna Ahrens", locale="de-DE", blurb="Seller · Deutsch"),
        User(BEN, "T0HOME", "ben", "Ben Brook", is_admin=True, blurb="Partner manager · English"),
        User(ZOE, "T0FOREIGN", "zoe", "Zoe Zander", blurb="At Acme"),
    ),
    channels=(
        Channel(GENERAL, "general", (ANNA, BEN, BOT), topic="Everything"),
        Channel(SECRET, "deal-room", (BEN, BOT), is_private=True),
        Channel(SHARED, "nordwind-acme", (ANNA, BEN, ZOE, BOT), shared_with=("T0FOREIGN",)),
        Channel(OLD, "old-news", (ANNA, BOT), is_archived=True),
        Channel(LONELY, "without-bot", (ANNA, BEN)),
    ),
    bot_user_id=BOT,
    app_name="alliance-bot",
    manifest=MANIFEST,
    bot_token=BOT_TOKEN,
    app_token=APP_TOKEN,
    tries=(
        Try("What do I earn?", "Compare three routes", ANNA, GENERAL, "/cosell acme 50k"),
        Try("Note a lead", "A form with checks", BEN, GENERAL, "/form"),
    ),
)


def journal(playground):
    with urlopen(playground.url + "/journal") as answer:
        return json.load(answer)["entries"]


def refusal(call, *arguments, **named):
    with pytest.raises(SlackApiError) as refused:
        call(*arguments, **named)
    return refused.value.response


def said(client, channel=GENERAL, **more):
    return [message["text"] for message in client.conversations_history(channel=channel, **more)["messages"]]


def soon(check, seconds=3.0):
    until = time.monotonic() + seconds
    while not (found := check()):
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.02)
    return found


@contextlib.contextmanager
def connected(app):
    """The app's Socket Mode connection, up when the block begins and gone when it ends."""
    handler = SocketModeHandler(app, APP_TOKEN)
    greeted = threading.Event()
    handler.client.on_message_listeners.append(lambda _: greeted.set())
    handler.connect()
    # The client lets go of its socket and its queue only when a wait of seconds ends; tests need not wait for that.
    handler.client.current_session.sock.settimeout(0.05)
    try:
        # Closed before it has read its first message, the client would wait for ever.
        assert greeted.wait(3)
        yield handler
    finally:
        handler.client.message_processor.event.set()
        handler.client.message_queue.put("{}")
        handler.close()


def new_app(playground):
    return App(
        client=WebClient(BOT_TOKEN, base_url=playground.api_url),
        process_before_response=True,
        token_verification_enabled=True,
    )


@pytest.fixture
def playground():
    with Playground(WORKSPACE) as running:
        yield running


@pytest.fixture
def impatient(monkeypatch):
    """Slack's three seconds shortened, where not their length but what follows them is looked at."""
    monkeypatch.setattr(delivery, "ACK_SECONDS", 0.4)
    monkeypatch.setattr(triggers, "TRIGGER_SECONDS", 0.4)


@pytest.fixture
def client(playground):
    return WebClient(BOT_TOKEN, base_url=playground.api_url, retry_handlers=[])


@pytest.fixture
def app(playground):
    return new_app(playground)


@pytest.fixture
def bot(app):
    """The app connected; listeners may still be added, for Bolt looks them up at each request."""
    with connected(app):
        yield app


@pytest.fixture
def anna(playground):
    return Visitor(playground.url, ANNA)


@pytest.fixture
def ben(playground):
    return Visitor(playground.url, BEN)


@pytest.fixture
def zoe(playground):
    return Visitor(playground.url, ZOE)


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def developer(playground):
    return playground.developer


@pytest.fixture
def open_socket(playground):
    with contextlib.ExitStack() as stack:
        client = WebClient(APP_TOKEN, base_url=playground.api_url)

        def opened():
            socket = stack.enter_context(connect(client.apps_connections_open(app_token=APP_TOKEN)["url"]))
            return socket, json.loads(socket.recv(timeout=5))

        yield opened
