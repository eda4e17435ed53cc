"""Every refusal as one kind sentence. The type checker proves that none is missing."""

from __future__ import annotations

from typing import assert_never

from bot.domain import refusals as r
from bot.domain.alliances import Status, Step
from bot.domain.refusals import Flaw
from messages import names
from messages.language import Language
from messages.refusals.entered import Entered, entered
from messages.refusals.files import OfFiles, of_files
from messages.refusals.flaws import flaw_problem, flaw_sentence
from messages.refusals.leads import OfLeads, of_leads
from messages.refusals.payouts import OfPayouts, of_payouts
from messages.refusals.rights import NotYou, not_you
from messages.refusals.telling import Telling

_Name = r.NameTaken | r.UnknownCommand | r.PartnerMissing | r.UnknownPartner | r.NotActive | r.StepImpossible
_Twice = r.ChangedMeanwhile | r.AlreadyDone | r.Gone | r.AlreadyDecided | r.Superseded
_Unsaid = r.MarginMissing | r.UnitsMissing | r.NotYourPay | r.WordsUnclear
_OfDrafts = r.TermsDiffer | r.NotInForce | r.LowersPay | r.FileElsewhere | r.TermsFlawed
_Pay = r.CurrencyDiffers | _Unsaid | r.MarginAboveAmount | r.NoRules | _OfDrafts


def refusal(refused: r.AnyRefusal, language: Language) -> str:
    """What is wrong and what to do next, in mrkdwn; for the person alone."""
    return sentence(refused, Telling(language))


def sentence(refused: r.AnyRefusal, tell: Telling) -> str:
    """The sentence for where it is told."""
    if isinstance(refused, r.FormRefused):
        text = " ".join(dict.fromkeys(sentence(one, tell) for one in refused.problems.values()))
    elif isinstance(refused, Entered):
        text = entered(refused, tell)
    elif isinstance(refused, OfFiles):
        text = of_files(refused, tell)
    elif isinstance(refused, OfLeads):
        text = of_leads(refused, tell)
    elif isinstance(refused, OfPayouts):
        text = of_payouts(refused, tell)
    elif isinstance(refused, NotYou):
        text = not_you(refused, tell)
    elif isinstance(refused, _Name):
        text = _name(refused, tell)
    elif isinstance(refused, _Twice):
        text = _twice(refused, tell)
    else:
        text = _pay(refused, tell)
    return text


def _name(refused: _Name, tell: Telling) -> str:
    match refused:
        case r.NameTaken(name=name, partner=partner):
            text = tell.language.say(
                "“{name}” already belongs to {partner}. Choose another name, or edit that alliance.",
                name=tell.short(name),
                partner=tell.literal(partner),
            )
        case r.UnknownCommand(command=command, typed=word, near=str(near)):
            text = tell.language.say(
                "I don’t know “{words}”. Did you mean `{command} {near}`?",
                words=tell.short(word),
                command=command,
                near=near,
            )
        case r.UnknownCommand(command=command, typed=word):
            text = tell.language.say(
                "I don’t know “{words}”. `{command} help` shows what can be typed.",
                words=tell.short(word),
                command=command,
            )
        case r.PartnerMissing(command=command):
            text = tell.language.say("Which partner? Type the name after it: `{command} acme`", command=command)
        case r.UnknownPartner(typed=word, suggestions=()):
            text = tell.language.say(
                "No alliance goes by “{words}”. `/alliance list` shows all of them.", words=tell.short(word)
            )
        case r.UnknownPartner(typed=word, suggestions=suggestions):
            text = tell.language.say(
                "No alliance goes by “{words}”. Did you mean {partners}?",
                words=tell.short(word),
                partners=names.either([tell.literal(one.partner) for one in suggestions], tell.language),
            )
        case r.NotActive(partner=partner, status=status):
            text = _not_active(tell.literal(partner), status, tell.language)
        case r.StepImpossible(partner=partner, status=status, step=step):
            text = _impossible(tell.literal(partner), status, step, tell.language)
        case _:
            assert_never(refused)
    return text


def _not_active(partner: str, status: Status, language: Language) -> str:
    match status:
        case Status.DRAFT:
            return language.say(
                "{partner} is still a draft: nothing is quoted or shared yet. Ask its partner manager.",
                partner=partner,
            )
        case Status.PAUSED:
            return language.say(
                "{partner} is paused: nothing is quoted or shared for now. Ask its partner manager.", partner=partner
            )
        case Status.ENDED | Status.ACTIVE:
            return language.say(
                "The alliance with {partner} has ended: nothing is quoted or shared any more.", partner=partner
            )
        case _:
            assert_never(status)


