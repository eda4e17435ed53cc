"""Giving and taking of one alliance in a period: the sentence first, every number also without chart and table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    if any(flow.shared for flow in _flows(balance)):
        blocks += _numbers(balance, language)
        blocks += [_chart(balance, language), _table(balance, language)] if charts else []
    manager = language.say("Partner manager: {who}", who=person(shown.manager_slack_id))
    blocks.append(parts.context(manager, lines(*definitions(balance, language))))
    return Message(lines(typed(title), verdict, turn), tuple(blocks))


def _flows(balance: Balance) -> tuple[Flow, Flow, Flow]:
    return balance.given, balance.received, balance.joint


def _directions(language: Language) -> tuple[str, str, str]:
    return language.say("Given"), language.say("Received"), language.say("Joint")


def _numbers(balance: Balance, language: Language) -> list[Block]:
    """Every number of chart and table."""
    measured = measures(balance, language)
    columns = [
        lines(bold(way), *(f"{name}: {cells[n].text}" for name, cells in measured if cells[n] != NONE))
        for n, way in enumerate(_directions(language))
    ]
    return [parts.columns(*columns), *_by_value(balance, language)]


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


def measures(balance: Balance, language: Language) -> list[tuple[str, tuple[Cell, ...]]]:
    """Each measure with its value given, received and joint; nobody answers joint leads."""
    flows = _flows(balance)
    counted = {
        language.say("Shared"): [data.number(flow.shared) for flow in flows],
        language.say("Valid"): [data.number(flow.valid) for flow in flows],
        language.say("Accepted"): [data.number(flow.accepted) for flow in flows],
        language.say("Share accepted"): [_share(flow, language) for flow in flows[:2]],
        language.say("Qualified"): [data.number(flow.qualified) for flow in flows],
        language.say("Won"): [data.number(flow.won) for flow in flows],
        language.say("Open"): [data.number(flow.open) for flow in flows],
        language.say("Overdue"): [data.number(flow.overdue) for flow in flows[:2]],
        language.say("Expired"): [data.number(flow.expired) for flow in flows[:2]],
        language.say("Median answer time"): [_answer(flow, language) for flow in flows[:2]],
    }
    told = [(name, (*cells, NONE)[: len(flows)]) for name, cells in counted.items()]
    return [*told, *_values(flows, language)]


def _share(flow: Flow, language: Language) -> Cell:
    share = flow.accepted_share
    return NONE if share is None else Cell(language.percent(share), round(float(share), 4))


def _answer(flow: Flow, language: Language) -> Cell:
    waited = flow.median_answer
    return NONE if waited is None else Cell(language.duration(waited), round(waited.total_seconds() / 3600, 2))


def _values(flows: Sequence[Flow], language: Language) -> list[tuple[str, tuple[Cell, ...]]]:
    found = []
    for currency in sorted({code for flow in flows for code in (*flow.expected_value, *flow.won_value)}):
        kinds = {
            language.say("Expected value ({currency})", currency=currency): [flow.expected_value for flow in flows],
            language.say("Stage-weighted value ({currency})", currency=currency): [f.weighted_value for f in flows],
            language.say("Won value ({currency})", currency=currency): [flow.won_value for flow in flows],
        }
        found += [(name, tuple(_value(of, currency, language) for of in values)) for name, values in kinds.items()]
    return found


def _value(values: Mapping[str, Money], currency: str, language: Language) -> Cell:
    money = values.get(currency, Money(0, currency))
    return data.amount(money, language.money(money))


def _chart(balance: Balance, language: Language) -> Mapping[str, Any]:
    given, received, _ = _directions(language)
    return data.bars(
        language.say("How far the leads came"),
        (language.say("Stage"), language.say("Leads")),
        {given: _stages(balance.given, language), received: _stages(balance.received, language)},
    )


def _stages(flow: Flow, language: Language) -> dict[str, int]:
    return {
        language.say("Shared"): flow.shared,
        language.say("Accepted"): flow.accepted,
        language.say("Qualified"): flow.qualified,
        language.say("Won"): flow.won,
    }


def _table(balance: Balance, language: Language) -> Mapping[str, Any]:
    head = [language.say("Leads"), *_directions(language)]
    return data.table(language.say("Giving and taking in numbers"), head, measures(balance, language))


def definitions(balance: Balance, language: Language) -> list[str]:
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
