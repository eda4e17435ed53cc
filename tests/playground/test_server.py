"""The server around the protocol: saving, ports, who may reach it, the journal."""

import json
import socket
import time
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient

from bot.playground.server import Playground, PortTaken, serve
from bot.playground.visitor import Visitor
from tests.playground.conftest import ANNA, ANNA_DM, BOT, BOT_TOKEN, GENERAL, LONELY, WORKSPACE, journal, soon
from tests.playground.every_block import HOME


def test_what_was_said_is_there_after_a_restart(folder):
    with Playground(WORKSPACE, folder) as playground:
        anna = Visitor(playground.url, ANNA)
        client = WebClient(BOT_TOKEN, base_url=playground.api_url)
        posted = client.chat_postMessage(
            channel=GENERAL, text="kept", metadata={"event_type": "a", "event_payload": {"b": 1}}
        )
        client.chat_postMessage(channel=GENERAL, text="in the thread", thread_ts=posted["ts"])
        client.chat_postEphemeral(channel=GENERAL, text="gone", user=ANNA)
        client.views_publish(user_id=ANNA, view=HOME)
        anna.say(ANNA_DM, "mine")
        anna.invite(LONELY, BOT)

    with Playground(WORKSPACE, folder) as playground:
        anna = Visitor(playground.url, ANNA)
        assert [message["text"] for message in anna.messages(GENERAL)] == ["kept", "in the thread"]
        assert [message["text"] for message in anna.messages(ANNA_DM)] == ["mine"]
        assert anna.home()["blocks"][0]["text"]["text"] == "Your alliances"
        client = WebClient(BOT_TOKEN, base_url=playground.api_url)
        assert client.conversations_history(channel=LONELY)["messages"] == []
        [message] = client.conversations_history(channel=GENERAL, include_all_metadata=True)["messages"]
        assert message["metadata"] == {"event_type": "a", "event_payload": {"b": 1}}
        later = client.chat_postMessage(channel=GENERAL, text="after")
        assert float(later["ts"]) > float(posted["ts"])


def test_it_saves_while_it_runs(folder):
    with Playground(WORKSPACE, folder) as playground:
        Visitor(playground.url, ANNA).say(GENERAL, "soon on disk")
        soon(
            lambda: (folder / "playground.json").exists() and "soon on disk" in (folder / "playground.json").read_text()
        )
        assert [path.name for path in folder.iterdir()] == ["playground.json"]


def test_a_file_of_another_format_is_refused_with_a_clear_word(folder):
    folder.mkdir()
    for saved in ({"format": 99}, ["no object"], {"format": 1, "team": "T0OTHER"}):
        (folder / "playground.json").write_text(json.dumps(saved))
        with pytest.raises(ValueError, match="remove it to start afresh"), Playground(WORKSPACE, folder):
            pass
        assert json.loads((folder / "playground.json").read_text()) == saved


def test_a_taken_port_is_told_clearly():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=f"port {port} .* is in use"), Playground(WORKSPACE, port=port):
            pass
        with pytest.raises(PortTaken):
            serve(WORKSPACE, None, port)


def test_another_site_cannot_act_here(playground):
    form = Request(playground.url + "/ui/say", b"user=U0ANNA", {"Content-Type": "text/plain"})
    with pytest.raises(HTTPError) as refused:
        urlopen(form)
    assert refused.value.code == 415
    refused.value.close()
    with pytest.raises(HTTPError) as refused:
        urlopen(Request(playground.url + "/ui/say", b"{no json", {"Content-Type": "application/json"}))
    assert refused.value.code == 404
    refused.value.close()
    rebound = Request(playground.url + "/ui/workspace?user=U0ANNA", headers={"Host": "evil.example"})
    with pytest.raises(HTTPError) as refused:
        urlopen(rebound)
    assert refused.value.code == 400
    refused.value.close()


def test_it_stops_at_once_with_a_page_open():
    with Playground(WORKSPACE) as playground:
        page = urlopen(playground.url + f"/ui/live?user={ANNA}")
        assert page.readline() == b"retry: 1000\n"
        before = time.monotonic()
    assert time.monotonic() - before < 1
    page.close()


def test_the_journal_has_each_call_without_its_token(playground, client):
    client.chat_postMessage(channel=GENERAL, text="noted")

    [entry] = journal(playground)
    assert (entry["kind"], entry["method"]) == ("call", "chat.postMessage")
    assert entry["arguments"]["text"] == "noted"
    assert entry["answer"]["ok"] is True
    assert "xoxb" not in json.dumps(entry)


def test_the_page_loads_nothing_from_elsewhere(playground):
    with urlopen(playground.url) as answer:
        page, policy = answer.read().decode(), answer.headers["Content-Security-Policy"]
    assert "<title>alliance-bot · Nordwind</title>" in page
    assert "default-src 'self'" in policy
    assert "http://" not in page
    assert "https://" not in page