def _impossible(partner: str, status: Status, step: Step, language: Language) -> str:
    if status is Status.ENDED:
        return language.say("The alliance with {partner} has ended, and that stays so.", partner=partner)
    if status is Status.DRAFT and step is Step.PAUSE:
        return language.say("{partner} is only a draft; there is nothing to pause.", partner=partner)
    now = names.status(status, language)
    return language.say("{partner} is already {status}; nothing was changed.", partner=partner, status=now)


def _twice(refused: _Twice, tell: Telling) -> str:
    match refused:
        case r.ChangedMeanwhile():
            text = tell.language.say("Somebody else has just changed this. Open it again; nothing of yours was saved.")
        case r.AlreadyDone():
            text = tell.language.say("That is already done; the second time changed nothing.")
        case r.Gone():
            text = tell.language.say("This is not in the books any more. Please start again from the beginning.")
        case r.AlreadyDecided(released=True, by_slack_id=who):
            text = tell.language.say(
                "{who} has already released this; nothing was changed.",
                who=_somebody(who, tell),
            )
        case r.AlreadyDecided(by_slack_id=who):
            text = tell.language.say(
                "{who} has already sent this back; nothing was changed.",
                who=_somebody(who, tell),
            )
        case r.Superseded():
            text = tell.language.say(
                "A newer version has been released since this was drafted. It must be drafted anew."
            )
        case _:
            assert_never(refused)
    return text


def _somebody(slack_user_id: str, tell: Telling) -> str:
    return tell.person(slack_user_id, tell.language.say("Somebody"))


def _pay(refused: _Pay, tell: Telling) -> str:
    match refused:
        case r.CurrencyDiffers(asked=asked, terms=terms):
            text = tell.language.say(
                "The rules are in {terms}, the deal is in {asked}. Ask with an amount in {terms}.",
                terms=terms,
                asked=asked,
            )
        case r.MarginMissing() | r.UnitsMissing() | r.NotYourPay() | r.WordsUnclear():
            text = _unsaid(refused, tell)
        case r.MarginAboveAmount():
            text = tell.language.say("The margin can’t be larger than the deal.")
        case r.NoRules(partner=partner, manager_slack_id=who, ended=ended):
            text = _no_rules(
                tell.literal(partner),
                tell.person(who, tell.language.say("the partner manager")),
                tell.language,
                ended=ended,
            )
        case _:
            text = _of_draft(refused, tell)
    return text


def _of_draft(refused: _OfDrafts, tell: Telling) -> str:
    match refused:
        case r.TermsDiffer():
            return tell.language.say(
                "The rules in force are paid another way or with another credit. Choose the same, or replace them."
            )
        case r.NotInForce():
            return tell.language.say("No rules are in force then, so there is nothing to end.")
        case r.LowersPay():
            return tell.language.say("This lowers pay. Tick that it is meant, or go back and change it.")
        case r.FileElsewhere():
            return tell.language.say(
                "This file is for something else: a plan goes into `/alliance plan`, an alliance’s rules go into"
                " `/alliance incentive` with its name."
            )
        case r.TermsFlawed(flaws=flaws):
            return "\n".join(dict.fromkeys(_flaw(flaw, tell) for flaw in flaws))
        case _:
            assert_never(refused)


def _unsaid(refused: _Unsaid, tell: Telling) -> str:
    match refused:
        case r.MarginMissing(partner=partner):
            return tell.language.say(
                "Part of the pay depends on the margin. Say it with `margin 12k`, or open the form with `/cosell` and"
                " enter it for {partner}.",
                partner=tell.literal(partner),
            )
        case r.UnitsMissing(partner=partner):
            return tell.language.say(
                "Part of the pay is for each unit. Say how many with `units 5`, or open the form with `/cosell` and"
                " enter it for {partner}.",
                partner=tell.literal(partner),
            )
        case r.NotYourPay(role=role):
            return tell.language.say(
                "You can ask what your own role earns. What {role} earns is shown to the partner manager whose rules"
                " name the role, and to sales operations.",
                role=names.somebody_paid_as(role, tell.language),
            )
        case r.WordsUnclear(typed=typed):
            return tell.language.say(
                "I can’t place “{words}”. I understand, for example: `/cosell acme 50k 30% closing june so far 120k"
                " margin 12k months 24`.",
                words=tell.literal(typed),
            )
        case _:
            assert_never(refused)


def _no_rules(partner: str, who: str, language: Language, *, ended: bool) -> str:
    if ended:
        return language.say(
            "The rules with {partner} don’t reach to this closing day. Ask {who} for new ones.",
            partner=partner,
            who=who,
        )
    return language.say(
        "There are no released rules with {partner} for you yet. Ask {who} what is planned.", partner=partner, who=who
    )


def _flaw(flaw: Flaw, tell: Telling) -> str:
    """At a field the place is known."""
    return flaw_problem(flaw.kind, tell.language) if tell.plain else flaw_sentence(flaw, tell.language)
