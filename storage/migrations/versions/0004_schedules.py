"""Standing orders to post something, what was posted by them, and who confirmed it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "schedule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("alliance_id", sa.Integer(), nullable=True),
        sa.Column("destination", sa.String(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("days", sa.Text(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("every", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("seen_until", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('briefing', 'report', 'digest')", name=op.f("ck_schedule_kind_known")),
        sa.CheckConstraint("language IN ('en', 'de')", name=op.f("ck_schedule_language_known")),
        sa.CheckConstraint("every IN ('week', 'month')", name=op.f("ck_schedule_every_known")),
        sa.ForeignKeyConstraint(["alliance_id"], ["alliance.id"], name=op.f("fk_schedule_alliance_id")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_schedule_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule")),
    )
    op.create_index(op.f("ix_schedule_alliance_id"), "schedule", ["alliance_id"])

    op.create_table(
        "briefing_post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("schedule_id", sa.Integer(), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed", sa.Integer(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("topic IN ('pitch', 'pay', 'rule_changed')", name=op.f("ck_briefing_post_topic_known")),
        sa.CheckConstraint("confirmed >= 0", name=op.f("ck_briefing_post_confirmed_counts")),
        sa.ForeignKeyConstraint(["schedule_id"], ["schedule.id"], name=op.f("fk_briefing_post_schedule_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_briefing_post")),
        sa.UniqueConstraint("schedule_id", "slot", name=op.f("uq_briefing_post_schedule_id_slot")),
    )
    op.create_index(op.f("ix_briefing_post_schedule_id_at"), "briefing_post", ["schedule_id", "at"])

    op.create_table(
        "briefing_mark",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("marker", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["briefing_post.id"], name=op.f("fk_briefing_mark_post_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("post_id", "marker", name=op.f("pk_briefing_mark")),
    )
    op.create_index(op.f("ix_briefing_mark_at"), "briefing_mark", ["at"])


def downgrade() -> None:
    op.drop_table("briefing_mark")
    op.drop_table("briefing_post")
    op.drop_table("schedule")
