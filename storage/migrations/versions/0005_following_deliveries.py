"""Updates of posts and replies to them, which wait until the post was sent"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

delivery = sa.table(
    "delivery",
    sa.column("destination", sa.String()),
    sa.column("operation", sa.Text()),
    sa.column("channel_id", sa.String()),
    sa.column("message_ts", sa.String()),
)


def upgrade() -> None:
    with op.batch_alter_table("delivery") as batch:
        batch.add_column(sa.Column("operation", sa.Text(), nullable=False, server_default="post"))
        batch.add_column(sa.Column("target_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("channel_id", sa.String(), nullable=True))
    # Where a post to a person landed is not known; a channel's own id is.
    in_channel = sa.and_(delivery.c.message_ts.is_not(None), delivery.c.destination.like("C%"))
    op.execute(sa.update(delivery).where(in_channel).values(channel_id=delivery.c.destination))
    with op.batch_alter_table("delivery") as batch:
        batch.alter_column("operation", existing_type=sa.Text(), existing_nullable=False, server_default=None)
        batch.create_index(op.f("ix_delivery_target_id"), ["target_id"])
        batch.create_foreign_key(op.f("fk_delivery_target_id"), "delivery", ["target_id"], ["id"])
        batch.create_check_constraint(op.f("ck_delivery_operation_known"), "operation IN ('post', 'update', 'reply')")
        batch.create_check_constraint(op.f("ck_delivery_follows_a_post"), "(operation = 'post') = (target_id IS NULL)")
        batch.create_check_constraint(
            op.f("ck_delivery_channel_of_a_message"), "channel_id IS NULL OR message_ts IS NOT NULL"
        )


def downgrade() -> None:
    # What changes or answers a post can't be told from a post any more; sent as one it would say things twice.
    op.execute(sa.delete(delivery).where(delivery.c.operation != "post"))
    with op.batch_alter_table("delivery") as batch:
        batch.drop_constraint(op.f("ck_delivery_channel_of_a_message"), type_="check")
        batch.drop_constraint(op.f("ck_delivery_follows_a_post"), type_="check")
        batch.drop_constraint(op.f("ck_delivery_operation_known"), type_="check")
        batch.drop_constraint(op.f("fk_delivery_target_id"), type_="foreignkey")
        batch.drop_index(op.f("ix_delivery_target_id"))
        batch.drop_column("channel_id")
        batch.drop_column("target_id")
        batch.drop_column("operation")
