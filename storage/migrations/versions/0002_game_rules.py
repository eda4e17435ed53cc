"""The rules both sides of an alliance play by, and the day it started"""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

USUAL = {
    "criteria": (sa.Text(), "[]"),
    "response_hours": (sa.Integer(), "16"),
    "protection_days": (sa.Integer(), "90"),
    "share_ppm": (sa.Integer(), "500000"),
    "band_ppm": (sa.Integer(), "200000"),
    "trust_credit": (sa.Integer(), "0"),
    "minimum": (sa.Integer(), "5"),
    "window_days": (sa.Integer(), "180"),
    "work_starts": (sa.Time(), "09:00:00.000000"),
    "work_ends": (sa.Time(), "17:00:00.000000"),
    "competes": (sa.Boolean(), sa.false()),
}
"""The new columns, and the rules by which alliances have played so far."""

alliance = sa.table(
    "alliance",
    sa.column("id", sa.Integer()),
    sa.column("status", sa.Text()),
    sa.column("time_zone", sa.String()),
    sa.column("started", sa.Date()),
)
audit_entry = sa.table(
    "audit_entry", sa.column("alliance_id", sa.Integer()), sa.column("at", sa.DateTime(timezone=True))
)


def upgrade() -> None:
    with op.batch_alter_table("alliance") as batch:
        batch.add_column(sa.Column("started", sa.Date(), nullable=True))
        for name, (kind, usual) in USUAL.items():
            batch.add_column(sa.Column(name, kind, nullable=False, server_default=usual))
    start_what_is_no_draft()
    with op.batch_alter_table("alliance") as batch:
        for name, (kind, _) in USUAL.items():
            batch.alter_column(name, existing_type=kind, existing_nullable=False, server_default=None)
        batch.create_check_constraint(
            op.f("ck_alliance_started_on_a_day"), "status NOT IN ('active', 'paused') OR started IS NOT NULL"
        )
        batch.create_check_constraint(op.f("ck_alliance_work_lasts"), "work_starts < work_ends")


def start_what_is_no_draft() -> None:
    """Takes the day of its first deed, in its own time zone, as the day an alliance started; without one, today."""
    connection = op.get_bind()
    first_deed = (
        sa.select(sa.func.min(audit_entry.c.at)).where(audit_entry.c.alliance_id == alliance.c.id).scalar_subquery()
    )
    begun = sa.select(alliance.c.id, alliance.c.time_zone, first_deed).where(alliance.c.status != "draft")
    for alliance_id, time_zone, at in connection.execute(begun).all():
        # SQLite keeps UTC without saying so.
        moment = datetime.now(UTC) if at is None else at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
        day = moment.astimezone(ZoneInfo(time_zone)).date()
        connection.execute(sa.update(alliance).where(alliance.c.id == alliance_id).values(started=day))


def downgrade() -> None:
    with op.batch_alter_table("alliance") as batch:
        batch.drop_constraint(op.f("ck_alliance_work_lasts"), type_="check")
        batch.drop_constraint(op.f("ck_alliance_started_on_a_day"), type_="check")
        for name in reversed(USUAL):
            batch.drop_column(name)
        batch.drop_column("started")
