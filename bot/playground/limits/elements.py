"""The limits of the elements that stand in blocks.

Source of each: docs.slack.dev/reference/block-kit/block-elements/<type>-element.
"""

from __future__ import annotations

from bot.playground.checks import (
    Rule,
    anything,
    both,
    day,
    decimal,
    flag,
    items,
    one_of,
    shape,
    time_of_day,
    whole,
    words,
)
from bot.playground.limits.objects import (
    CHOICE,
    CONFIRM,
    DISPATCH,
    FILTER,
    GROUP,
    ID,
    OPTION,
    SLACK_FILE,
    WORKFLOW,
    option,
    plain,
)
from bot.playground.relations import chosen_from_options

BUTTON = shape(
    "text",
    text=plain(75),
    action_id=ID,
    url=words(3000),
    value=words(2000),
    style=one_of("primary", "danger"),
    confirm=CONFIRM,
    accessibility_label=words(75),
    agent_prompt=words(4000),
    agent_prompt_display=anything,
    visible_to_user_ids=items(words(), 0, 10),
)
IMAGE = shape("alt_text", "image_url slack_file", image_url=words(3000), slack_file=SLACK_FILE, alt_text=words(2000))
_OVERFLOW = shape("options", action_id=ID, options=items(option(plain(75), url=True), 1, 5), confirm=CONFIRM)
_FEEDBACK = shape("text value", text=plain(75), value=words(2000, 0), accessibility_label=words(75))
IN_CONTEXT_ACTIONS = {
    "feedback_buttons": shape(
        "positive_button negative_button", action_id=ID, positive_button=_FEEDBACK, negative_button=_FEEDBACK
    ),
    "icon_button": shape(
        "icon text",
        action_id=ID,
        icon=one_of("trash"),
        text=plain(75),
        value=words(2000),
        accessibility_label=words(75),
        visible_to_user_ids=items(words(), 0, 10),
        confirm=CONFIRM,
    ),
}


def _chooser(needed: str = "", /, **fields: Rule) -> Rule:
    """What all selects and pickers share."""
    return shape(needed, action_id=ID, placeholder=plain(150), confirm=CONFIRM, focus_on_load=flag, **fields)


def _select(name: str, **fields: Rule) -> dict[str, Rule]:
    """A menu of one kind, and the one with several choices."""
    single = {key: rule for key, rule in fields.items() if key.startswith("initial_")}
    multi = {f"{key}s": items(rule, 1) for key, rule in single.items()}
    shared = {key: rule for key, rule in fields.items() if key not in single}
    alone: dict[str, Rule] = {"response_url_enabled": flag} if name in {"conversations", "channels"} else {}
    return {
        f"{name}_select": both(_chooser(**shared, **single, **alone), chosen_from_options),
        f"multi_{name}_select": both(_chooser(**shared, **multi, max_selected_items=whole(1)), chosen_from_options),
    }


_MENUS = {
    **_select("static", options=items(OPTION, 1, 100), option_groups=items(GROUP, 1, 100), initial_option=OPTION),
    **_select("external", min_query_length=whole(0), initial_option=OPTION),
    **_select("users", initial_user=words()),
    **_select("conversations", initial_conversation=words(), default_to_current_conversation=flag, filter=FILTER),
    **_select("channels", initial_channel=words()),
}
_CHOICES = {
    "checkboxes": both(
        _chooser("options", options=items(CHOICE, 1, 10), initial_options=items(CHOICE, 1, 10)), chosen_from_options
    ),
    "radio_buttons": both(
        _chooser("options", options=items(CHOICE, 1, 10), initial_option=CHOICE), chosen_from_options
    ),
}
_PICKERS = {
    "datepicker": _chooser(initial_date=day),
    "timepicker": _chooser(initial_time=time_of_day, timezone=words()),
    "datetimepicker": _chooser(initial_date_time=whole(10**9, 10**10 - 1)),  # ten digits, seconds since 1970
}
WORKFLOW_BUTTON = shape(
    "text workflow",
    text=plain(75),
    workflow=WORKFLOW,
    action_id=ID,
    style=one_of("primary", "danger"),
    accessibility_label=words(75),
)
INTERACTIVE = {**_MENUS, **_CHOICES, **_PICKERS, "button": BUTTON, "overflow": _OVERFLOW}


def _input(needed: str = "", /, **fields: Rule) -> Rule:
    """What all fields for typing share."""
    shared = {"placeholder": plain(150), "focus_on_load": flag, "dispatch_action_config": DISPATCH}
    return shape(needed, action_id=ID, **shared, **fields)


INPUTS = {
    **_MENUS,
    **_CHOICES,
    **_PICKERS,
    "plain_text_input": _input(
        initial_value=words(3000, 0), multiline=flag, min_length=whole(0, 3000), max_length=whole(1, 3000)
    ),
    "email_text_input": _input(initial_value=words(None, 0)),
    "url_text_input": _input(initial_value=words(None, 0)),
    "number_input": _input(
        "is_decimal_allowed", is_decimal_allowed=flag, initial_value=decimal, min_value=decimal, max_value=decimal
    ),
    "file_input": shape(action_id=ID, filetypes=items(words(), 1), max_files=whole(1, 10)),
}
