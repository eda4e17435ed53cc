"""The words one can type after each slash command, in both languages, and who answers them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.domain.refusals import Act
from bot.domain.rights import require
from bot.listeners import (
    alliances,
    briefings,
    earnings,
    figures,
    lead_steps,
    leads,
    payouts,
    people,
    ranking,
    reports,
    rules,
    timelines,
)
from bot.listeners.house import Charted, Request
from bot.listeners.surface import ALLIANCE, BRIEFING, COSELL, LEAD
from messages import help as say_help
from messages.message import Form, Message

Answer = Message | Form | Charted
Answering = Callable[[Request], Answer]


def _alliance_help(request: Request) -> Message:
    person = request.caller.person
    return say_help.alliance_help(request.caller.language, person.rights, outsider=person.outsider)


def _cosell_help(request: Request) -> Message:
    require(request.caller.person, Act.ASK)
    return say_help.cosell_help(request.caller.language)


def _lead_help(request: Request) -> Message:
    require(request.caller.person, Act.ASK)
    return say_help.lead_help(request.caller.language)


def _briefing_help(request: Request) -> Message:
    require(request.caller.person, Act.ASK)
    return say_help.briefing_help(request.caller.language)


ALLIANCE_WORDS: Mapping[str, tuple[Answering, tuple[str, ...]]] = {
    "list": (alliances.listing, ("liste", "all", "alle")),
    "show": (alliances.show, ("zeige", "zeigen", "zeig")),
    "register": (alliances.open_register, ("anlegen", "registrieren", "new", "neu")),
    "edit": (alliances.open_edit, ("bearbeiten", "ändern", "change")),
    "pause": (alliances.pause, ("pausieren",)),
    "resume": (alliances.resume, ("fortsetzen", "activate", "aktivieren")),
    "end": (alliances.ask_end, ("beenden",)),
    "incentive": (rules.open_rule, ("rule", "regel", "prämie", "incentives")),
    "incentive-end": (rules.open_end, ("rule-end", "regel-ende", "prämie-ende")),
    "plan": (rules.open_plan, ("vergütungsplan",)),
    "history": (alliances.history, ("verlauf", "historie")),
    "balance": (reports.balance, ("bilanz", "geben", "reciprocity")),
    "digest": (reports.digest, ("überblick", "overview")),
    "rules": (reports.open_game, ("spielregeln",)),
    "people": (people.open_people, ("personen", "rechte", "rights")),
    "help": (_alliance_help, ("hilfe", "?")),
}
COSELL_WORDS: Mapping[str, tuple[Answering, tuple[str, ...]]] = {
    "change": (earnings.open_ask, ("ändern",)),
    "partners": (ranking.partners, ("partner", "wer")),
    "history": (timelines.history, ("verlauf", "historie")),
    "figures": (figures.open_figures, ("zahlen", "my-figures", "meine-zahlen")),
    "payouts": (payouts.payouts, ("auszahlungen", "payout", "auszahlung")),
    "mine": (payouts.mine, ("meine",)),
    "help": (_cosell_help, ("hilfe", "?")),
}
LEAD_WORDS: Mapping[str, tuple[Answering, tuple[str, ...]]] = {
    "share": (leads.open_share, ("give", "teilen", "geben")),
    "receive": (leads.open_receive, ("received", "erfassen", "erhalten", "bekommen")),
    "joint": (leads.open_joint, ("gemeinsam",)),
    "list": (leads.listing, ("liste", "all", "alle")),
    "show": (leads.show, ("zeige", "zeigen", "zeig")),
    "cancel": (lead_steps.open_cancel, ("storno", "stornieren", "storniert")),
    "help": (_lead_help, ("hilfe", "?")),
}
BRIEFING_WORDS: Mapping[str, tuple[Answering, tuple[str, ...]]] = {
    "schedule": (briefings.open_schedule, ("planen", "plan")),
    "report": (briefings.open_report, ("bericht",)),
    "digest": (briefings.open_digest, ("überblick",)),
    "list": (briefings.listing, ("liste", "pause", "resume", "pausieren", "fortsetzen")),
    "preview": (briefings.preview, ("vorschau",)),
    "now": (briefings.post_now, ("jetzt",)),
    "help": (_briefing_help, ("hilfe", "?")),
}
WORDS = {ALLIANCE: ALLIANCE_WORDS, COSELL: COSELL_WORDS, LEAD: LEAD_WORDS, BRIEFING: BRIEFING_WORDS}
