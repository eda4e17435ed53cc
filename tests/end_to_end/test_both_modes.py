"""The bot as a process of its own, in Socket Mode and in HTTP mode: one story, and what strangers get to hear."""

import hashlib
import hmac
import json
import os
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import psycopg
import pytest

from bot.example_world import WORKSPACE
from bot.listeners.surface import manifest
from bot.playground.server import Playground
from bot.playground.visitor import Visitor
from storage.engine import migrate, open_engine

ROOT = Path(__file__).parents[2]
SECRET = "5f1b0c9de8a74c6f9d0e2b3a4c5d6e7f"
LENA, JAMES, OLIVER, SOFIA, ROBIN, PRIYA = "U0LENA", "U0JAMES", "U0OLIVER", "U0SOFIA", "U0ROBIN", "U0PRIYA"
SHARED = "C0ACMESHARED"
CUSTOMER = "Brauhaus Sonnenschein"
MODES = ("socket", "http")


@dataclass(frozen=True)
class Stage:
    playground: Playground
    bot: str
    """The address of the bot in HTTP mode."""
    process: subprocess.Popen
    log: Path

    def visitor(self, user):
        return Visitor(self.playground.url, user)

    def sent(self, kind):
        """The payloads of this kind that Slack has sent so far."""
        envelopes = [entry["envelope"] for entry in self.playground.journal() if entry["kind"] == "envelope"]
        return [envelope["payload"] for envelope in envelopes if envelope["type"] == kind]

    def request(self, path, body=None, **headers):
        """Asks the bot's web server; gives status and body."""
        data = None if body is None else body.encode()
        asked = Request(self.bot + path, data, {name.replace("_", "-"): value for name, value in headers.items()})
        try:
            with urlopen(asked, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as refused:
            with refused:
                return refused.code, refused.read().decode()

    def as_slack(self, body, at=None, content_type="application/x-www-form-urlencoded"):
        """Sends a body to the bot, signed as Slack signs."""
        return self.request("/slack/events", body, Content_Type=content_type, **signed(body, at))


def signed(body, at=None, secret=SECRET):
    moment = str(int(time.time()) if at is None else at)
    digest = hmac.new(secret.encode(), f"v0:{moment}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X_Slack_Request_Timestamp": moment, "X_Slack_Signature": f"v0={digest}"}


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@contextmanager
def running(mode, folder, **more):
    """A playground and the real bot at it, which sees nothing of the environment but what is given here."""
    http, port = mode == "http", free_port()
    address = f"http://127.0.0.1:{port}"
    workspace = replace(
        WORKSPACE, manifest=manifest(f"{address}/slack/events" if http else None), signing_secret=SECRET
    )
    with Playground(workspace) as playground, (folder / "bot.log").open("w") as log:
        tokens = {"SLACK_SIGNING_SECRET": SECRET} if http else {"SLACK_APP_TOKEN": WORKSPACE.app_token}
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "SLACK_API_URL": playground.api_url,
            "SLACK_BOT_TOKEN": WORKSPACE.bot_token,
            "PORT": str(port),
            **tokens,
            **more,
        }
        command = [sys.executable, "-m", "bot", "run", *(["--http"] if http else [])]
        with subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log) as process:
            try:
                stage = Stage(playground, address, process, folder / "bot.log")
                until(lambda: process.poll() is not None or stage.visitor(LENA).bot_is_connected(), 30)
                assert process.poll() is None, stage.log.read_text()
                yield stage
            finally:
                process.terminate()


def until(check, seconds=5.0):
    give_up = time.monotonic() + seconds
    while not (found := check()):
        assert time.monotonic() < give_up, "it did not happen in time"
        time.sleep(0.05)
    return found


def direct(user):
    return f"D{user[1:]}"


def told(shown):
    return json.dumps(shown, ensure_ascii=False).replace("\u00a0", " ").replace("\u202f", " ")


def give(robin, user, right):
    robin.command(direct(ROBIN), "/alliance people")
    robin.fill_and_submit({"person": user})
    robin.fill_and_submit({"rights": [right]})
    robin.close_view(everything=True)


def register(oliver):
    oliver.command(direct(OLIVER), "/alliance register")
    benefit = "A robot that unloads a lorry in nine minutes."
    form = {"partner": "Acme Robotics", "manager": OLIVER, "benefit": benefit, "shared_channel": SHARED}
    assert oliver.fill_and_submit({**form, "benefit": " "}).errors.keys() == {"benefit"}
    assert "Acme Robotics" in told(oliver.fill_and_submit(form).view)
    oliver.close_view(everything=True)


def draft(oliver, rate):
    oliver.command(direct(OLIVER), "/alliance incentive acme robotics")
    assert "€1,500" in told(oliver.fill_and_submit({"rate": rate}).view), "three per cent of the example of 50,000"
    oliver.fill_and_submit({})
    oliver.close_view(everything=True)


