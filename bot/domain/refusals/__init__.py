"""Everything that can be refused, as exceptions that carry facts; `messages.refusals` puts them into words.

A room for each feature, all of them open from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.refusals.alliances import (
    NameTaken,
    NotActive,
    OfAlliances,
    PartnerMissing,
    StepImpossible,
    Suggestion,
    UnknownCommand,
    UnknownPartner,
)
from bot.domain.refusals.base import Refusal
from bot.domain.refusals.briefings import NothingToSay, NotInChannel, OfBriefings
from bot.domain.refusals.earnings import (
    CurrencyDiffers,
    MarginAboveAmount,
    MarginMissing,
    NoRules,
    NotYourPay,
    OfEarnings,
    UnitsMissing,
    WordsUnclear,
)
from bot.domain.refusals.entered import (
    AmountAmbiguous,
    AmountMissing,
    AmountNotPositive,
    AmountTooLarge,
    AmountUnreadable,
    BothLanguages,
    DayOutside,
    DayPast,
    DayUnreadable,
    EndsBeforeStart,
    Entered,
    FactorUnreadable,
    LineUnreadable,
    Missing,
    NumberOutside,
    OneOfTwo,
    OutsideHours,
    PeriodUnreadable,
    RateOutside,
    RateUnreadable,
    TooLong,
    TooMany,
)
from bot.domain.refusals.files import (
    ExamplesNotKept,
    FileTooLarge,
    FileUnreachable,
    FileUnreadable,
    NotKept,
    OfFiles,
    Problem,
    ProblemKind,
)
from bot.domain.refusals.leads import LeadClosed, NamesCustomer, NoValues, OfLeads, UnknownLead
from bot.domain.refusals.meanwhile import AlreadyDone, ChangedMeanwhile, Gone, Meanwhile
from bot.domain.refusals.payouts import (
    AlreadySettled,
    FileNotTaken,
    MoreThanPaid,
    NothingPaid,
    OfPayouts,
    OwnPayout,
    UnknownPayout,
)
from bot.domain.refusals.rights import (
    Act,
    NotAllowed,
    OfRights,
    Outsider,
    OwnDraft,
    SharedChannel,
    SlackBusy,
    UnseenChannel,
)
from bot.domain.refusals.rules import (
    AlreadyDecided,
    FileElsewhere,
    Flaw,
    FlawKind,
    LowersPay,
    NotInForce,
    OfRules,
    Superseded,
    TermsDiffer,
    TermsFlawed,
)

__all__ = [
    "Act",
    "AlreadyDecided",
    "AlreadyDone",
    "AlreadySettled",
    "AmountAmbiguous",
    "AmountMissing",
    "AmountNotPositive",
    "AmountTooLarge",
    "AmountUnreadable",
    "AnyRefusal",
    "BothLanguages",
    "ChangedMeanwhile",
    "CurrencyDiffers",
    "DayOutside",
    "DayPast",
    "DayUnreadable",
    "EndsBeforeStart",
    "ExamplesNotKept",
    "FactorUnreadable",
    "FileElsewhere",
    "FileNotTaken",
    "FileTooLarge",
    "FileUnreachable",
    "FileUnreadable",
    "Flaw",
    "FlawKind",
    "FormRefused",
    "Gone",
    "LeadClosed",
    "LineUnreadable",
    "LowersPay",
    "MarginAboveAmount",
    "MarginMissing",
    "Missing",
    "MoreThanPaid",
    "NameTaken",
    "NamesCustomer",
    "NoRules",
    "NoValues",
    "NotActive",
    "NotAllowed",
    "NotInChannel",
    "NotInForce",
    "NotKept",
    "NotYourPay",
    "NothingPaid",
    "NothingToSay",
    "NumberOutside",
    "OneOfTwo",
    "OutsideHours",
    "Outsider",
    "OwnDraft",
    "OwnPayout",
    "PartnerMissing",
    "PeriodUnreadable",
    "Problem",
    "ProblemKind",
    "RateOutside",
    "RateUnreadable",
    "Refusal",
    "SharedChannel",
    "SlackBusy",
    "StepImpossible",
    "Suggestion",
    "Superseded",
    "TermsDiffer",
    "TermsFlawed",
    "TooLong",
    "TooMany",
    "UnitsMissing",
    "UnknownCommand",
    "UnknownLead",
    "UnknownPartner",
    "UnknownPayout",
    "UnseenChannel",
    "WordsUnclear",
]


@dataclass(eq=False)
class FormRefused(Refusal):
    """Fields of a form are wrong: every problem, by the name of the field."""

    problems: Mapping[str, AnyRefusal]


AnyRefusal = (
    Entered
    | OfAlliances
    | Meanwhile
    | OfRights
    | OfEarnings
    | OfRules
    | OfFiles
    | OfLeads
    | OfBriefings
    | OfPayouts
    | FormRefused
)
"""Every refusal there is: who puts them into words is checked to know them all."""
