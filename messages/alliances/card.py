"""The card of an alliance: what a seller wants to know before the next call."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from slack_sdk.models.blocks import Block, ButtonElement, SectionBlock

from bot.domain.alliances import Alliance, Status, ValueProposition
from bot.domain.cards import AllianceCard
from bot.domain.people import LanguageCode
from messages import names, parts
from messages.actions import Action
from messages.language import Language
from messages.message import Message
from messages.parts import bold, bullets, lines, person, section, typed
from messages.rules.sentences import rule_lines


def card(shown: AllianceCard, language: Language) -> Message:
    """The benefit first, then how to get talking, what it pays and whom to call."""
    alliance = shown.alliance
    title = _title(alliance, language)
    text, written = alliance.proposition(language.code)
    blocks: list[Block] = [parts.header(title), section(bold(typed(text.benefit)))]
    blocks += [parts.context(note) for note in _notes(shown, written, language)]
    blocks += [section(part) for part in _pitch(text, language)]
    blocks += [*_earnings(shown, language), parts.columns(*_people(shown, language))]
    buttons = [*parts.commands(*_commands(shown, language)), *_texts_buttons(shown, language)]
    if buttons:
        blocks.append(parts.actions(*buttons))
    return Message(f"{typed(title)}: {typed(text.benefit)}", tuple(blocks))


def texts_button(handle: str, code: LanguageCode, language: Language) -> ButtonElement:
    """Opens the form for an alliance's texts in one language."""
    label = {
        LanguageCode.EN: language.say("Add the texts in English"),
        LanguageCode.DE: language.say("Add the texts in German"),
    }[code]
    return parts.button(label, Action.TEXTS, json.dumps({"handle": handle, "language": code}))


def _title(alliance: Alliance, language: Language) -> str:
    if alliance.status is Status.ACTIVE:
        return alliance.partner
    return f"{alliance.partner} ({names.status(alliance.status, language)})"


def _notes(shown: AllianceCard, written: LanguageCode, language: Language) -> Iterator[str]:
    status = shown.alliance.status
    if status is Status.DRAFT:
        yield language.say("A draft: only those who work on it see it, and nothing is quoted from it.")
    elif status is Status.PAUSED:
        yield language.say("Paused: nothing is quoted until it is resumed.")
    elif status is Status.ENDED:
        yield language.say("Ended: nothing is quoted any more.")
    if written is not language.code:
        yield language.say("So far written only {in_language}.", in_language=names.in_language(written, language))


def _pitch(text: ValueProposition, language: Language) -> Iterator[str]:
    if text.signals:
        yield lines(bold(language.say("When you hear")), bullets(_quoted(s, language) for s in text.signals))
    if text.opening_question:
        yield lines(bold(language.say("Ask")), _quoted(text.opening_question, language))
    if text.objections:
        pairs = [f"{_quoted(o.says, language)} → {typed(o.answer)}" for o in text.objections]
        yield lines(bold(language.say("If the customer objects")), bullets(pairs))
    if text.proof:
        yield lines(bold(language.say("Proof")), bullets(typed(proof) for proof in text.proof))
    audience = " · ".join(typed(part) for part in (text.industry, text.persona) if part)
    if audience:
        yield lines(bold(language.say("For whom")), audience)


def _quoted(text: str, language: Language) -> str:
    return language.say("“{words}”", words=typed(text))


def _earnings(shown: AllianceCard, language: Language) -> Iterator[SectionBlock]:
    head, handle = bold(language.say("What you earn")), shown.alliance.handle
    if shown.pay_hidden:
        yield section(lines(head, language.say("Not shown here: people of another company may read along.")))
    elif shown.rules:
        yield section(lines(head, bullets(line for force in shown.rules for line in rule_lines(force, language))))
    elif shown.may_draft:
        draft = language.say("No rules in force yet. Draft one: `/alliance incentive {handle}`", handle=handle)
        yield section(lines(head, draft))
    else:
        yield section(lines(head, language.say("No rules in force for you yet.")))


def _people(shown: AllianceCard, language: Language) -> Iterator[str]:
    profile, ours = shown.alliance.profile, shown.people
    managers = " · ".join(_named(ours, profile.manager, profile.deputy))
    yield lines(bold(language.say("Our partner manager")), managers)
    if profile.counterparts:
        known = (" · ".join(typed(p) for p in (c.name, c.region, c.industry) if p) for c in profile.counterparts)
        yield lines(bold(language.say("Call at the partner’s")), bullets(known))
    sponsors = _named(ours, profile.sponsor)
    if profile.partner_sponsor:
        sponsors.append(typed(profile.partner_sponsor))
    if sponsors:
        yield lines(bold(language.say("Executive sponsors")), " · ".join(sponsors))


def _named(ours: Mapping[int, str], *people: int | None) -> list[str]:
    return [person(ours[one]) for one in people if one is not None and one in ours]


def _commands(shown: AllianceCard, language: Language) -> Iterator[tuple[str, str]]:
    handle, status = shown.alliance.handle, shown.alliance.status
    if status is Status.ACTIVE and not shown.pay_hidden:
        yield language.say("What do I earn?"), f"/cosell {handle}"
    if status is Status.ACTIVE:
        yield language.say("Share a lead"), f"/lead share {handle}"
    if shown.may_change and status is Status.DRAFT:
        yield language.say("Activate"), f"/alliance resume {handle}"
    if shown.may_change and status is Status.PAUSED:
        yield language.say("Resume"), f"/alliance resume {handle}"
    if shown.may_change:
        yield language.say("Edit"), f"/alliance edit {handle}"
    if shown.may_draft and status is not Status.ENDED:
        yield language.say("Draft a rule"), f"/alliance incentive {handle}"
    if shown.may_change and not shown.pay_hidden:
        yield language.say("Giving and taking"), f"/alliance balance {handle}"
    if shown.may_change and status is not Status.ENDED:
        yield language.say("Rules of the game"), f"/alliance rules {handle}"
    if shown.may_change:
        yield language.say("History"), f"/alliance history {handle}"


def _texts_buttons(shown: AllianceCard, language: Language) -> list[ButtonElement]:
    missing = [code for code in LanguageCode if code not in shown.alliance.profile.propositions]
    return [texts_button(shown.alliance.handle, code, language) for code in missing if shown.may_change]
