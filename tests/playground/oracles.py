"""Three libraries that know Block Kit: would Slack take a block? None says that a library does not know its kind.

slack_sdk reads JSON; blockkit and slackblocks are made of constructors, to which a payload is handed piece by piece.
"""

from contextlib import suppress

import blockkit
import slackblocks as sb
from blockkit import core
from slack_sdk.models.blocks import Block
from slackblocks import rich_text as rt

BLOCK_KINDS = {
    "actions": (blockkit.Actions, sb.ActionsBlock),
    "alert": (None, sb.AlertBlock),
    "card": (None, sb.CardBlock),
    "carousel": (None, sb.CarouselBlock),
    "container": (None, sb.ContainerBlock),
    "context": (blockkit.Context, sb.ContextBlock),
    "context_actions": (None, sb.ContextActionsBlock),
    "data_table": (None, sb.DataTableBlock),
    "data_visualization": (None, sb.DataVisualizationBlock),
    "divider": (blockkit.Divider, sb.DividerBlock),
    "header": (blockkit.Header, sb.HeaderBlock),
    "image": (blockkit.Image, sb.ImageBlock),
    "input": (blockkit.Input, sb.InputBlock),
    "markdown": (blockkit.Markdown, sb.MarkdownBlock),
    "rich_text": (blockkit.RichText, sb.RichTextBlock),
    "section": (blockkit.Section, sb.SectionBlock),
    "table": (core.Table, sb.TableBlock),
    "video": (blockkit.Video, sb.VideoBlock),
}
ELEMENT_KINDS = {
    "plain_text": (None, sb.objects.PlainText),
    "mrkdwn": (None, sb.objects.Markdown),
    "raw_text": (core.RawText, sb.objects.RawText),
    "raw_number": (None, sb.objects.RawNumber),
    "button": (blockkit.Button, sb.elements.Button),
    "checkboxes": (blockkit.Checkboxes, sb.elements.CheckboxGroup),
    "datepicker": (blockkit.DatePicker, sb.elements.DatePicker),
    "email_text_input": (blockkit.EmailInput, sb.elements.EmailInput),
    "external_select": (blockkit.ExternalSelect, sb.elements.ExternalSelectMenu),
    "feedback_buttons": (None, sb.elements.FeedbackButtons),
    "icon_button": (None, sb.elements.IconButton),
    "image": (blockkit.ImageEl, sb.elements.Image),
    "number_input": (blockkit.NumberInput, sb.elements.NumberInput),
    "overflow": (blockkit.Overflow, sb.elements.OverflowMenu),
    "plain_text_input": (blockkit.PlainTextInput, sb.elements.PlainTextInput),
    "radio_buttons": (blockkit.RadioButtons, sb.elements.RadioButtonGroup),
    "static_select": (blockkit.StaticSelect, sb.elements.StaticSelectMenu),
    "multi_static_select": (blockkit.MultiStaticSelect, sb.elements.StaticMultiSelectMenu),
    "multi_users_select": (blockkit.MultiUsersSelect, sb.elements.UserMultiSelectMenu),
    "timepicker": (blockkit.TimePicker, sb.elements.TimePicker),
    "url_text_input": (blockkit.UrlInput, sb.elements.URLInput),
    "users_select": (blockkit.UsersSelect, sb.elements.UserSelectMenu),
    "conversations_select": (blockkit.ConversationsSelect, sb.elements.ConversationSelectMenu),
    "channels_select": (blockkit.ChannelsSelect, sb.elements.ChannelSelectMenu),
    "rich_text_section": (blockkit.RichTextSection, rt.RichTextSection),
    "rich_text_list": (blockkit.RichTextList, rt.RichTextList),
    "rich_text_quote": (blockkit.RichTextQuote, rt.RichTextQuote),
    "rich_text_preformatted": (blockkit.RichTextPreformatted, rt.RichTextCodeBlock),
    "text": (blockkit.RichTextEl, rt.RichText),
    "link": (blockkit.RichLinkEl, rt.RichTextLink),
    "user": (blockkit.RichUserEl, rt.RichTextUser),
    "emoji": (blockkit.RichEmojiEl, rt.RichTextEmoji),
    "pie": (None, sb.objects.PieChart),
    "bar": (None, sb.objects.BarChart),
    "line": (None, sb.objects.LineChart),
    "area": (None, sb.objects.AreaChart),
}
BY_PLACE = {
    "options": (blockkit.Option, sb.objects.Option),
    "initial_option": (blockkit.Option, sb.objects.Option),
    "initial_options": (blockkit.Option, sb.objects.Option),
    "option_groups": (blockkit.OptionGroup, sb.objects.OptionGroup),
    "confirm": (blockkit.Confirm, sb.objects.ConfirmationDialogue),
    "style": (blockkit.RichStyle, None),
    "column_settings": (core.ColumnSettings, sb.objects.ColumnSettings),
    "positive_button": (None, sb.elements.FeedbackButton),
    "negative_button": (None, sb.elements.FeedbackButton),
    "series": (None, sb.objects.DataSeries),
    "data": (None, sb.objects.DataPoint),
    "segments": (None, sb.objects.ChartSegment),
    "axis_config": (None, sb.objects.AxisConfig),
}
BLOCKKIT, SLACKBLOCKS = 0, 1
# Constructors in which these must be named though the payload may leave them out.
NAMED = {
    sb.elements.CheckboxGroup: ("action_id",),
    sb.elements.OverflowMenu: ("action_id",),
    sb.elements.RadioButtonGroup: ("action_id",),
    sb.elements.StaticMultiSelectMenu: ("action_id", "options"),
}


