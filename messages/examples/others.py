"""Examples of refusals, help and people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import time

from bot.domain import refusals as r
from bot.domain.alliances import Status, Step
from bot.domain.leads import Stage
from bot.domain.money import Span
from bot.domain.people import LanguageCode, PayRole, Person, Right
from messages import help as say_help
from messages import people
from messages import refusals as say
from messages.examples import world as w
from messages.language import Language
from messages.message import Form, Message

_IN_OPERATIONS = Person(
    7, "T0HOME", w.OPERATIONS, LanguageCode.DE, frozenset({Right.SALES_OPERATIONS}), PayRole.TEAM_LEAD
)

REFUSALS: Mapping[str, r.AnyRefusal] = {
    "missing": r.Missing(),
    "too-long": r.TooLong(140, 163),
    "too-many": r.TooMany(5),
    "name-taken": r.NameTaken("Acme", "Acme Robotics"),
    "amount-missing": r.AmountMissing(),
    "amount-unreadable": r.AmountUnreadable("fünfzig"),
    "amount-ambiguous": r.AmountAmbiguous("50,000", (w.euro(50_000), w.euro(50))),
    "amount-not-positive": r.AmountNotPositive("-500"),
    "amount-too-large": r.AmountTooLarge(w.euro(1_000_000_000)),
    "rate-unreadable": r.RateUnreadable("viel"),
    "rate-outside": r.RateOutside(0, 100),
    "day-unreadable": r.DayUnreadable("31.02."),
    "ends-before-start": r.EndsBeforeStart(),
    "outside-hours": r.OutsideHours(time(9), time(17)),
    "day-past": r.DayPast(),
    "unknown-command": r.UnknownCommand("/alliance", "shwo", "show"),
    "unknown-command-far": r.UnknownCommand("/alliance", w.HOSTILE, None),
    "partner-missing": r.PartnerMissing("/cosell"),
    "unknown-partner": r.UnknownPartner(
        "acne", (r.Suggestion("acme", "Acme Robotics"), r.Suggestion("agrar", "Agrarwerk"))
    ),
    "unknown-partner-far": r.UnknownPartner(w.HOSTILE, ()),
    "not-active-draft": r.NotActive("Acme Robotics", Status.DRAFT),
    "not-active-paused": r.NotActive("Acme Robotics", Status.PAUSED),
    "not-active-ended": r.NotActive("Acme Robotics", Status.ENDED),
    "step-impossible": r.StepImpossible("Acme Robotics", Status.PAUSED, Step.PAUSE),
    "step-impossible-draft": r.StepImpossible("Acme Robotics", Status.DRAFT, Step.PAUSE),
    "step-impossible-ended": r.StepImpossible("Acme Robotics", Status.ENDED, Step.RESUME),
    "changed-meanwhile": r.ChangedMeanwhile(),
    "already-done": r.AlreadyDone(),
    "gone": r.Gone(),
    **{f"not-allowed-{act.replace('_', '-')}": r.NotAllowed(act, None) for act in r.Act},
    "not-allowed-here": r.NotAllowed(r.Act.CHANGE_ALLIANCE, "Acme Robotics"),
    "outsider": r.Outsider(),
    "shared-channel": r.SharedChannel(),
    "unseen-channel": r.UnseenChannel(),
    "slack-busy": r.SlackBusy(),
    "currency-differs": r.CurrencyDiffers("USD", "EUR"),
    "margin-missing": r.MarginMissing("Acme Robotics"),
    "units-missing": r.UnitsMissing("Acme Robotics"),
    "not-your-pay": r.NotYourPay(PayRole.PRESALES),
    "words-unclear": r.WordsUnclear("with strings attached"),
    "words-unclear-hostile": r.WordsUnclear(w.HOSTILE),
    "margin-above-amount": r.MarginAboveAmount(),
    "no-rules": r.NoRules("Acme Robotics", w.MANAGER, ended=False, handle="acme"),
    "no-rules-any-more": r.NoRules("Acme Robotics", w.MANAGER, ended=True, handle="acme"),
    "own-draft": r.OwnDraft(),
    "names-customer": r.NamesCustomer(),
    "no-values": r.NoValues(),
    "unknown-lead": r.UnknownLead("L-9999"),
    "unknown-lead-missing": r.UnknownLead(""),
    "unknown-lead-hostile": r.UnknownLead(w.HOSTILE),
    **{f"lead-{stage}": r.LeadClosed("L-1042", stage) for stage in Stage},
    "not-in-channel": r.NotInChannel("C0SALESDE", archived=False),
    "channel-archived": r.NotInChannel("C0SALESDE", archived=True),
    "nothing-to-say": r.NothingToSay("Acme Robotics"),
    "period-unreadable": r.PeriodUnreadable("neulich"),
    "both-languages": r.BothLanguages(),
    "number-outside": r.NumberOutside(1, 400),
    "factor-unreadable": r.FactorUnreadable("half"),
    "line-unreadable": r.LineUnreadable("two per cent"),
    "one-of-two": r.OneOfTwo(),
    "file-unreadable": r.FileUnreadable(
        (
            r.Problem(r.ProblemKind.KIND_MISSING, 9, 5, "components[1]", "percentge", ("percentage",)),
            r.Problem(
                r.ProblemKind.AMOUNT_AMBIGUOUS, 12, 30, "components[1].when.deal from", "50.000", ("50 000", "50.00")
            ),
            r.Problem(r.ProblemKind.FLAW, 17, 9, "components[2].bands[2]", flaw=r.FlawKind.TIERS_GAP),
            r.Problem(
                r.ProblemKind.GOAL_UNCLEAR,
                24,
                13,
                "examples[1].so far",
                "80 000",
                ("orders per quarter", "margin per year"),
            ),
            r.Problem(r.ProblemKind.KEY_UNKNOWN, 25, 5, f"examples[1].{w.HOSTILE}", w.HOSTILE),
        )
    ),
    "examples-not-kept": r.ExamplesNotKept(
        (
            r.NotKept(2, 31, Span.exactly(w.euro(1_500)), Span.exactly(w.euro(1_400))),
            r.NotKept(3, 36, Span.exactly(w.euro(1_500)), Span(w.euro(0), w.euro(1_500))),
            r.NotKept(4, 41, Span(w.euro(0), w.euro(1_500)), None),
        )
    ),
    "day-outside": r.DayOutside(w.TODAY.replace(month=3), w.TODAY),
    "unknown-payout": r.UnknownPayout("P-9999"),
    "unknown-payout-hostile": r.UnknownPayout(w.HOSTILE),
    "own-payout": r.OwnPayout(),
    "already-confirmed": r.AlreadySettled("P-17", confirmed=True, by_slack_id=w.OPERATIONS, at=w.NOW),
    "already-rejected": r.AlreadySettled("P-17", confirmed=False, by_slack_id=w.OPERATIONS, at=w.NOW),
    "nothing-paid": r.NothingPaid("P-17"),
    "more-than-paid": r.MoreThanPaid(w.euro(700)),
    "file-not-taken": r.FileNotTaken("missing_scope"),
    "already-released": r.AlreadyDecided(released=True, by_slack_id=w.OPERATIONS, at=w.NOW),
    "already-returned": r.AlreadyDecided(released=False, by_slack_id=w.OPERATIONS, at=w.NOW),
    "superseded": r.Superseded(),
    "terms-differ": r.TermsDiffer(),
    "not-in-force": r.NotInForce(),
    "lowers-pay": r.LowersPay(),
    "file-elsewhere": r.FileElsewhere(),
    "file-too-large": r.FileTooLarge(100),
    "file-unreachable": r.FileUnreachable(),
    "terms-flawed": r.TermsFlawed(tuple(r.Flaw(1, kind) for kind in r.FlawKind)),
    "form-refused": r.FormRefused({"benefit": r.TooLong(140, 163), "partner": r.NameTaken("Acme", "Acme Robotics")}),
}
"""Every refusal there is, in every wording."""


def _again(handle: str) -> str:
    return f"/cosell {handle} 50k"


def _of(refusal: r.AnyRefusal) -> Callable[[Language], Message | Form]:
    return lambda language: say.refused(refusal, language, _again)


_MANAGER = frozenset({Right.PARTNER_MANAGER})
_EVERY = frozenset(Right)

EXAMPLES: Mapping[str, Callable[[Language], Message | Form]] = {
    **{f"refused-{name}": _of(refusal) for name, refusal in REFUSALS.items()},
    "refused-view": lambda language: say.refused_view(r.ChangedMeanwhile(), language),
    "crashed": lambda language: say.crashed("7F3A9C", language),
    "help-cosell": say_help.cosell_help,
    "help-lead": say_help.lead_help,
    "help-briefing": say_help.briefing_help,
    "help-alliance": say_help.alliance_help,
    "help-alliance-for-manager": lambda language: say_help.alliance_help(language, _MANAGER),
    "help-alliance-for-everything": lambda language: say_help.alliance_help(language, _EVERY),
    "help-alliance-for-outsider": lambda language: say_help.alliance_help(language, outsider=True),
    "people-choose": people.choose_person,
    "people-form": lambda language: people.people_form(_IN_OPERATIONS, language, may_assign_rights=True),
    "people-form-pay-role-only": lambda language: people.people_form(_IN_OPERATIONS, language, may_assign_rights=False),
    "people-assigned": lambda language: people.assigned(
        w.SELLER, frozenset({Right.PARTNER_MANAGER, Right.LEADERSHIP}), PayRole.PRESALES, language
    ),
    "people-assigned-no-rights": lambda language: people.assigned(w.SELLER, frozenset(), PayRole.SELLER, language),
}
