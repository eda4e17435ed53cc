"""The table of limits beside three libraries: what two refuse is refused, what all take is taken."""

import copy
from collections import Counter

import pytest

from bot.playground.limits import BLOCK
from tests.playground.every_block import ANSWER, FORM, REPORT, button, mrkdwn, option, raw, text
from tests.playground.oracles import ORACLES

LENGTHS = (0, 1, 20, 21, 30, 31, 50, 51, 75, 76, 100, 101, 150, 151, 200, 201, 255, 256, 300, 301, 2000, 2001, 3000)
LENGTHS += (3001, 12_000, 12_001)
COUNTS = (0, 1, 2, 3, 4, 5, 6, 10, 11, 20, 21, 25, 26, 50, 51, 100, 101, 102)
NUMBERS = (-1, 0, 1, 8, 9, 100, 101, 3000, 3001)
SEEDS = [
    *ANSWER,
    *REPORT,
    *(block for block in FORM["blocks"] if block["type"] == "input"),
    {"type": "alert", "text": mrkdwn("x"), "level": "info", "block_id": "b"},
    {"type": "carousel", "elements": [{"type": "card", "title": mrkdwn("x")}]},
    {"type": "container", "title": text("x"), "child_blocks": [{"type": "divider"}]},
    {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "f",
                "positive_button": {"text": text("y"), "value": "y"},
                "negative_button": {"text": text("n"), "value": "n"},
            }
        ],
    },
    {"type": "actions", "block_id": "b", "elements": [{"type": "users_select", "action_id": "u"}]},
    {
        "type": "section",
        "block_id": "b",
        "text": mrkdwn("x"),
        "accessory": {"type": "image", "image_url": "https://x.example/i.png", "alt_text": "x"},
    },
    {
        "type": "video",
        "title": text("x"),
        "alt_text": "x",
        "video_url": "https://x.example/v",
        "thumbnail_url": "https://x.example/t",
        "author_name": "x",
    },
    {"type": "actions", "elements": [button("x", "a", value="v", url="https://x.example", accessibility_label="x")]},
    {"type": "table", "rows": [[raw("a"), raw("b")], [raw("1"), raw("2")]]},
    {
        "type": "actions",
        "elements": [
            {
                "type": "static_select",
                "action_id": "a",
                "option_groups": [{"label": text("x"), "options": [option("y", "y", "z")]}],
            }
        ],
    },
]


def changed(value):
    """This value, or something inside it, changed in one place; with the path to it and what was done."""
    if isinstance(value, dict):
        yield "more", {**value, "colour": "red"}
        for key in value:
            yield f"{key} gone", {name: inner for name, inner in value.items() if name != key}
            yield from ((f"{key}/{path}", {**value, key: inner}) for path, inner in changed_at(key, value[key]))
    elif isinstance(value, list):
        yield from ((f"{count} items", multiplied(value, count)) for count in COUNTS)
        for index, one in enumerate(value[:2]):
            for path, inner in changed(one):
                yield f"{index}/{path}", [*value[:index], inner, *value[index + 1 :]]


def changed_at(key, value):
    if key == "type":
        yield "unknown", "banner"
    elif isinstance(value, str):
        start = "https://x.example/" if value.startswith("https://") else ""
        yield from ((f"{n} characters", start[:n] + "x" * max(0, n - len(start))) for n in LENGTHS)
    elif isinstance(value, bool):
        yield "a word", "yes"
    elif isinstance(value, int):
        yield from ((str(number), number) for number in NUMBERS)
    else:
        yield from changed(value)


def multiplied(items, count):
    many = [copy.deepcopy(items[index % len(items)]) for index in range(count)]
    for index, one in enumerate(many):
        if isinstance(one, dict) and "action_id" in one:
            one["action_id"] = f"a{index}"
        if isinstance(one, dict) and "value" in one and isinstance(one["value"], str):
            one["value"] = f"v{index}"
    return many


PAYLOADS = [
    (f"{seed['type']} {path}", payload) for seed in SEEDS for path, payload in [("as it is", seed), *changed(seed)]
]

# Where we are stricter than all who know the block, and why: how the payload's name begins and ends, and the reason.
_GRID = "a table is drawn as a grid; Slack's page says nothing of rows of different lengths, so we send none"
_EMPTY = "measured: Slack wants at least one, while the libraries leave an empty list out of what they send"
_FLAG = "Slack's page says boolean; the libraries hand it on unread"
_PAGE = "Slack's page says fewer; slackblocks alone knows the block and allows more than the page"
REFUSED_THOUGH_ALL_TAKE = {
    ("table rows/", " items"): _GRID,
    ("actions elements/", "0 items"): _EMPTY,
    ("context elements/", "0 items"): _EMPTY,
    ("card actions/", "0 items"): _EMPTY,
    ("card ", "emoji/a word"): _FLAG,
    ("container ", "emoji/a word"): _FLAG,
    ("context_actions ", "emoji/a word"): _FLAG,
    ("alert ", "block_id/0 characters"): "an id is at least one character in Slack's schema; only these two know alert",
    ("data_table rows/", "102 items"): _PAGE,
    ("data_visualization chart/segments", " items"): _PAGE,
}


def verdicts(payload):
    asked = {name: oracle(copy.deepcopy(payload)) for name, oracle in ORACLES.items()}
    return [verdict for verdict in asked.values() if verdict is not None], asked


def excuse(name):
    found = (ends for ends in REFUSED_THOUGH_ALL_TAKE if name.startswith(ends[0]) and name.endswith(ends[1]))
    return next(found, None)


@pytest.fixture(scope="module")
def compared():
    """Of each payload: its name, our faults, the verdicts of those who know its kind."""
    return [(name, list(BLOCK(payload, "")), verdicts(payload)) for name, payload in PAYLOADS]


def test_what_two_refuse_is_refused(compared):
    assert [(name, asked) for name, faults, (votes, asked) in compared if not faults and votes.count(False) >= 2] == []


def test_what_all_take_is_taken(compared):
    strict = [(name, faults) for name, faults, (votes, _) in compared if faults and votes and all(votes)]
    assert [one for one in strict if excuse(one[0]) is None] == []
    assert {excuse(name) for name, _ in strict} == REFUSED_THOUGH_ALL_TAKE.keys(), "no excuse outlives its reason"


def test_every_library_is_asked_and_none_says_always_the_same(compared):
    for name in ORACLES:
        votes = Counter(asked[name] for _, _, (_, asked) in compared)
        assert votes[True] > 200
        assert votes[False] > 200
