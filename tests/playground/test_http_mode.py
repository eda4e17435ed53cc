"""HTTP mode, seen from the app's side: what comes in, how it is signed, and what becomes of the answers."""

import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

from bot.playground.server import Playground
from bot.playground.visitor import BotSilent, Visitor
from tests.playground.conftest import ANNA, ANNA_DM, BOT_TOKEN, GENERAL, MANIFEST, WORKSPACE, journal, soon

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"


@dataclass
class Heard:
    path: str
    headers: dict
    body: str

    @property
    def form(self):
        return {name: value for name, [value] in parse_qs(self.body, keep_blank_values=True).items()}


@dataclass
class Stub:
    """An app's web server that answers what it is told to, and keeps what it heard."""

    port: int = 0
    heard: list[Heard] = field(default_factory=list)
    answers: dict[str, tuple] = field(default_factory=dict)
    challenged: list[str] = field(default_factory=list)

    def answer(self, heard):
        if heard.path == "/events" and json.loads(heard.body)["type"] == "url_verification":
            self.challenged.append(heard)
            said = self.answers.get("challenge", json.loads(heard.body)["challenge"])
            return 200, {}, said
        self.heard.append(heard)
        status, headers, body = self.answers.get(heard.path, (200, {}, ""))
        return status, headers, body(heard) if callable(body) else body


@contextmanager
def serving(stub):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            status, headers, answer = stub.answer(Heard(self.path, dict(self.headers.items()), body))
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(answer.encode()))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.encode())

        def log_message(self, *_):
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_):
            """A playground that no longer waits is no news."""

    with Server(("127.0.0.1", stub.port), Handler) as server:
        stub.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield stub
        finally:
            server.shutdown()
            thread.join()


def workspace(port):
    app = f"http://127.0.0.1:{port}"
    commands = [
        {**entry, "url": f"{app}{entry['command'].replace('/', '/commands/')}"}
        for entry in MANIFEST["features"]["slash_commands"]
    ]
    settings = MANIFEST["settings"]
    manifest = {
        **MANIFEST,
        "features": {**MANIFEST["features"], "slash_commands": commands},
        "settings": {
            "socket_mode_enabled": False,
            "interactivity": {
                "is_enabled": True,
                "request_url": f"{app}/actions",
                "message_menu_options_url": f"{app}/options",
            },
            "event_subscriptions": {**settings["event_subscriptions"], "request_url": f"{app}/events"},
        },
    }
    return replace(WORKSPACE, manifest=manifest, signing_secret=SECRET)


@pytest.fixture
def app():
    with serving(Stub()) as stub:
        yield stub


@pytest.fixture
def playground(app):
    with Playground(workspace(app.port)) as running:
        yield running


@pytest.fixture
def anna(playground):
    visitor = Visitor(playground.url, ANNA)
    soon(visitor.bot_is_connected)
    return visitor


def is_signed(heard, secret=SECRET):
    return SignatureVerifier(secret).is_valid_request(heard.body, heard.headers)


def test_the_address_is_challenged_first_and_once(app, anna):
    time.sleep(0.7)

    [challenge] = app.challenged
    assert is_signed(challenge)
    assert not is_signed(challenge, "another secret")
    assert challenge.headers["Content-Type"] == "application/json"
    assert anna.bot_is_connected()


@pytest.mark.parametrize("wrap", [str, lambda said: json.dumps({"challenge": said})], ids=["plain", "json"])
def test_the_challenge_may_come_back_plain_or_as_json(app, wrap, monkeypatch):
    answer = app.answer
    monkeypatch.setattr(app, "answer", lambda heard: (200, {}, wrap(answer(heard)[2])))
    with Playground(workspace(app.port)) as playground:
        soon(Visitor(playground.url, ANNA).bot_is_connected)


def test_an_address_that_answers_something_else_is_not_connected(app):
    app.answers["challenge"] = "hello"
    with Playground(workspace(app.port)) as playground:
        visitor = Visitor(playground.url, ANNA)
        soon(lambda: len(app.challenged) > 1)
        assert not visitor.bot_is_connected()
        del app.answers["challenge"]
        soon(visitor.bot_is_connected)


def test_a_command_comes_as_a_signed_form_and_its_answer_is_shown(app, anna):
    app.answers["/commands/cosell"] = (200, {}, json.dumps({"text": "Together: 1.500 €"}))

    [shown] = anna.command(GENERAL, "/cosell Müller & Söhne 50k")

    [heard] = app.heard
    assert is_signed(heard)
    assert heard.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert (heard.form["command"], heard.form["text"]) == ("/cosell", "Müller &amp; Söhne 50k")
    assert heard.form["user_id"] == ANNA
    assert (shown["text"], shown["is_ephemeral"]) == ("Together: 1.500 €", True)


