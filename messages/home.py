"""The Home tab: what is the reader's own, and the next thing to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.alliances import Alliance, Status
from bot.domain.cards import DraftCard
from bot.domain.home_cards import HomeCard
from bot.domain.lead_cards import LeadRow
from bot.domain.report_cards import DigestRow
from messages import names, parts
from messages.actions import Action, numbered
from messages.language import Language
from messages.leads import words
from messages.message import Message
from messages.names import capitalised
from messages.parts import bold, bullets, lines, section, typed
from messages.reports import sentences

LEADS, MANAGED, DRAFTS = 8, 8, 6
"""Leads, alliances and drafts shown with a button each; the others are counted."""
EVERYTHING, ROWS_A_BLOCK = 40, 5
"""Alliances told to leadership, and how many of them fit into one section however long the names are."""
NEED_SHOWN = 120
"""Characters of a lead's need."""


def home(card: HomeCard, language: Language) -> Message:
    """What the reader's Home shows, at most fifty blocks of the hundred a Home may have; see `as_home`."""
    runs = _Runs()
    blocks: list[Block] = [
        *_everything(card.everything, runs, language),
        *_managed(card.managed, runs, language),
        *_drafts(card.drafts, language),
        *_to_release(card.to_release, language),
        *_leads(card, runs, language),
        *_worth_asking(card.worth_asking, runs, language),
        parts.actions(*_starts(runs, language)),
    ]
    return Message(lines(_title(card, language), _summary(card, language)), tuple(blocks))


def as_home(message: Message) -> dict[str, Any]:
    """The message as the view `views.publish` takes."""
    return {"type": "home", "blocks": message.to_dict()["blocks"]}


class _Runs:
    """Numbers the buttons that run a command: no two of a Home may be the same."""

    def __init__(self) -> None:
        self._count = 0

    def button(self, text: str, command: str) -> ButtonElement:
        self._count += 1
        return parts.commands((text, command), first=self._count)[0]


def _title(card: HomeCard, language: Language) -> str:
    """What stands above everything else."""
    if card.everything is not None:
        return language.say("Our alliances")
    if card.managed is not None:
        return language.say("Your alliances")
    if card.to_release is not None and not card.drafts:
        return language.say("Waiting for your release")
    return language.say("Waiting for somebody’s release") if card.drafts else language.say("Your open leads")


def _summary(card: HomeCard, language: Language) -> str:
    count = language.say_n("{n} open lead", "{n} open leads", len(card.leads))
    overdue = sum(row.overdue for row in card.leads)
    return language.say("{leads}, {n} overdue", leads=count, n=overdue) if overdue else count


def _leads(card: HomeCard, runs: _Runs, language: Language) -> list[Block]:
    if not card.leads:
        if not (card.managed is None and card.to_release is None and card.everything is None):
            return []
        nothing = language.say("No open leads. Who of your customers could a partner help?")
        return [parts.header(language.say("Your open leads")), section(nothing)]
    blocks: list[Block] = [parts.header(language.say("Your open leads"))]
    for row in card.leads[:LEADS]:
        show = runs.button(language.say("Show"), f"/lead show {row.lead.reference}")
        blocks.append(parts.entry(_lead(row, language), show))
    return blocks + _more(len(card.leads) - LEADS, "/lead list", language)


def _lead(row: LeadRow, language: Language) -> str:
    named = words.headline(row.lead.direction, row.lead.reference, typed(row.partner), language)
    late = bold(language.say("overdue")) if row.overdue else ""
    below = [typed(row.company), words.stage(row.lead.stage, language), late]
    need = parts.cut(typed(row.masked.need), NEED_SHOWN)
    return lines(bold(named), need, " · ".join(part for part in below if part))


def _worth_asking(alliances: Sequence[Alliance] | None, runs: _Runs, language: Language) -> list[Block]:
    if not alliances:
        return []
    blocks: list[Block] = [parts.header(language.say("Worth asking about"))]
    for alliance in alliances:
        text, _ = alliance.proposition(language.code)
        ask = runs.button(language.say("What do I earn?"), f"/cosell {alliance.handle}")
        blocks.append(parts.entry(lines(bold(typed(alliance.partner)), typed(text.benefit)), ask))
    return blocks


