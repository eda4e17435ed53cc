"""`alliance-bot preview`: every message and form as the JSON that goes to Slack, for Block Kit Builder or the eye."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bot.domain.people import LanguageCode
from messages.examples import EXAMPLES
from messages.language import Language


@click.command()
@click.argument("message", required=False)
@click.option("--language", type=click.Choice([code.value for code in LanguageCode]), default="en", show_default=True)
@click.option("--list", "listed", is_flag=True, help="Name every example.")
@click.option("--all", "everything", is_flag=True, help="All examples in both languages; needs --out.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder for <message>.<language>.json.")
def preview(message: str | None, language: str, out: Path | None, *, listed: bool, everything: bool) -> None:
    """Prints the payload of a MESSAGE as an example makes it."""
    if listed:
        click.echo("\n".join(EXAMPLES))
    elif everything:
        if out is None:
            raise click.UsageError("--all writes files: name a folder with --out")
        for name in EXAMPLES:
            for code in LanguageCode:
                _write(out, name, code)
        click.echo(f"{len(EXAMPLES) * len(LanguageCode)} files in {out}")
    elif message in EXAMPLES:
        code = LanguageCode(language)
        if out is None:
            click.echo(_payload(str(message), code))
        else:
            _write(out, str(message), code)
    else:
        raise click.UsageError("no such message; `alliance-bot preview --list` names them all")


def _payload(name: str, code: LanguageCode) -> str:
    return json.dumps(EXAMPLES[name](Language.of(code)).to_dict(), indent=2, ensure_ascii=False)


def _write(out: Path, name: str, code: LanguageCode) -> None:
    out.mkdir(parents=True, exist_ok=True)
    (out / f"{name}.{code}.json").write_text(_payload(name, code) + "\n", encoding="utf-8")