def release(sofia):
    request = sofia.wait_for(direct(SOFIA), "bittet dich um Freigabe")
    sofia.click(request, "version.release")
    assert sofia.fill_and_submit({"approval": "GBV 2026/4"}).errors == {}
    sofia.close_view(everything=True)


def share(lena):
    lena.command(direct(LENA), "/lead share acme robotics")
    form = {"customer": CUSTOMER, "need": "Zwei Rampen, Nachtschicht findet niemanden", "value": "80k"}
    assert lena.fill_and_submit({**form, "need": f"{CUSTOMER} sucht Hilfe"}).errors.keys() == {"need"}
    return lena.fill_and_submit(form)


@pytest.mark.parametrize("mode", MODES)
def test_from_an_empty_book_to_a_lead_the_partner_accepts(tmp_path, mode):
    with running(mode, tmp_path) as stage:
        lena, james, oliver, sofia, robin, priya = map(stage.visitor, (LENA, JAMES, OLIVER, SOFIA, ROBIN, PRIYA))
        give(robin, OLIVER, "partner_manager")
        give(robin, SOFIA, "sales_operations")

        register(oliver)
        draft(oliver, "3 %")
        [early] = james.command(direct(JAMES), "/cosell acme robotics 50k")
        assert "no released rules with Acme Robotics" in early["text"], "a draft is not quoted"
        release(sofia)
        oliver.wait_for(direct(OLIVER), f"<@{SOFIA}>")
        assert "on top you get €1,500." in told(james.command(direct(JAMES), "/cosell acme robotics 50k"))
        assert "obendrauf bekommst du 1.500 €." in told(lena.command(direct(LENA), "/cosell acme robotics 50k"))
        assert "obendrauf bekommst du 1.500 €." in told(
            lena.say(direct(LENA), "was verdiene ich mit Acme Robotics bei 50.000 €?")
        )

        lena.command(direct(LENA), "/cosell")
        [option] = lena.suggest("earnings.partner", "acm")
        assert option["text"]["text"] == "Acme Robotics"
        lena.close_view(everything=True)

        share(lena)
        posted = priya.wait_for(SHARED, "Zwei Rampen")
        assert CUSTOMER not in told(priya.messages(SHARED)), "masked until it is accepted"
        priya.click(posted, "lead.accept")
        accepted = until(
            lambda: [m for m in priya.messages(SHARED) if m["ts"] == posted["ts"] and "lead.qualify" in told(m)]
        )
        priya.click(accepted[0], "lead.customer")
        assert CUSTOMER in told(priya.open_view()), "the partner learns the name"
        assert CUSTOMER not in told(priya.messages(SHARED)), "and the channel does not"
        lena.wait_for(direct(LENA), f"<@{PRIYA}> hat ihn angenommen")

        sockets = [entry for entry in stage.playground.journal() if entry.get("method") == "apps.connections.open"]
        assert bool(sockets) == (mode == "socket"), "each mode in its own way"
    log = stage.log.read_text()
    assert stage.process.returncode == 0
    assert "Traceback" not in log
    assert CUSTOMER not in log


@pytest.fixture(scope="module")
def http(tmp_path_factory):
    with running("http", tmp_path_factory.mktemp("http")) as stage:
        give(stage.visitor(ROBIN), OLIVER, "partner_manager")
        register(stage.visitor(OLIVER))
        yield stage


HELP = urlencode(
    {"command": "/alliance", "text": "help", "user_id": JAMES, "team_id": "T0NORDWIND", "trigger_id": "1.2"}
)


def test_who_signs_is_answered(http):
    status, body = http.as_slack(urlencode({**http.sent("slash_commands")[0], "text": "help", "trigger_id": "9.9"}))
    assert status == 200
    assert "/alliance" in body


@pytest.mark.parametrize(
    "headers",
    [
        {},
        signed(HELP, secret="not the secret"),
        {**signed(HELP), "X_Slack_Signature": "v0="},
        {**signed(HELP), "X_Slack_Signature": "v0=ä"},
        signed("another body"),
        signed(HELP, at=int(time.time()) - 3600),
        signed(HELP, at=int(time.time()) + 3600),
        signed(HELP, at="yesterday"),
        signed(HELP, at=""),
        signed(HELP, at="-1"),
        signed(HELP, at="1e9"),
        signed(HELP, at="9" * 5000),
        {"X_Slack_Signature": signed(HELP)["X_Slack_Signature"]},
    ],
    ids=[
        "not signed", "wrong secret", "empty signature", "no ASCII", "another body", "too old", "from the future",
        "no number", "empty", "negative", "a float", "endless", "no timestamp",
    ],
)  # fmt: skip
def test_who_does_not_sign_or_too_long_ago_hears_nothing(http, headers):
    assert http.request("/slack/events", HELP, **headers) == (401, "not signed by Slack")


