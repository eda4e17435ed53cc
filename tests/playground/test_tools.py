"""What whoever opened the playground put beside the app: listed on the page, run in a thread, with how it went."""

import json
import threading
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect, sync_playwright

from bot.playground.server import Playground
from tests.playground.conftest import ANNA, ANNA_DM, BEN, GENERAL, WORKSPACE, ZOE
from tests.playground.test_page import ARGUMENTS, CHROMIUM

GO, BREAK = "Run it now · Jetzt ausführen", "Break"


@pytest.fixture
def threads():
    """The threads the tool ran in."""
    return []


@pytest.fixture
def playground(threads):
    def go():
        threads.append(threading.current_thread())
        return "first: posted\nsecond: nothing new"

    def fail():
        raise LookupError("no such order")

    with Playground(WORKSPACE, tools={GO: go, BREAK: fail}) as running:
        yield running


def run(playground, user, title):
    body = json.dumps({"user": user, "title": title}).encode()
    request = Request(f"{playground.url}/ui/tool", body, {"Content-Type": "application/json"})
    with urlopen(request) as answer:
        return json.load(answer)


def seen(playground, user):
    with urlopen(f"{playground.url}/ui/workspace?user={user}") as answer:
        return json.load(answer)["tools"]


def test_people_of_the_company_see_the_tools_and_others_none(playground):
    assert seen(playground, ANNA) == [GO, BREAK]
    assert seen(playground, ZOE) == []


def test_a_playground_without_tools_shows_none():
    with Playground(WORKSPACE) as plain:
        assert seen(plain, ANNA) == []


def test_a_tool_runs_beside_the_server_and_gives_its_result(playground, threads):
    answer = run(playground, BEN, GO)

    assert (answer["ok"], answer["result"]) == (True, "first: posted\nsecond: nothing new")
    [thread] = threads
    assert thread.name != "playground"


def test_a_tool_that_breaks_says_how(playground):
    answer = run(playground, BEN, BREAK)

    assert (answer["ok"], answer["broken"]) == (True, "LookupError: no such order")


@pytest.mark.parametrize(("user", "title"), [(ANNA, "Something else"), (ZOE, GO)])
def test_what_is_not_offered_is_not_run(playground, threads, user, title):
    answer = run(playground, user, title)

    assert (answer["ok"], answer["error"]) == (False, "unknown_tool")
    assert threads == []


@pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser: {CHROMIUM} is not installed")
def test_the_page_offers_them_beside_the_app_in_the_readers_language(playground):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        page = browser.new_page()
        page.set_default_timeout(5000)

        page.goto(f"{playground.url}/#{ANNA}/{ANNA_DM}")
        page.get_by_role("button", name="Jetzt ausführen").click()
        expect(page.locator(".tool-result li")).to_have_text(["first: posted", "second: nothing new"])
        page.get_by_role("button", name="Break").click()
        expect(page.locator(".tool-result")).to_contain_text("Das hat nicht geklappt: LookupError: no such order")
        page.locator(".tool-result").get_by_role("button").click()
        expect(page.locator(".tool-result")).to_have_text("")

        page.goto(f"{playground.url}/#{ANNA}/{GENERAL}")
        expect(page.locator(f"#main [data-composer={GENERAL}]")).to_be_visible()
        expect(page.locator(".toolbar")).to_have_count(0)
        browser.close()
