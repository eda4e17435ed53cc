"""Who may do what, and who is paid as what."""

from __future__ import annotations

from collections.abc import Collection

from slack_sdk.models.blocks import Block

from bot.domain.people import PayRole, Right
from messages import names, parts
from messages.actions import Field, FormId
from messages.language import Language
from messages.message import Form
from messages.names import capitalised
from messages.parts import lines, person, section


def people_form(language: Language, *, may_assign_rights: bool) -> Form:
    """Gives a person a pay role and, where the asker may, rights.

    Rights ticked are exactly those held afterwards; a pay role not chosen stays as it is.
    """
    blocks: list[Block] = [parts.person_input(Field.PERSON, language.say("Who?"))]
    if may_assign_rights:
        rights = {right: capitalised(names.right(right, language)) for right in Right}
        hint = language.say("What is ticked counts, the rest is taken away. Without any: seller.")
        blocks.append(parts.ticks(Field.RIGHTS, language.say("Rights"), rights, hint=hint))
    roles = {role: capitalised(names.pay_role(role, language)) for role in PayRole}
    hint = language.say("Decides which plan and which rules count. Nothing chosen: it stays as it is.")
    blocks.append(parts.choice(Field.PAY_ROLE, language.say("Pay role"), roles, hint=hint, optional=True))
    return Form(
        FormId.PEOPLE,
        language.say("Rights and pay role"),
        tuple(blocks),
        submit=language.say("Save"),
        close=language.say("Cancel"),
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
