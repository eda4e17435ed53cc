"""`alliance-bot quote`: what plans and rules in files pay, and whether their examples come out. No database needed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any, NoReturn

import click
from click.core import ParameterSource

from bot.domain.earnings import RoutePay
from bot.domain.examples import ExampleResult
from bot.domain.incentives import Route
from bot.domain.money import MixedCurrencies, Money, Span
from bot.domain.pay import Line, MarginNeeded, ShareLine, UnitsNeeded, line_amount
from bot.domain.people import LanguageCode
from bot.domain.refusals import FileUnreadable
from bot.files import plans
from bot.files.quotes import WITH_PARTNER, FilesClash
from bot.files.quotes import quote as quoted
from messages import quotes as say
from messages.components import component_sentence
from messages.language import Language
from messages.lines import formula
from messages.refusals.files import of_files
from messages.refusals.telling import Telling

_ROUTES = {route.value.replace("_", "-"): route for route in Route}
_NAMES = {route: name for name, route in _ROUTES.items()}
UNREADABLE = 2
"""The exit status when a file or an option can't be read."""
_KEYS = (
    ("deal", "The deal amount: 50000, '50 000' or '50000.00', with a currency behind it if it is another one."),
    ("closes", "The closing day, 2027-03-31; today if not said."),
    ("margin", "The margin."),
    ("units", "How many units."),
    ("product", "The product."),
    ("customer", "new or existing."),
    ("region", "The region."),
    ("months", "How many months the contract runs."),
    ("role", "What the seller is paid as."),
    ("so far", "The result of the period before the deal; several as 'orders per quarter=145000'."),
    ("expected", "The result expected at the period's end, with --base expected."),
    ("base", "booked or expected."),
    ("quota", "The own quota."),
    ("target bonus", "The own target bonus."),
    ("deals so far", "How many deals came before it."),
    ("earned", "The pay so far in the period of a cap or floor."),
    (WITH_PARTNER, "The result with the partner before the deal, which rules count."),
    ("plan pays", "What the plan pays, where no file holds the plan."),
)


def _deal_options(command: Callable[..., None]) -> Callable[..., None]:
    for key, says in reversed(_KEYS):
        option = click.option(f"--{key.replace(' ', '-')}", key.replace(" ", "_"), multiple=True, help=says)
        command = option(command)
    return command


