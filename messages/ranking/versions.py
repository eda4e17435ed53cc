"""Which version of a plan and of rules counts, what changes next, and the versions before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from slack_sdk.models.blocks import Block

from bot.domain.timelines import PayHistory, SeriesHistory, Stretch
from bot.domain.versions import Version
from messages import names, parts
from messages.language import Language
from messages.message import Message
from messages.parts import bold, bullets, lines, section, typed
from messages.rules.sentences import terms_sentences

PARTNERS = 20
"""Rules told at a glance, those that change soonest first; the other partners are named below them."""
_A_BLOCK = 5
"""So many of them in one block."""


def history(told: PayHistory, language: Language) -> Message:
    """The plan and the rules of one partner, version by version; of all partners at a glance where none is named."""
    title = _title(told, language)
    blocks: list[Block] = [parts.header(title), *_in_full(told.plan, language)]
    if told.partner is None:
        blocks += _at_a_glance(told.rules, language)
    else:
        blocks += [block for series in told.rules for block in _in_full(series, language)]
        if not told.rules:
            blocks.append(section(language.say("For this pay role there are no rules with this partner yet.")))
    return Message(f"{typed(title)}: {_now(told.plan, language)}", tuple(blocks))


def _title(told: PayHistory, language: Language) -> str:
    role = names.pay_role(told.pay_role, language)
    if told.partner is None:
        return language.say("Plan and rules, paid as {role}", role=role)
    return language.say("Plan and rules with {partner}, paid as {role}", partner=told.partner, role=role)


def _in_full(series: SeriesHistory, language: Language) -> Iterator[Block]:
    head = _name(series, language)
    said = " ".join([_now(series, language), _change(series, language)])
    yield section(lines(bold(head), said, *_drafts(series.drafts, language)))
    for stretch in series.latest:
        yield section(_version(stretch, series, language))


def _name(series: SeriesHistory, language: Language) -> str:
    route = series.series.route
    return language.say("Plan") if route is None else names.capitalised(names.route(route, language))


def _now(series: SeriesHistory, language: Language) -> str:
    if series.now is None:
        return language.say("Nothing is in force today.")
    number, since = series.now.version.number, language.day(series.now.version.valid.start)
    if series.now.until is None:
        return language.say("v{number} is in force since {since}, without an end.", number=number, since=since)
    until = language.day(series.now.until)
    return language.say(
        "v{number} is in force since {since}, the last day is {until}.", number=number, since=since, until=until
    )


def _change(series: SeriesHistory, language: Language) -> str:
    if series.change is None:
        return language.say("No change is released.")
    day = language.day(series.change.day)
    if series.change.then is None:
        return language.say("From {day} on nothing is in force.", day=day)
    return language.say("From {day} on it is v{number}.", day=day, number=series.change.then.version.number)


def _drafts(drafts: Sequence[Version], language: Language) -> Iterator[str]:
    for draft in drafts:
        day = language.day(draft.valid.start)
        yield language.say("Waiting for release: v{number}, from {day} on.", number=draft.number, day=day)


def _version(stretch: Stretch, series: SeriesHistory, language: Language) -> str:
    version = stretch.version
    days = language.say("never in force") if stretch.days is None else language.days(stretch.days)
    now = series.now is not None and series.now.version == version
    head = [f"v{version.number}", days, *([language.say("in force")] if now else [])]
    return lines(bold(" · ".join(head)), bullets(_sentences(version, language)))


def _sentences(version: Version, language: Language) -> list[str]:
    """The terms in sentences; of a version that ends its series, that it does."""
    if version.ends:
        return [language.say("Ends what was in force before.")]
    return terms_sentences(version.terms, version.series.route, version.series.pay_role, language)


def _at_a_glance(rules: Sequence[SeriesHistory], language: Language) -> Iterator[Block]:
    in_order = sorted(rules, key=_soonest)
    said = [_line(series, language) for series in in_order[:PARTNERS]]
    if not said:
        yield section(language.say("For this pay role there are no rules with any partner yet."))
        return
    yield section(bold(language.say("Rules with partners, those that change next first")))
    for start in range(0, len(said), _A_BLOCK):
        yield section(bullets(said[start : start + _A_BLOCK]))
    rest = dict.fromkeys(typed(series.partner or "") for series in in_order[PARTNERS:])
    if rest:
        yield parts.context(language.say("and {n} more: {names}", n=len(rest), names=", ".join(rest)))
    yield parts.context(language.say("`/cosell history acme` shows the rules with one partner, version by version."))


def _soonest(series: SeriesHistory) -> date:
    return date.max if series.change is None else series.change.day


def _line(series: SeriesHistory, language: Language) -> str:
    said = [_now(series, language), *([_change(series, language)] if series.change else [])]
    return f"{bold(typed(series.partner or ''))}, {_name(series, language)}: {' '.join(said)}"
