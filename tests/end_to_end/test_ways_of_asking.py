"""Every way to ask what a deal pays, through the real process; each number is worked out by hand.

Sellers have a goal bonus: 28,500 for a quota of 1,000,000 orders a year, from 50 % on in proportion. At 620,000 so far
a deal of 50,000 is 62 % → 67 % of the goal: 5 % × 28,500 = 1,425. Together with Acme 2 % of the deal and a special
bonus of 500 come on top: 1,425 + 1,000 + 500 = 2,925; handing over pays 750. Lena's figures hold the 620,000, James
keeps none and says them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.config import Settings
from bot.domain.people import LanguageCode
from bot.example_world import WORKSPACE
from bot.playground.server import Playground
from bot.playground.visitor import Visitor
from messages.language import Language
from tests.end_to_end.conftest import ExampleCompany

LENA, JAMES, TIM, MIRA, OLIVER = "U0LENA", "U0JAMES", "U0TIM", "U0MIRA", "U0OLIVER"
SOFIA, DANIEL, PRIYA = "U0SOFIA", "U0DANIEL", "U0PRIYA"
DACH, SHARED = "C0DACH", "C0ACMESHARED"
BOT = "<@U0BOT>"
TODAY = datetime.now(ZoneInfo(Settings().company_time_zone)).date()
LATER_RULES = TODAY + timedelta(days=30)
LATER = TODAY + timedelta(days=60)
Json = dict[str, Any]

KRANICH = f"""
rules: together
alliance: kranich-cloud
role: seller
mode: on top
credit: 50 %
currency: EUR
from: {TODAY}
components:
  - fixed amount: 1 000
    per: deal
  - percentage: 1 %
    of: deal amount
  - tiers: marginal
    of: orders
    per: deal
    bands:
      - {{from: 0, to: 20 000, pays: 1 %}}
      - {{from: 20 000, pays: 2 %}}
  - bonus: 400
    closing: from {TODAY}
  - percentage: 10 %
    of: commission so far
  - cap: 3 000
    per: deal
  - split:
      - seller: 80 %
      - presales: 20 %
examples:
  # 1 000 + 500 + (200 + 600) + 400 are 2 700; 10 % of these and the plan's 712.50 make it 3 041.25, capped at 3 000.
  - {{deal: 50 000, closes: {TODAY}, plan pays: 712.50, pays: 2 400}}
"""
MERIDIAN = f"""
rules: together
alliance: meridian-analytics
role: seller
mode: instead
currency: EUR
from: {LATER_RULES}
components:
  - percentage: 1 %
    of: deal amount
examples:
  - {{deal: 50 000, closes: {LATER}, pays: 500}}
