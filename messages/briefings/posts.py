"""Short posts that keep an alliance in mind: the pitch, what it pays, a rule that has changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from slack_sdk.models.blocks import ActionsBlock, Block, ContextBlock

from bot.domain.alliances import ValueProposition
from bot.domain.briefings import Briefing, Topic
from bot.domain.incentives import AllianceRules, Route
from bot.domain.versions import InForce, Version
from messages import parts
from messages.actions import Action
from messages.language import Language
from messages.message import Message
from messages.parts import bold, bullets, lines, section, typed
from messages.rules.sentences import credit_sentence, rule_lines, terms_sentences

REACH_MINIMUM = 10
"""Below so many people a count would tell about persons, so it is not shown."""
SIGNALS = 2
"""Signals in a pitch, which is short; the card has them all."""
_REACH = "reach"


def pitch(partner: str, handle: str, text: ValueProposition, post_id: int | None, language: Language) -> Message:
    """What the customer gains, and how to get talking. A preview has no `post_id`, so nobody can confirm it."""
    title = language.say("{partner}: what your customer gains", partner=partner)
    blocks: list[Block] = [parts.header(title), section(bold(typed(text.benefit)))]
    heard = [_quoted(signal, language) for signal in text.signals[:SIGNALS]]
    if heard:
        blocks.append(section(lines(bold(language.say("When you hear")), bullets(heard))))
    if text.opening_question:
        blocks.append(section(lines(bold(language.say("Ask")), _quoted(text.opening_question, language))))
    said = lines(typed(title), typed(text.benefit))
    return Message(said, (*blocks, _buttons(handle, post_id, language)))


def _quoted(text: str, language: Language) -> str:
    return language.say("“{words}”", words=typed(text))


def pay(partner: str, handle: str, rules: Sequence[InForce], post_id: int | None, language: Language) -> Message:
    """What a seller earns together, by the rules in force. A preview has no `post_id`."""
    title = language.say("{partner}: what you earn together", partner=partner)
    told = bullets(line for force in rules for line in rule_lines(force, language))
    blocks: list[Block] = [parts.header(title), section(told)]
    small = lines(*(credit for force in rules if (credit := _credit(force, language))), _until(rules, language))
    if small:
        blocks.append(parts.context(small))
    return Message(lines(typed(title), told), (*blocks, _buttons(handle, post_id, language)))


def _credit(force: InForce, language: Language) -> str:
    if force.version.series.route is not Route.TOGETHER or not isinstance(force.terms, AllianceRules):
        return ""
    return credit_sentence(force.terms.mode, force.terms.credit, language)


def _until(rules: Sequence[InForce], language: Language) -> str:
    days = [force.until for force in rules if force.until is not None]
    return language.say("Holds for deals closing by {day}.", day=language.day(min(days))) if days else ""


def rule_changed(partner: str, handle: str, version: Version, post_id: int | None, language: Language) -> Message:
    """What a new version of the rules says, and for which deals. A preview has no `post_id`."""
    title = language.say("{partner}: the rules have changed", partner=partner)
    told = bullets(terms_sentences(version.terms, version.series.route, version.series.pay_role, language))
    when = language.say("For deals closing {days}:", days=language.days(version.valid))
    blocks = (parts.header(title), section(lines(bold(when), told)), _buttons(handle, post_id, language))
    return Message(lines(typed(title), when, told), blocks)


def _buttons(handle: str, post_id: int | None, language: Language) -> ActionsBlock:
    confirmed = [] if post_id is None else [parts.button(language.say("Got it"), Action.GOT_IT, str(post_id))]
    commands = parts.commands(
        (language.say("What do I earn?"), f"/cosell {handle}"),
        (language.say("I have a customer for this"), f"/lead share {handle}"),
    )
    ask = parts.button(language.say("Ask the partner manager"), Action.ASK_MANAGER, handle)
    return parts.actions(*confirmed, *commands, ask)


def briefing(shown: Briefing, post_id: int | None, language: Language) -> Message:
    """What a briefing says, by its topic; `post_id` is None for a preview, which nobody confirms."""
    match shown.content.topic:
        case Topic.PITCH:
            return pitch(shown.partner, shown.handle, shown.proposition, post_id, language)
        case Topic.PAY:
            return pay(shown.partner, shown.handle, shown.rules, post_id, language)
        case Topic.RULE_CHANGED:
            assert shown.version is not None
            return rule_changed(shown.partner, shown.handle, shown.version, post_id, language)
        case _:
            assert_never(shown.content.topic)


def with_reach(message: Message, confirmed: int, language: Language) -> Message:
    """The message with how many people confirmed it, from `REACH_MINIMUM` people on; in place of an earlier count."""
    others = tuple(block for block in message.blocks if _block_id(block) != _REACH)
    if confirmed < REACH_MINIMUM:
        return Message(message.text, others)
    told = language.say("{n} people have got it.", n=confirmed)
    return Message(message.text, (*others, ContextBlock(elements=[parts.mrkdwn(told)], block_id=_REACH)))


def _block_id(block: object) -> object:
    return block.get("block_id") if isinstance(block, dict) else getattr(block, "block_id", None)


def got_it(partner: str, language: Language) -> Message:
    """Thanks the one who pressed *Got it*, privately."""
    text = language.say(
        "Noted. Only the number of those who know {partner} is kept, not who they are.", partner=typed(partner)
    )
    return Message(text, (section(text),))


def nothing_new(partner: str, language: Language) -> Message:
    """There was nothing to post that was not posted last time."""
    text = language.say("There is nothing new to say about {partner}, so nothing was posted.", partner=typed(partner))
    return Message(text, (section(text),))


def posted_now(partner: str, channel_id: str, language: Language) -> Message:
    """A briefing was asked for and is being posted."""
    text = language.say(
        "A briefing on {partner} is on its way to {channel}.", partner=typed(partner), channel=parts.place(channel_id)
    )
    return Message(text, (section(text),))
