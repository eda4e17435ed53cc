"""People: who may do what, and who is paid as what."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.domain.history import Deed, Entry
from bot.domain.people import PayRole, Person, Right
from bot.domain.refusals import Act
from bot.domain.rights import may, require
from bot.ports import Books


def assign(
    books: Books, actor: Person, person_id: int, rights: Collection[Right], pay_role: PayRole, now: datetime
) -> Person:
    """Gives a person rights and a pay role. Sales operations assign pay roles only: rights then stay as they are.

    Raises:
        NotAllowed: unless the actor is an administrator or in sales operations.
    """
    require(actor, Act.ASSIGN_PAY_ROLE)
    person = books.people.get(person_id)
    given = frozenset(rights) if may(actor, Act.ASSIGN_RIGHTS) else person.rights
    changed = books.people.assign(person_id, given, pay_role)
    held = (*sorted(right.value for right in given), pay_role.value)
    books.history.add(Entry(now, actor.id, Deed.RIGHTS_ASSIGNED, person_id=person_id, fields=held))
    return changed