class Unknown(Exception):
    """The library has nothing of this kind."""


def made(value, library, place=""):
    """A payload as the library's own object; what it refuses on the way is its refusal."""
    if isinstance(value, list):
        return [made(one, library, place) for one in value]
    if not isinstance(value, dict):
        return _number(value) if library == BLOCKKIT and place in {"initial_value", "min_value", "max_value"} else value
    kind = value.get("type")
    inner = {key: made(one, library, key) for key, one in value.items() if key != "type"}
    if library == BLOCKKIT and kind in {"plain_text", "mrkdwn"}:
        return blockkit.Text(type=kind, **inner)
    if library == SLACKBLOCKS and place == "elements" and isinstance(inner.get("style"), dict):
        inner |= inner.pop("style")
    kinds = BLOCK_KINDS if place in {"", "child_blocks"} else {**BLOCK_KINDS, **ELEMENT_KINDS}
    pair = kinds.get(kind) if kind is not None else BY_PLACE.get(place)
    if pair is None and kind is None and library == SLACKBLOCKS and place == "style":
        return inner
    if pair is None:
        raise ValueError(f"no such type: {kind}")
    if pair[library] is None:
        raise Unknown
    return pair[library](**dict.fromkeys(NAMED.get(pair[library], ())) | inner)


def _number(value):
    with suppress(ValueError, TypeError):
        return float(value)
    return value


def by_slack_sdk(block):
    if block.get("type") in {"data_table", "data_visualization"}:
        return None
    try:
        parsed = Block.parse(block)
        return parsed is not None and bool(parsed.to_dict())
    except Exception:  # noqa: BLE001 - whatever it raises is its way to refuse
        return False


def _by_constructors(library, last):
    def verdict(block):
        try:
            last(made(block, library))
        except Unknown:
            return None
        except Exception:  # noqa: BLE001 - whatever it raises is its way to refuse
            return False
        return True

    return verdict


ORACLES = {
    "slack_sdk": by_slack_sdk,
    "blockkit": _by_constructors(BLOCKKIT, lambda component: component.build()),
    "slackblocks": _by_constructors(SLACKBLOCKS, lambda block: block._resolve()),
}
