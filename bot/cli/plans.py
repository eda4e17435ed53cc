"""`alliance-bot plans`: plans and rules between files and the books."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from bot.cli.running import books_of, settings_here
from bot.domain.people import Company, LanguageCode
from bot.domain.refusals import ExamplesNotKept, FileUnreadable, FormRefused, LowersPay, Refusal
from bot.files.plans import PlanFile, Target, check, export, read
from bot.listeners.rules import ask_reviewers
from bot.ports import Books
from bot.use_cases.plan_files import Kept, newest_versions, same_in_books, series_for
from bot.use_cases.rules import Draft, submit
from bot.wiring import Books as OpenedBooks
from bot.wiring import check_keys
from messages.language import Language
from messages.refusals.sentences import sentence
from messages.refusals.telling import Telling

UNREADABLE = 2
"""The exit status when a file can't be read; whatever else is refused ends with 1."""


@dataclass(frozen=True, slots=True)
class Drafting:
    """How files are drafted: by whom, from which closing day if not the file's, and whether pay may be lowered."""

    by: str
    valid_from: date | None
    lower_pay: bool


@click.group()
def plans() -> None:
    """Plans and alliance rules between files and the books; see also `alliance-bot quote`."""


@plans.command("export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export_plans(folder: Path) -> None:
    """Writes the newest version of every plan and of all rules into FOLDER, a file for each.

    Files of the same name are replaced; what was sent back is left out. Importing such a file changes nothing.
    """
    books = _opened()
    with books.library.reading() as opened:
        kept = newest_versions(opened)
    books.close()
    folder.mkdir(parents=True, exist_ok=True)
    for each in kept:
        path = folder / f"{_name(each)}.yaml"
        path.write_text(_text(each), encoding="utf-8")
        click.echo(str(path))
    if not kept:
        click.echo("There are no plans or rules in the books yet.")


@plans.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", required=True, metavar="SLACK_ID", help="Who drafts it, by Slack user id: U…")
@click.option(
    "--from", "valid_from", type=click.DateTime(["%Y-%m-%d"]), help="The first closing date; else the file's."
)
@click.option("--lower-pay", is_flag=True, help="It is meant that somebody earns less than before.")
def import_plans(files: Sequence[Path], by: str, valid_from: datetime | None, *, lower_pay: bool) -> None:
    """Drafts the plans and rules in FILES, all or none; sales operations release them in Slack.

    A file whose examples do not come out is refused. What the books hold already changes nothing.
    """
    plan_files = {path: _checked(path) for path in files}
    books = _opened()
    how = Drafting(by, None if valid_from is None else valid_from.date(), lower_pay)
    try:
        with books.library.writing() as opened:
            told = [_imported(opened, path, plan_file, how) for path, plan_file in plan_files.items()]
    finally:
        books.close()
    click.echo("\n".join(told))


def _opened() -> OpenedBooks:
    books = books_of(settings_here())
    if books.pending():
        raise click.ClickException("the database is not up to date: run `alliance-bot migrate` first")
    check_keys(books)
    return books


def _checked(path: Path) -> PlanFile:
    """The plan in the file; one that can't be read, or whose examples do not come out, ends the command."""
    try:
        plan_file = read(path.read_bytes())
    except FileUnreadable as unreadable:
        click.echo(f"{path}:\n{_in_words(unreadable)}", err=True)
        sys.exit(UNREADABLE)
    broken = tuple(result.not_kept for result in check(plan_file) if result.not_kept is not None)
    if broken:
        raise click.ClickException(f"{path}:\n{_in_words(ExamplesNotKept(broken))}")
    return plan_file


def _imported(books: Books, path: Path, plan_file: PlanFile, how: Drafting) -> str:
    """What became of a file; a refusal ends the command, and nothing is written."""
    try:
        return f"{path}: {_drafted(books, plan_file, how)}"
    except FormRefused as refused:
        if any(isinstance(problem, LowersPay) for problem in refused.problems.values()):
            raise click.ClickException(f"{path}: this lowers pay; if that is meant, say --lower-pay") from None
        raise click.ClickException(f"{path}: {_in_words(refused)}") from None
    except Refusal as refused:
        raise click.ClickException(f"{path}: {_in_words(refused)}") from None


def _drafted(books: Books, plan_file: PlanFile, how: Drafting) -> str:
    now = datetime.now(UTC)
    company, target = _company(books), plan_file.target
    actor = books.people.find(company.team_id, how.by)
    if actor is None:
        raise click.UsageError(f"nobody with the Slack id {how.by} has talked with the bot yet")
    today = now.astimezone(ZoneInfo(company.time_zone)).date()
    valid_from = how.valid_from or target.valid_from
    series = series_for(books, target.pay_role, target.route, target.alliance)
    draft = Draft(series, plan_file.terms, valid_from or today, meant=how.lower_pay)
    same = same_in_books(books, draft, valid_from)
    if same is not None:
        return f"nothing to change, version {same.number} says the same"
    card = submit(books, actor, draft, now, today)
    ask_reviewers(books, card, now)
    version = card.version
    return f"drafted as version {version.number} from {version.valid.start} on; sales operations release it in Slack"


def _company(books: Books) -> Company:
    try:
        return books.people.company()
    except KeyError:
        raise click.ClickException("the books know no company yet: start the bot once") from None


def _name(kept: Kept) -> str:
    """The file's name: `plan-seller`, `acme-robotics-together-seller`."""
    series = kept.version.series
    words = ["plan"] if kept.alliance is None else [kept.alliance.handle, str(series.route)]
    return "-".join([*words, series.pay_role]).replace("_", "-")


def _text(kept: Kept) -> str:
    version, alliance = kept.version, kept.alliance
    series = version.series
    target = Target(series.pay_role, series.route, None if alliance is None else alliance.handle, version.valid.start)
    until = "" if version.valid.last is None else f" until {version.valid.last}"
    comment = f"Version {version.number}, {version.state}, for deals closing from {version.valid.start}{until}."
    return export(PlanFile(version.terms, target), [comment])


def _in_words(refused: Refusal) -> str:
    return sentence(refused, Telling(Language.of(LanguageCode.EN), plain=True))  # type: ignore[arg-type]  # AnyRefusal names all
