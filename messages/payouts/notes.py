"""One payout note: the amount first, then how it came about and where it stands. It never names the customer."""

from __future__ import annotations

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from bot.domain.incentives import Clawback
from bot.domain.payout_cards import PayoutCard
from bot.domain.payouts import NoteKind, NoteState
from bot.domain.payouts import reference as note_reference
from messages import names, parts
from messages.actions import Action
from messages.components import component_sentence
from messages.language import Language
from messages.leads.words import trigger
from messages.lines import formula
from messages.message import Message
from messages.names import capitalised
from messages.parts import bold, bullets, lines, person, section, typed


def shown(card: PayoutCard, language: Language) -> Message:
    """The note to somebody who may see it; who may settle it now finds the buttons."""
    what = f"{_head(card, language)} · {of_deal(card, language)}"
    blocks = facts(card, language)
    value = str(card.note.id)
    if card.may_settle:
        confirm = parts.button(language.say("Confirm"), Action.PAYOUT_CONFIRM, value, style="primary")
        blocks.append(parts.actions(confirm, parts.button(language.say("Reject"), Action.PAYOUT_REJECT, value)))
    return Message(what, tuple(blocks))


def facts(card: PayoutCard, language: Language) -> list[Block]:
    """What is paid or taken back, why, under which rules, and what was decided."""
    note = card.note
    head = bold(_head(card, language))
    told = [formula(line, language) for line in note.promise.lines or ()]
    why = _open(card, language) if note.amount is None else ""
    blocks: list[Block] = [section(lines(head, bullets(told), *_terms(card, language), why))]
    below = " ".join(
        part for part in (_deal(card, language), cancelled(card, language), _taken(card, language)) if part
    )
    blocks.append(parts.context(lines(below, _versions(card, language))))
    if not card.may_settle:
        blocks.append(section(standing(card, language)))
    return blocks


def _terms(card: PayoutCard, language: Language) -> Iterator[str]:
    """The terms by which pay is taken back, so that the amount can be checked against what was paid."""
    if card.note.kind is NoteKind.CLAWBACK:
        for component in card.rules.terms.components:
            if isinstance(component, Clawback):
                yield capitalised(f"{component_sentence(component, language)}.")


def _head(card: PayoutCard, language: Language) -> str:
    return f"{payout(card, language)} · {card.note.reference}"


def payout(card: PayoutCard, language: Language) -> str:
    """Amount and payee: `€1,500 for @Lena`; of a clawback `€1,500 back from @Lena`."""
    who, amount = person(card.payee_slack_id), money(card, language)
    if card.note.kind is NoteKind.PAY:
        return language.say("{amount} for {person}", amount=amount, person=who)
    return language.say("{amount} back from {person}", amount=amount, person=who)


def money(card: PayoutCard, language: Language) -> str:
    """The amount without a sign, or that it is open."""
    amount = card.note.amount
    if amount is None:
        return language.say("Amount open")
    return language.money(amount if amount.minor > 0 else -amount)


def of_deal(card: PayoutCard, language: Language) -> str:
    """The lead it comes from: `L-1042 with Acme`."""
    return language.say("{lead} with {partner}", lead=card.note.lead_reference, partner=typed(card.partner))


def standing(card: PayoutCard, language: Language) -> str:
    """Whether it waits, or who decided what."""
    note = card.note
    who = language.say("Somebody") if card.settled_by_slack_id is None else person(card.settled_by_slack_id)
    if note.state is NoteState.OPEN:
        return language.say("Waits for sales operations.")
    if note.state is NoteState.REJECTED:
        return language.say("Rejected by {who}: “{reason}”", who=who, reason=typed(note.reason))
    if note.kind is NoteKind.PAY and note.promise.amount is None:
        return language.say("Confirmed by {who}, who entered the amount.", who=who)
    return language.say("Confirmed by {who}.", who=who)


def cancelled(card: PayoutCard, language: Language) -> str:
    """When and why the deal was cancelled, if it was."""
    why = card.cancelled
    if why is None:
        return ""
    return language.say("Cancelled on {day}: {why}.", day=language.day(why.day), why=trigger(why.trigger, language))


def _taken(card: PayoutCard, language: Language) -> str:
    taken = card.note.takes_back
    return "" if taken is None else language.say("It takes back {note}.", note=note_reference(taken))


def _deal(card: PayoutCard, language: Language) -> str:
    return language.say(
        "{deal}, won on {day}: {amount}.",
        deal=of_deal(card, language),
        day=language.day(card.note.closed),
        amount=language.money(card.note.deal),
    )


def _versions(card: PayoutCard, language: Language) -> str:
    number, role = card.rules.number, names.pay_role(card.note.pay_role, language)
    used = language.say("Rules v{number} ({role}).", number=number, role=role)
    if card.note.promise.as_of != card.note.closed:
        used = language.say(
            "Rules v{number} ({role}) of {day}, when it was registered.",
            number=number,
            role=role,
            day=language.day(card.note.promise.as_of),
        )
    if card.plan is None:
        return used
    plan = language.say("Plan v{number}.", number=card.plan.number)
    return f"{used} {plan}"


def _open(card: PayoutCard, language: Language) -> str:
    if card.note.kind is NoteKind.CLAWBACK:
        return language.say("How much is owed back can’t be told; it is entered when this is confirmed.")
    return language.say("The deal alone does not tell what is due; it is entered when this is confirmed.")


def told(card: PayoutCard, language: Language) -> Message:
    """Tells the payee what was decided, with the reason."""
    note = card.note
    amount, deal = money(card, language), of_deal(card, language)
    if note.state is NoteState.REJECTED:
        text = _rejected(card, amount, deal, language)
    elif note.kind is NoteKind.PAY:
        text = language.say("{amount} is yours for {deal}: {note} is confirmed.", amount=amount, deal=deal,
                            note=note.reference)  # fmt: skip
    else:
        text = language.say("{amount} of your pay for {deal} is taken back ({note}).", amount=amount, deal=deal,
                            note=note.reference)  # fmt: skip
    more = standing(card, language) if note.state is NoteState.REJECTED else cancelled(card, language)
    show = parts.commands((language.say("Show"), f"/cosell payouts {note.reference}"))
    return Message(text, (section(lines(text, more)), parts.actions(*show)))


def _rejected(card: PayoutCard, amount: str, deal: str, language: Language) -> str:
    note = card.note
    if note.kind is NoteKind.CLAWBACK:
        return language.say("Nothing of your pay for {deal} is taken back ({note}).", deal=deal, note=note.reference)
    if note.amount is None:
        return language.say("{note} for {deal} is not confirmed.", note=note.reference, deal=deal)
    return language.say("{amount} for {deal} is not confirmed ({note}).", amount=amount, deal=deal,
                        note=note.reference)  # fmt: skip
