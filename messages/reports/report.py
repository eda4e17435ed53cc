"""Giving and taking of one alliance in a period: the sentence first, every number also without chart and table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import Block

from bot.domain.leads import Stage
from bot.domain.money import Money
from bot.domain.reciprocity import WEIGHTS, Balance, Flow
from bot.domain.report_cards import Report
from messages import parts
from messages.language import Language
from messages.message import Message
from messages.parts import bold, lines, person, section, typed
from messages.reports import data, sentences
from messages.reports.data import Cell

NONE = Cell("–")


def report(shown: Report, language: Language, *, charts: bool = True) -> Message:
    """The balance, whose turn it is, health, the numbers. Without `charts` it has no blocks that Slack may refuse."""
    balance = shown.balance
    title = f"{shown.partner}: {language.days(balance.period)}"
    verdict = sentences.verdict(balance, language)
    turn = sentences.turn(shown.proposal, typed(shown.partner), language)
    blocks: list[Block | Mapping[str, Any]] = [
        parts.header(title),
        section(bold(verdict)),
        section(lines(bold(language.say("Whose turn is it?")), turn)),
        section(lines(bold(language.say("Health")), sentences.health(shown.health, language))),
    ]
    if balance.given.shared + balance.received.shared + balance.joint.shared:
        blocks += _numbers(balance, language)
        blocks += [_chart(balance, language), _table(balance, language)] if charts else []
    manager = language.say("Partner manager: {who}", who=person(shown.manager_slack_id))
    blocks.append(parts.context(manager, lines(*_definitions(balance, language))))
    return Message(lines(typed(title), verdict, turn), tuple(blocks))


def _flows(balance: Balance, language: Language) -> dict[str, Flow]:
    """The directions by name; joint leads only where there are any."""
    both = {language.say("Given"): balance.given, language.say("Received"): balance.received}
    return both | ({language.say("Joint"): balance.joint} if balance.joint.shared else {})


def _numbers(balance: Balance, language: Language) -> list[Block]:
    """Every number of chart and table."""
    told = [lines(bold(way), *_flow(flow, language)) for way, flow in _flows(balance, language).items()]
    return [parts.columns(*told), *_by_value(balance, language)]


def _flow(flow: Flow, language: Language) -> Iterator[str]:
    yield language.say("{shared} shared, {valid} valid", shared=flow.shared, valid=flow.valid)
    share = "" if flow.accepted_share is None else f" ({language.percent(flow.accepted_share)})"
    accepted = f"{flow.accepted}{share}"
    yield language.say(
        "{accepted} accepted, {qualified} qualified, {won} won",
        accepted=accepted,
        qualified=flow.qualified,
        won=flow.won,
    )
    yield language.say(
        "{open} open, {overdue} overdue, {expired} expired",
        open=flow.open,
        overdue=flow.overdue,
        expired=flow.expired,
    )
    if flow.median_answer is not None:
        yield language.say("answer time: {time} (median)", time=language.duration(flow.median_answer))
    for currency in _currencies(flow):
        expected, weighted, won = (language.money(value) for value in _values(flow, currency))
        yield language.say(
            "{expected} expected, {weighted} stage-weighted, {won} won", expected=expected, weighted=weighted, won=won
        )


def _currencies(*flows: Flow) -> list[str]:
    return sorted({code for flow in flows for code in (*flow.expected_value, *flow.won_value)})


def _values(flow: Flow, currency: str) -> tuple[Money, Money, Money]:
    """Expected, stage-weighted and won."""
    nothing = Money(0, currency)
    return (
        flow.expected_value.get(currency, nothing),
        flow.weighted_value.get(currency, nothing),
        flow.won_value.get(currency, nothing),
    )


def _by_value(balance: Balance, language: Language) -> list[Block]:
    told = [
        language.say(
            "Our share by stage-weighted value in {currency}: {ratio}",
            currency=currency,
            ratio=sentences.ratio(share, language),
        )
        for currency, share in balance.value_shares.items()
    ]
    return [section(lines(*told))] if told else []


def _measures(flows: Sequence[Flow], language: Language) -> list[tuple[str, list[Cell]]]:
    """Each measure with its value in each direction."""
    told = {
        language.say("Shared"): [data.number(flow.shared) for flow in flows],
        language.say("Valid"): [data.number(flow.valid) for flow in flows],
        language.say("Accepted"): [data.number(flow.accepted) for flow in flows],
        language.say("Share accepted"): [_share(flow, language) for flow in flows],
        language.say("Qualified"): [data.number(flow.qualified) for flow in flows],
        language.say("Won"): [data.number(flow.won) for flow in flows],
        language.say("Open"): [data.number(flow.open) for flow in flows],
        language.say("Overdue"): [data.number(flow.overdue) for flow in flows],
        language.say("Expired"): [data.number(flow.expired) for flow in flows],
        language.say("Median answer time"): [_answer(flow, language) for flow in flows],
    }
    for currency in _currencies(*flows):
        names = (
            language.say("Expected value ({currency})", currency=currency),
            language.say("Stage-weighted value ({currency})", currency=currency),
            language.say("Won value ({currency})", currency=currency),
        )
        told |= {name: [_value(flow, currency, kind, language) for flow in flows] for kind, name in enumerate(names)}
    return list(told.items())


def _share(flow: Flow, language: Language) -> Cell:
    share = flow.accepted_share
    return NONE if share is None else Cell(language.percent(share), round(float(share), 4))


def _answer(flow: Flow, language: Language) -> Cell:
    waited = flow.median_answer
    return NONE if waited is None else Cell(language.duration(waited), round(waited.total_seconds() / 3600, 2))


def _value(flow: Flow, currency: str, kind: int, language: Language) -> Cell:
    if currency not in _currencies(flow):
        return NONE
    money = _values(flow, currency)[kind]
    return data.amount(money, language.money(money))


def _chart(balance: Balance, language: Language) -> Mapping[str, Any]:
    flows = _flows(balance, language)
    axes = language.say("Stage"), language.say("Leads")
    title = language.say("How far the leads came")
    return data.bars(title, axes, {way: _stages(flow, language) for way, flow in flows.items()})


def _stages(flow: Flow, language: Language) -> dict[str, int]:
    return {
        language.say("Shared"): flow.shared,
        language.say("Accepted"): flow.accepted,
        language.say("Qualified"): flow.qualified,
        language.say("Won"): flow.won,
    }


def _table(balance: Balance, language: Language) -> Mapping[str, Any]:
    flows = _flows(balance, language)
    rows = _measures(list(flows.values()), language)
    return data.table(language.say("Giving and taking in numbers"), [language.say("Leads"), *flows], rows)


def _definitions(balance: Balance, language: Language) -> list[str]:
    """How the counts are made."""
    weights = {stage: language.rate(WEIGHTS[stage]) for stage in WEIGHTS}
    return [
        language.say(
            "Valid leads: those shared in the period, without withdrawn ones, duplicates and those that miss what was"
            " agreed for leads."
        ),
        language.say(
            "Stage-weighted value: {shared} of the value count once shared, {accepted} once accepted, {qualified} once"
            " qualified, {won} once won.",
            shared=weights[Stage.SHARED],
            accepted=weights[Stage.ACCEPTED],
            qualified=weights[Stage.QUALIFIED],
            won=weights[Stage.WON],
        ),
        language.say("Won value is the revenue of the side that received the lead."),
        language.say("Median answer time: half of the answers came faster; nights and weekends count."),
        language.say(
            "Open and overdue are as of today; health looks at the last {n} days.", n=balance.agreement.window_days
        ),
    ]
