"""What the first screen offers to try, played in a real browser with the real bot, in both languages."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from bot.example_world import WORKSPACE
from bot.playground.visitor import Visitor
from tests.playground.test_page import ARGUMENTS, CHROMIUM

ROOT = Path(__file__).parents[2]
LENA, JAMES, MIRA, OLIVER = "U0LENA", "U0JAMES", "U0MIRA", "U0OLIVER"

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser: {CHROMIUM} is not installed")

# Of each thing to try: what its owner finds; who tries it in the other language, with which words; what they find.
TRIES = {
    "/cosell acme 50k": ("Gemeinsam verdienst du", JAMES, "/cosell acme 50k", "Together you earn"),
    "/alliance register": ("Register an alliance", MIRA, "/alliance register", "Allianz anlegen"),
    "/alliance bilanz acme": ("gegeben", OLIVER, "/alliance balance tidewell", "given"),
    "/lead share acme": ("Share a lead", LENA, "/lead share acme", "Lead teilen"),
}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("try")
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(folder)}
    command = [sys.executable, "-m", "bot", "try", "--no-browser", "--port", "0", "--folder", str(folder / "data")]
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield next(re.search(r"http://[\d.:]+", line)[0] for line in process.stdout if "http://" in line)
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def page(browser, address):
    context = browser.new_context(viewport={"width": 1180, "height": 860})
    opened = context.new_page()
    opened.set_default_timeout(8000)
    failures = []
    opened.on("pageerror", lambda error: failures.append(str(error)))
    opened.goto(address)
    yield opened
    context.close()
    assert failures == []


def answered(page, composer, found):
    """What came on the page after sending: a form or a message with these words."""
    composer.press("Escape")
    composer.press("Enter")
    answer = page.locator("dialog#modal[open], #messages .message.ephemeral", has_text=found).last
    expect(answer).to_be_visible()
    expect(page.locator("[data-refused], .message.failure")).to_have_count(0)
    return answer


def close_form(page):
    """Forms stay open for their person, even on another page, until they are closed."""
    page.keyboard.press("Escape")
    expect(page.locator("dialog#modal")).to_be_hidden()


def charts_say_their_numbers(address, user, channel, answer):
    """Every number of the charts in the newest answer stands in its drawing's accessible text."""
    messages = Visitor(address, user).messages(channel)
    blocks = messages[-1]["blocks"] if messages else []
    charts = [block["chart"] for block in blocks if block["type"] == "data_visualization"]
    for number, chart in enumerate(charts):
        text = answer.locator("svg[role=img] desc").nth(number).text_content()
        for series in chart["series"]:
            points = ", ".join(f"{point['label']} {point['value']}" for point in series["data"])
            assert f"{series['name']}: {points}" in text
    return len(charts)


def test_every_thing_to_try_is_known_here():
    assert [one.text for one in WORKSPACE.tries] == list(TRIES)


@pytest.mark.parametrize("number", range(len(TRIES)))
def test_a_thing_to_try_works_in_both_languages(page, address, number):
    offered = WORKSPACE.tries[number]
    found, other, line, found_by_other = TRIES[offered.text]
    page.click(f"[data-try='{number}']")
    composer = page.locator(f"#main [data-composer={offered.channel_id}]")
    expect(composer).to_have_value(offered.text)
    answer = answered(page, composer, found)
    charts = charts_say_their_numbers(address, offered.user_id, offered.channel_id, answer)

    close_form(page)

    channel = f"D{other[1:]}"
    page.goto(f"{address}/#{other}/{channel}")
    expect(page.locator(f"body[data-me={other}]")).to_be_attached()
    composer = page.locator(f"#main [data-composer={channel}]")
    composer.fill(line)
    answer = answered(page, composer, found_by_other)
    assert charts_say_their_numbers(address, other, channel, answer) == charts == (1 if "balance" in line else 0)
    close_form(page)
