"""Who may do what, and who is paid as what."""

from __future__ import annotations

from collections.abc import Collection

from slack_sdk.models.blocks import Block

from bot.domain.people import PayRole, Person, Right
from messages import names, parts
from messages.actions import Field, FormId
from messages.language import Language
from messages.message import Form
from messages.names import capitalised
from messages.parts import lines, person, section


def choose_person(language: Language) -> Form:
    """Asks whose rights and pay role are to be changed; the next form shows what that person holds."""
    return Form(
        FormId.PEOPLE,
        language.say("Rights and pay role"),
        (parts.person_input(Field.PERSON, language.say("Who?")),),
        submit=language.say("Next"),
        close=language.say("Cancel"),
    )


def people_form(chosen: Person, language: Language, *, may_assign_rights: bool) -> Form:
    """What a person holds, to be changed: the pay role and, where the asker may, rights.

    Rights ticked are exactly those held afterwards. The private metadata holds the person's Slack id.
    """
    blocks: list[Block] = [section(person(chosen.slack_user_id))]
    if may_assign_rights:
        rights = {right: capitalised(names.right(right, language)) for right in Right}
        hint = language.say("What is ticked counts, the rest is taken away. Without any: seller.")
        held = [right for right in Right if right in chosen.rights]
        blocks.append(parts.ticks(Field.RIGHTS, language.say("Rights"), rights, hint=hint, chosen=held))
    roles = {role: capitalised(names.pay_role(role, language)) for role in PayRole}
    hint = language.say("Decides which plan and which rules count.")
    blocks.append(parts.choice(Field.PAY_ROLE, language.say("Pay role"), roles, hint=hint, chosen=chosen.pay_role))
    return Form(
        FormId.PEOPLE,
        language.say("Rights and pay role"),
        tuple(blocks),
        submit=language.say("Save"),
        close=language.say("Cancel"),
        private_metadata=chosen.slack_user_id,
    )


def assigned(slack_user_id: str, rights: Collection[Right], pay_role: PayRole, language: Language) -> Form:
    """Says what the person is now."""
    who = person(slack_user_id)
    held = [names.right(right, language) for right in Right if right in rights]
    roles = language.say("{who}: no special rights.", who=who)
    if held:
        roles = language.say("{who}: {rights}.", who=who, rights=names.listed(held, language))
    paid = language.say("Paid as: {role}.", role=names.pay_role(pay_role, language))
    return Form(FormId.NOTICE, language.say("Saved"), (section(lines(roles, paid)),), close=language.say("Close"))