def test_what_strangers_send_is_not_written_into_the_log(http):
    http.request("/slack/events", urlencode({"text": "acme 4711000"}), **signed("", secret="guessed"))
    assert "4711000" not in http.log.read_text()
    assert "Traceback" not in http.log.read_text()


def test_a_body_longer_than_slack_s_is_not_read(http):
    status, _ = http.as_slack("text=" + "a" * 1_000_000)
    assert status == 413


def test_the_challenge_is_answered_to_slack_alone(http):
    asked = json.dumps({"type": "url_verification", "token": "x", "challenge": "3eZbrw1aB"})
    status, body = http.as_slack(asked, content_type="application/json")
    assert (status, json.loads(body)) == (200, {"challenge": "3eZbrw1aB"})
    status, body = http.request("/slack/events", asked, Content_Type="application/json")
    assert status == 401
    assert "3eZbrw1aB" not in body


def test_slack_may_look_at_the_certificate(http):
    assert http.request("/slack/events", urlencode({"ssl_check": "1", "token": "x"})) == (200, "")


def test_there_is_nothing_else_to_find(http):
    for path in ("/", "/slack", "/slack/other", "/docs", "/.env"):
        assert http.request(path)[0] == 404
    assert http.request("/slack/events")[0] == 405
    assert http.request("/healthz") == (200, "ok")


def test_a_replayed_request_changes_nothing_twice(http):
    lena, priya = http.visitor(LENA), http.visitor(PRIYA)
    share(lena)
    posted = priya.wait_for(SHARED, "Zwei Rampen")
    priya.click(posted, "lead.accept")
    lena.wait_for(direct(LENA), "hat ihn angenommen")
    changes = [one for one in http.sent("interactive") if one["type"] in {"view_submission", "block_actions"}]
    before = the_book(http)
    assert before.count("hat ihn angenommen") == 2, "in the history, and in the sender's thread"
    assert before.count("accepted it") == 1, "in the channel's thread"

    for payload in changes:
        status, _ = http.as_slack(urlencode({"payload": json.dumps(payload)}))
        assert status == 200

    time.sleep(0.5)  # whatever would be posted once more is posted at once
    assert len(changes) >= 6, "rights, the alliance, the lead, the acceptance"
    assert the_book(http) == before

    shared = next(one for one in reversed(changes) if one["type"] == "view_submission")
    shared["view"]["id"] = "V0ANOTHER"
    http.as_slack(urlencode({"payload": json.dumps(shared)}))
    assert "2 Leads" in the_book(http), "what is not a repetition counts"


def the_book(stage):
    """What people see: the list of alliances, of leads, one lead's history, and what was posted."""
    lena, priya = stage.visitor(LENA), stage.visitor(PRIYA)
    commands = ("/alliance list", "/lead list", "/lead show L-1001")
    answers = [message["blocks"] for line in commands for message in lena.command(direct(LENA), line)]
    posts = [
        (message["ts"], message["text"])
        for messages in (lena.messages(direct(LENA)), priya.messages(SHARED))
        for message in messages
        if not message["is_ephemeral"]
    ]
    return re.sub(r'"block_id": "[^"]*"', "", told([answers, posts]))


def test_health_says_in_a_plain_word_that_the_database_is_gone(tmp_path, postgres_url, new_postgres_database, keys):
    url = new_postgres_database()
    name = url.partition("?")[0].rpartition("/")[2]
    engine = open_engine(url)
    migrate(engine)
    engine.dispose()
    with (
        running("http", tmp_path, DATABASE_URL=url, **keys) as stage,
        psycopg.connect(postgres_url, autocommit=True) as by,
    ):
        assert stage.request("/healthz") == (200, "ok")
        by.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        by.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        assert stage.request("/healthz") == (503, "the database can't be reached")
        by.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
        assert stage.request("/healthz") == (200, "ok")
    assert "is not currently accepting connections" in stage.log.read_text(), "the reason is for those who run it"


@pytest.mark.parametrize("words", [["run", "--http"], []], ids=["told to", "from the settings"])
def test_a_port_that_is_taken_is_told(tmp_path, words):
    with socket.create_server(("127.0.0.1", 0)) as taken, Playground(WORKSPACE) as playground:
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "SLACK_API_URL": playground.api_url,
            "SLACK_BOT_TOKEN": WORKSPACE.bot_token,
            "SLACK_SIGNING_SECRET": SECRET,
            "PORT": str(taken.getsockname()[1]),
        }
        command = [sys.executable, "-m", "bot", *words]
        ended = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=30, check=False
        )
    assert ended.returncode == 1
    assert "HOST, PORT: can't listen on 127.0.0.1" in ended.stderr
    assert "Listening" not in ended.stdout
