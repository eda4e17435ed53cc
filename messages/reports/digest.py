"""All alliances at a glance, for leadership: those that need somebody first, at most three proposals."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from slack_sdk.models.blocks import Block

from bot.domain.alliances import Status
from bot.domain.health import Move, State
from bot.domain.money import Money
from bot.domain.reciprocity import Balance
from bot.domain.report_cards import Digest, DigestRow
from messages import names, parts
from messages.language import Language
from messages.message import Message
from messages.parts import bold, bullets, lines, section, typed
from messages.reports import data, sentences
from messages.reports.data import Cell

ROWS = 100
"""Alliances in one digest: what Slack's table holds."""
ROWS_A_BLOCK = 4
"""Lines that fit into one section, however long the names are."""
PROPOSALS = 3
CURRENCIES = 6
"""Currencies with columns of their own in the table."""


def digest(shown: Digest, language: Language, *, charts: bool = True) -> Message:
    """How many are lived, what to do next, every alliance. Without `charts` it has no blocks that Slack may refuse."""
    title = language.say("Our alliances, {days}", days=language.days(shown.period))
    if not shown.rows:
        nothing = language.say("There is no active alliance yet. `/alliance register` enters the first one.")
        return Message(lines(title, nothing), (parts.header(title), section(nothing)))
    summary, proposed = _summary(shown, language), _proposals(shown, language)
    blocks: list[Block | Mapping[str, Any]] = [parts.header(title), section(bold(summary))]
    if proposed:
        blocks.append(section(lines(bold(language.say("What helps most now")), bullets(proposed))))
    blocks += _rows(shown, language)
    blocks += [_chart(shown, language), _table(shown, language)] if charts else []
    blocks.append(parts.context(lines(*_definitions(language))))
    return Message(lines(title, summary, bullets(proposed)), tuple(blocks))


def _states(shown: Digest, language: Language) -> dict[str, int]:
    return {sentences.state(state, language): sum(row.health.state is state for row in shown.rows) for state in State}


def _summary(shown: Digest, language: Language) -> str:
    states = [f"{n} {state}" for state, n in _states(shown, language).items() if n]
    count = language.say_n("{n} alliance", "{n} alliances", len(shown.rows))
    return f"{count}: {names.listed(states, language)}."


def _proposals(shown: Digest, language: Language) -> list[str]:
    needed = [row for row in shown.rows if row.proposal.move is not Move.KEEP_GOING][:PROPOSALS]
    return [sentences.turn(row.proposal, bold(typed(row.partner)), language) for row in needed]


def _named(row: DigestRow, language: Language) -> str:
    name = bold(typed(row.partner))
    if row.status is Status.ACTIVE:
        return name
    return f"{name} ({names.status(row.status, language)})"


def _rows(shown: Digest, language: Language) -> list[Block]:
    told = [_line(row, language) for row in shown.rows[:ROWS]]
    blocks: list[Block] = [section(lines(*told[n : n + ROWS_A_BLOCK])) for n in range(0, len(told), ROWS_A_BLOCK)]
    if len(shown.rows) > ROWS:
        blocks.append(parts.context(language.say("and {n} more, which do better.", n=len(shown.rows) - ROWS)))
    return blocks


def _line(row: DigestRow, language: Language) -> str:
    """Everything the table says about an alliance."""
    balance, off = row.balance, ""
    if balance.off is not None:
        points = language.say("{points} points", points=_signed(balance.off, language))
        off = f" ({points})"
    work = language.say("{open} open, {overdue} overdue", open=_open(balance), overdue=_overdue(balance))
    counted = language.say(
        "given {given}, received {received}, agreed {agreed}",
        given=balance.given.valid,
        received=balance.received.valid,
        agreed=sentences.ratio(balance.agreement.share.fraction, language),
    )
    said = f"{_named(row, language)} – {sentences.health(row.health, language)} "
    return said + " · ".join([counted + off, work, *_won(balance, language)])


def _signed(off: Fraction, language: Language) -> str:
    sign = "+" if off > 0 else "−" if off < 0 else "±"
    return f"{sign}{language.points(abs(off))}"


def _open(balance: Balance) -> int:
    return balance.given.open + balance.received.open + balance.joint.open


def _overdue(balance: Balance) -> int:
    return balance.given.overdue + balance.received.overdue


def _won_by_us(balance: Balance, currency: str) -> Money:
    zero = Money(0, currency)
    return balance.received.won_value.get(currency, zero) + balance.joint.won_value.get(currency, zero)


def _won_by_partner(balance: Balance, currency: str) -> Money:
    return balance.given.won_value.get(currency, Money(0, currency))


def _currencies(*balances: Balance) -> list[str]:
    return sorted({code for b in balances for flow in (b.given, b.received, b.joint) for code in flow.won_value})


def _won(balance: Balance, language: Language) -> list[str]:
    told = []
    for currency in _currencies(balance):
        ours, theirs = language.money(_won_by_us(balance, currency)), language.money(_won_by_partner(balance, currency))
        told.append(language.say("we {ours}, the partner {theirs}", ours=ours, theirs=theirs))
    return [language.say("won: {amounts}", amounts="; ".join(told))] if told else []


def _chart(shown: Digest, language: Language) -> Mapping[str, Any]:
    return data.pie(language.say("How our alliances do"), _states(shown, language))


def _table(shown: Digest, language: Language) -> Mapping[str, Any]:
    currencies = _currencies(*(row.balance for row in shown.rows))[:CURRENCIES]
    head = [
        language.say("Alliance"),
        language.say("Health"),
        language.say("Given"),
        language.say("Received"),
        language.say("Agreed"),
        language.say("Off by (points)"),
        language.say("Open"),
        language.say("Overdue"),
    ]
    for currency in currencies:
        head.append(language.say("Won by us ({currency})", currency=currency))
        head.append(language.say("Won by the partner ({currency})", currency=currency))
    rows = [(row.partner, _cells(row, currencies, language)) for row in shown.rows[:ROWS]]
    return data.table(language.say("All alliances, those that need somebody first"), head, rows)


def _cells(row: DigestRow, currencies: list[str], language: Language) -> list[Cell]:
    balance, off = row.balance, row.balance.off
    won = [of(balance, code) for code in currencies for of in (_won_by_us, _won_by_partner)]
    return [
        Cell(names.capitalised(sentences.state(row.health.state, language))),
        data.number(balance.given.valid),
        data.number(balance.received.valid),
        Cell(sentences.ratio(balance.agreement.share.fraction, language)),
        Cell("–") if off is None else Cell(_signed(off, language), round(float(off) * 100, 1)),
        data.number(_open(balance)),
        data.number(_overdue(balance)),
        *(data.amount(money, language.money(money)) for money in won),
    ]


def _definitions(language: Language) -> list[str]:
    return [
        language.say(
            "Given and received count valid leads shared in the period: without withdrawn ones, duplicates and those"
            " that miss what was agreed for leads. Points: our share less the agreed one."
        ),
        language.say("Open and overdue are as of today. Health looks at each alliance’s own sales cycle."),
        language.say("Won by us: from leads received and joint ones; won by the partner: from leads we gave."),
    ]
