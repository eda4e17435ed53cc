"""Forms to register an alliance, to edit it, and to write its texts in one language."""

from __future__ import annotations

import json
from collections.abc import Mapping

from slack_sdk.models.blocks import Block

from bot.domain.alliances import BENEFIT_LIMIT, Alliance, Counterpart, Objection, Profile, ValueProposition
from bot.domain.people import LanguageCode
from messages import names, parts
from messages.actions import Field, FormId
from messages.language import Language
from messages.message import Form

KEEP = "yes"
"""The one option value of `Field.KEEP_DRAFT`."""


def register_form(language: Language, manager_slack_id: str | None = None) -> Form:
    """An empty form; texts are in the reader's language. `manager_slack_id` is chosen to begin with."""
    keep = parts.ticks(
        Field.KEEP_DRAFT,
        language.say("Not ready yet?"),
        {KEEP: language.say("Keep it as a draft; sellers don’t see it yet")},
    )
    blocks = [
        _partner(None, language),
        parts.person_input(Field.MANAGER, language.say("Our partner manager"), slack_user_id=manager_slack_id),
        *_texts(None, language.code, language),
        *_people(None, {}, language),
        *_channels(None, language),
        keep,
    ]
    return Form(
        FormId.REGISTER,
        language.say("Register an alliance"),
        tuple(blocks),
        submit=language.say("Register"),
        close=language.say("Cancel"),
    )


def edit_form(alliance: Alliance, people: Mapping[int, str], language: Language) -> Form:
    """Everything about an alliance, filled in; `people` are Slack ids by person id.

    Texts are those the reader sees: in the reader's language or, where missing, in the other. The private metadata
    names which: handle, revision, language.
    """
    profile = alliance.profile
    text, written = alliance.proposition(language.code)
    blocks = [
        _partner(profile, language),
        parts.person_input(
            Field.MANAGER, language.say("Our partner manager"), slack_user_id=people.get(profile.manager)
        ),
        *_texts(text, written, language),
        *_people(profile, people, language),
        *_channels(profile, language),
    ]
    return Form(
        FormId.EDIT,
        language.say("Edit the alliance"),
        tuple(blocks),
        submit=language.say("Save"),
        close=language.say("Cancel"),
        private_metadata=_metadata(alliance, written),
    )


def texts_form(alliance: Alliance, code: LanguageCode, language: Language) -> Form:
    """The texts in the language with this code, filled in if there are any."""
    known = alliance.profile.propositions.get(code)
    original = alliance.profile.propositions.get(code.other)
    blocks = list(_texts(known, code, language))
    if known is None and original is not None:
        blocks.insert(0, parts.context(parts.typed(original.benefit)))
    return Form(
        FormId.TEXTS,
        names.capitalised(language.say("Texts {in_language}", in_language=names.in_language(code, language))),
        tuple(blocks),
        submit=language.say("Save"),
        close=language.say("Cancel"),
        private_metadata=_metadata(alliance, code),
    )


def _metadata(alliance: Alliance, code: LanguageCode) -> str:
    return json.dumps({"handle": alliance.handle, "revision": alliance.revision, "language": code})


def _partner(profile: Profile | None, language: Language) -> Block:
    return parts.text_input(
        Field.PARTNER,
        language.say("Partner"),
        value=profile.partner if profile else "",
        example=language.say("The company’s name"),
    )


def _texts(text: ValueProposition | None, code: LanguageCode, language: Language) -> list[Block]:
    """Inputs for a value proposition in the language with this code."""
    known = text or ValueProposition(benefit="")
    objection = known.objections[0] if known.objections else Objection("", "")
    return [
        parts.text_input(
            Field.BENEFIT,
            language.say("What the customer gains, {in_language}", in_language=names.in_language(code, language)),
            value=known.benefit,
            hint=language.say(
                "One sentence from the customer’s side, at most {limit} characters.", limit=BENEFIT_LIMIT
            ),
        ),
        _lines_input(Field.SIGNALS, language.say("When you hear …"), known.signals, language),
        parts.text_input(
            Field.QUESTION, language.say("One opening question"), value=known.opening_question, optional=True
        ),
        _lines_input(Field.PROOF, language.say("Proof"), known.proof, language),
        parts.text_input(Field.OBJECTION, language.say("An objection you hear"), value=objection.says, optional=True),
        parts.text_input(
            Field.OBJECTION_ANSWER, language.say("… and your answer"), value=objection.answer, optional=True
        ),
        parts.text_input(Field.INDUSTRY, language.say("Industry"), value=known.industry, optional=True),
        parts.text_input(
            Field.PERSONA, language.say("Who at the customer’s decides"), value=known.persona, optional=True
        ),
    ]


def _lines_input(field: Field, label: str, entries: tuple[str, ...], language: Language) -> Block:
    hint = language.say("One a line.")
    return parts.text_input(field, label, value="\n".join(entries), hint=hint, multiline=True, optional=True)


def _people(profile: Profile | None, people: Mapping[int, str], language: Language) -> list[Block]:
    deputy, sponsor = (None, None) if profile is None else (profile.deputy, profile.sponsor)
    counterparts = () if profile is None else profile.counterparts
    return [
        parts.text_input(
            Field.ALIASES,
            language.say("Other names people type"),
            value=", ".join(profile.aliases) if profile else "",
            hint=language.say("Separated by commas."),
            optional=True,
        ),
        parts.person_input(
            Field.DEPUTY,
            language.say("Deputy"),
            slack_user_id=people.get(deputy) if deputy is not None else None,
            optional=True,
        ),
        parts.person_input(
            Field.SPONSOR,
            language.say("Our executive sponsor"),
            slack_user_id=people.get(sponsor) if sponsor is not None else None,
            optional=True,
        ),
        parts.text_input(
            Field.PARTNER_SPONSOR,
            language.say("The partner’s executive sponsor"),
            value=profile.partner_sponsor if profile else "",
            optional=True,
        ),
        parts.text_input(
            Field.COUNTERPARTS,
            language.say("Whom to call at the partner’s"),
            value="\n".join(_counterpart_line(one) for one in counterparts),
            hint=language.say("One a line: name, region, industry. Region and industry may be missing."),
            multiline=True,
            optional=True,
        ),
    ]


def _counterpart_line(counterpart: Counterpart) -> str:
    """A counterpart as it is typed."""
    return f"{counterpart.name}, {counterpart.region}, {counterpart.industry}".rstrip(", ")


def _channels(profile: Profile | None, language: Language) -> list[Block]:
    channels = () if profile is None else profile.channels

    def briefed(code: LanguageCode) -> list[str]:
        return [channel.channel_id for channel in channels if channel.language is code]

    return [
        parts.channels_input(
            Field.CHANNELS_EN, language.say("Sales channels in English"), channel_ids=briefed(LanguageCode.EN)
        ),
        parts.channels_input(
            Field.CHANNELS_DE, language.say("Sales channels in German"), channel_ids=briefed(LanguageCode.DE)
        ),
        parts.channel_input(
            Field.SHARED_CHANNEL,
            language.say("Channel shared with the partner"),
            channel_id=profile.shared_channel if profile else None,
        ),
    ]
