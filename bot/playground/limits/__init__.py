"""Every limit Slack sets to blocks and views, in one table; elements and what they consist of stand beside this.

The source of each block is docs.slack.dev/reference/block-kit/blocks/<type>-block; where something else says it, a
comment does.
"""

from __future__ import annotations

from bot.playground.checks import Rule, anything, flag, items, kinds, one_of, shape, words
from bot.playground.limits.data import CHART, DATA_TABLE, TABLE
from bot.playground.limits.elements import BUTTON, IMAGE, IN_CONTEXT_ACTIONS, INPUTS, INTERACTIVE, WORKFLOW_BUTTON
from bot.playground.limits.objects import ID, SLACK_FILE, plain, text_object
from bot.playground.limits.rich_text import RICH_TEXT

MESSAGE_BLOCKS = 50  # docs.slack.dev/reference/block-kit/blocks
VIEW_BLOCKS = 100  # the same page
MARKDOWN_LENGTH = 12_000  # blocks/markdown-block: over all of a payload
CHARTS = 2  # blocks/data-visualization-block: in a message
TABLES = 1  # blocks/table-block: in a message
VIEW_BYTES = 250_000  # docs.slack.dev/reference/methods/views.open: view_too_large

# docs.slack.dev/blocks.json, available-in-surfaces, and each block's page; what is not named may stand anywhere.
SURFACES = {
    "alert": {"modal"},
    "carousel": {"message", "home"},
    "container": {"message"},
    "context_actions": {"message"},
    "data_table": {"message"},
    "data_visualization": {"message"},
    "file": {"message"},
    "markdown": {"message"},
    "plan": {"message"},
    "table": {"message", "home"},
    "task_card": {"message"},
}


_TASK = shape(
    "task_id title",
    block_id=ID,
    task_id=words(),
    title=words(),
    details=RICH_TEXT,
    output=RICH_TEXT,
    sources=items(kinds({"url": shape("url text", url=words(), text=words())}), 0),
    status=one_of("pending", "in_progress", "complete", "error"),
)
_CARD = shape(
    "",
    "hero_image title actions body",
    block_id=ID,
    hero_image=kinds({"image": IMAGE}),
    icon=kinds({"image": IMAGE}),
    slack_icon=anything,
    title=text_object(150),
    subtitle=text_object(150),
    body=text_object(200),
    subtext=text_object(200),
    actions=items(kinds({"button": BUTTON}), 1, 3),
)
BLOCKS: dict[str, Rule] = {
    "actions": shape(
        "elements", block_id=ID, elements=items(kinds({**INTERACTIVE, "workflow_button": WORKFLOW_BUTTON}), 1, 25)
    ),
    "alert": shape(
        "text", block_id=ID, text=text_object(200), level=one_of("default", "info", "warning", "error", "success")
    ),
    "card": _CARD,
    "carousel": shape("elements", block_id=ID, elements=items(kinds({"card": _CARD}), 1, 10)),
    "context": shape(
        "elements",
        block_id=ID,
        elements=items(kinds({"image": IMAGE, "plain_text": plain(3000), "mrkdwn": text_object(3000)}), 1, 10),
    ),
    "context_actions": shape("elements", block_id=ID, elements=items(kinds(IN_CONTEXT_ACTIONS), 1, 5)),
    "data_table": DATA_TABLE,
    "data_visualization": shape("title chart", block_id=ID, title=words(50), chart=CHART),
    "divider": shape(block_id=ID),
    "file": shape("external_id source", block_id=ID, external_id=words(), source=one_of("remote")),
    "header": shape("text", block_id=ID, text=plain(150)),
    "image": shape(
        "alt_text",
        "image_url slack_file",
        block_id=ID,
        image_url=words(3000),
        slack_file=SLACK_FILE,
        alt_text=words(2000),
        title=plain(2000),
    ),
    "input": shape(
        "label element",
        block_id=ID,
        label=plain(2000),
        hint=plain(2000),
        element=kinds(INPUTS),
        optional=flag,
        dispatch_action=flag,
    ),
    "markdown": shape("text", block_id=ID, text=words(MARKDOWN_LENGTH)),
    "plan": shape("title", block_id=ID, title=words(), tasks=items(kinds({"task_card": _TASK}), 0, 50)),
    "rich_text": RICH_TEXT,
    "section": shape(
        "",
        "text fields",
        block_id=ID,
        text=text_object(3000),
        fields=items(text_object(2000), 1, 10),
        accessory=kinds({**INTERACTIVE, "image": IMAGE, "workflow_button": WORKFLOW_BUTTON}),
        expand=flag,
    ),
    "table": TABLE,
    "task_card": _TASK,
    "video": shape(
        "alt_text title thumbnail_url video_url",
        block_id=ID,
        alt_text=words(2000),
        title=plain(200),
        title_url=words(2000),
        thumbnail_url=words(3000),
        video_url=words(3000),
        description=plain(200),
        author_name=words(50),
        provider_name=words(50),
        provider_icon_url=words(2000),
    ),
}
BLOCK = kinds(BLOCKS)
_IN_CONTAINER = {kind: rule for kind, rule in BLOCKS.items() if kind not in {"alert", "input"}}
BLOCKS["container"] = shape(
    "child_blocks",
    "title rich_text_title",
    block_id=ID,
    title=text_object(150),
    rich_text_title=RICH_TEXT,
    subtitle=text_object(150),
    child_blocks=items(kinds(_IN_CONTAINER), 1, 10),
    width=one_of("narrow", "standard", "wide", "full"),
    icon=anything,
    is_collapsible=flag,
    default_collapsed=flag,
    has_header_divider=flag,
)

# docs.slack.dev/reference/views
_SHARED = {
    "blocks": items(BLOCK, 1, VIEW_BLOCKS),
    "private_metadata": words(3000, 0),
    "callback_id": words(255, 0),
    "external_id": words(255, 0),
}
VIEWS: dict[str, Rule] = {
    "modal": shape(
        "title blocks",
        **_SHARED,
        title=plain(24),
        submit=plain(24),
        close=plain(24),
        clear_on_close=flag,
        notify_on_close=flag,
        submit_disabled=flag,
    ),
    "home": shape("blocks", **_SHARED),
}
