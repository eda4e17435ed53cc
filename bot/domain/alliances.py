"""The alliance book: who the partner is, what the customer gains, whom to call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum

from bot.domain.money import Rate
from bot.domain.people import LanguageCode
from bot.domain.reciprocity import AGREEMENT, Agreement
from bot.domain.working_time import OFFICE_HOURS, WorkingHours

BENEFIT_LIMIT = 140
"""Characters of a customer benefit: what can be said in one breath."""
NAME_LIMIT = 80
LINE_LIMIT = 300
LINES_LIMIT = 5
ALIASES_LIMIT = 10


class Status(StrEnum):
    """Where an alliance stands; only an active one is briefed, quoted and given leads."""

    DRAFT = "draft"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


class Phase(StrEnum):
    """How far an alliance has come."""

    INSTALL = "install"
    BUILD = "build"
    PROFESSIONALISE = "professionalise"
    FOCUS = "focus"


class Step(StrEnum):
    """What can be done to an alliance's status."""

    PAUSE = "pause"
    RESUME = "resume"
    END = "end"


STEPS: Mapping[tuple[Status, Step], Status] = {
    (Status.DRAFT, Step.RESUME): Status.ACTIVE,
    (Status.DRAFT, Step.END): Status.ENDED,
    (Status.ACTIVE, Step.PAUSE): Status.PAUSED,
    (Status.ACTIVE, Step.END): Status.ENDED,
    (Status.PAUSED, Step.RESUME): Status.ACTIVE,
    (Status.PAUSED, Step.END): Status.ENDED,
}
"""Which step leads from which status to which; anything else is refused. What has ended stays ended."""


@dataclass(frozen=True, slots=True)
class Objection:
    """What a customer may object, and what to answer."""

    says: str
    answer: str


@dataclass(frozen=True, slots=True)
class ValueProposition:
    """Why a customer is better off with both: one sentence from the customer's side, and how to get talking."""

    benefit: str
    industry: str = ""
    persona: str = ""
    signals: tuple[str, ...] = ()
    """What the seller hears at the customer's when the partner could help."""
    proof: tuple[str, ...] = ()
    opening_question: str = ""
    objections: tuple[Objection, ...] = ()


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Whom to call at the partner's, for a region and an industry (empty: for all)."""

    name: str
    region: str = ""
    industry: str = ""


@dataclass(frozen=True, slots=True)
class SalesChannel:
    """A channel of ours that is briefed, and in which language."""

    channel_id: str
    language: LanguageCode


@dataclass(frozen=True, slots=True)
class Place:
    """Where working days and hours are counted: IANA time zone, ISO 3166 country and subdivision (DE-BY)."""

    time_zone: str
    country: str
    subdivision: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """What a person enters about an alliance; everything in it can be edited.

    `manager`, `deputy` and `sponsor` are ids of our people; `partner_sponsor` is a name at the partner's.
    `shared_channel` is the Slack channel shared with the partner, `partner_team_id` the partner's workspace.
    """

    partner: str
    manager: int
    propositions: Mapping[LanguageCode, ValueProposition]
    aliases: tuple[str, ...] = ()
    deputy: int | None = None
    sponsor: int | None = None
    partner_sponsor: str = ""
    counterparts: tuple[Counterpart, ...] = ()
    channels: tuple[SalesChannel, ...] = ()
    shared_channel: str | None = None
    partner_team_id: str | None = None

    def changes(self, other: Profile) -> tuple[str, ...]:
        """The names of the fields in which the other differs, sorted; for the history, which holds no texts."""
        return tuple(sorted(f.name for f in fields(self) if getattr(self, f.name) != getattr(other, f.name)))


@dataclass(frozen=True, slots=True)
class GameRules:
    """The rules both sides play by (gemeinsame Spielregeln).

    `criteria` say what a qualified lead is, at most `LINES_LIMIT`. `response_hours` is the working time within which a
    lead is answered, `protection_days` how long a sender's credit is kept. Partners that compete with us in parts
    exchange no values. `assumed_chance`, above nothing, is our own: how often the partner manager thinks a joint deal
    is won, shown to sellers while too few of them were closed to know.
    """

    criteria: tuple[str, ...] = ()
    response_hours: int = 16
    protection_days: int = 90
    agreement: Agreement = AGREEMENT
    hours: WorkingHours = OFFICE_HOURS
    competes: bool = False
    assumed_chance: Rate | None = None


USUAL_RULES = GameRules()


@dataclass(frozen=True, slots=True)
class Alliance:
    """One partnership. `handle` is its short name, unique for ever; `revision` counts its changes.

    `started` is the day it first became active, in the company's time zone; None while it is a draft.
    """

    id: int
    handle: str
    status: Status
    profile: Profile
    place: Place
    phase: Phase = Phase.INSTALL
    revision: int = field(default=1)
    started: date | None = None
    game: GameRules = USUAL_RULES

    @property
    def partner(self) -> str:
        """The partner's name as people read it."""
        return self.profile.partner

    def is_managed_by(self, person_id: int) -> bool:
        """Whether the person is its partner manager or the deputy."""
        return person_id in {self.profile.manager, self.profile.deputy}

    def proposition(self, language: LanguageCode) -> tuple[ValueProposition, LanguageCode]:
        """The text in this language or, where it is missing, in the other; and which one it is."""
        propositions = self.profile.propositions
        written = language if language in propositions else language.other
        return propositions[written], written

    def names(self) -> tuple[str, ...]:
        """Everything people may type for it."""
        return (self.handle, self.profile.partner, *self.profile.aliases)


def active(alliances: Sequence[Alliance]) -> tuple[Alliance, ...]:
    """Those of the alliances that are active, in the same order."""
    return tuple(alliance for alliance in alliances if alliance.status is Status.ACTIVE)
