"""What is shown to one reader: domain values put together by a use case, put into words by `messages`.

People appear as Slack user ids, looked up in `people` by person id: their names stay with Slack.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.alliances import Alliance
from bot.domain.earnings import Comparison
from bot.domain.evidence import Evidence
from bot.domain.history import Entry
from bot.domain.incentives import Deal
from bot.domain.lowering import Lowering
from bot.domain.money import Money, Rate
from bot.domain.pay import Line
from bot.domain.people import PayRole
from bot.domain.questions import Ask
from bot.domain.versions import InForce, Version


@dataclass(frozen=True, slots=True)
class AllianceCard:
    """An alliance as its reader may see it.

    `rules` are those in force today for the reader's pay role; empty in a channel shared with another company
    (`pay_hidden`) and where there are none.
    """

    alliance: Alliance
    people: Mapping[int, str]
    rules: tuple[InForce, ...]
    pay_hidden: bool
    may_change: bool
    may_draft: bool


@dataclass(frozen=True, slots=True)
class AllianceRow:
    """A line of the list; `quoted` says whether the reader's pay role has rules in force today."""

    alliance: Alliance
    manager_slack_id: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A deed with what it needs to be told: the actor, and the version or person it was done to."""

    entry: Entry
    actor_slack_id: str
    version: Version | None
    person_slack_id: str | None


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """What terms pay for one plain deal; a goal is shown from `so_far`, with figures marked `assumed` if not given.

    `plan_pays` is what the plan is assumed to pay for it, where rules take a share of that.
    """

    deal: Deal
    lines: tuple[Line, ...]
    total: Money
    assumed: bool
    plan_pays: Money | None = None


@dataclass(frozen=True, slots=True)
class DraftCard:
    """A draft on its way to release: the terms, one worked example, whom it concerns.

    `partner` is None for a plan. `replaces` is the version in force when it starts, if any. `reviewers` are the Slack
    ids of those who may release it (the drafter is not among them). `example` is None where the version ends the rules;
    `lowering` tells by how much it lowers pay, if it does.
    """

    version: Version
    partner: str | None
    handle: str | None
    example: WorkedExample | None
    replaces: Version | None
    drafter_slack_id: str
    reviewers: tuple[str, ...]
    lowering: Lowering | None = None


@dataclass(frozen=True, slots=True)
class DecisionCard:
    """A draft that was released or returned."""

    version: Version
    partner: str | None
    handle: str | None
    drafter_slack_id: str
    decider_slack_id: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to *what do I earn*.

    `closes_assumed` says that nobody gave a closing date, so today was taken. `same_deal` says that the deal together
    was taken as the deal alone. `figures_elsewhere`: own figures are kept, but for another period. `evidence` are past
    joint results, `assumed` the partner manager's assumption of the chance together where there are too few of them.
    `asked` is the question as it was asked.
    """

    handle: str
    partner: str
    manager_slack_id: str
    pay_role: PayRole
    comparison: Comparison
    closes_assumed: bool
    same_deal: bool
    figures_elsewhere: bool
    today: date
    evidence: Evidence | None = None
    assumed: Rate | None = None
    asked: Ask | None = None