def test_words_that_are_no_json_are_shown_as_they_are_and_nothing_shows_nothing(app, anna):
    app.answers["/commands/plain"] = (200, {}, "just words")

    assert [message["text"] for message in anna.command(GENERAL, "/plain")] == ["just words"]
    assert anna.command(GENERAL, "/cosell") == []


def test_clicks_and_options_go_to_their_own_addresses_as_payload_forms(app, playground, anna):
    select = {"type": "external_select", "action_id": "partner", "placeholder": {"type": "plain_text", "text": "Who?"}}
    button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    WebClient(BOT_TOKEN, base_url=playground.api_url).chat_postMessage(
        channel=GENERAL, text="choose", blocks=[{"type": "actions", "elements": [select, button]}]
    )
    option = {"text": {"type": "plain_text", "text": "Acme"}, "value": "acme"}
    app.answers["/options"] = (200, {}, json.dumps({"options": [option]}))
    message = anna.wait_for(GENERAL, "choose")

    assert anna.suggest("partner", "ac", message) == [option]
    anna.click(message, "go")

    assert [heard.path for heard in app.heard] == ["/options", "/actions"]
    assert all(is_signed(heard) for heard in app.heard)
    asked, clicked = (json.loads(heard.form["payload"]) for heard in app.heard)
    assert (asked["type"], asked["value"]) == ("block_suggestion", "ac")
    assert (clicked["type"], clicked["actions"][0]["action_id"]) == ("block_actions", "go")


def test_a_response_url_leads_back(app, anna):
    anna.command(GENERAL, "/cosell")
    url = app.heard[0].form["response_url"]
    with urlopen(Request(url, b'{"text": "later"}', {"Content-Type": "application/json"})) as answer:
        assert answer.status == 200
    assert anna.wait_for(GENERAL, "later")["is_ephemeral"]


def test_an_event_comes_as_signed_json_without_a_retry_number(app, anna):
    anna.say(ANNA_DM, "hello")

    [heard] = app.heard
    assert is_signed(heard)
    told = json.loads(heard.body)
    assert (told["type"], told["event"]["text"]) == ("event_callback", "hello")
    assert not {name for name in heard.headers if name.lower().startswith("x-slack-retry")}


def test_an_event_that_fails_comes_once_more_with_its_number_and_reason(app, anna):
    app.answers["/events"] = (500, {}, "")
    anna.say(ANNA_DM, "hello")

    first, again = app.heard
    assert (again.headers["X-Slack-Retry-Num"], again.headers["X-Slack-Retry-Reason"]) == ("1", "http_error")
    assert json.loads(first.body)["event_id"] == json.loads(again.body)["event_id"]


def test_an_app_that_wants_no_repetition_gets_none(app, anna):
    app.answers["/events"] = (500, {"X-Slack-No-Retry": "1"}, "")
    anna.say(ANNA_DM, "hello")
    assert len(app.heard) == 1


@pytest.mark.usefixtures("impatient")
def test_an_answer_that_takes_too_long_is_none(app, playground, anna):
    def slow(_):
        time.sleep(0.6)
        return '{"text": "too late"}'

    app.answers |= {"/events": (200, {}, slow), "/commands/slow": (200, {}, slow)}
    anna.say(ANNA_DM, "hello")
    assert [heard.headers.get("X-Slack-Retry-Reason") for heard in app.heard] == [None, "http_timeout"]
    with pytest.raises(BotSilent, match="operation_timeout"):
        anna.command(GENERAL, "/slow")
    assert "too late" not in json.dumps(anna.messages(GENERAL))
    assert journal(playground)[-1]["outcome"] == "operation_timeout"


def test_an_answer_other_than_good_is_a_failed_dispatch(app, playground, anna):
    app.answers["/commands/cosell"] = (404, {}, '{"text": "not for people"}')
    with pytest.raises(BotSilent, match="dispatch_failed"):
        anna.command(GENERAL, "/cosell")
    assert anna.bot_is_connected()
    assert journal(playground)[-1]["outcome"] == "dispatch_failed"


def test_an_app_that_is_gone_is_seen_to_be_gone_and_to_come_back():
    stub = Stub()
    with serving(stub):
        pass
    with Playground(workspace(stub.port)) as playground:
        visitor = Visitor(playground.url, ANNA)
        with serving(stub):
            soon(visitor.bot_is_connected)
        with pytest.raises(BotSilent, match="dispatch_failed"):
            visitor.command(GENERAL, "/cosell")
        assert not visitor.bot_is_connected()
        with serving(stub):
            soon(visitor.bot_is_connected)
            visitor.command(GENERAL, "/cosell")
    assert len(stub.heard) == 1
