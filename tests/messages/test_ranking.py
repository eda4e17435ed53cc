"""Partners ranked and versions over time, as they read."""

from __future__ import annotations

import pytest

from bot.domain.people import LanguageCode
from bot.domain.questions import Ask
from messages import ranking
from messages.actions import Action
from messages.examples import world as w
from messages.examples.ranking import EXAMPLES, HISTORIES
from messages.language import NO_BREAK_SPACE, Language
from messages.message import objects

EN = Language.of(LanguageCode.EN)
FIFTY = Ask(w.euro(50_000))


def blocks(name):
    return EXAMPLES[name](EN).to_dict()["blocks"]


def partners(name):
    """What each partner's entry says, line by line, with plain spaces."""
    texts = (block["text"]["text"] for block in blocks(name) if "accessory" in block)
    return [text.replace(NO_BREAK_SPACE, " ").splitlines() for text in texts]


def sentences(name):
    texts = (found.get("text") for found in objects(blocks(name)) if found.get("type") in {"mrkdwn", "plain_text"})
    return "\n".join(texts).replace(NO_BREAK_SPACE, " ")


def test_each_partner_says_the_number_first_then_both_pays_then_why_it_fits():
    assert partners("ranking-many")[0] == [
        "*€1,000 more* · Acme Robotics",
        "€2,500 together, €1,500 alone",
        (
            "Fits Machinery: Your machines call before they stop, and the technician brings the right part the first"
            " time."
        ),
    ]


@pytest.mark.parametrize(
    ("name", "place", "heading", "pays"),
    [
        ("many", 1, "*The same pay* · Kestrel Data", "€1,500 together, €1,500 alone"),
        ("many", 2, "*€1,100 less* · Polar Finance", "€400 together, €1,500 alone"),
        ("many", 3, "*€400 for handing over* · Aurora Cloud", "For winning together there is no rule yet."),
        ("many", 4, "*Paid on the margin* · Birch Logistics", "Say it: `margin 12k`."),
        ("no-plan", 0, "*€1,000 more* · Acme Robotics", "€1,000 on top of what your plan pays"),
        (
            "no-plan",
            1,
            "*Depends on your plan* · Kestrel Data",
            "€1,000 on top; 40% of the deal counts for your plan",
        ),
        ("no-plan", 2, "*Depends on your plan* · Polar Finance", "€400 instead of what your plan pays"),
    ],
)
def test_what_a_partner_pays_is_never_praised_beyond_what_is_known(name, place, heading, pays):
    assert partners(f"ranking-{name}")[place][:2] == [heading, pays]


def test_five_partners_are_shown_and_the_others_named():
    assert len(partners("ranking-many")) == 5
    assert "and 2 more: Cedar Media, Dune Energy" in sentences("ranking-many")


def test_a_partner_without_rules_or_in_another_currency_says_so():
    assert partners("ranking-said")[1][0] == "*Paid in another currency* · Dune Energy"


def test_each_button_asks_the_whole_question_of_one_partner():
    values = [block["accessory"]["value"] for block in blocks("ranking-said") if "accessory" in block]
    assert values[0].startswith("/cosell acme-robotics 50000.00 EUR alone 40% closing 2027-06-30 months 24")


def test_where_nothing_fits_the_way_on_is_another_industry_or_the_list():
    assert sentences("ranking-none").startswith("*No partner’s pitch is for Machinery yet.*")
    (steps,) = [block["elements"] for block in blocks("ranking-none") if block["type"] == "actions"]
    assert [button["value"] for button in steps] == ["/cosell partners 50000.00 EUR", "/alliance list"]


def test_an_industry_is_asked_for_with_a_button_each_and_one_for_another():
    message = ranking.ask_industry(FIFTY, ["Retail", 'So-called "fintech"'], EN).to_dict()
    buttons = [found for found in objects(message["blocks"]) if found.get("type") == "button"]
    assert [button["value"] for button in buttons] == [
        '/cosell partners "Retail" 50000.00 EUR',
        "/cosell partners \"So-called 'fintech'\" 50000.00 EUR",
        '/cosell partners "" 50000.00 EUR',
    ]
    assert {button["action_id"].partition("/")[0] for button in buttons} == {Action.INDUSTRY}


def test_only_the_industries_most_partners_name_get_a_button():
    assert "Machinery 20" in sentences("ranking-industry-many")
    assert "Machinery 21" not in sentences("ranking-industry-many")
    assert "Type it: `/cosell partners 50k logistics`" in sentences("ranking-industry-many")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("partner", "v2 is in force since 1 July 2026, the last day is 31 December 2026."),
        ("partner", "From 1 January 2027 on it is v3."),
        ("partner", "*v2 · from 1 July to 31 December 2026 · in force*"),
        ("partner", "*v1 · never in force*"),
        ("partner", "• A seller gets 3% of the deal amount."),
        ("partner", "Nothing is in force today. From 1 January 2027 on it is v1."),
        ("drafts", "Waiting for release: v3, from 1 January 2027 on."),
        ("drafts", "• Ends what was in force before."),
        ("drafts", "From 1 January 2027 on nothing is in force."),
        ("none", "Nothing is in force today. No change is released."),
        ("none", "For this pay role there are no rules with any partner yet."),
        ("partner-none", "For this pay role there are no rules with this partner yet."),
        ("every", "and 3 more: Partner 21, Partner 22, Partner 23"),
    ],
)
def test_the_history_says_what_counts_what_comes_and_what_came(name, sentence):
    assert sentence in sentences(f"pay-history-{name}")


def test_a_seller_is_not_told_of_drafts():
    assert not any(series.drafts for series in HISTORIES["partner"].rules)
    assert "Waiting" not in sentences("pay-history-partner")
