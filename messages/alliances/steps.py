"""What was done to an alliance, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from slack_sdk.models.blocks import Block

from bot.domain.alliances import Alliance, Status
from bot.domain.cards import AllianceCard
from bot.domain.people import LanguageCode
from messages import parts
from messages.actions import Action, FormId
from messages.alliances.card import texts_button
from messages.alliances.lists import field_names
from messages.language import Language
from messages.message import Form, Message
from messages.parts import bold, lines, section, typed


def stepped(alliance: Alliance, language: Language) -> Message:
    """The alliance was paused, resumed, activated or ended."""
    text = _stepped(alliance, language)
    show = parts.commands((language.say("Show"), f"/alliance show {alliance.handle}"))
    return Message(text, (section(text), parts.actions(*show)))


def _stepped(alliance: Alliance, language: Language) -> str:
    partner = typed(alliance.partner)
    match alliance.status:
        case Status.ACTIVE:
            return language.say("{partner} is active: sellers can ask what they earn.", partner=partner)
        case Status.PAUSED:
            return language.say("{partner} is paused: nothing is quoted until you resume it.", partner=partner)
        case Status.ENDED:
            return language.say("{partner} has ended: nothing is quoted any more; the history stays.", partner=partner)
        case Status.DRAFT:
            return language.say("{partner} is a draft: only those who work on it see it.", partner=partner)
        case _:
            assert_never(alliance.status)


def confirm_end(alliance: Alliance, language: Language) -> Message:
    """Asks before an alliance is ended, which can't be undone."""
    ask = language.say(
        "End the alliance with {partner}? This can’t be undone; to stop for a while, pause it.",
        partner=typed(alliance.partner),
    )
    end = parts.button(
        language.say("End it"),
        Action.END,
        alliance.handle,
        style="danger",
        confirm=parts.confirm(
            language.say("End the alliance?"),
            language.say("{partner} can’t be made active again.", partner=alliance.partner),
            language.say("End it"),
            language.say("Keep it"),
        ),
    )
    (pause,) = parts.commands((language.say("Pause it instead"), f"/alliance pause {alliance.handle}"))
    buttons = [end, pause] if alliance.status is Status.ACTIVE else [end]
    return Message(ask, (section(ask), parts.actions(*buttons)))


def registered(shown: AllianceCard, language: Language) -> Form:
    """The alliance is in the book; says what brings it to life."""
    alliance = shown.alliance
    handle = alliance.handle
    done = language.say("{partner} is in the book.", partner=typed(alliance.partner))
    if alliance.status is Status.DRAFT:
        done = language.say("{partner} is in the book, as a draft.", partner=typed(alliance.partner))
    next_steps = [language.say("Say what sellers earn: `/alliance incentive {handle}`", handle=handle)]
    if alliance.status is Status.DRAFT:
        next_steps.append(language.say("Activate it when it is ready: `/alliance resume {handle}`", handle=handle))
    next_steps.append(language.say("See the card: `/alliance show {handle}`", handle=handle))
    blocks: list[Block] = [section(bold(done)), section(lines(language.say("What’s next:"), parts.bullets(next_steps)))]
    missing = [code for code in LanguageCode if code not in alliance.profile.propositions]
    if missing:
        blocks.append(parts.actions(*(texts_button(handle, code, language) for code in missing)))
    return Form(FormId.NOTICE, language.say("Registered"), tuple(blocks), close=language.say("Close"))


def saved(partner: str, changed: Sequence[str], language: Language) -> Form:
    """Which fields were changed, by their names in the domain; none is fine."""
    text = language.say("Nothing was changed for {partner}.", partner=typed(partner))
    if changed:
        fields = field_names(changed, language)
        text = language.say("Saved for {partner}: {fields}.", partner=typed(partner), fields=fields)
    return Form(FormId.NOTICE, language.say("Saved"), (section(text),), close=language.say("Close"))