def _print_schema(context: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click calls it so
    if wanted:
        click.echo(json.dumps(plans.schema(), indent=2, ensure_ascii=False))
        context.exit()


def _language(context: click.Context, parameter: click.Parameter, value: str | None) -> Language:
    """The language asked for, or that of the terminal; English where we don't speak it."""
    code = (value or "")[:2].lower()
    if code in set(LanguageCode):
        return Language.of(LanguageCode(code))
    if context.get_parameter_source(str(parameter.name)) is ParameterSource.COMMANDLINE:
        raise click.BadParameter("choose en or de", context, parameter)
    return Language.of(LanguageCode.EN)


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--route", type=click.Choice(list(_ROUTES)), help="This route alone.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--language", envvar=["LC_ALL", "LANG"], callback=_language, help="en or de; the terminal's if not said.")
@click.option("--schema", is_flag=True, is_eager=True, expose_value=False, callback=_print_schema, help="For editors.")
@_deal_options
def quote(
    files: Sequence[Path], route: str | None, language: Language, *, as_json: bool, **said: Sequence[str]
) -> None:
    """Checks the examples of plans and rules in FILES, and works out a deal under them.

    A plan and the rules of routes make a comparison of these routes. Ends with 0 if all examples come out, with 1 if
    one does not, with 2 if something can't be read. Needs neither settings nor a database; `--schema` prints a JSON
    Schema from which editors complete and check such files.
    """
    read = {path: _read(path, language) for path in files}
    results = {path: plans.check(file) for path, file in read.items()}
    by_key = {key: said[key.replace(" ", "_")] for key, _ in _KEYS}
    routes = _routes(list(read.values()), by_key, route, language) if any(by_key.values()) else ()
    if as_json:
        click.echo(json.dumps(_as_json(results, routes, language), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(unescape(line) for line in _as_text(results, routes, language)))
    sys.exit(0 if all(result.kept for of_file in results.values() for result in of_file) else 1)


def _read(path: Path, language: Language) -> plans.PlanFile:
    try:
        return plans.read(path.read_bytes())
    except FileUnreadable as unreadable:
        _unreadable(f"{path}:\n{of_files(unreadable, Telling(language, plain=True))}")
    except OSError as broken:
        _unreadable(f"{path}: {broken.strerror}")


def _unreadable(told: str) -> NoReturn:
    click.echo(told, err=True)
    sys.exit(UNREADABLE)


def _routes(
    files: Sequence[plans.PlanFile], said: Mapping[str, Sequence[str]], route: str | None, language: Language
) -> tuple[RoutePay, ...]:
    """The routes of the deal, what is asked for first; all there are terms for, or the one named."""
    try:
        compared = quoted(files, said, date.today())  # noqa: DTZ011 - the day where the terminal stands
    except FileUnreadable as unreadable:
        _unreadable(of_files(unreadable, Telling(language, plain=True)))
    except FilesClash as clash:
        _unreadable(f"more than one file holds {clash}")
    except (MarginNeeded, UnitsNeeded, MixedCurrencies) as unpayable:
        _unreadable(say.unpayable_sentence(unpayable, language))
    known = [pay for pay in (compared.alone, compared.together, compared.hand_over) if pay is not None]
    known = [pay for pay in known if pay.plan is not None or pay.rules is not None]
    chosen = tuple(pay for pay in known if route is None or pay.route is _ROUTES[route])
    if not chosen:
        _unreadable(f"no file holds terms for the route {route}")
    return chosen


def _as_text(
    results: Mapping[Path, Sequence[ExampleResult]], routes: Sequence[RoutePay], language: Language
) -> Iterator[str]:
    for path, of_file in results.items():
        yield f"{path}:"
        for result in of_file:
            yield f"  {'ok     ' if result.kept else 'NOT OK '} {say.example_sentence(result, language)}"
            yield from (f"            {line}" for line in say.example_lines(result, language))
    for route in routes:
        yield say.route_sentence(route, language)
        yield from (f"  {line}" for line in say.route_lines(route, language))


def _as_json(
    results: Mapping[Path, Sequence[ExampleResult]], routes: Sequence[RoutePay], language: Language
) -> dict[str, Any]:
    """Amounts are numbers in the currency named; a range is a list of both ends, what can't be told is null.

    `total`, `currency` and `lines` are those of the first route that is not alone, else of alone.
    """
    examples = [_example_json(path, result, language) for path, of_file in results.items() for result in of_file]
    by_route = {_NAMES[route.route]: _route_json(route, language) for route in routes}
    chosen = [by_route[_NAMES[route.route]] for route in (*routes[1:], *routes[:1])]
    return {"examples": examples, **(chosen[0] if chosen else {}), **({"routes": by_route} if chosen else {})}


def _example_json(path: Path, result: ExampleResult, language: Language) -> dict[str, Any]:
    example = result.example
    return {
        "file": str(path),
        "number": example.number,
        "line": example.line,
        "kept": result.kept,
        "says": _amount(example.expected),
        "pays": _amount(result.paid),
        "lines": [_line_json(line, language) for line in result.lines],
        "depends_on": [str(fact) for fact in result.depends_on],
    }


def _route_json(route: RoutePay, language: Language) -> dict[str, Any]:
    total = route.on_top if route.plan_lines is None and route.rules is not None else route.total
    version = route.rules or route.plan
    assert version is not None
    return {
        "total": _amount(total),
        "currency": version.terms.currency,
        "on_top": _amount(route.on_top),
        "lines": [_line_json(line, language) for line in (*(route.plan_lines or ()), *route.rule_lines)],
        "depends_on": [str(fact) for fact in route.depends_on],
    }


def _line_json(line: Line, language: Language) -> dict[str, Any]:
    return {
        "component": line.component.kind,
        "amount": _amount(line_amount(line)),
        "formula": unescape(formula(line, language)),
        "sentence": unescape(component_sentence(line.component, language)),
        "own": not isinstance(line, ShareLine) or line.own,
    }


def _amount(span: Span | None) -> list[float | int] | float | int | None:
    if span is None:
        return None
    return _number(span.low) if span.exact is not None else [_number(span.low), _number(span.high)]


def _number(money: Money) -> float | int:
    """The amount as JSON writes it; up to 15 digits are written as they are."""
    amount = money.amount
    return int(amount) if amount == int(amount) else float(amount)