def _managed(rows: Sequence[DigestRow] | None, runs: _Runs, language: Language) -> list[Block]:
    if rows is None:
        return []
    blocks: list[Block] = [parts.header(language.say("Your alliances"))]
    if not rows:
        blocks.append(section(language.say("None of them is active yet.")))
    for row in rows[:MANAGED]:
        show = runs.button(language.say("Balance"), f"/alliance balance {row.handle}")
        blocks.append(parts.entry(lines(*_row(row, language), _turn(row, language)), show))
    return blocks + _more(len(rows) - MANAGED, "/alliance list", language)


def _row(row: DigestRow, language: Language) -> tuple[str, str]:
    """The alliance, and in which health it is and why; how many answers are overdue."""
    name = bold(typed(row.partner))
    if row.status is not Status.ACTIVE:
        name = f"{name} ({names.status(row.status, language)})"
    overdue = row.balance.given.overdue + row.balance.received.overdue
    late = language.say_n("{n} answer overdue", "{n} answers overdue", overdue) if overdue else ""
    return " · ".join(part for part in (name, late) if part), sentences.health(row.health, language)


def _turn(row: DigestRow, language: Language) -> str:
    return sentences.turn(row.proposal, typed(row.partner), language)


def _drafts(drafts: Sequence[DraftCard], language: Language) -> list[Block]:
    if not drafts:
        return []
    told = [_draft(draft, language) for draft in drafts[:DRAFTS]]
    if len(drafts) > DRAFTS:
        told.append(language.say("and {n} more", n=len(drafts) - DRAFTS))
    return [parts.header(language.say("Waiting for somebody’s release")), section(bullets(told))]


def _to_release(drafts: Sequence[DraftCard] | None, language: Language) -> list[Block]:
    if drafts is None:
        return []
    blocks: list[Block] = [parts.header(language.say("Waiting for your release"))]
    if not drafts:
        blocks.append(section(language.say("Nothing is waiting.")))
    for number, draft in enumerate(drafts[:DRAFTS], start=1):
        release = parts.button(language.say("Release"), numbered(Action.RELEASE, number), str(draft.version.id))
        drafted = language.say("drafted by {who}", who=parts.person(draft.drafter_slack_id))
        blocks.append(parts.entry(lines(_draft(draft, language), drafted), release))
    if len(drafts) > DRAFTS:
        blocks.append(parts.context(language.say("and {n} more", n=len(drafts) - DRAFTS)))
    return blocks


def _draft(draft: DraftCard, language: Language) -> str:
    series, number = draft.version.series, draft.version.number
    role = names.pay_role(series.pay_role, language)
    if draft.partner is None or series.route is None:
        return capitalised(language.say("plan v{number} ({role})", number=number, role=role))
    route = names.route(series.route, language)
    said = language.say("rules v{number} ({route}, {role})", number=number, route=route, role=role)
    return f"{bold(typed(draft.partner))}: {said}"


def _everything(rows: Sequence[DigestRow] | None, runs: _Runs, language: Language) -> list[Block]:
    if rows is None:
        return []
    told = [f"{name} – {health}" for name, health in (_row(row, language) for row in rows[:EVERYTHING])]
    blocks: list[Block] = [parts.header(language.say("Our alliances"))]
    if not told:
        blocks.append(section(language.say("There is no active alliance yet.")))
    blocks += [section(bullets(told[n : n + ROWS_A_BLOCK])) for n in range(0, len(told), ROWS_A_BLOCK)]
    if len(rows) > EVERYTHING:
        blocks.append(parts.context(language.say("and {n} more", n=len(rows) - EVERYTHING)))
    return [*blocks, parts.actions(runs.button(language.say("Show the digest"), "/alliance digest"))]


def _starts(runs: _Runs, language: Language) -> list[ButtonElement]:
    return [
        runs.button(language.say("Share a lead"), "/lead share"),
        runs.button(language.say("My figures"), "/cosell figures"),
        runs.button(language.say("All alliances"), "/alliance list"),
    ]


def _more(n: int, command: str, language: Language) -> list[Block]:
    return [parts.context(language.say("and {n} more: `{command}`", n=n, command=command))] if n > 0 else []
