"""`alliance-bot payouts`: every payout note as CSV, for payroll."""

from __future__ import annotations

import click

from bot.cli.running import books_of, settings_here
from bot.files.payouts import to_csv
from bot.use_cases.payouts import every
from bot.wiring import check_keys


@click.command()
def payouts() -> None:
    """Prints every payout note as CSV, the open ones first: `alliance-bot payouts > payouts.csv`."""
    books = books_of(settings_here())
    if books.pending():
        raise click.ClickException("the database is not up to date: run `alliance-bot migrate` first")
    check_keys(books)
    with books.library.reading() as opened:
        click.echo(to_csv(every(opened, None)), nl=False)
    books.close()
