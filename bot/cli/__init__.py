"""The command line: `alliance-bot`, or `python -m bot`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from bot.cli.checking import check
from bot.cli.payouts import payouts
from bot.cli.plans import plans
from bot.cli.playground import try_out
from bot.cli.posting import post
from bot.cli.previewing import preview
from bot.cli.quoting import quote
from bot.cli.running import keys, migrate, print_manifest, run
from bot.config import Settings, UnusableSettings


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def main(context: click.Context) -> None:
    """A Slack bot that makes business alliances live.

    Without a command it does its main job: with Slack tokens it connects to your workspace (in HTTP mode if there is a
    signing secret and no app-level token), without them it opens the playground, a small local Slack with example
    alliances.
    """
    if context.invoked_subcommand is not None:
        return
    try:
        settings = Settings.read(os.environ, Path.cwd())
    except UnusableSettings as unusable:
        raise click.ClickException(str(unusable)) from None
    if settings.has_slack_tokens:
        context.invoke(run, http=not settings.slack_app_token.get_secret_value())
    else:
        context.invoke(try_out)


for command in (run, try_out, migrate, print_manifest, check, keys, post, preview, payouts, plans, quote):
    main.add_command(command)
