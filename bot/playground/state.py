"""What changes while somebody plays: conversations and the messages in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.playground.clock import Clock
from bot.playground.wire import Json, SlackError
from bot.playground.workspace import Workspace


@dataclass
class Message:
    """One line in a conversation.

    `kind` is "message" for what Slack keeps, "failure" for a line Slack itself shows (operation_timeout), and
    "refused" for a payload of the app that Slack did not take. Only the first kind is history.
    """

    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    metadata: Json | None = None
    files: list[Json] = field(default_factory=list)
    only_for: str | None = None
    edited_ts: str | None = None
    kind: str = "message"
    revision: int = 0
    bot: bool = False

    @property
    def is_history(self) -> bool:
        """Whether Slack would keep it: neither ephemeral nor a line of the playground's own."""
        return self.kind == "message" and self.only_for is None

    @property
    def is_reply(self) -> bool:
        """Whether it hangs in somebody's thread."""
        return self.thread_ts is not None and self.thread_ts != self.ts


@dataclass
class Scheduled:
    """A message that waits; moments in seconds since 1970, UTC."""

    id: str
    post_at: int
    created: int
    message: Message


@dataclass
class Conversation:
    """A channel or direct message; `kind` is channel (public), group (private), im or mpim, as in events."""

    id: str
    name: str
    kind: str
    members: list[str]
    shared_with: list[str] = field(default_factory=list)
    is_archived: bool = False
    topic: str = ""
    created: int = 0
    messages: list[Message] = field(default_factory=list)

    @property
    def is_direct(self) -> bool:
        """Whether it has people instead of a name."""
        return self.kind in {"im", "mpim"}


class State:
    """All conversations, and the counter by which readers learn what is new."""

    def __init__(self, workspace: Workspace, now: Clock) -> None:
        self.workspace = workspace
        self.now = now
        self.revision = 0
        self._last_microsecond = 0
        self.conversations: dict[str, Conversation] = {}
        self.scheduled: dict[str, Scheduled] = {}
        for channel in workspace.channels:
            self.conversations[channel.id] = Conversation(
                id=channel.id,
                name=channel.name,
                kind="group" if channel.is_private else "channel",
                members=list(channel.members),
                shared_with=list(channel.shared_with),
                is_archived=channel.is_archived,
                topic=channel.topic,
                created=int(now()),
            )
        for user in workspace.people.values():
            if not user.is_bot and user.team_id == workspace.team.id:
                self.direct([workspace.bot_user_id, user.id])

    def stamp(self) -> str:
        """A new ts: seconds with six places, unique and rising, the identity of a message."""
        self._last_microsecond = max(self._last_microsecond + 1, int(self.now() * 1_000_000))
        seconds, rest = divmod(self._last_microsecond, 1_000_000)
        return f"{seconds}.{rest:06d}"

    def next_revision(self) -> int:
        """One more change; whoever remembers the number before can ask for what came after."""
        self.revision += 1
        return self.revision

    def conversation(self, conversation_id: str | None) -> Conversation:
        """The conversation with this id.

        Raises:
            SlackError: channel_not_found.
        """
        found = self.conversations.get(conversation_id or "")
        if found is None:
            raise SlackError("channel_not_found")
        return found

    def direct(self, people: Iterable[str]) -> Conversation:
        """The direct message among these people, made when there is none yet."""
        members = sorted(set(people))
        for conversation in self.conversations.values():
            if conversation.is_direct and sorted(conversation.members) == members:
                return conversation
        others = [user for user in members if user != self.workspace.bot_user_id]
        kind = "im" if len(members) == 2 else "mpim"  # noqa: PLR2004 - a pair is a direct message
        made = Conversation(
            id=("D" if kind == "im" else "G") + "".join(user[1:] for user in others),
            name="" if kind == "im" else "mpdm-" + "--".join(others).lower() + "-1",
            kind=kind,
            members=members,
            created=int(self.now()),
        )
        self.conversations[made.id] = made
        return made

    def add(self, message: Message) -> Message:
        """Put a message at the end of its conversation."""
        message.revision = self.next_revision()
        self.conversation(message.channel).messages.append(message)
        return message

    def touch(self, message: Message) -> None:
        """Note that a message changed, or that its thread did."""
        message.revision = self.next_revision()

    def find(self, channel: str | None, ts: str | None) -> Message:
        """The message with this ts.

        Raises:
            SlackError: channel_not_found or message_not_found.
        """
        for message in self.conversation(channel).messages:
            if message.ts == ts:
                return message
        raise SlackError("message_not_found")

    def remove(self, message: Message) -> None:
        """Take a message away."""
        self.next_revision()
        self.conversation(message.channel).messages.remove(message)

    def visible(self, conversation: Conversation, user_id: str) -> list[Message]:
        """What this person sees there: everything but what is only for somebody else."""
        return [message for message in conversation.messages if message.only_for in {None, user_id}]

    def of_member(self, user_id: str) -> list[Conversation]:
        """The conversations this person is in."""
        return [found for found in self.conversations.values() if user_id in found.members]
