"""The assumed chance to win together, and an index that counts joint deals by how they ended"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0007"
branch_labels = None
depends_on = None

JOINT = sa.text("direction = 'joint'")


def upgrade() -> None:
    with op.batch_alter_table("alliance") as batch:
        batch.add_column(sa.Column("assumed_chance_ppm", sa.Integer(), nullable=True))
        batch.create_check_constraint(
            op.f("ck_alliance_assumed_chance_is_a_share"), "assumed_chance_ppm BETWEEN 1 AND 1000000"
        )
    op.create_index(
        "ix_lead_joint",
        "lead",
        ["alliance_id", "closed_at", "stage", "partner_came", "direction"],
        sqlite_where=JOINT,
        postgresql_where=JOINT,
    )


def downgrade() -> None:
    op.drop_index("ix_lead_joint", "lead")
    with op.batch_alter_table("alliance") as batch:
        batch.drop_constraint(op.f("ck_alliance_assumed_chance_is_a_share"), type_="check")
        batch.drop_column("assumed_chance_ppm")
