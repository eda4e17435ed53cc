"""The limits of composition objects: texts, options, confirmations.

Source of each: docs.slack.dev/reference/block-kit/composition-objects/<name>-object.
"""

from __future__ import annotations

from bot.playground.checks import Rule, anything, flag, items, kinds, one_of, shape, words

ID = words(255)


def plain(most: int) -> Rule:
    """Plain text of at most so many characters."""
    return kinds({"plain_text": shape("text", text=words(most), emoji=flag)})


def text_object(most: int) -> Rule:
    """Plain text or mrkdwn of at most so many characters."""
    mrkdwn = shape("text", text=words(most), verbatim=flag)
    return kinds({"plain_text": shape("text", text=words(most), emoji=flag), "mrkdwn": mrkdwn})


CONFIRM = shape(
    "title text confirm deny",
    title=plain(100),
    text=text_object(300),
    confirm=plain(30),
    deny=plain(30),
    style=one_of("primary", "danger"),
)
SLACK_FILE = shape("", "id url", id=words(), url=words(3000))
FILTER = shape(
    "",
    "include exclude_external_shared_channels exclude_bot_users",
    include=items(one_of("im", "mpim", "private", "public"), 1),
    exclude_external_shared_channels=flag,
    exclude_bot_users=flag,
)
DISPATCH = shape(trigger_actions_on=items(one_of("on_enter_pressed", "on_character_entered"), 1, 2))
WORKFLOW = shape("trigger", trigger=shape("url", url=words(), customizable_input_parameters=items(anything, 0)))


def option(text: Rule, *, url: bool = False) -> Rule:
    """A choice in a menu; only one of an overflow menu may open an address."""
    more: dict[str, Rule] = {"url": words(3000)} if url else {}
    return shape("text value", text=text, value=words(150), description=text_object(75), **more)


OPTION = option(plain(75))
CHOICE = option(text_object(75))  # checkboxes and radio buttons may use mrkdwn
GROUP = shape("label options", label=plain(75), options=items(OPTION, 1, 100))
