"""Messages, people and conversations in the shapes Slack's Web API and events give them."""

from __future__ import annotations

from bot.playground.state import Conversation, Message, State
from bot.playground.wire import Json
from bot.playground.workspace import User, Workspace


def message(found: Message, workspace: Workspace, *, metadata: bool = False) -> Json:
    """A message as history and events show it."""
    shaped: Json = {
        "type": "message",
        "user": found.user,
        "ts": found.ts,
        "text": found.text,
        "team": workspace.people[found.user].team_id if found.user in workspace.people else workspace.team.id,
    }
    if found.blocks:
        shaped["blocks"] = found.blocks
    if found.files:
        shaped["files"] = found.files
    if found.bot:
        shaped |= {"bot_id": workspace.bot_id, "app_id": workspace.app_id, "bot_profile": bot(workspace)}
    if found.thread_ts is not None:
        shaped["thread_ts"] = found.thread_ts
    if found.edited_ts is not None:
        shaped["edited"] = {"user": found.user, "ts": found.edited_ts}
    if metadata and found.metadata:
        shaped["metadata"] = found.metadata
    if found.only_for is not None:
        shaped["is_ephemeral"] = True
    return shaped


def with_thread(found: Message, conversation: Conversation, workspace: Workspace, *, metadata: bool = False) -> Json:
    """A message with the count of replies when it starts a thread."""
    shaped = message(found, workspace, metadata=metadata)
    replies = [one for one in conversation.messages if one.is_reply and one.thread_ts == found.ts and one.is_history]
    if replies:
        people = list(dict.fromkeys(reply.user for reply in replies))
        shaped |= {
            "thread_ts": found.ts,
            "reply_count": len(replies),
            "reply_users": people,
            "reply_users_count": len(people),
            "latest_reply": replies[-1].ts,
        }
    return shaped


def bot(workspace: Workspace) -> Json:
    """The app's bot as bots.info and messages show it."""
    return {
        "id": workspace.bot_id,
        "deleted": False,
        "name": workspace.app_name,
        "updated": 0,
        "app_id": workspace.app_id,
        "user_id": workspace.bot_user_id,
        "team_id": workspace.team.id,
        "icons": {},
    }


def person(user: User, workspace: Workspace, *, locale: bool) -> Json:
    """A user as users.info shows them; of foreign people Slack tells less."""
    foreign = user.team_id != workspace.team.id
    shaped: Json = {
        "id": user.id,
        "team_id": user.team_id,
        "name": user.name,
        "deleted": False,
        "real_name": user.real_name,
        "tz": user.tz,
        "profile": {
            "real_name": user.real_name,
            "display_name": user.name,
            **({"email": user.email} if user.email and not foreign and "users:read.email" in workspace.scopes else {}),
            "team": user.team_id,
            **({"bot_id": workspace.bot_id, "api_app_id": workspace.app_id} if user.is_bot else {}),
        },
        "is_bot": user.is_bot,
        "is_app_user": False,
        "is_admin": user.is_admin,
        "is_owner": user.is_owner,
        "is_primary_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "updated": 0,
    }
    if foreign:
        shaped |= {"is_stranger": True, "is_admin": False, "is_owner": False}
    if locale and not foreign:
        shaped["locale"] = user.locale
    return shaped


def conversation(found: Conversation, state: State) -> Json:
    """A conversation as conversations.info shows it to the bot."""
    workspace = state.workspace
    shared = bool(found.shared_with)
    shaped: Json = {
        "id": found.id,
        "created": found.created,
        "is_channel": found.kind == "channel",
        "is_group": found.kind == "group",
        "is_im": found.kind == "im",
        "is_mpim": found.kind == "mpim",
        "is_private": found.kind != "channel",
        "is_archived": found.is_archived,
        "is_ext_shared": shared,
        "is_org_shared": False,
        "is_shared": shared,
        "is_pending_ext_shared": False,
        "is_member": workspace.bot_user_id in found.members,
        "context_team_id": workspace.team.id,
        "updated": found.created * 1000,
    }
    if shared:
        shaped["connected_team_ids"] = [workspace.team.id, *found.shared_with]
        shaped["shared_team_ids"] = [workspace.team.id, *found.shared_with]
    if found.kind == "im":
        shaped["user"] = next((user for user in found.members if user != workspace.bot_user_id), workspace.bot_user_id)
        return shaped
    empty = {"value": "", "creator": "", "last_set": 0}
    return shaped | {
        "name": found.name,
        "name_normalized": found.name,
        "num_members": len(found.members),
        "topic": {**empty, "value": found.topic},
        "purpose": empty,
    }
