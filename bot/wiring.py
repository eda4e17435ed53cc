"""Puts the parts together: settings in, a bot that can run out. The only importer of `storage`."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from dotenv import dotenv_values
from holidays import country_holidays
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.config import Settings, UnusableSettings
from bot.domain.alliances import Place
from bot.domain.people import Company
from bot.jobs import Clock, Sender
from bot.listeners import register
from bot.listeners.house import House
from bot.ports import Library
from bot.slack import TIMEOUT_SECONDS, Channels
from bot.timetable import Timetable
from storage.books import StorageLibrary
from storage.engine import UnknownDatabase, migrate, open_engine, pending, reachable
from storage.vault import UnusableKey, Vault, WrongKey, new_keys

THREADS = 16
"""Listeners at a time; Bolt's default of five lets a few slow answers hold up everybody."""

_SQLITE = "sqlite:///"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Books:
    """The opened books, and how to bring their tables up to date."""

    library: StorageLibrary
    migrate: Callable[[], tuple[str, ...]]
    pending: Callable[[], bool]
    unreachable: Callable[[], str | None]
    close: Callable[[], None]


@dataclass(frozen=True)
class Bot:
    """A bot that is ready to run: the Bolt app with its listeners, and the clock."""

    app: App
    clock: Clock
    house: House


def open_books(settings: Settings) -> Books:
    """Opens the database of the settings; nothing is connected or changed yet, but a missing key file is made.

    Raises:
        UnusableSettings: if the database URL or a key can't be used.
    """
    try:
        engine = open_engine(settings.database_url)
        encryption_keys, index_key = _keys(settings)
        library = StorageLibrary(engine, Vault(encryption_keys, index_key))
    except UnknownDatabase:
        raise UnusableSettings(("DATABASE_URL: neither sqlite:///file nor postgres://…",)) from None
    except UnusableKey as unusable:
        raise UnusableSettings((str(unusable),)) from None
    return Books(library, lambda: migrate(engine), lambda: pending(engine), lambda: reachable(engine), engine.dispose)


def missing_database(settings: Settings) -> Path | None:
    """The SQLite file, if it is not there yet: the first start makes it."""
    if not settings.database_url.startswith(_SQLITE):
        return None
    database = _sqlite_file(settings)
    return None if database.exists() else database


def missing_key_file(settings: Settings) -> Path | None:
    """The key file beside a SQLite database, if it is needed and not there: `open_books` makes it."""
    has_keys = settings.encryption_key_list or settings.index_key.get_secret_value()
    if has_keys or not settings.database_url.startswith(_SQLITE):
        return None
    path = _key_path(settings)
    return None if path.exists() else path


def check_keys(books: Books) -> None:
    """Makes sure that the books were written with the keys of the settings.

    Raises:
        UnusableSettings: if they were not; names in them could not be read.
    """
    try:
        books.library.check_keys()
    except WrongKey:
        told = "ENCRYPTION_KEYS: the database was written with other keys; put the old ones behind the new one"
        raise UnusableSettings((told,)) from None


def build(settings: Settings, library: Library, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Bot:
    """The bot over these books, known to Slack by the bot token.

    Raises:
        SlackApiError: if Slack does not know the token.
    """
    client = WebClient(
        token=settings.slack_bot_token.get_secret_value(),
        base_url=settings.slack_api_url,
        timeout=TIMEOUT_SECONDS,
        retry_handlers=[],  # the default one repeats a post whose answer was lost
    )
    identity = client.auth_test()
    settle_company(settings, library, str(identity["team_id"]))
    app = App(
        client=client,
        signing_secret=settings.slack_signing_secret.get_secret_value() or None,
        request_verification_enabled=bool(settings.slack_signing_secret.get_secret_value()),
        process_before_response=True,
        token_verification_enabled=False,  # done above
        listener_executor=ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="listener"),
    )
    clock = Clock(Sender(library, client, now), Timetable(library, client, now, public_holidays))
    house = House(library, Channels(client, now), now, clock.wake, public_holidays)
    register(app, house)
    return Bot(app, clock, house)


def socket_mode(settings: Settings, bot: Bot) -> SocketModeHandler:
    """The bot's connection to Slack over a socket; `connect()` opens it."""
    client = WebClient(base_url=settings.slack_api_url, timeout=TIMEOUT_SECONDS)
    return SocketModeHandler(bot.app, settings.slack_app_token.get_secret_value(), web_client=client)


def public_holidays(place: Place, year: int) -> frozenset[date]:
    """The public holidays of a place in a year, the one before and the two after; none for an unknown country."""
    years = range(year - 1, year + 3)
    try:
        found = country_holidays(place.country, subdiv=place.subdivision.partition("-")[2] or None, years=years)
    except NotImplementedError:
        return frozenset()
    return frozenset(found)


def fresh_keys() -> dict[str, str]:
    """New keys, by the name of their setting."""
    return new_keys()


def settle_company(settings: Settings, library: Library, team_id: str) -> None:
    """Writes down the company of the settings, whose Slack workspace has this id."""
    company = Company(
        team_id,
        settings.company_currency,
        settings.company_time_zone,
        settings.company_country,
        settings.fiscal_year_starts,
    )
    with library.writing() as books:
        books.people.settle(company)


def _keys(settings: Settings) -> tuple[tuple[str, ...], str]:
    """The keys of the settings, else, beside a SQLite database, those of a key file that is made once."""
    index_key = settings.index_key.get_secret_value()
    if settings.encryption_key_list and index_key:
        return settings.encryption_key_list, index_key
    if settings.encryption_key_list or index_key:
        missing = "INDEX_KEY" if settings.encryption_key_list else "ENCRYPTION_KEYS"
        raise UnusableSettings((f"{missing}: is missing; both keys are set or none (`alliance-bot keys` prints some)",))
    if not settings.database_url.startswith(_SQLITE):
        told = "ENCRYPTION_KEYS, INDEX_KEY: needed with PostgreSQL; `alliance-bot keys` prints fresh ones"
        raise UnusableSettings((told,))
    kept = dotenv_values(_key_file(_key_path(settings)))
    return tuple((kept.get("ENCRYPTION_KEYS") or "").split(",")), kept.get("INDEX_KEY") or ""


def _sqlite_file(settings: Settings) -> Path:
    return Path(settings.database_url.removeprefix(_SQLITE))


def _key_path(settings: Settings) -> Path:
    return _sqlite_file(settings).with_suffix(".key")


def _key_file(path: Path) -> Path:
    """The key file beside the database; made with fresh keys, readable by its owner alone, if there is none.

    It is written whole under another name and then linked, so that of two processes one makes it.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = ["# Without this file names in the database can't be read. Keep a copy apart from the database."]
        lines += [f"{name}={key}" for name, key in new_keys().items()]
        draft = path.with_suffix(f".key.{os.getpid()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write("\n".join(lines) + "\n")
        try:
            os.link(draft, path)
        except FileExistsError:
            log.info("the key file was made by another process")
        finally:
            draft.unlink()
    return path
