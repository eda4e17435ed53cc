"""What was asked is no command, no alliance, or nothing the alliance is ready for."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.alliances import Status, Step
from bot.domain.refusals.base import Refusal


@dataclass(eq=False)
class NameTaken(Refusal):
    """The name or alias already belongs to another alliance."""

    name: str
    partner: str


@dataclass(eq=False)
class UnknownCommand(Refusal):
    """The word after the slash command is none the bot knows; `near` is the one that may be meant."""

    command: str
    typed: str
    near: str | None


@dataclass(eq=False)
class PartnerMissing(Refusal):
    """A partner's name is needed and none was given."""

    command: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An alliance that may be meant."""

    handle: str
    partner: str


@dataclass(eq=False)
class UnknownPartner(Refusal):
    """No alliance goes by this name; these may be meant, the likeliest first."""

    typed: str
    suggestions: tuple[Suggestion, ...]


@dataclass(eq=False)
class NotActive(Refusal):
    """The alliance is not active, so nothing is quoted from it."""

    partner: str
    status: Status


@dataclass(eq=False)
class StepImpossible(Refusal):
    """This step does not lead anywhere from where the alliance stands."""

    partner: str
    status: Status
    step: Step


OfAlliances = NameTaken | UnknownCommand | PartnerMissing | UnknownPartner | NotActive | StepImpossible
"""Every refusal about commands and alliances."""
