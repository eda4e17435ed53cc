"""The facts a playground starts with: teams, people, channels and the app's manifest. Nothing here changes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.playground.wire import Json


@dataclass(frozen=True)
class Team:
    """A Slack workspace: ours or, in shared channels, somebody else's."""

    id: str
    name: str
    domain: str


@dataclass(frozen=True)
class User:
    """A person, or an app's user; `blurb` is one short line for the user switcher ("Seller · Deutsch")."""

    id: str
    team_id: str
    name: str
    real_name: str
    locale: str = "en-US"
    tz: str = "Europe/Berlin"
    is_admin: bool = False
    is_owner: bool = False
    is_bot: bool = False
    blurb: str = ""
    email: str = ""


@dataclass(frozen=True)
class Channel:
    """A channel as it is on the first day; `shared_with` holds the ids of foreign teams (Slack Connect)."""

    id: str
    name: str
    members: tuple[str, ...]
    is_private: bool = False
    shared_with: tuple[str, ...] = ()
    is_archived: bool = False
    topic: str = ""


@dataclass(frozen=True)
class UserGroup:
    """People who can be named together."""

    id: str
    handle: str
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class Try:
    """A thing to try, a button on the first screen: become this user, go there, have this text ready."""

    title: str
    hint: str
    user_id: str
    channel_id: str
    text: str


@dataclass(frozen=True)
class Workspace:
    """All a playground has to know; `manifest` is the app manifest as Slack defines it.

    It says whether the app listens at a socket or is asked over HTTP; `signing_secret` proves such requests.
    """

    team: Team
    teams: tuple[Team, ...]
    users: tuple[User, ...]
    channels: tuple[Channel, ...]
    bot_user_id: str
    app_name: str
    manifest: dict[str, Any]
    bot_token: str
    app_token: str
    tries: tuple[Try, ...] = ()
    signing_secret: str = ""
    usergroups: tuple[UserGroup, ...] = ()

    @property
    def is_socket_mode(self) -> bool:
        """Whether the app listens at a socket; else it is asked at the addresses in its manifest."""
        return bool(self.manifest["settings"]["socket_mode_enabled"])

    @property
    def app_id(self) -> str:
        """The app's id (A…), made from the bot's so that it is the same after a restart."""
        return "A" + self.bot_user_id[1:]

    @property
    def bot_id(self) -> str:
        """The id of the app's bot (B…), which messages carry beside the user id."""
        return "B" + self.bot_user_id[1:]

    @cached_property
    def people(self) -> dict[str, User]:
        """Everybody by id, the bot included whether the caller listed it or not."""
        bot = User(self.bot_user_id, self.team.id, self._display_name, self.app_name, is_bot=True)
        return {bot.id: bot, **{user.id: user for user in self.users}}

    @cached_property
    def every_team(self) -> dict[str, Team]:
        """Our team and the foreign ones by id."""
        return {team.id: team for team in (self.team, *self.teams)}

    @property
    def _display_name(self) -> str:
        features: Json = self.manifest.get("features", {})
        name: str = features.get("bot_user", {}).get("display_name", self.app_name)
        return name

    @property
    def features(self) -> Json:
        """The manifest's features: bot user, home, commands, shortcuts."""
        found: Json = self.manifest.get("features", {})
        return found

    @property
    def commands(self) -> dict[str, Json]:
        """The slash commands of the manifest, by their name with the slash."""
        return {entry["command"]: entry for entry in self.features.get("slash_commands", [])}

    @property
    def shortcuts(self) -> dict[str, Json]:
        """The shortcuts of the manifest, by callback id."""
        return {entry["callback_id"]: entry for entry in self.features.get("shortcuts", [])}

    @property
    def has_home(self) -> bool:
        """Whether the manifest switches the Home tab on."""
        return bool(self.features.get("app_home", {}).get("home_tab_enabled"))

    @property
    def scopes(self) -> frozenset[str]:
        """What the bot token may do."""
        return frozenset(self.manifest.get("oauth_config", {}).get("scopes", {}).get("bot", []))

    @property
    def events(self) -> frozenset[str]:
        """The events the app has subscribed to; Slack sends no others."""
        subscriptions: Json = self.manifest.get("settings", {}).get("event_subscriptions", {})
        return frozenset(subscriptions.get("bot_events", []))

    def is_foreign(self, user_id: str) -> bool:
        """Whether this person belongs to another team than the app's."""
        user = self.people.get(user_id)
        return user is not None and user.team_id != self.team.id
