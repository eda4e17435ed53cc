"""The limits of rich text: docs.slack.dev/reference/block-kit/blocks/rich-text-block."""

from __future__ import annotations

from bot.playground.checks import flag, items, kinds, one_of, shape, whole, words
from bot.playground.limits.objects import ID

_STYLE = shape(
    **dict.fromkeys(("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"), flag)
)
_INLINE = {
    "text": shape("text", text=words(), style=_STYLE),
    "channel": shape("channel_id", channel_id=words(), style=_STYLE),
    "user": shape("user_id", user_id=words(), style=_STYLE),
    "usergroup": shape("usergroup_id", usergroup_id=words(), style=_STYLE),
    "team": shape("team_id", team_id=words(), style=_STYLE),
    "emoji": shape("name", name=words(), unicode=words(), skin_tone=whole(1, 6), style=_STYLE),
    "link": shape("url", url=words(), text=words(), unsafe=flag, style=_STYLE),
    "date": shape("timestamp format", timestamp=whole(0), format=words(), url=words(), fallback=words(), style=_STYLE),
    "broadcast": shape("range", range=one_of("here", "channel", "everyone"), style=_STYLE),
    "color": shape("value", value=words(), style=_STYLE),
}
_LINE = items(kinds(_INLINE), 0)
_RICH_SECTION = shape("elements", elements=_LINE)
_RICH = {
    "rich_text_section": _RICH_SECTION,
    "rich_text_list": shape(
        "elements style",
        elements=items(kinds({"rich_text_section": _RICH_SECTION}), 0),
        style=one_of("bullet", "ordered"),
        indent=whole(0, 8),
        offset=whole(0),
        border=whole(0, 1),
    ),
    "rich_text_quote": shape("elements", elements=_LINE, border=whole(0, 1)),
    "rich_text_preformatted": shape("elements", elements=_LINE, border=whole(0, 1), language=words()),
}
RICH_TEXT = shape("elements", elements=items(kinds(_RICH), 1), block_id=ID)
