"""Examples of the Home tab: one for each right, an empty one, and one as full as it gets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from bot.domain.alliances import Status
from bot.domain.cards import DraftCard, WorkedExample
from bot.domain.home_cards import HomeCard
from bot.domain.incentives import Deal
from bot.domain.leads import Direction, Stage
from bot.domain.people import Right
from bot.domain.periods import Days
from bot.domain.versions import State
from messages import home
from messages.examples import world as w
from messages.examples.balances import REPORTS, digest_row
from messages.examples.leads import lead, row
from messages.language import Language
from messages.message import Form, Message

_LEADS = (
    row(lead(), 42, company="Getriebewerk Lindau", overdue=True),
    row(lead(Direction.RECEIVED), 44),
    row(lead(Direction.JOINT, Stage.QUALIFIED), 39, company="Getriebewerk Lindau"),
)
_ALLIANCES = (w.ACME, w.NORDLICHT)
_ROWS = (
    digest_row(replace(REPORTS["overdue"], partner="Acme Robotics")),
    digest_row(replace(REPORTS["asleep"], partner="Nordlicht Cloud"), Status.PAUSED),
    digest_row(replace(REPORTS["lived"], partner="Weitwinkel Optik")),
)
_RULES = w.rules(w.TWO_PERCENT)


def _draft(partner: str | None = "Acme Robotics") -> DraftCard:
    terms, route = (_RULES, w.version(_RULES).series.route) if partner else (w.plan(w.GOAL), None)
    written = replace(w.version(terms, route, 3), state=State.DRAFT, valid=Days(date(2027, 1, 1)))
    example = WorkedExample(Deal(w.euro(50_000), w.TODAY), (), w.euro(1000), assumed=False)
    return DraftCard(written, partner, partner and "acme", example, None, w.MANAGER, (w.OPERATIONS,))


_FULL = HomeCard(
    leads=tuple(row(lead(), number, company=w.HOSTILE, overdue=True) for number in range(1, 31)),
    worth_asking=(replace(w.ACME, profile=replace(w.PROFILE, partner=w.HOSTILE)),) * 3,
    managed=(digest_row(REPORTS["hostile"]),) * 30,
    drafts=(_draft(w.HOSTILE),) * 30,
    to_release=(_draft(w.HOSTILE),) * 30,
    everything=(digest_row(REPORTS["hostile"]),) * 90,
)
CARDS: Mapping[str, HomeCard] = {
    "seller": HomeCard(_LEADS, _ALLIANCES),
    "empty": HomeCard((), ()),
    Right.PARTNER_MANAGER: HomeCard((), managed=_ROWS, drafts=(_draft(),)),
    "partner-manager-of-nothing-active": HomeCard((), managed=()),
    Right.SALES_OPERATIONS: HomeCard((), to_release=(_draft(), _draft(None))),
    "sales-operations-idle": HomeCard((), to_release=()),
    Right.LEADERSHIP: HomeCard((), everything=_ROWS),
    "leadership-of-nothing": HomeCard((), everything=()),
    "full": _FULL,
}
"""Homes by whose they are."""


def _home(name: str) -> Callable[[Language], Message | Form]:
    return lambda language: home.home(CARDS[name], language)


EXAMPLES: Mapping[str, Callable[[Language], Message | Form]] = {
    f"home-{name.replace('_', '-')}": _home(name) for name in CARDS
}
