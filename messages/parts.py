"""The small parts messages and forms are built of, and the one way people's texts enter them: literally."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, time
from typing import TypeVar

from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    ChannelMultiSelectElement,
    ChannelSelectElement,
    CheckboxesElement,
    ConfirmObject,
    ContextBlock,
    DatePickerElement,
    DividerBlock,
    ExternalDataSelectElement,
    HeaderBlock,
    InputBlock,
    InputInteractiveElement,
    MarkdownTextObject,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    SectionBlock,
    StaticSelectElement,
    TimePickerElement,
    UserSelectElement,
)
from slack_sdk.models.blocks.block_elements import FileInputElement

from messages.actions import Action, Field, run
from messages.language import NO_BREAK_SPACE

Value = TypeVar("Value", bound=str)

HEADER_LIMIT = 150
"""Characters of a header, docs.slack.dev/reference/block-kit/blocks/header-block."""
BUTTON_LIMIT = 75
"""Characters of a button, docs.slack.dev/reference/block-kit/block-elements/button-element."""
OPTION_LIMIT = 75
"""Characters of an option, docs.slack.dev/reference/block-kit/composition-objects/option-object."""
COLUMN_LIMIT = 2_000
"""Characters of a section's field, docs.slack.dev/reference/block-kit/blocks/section-block."""
SECTION_LIMIT = 3_000
"""Characters of a section, docs.slack.dev/reference/block-kit/blocks/section-block."""
INPUT_LIMIT = 3_000
"""Characters somebody can type, docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element."""

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_LOOKALIKES = str.maketrans({"*": "∗", "~": "∼", "`": "ˋ"})
_EDGE_UNDERSCORE = re.compile(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")


def typed(text: str) -> str:
    """A text somebody typed, so that mrkdwn shows it literally: no mention, link, quote or formatting comes of it.

    Slack knows entities for & < > only, and no way to escape its formatting signs; those are replaced by lookalikes
    (an underscore within a word formats nothing and stays). Line breaks become spaces: lines are ours to make.
    """
    line = " ".join(text.split())
    if line.startswith(">"):  # a quote, escaped or not
        line = "›" + line[1:]
    return _EDGE_UNDERSCORE.sub("ˍ", line.translate(_ENTITIES).translate(_LOOKALIKES))


def cut(text: str, limit: int) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def person(slack_user_id: str) -> str:
    """Somebody by Slack id, in mrkdwn; Slack shows the name."""
    return f"<@{slack_user_id}>"


def place(slack_id: str) -> str:
    """A channel or a person by Slack id, in mrkdwn; Slack shows the name."""
    return person(slack_id) if slack_id[:1] in {"U", "W"} else f"<#{slack_id}>"


def bold(text: str) -> str:
    """Bold mrkdwn; the text is already safe."""
    return f"*{text}*"


def lines(*texts: str) -> str:
    """The texts that are not empty, each on its own line."""
    return "\n".join(text for text in texts if text)


def bullets(texts: Iterable[str]) -> str:
    """Each text on its own line behind a dot."""
    return "\n".join(f"•{NO_BREAK_SPACE}{text}" for text in texts)


def mrkdwn(text: str) -> MarkdownTextObject:
    """A text in Slack's mark-up; Slack makes no links of its own in it."""
    return MarkdownTextObject(text=text, verbatim=True)


def header(text: str) -> HeaderBlock:
    """A large line; plain, so typed text needs no escaping."""
    return HeaderBlock(text=PlainTextObject(text=cut(text, HEADER_LIMIT)))


def section(text: str) -> SectionBlock:
    """A paragraph of mrkdwn."""
    return SectionBlock(text=mrkdwn(cut(text, SECTION_LIMIT)))


def columns(*texts: str) -> SectionBlock:
    """Up to ten short pieces of mrkdwn, two beside each other."""
    return SectionBlock(fields=[mrkdwn(cut(text, COLUMN_LIMIT)) for text in texts])


def entry(text: str, beside: ButtonElement) -> SectionBlock:
    """A paragraph of mrkdwn with a button beside it."""
    return SectionBlock(text=mrkdwn(cut(text, SECTION_LIMIT)), accessory=beside)


def context(*texts: str) -> ContextBlock:
    """Small print in mrkdwn."""
    return ContextBlock(elements=[mrkdwn(cut(text, SECTION_LIMIT)) for text in texts])


def divider() -> DividerBlock:
    """A line across."""
    return DividerBlock()


def actions(*buttons: ButtonElement) -> ActionsBlock:
    """Buttons in a row."""
    return ActionsBlock(elements=list(buttons))


def button(
    text: str, action_id: str, value: str, *, style: str | None = None, confirm: ConfirmObject | None = None
) -> ButtonElement:
    """A button; `style` is primary or danger, `confirm` asks before it counts."""
    label = PlainTextObject(text=cut(text, BUTTON_LIMIT))
    return ButtonElement(text=label, action_id=action_id, value=value, style=style, confirm=confirm)


def commands(*texts_and_commands: tuple[str, str], first: int = 1) -> list[ButtonElement]:
    """Buttons that each act as if their command had been typed, numbered from `first`."""
    numbered = enumerate(texts_and_commands, start=first)
    return [button(text, run(number), command) for number, (text, command) in numbered]


def option(text: str, value: str) -> Option:
    """Something to choose; plain."""
    return Option(text=PlainTextObject(text=cut(text, OPTION_LIMIT)), value=str(value))


def _input(
    field: Field, label: str, element: InputInteractiveElement, hint: str, *, optional: bool, tells: bool = False
) -> InputBlock:
    return InputBlock(
        block_id=field,
        label=label,
        element=element,
        hint=hint or None,
        optional=optional,
        dispatch_action=tells or None,
    )


def text_input(
    field: Field,
    label: str,
    *,
    hint: str = "",
    value: str = "",
    example: str = "",
    multiline: bool = False,
    optional: bool = False,
) -> InputBlock:
    """A field to type in; `example` stands in it while it is empty, in grey."""
    element = PlainTextInputElement(
        action_id=field,
        initial_value=value[:INPUT_LIMIT] or None,
        placeholder=PlainTextObject(text=example) if example else None,
        multiline=multiline,
    )
    return _input(field, label, element, hint, optional=optional)


def choice(
    field: Field,
    label: str,
    options: Mapping[Value, str],
    *,
    chosen: str | None = None,
    hint: str = "",
    optional: bool = False,
    tells: bool = False,
) -> InputBlock:
    """One of several: value → text. Up to four lie open, more in a list. With `tells` we hear of it at once."""
    offered = [option(text, value) for value, text in options.items()]
    initial = next((one for one in offered if one.value == chosen), None)
    few = len(offered) <= 4  # noqa: PLR2004 - what one glance takes in
    element: InputInteractiveElement = (
        RadioButtonsElement(action_id=field, options=offered, initial_option=initial)
        if few
        else StaticSelectElement(action_id=field, options=offered, initial_option=initial)
    )
    return _input(field, label, element, hint, optional=optional, tells=tells)


def ticks(
    field: Field,
    label: str,
    options: Mapping[Value, str],
    *,
    chosen: Collection[str] = (),
    hint: str = "",
    optional: bool = True,
) -> InputBlock:
    """Any of several: value → text. None of them will do, unless an answer is needed."""
    offered = [option(text, value) for value, text in options.items()]
    initial = [one for one in offered if one.value in chosen]
    element = CheckboxesElement(action_id=field, options=offered, initial_options=initial or None)
    return _input(field, label, element, hint, optional=optional)


def day_input(
    field: Field, label: str, *, day: date | None = None, hint: str = "", optional: bool = False
) -> InputBlock:
    """A day to pick."""
    element = DatePickerElement(action_id=field, initial_date=None if day is None else day.isoformat())
    return _input(field, label, element, hint, optional=optional)


def time_input(field: Field, label: str, *, at: time, hint: str = "") -> InputBlock:
    """A time of day to pick, by the clock on the wall."""
    element = TimePickerElement(action_id=field, initial_time=at.strftime("%H:%M"))
    return _input(field, label, element, hint, optional=False)


def person_input(
    field: Field, label: str, *, slack_user_id: str | None = None, hint: str = "", optional: bool = False
) -> InputBlock:
    """Somebody of the workspace."""
    element = UserSelectElement(action_id=field, initial_user=slack_user_id)
    return _input(field, label, element, hint, optional=optional)


def channels_input(field: Field, label: str, *, channel_ids: Sequence[str] = (), hint: str = "") -> InputBlock:
    """Any number of public channels."""
    element = ChannelMultiSelectElement(action_id=field, initial_channels=list(channel_ids) or None)
    return _input(field, label, element, hint, optional=True)


def channel_input(
    field: Field, label: str, *, channel_id: str | None = None, hint: str = "", optional: bool = True
) -> InputBlock:
    """One public channel."""
    element = ChannelSelectElement(action_id=field, initial_channel=channel_id)
    return _input(field, label, element, hint, optional=optional)


def file_input(field: Field, label: str, *, kinds: Sequence[str], hint: str = "") -> InputBlock:
    """One file to drop; `kinds` are the endings it may have."""
    element = FileInputElement(action_id=field, filetypes=list(kinds), max_files=1)
    return _input(field, label, element, hint, optional=False)


def partner_input(label: str, *, partner: tuple[str, str] | None, example: str) -> InputBlock:
    """A partner, found while typing; `partner` is handle and name of the one already chosen."""
    element = ExternalDataSelectElement(
        action_id=Action.PARTNER,
        placeholder=PlainTextObject(text=example),
        initial_option=None if partner is None else option(partner[1], partner[0]),
        min_query_length=0,
    )
    return _input(Field.PARTNER, label, element, "", optional=False)


def confirm(title: str, text: str, yes: str, no: str) -> ConfirmObject:
    """Asks once more before something that can't be undone; all plain."""
    return ConfirmObject(title=title, text=PlainTextObject(text=cut(text, 300)), confirm=yes, deny=no, style="danger")
