"""Which of the updates and replies that follow a post may be sent, and which never will.

What has the same target is sent one after the other by id, which is the order it was written down in: what changed a
message last is what stays. Only settled rows let the next one pass, and settled is final, so no two can pass at once.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import and_, col, exists, or_

from bot.domain.deliveries import DeliveryState, Operation
from storage.tables import DeliveryRow

SETTLED = (DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.SKIPPED)

_target = aliased(DeliveryRow)
_older = aliased(DeliveryRow)
_newer = aliased(DeliveryRow)

_OF_THE_ROW = col(_target.id) == col(DeliveryRow.target_id)
_IN_SLACK = and_(col(_target.state) == DeliveryState.SENT, col(_target.channel_id).is_not(None))


def its_turn() -> ColumnElement[bool]:
    """It is a post, or its target stands in Slack and all that was to be done to that before is settled."""
    older = and_(
        col(_older.target_id) == col(DeliveryRow.target_id),
        col(_older.id) < col(DeliveryRow.id),
        col(_older.state).not_in(SETTLED),
    )
    follows = and_(exists().where(and_(_OF_THE_ROW, _IN_SLACK)), ~exists().where(older))
    return or_(col(DeliveryRow.target_id).is_(None), follows)


def in_vain() -> ColumnElement[bool]:
    """Its target will never stand in Slack, or it is an update and there is a newer one of the same target."""
    gone = and_(_OF_THE_ROW, col(_target.state).in_(SETTLED), ~_IN_SLACK)
    newer = and_(
        col(_newer.target_id) == col(DeliveryRow.target_id),
        col(_newer.id) > col(DeliveryRow.id),
        col(_newer.operation) == Operation.UPDATE,
    )
    overtaken = and_(col(DeliveryRow.operation) == Operation.UPDATE, exists().where(newer))
    return and_(col(DeliveryRow.target_id).is_not(None), or_(exists().where(gone), overtaken))
