"""What the app shows of itself in Slack: commands, events, scopes. The manifest and the listeners come from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

ALLIANCE = "/alliance"
COSELL = "/cosell"
LEAD = "/lead"
BRIEFING = "/briefing"
LEAD_SHORTCUT = "lead_from_message"


@dataclass(frozen=True, slots=True)
class SlashCommand:
    """A slash command as Slack lists it; its description has at most 2,000 characters, its hint 1,000."""

    name: str
    description: str
    usage_hint: str


COMMANDS = (
    SlashCommand(
        ALLIANCE,
        "Alliances: see them, register one, draft a rule · Allianzen ansehen, anlegen, Regeln entwerfen",
        "list | show <partner> | balance <partner> | register | edit | rules | incentive[-end] | plan | history | help",
    ),
    SlashCommand(
        COSELL,
        "What do I earn, alone or together? · Was verdiene ich, allein oder zusammen?",
        "<partner> <amount>, such as: acme 50k | figures | mine | payouts",
    ),
    SlashCommand(
        LEAD,
        "Leads: share one, write down one you got, see yours · Leads teilen, erfassen, ansehen",
        "share <partner> | receive <partner> | joint <partner> | list | show L-1042 | cancel L-1042",
    ),
    SlashCommand(
        BRIEFING,
        "Briefings to sales channels · Kurzbriefings in Vertriebskanäle",
        "schedule <partner> | list | preview <partner> | now <partner> | report <partner> | digest",
    ),
)

EVENTS = ("app_home_opened", "app_mention", "message.im")

SCOPES = (
    "app_mentions:read",  # being asked in a channel
    "channels:history",  # finding a post whose answer was lost
    "channels:read",  # seeing whether a channel is shared with another company
    "chat:write",
    "commands",
    "files:read",  # reading plans and rules that are dropped into a form
    "files:write",  # giving payouts as a file
    "groups:history",
    "groups:read",
    "im:history",  # being asked in a direct message
    "im:read",
    "im:write",  # writing to a person
    "mpim:read",
    "users:read",  # language, and whether somebody administers the workspace
)


def manifest(request_url: str | None = None) -> dict[str, Any]:
    """The app manifest: with Socket Mode, or for HTTP at an address such as https://bot.example.com/slack/events."""
    socket_mode = request_url is None
    where = {} if socket_mode else {"request_url": request_url}
    commands = [
        {
            "command": command.name,
            "description": command.description,
            "usage_hint": command.usage_hint,
            "should_escape": True,
            **({} if socket_mode else {"url": request_url}),
        }
        for command in COMMANDS
    ]
    return {
        "display_information": {
            "name": "Alliance Bot",
            "description": "What you earn when you win with a partner.",
            "background_color": "#1d3557",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "alliance-bot", "always_online": True},
            "slash_commands": commands,
            "shortcuts": [
                {
                    "name": "Share as a lead",
                    "type": "message",
                    "callback_id": LEAD_SHORTCUT,
                    "description": "Make a lead of this message · Als Lead teilen",
                }
            ],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**where, "bot_events": list(EVENTS)},
            "interactivity": {
                "is_enabled": True,
                **where,
                **({} if socket_mode else {"message_menu_options_url": request_url}),
            },
            "org_deploy_enabled": False,
            "socket_mode_enabled": socket_mode,
            "token_rotation_enabled": False,
        },
    }
