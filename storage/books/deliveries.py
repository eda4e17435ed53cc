from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, update
from sqlmodel import Session, and_, col, or_, select

from bot.domain.deliveries import Delivery, DeliveryState, Operation, Target
from storage.books.dialect import insert
from storage.books.following import SETTLED, in_vain, its_turn
from storage.tables import DeliveryRow
from storage.vault import Vault


class StoredDeliveries:
    """Posts on their way, as `bot.ports.Deliveries` asks for them. Payloads are sealed."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    def add(self, key: str, destination: str, payload: str, due_at: datetime) -> bool:
        """Writes down a post; False if one with this key is written down already."""
        return self._write(key, destination, payload, due_at, Operation.POST, None)

    def follow(self, key: str, operation: Operation, target_key: str, payload: str, due_at: datetime) -> bool:
        """Writes down an update of, or a reply to, the post with the target's key; False if the key is known already.

        False, too, if there is no such post: nothing was said that could be changed or answered. What has the same
        target is sent in the order it was written down, one after the other.
        """
        # The lock makes who else follows the same post wait, so that a lower id is always an older one.
        which = select(DeliveryRow.id, DeliveryRow.destination).where(DeliveryRow.key == target_key)
        target = self._session.exec(which.with_for_update(key_share=True)).first()
        if target is None:
            return False
        return self._write(key, target[1], payload, due_at, operation, target[0])

    def claim(self, now: datetime, lease: timedelta, limit: int) -> tuple[Delivery, ...]:
        """Takes due posts for sending, oldest first, each with a fresh claim token. Commit before calling Slack.

        What follows a post is left until it can be sent; what never can, or has been overtaken, is skipped.
        """
        self._skip(now)
        due = and_(col(DeliveryRow.state) == DeliveryState.DUE, col(DeliveryRow.due_at) <= now, its_turn())
        rows = self._locked(due, limit)
        for row in rows:
            row.state = DeliveryState.SENDING
            row.attempts += 1
            row.claimed_at = now
        return self._claimed(rows, now + lease)

    def settle(
        self,
        delivery: Delivery,
        state: DeliveryState,
        now: datetime,
        *,
        due_at: datetime | None = None,
        sent: Target | None = None,
        error: str | None = None,
    ) -> bool:
        """Writes down how it went; False if the claim is no longer held. `due_at` is when to try again (state due).

        A post whose fate was unknown and stays so after it was looked up waits for a person.
        """
        looked_up = delivery.state is state is DeliveryState.UNKNOWN
        settled = self._session.execute(
            update(DeliveryRow)
            .where(and_(col(DeliveryRow.id) == delivery.id, col(DeliveryRow.claim) == (delivery.claim or "")))
            .values(
                state=state,
                due_at=due_at or delivery.due_at,
                claim=None,
                lease_until=None,
                looked_up_at=now if looked_up else None,
                settled_at=now if state in SETTLED else None,
                channel_id=None if sent is None else sent.channel_id,
                message_ts=None if sent is None else sent.ts,
                error=error,
            )
            .returning(col(DeliveryRow.id))
        )
        return settled.first() is not None

    def expire(self, now: datetime) -> int:
        """Turns claims whose lease is over into unknown fates, and says how many."""
        over = and_(col(DeliveryRow.state) == DeliveryState.SENDING, col(DeliveryRow.lease_until) <= now)
        expired = self._session.execute(
            update(DeliveryRow)
            .where(over)
            .values(state=DeliveryState.UNKNOWN, claim=None, lease_until=None)
            .returning(col(DeliveryRow.id))
        )
        return len(expired.all())

    def unknown(self, now: datetime, lease: timedelta, limit: int) -> tuple[Delivery, ...]:
        """Posts whose fate is unknown and not yet looked up to the end, oldest first, each claimed anew.

        They stay unknown, and nobody else gets them while the claim holds. `claimed_at` still says when they were
        claimed for sending.
        """
        waiting = and_(
            col(DeliveryRow.state) == DeliveryState.UNKNOWN,
            col(DeliveryRow.looked_up_at).is_(None),
            or_(col(DeliveryRow.lease_until).is_(None), col(DeliveryRow.lease_until) <= now),
        )
        return self._claimed(self._locked(waiting, limit), now + lease)

    def next_due(self) -> datetime | None:
        """When the next post is due (UTC); what waits for another one is left out."""
        due = and_(col(DeliveryRow.state) == DeliveryState.DUE, its_turn())
        return self._session.exec(select(func.min(DeliveryRow.due_at)).where(due)).one()

    def forget(self, before: datetime) -> int:
        """Deletes the payload of posts settled before this moment, and says how many."""
        old = and_(col(DeliveryRow.settled_at) < before, col(DeliveryRow.sealed_payload).is_not(None))
        forgotten = self._session.execute(
            update(DeliveryRow).where(old).values(sealed_payload=None).returning(col(DeliveryRow.id))
        )
        return len(forgotten.all())

    def _write(
        self, key: str, destination: str, payload: str, due_at: datetime, operation: Operation, target_id: int | None
    ) -> bool:
        statement = insert(self._session, DeliveryRow).values(
            key=key,
            mark=secrets.token_hex(16),
            operation=operation,
            target_id=target_id,
            destination=destination,
            sealed_payload=self._vault.seal(payload),
            state=DeliveryState.DUE,
            due_at=due_at,
            attempts=0,
        )
        unknown_key = statement.on_conflict_do_nothing(index_elements=["key"]).returning(col(DeliveryRow.id))
        return self._session.exec(unknown_key).first() is not None

    def _skip(self, now: datetime) -> None:
        for row in self._locked(and_(col(DeliveryRow.state) == DeliveryState.DUE, in_vain()), None):
            row.state = DeliveryState.SKIPPED
            row.settled_at = now
        self._session.flush()

    def _locked(self, condition: ColumnElement[bool], limit: int | None) -> Sequence[DeliveryRow]:
        oldest_first = (col(DeliveryRow.due_at), col(DeliveryRow.id))
        rows = select(DeliveryRow).where(condition).order_by(*oldest_first).limit(limit)
        # SQLite needs no lock on rows, its writers wait for each other; the words are left out there.
        locked = rows.with_for_update(skip_locked=True).execution_options(populate_existing=True)
        return self._session.exec(locked).all()

    def _claimed(self, rows: Sequence[DeliveryRow], until: datetime) -> tuple[Delivery, ...]:
        for row in rows:
            row.claim = secrets.token_hex(16)
            row.lease_until = until
        self._session.flush()
        messages = self._messages({row.target_id for row in rows})
        return tuple(self._delivery(row, messages.get(row.target_id)) for row in rows)

    def _messages(self, ids: Collection[int | None]) -> dict[int | None, Target]:
        """Where those of the deliveries that stand in Slack are, by id."""
        places = select(DeliveryRow.id, DeliveryRow.channel_id, DeliveryRow.message_ts).where(
            col(DeliveryRow.id).in_(ids)
        )
        return {
            target_id: Target(channel_id, ts)
            for target_id, channel_id, ts in self._session.exec(places)
            if channel_id is not None and ts is not None
        }

    def _delivery(self, row: DeliveryRow, target: Target | None) -> Delivery:
        assert row.id is not None
        return Delivery(
            id=row.id,
            key=row.key,
            mark=row.mark,
            destination=row.destination if target is None else target.channel_id,
            payload="" if row.sealed_payload is None else self._vault.open(row.sealed_payload),
            state=row.state,
            due_at=row.due_at,
            attempts=row.attempts,
            claimed_at=row.claimed_at,
            claim=row.claim,
            operation=row.operation,
            target=target,
        )
