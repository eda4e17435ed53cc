"""`alliance-bot try` in a real browser: each role does what it may and is refused kindly what it may not.

With PICTURES=folder the pictures for the README are kept there (`make pictures`).
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=de",
]
LENA, JAMES, MIRA, OLIVER = "U0LENA", "U0JAMES", "U0MIRA", "U0OLIVER"
SOFIA, KARIN, PRIYA = "U0SOFIA", "U0KARIN", "U0PRIYA"

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser: {CHROMIUM} is not installed")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("try")
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(folder)}
    command = [sys.executable, "-m", "bot", "try", "--no-browser", "--port", "0", "--folder", str(folder / "data")]
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process.stdout.readline().split(": ")[1].split()[0]
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
    context = browser.new_context(viewport={"width": 1180, "height": 860}, locale="de-DE")
    opened = context.new_page()
    opened.set_default_timeout(8000)
    failures = []
    opened.on("pageerror", lambda error: failures.append(str(error)))
    opened.goto(address)
    yield opened
    context.close()
    assert failures == []


def be(page, address, user, channel=None):
    """Become somebody, in a channel or else in their direct message with the bot; gives the composer."""
    channel = channel or f"D{user[1:]}"
    page.goto(f"{address}/#{user}/{channel}")
    expect(page.locator(f"body[data-me={user}]")).to_be_attached()
    composer = page.locator(f"#main [data-composer={channel}]")
    expect(composer).to_be_visible()
    page.wait_for_timeout(300)  # what was said before is drawn a moment after the composer
    return composer


def close(page):
    page.keyboard.press("Escape")
    expect(page.locator("dialog#modal")).to_be_hidden()


def ask(page, composer, line):
    """Type a command; gives the newest message once there is one more."""
    messages = page.locator("#messages > li.message")
    before = messages.count()
    composer.fill(line)
    composer.press("Escape")
    composer.press("Enter")
    expect(messages).to_have_count(before + 1)
    return messages.last


def open_form(page, composer, line):
    composer.fill(line)
    composer.press("Escape")
    composer.press("Enter")
    form = page.locator("dialog#modal")
    expect(form).to_be_visible()
    return form


def choose(form, field, text):
    box = form.locator(f"[data-block-id={field}] input[role=combobox]")
    box.click()
    box.press_sequentially(text)
    form.locator("[role=option]", has_text=text).first.click()


def keep(page, name):
    """Keeps a picture of the page when they are asked for."""
    folder = os.environ.get("PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png")


def test_the_first_screen_offers_something_to_try_and_the_answer_comes_in_the_reader_s_language(page, address):
    expect(page.locator("[data-bot=connected]")).to_be_visible()
    page.click("[data-try='0']")
    composer = page.locator(f"[data-composer=D{LENA[1:]}]")
    expect(composer).to_have_value("/cosell acme 50k")
    composer.press("Enter")
    answer = page.locator("#messages .message.ephemeral").last
    expect(answer).to_contain_text("Gemeinsam verdienst du 1.500\u00a0€ mehr: 2.925\u00a0€ statt 1.425\u00a0€.")
    expect(answer).to_contain_text("Zielbonus 28.500\u00a0€ × (62\u00a0% → 67\u00a0% Zielerreichung) = 1.425\u00a0€")
    answer.locator("button", has_text="40").first.click()
    expect(answer).to_contain_text("40\u00a0% × 1.425\u00a0€ = 570\u00a0€")
    answer.locator("button", has_text="60").nth(1).click()
    expect(answer).to_contain_text("60\u00a0% × 2.925\u00a0€ = 1.755\u00a0€")
    page.set_viewport_size({"width": 1180, "height": 1120})
    answer.evaluate("node => node.scrollIntoView({block: 'start'})")
    keep(page, "seller")
    english = ask(page, be(page, address, JAMES), "/cosell acme 50k")
    expect(english).to_contain_text("Together you earn €1,500 more, whatever your figures are.")


def test_a_seller_is_refused_kindly_what_is_not_a_seller_s_to_do(page, address):
    composer = be(page, address, LENA)
    for line in ("/alliance register", "/alliance plan", "/alliance people", "/alliance pause acme"):
        refused = ask(page, composer, line)
        expect(refused).to_contain_text(re.compile("Partnermanager|Vertriebssteuerung|Administrator"))
    expect(page.locator("dialog#modal")).to_be_hidden()


def test_registered_drafted_released_by_somebody_else_and_asked(page, address):
    form = open_form(page, be(page, address, OLIVER), "/alliance register")
    form.locator("[data-submit]").click()
    expect(form.locator("[data-error=partner]")).to_be_visible()
    expect(form.locator("[data-error=benefit]")).to_be_visible()
    form.locator("[data-action-id=partner]").fill("Sturm & Drang Energie AG")
    choose(form, "manager", "Oliver")
    form.locator("[data-action-id=benefit]").fill("Your power bill <!channel> falls by *a fifth*, and you own nothing.")
    form.locator("[data-submit]").click()
    expect(form).to_contain_text("Sturm & Drang Energie AG")
    close(page)

    form = open_form(page, be(page, address, OLIVER), "/alliance incentive sturm drang energie")
    form.locator("[data-action-id=rate]").fill("3 %")
    form.locator("[data-submit]").click()
    expect(form).to_contain_text("of the deal amount, on top of the plan")
    expect(form).to_contain_text("€1,500")
    keep(page, "draft")
    form.locator("[data-submit]").click()
    expect(form.locator("[data-submit]")).to_have_count(0)
    close(page)
    early = ask(page, be(page, address, JAMES), "/cosell sturm drang energie 50k")
    expect(early).not_to_contain_text("1,500")

    be(page, address, SOFIA)
    request = page.locator("#messages > li.message", has_text="Sturm & Drang Energie AG").last
    expect(request).to_contain_text("bittet dich um Freigabe")
    request.locator("[data-action-id='version.release']").click()
    form = page.locator("dialog#modal")
    form.locator("[data-submit]").click()
    expect(form.locator("[data-submit]")).to_have_count(0)
    close(page)

    answer = ask(page, be(page, address, JAMES), "/cosell sturm drang energie 50k")
    expect(answer).to_contain_text("€1,500")
    card = ask(page, be(page, address, JAMES), "/alliance show sturm drang energie")
    expect(card).to_contain_text("Your power bill <!channel> falls by ∗a fifth∗, and you own nothing.")


def test_pay_is_not_talked_about_where_another_company_reads_along(page, address):
    for user in (LENA, PRIYA):
        refused = ask(page, be(page, address, user, "C0ACMESHARED"), "/cosell acme 50k")
        expect(refused).not_to_contain_text("€")


def test_a_lead_is_shared_and_accepted_across_two_companies_in_both_languages(page, address):
    form = open_form(page, be(page, address, LENA), "/lead teilen acme")
    form.locator("[data-action-id=customer]").fill("Sägewerk Zauner GmbH")
    form.locator("[data-action-id=need]").fill("Sägewerk Zauner will die zweite Linie umrüsten.")
    form.locator("[data-action-id=value]").fill("120k")
    form.locator("[data-submit]").click()
    expect(form.locator("[data-error=need]")).to_be_visible()
    form.locator("[data-action-id=need]").fill("Die zweite Linie soll bis Ostern umgerüstet sein.")
    form.locator("[data-submit]").click()
    expect(form).to_contain_text(re.compile(r"L-\d+"))
    reference = re.search(r"L-\d+", form.inner_text())[0]
    close(page)

    be(page, address, PRIYA, "C0ACMESHARED")
    lead = page.locator("#messages > li.message", has_text=reference).last
    expect(lead).to_contain_text("€50,000 to €250,000", timeout=25_000)  # the channel takes one post a second
    expect(lead).not_to_contain_text("Zauner")
    lead.locator("[data-action-id='lead.accept']").click()
    expect(lead.locator("[data-action-id='lead.qualify']")).to_be_visible()
    lead.locator("[data-action-id='lead.customer']").click()
    expect(page.locator("dialog#modal")).to_contain_text("Sägewerk Zauner GmbH")
    close(page)

    be(page, address, LENA)
    told = page.locator("#messages > li.message", has_text=reference).last
    expect(told).to_contain_text("ngenommen")
    expect(told).to_contain_text("50.000\u00a0€")


def test_the_partner_manager_and_leadership_see_how_it_stands(page, address):
    page.set_viewport_size({"width": 1180, "height": 1150})
    report = ask(page, be(page, address, MIRA), "/alliance balance acme last quarter")
    numbers = report.locator("[data-chart=bar] desc")
    expect(numbers).to_contain_text("Gegeben")
    expect(report.locator(".data-table")).to_be_visible()
    report.evaluate("node => node.scrollIntoView({block: 'start'})")
    keep(page, "partner-manager")
    be(page, address, KARIN, "C0LEAD")
    digest = page.locator("#messages > li.message").last
    expect(digest.locator("[data-chart=pie] desc")).to_contain_text("nur auf dem Papier")
    digest.evaluate("node => node.scrollIntoView({block: 'start'})")
    keep(page, "leadership")