"""


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ExampleCompany]:
    """The example company; Kranich's rules and Meridian's later ones come from files and are released in Slack."""
    with Playground(WORKSPACE) as playground:
        found = ExampleCompany(playground, tmp_path_factory.mktemp("company"))
        found.fill()
        (found.folder / "kranich.yaml").write_text(KRANICH, encoding="utf-8")
        (found.folder / "meridian.yaml").write_text(MERIDIAN, encoding="utf-8")
        found.terminal("plans", "import", "kranich.yaml", "meridian.yaml", "--by", SOFIA, "--lower-pay")
        with found.bot():
            for words in ("cap of €3,000", "1% of the deal amount, instead of the plan"):
                release(found.visitor(DANIEL), words)
            yield found


def release(daniel: Visitor, words: str) -> None:
    press(daniel, daniel.wait_for(direct(DANIEL), words, 30), "Release")
    assert daniel.fill_and_submit({"approval": "GBV 2026/9"}).errors == {}
    daniel.close_view(everything=True)


def direct(user_id: str) -> str:
    return f"D{user_id[1:]}"


def said(shown: object) -> str:
    """Everything that is shown, with plain spaces and none before a per cent sign."""
    text = json.dumps(shown, ensure_ascii=False).replace("\u00a0", " ")
    return text.replace(" %", "%").replace("\\n", "\n").replace('\\"', '"')


def pays(shown: Json) -> list[str]:
    """What the routes pay, side by side."""
    (fields,) = [block["fields"] for block in shown["blocks"] if block.get("fields")]
    return [said(field["text"]).strip('"').replace("*", "").replace("\n", ": ") for field in fields]


def labels(shown: Json) -> list[str]:
    """What its buttons say."""
    elements = [element for block in shown["blocks"] for element in block.get("elements", [])]
    return [said(element["text"]["text"]).strip('"') for element in elements if element["type"] == "button"]


def press(visitor: Visitor, shown: Json, label: str) -> list[Json]:
    """Presses the first button that says this."""
    for block in shown["blocks"]:
        for element in [*block.get("elements", []), *filter(None, [block.get("accessory")])]:
            if element["type"] == "button" and said(element["text"]["text"]) == f'"{label}"':
                return visitor.click(shown, element["action_id"], block_id=block["block_id"])
    raise AssertionError(f"no button {label}: {labels(shown)}")


def ask(visitor: Visitor, line: str, channel: str = "") -> Json:
    """The private answer to a command."""
    return private(visitor.command(channel or direct(visitor.user_id), line))


def private(messages: list[Json]) -> Json:
    (shown,) = [message for message in messages if message["is_ephemeral"]]
    return shown


def opened(visitor: Visitor) -> Json:
    view = visitor.open_view()
    assert view is not None
    return view


def work_out(visitor: Visitor, **entered: object) -> Json:
    """The answer in the place of the form."""
    done = visitor.fill_and_submit(entered)
    assert done.errors == {}
    assert done.view is not None
    return done.view


def test_a_partner_and_an_amount_are_answered_at_once(company: ExampleCompany) -> None:
    answer = ask(company.visitor(LENA), "/cosell acme 50k")
    assert "Gemeinsam verdienst du 1.500 € mehr: 2.925 € statt 1.425 €." in said(answer)
    assert pays(answer) == ["Allein: 1.425 €", "Gemeinsam: 2.925 €", "Leadübergabe: 750 €"]
    # 1,425 / 2,925 is 48.7 %: together stays ahead while the chance sinks by less than 51.3 %.
    assert "um nicht mehr als 51,3% sinkt" in said(answer)


ENGLISH = (
    'acme 50k 30% together 60% closing today so far 620k role seller margin 12k months 24 units 5 product "Cell X"'
    " customer new region north deals 3 base booked registered today together amount 60k together margin 15k"
    " together closing today"
)
GERMAN = (
    "gemeinsam Abschluss heute gemeinsam Marge 15k gemeinsam Betrag 60k registriert heute Basis gebucht Deals 3"
    " Region Nord Neukunde Produkt „Zelle X“ Stück 5 Laufzeit 24 Marge 12k Rolle Verkäufer bisher 620k"
    " Abschluss heute gemeinsam 60 % 30 % 50k acme"
)
# Together on 60,000: 62 % → 68 % of the goal are 1,710, 2 % are 1,200, and 500: 3,410.
LARGER = ["Alone: €1,425", "Together: €3,410", "Hand over: €750"]
LARGER_WEIGHED = "is worth €1,618.50 more: 60% × €3,410 = €2,046 instead of 30% × €1,425 = €427.50."


@pytest.mark.parametrize(
    ("who", "words", "amounts", "told"),
    [
        (
            JAMES,
            ENGLISH,
            LARGER,
            [
                LARGER_WEIGHED,
                "a deal of €50,000 · margin €12,000 · closing ",
                "Cell X · 5 units · 24 contract months · new customer · region north · 30% to win alone",
                "€620,000 so far · 3 deals so far · together: a deal of €60,000, margin €15,000, closing ",
                "The deal was registered on ",
            ],
        ),
        (
            LENA,
            GERMAN,
            ["Allein: 1.425 €", "Gemeinsam: 3.410 €", "Leadübergabe: 750 €"],
            [
                "1.618,50 € mehr wert: 60% × 3.410 € = 2.046 € statt 30% × 1.425 € = 427,50 €.",
                "Auftrag über 50.000 € · Marge 12.000 € · Abschluss ",
                "Zelle X · 5 Stück · 24 Monate Laufzeit · Neukunde · Region Nord · 30% Chance allein",
                "bisher 620.000 € · bisher 3 Aufträge · gemeinsam: Auftrag über 60.000 €, Marge 15.000 €, Abschluss ",
                "Registriert am ",
            ],
        ),
    ],
)
def test_every_other_word_counts_in_any_order_and_both_languages(
    company: ExampleCompany, who: str, words: str, amounts: list[str], told: list[str]
) -> None:
    answer = ask(company.visitor(who), f"/cosell {words}")
    assert pays(answer) == amounts
    for sentence in told:
        assert sentence in said(answer)


def test_the_form_finds_the_partner_while_typing_shows_more_and_becomes_the_answer(company: ExampleCompany) -> None:
    james = company.visitor(JAMES)
    assert [m for m in james.command(direct(JAMES), "/cosell") if m["is_ephemeral"]] == []
    (acme,) = james.suggest("partner", "acm")
    assert acme["text"]["text"] == "Acme Robotics"
    assert "so_far" not in said(opened(james))
    assert press(james, opened(james), "More details") == []
    answer = work_out(
        james, partner=acme, amount="50k", so_far="620k", amount_together="60k", chance_alone="30", chance_together="60"
    )
    # As with the same words.
    assert pays(answer) == LARGER
    assert LARGER_WEIGHED in said(answer)
    james.close_view(everything=True)


@pytest.mark.parametrize(
    ("who", "line", "meant", "amounts"),
    [
        # 1,200 move the goal by 0.12 %: 34.20; with 24 and 500 more it is 558.20.
        (JAMES, "acme 1,200k so far 620k", ["€1,200,000", "€1,200"], ["Alone: €34.20", "Together: €558.20"]),
        # 50 move it by 0.005 %: 1.425, rounded 1.43; with 1 and 500 more it is 502.43.
        (LENA, "acme 50,000", ["50.000 €", "50 €"], ["Allein: 1,43 €", "Gemeinsam: 502,43 €"]),
    ],
)
def test_an_amount_that_may_be_two_is_asked_back_with_a_button_for_each(
    company: ExampleCompany, who: str, line: str, meant: list[str], amounts: list[str]
) -> None:
    visitor = company.visitor(who)
    asked = ask(visitor, f"/cosell {line}")
    assert labels(asked) == meant
    assert pays(private(press(visitor, asked, meant[1])))[:2] == amounts


def test_a_chance_button_changes_the_answer_where_it_stands(company: ExampleCompany) -> None:
    lena = company.visitor(LENA)
    answer = ask(lena, "/cosell acme 50k")
    surer = private(lena.click(answer, "earnings.chance/2"))
    assert surer["ts"] == answer["ts"]
    # 40 % × 1,425 / 2,925 is 19.49 %, so 20.51 points less.
    assert "von deinen 40% auf 19,5%, also um 20,5 Prozentpunkte" in said(surer)
    both = private(lena.click(surer, "earnings.chance/7"))
    assert both["ts"] == answer["ts"]
    # 60 % × 2,925 = 1,755; 40 % × 1,425 = 570
    assert "1.185 € mehr wert: 60% × 2.925 € = 1.755 € statt 40% × 1.425 € = 570 €." in said(both)


def test_a_chance_button_changes_the_answer_in_its_modal(company: ExampleCompany) -> None:
    lena = company.visitor(LENA)
    lena.command(direct(LENA), "/cosell acme")
    answer = work_out(lena, amount="50k", chance_together="60")
    assert lena.click(answer, "earnings.chance/2") == []
    changed = opened(lena)
    assert changed["id"] == answer["id"]
    assert "60% × 2.925 € = 1.755 € statt 40% × 1.425 € = 570 €." in said(changed)
    lena.close_view(everything=True)


def test_another_chance_is_entered_in_the_form_filled_in_with_all_else(company: ExampleCompany) -> None:
    james = company.visitor(JAMES)
    answer = ask(james, "/cosell acme 50k so far 620k together 50%")
    press(james, answer, "Other …")
    changed = work_out(james, chance_alone="35")
    # 50 % × 2,925 = 1,462.50; 35 % × 1,425 = 498.75
    assert "is worth €963.75 more: 50% × €2,925 = €1,462.50 instead of 35% × €1,425 = €498.75." in said(changed)
    press(james, changed, "Other …")
    again = work_out(james, chance_together="0")
    assert "alone is worth €498.75 more: 35% × €1,425 = €498.75 instead of 0% × €2,925 = €0." in said(again)
    james.close_view(everything=True)


# Half the deal counts for the plan. A tenth is paid of the plan's 712.50 and the 2,700 of the rules before it.
STEPS = """
• target bonus €28,500 × (62% → 67% attainment) = €1,425
• target bonus €28,500 × (62% → 64.5% attainment) = €712.50
• fixed amount €1,000
• 1% × €50,000 = €500
• 1% × €20,000 + 2% × €30,000 = €800 (slices)
• special bonus €400 (from {today} on)
• 10% × €3,412.50 commission so far = €341.25
• cap of €3,000 per deal: €3,041.25 → €3,000, that is −€41.25
• split: own share 80% × €3,000 = €2,400, so €600 goes to the others
• 50% of the deal counts for the plan (credit).
"""


def test_a_long_way_to_the_sum_is_shown_step_by_step(company: ExampleCompany) -> None:
    james = company.visitor(JAMES)
    answer = ask(james, "/cosell kranich 50k so far 620k")
    # 712.50 by the plan and 2,400 by the rules
    assert pays(answer) == ["Alone: €1,425", "Together: €3,112.50"]
    assert "80% × €3,000" not in said(answer)
    press(james, answer, "Show every step (10)")
    shown = [line for line in said(opened(james)["blocks"][0]["text"]["text"]).strip('"').split("\n") if "•" in line]
    assert shown == STEPS.format(today=Language.of(LanguageCode.EN).day(TODAY)).strip().split("\n")
    james.close_view(everything=True)


def test_the_button_under_a_briefing_asks_about_its_partner(company: ExampleCompany) -> None:
    mira, lena = company.visitor(MIRA), company.visitor(LENA)
    mira.command(direct(MIRA), "/briefing schedule acme")
    assert mira.fill_and_submit({"channel": DACH, "days": ["monday"]}).errors == {}
    mira.close_view(everything=True)
    mira.command(direct(MIRA), "/briefing now acme")
    briefing = lena.wait_for(DACH, "Was verdiene ich?", 10)
    press(lena, briefing, "Was verdiene ich?")
    answer = work_out(lena, amount="50.000")
    assert pays(answer) == ["Allein: 1.425 €", "Gemeinsam: 2.925 €", "Leadübergabe: 750 €"]
    lena.close_view(everything=True)


def test_a_mention_in_a_channel_is_answered_to_the_asker_alone(company: ExampleCompany) -> None:
    question = f"{BOT} Was verdiene ich mit Acme bei 50k?"
    answer = private(company.visitor(LENA).say(DACH, question))
    assert pays(answer)[:2] == ["Allein: 1.425 €", "Gemeinsam: 2.925 €"]
    seen = company.visitor(TIM).messages(DACH)
    assert question in said(seen)
    assert "2.925" not in said(seen)


@pytest.mark.parametrize(
    ("who", "words", "amounts", "weighed"),
    [
        (
            JAMES,
            "What do I earn if I win a 50k deal together with Acme? I have 620k so far, 30% alone, 60% together.",
            ["Alone: €1,425", "Together: €2,925", "Hand over: €750"],
            # 60 % × 2,925 = 1,755; 30 % × 1,425 = 427.50
            "is worth €1,327.50 more: 60% × €2,925 = €1,755 instead of 30% × €1,425 = €427.50.",
        ),
        (
            LENA,
            "Was verdiene ich bei einem Auftrag über 50.000 € mit Acme, wenn ich allein 30 % und zusammen 60 % habe?",
            ["Allein: 1.425 €", "Gemeinsam: 2.925 €", "Leadübergabe: 750 €"],
            "1.327,50 € mehr wert: 60% × 2.925 € = 1.755 € statt 30% × 1.425 € = 427,50 €.",
        ),
    ],
)
def test_plain_words_in_a_direct_message_are_understood(
    company: ExampleCompany, who: str, words: str, amounts: list[str], weighed: str
) -> None:
    (answer,) = [m for m in company.visitor(who).say(direct(who), words) if m["user"] == "U0BOT"]
    assert pays(answer) == amounts
    assert weighed in said(answer)


def test_an_amount_alone_leads_over_the_industry_to_partners_and_to_the_full_answer(company: ExampleCompany) -> None:
    lena = company.visitor(LENA)
    asked = ask(lena, "/cosell 50k")
    ranked = private(press(lena, asked, "Maschinenbau"))
    assert ranked["ts"] == asked["ts"]
    assert "1.500 € mehr* · Acme Robotics\ngemeinsam 2.925 €, allein 1.425 €" in said(ranked)
    answer = private(press(lena, ranked, "Volle Antwort"))
    assert pays(answer) == ["Allein: 1.425 €", "Gemeinsam: 2.925 €", "Leadübergabe: 750 €"]


def test_the_history_tells_which_rules_count_and_what_changes_when(company: ExampleCompany) -> None:
    english = Language.of(LanguageCode.EN)
    told = said(ask(company.visitor(JAMES), "/cosell history meridian"))
    assert f"v1 is in force since {english.day(TODAY)}" in told
    assert f"From {english.day(LATER_RULES)} on it is v2." in told
    assert "2.5%" in told
    assert "1%" in told
    # Acme's never change: 2 % and 500, 750 for handing over, and the goal bonus.
    acme = said(ask(company.visitor(LENA), "/cosell verlauf acme"))
    assert "Keine Änderung freigegeben." in acme
    for amount in ("2% vom Auftragswert", "500 €", "750 €", "Zielbonus 28.500 €", "Quote 1.000.000 €"):
        assert amount in acme


def test_own_figures_feed_the_next_answer_and_nobody_elses(company: ExampleCompany) -> None:
    oliver = company.visitor(OLIVER)
    line = "/cosell acme 50k"
    # Without figures the goal bonus pays nothing or, at best, jumps the hurdle of 50 %: 14,250 and the 1,425 of 5 %.
    assert pays(ask(oliver, line))[0] == "Alone: between €0 and €15,675"
    oliver.command(direct(OLIVER), "/cosell figures")
    saved = oliver.fill_and_submit({"quota": "800k", "target_bonus": "30,000", "booked": "760k"})
    assert saved.errors == {}
    oliver.close_view(everything=True)
    # 760,000 → 810,000 of 800,000 are 95 % → 101.25 %: 6.25 % × 30,000 = 1,875; with 1,500 more it is 3,375.
    assert pays(ask(oliver, line)) == ["Alone: €1,875", "Together: €3,375", "Hand over: €750"]
    assert pays(ask(company.visitor(JAMES), line))[0] == "Alone: between €0 and €15,675"


def test_a_registered_deal_keeps_the_rules_of_its_day(company: ExampleCompany) -> None:
    james, day = company.visitor(JAMES), Language.of(LanguageCode.EN).day(TODAY)
    line = f"/cosell meridian 50k so far 620k closing {LATER}"
    # Instead of the plan: 2.5 % until the rules change, 1 % after.
    now, later = ask(james, f"{line} registered {TODAY}"), ask(james, line)
    assert "Alone pays €175 more: €1,425 instead of €1,250 together." in said(now)
    assert f"This is by the rules of {day}, when the deal was registered." in said(now)
    assert "Alone pays €925 more: €1,425 instead of €500 together." in said(later)


@pytest.mark.parametrize(
    ("who", "channel", "line", "told"),
    [
        (JAMES, SHARED, "/cosell acme 50k", "People of another company read along here"),
        (PRIYA, SHARED, "/cosell acme 50k", "This answers only people of the company"),
        (JAMES, direct(JAMES), "/cosell acme 50k role presales", "You can ask what your own role earns."),
    ],
)
def test_whoever_may_not_know_is_told_no_number(
    company: ExampleCompany, who: str, channel: str, line: str, told: str
) -> None:
    refused = said(ask(company.visitor(who), line, channel))
    assert told in refused
    assert "€" not in refused
    assert told not in said(company.visitor(LENA).messages(SHARED))


def test_the_partner_manager_sees_the_pay_of_the_roles_in_the_rules(company: ExampleCompany) -> None:
    # 0.8 % × 50,000 = 400 by the plan of presales, and 0.5 % × 50,000 = 250 on top.
    answer = ask(company.visitor(MIRA), "/cosell acme 50k Rolle Presales")
    assert pays(answer) == ["Allein: 400 €", "Gemeinsam: 650 €"]


def test_where_there_are_no_rules_yet_the_question_reaches_the_partner_manager(company: ExampleCompany) -> None:
    tim, oliver = company.visitor(TIM), company.visitor(OLIVER)
    refused = ask(tim, "/cosell kranich 50k")
    assert f"Frag <@{OLIVER}>, was geplant ist." in said(refused)
    press(tim, refused, "Partnermanager fragen")
    (field,) = [block["block_id"] for block in opened(tim)["blocks"] if block["type"] == "input"]
    assert tim.fill_and_submit({field: "Was bekommt Presales ab Januar?"}).errors == {}
    tim.close_view(everything=True)
    asked = said(oliver.wait_for(direct(OLIVER), "Was bekommt Presales ab Januar?", 10))
    assert f"<@{TIM}>" in asked
    assert "Kranich Cloud" in asked


def test_a_slip_in_the_name_is_put_right_with_a_button_that_keeps_the_rest(company: ExampleCompany) -> None:
    james = company.visitor(JAMES)
    asked = ask(james, "/cosell acmee 50k so far 620k")
    assert labels(asked) == ["Acme Robotics"]
    answer = private(press(james, asked, "Acme Robotics"))
    assert pays(answer) == ["Alone: €1,425", "Together: €2,925", "Hand over: €750"]


def test_the_terminal_pays_what_slack_pays_line_by_line(company: ExampleCompany) -> None:
    company.terminal("plans", "export", "kept")
    of_deal = ("--deal", "50000", "--so-far", "orders per year=620000", "--closes", str(TODAY), "--json")
    quoted = json.loads(company.terminal("quote", "kept/plan-seller.yaml", "kranich.yaml", *of_deal))
    assert [example["kept"] for example in quoted["examples"]] == [True]
    routes = quoted["routes"]
    assert {route: pay["total"] for route, pay in routes.items()} == {"alone": 1425, "together": 3112.5}

    james = company.visitor(JAMES)
    answer = ask(james, "/cosell kranich 50k so far 620k")
    assert pays(answer) == ["Alone: €1,425", "Together: €3,112.50"]
    press(james, answer, next(label for label in labels(answer) if label.startswith("Show every step")))
    steps = said(opened(james))
    for line in (*routes["alone"]["lines"], *routes["together"]["lines"]):
        assert said(line["formula"]).strip('"') in steps
    james.close_view(everything=True)
