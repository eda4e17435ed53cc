"""What every listener works with: the books, the time, and who is calling."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.alliances import Alliance
from bot.domain.alliances import Place as AlliancePlace
from bot.domain.people import Company, Person
from bot.domain.refusals import AlreadyDone, Gone, SharedChannel, SlackBusy, UnseenChannel
from bot.ports import Books, Library
from bot.slack import Channels, look_up
from messages.language import Language
from messages.message import Message

Body = Mapping[str, Any]
Holidays = Callable[[AlliancePlace, int], Container[date]]
"""The public holidays of a place around a year."""

_ASK_SLACK_AGAIN = timedelta(hours=12)


@dataclass(frozen=True)
class House:
    """The books, who reads along in a channel, the clock (UTC), and the bell that wakes the sender for a new post."""

    library: Library
    channels: Channels
    now: Callable[[], datetime]
    wake: Callable[[], None]
    holidays: Holidays

    def days_off(self, alliance: Alliance | None, company: Company) -> Container[date]:
        """The public holidays where an alliance counts its working days; the company's for what concerns all."""
        place = AlliancePlace(company.time_zone, company.country) if alliance is None else alliance.place
        return self.holidays(place, self.now().year)

    @contextmanager
    def once(self, kind: str, key: str) -> Iterator[Books]:
        """A writing transaction for one request of Slack's; posts written in it are sent right after.

        Raises:
            AlreadyDone: if the same request was carried out before.
        """
        with self.library.writing() as books:
            if not books.requests.first(kind, key, self.now()):
                raise AlreadyDone
            yield books
        self.wake()


@dataclass(frozen=True)
class Charted:
    """A message with Slack's charts and tables, and the same one without for where Slack does not take them yet."""

    message: Message
    plain: Message


@dataclass(frozen=True)
class Caller:
    """Who is calling, in which language, and what day it is for the company."""

    person: Person
    language: Language
    company: Company
    now: datetime
    today: date


@dataclass(frozen=True)
class Place:
    """The channel something is asked in; whether outsiders read along is only asked when it matters."""

    channels: Channels
    channel_id: str | None

    def require_no_outsiders(self) -> None:
        """Passes where nobody of another company reads along; a form is seen by its owner alone.

        Raises:
            SharedChannel: if the channel is shared with another company.
            UnseenChannel: if the bot can't look into the channel.
            SlackBusy: if Slack can't tell just now.
        """
        if self.channel_id is not None and self.channels.shared_with(self.channel_id):
            raise SharedChannel

    def hides_pay(self) -> bool:
        """Whether pay is left out of what is shown here."""
        try:
            self.require_no_outsiders()
        except (SharedChannel, UnseenChannel, SlackBusy):
            return True
        return False


@dataclass(frozen=True)
class Request:
    """Something a person asked for with a command, or with a button that stands for one.

    `key` is what Slack numbers the request with; `text` is what stands after the command.
    """

    house: House
    client: WebClient
    caller: Caller
    place: Place
    key: str
    text: str

    def with_text(self, text: str) -> Request:
        """The same request with another text."""
        return replace(self, text=text)


def who(body: Body) -> tuple[str, str]:
    """Team and user id of whoever caused a request: of a command, an interaction or an event."""
    if "event" in body:
        event = body["event"]
        return str(event.get("user_team") or event.get("team") or body["team_id"]), str(event["user"])
    if "user" in body:
        user = body["user"]
        return str(user.get("team_id") or body["team"]["id"]), str(user["id"])
    return str(body["team_id"]), str(body["user_id"])


def unescaped(text: str) -> str:
    """What somebody typed, as they typed it: Slack sends three signs escaped.

    Source: docs.slack.dev/messaging/formatting-message-text, "Escaping text".
    """
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def caller(house: House, client: WebClient, body: Body) -> Caller:
    """Who is calling; somebody new is looked up at Slack and written down."""
    now, (team_id, user_id) = house.now(), who(body)
    with house.library.reading() as books:
        company = books.people.company()
        seen = books.people.seen(team_id, user_id)
    person = _met(house, client, user_id, seen)
    return Caller(
        person, Language.of(person.language), company, now, now.astimezone(ZoneInfo(company.time_zone)).date()
    )


def meet(house: House, client: WebClient, team_id: str, user_id: str) -> Person:
    """The person behind a Slack user; asks Slack when it is somebody new or was long ago.

    Raises:
        Gone: if Slack does not know the user either.
    """
    with house.library.reading() as books:
        seen = books.people.seen(team_id, user_id)
    return _met(house, client, user_id, seen)


def _met(house: House, client: WebClient, user_id: str, seen: tuple[Person, datetime] | None) -> Person:
    now = house.now()
    if seen is not None and now - seen[1] < _ASK_SLACK_AGAIN:
        return seen[0]
    try:
        user = look_up(client, user_id, now)
    except (SlackApiError, OSError):
        if seen is None:
            raise Gone from None
        return seen[0]
    with house.library.writing() as books:
        return books.people.meet(user)
