"""`alliance-bot post`: what a standing order posts, now instead of at its time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.cli.running import books_of, settings_here
from bot.config import Settings
from bot.domain.people import LanguageCode
from bot.domain.refusals import Refusal
from bot.domain.schedules import Schedule, Slot
from bot.jobs import Sender
from bot.ports import Books, Library
from bot.slack import TIMEOUT_SECONDS, require_postable
from bot.timetable import Timetable
from bot.wiring import check_keys, public_holidays
from messages import refusals as say
from messages.language import Language

NOTHING_NEW = "nothing new to say"


def named(order: Schedule) -> str:
    """What a standing order is called on the terminal: `briefing-1`, `report-3`."""
    return f"{order.kind}-{order.id}"


def post_now(timetable: Timetable, order: Schedule) -> bool:
    """Writes down what the order posts, at a slot of its own for this minute; False if there is nothing new to say.

    Raises:
        Refusal: if the bot can't post there.
        SlackApiError: if Slack can't tell whether it can.
    """
    require_postable(timetable.client, order.destination)
    now = timetable.now()
    local = now.astimezone(ZoneInfo(order.rhythm.time_zone)).replace(second=0, microsecond=0, tzinfo=None)
    return timetable.carry_out(order, Slot(local, now))


def post_all(library: Library, client: WebClient) -> Iterator[str]:
    """Carries out every active standing order and sends what came of it; says for each one how it went."""
    timetable = _timetable(library, client)
    with library.reading() as books:
        orders = [order for order in books.schedules.all() if order.active]
        lines = {order.id: _line(books, order) for order in orders}
    for order in orders:
        try:
            outcome = "posted" if post_now(timetable, order) else NOTHING_NEW
        except Refusal as refusal:
            outcome = _in_words(refusal)
        except (SlackApiError, OSError) as broken:
            outcome = f"not posted: {_error(broken)}"
        yield f"{lines[order.id]}: {outcome}"
    Sender(library, client, timetable.now).run()


@click.command()
@click.argument("name", required=False)
@click.option("--list", "listed", is_flag=True, help="Name every standing order.")
def post(name: str | None, *, listed: bool) -> None:
    """Posts what the standing order NAME posts, now. Its own times stay as they are."""
    settings = settings_here()
    books = books_of(settings)
    if books.pending():
        raise click.ClickException("the database is not up to date: run `alliance-bot migrate` first")
    check_keys(books)
    with books.library.reading() as opened:
        orders = {named(order): order for order in opened.schedules.all()}
        lines = [_line(opened, order) for order in orders.values()]
    if listed:
        click.echo("\n".join(lines) or "There are no standing orders yet; `/briefing schedule` in Slack makes one.")
        return
    if name not in orders:
        raise click.UsageError("no such standing order; `alliance-bot post --list` names them all")
    _post(books.library, _client(settings), orders[str(name)])


def _post(library: Library, client: WebClient, order: Schedule) -> None:
    if not order.active:
        raise click.ClickException(f"{named(order)} is paused; resume it with `/briefing list` in Slack")
    timetable = _timetable(library, client)
    try:
        posted = post_now(timetable, order)
    except Refusal as refusal:
        raise click.ClickException(_in_words(refusal)) from None
    except (SlackApiError, OSError) as broken:
        raise click.ClickException(f"Slack could not be asked: {_error(broken)}") from None
    if not posted:
        raise click.ClickException(f"{named(order)}: {NOTHING_NEW}")
    Sender(library, client, timetable.now).run()
    click.echo(f"{named(order)} is posted.")


def _timetable(library: Library, client: WebClient) -> Timetable:
    return Timetable(library, client, lambda: datetime.now(UTC), public_holidays)


def _client(settings: Settings) -> WebClient:
    token = settings.slack_bot_token.get_secret_value()
    if not token:
        raise click.ClickException("not set: SLACK_BOT_TOKEN. The README says where to find it.")
    return WebClient(token, base_url=settings.slack_api_url, timeout=TIMEOUT_SECONDS, retry_handlers=[])


def _line(books: Books, order: Schedule) -> str:
    whose = "all alliances" if order.alliance_id is None else books.alliances.get(order.alliance_id).partner
    paused = "" if order.active else ", paused"
    return f"{named(order)}: {whose} to {order.destination}{paused}"


def _in_words(refusal: Refusal) -> str:
    return say.refused(refusal, Language.of(LanguageCode.EN)).text  # type: ignore[arg-type]  # AnyRefusal names all


def _error(broken: SlackApiError | OSError) -> str:
    return str(broken.response.get("error")) if isinstance(broken, SlackApiError) else str(broken)
