"""The page in a real browser: a person tries the bot, in both languages."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.playground.conftest import ANNA, ANNA_DM, BEN, GENERAL, LONELY, SHARED, ZOE
from tests.playground.every_block import add_listeners
from tests.playground.test_contract_files import FORM as FILE_FORM

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser: {CHROMIUM} is not installed")


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def page(browser, playground, bot):
    add_listeners(bot)
    context = browser.new_context(viewport={"width": 1200, "height": 850})
    # Pictures of messages would be fetched from elsewhere; a test stays on this machine.
    context.route(
        "**/*", lambda route: route.continue_() if route.request.url.startswith(playground.url) else route.abort()
    )
    opened = context.new_page()
    opened.set_default_timeout(5000)
    failures = []
    opened.on("pageerror", lambda error: failures.append(str(error)))
    opened.goto(playground.url)
    yield opened
    context.close()
    assert failures == []


def be(page, playground, user, channel):
    page.goto(f"{playground.url}/#{user}/{channel}")
    expect(page.locator(f"body[data-me={user}]")).to_be_attached()
    composer = page.locator(f"#main [data-composer={channel}]")
    expect(composer).to_be_visible()
    return composer


def test_a_person_tries_a_command_and_a_form(page):
    expect(page.locator("[data-bot=connected]")).to_have_text("alliance-bot ist verbunden")
    page.click("[data-try='0']")
    composer = page.locator(f"[data-composer={GENERAL}]")
    expect(composer).to_have_value("/cosell acme 50k")
    composer.press("Enter")
    answer = page.locator("#messages .message.ephemeral")
    expect(answer).to_contain_text("Nur für dich sichtbar")
    expect(answer).to_contain_text("You earn 4,250 EUR")
    numbers = answer.locator("svg[role=img] desc")
    expect(numbers).to_have_text(
        "Commission: Alone 3.400, Together 3.000, Referred 400; Alliance bonus: Alone 0, Together 1.250, Referred 600"
    )

    composer.fill("/fo")
    expect(page.locator("[role=option][data-command='/form']")).to_be_visible()
    composer.press("Tab")
    expect(composer).to_have_value("/form ")
    composer.press("Enter")
    form = page.locator("dialog#modal")
    expect(form.get_by_role("heading")).to_have_text("Note a lead")
    form.locator("[data-submit]").click()
    expect(form.locator("[data-error=customer]")).to_have_text("Bitte dieses Pflichtfeld ausfüllen.")
    expect(form.locator("[data-error=due]")).to_be_hidden()

    partner = form.locator("[data-action-id=partner]")
    partner.press_sequentially("bor")
    expect(form.locator("[role=option][data-value=boreal]")).to_be_visible()
    partner.press("Enter")
    expect(partner).to_have_value("Boreal")
    form.locator("[data-action-id=customer]").fill("Acme")
    form.locator("[data-action-id=amount]").fill("12")
    form.locator("[data-submit]").click()
    expect(form.locator("[data-error=customer]")).to_have_text("That is the partner, not the customer.")
    expect(partner).to_have_value("Boreal")

    form.locator("[data-action-id=customer]").fill("Contoso")
    form.locator("[data-action-id=customer]").press("Enter")
    expect(form).to_be_hidden()
    app = page.locator(f"#sidebar [data-channel={ANNA_DM}]")
    expect(app.locator(".count")).to_have_text("1")
    app.click()
    expect(page.locator("#messages .message").last).to_contain_text("Lead noted: Contoso for boreal")


def test_switching_shows_what_somebody_else_sees(page, playground):
    composer = be(page, playground, BEN, GENERAL)
    composer.fill("/cosell acme")
    composer.press("Enter")
    expect(page.locator(".message.ephemeral")).to_contain_text("Only visible to you")
    page.click(f"[data-user={ANNA}]")
    expect(page.locator(f"#messages[data-channel={GENERAL}]")).to_be_attached()
    expect(page.locator(".message.ephemeral")).to_have_count(0)
    page.click(f"[data-user={ZOE}]")
    expect(page.locator("h1")).to_have_text("Start")
    expect(page.locator(f"#sidebar [data-channel={GENERAL}]")).to_have_count(0)
    page.click(f"#sidebar [data-channel={SHARED}]")
    expect(page.locator("[data-shared]")).to_have_text("Shared with Nordwind")


def test_buttons_menus_and_confirmations(page, playground):
    composer = be(page, playground, BEN, GENERAL)
    composer.fill("/cosell acme")
    composer.press("Enter")
    page.click("[data-action-id=forget]")
    expect(page.locator("#confirm")).to_contain_text("This can't be undone.")
    page.keyboard.press("Escape")
    expect(page.locator("#confirm")).to_be_hidden()
    page.click("[data-action-id=forget]")
    page.click("[data-confirm=yes]")
    page.click("[data-action-id=more]")
    page.click("[role=menuitem][data-value=explain]")
    page.click("[data-action-id=partner]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.click(f"#sidebar [data-channel=D{BEN[1:]}]")
    expect(page.locator("#messages .message")).to_have_count(3)
    expect(page.locator("#messages")).to_contain_text("forget: None")
    expect(page.locator("#messages")).to_contain_text("more: explain")
    expect(page.locator("#messages")).to_contain_text("partner: acme")


def test_tables_sort_and_page_and_every_block_is_drawn(page, playground):
    composer = be(page, playground, BEN, GENERAL)
    composer.fill("/show")
    composer.press("Enter")
    table = page.locator(".data-table")
    expect(table.locator("tbody tr")).to_have_count(3)
    expect(table.locator(".page-count")).to_have_text("1–3 of 5")
    table.get_by_role("button", name="Value").click()
    expect(table.locator("tbody tr").first).to_contain_text("Acme")
    expect(table.locator("th[aria-sort=descending]")).to_contain_text("Value")
    table.get_by_role("button", name="Next page").click()
    expect(table.locator("tbody tr")).to_have_count(2)
    expect(table.locator("tbody tr").last).to_contain_text("Delta")
    expect(page.locator("[data-chart=pie] desc")).to_have_text("Events: 12 (24%); Partners: 30 (59%); Web: 9 (18%)")
    expect(page.locator(".unsupported")).to_have_count(0)


@pytest.mark.usefixtures("impatient")
def test_failures_are_seen(page, playground):
    composer = be(page, playground, BEN, GENERAL)
    composer.fill("/wrong")
    composer.press("Enter")
    card = page.locator("[data-refused=invalid_blocks]")
    expect(card).to_contain_text("Slack would refuse this")
    expect(card).to_contain_text("[json-pointer:/blocks/0/text/text]")
    composer.fill("/slow")
    composer.press("Enter")
    expect(page.locator(".message.failure")).to_contain_text('/slow failed with the error "operation_timeout"')


def test_mentions_threads_and_the_home(page, playground):
    composer = be(page, playground, BEN, GENERAL)
    composer.press_sequentially("@all")
    composer.press("Tab")
    composer.press_sequentially("*hi* <script>alert(1)</script>")
    composer.press("Enter")
    message = page.locator("#messages .message").first
    expect(message.locator("strong", has_text="hi")).to_be_visible()
    expect(message).to_contain_text("<script>alert(1)</script>")
    message.locator("[data-thread]").click()
    expect(page.locator("#thread")).to_contain_text("You called, @Ben Brook?")
    page.click(f"#sidebar [data-channel=D{BEN[1:]}]")
    page.click("[data-tab=home]")
    expect(page.locator("#home h3")).to_have_text("Your alliances")
    page.click(f"#sidebar [data-channel={LONELY}]")
    page.click(f"[data-invite={LONELY}]")
    expect(page.locator("#messages")).to_contain_text("Hello everybody")


def test_a_narrow_window_has_a_drawer(page):
    page.set_viewport_size({"width": 380, "height": 700})
    expect(page.locator("#sidebar")).not_to_be_in_viewport()
    page.get_by_role("button", name="Channels und Personen").click()
    expect(page.locator("#sidebar")).to_be_in_viewport()
    page.click(f"#sidebar [data-channel={GENERAL}]")
    expect(page.locator("#sidebar")).not_to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def eventually(holds):
    """Waits until what a click does has been done."""
    give_up = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < give_up
        time.sleep(0.05)


def test_a_developer_lets_things_go_wrong_and_reads_what_was_said(page, playground):
    composer = be(page, playground, BEN, GENERAL)
    page.click("[data-developer]")
    drawer = page.get_by_role("dialog", name="For developers")
    expect(drawer.locator(".wrong")).to_have_text("Nothing goes wrong.")
    expect(drawer.locator(".open-sockets")).to_have_text("1 open")
    drawer.get_by_label("Kind").select_option("rate_limited")
    drawer.get_by_label("Method").fill("chat.postMessage")
    drawer.get_by_label("How often").fill("2")
    drawer.get_by_role("button", name="Let it go wrong").click()
    expect(drawer.locator("[data-disturbance=rate_limited]")).to_have_text("HTTP 429 · chat.postMessage · 2 ×")
    drawer.get_by_role("button", name="Calm again").click()
    expect(drawer.locator(".wrong")).to_have_text("Nothing goes wrong.")
    composer.fill("/cosell acme")
    composer.press("Enter")
    line = drawer.locator("[data-entry=envelope]", has_text="/cosell").first
    expect(line).to_contain_text("acknowledged")
    line.locator("summary").click()
    expect(line.locator("pre")).to_contain_text('"command": "/cosell"')
    drawer.locator("[data-doing=jump]", has_text="+1 h").click()
    eventually(lambda: float(playground.developer.now()) > time.time() + 3000)
    page.once("dialog", lambda dialog: dialog.accept())
    drawer.get_by_role("button", name="Start over").click()
    expect(drawer.locator(".journal")).to_have_text("Nothing was said yet.")
    expect(page.locator("#messages .message")).to_have_count(0)
    drawer.get_by_role("button", name="Close").click()
    expect(drawer).to_be_hidden()


def test_a_file_is_dropped_into_a_form_and_stays_while_the_form_is_put_right(page, playground, bot):
    sent = []
    bot.command("/plain")(
        lambda ack, body, client: (client.views_open(trigger_id=body["trigger_id"], view=FILE_FORM), ack())
    )
    bot.view("drop")(lambda ack, body: (sent.append(body["view"]["state"]["values"]["plan"]["plan"]), ack()))
    composer = be(page, playground, ANNA, GENERAL)
    composer.fill("/plain")
    composer.press("Enter")
    form = page.locator("#modal")
    form.locator("button[type=submit]").click()
    expect(form.locator("[data-error=plan]")).to_have_text("Bitte dieses Pflichtfeld ausfüllen.")
    dropped = form.locator("input[type=file]")
    expect(dropped).to_have_attribute("accept", ".yaml,.yml")
    dropped.set_input_files({"name": "picture.png", "mimeType": "image/png", "buffer": b"\x89PNG"})
    form.locator("button[type=submit]").click()
    expect(form.locator("[data-error=plan]")).to_have_text("Dateien dieser Art gehen hier nicht.")
    dropped.set_input_files({"name": "plan.yaml", "mimeType": "text/yaml", "buffer": "plan: Verkäufer\n".encode()})
    form.locator("button[type=submit]").click()
    expect(form).to_be_hidden()
    assert [file["name"] for file in sent[0]["files"]] == ["plan.yaml"]
